import { css } from 'lit';

export const compareStyles = css`
  main { padding: 12px 20px 16px; max-width: 1400px; margin: 0 auto; }
  .bar { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; align-items: center; gap: 6px 8px; min-height: 44px; padding: 8px 20px; background: var(--vscode-editor-background); border-bottom: 1px solid var(--ii-border); }
  .bar .grow { flex: 1 1 240px; min-width: 0; }
  .bar .sides { margin: 0; font-size: 11px; line-height: 15px; color: var(--ii-dim); -webkit-line-clamp: 2; }
  .counts { display: grid; grid-template-columns: repeat(8, auto); justify-content: space-between; gap: 10px 20px; padding-bottom: 12px; }
  @media (max-width: 1000px) {
    .counts { grid-template-columns: repeat(4, auto); }
  }
  @media (max-width: 520px) {
    .counts { grid-template-columns: repeat(2, auto); }
  }
  .counts .v { font-size: 20px; line-height: 26px; white-space: nowrap; }
  .counts .l { font-size: 11px; line-height: 14px; color: var(--ii-dim); }
  .card > header.wrap { flex-wrap: wrap; }
  .chip[aria-pressed=true] { background: var(--vscode-inputOption-activeBackground, var(--vscode-list-inactiveSelectionBackground)); color: var(--vscode-inputOption-activeForeground, var(--vscode-foreground)); border-color: var(--vscode-inputOption-activeBorder, var(--vscode-focusBorder)); }
  .chip[aria-pressed=true]::before { content: "✓"; margin-right: 4px; font-size: 11px; }
  tbody th, tbody td { height: auto; padding-top: 4px; padding-bottom: 4px; vertical-align: top; }
  tbody th { color: inherit; white-space: normal; overflow-wrap: anywhere; }
  .findings { font-size: 11px; line-height: 16px; }
  .scroll-x { overflow-x: auto; position: relative; }
  #servers { scroll-margin-top: 80px; }
  .pager { display: flex; align-items: center; justify-content: center; flex-wrap: wrap; gap: 4px 12px; padding: 6px 12px; border-top: 1px solid var(--ii-hairline); font-size: 12px; }
  .pager [aria-disabled=true] { opacity: 0.5; cursor: default; }
  .problems { margin: 0; padding: 0 12px 8px; list-style: none; font-size: 12px; line-height: 16px; }
  .problems li { display: flex; gap: 6px; padding: 2px 0; }
  .stack > .rest { margin: 0; padding: 0; }
  .rest { padding: 6px 12px 10px; font-size: 12px; line-height: 16px; color: var(--ii-dim); }
`;
