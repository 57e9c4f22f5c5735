import { css } from 'lit';

export const serverStyles = css`
  :host { max-width: 1400px; margin: 0 auto; }
  .ident { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 16px; padding: 12px 20px 10px; }
  .ident h1 { font-size: 18px; line-height: 24px; }
  .ident .acts { justify-content: flex-end; flex-wrap: wrap; }
  .facts { display: flex; flex-wrap: wrap; gap: 3px 16px; font-size: 12px; line-height: 18px; grid-column: 1 / -1; }
  .facts > li { display: inline-flex; align-items: center; gap: 5px; min-width: 0; max-width: 100%; overflow-wrap: anywhere; }
  .sum { display: flex; align-items: stretch; margin: 0 20px 4px; border: 1px solid var(--ii-border); border-radius: var(--ii-radius); }
  .sum .total { display: grid; align-content: center; padding: 8px 18px 8px 16px; min-width: 118px; }
  .sum .total b { font-size: 40px; line-height: 42px; font-weight: 300; }
  .sum ol { display: flex; flex: 1; min-width: 0; }
  .sum ol > li { position: relative; flex: 1 1 0; min-width: 0; padding: 10px 8px 8px 24px; }
  .sum ol > li::before { content: "+" / ""; position: absolute; left: 4px; top: 11px; font-size: 18px; line-height: 24px; color: var(--ii-dim); }
  .sum ol > li:first-child::before { content: "=" / ""; }
  .sum .v { font-size: 20px; line-height: 26px; white-space: nowrap; }
  .sum .v .unknown { font-size: 12px; }
  .sum .l { font-size: 11px; line-height: 14px; color: var(--ii-dim); }
  .note { padding: 0 20px; font-size: 11px; line-height: 16px; color: var(--ii-dim); display: flex; flex-wrap: wrap; gap: 0 14px; }
  ii-tabs { margin-top: 8px; }

  .split { display: grid; grid-template-columns: minmax(0, 1fr); min-height: 60vh; }
  .split.open { grid-template-columns: minmax(0, 1fr) 372px; }
  .split > .content { padding: 12px 20px 0; min-width: 0; container-type: inline-size; }
  .split.open > .content { padding-right: 12px; }
  .drawer { border-left: 1px solid var(--ii-border); background: var(--vscode-sideBar-background); }
  .drawer > * { position: sticky; top: 0; max-height: 100vh; overflow: auto; scrollbar-width: thin; scrollbar-color: var(--vscode-scrollbarSlider-background) transparent; }
  .content :is(ii-evidence, ii-software-why) { border: 1px solid var(--vscode-contrastActiveBorder, var(--vscode-focusBorder)); border-radius: var(--ii-radius); }

  .prot { display: grid; grid-template-columns: 16px minmax(0, 150px) minmax(0, 1fr); gap: 0 8px; font-size: 12px; line-height: 16px; align-items: start; }
  .prot > * { padding: 3px 0; overflow-wrap: anywhere; }
  .prot > .g { padding: 0; margin: 4px 0; }
  .prot .sep { grid-column: 1 / -1; padding: 0; height: 1px; background: var(--ii-hairline); margin: 3px 0; }
  .prot .advice { grid-column: 2 / -1; }

  /* Hidden texts are placed absolutely: without a position of its own it would let them widen the page. */
  .scroll-x { overflow-x: auto; position: relative; }
  .top5 td .quiet { height: 20px; vertical-align: middle; }
  .top5 td.soft { max-width: 220px; }
  /* What the other columns leave is the software's: its name is the one text that may be cut, and the buttons after it stay in sight. */
  .top5 th.rest-of { min-width: 110px; }
  .top5 td.rest-of { width: 100%; max-width: 0; }
  tr.open td { --ii-dim: var(--vscode-foreground); background: var(--vscode-list-inactiveSelectionBackground); box-shadow: inset 0 1px var(--ii-active-outline), inset 0 -1px var(--ii-active-outline); }
  .rest { padding: 6px 12px; font-size: 12px; line-height: 16px; color: var(--ii-dim); border-top: 1px solid var(--ii-hairline); }
  .nothing { padding: 0 12px 10px; font-size: 12px; line-height: 16px; color: var(--ii-dim); }

  .listing { border: 1px solid var(--ii-border); border-radius: var(--ii-radius); overflow: hidden; }
  .listing ii-grid { height: min(var(--ii-listing-height, 400px), calc(100vh - 64px)); min-height: 120px; }
  .groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(320px, 1fr)); gap: 12px; align-items: start; }
  dl { display: grid; grid-template-columns: minmax(90px, 140px) minmax(0, 1fr); gap: 0 12px; padding: 0 12px 8px; font-size: 12px; line-height: 16px; }
  dt { color: var(--ii-dim); padding: 4px 0; }
  dd { padding: 4px 0; overflow-wrap: anywhere; user-select: text; }
  .problems li { display: flex; gap: 6px; align-items: baseline; padding: 4px 12px; border-top: 1px solid var(--ii-hairline); font-size: 12px; line-height: 16px; }
  .problems .icon { align-self: center; }
  ii-frame-footer { display: block; padding: 0 20px 16px; }

  /* By the room that the drawer leaves, not by the window. */
  @container (max-width: 900px) { .hide-verdict { display: none; } }
  @container (max-width: 700px) { .hide-fixed { display: none; } }
  @container (max-width: 620px) { .hide-epss { display: none; } }
  @container (max-width: 680px) { .cols2 { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 1100px) { .split.open { grid-template-columns: minmax(0, 1fr) 330px; } }
  @media (max-width: 900px) {
    .sum { display: block; }
    .sum .total { display: flex; align-items: baseline; gap: 10px; padding: 8px 12px 0; }
    .sum ol { flex-wrap: wrap; padding-bottom: 4px; }
    .sum ol > li { flex: 1 1 30%; }
  }
  @media (max-width: 680px) { .ident { grid-template-columns: minmax(0, 1fr); } .ident .acts { justify-content: flex-start; } .groups { grid-template-columns: minmax(0, 1fr); } }
`;
