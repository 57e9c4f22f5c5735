import { css } from 'lit';

export const listPanelStyles = css`
  :host { height: 100vh; min-height: 420px; display: flex; flex-direction: column; }
  main { display: flex; flex-direction: column; flex: 1; min-height: 0; }
  .toolbar { display: flex; align-items: center; flex-wrap: wrap; gap: 6px 8px; padding: 8px 12px; border-bottom: 1px solid var(--ii-border); }
  .toolbar .search { flex: 1 1 220px; min-width: 160px; position: relative; }
  .kbd { position: absolute; right: 6px; top: 5px; font-size: 11px; line-height: 14px; padding: 0 4px; border: 1px solid var(--vscode-contrastBorder, var(--vscode-keybindingLabel-border)); background: var(--vscode-keybindingLabel-background);
    border-radius: 3px; pointer-events: none; }
  .search:focus-within .kbd { display: none; }
  .workloads { display: flex; gap: 2px; padding: 0 8px; border-bottom: 1px solid var(--ii-border); overflow: auto hidden; scrollbar-width: none; }
  .workload { flex: none; height: 28px; padding: 0 8px; border: 0; background: none; cursor: pointer; font-size: 12px; color: var(--vscode-foreground); }
  .workload:hover { text-decoration: underline; text-underline-offset: 3px; }
  .workload:focus-visible { outline-offset: -2px; }
  .workload[aria-pressed="true"] { font-weight: 600; box-shadow: inset 0 -2px var(--vscode-panelTitle-activeBorder, var(--vscode-foreground)); }
  .totals { display: flex; flex-wrap: wrap; gap: 6px 18px; padding: 6px 12px; border-bottom: 1px solid var(--ii-border); font-size: 12px; line-height: 18px; }
  .totals li { display: inline-flex; gap: 5px; align-items: baseline; min-width: 0; max-width: 300px; }
  .totals .flex { align-items: baseline; gap: 4px; }
  .totals .lead { font-weight: 600; }
  .work { display: grid; grid-template-columns: 208px minmax(0, 1fr); flex: 1; min-height: 0; position: relative; }
  .rail { overflow: auto; border-right: 1px solid var(--ii-border); background: var(--vscode-sideBar-background); scrollbar-width: thin; scrollbar-color: var(--vscode-scrollbarSlider-background) transparent; }
  .work.bare { grid-template-columns: minmax(0, 1fr); }
  .list { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
  ii-grid { flex: 1; }
  .chosen { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; min-height: 30px; padding: 3px 12px; border-top: 1px solid var(--ii-border); background: var(--vscode-editorWidget-background, var(--vscode-editor-background)); font-size: 12px; }
  .status { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: center; min-height: 24px; padding: 3px 12px; border-top: 1px solid var(--ii-border); font-size: 11px; line-height: 14px; color: var(--ii-dim); }
  .status .flex { gap: 4px; }
  .status .g { width: 12px; height: 12px; }
  .swatch { width: 9px; height: 9px; }
  .items { list-style: none; margin: 0; padding: 0; }
  .item { display: flex; align-items: center; gap: 8px; width: 100%; min-height: 24px; padding: 0 12px; border: 0; background: none; color: inherit; font: inherit; text-align: left; }
  button.item, label.item:has(:enabled) { cursor: pointer; }
  button.item:hover, label.item:hover { background: var(--vscode-menu-selectionBackground, var(--vscode-list-hoverBackground)); color: var(--vscode-menu-selectionForeground, inherit); }
  button.item:hover .dim { color: inherit; }
  button.item:focus-visible, label.item:has(:focus-visible) { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; border-radius: 0; }
  .item input { margin: 0; accent-color: var(--vscode-checkbox-selectBackground, var(--vscode-button-background)); }
  .rule { height: 1px; margin: 4px 0; background: var(--ii-border); }
  .only-narrow { display: none; }
  @media (max-width: 1000px) { .kbd { display: none; } }
  @media (max-width: 900px) {
    .work { grid-template-columns: minmax(0, 1fr); }
    .only-narrow { display: inline-flex; }
    .rail { display: none; }
    .rail.shown { display: block; position: absolute; inset: 0 auto 0 0; width: 250px; z-index: 10; border-right: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--ii-border))); box-shadow: 2px 0 8px var(--vscode-widget-shadow, transparent); }
  }
  @media (max-width: 760px) { .hide-s { display: none !important; } .totals .env, .totals:not(:has(.lead)) { display: none; } }
`;
