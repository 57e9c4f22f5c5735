import { css } from 'lit';

/** What every element starts from: reset, type, focus, links, glyph sizes and colours. */
export const base = css`
  :host { display: block; }
  :host([hidden]), [hidden] { display: none !important; }
  * { box-sizing: border-box; }
  h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h1 { font-size: 16px; line-height: 22px; font-weight: 600; }
  h2 { font-size: 13px; line-height: 18px; font-weight: 600; }
  h3 { font-size: 11px; line-height: 16px; font-weight: 600; color: var(--ii-dim); }
  button, input { font: inherit; color: inherit; letter-spacing: inherit; }
  svg { display: block; flex: none; }
  :focus { outline: none; }
  :focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; border-radius: 2px; }

  .dim { color: var(--ii-dim); }
  .small { font-size: 12px; line-height: 16px; }
  .tiny { font-size: 11px; line-height: 14px; }
  .mono { font-family: var(--vscode-editor-font-family); font-size: 12px; }
  .strong { font-weight: 600; }
  .r { text-align: right; }
  .nowrap { white-space: nowrap; }
  .grow { flex: 1 1 auto; min-width: 0; }
  .trunc { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
  .flex { display: flex; align-items: center; gap: 6px; min-width: 0; }
  .wrap { flex-wrap: wrap; }
  /* Text of any length from a file: four lines, the rest in the title or at its source. */
  .clamp { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; }
  .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  /* A button that acts as a link: an anchor's "#" would make the workbench scroll the page to its top. */
  .link {
    display: inline-block; max-width: 100%; padding: 0; border: 0; margin: 0; background: none; cursor: pointer; user-select: text; overflow-wrap: inherit;
    color: var(--vscode-textLink-foreground); text-align: inherit; text-decoration: none; text-underline-offset: 2px;
  }
  .link:hover { color: var(--vscode-textLink-activeForeground); text-decoration: underline; }
  .link.number { text-decoration: underline; text-decoration-color: color-mix(in srgb, currentColor 38%, transparent); text-underline-offset: 3px; }
  .keep { flex: 0 0 auto; max-width: 50%; }
  .link.trunc { display: inline-block; max-width: 100%; vertical-align: bottom; }

  .icon { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.15; stroke-linecap: round; stroke-linejoin: round; }
  .icon.s { width: 14px; height: 14px; }
  .g { width: 14px; height: 14px; fill: currentColor; stroke: none; }
  .g.critical { color: var(--ii-critical); }
  .g.high { color: var(--ii-high); }
  .g.medium { color: var(--ii-medium); }
  .g.low { color: var(--ii-low); }
  .g.good { color: var(--ii-good); }
  .g.none, .g.unknown { color: var(--ii-dim); }

  .pill {
    display: inline-flex; align-items: center; height: 16px; padding: 0 5px; border-radius: 9px; font-size: 11px; line-height: 14px;
    border: 1px solid var(--ii-outline); background: var(--vscode-badge-background); color: var(--vscode-badge-foreground);
  }
  .tag {
    display: inline-flex; align-items: center; gap: 3px; height: 18px; padding: 0 5px; border: 1px solid var(--vscode-contrastBorder, var(--vscode-dropdown-border));
    border-radius: 2px; font-size: 11px; line-height: 14px; white-space: nowrap; max-width: 160px;
  }
  .tag.kev { border-color: var(--ii-critical); }
  .tag.kev .icon { color: var(--ii-critical); }

  .meter { width: 100%; height: 6px; overflow: visible; }
  .track { fill: var(--ii-track); }
  .f-critical { fill: var(--ii-critical); }
  .f-high { fill: var(--ii-high); }
  .f-medium { fill: var(--ii-medium); }
  .f-low { fill: var(--ii-low); }
  .f-ink { fill: var(--ii-ink); }
  .f-servers { fill: var(--ii-servers); }
  .f-software { fill: var(--ii-software); }
  .f-none { fill: var(--ii-track); stroke: var(--ii-outline); }
  .hatch { stroke: var(--ii-dim); }
  .hatch-software { stroke: var(--ii-software); }
  .hatch-software-back { fill: color-mix(in srgb, var(--ii-software) 28%, transparent); }

  /* Hover and focus of quiet native buttons: icons, chips, segments. */
  .quiet {
    display: inline-flex; align-items: center; justify-content: center; gap: 4px; height: 24px; padding: 0 6px; border-radius: 3px;
    border: 1px solid var(--ii-outline); background: none; color: var(--vscode-foreground); cursor: pointer; font-size: 12px; white-space: nowrap;
  }
  .quiet:hover { background: var(--vscode-toolbar-hoverBackground, var(--vscode-list-hoverBackground)); }
  .quiet { min-width: 0; max-width: 100%; }
  .quiet.i { flex: none; width: 24px; padding: 0; }

  @media (forced-colors: active) { .meter rect, .g, .icon { forced-color-adjust: none; } }
`;
