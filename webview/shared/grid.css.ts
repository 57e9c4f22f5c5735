import { css } from 'lit';

export const gridStyles = css`
  :host { display: flex; flex-direction: column; min-height: 0; min-width: 0; font-size: 12px; line-height: 16px; }
  .scroll { flex: 1 1 auto; overflow: auto; position: relative; scrollbar-width: thin; scrollbar-color: var(--vscode-scrollbarSlider-background) transparent; min-height: 120px; }
  .scroll:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; border-radius: 0; }
  /* With a row in focus the row carries the outline. */
  .scroll.placed:focus-visible { outline: none; }

  .row { display: grid; grid-template-columns: var(--ii-grid-columns); height: var(--ii-row); min-width: var(--ii-grid-width); }
  .cell, .headcell { min-width: 0; padding: 0 5px; display: flex; align-items: center; gap: 5px; overflow: hidden; white-space: nowrap; }
  .cell { border-bottom: 1px solid var(--ii-hairline); background: var(--vscode-editor-background); }
  .cell > span, .cell > .trunc { overflow: hidden; text-overflow: ellipsis; }
  .cell:first-child, .headcell:first-child { position: sticky; left: 0; z-index: 1; padding-left: 12px; }
  .cell:last-child, .headcell:last-child { padding-right: 12px; }
  .numeric { justify-content: flex-end; text-align: right; }
  .cell > ii-support, .cell > ii-score-bar { flex: 1; }

  .head { position: sticky; top: 0; z-index: 3; background: var(--vscode-editor-background); min-width: var(--ii-grid-width); }
  .head .row { height: 27px; }
  .headcell { padding: 0 5px; background: var(--vscode-editor-background); border-bottom: 1px solid var(--ii-border); color: var(--vscode-foreground); font-size: 11px; }
  .headcell button { display: inline-flex; align-items: center; gap: 3px; min-width: 0; height: 22px; padding: 0; border: 0; background: none; cursor: pointer; white-space: nowrap; }
  .headcell button:hover { text-decoration: underline; text-underline-offset: 3px; }
  .headcell.sorted { font-weight: 600; }
  .headcell .icon { width: 12px; height: 12px; }
  .headcell .icon.up { transform: rotate(180deg); }
  .headcell .g { width: 12px; height: 12px; }

  .body { position: relative; min-width: var(--ii-grid-width); }
  .window { position: absolute; left: 0; right: 0; }
  .window .row:hover .cell { background: color-mix(in srgb, var(--vscode-list-hoverBackground) 100%, var(--vscode-editor-background)); }
  .row.current .cell { --ii-dim: var(--vscode-foreground); background: var(--vscode-list-inactiveSelectionBackground, var(--vscode-editor-background)); box-shadow: inset 0 1px var(--ii-active-outline), inset 0 -1px var(--ii-active-outline); }

  .pick { flex: none; width: 13px; height: 13px; border: 1px solid var(--vscode-contrastBorder, var(--vscode-checkbox-border)); border-radius: 3px; background: var(--vscode-checkbox-background); cursor: pointer; position: relative; }
  /* A target of 24 px around a sign of 13 (WCAG 2.2). */
  .pick::before { content: ""; position: absolute; inset: -6px -5px -6px -12px; }
  .pick.on::after { content: ""; position: absolute; left: 2px; top: 2px; width: 7px; height: 4px; border: solid var(--vscode-checkbox-foreground, var(--vscode-foreground)); border-width: 0 0 1.5px 1.5px; transform: rotate(-45deg); }
  .pick.some::after { content: ""; position: absolute; inset: 4px 2px; background: var(--vscode-checkbox-foreground, var(--vscode-foreground)); }
  .headcell .all { height: 22px; padding: 0; }
  .row.chosen .cell { background: var(--vscode-list-inactiveSelectionBackground, var(--vscode-editor-background)); color: var(--vscode-list-inactiveSelectionForeground, inherit); --ii-dim: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground)); }

  .row.active { position: relative; }
  .scroll:focus-within .row.active .cell, .scroll:focus .row.active .cell {
    background: var(--vscode-list-activeSelectionBackground, var(--vscode-editor-background)); color: var(--vscode-list-activeSelectionForeground, inherit);
    --vscode-textLink-foreground: var(--vscode-list-activeSelectionForeground, var(--vscode-foreground));
    --ii-dim: var(--vscode-list-activeSelectionForeground, var(--vscode-foreground)); --ii-count-color: currentColor;
  }
  .row.active::after { content: ""; position: absolute; inset: 0; border: 2px solid transparent; pointer-events: none; z-index: 2; }
  .scroll:focus .row.active.whole::after { border-color: var(--vscode-contrastActiveBorder, var(--vscode-focusBorder)); }
  .scroll:focus .cell.active, .scroll:focus .headcell.active { outline: 2px solid var(--vscode-contrastActiveBorder, var(--vscode-focusBorder)); outline-offset: -2px; }

  /* Rows on the way keep their height and show nothing for 300 ms. */
  .waiting { height: 8px; width: 70%; border-radius: 1px; background: var(--ii-track); animation: appear 1ms 300ms both; }
  @keyframes appear { from { opacity: 0; } to { opacity: 1; } }
`;
