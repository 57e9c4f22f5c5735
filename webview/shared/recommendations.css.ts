import { css } from 'lit';

export const recommendationsStyles = css`
  :host { container-type: inline-size; }
  td, th { vertical-align: top; }
  td { overflow-wrap: normal; }
  tbody th, tbody td { height: auto; padding-top: 5px; padding-bottom: 5px; border-top: 1px solid var(--ii-hairline); font-size: 12px; line-height: 16px; }
  tbody th { color: inherit; font-weight: 400; width: 100%; white-space: normal; overflow-wrap: anywhere; }
  .t { font-size: 13px; line-height: 18px; }
  .tick { width: 30px; }
  input { appearance: none; display: grid; place-content: center; width: 16px; height: 16px; margin: 1px 0 0; border: 1px solid var(--vscode-contrastBorder, var(--vscode-checkbox-border)); border-radius: 3px;
    background: var(--vscode-checkbox-background); cursor: pointer; }
  input:checked::after { content: ""; width: 8px; height: 4px; border: solid var(--vscode-checkbox-foreground, var(--vscode-foreground)); border-width: 0 0 1.5px 1.5px; transform: translateY(-1px) rotate(-45deg); }
  tr.ticked > * { --ii-dim: var(--vscode-foreground); background: var(--vscode-list-inactiveSelectionBackground); box-shadow: inset 0 1px var(--ii-active-outline), inset 0 -1px var(--ii-active-outline); }
  .rest { padding: 6px 12px; font-size: 12px; line-height: 16px; color: var(--ii-dim); border-top: 1px solid var(--ii-hairline); gap: 4px 16px; }
  header + [role=status] + .rest { border-top: 0; }

  .whatif { margin: 0 12px 8px; padding: 8px 10px; border: 1px solid var(--vscode-contrastActiveBorder, var(--vscode-focusBorder)); border-radius: var(--ii-radius); }
  .whatif p { font-size: 12px; line-height: 18px; }
  /* Six of a server or nine of the estate, in lines of like length. */
  .figures { display: grid; grid-template-columns: repeat(6, 1fr); gap: 8px 16px; padding-top: 8px; }
  .figures:has(> :nth-child(7)) { grid-template-columns: repeat(5, 1fr); }
  .figures .v { font-size: 16px; line-height: 22px; white-space: nowrap; }
  .figures .l { font-size: 11px; line-height: 14px; color: var(--ii-dim); }
  .figures b { font-weight: 600; }

  @container (max-width: 760px) {
    .figures, .figures:has(> :nth-child(7)) { grid-template-columns: repeat(3, 1fr); }
  }
  @container (max-width: 560px) {
    thead th:nth-child(3), tbody td:nth-child(3) { display: none; }
  }
`;
