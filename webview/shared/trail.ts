import { css, html, nothing, type TemplateResult } from 'lit';
import type { EvidenceStep } from '../../src/protocol/models/evidence';
import { t } from './l10n';
import { link } from './link';
import { rangeLine } from './rangeLine';

/** A drawer that tells something step by step: its head, the numbered steps on their line, what it offers at its end. */
export const trailStyles = css`
  :host { display: block; background: var(--vscode-sideBar-background); color: var(--vscode-sideBar-foreground, var(--vscode-foreground)); overflow-wrap: anywhere; }
  header { display: flex; align-items: center; gap: 4px; min-height: 36px; padding: 4px 8px 4px 14px; border-bottom: 1px solid var(--ii-border); position: sticky; top: 0;
    background: var(--vscode-sideBar-background); z-index: 1; }
  header h2 { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  ol { padding: 10px 14px 0; }
  ol > li { min-width: 0; position: relative; padding: 0 0 13px 26px; font-size: 12px; line-height: 17px; }
  ol > li::before { content: ""; position: absolute; left: 8px; top: 18px; bottom: -1px; border-left: 1px solid var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 28%, transparent)); }
  ol > li:last-child::before { display: none; }
  .dot { position: absolute; left: 0; top: 0; width: 17px; height: 17px; border-radius: 9px; border: 1px solid var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 45%, transparent));
    background: var(--vscode-sideBar-background); font-size: 10px; line-height: 15px; text-align: center; }
  h3 { color: var(--vscode-foreground); line-height: 17px; display: flex; gap: 6px; align-items: baseline; justify-content: space-between; }
  h3 .note { font-weight: 400; color: var(--ii-dim); text-align: right; }
  .code { display: block; margin: 3px 0; padding: 2px 6px; font: 11px/16px var(--vscode-editor-font-family); background: var(--vscode-textCodeBlock-background);
    border: 1px solid var(--vscode-contrastBorder, var(--ii-hairline)); border-radius: 2px; white-space: pre-wrap; user-select: text; max-height: 160px; overflow: auto; }
  .text { display: block; max-height: 170px; overflow: auto; color: var(--ii-dim); white-space: pre-line; }
  .range { height: 46px; width: 100%; font: 11px var(--vscode-font-family); margin: 4px 0 0; overflow: visible; }
  .range text { fill: var(--ii-dim); }
  .range .now { fill: var(--vscode-foreground); font-weight: 600; }
  .range .axis { stroke: var(--ii-ink); }
  .range .span { fill: var(--ii-high); }
  .range .dot { width: auto; height: auto; fill: var(--vscode-foreground); stroke: var(--vscode-sideBar-background); stroke-width: 1.5; border: 0; }
  .cells { margin: 3px 0; padding: 2px 6px; background: var(--vscode-textCodeBlock-background); border: 1px solid var(--vscode-contrastBorder, var(--ii-hairline)); border-radius: 2px;
    max-height: 220px; overflow: auto; user-select: text; }
  .cells dl { display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: 0 10px; font: 11px/16px var(--vscode-editor-font-family); }
  .cells dt { font-weight: 600; }
  footer { display: flex; flex-wrap: wrap; gap: 6px; padding: 10px 14px; border-top: 1px solid var(--ii-border); }
  .wait { padding: 14px; font-size: 12px; }
`;

export function trailSteps(steps: readonly EvidenceStep[]): TemplateResult {
  return html`<ol>${steps.map(drawStep)}</ol>`;
}

function drawStep(step: EvidenceStep, index: number): TemplateResult {
  return html`<li><span class="dot" aria-hidden="true">${index + 1}</span>
      <h3><span>${step.title}</span>${step.note === '' ? nothing : html`<span class="note">${step.note}</span>`}</h3>
      ${step.target === null || step.targetLabel === '' ? nothing : html`<div>${link(step.targetLabel, step.target, { className: 'mono clamp' })}</div>`}
      ${step.code.length === 0 ? nothing : html`<code class="code" tabindex="0">${step.code.join('\n')}</code>`}
      ${step.cells === undefined ? nothing : drawCells(step.cells)}
      ${step.range === null ? nothing : rangeLine(step.range)}
      ${step.text === '' ? nothing : html`<span class="text">${step.text}</span>`}</li>`;
}

/** A row as its file has it. Where cells have no names the row is one line. */
function drawCells(cells: NonNullable<EvidenceStep['cells']>): TemplateResult {
  if (cells.every(({ name }) => name === '')) return html`<code class="code" tabindex="0">${cells.map(({ value }) => value).join('\n')}</code>`;
  return html`<div class="cells" role="group" tabindex="0" aria-label=${t('The row as the file has it')}><dl>${cells.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>`;
}
