import { html, nothing, type TemplateResult } from 'lit';
import type { IdentificationModel, Portion } from '../../src/protocol/models/mapping';
import type { Target } from '../../src/protocol/models/frame';
import '../shared/count';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { meter } from '../shared/meter';
import { countText, shareText } from '../shared/numbers';

const CONFIDENCE_LABELS = { high: t('High confidence'), medium: t('Medium'), low: t('Low') } as const;

/** How much of the software is identified, how surely and from which sources, and what most servers have of the rest. `unmappedList` opens all of that. */
export function identificationCard(model: IdentificationModel, unmappedList: Target): TemplateResult {
  const missing = model.software.total - model.software.value;
  return html`<section class="card" aria-labelledby="identified"><header><h2 id="identified" class="grow">${t('What the software is')}</h2>
      ${model.ignored === 0 ? nothing : html`<span class="small dim">${t('{0} software ignored', countText(model.ignored))}</span>`}${missing === 0 ? nothing : link(t('Open not identified'), unmappedList, { className: 'small', label: t('Open not identified software') })}</header>
    <div class="known"><div class="body">
      <dl class="portions">${portion(t('Installs identified'), model.rows)}${portion(t('Distinct software'), model.software)}</dl>
      <h3>${t('By confidence')}</h3><dl class="portions">${model.byConfidence.map(({ confidence, rows }) => portion(CONFIDENCE_LABELS[confidence], { value: rows, total: model.rows.total }))}</dl>
      ${model.bySource.length === 0 ? nothing : html`<h3>${t('By source')}</h3><dl class="portions">${model.bySource.map(({ source, rows }) => portion(source || t('Not said'), rows))}</dl>`}</div>
    <table class="fixed"><colgroup><col><col width="66"><col width="166"></colgroup>
      <thead><tr><th scope="col">${t('Not identified, on most servers')}</th><th scope="col" class="r">${t('Servers')}</th><th scope="col"><span class="vh">${t('Mapping')}</span></th></tr></thead>
      <tbody>${model.unmapped.length === 0 ? html`<tr><td class="dim" colspan="3">${t('All software is identified')}</td></tr>` : model.unmapped.map(unmappedRow)}</tbody></table></div></section>`;
}

function portion(label: string, { value, total }: Portion): TemplateResult {
  const share = total === 0 ? 0 : value / total;
  return html`<dt class="trunc" title=${label}>${label}</dt><dd>${meter({ share })}<span>${t('{0} of {1}', countText(value), countText(total))}</span><span class="dim">${total === 0 ? nothing : shareText(share)}</span></dd>`;
}

function unmappedRow({ software, label, publisher, servers }: IdentificationModel['unmapped'][number]): TemplateResult {
  const title = [label, publisher].filter(Boolean).join('\n');
  return html`<tr><td title=${title}><span class="cell">${link(label, { view: 'software', filter: { software } }, { className: 'trunc' })}<span class="dim trunc hide-s">${publisher}</span></span></td>
    <td class="r"><ii-count .value=${servers} .to=${{ view: 'servers', filter: { software } } satisfies Target} .label=${t('servers with {0}', label)}></ii-count></td>
    <td>${link(t('Set mapping…'), { view: 'mapping', software }, { label: t('Set mapping… of {0}', label), className: 'trunc' })}</td></tr>`;
}
