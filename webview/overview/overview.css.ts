import { css } from 'lit';

export const overviewStyles = css`
  main { padding: 0 20px 16px; max-width: 1400px; margin: 0 auto; }
  .bar { position: sticky; top: 0; z-index: 5; display: flex; align-items: center; gap: 6px 8px; min-height: 44px; padding: 8px 20px;
    background: var(--vscode-editor-background); border-bottom: 1px solid var(--ii-border); }
  .bar h1 { flex: 0 1 auto; }
  .bar > .quiet:not(.i) { flex: 0 1 auto; max-width: 260px; }
  .menu, ii-asof { position: relative; flex: none; }
  .menu > summary { list-style: none; }
  .menu > summary::-webkit-details-marker { display: none; }
  .menu > ul { position: absolute; top: 26px; left: 0; min-width: 180px; max-width: 420px; max-height: 60vh; overflow: auto; padding: 4px; z-index: 6; border-radius: var(--ii-radius);
    background: var(--vscode-menu-background, var(--vscode-editorWidget-background, var(--vscode-editor-background))); border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--ii-border)));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent); font-size: 12px; }
  .menu li { padding: 3px 8px; }

  .filter { padding-top: 12px; }
  .limits { display: block; margin: 0 -12px; }
  .counts { display: grid; grid-template-columns: auto auto auto repeat(var(--ii-environments, 5), minmax(0, 1fr)); padding: 12px 0; }
  .counts > li { padding: 0 16px; border-left: 1px solid var(--ii-border); min-width: 0; }
  .counts > li:first-child { padding-left: 0; border: 0; }
  .counts > .lead { padding-right: 28px; }
  .counts .v { display: flex; align-items: baseline; gap: 6px; height: 30px; font-size: 20px; line-height: 30px; white-space: nowrap; }
  .counts .lead .v { font-size: 26px; }
  .counts .env .v { font-size: 16px; }
  .counts .v small { font-size: 12px; line-height: 16px; color: var(--ii-dim); }
  .counts .l { font-size: 12px; line-height: 16px; color: var(--ii-dim); display: flex; gap: 4px; align-items: center; min-width: 0; }

  /* Each row takes its columns from the list, so that texts begin on one line whatever the number before them is. */
  .lines { display: grid; grid-template-columns: 16px minmax(44px, max-content) minmax(0, 1fr) auto; column-gap: 10px; padding: 0 12px; }
  .line { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: start; margin: 0 -12px; padding: 8px 12px; border-top: 1px solid var(--ii-hairline); }
  .line > .g { width: 16px; height: 16px; margin-top: 4px; }
  .line .big { font-size: 20px; line-height: 24px; text-align: right; }
  .line .what { line-height: 20px; }
  .line .what .dim { font-size: 12px; }
  .line .do { font-size: 12px; line-height: 16px; color: var(--ii-dim); }
  .line .text { min-width: 0; }
  .line .act { font-size: 12px; line-height: 24px; white-space: nowrap; max-width: 240px; min-width: 0; }

  .figure { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 6px; }
  .figure .big { font-size: 26px; line-height: 30px; }
  .risks { display: grid; grid-template-columns: minmax(0, 226px) minmax(30px, 1fr) repeat(3, max-content); column-gap: 10px; margin-top: 10px; }
  .risks li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; height: 28px; border-top: 1px solid var(--ii-hairline); font-size: 12px; }
  .risks li > :nth-child(n+3) { text-align: right; white-space: nowrap; }
  .overlap { display: grid; grid-template-columns: 110px minmax(40px, 1fr) 92px 46px; gap: 3px 10px; align-items: center; margin: 8px 0 10px; font-size: 12px; }
  .overlap > :nth-child(4n+3), .overlap > :nth-child(4n) { text-align: right; white-space: nowrap; }

  .cover { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .cover > li { padding: 0 12px 10px; border-left: 1px solid var(--ii-border); }
  .cover > li:first-child { border: 0; }
  .cover .k { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 8px; font-size: 12px; }
  .cover .meter { margin: 6px 0; }
  .cover .w { font-size: 11px; line-height: 15px; color: var(--ii-dim); }
  .issues { display: flex; flex-wrap: wrap; gap: 2px 16px; align-items: center; padding: 7px 12px; border-top: 1px solid var(--ii-hairline); font-size: 12px; line-height: 16px; }
  .issues .flex { gap: 5px; }

  @media (max-width: 1120px) {
    .risks { grid-template-columns: minmax(0, 1fr) minmax(30px, 1fr) repeat(3, max-content); column-gap: 8px; }
    .counts { display: flex; flex-wrap: wrap; gap: 12px 0; }
    .counts > .lead { flex: 1 1 30%; padding-right: 0; }
    .counts > .env { flex: 1 1 17%; padding: 0 0 0 12px; }
    .counts > .env-first { padding-left: 0; border: 0; }
  }
  @media (max-width: 900px) {
    .cover { grid-template-columns: repeat(2, minmax(0, 1fr)); row-gap: 10px; }
    .cover > li:nth-child(odd) { border: 0; }
    .lines { grid-template-columns: 16px minmax(44px, max-content) minmax(0, 1fr); }
    .line .act { grid-column: 3; line-height: 20px; padding-top: 2px; }
    .risks { grid-template-columns: minmax(0, 226px) minmax(30px, 1fr) repeat(3, max-content); }
  }
  @media (max-width: 680px) {
    .bar { flex-wrap: wrap; }
    .risks { grid-template-columns: minmax(0, 1fr) repeat(3, max-content); }
    .risks li > .meter { display: none; }
    .risks li > :nth-child(n+3) { text-align: right; }
  }
`;
