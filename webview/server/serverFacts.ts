import { html, nothing, type TemplateResult } from 'lit';
import type { ServerModel } from '../../src/protocol/models/server';
import { icon } from '../shared/glyphs';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { PROBLEM_WORDS } from '../shared/words';
import './tags';

/** All that the inventory says of a server, what is decided about it, and what is wrong in its rows. */
export function serverFacts(model: ServerModel): TemplateResult {
  return html`<div class="stack"><ii-server-decisions .model=${model.decided}></ii-server-decisions><div class="groups">${model.facts.map(group => html`<section class="card"><header><h2>${group.label}</h2></header>
      <dl>${group.facts.map(fact => html`<dt class="trunc" title=${fact.label}>${fact.label}</dt><dd>${fact.value === '' ? html`<span class="dim">${t('unknown')}</span>` : html`<span class="clamp" title=${fact.value}>${fact.value}</span>`}</dd>`)}</dl></section>`)}</div>
    ${model.problems.length === 0 ? nothing : html`<section class="card" aria-labelledby="issues"><header><h2 id="issues">${t('Data issues of this server')}</h2></header>
      <ul class="problems">${model.problems.map(problem => html`<li>${icon(problem.severity === 'error' ? 'error' : problem.severity === 'warning' ? 'warning' : 'information', true)}<span class="clamp">${link(problem.message, problem.target, { label: `${PROBLEM_WORDS[problem.severity]}: ${problem.message}` })}</span></li>`)}</ul></section>`}</div>`;
}
