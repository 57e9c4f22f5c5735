import { html, nothing, type TemplateResult } from 'lit';
import type { ServerSection, Target } from '../../src/protocol/models/frame';
import type { FindingRef, PresenceModel, ServerModel, ServerSoftwareRow } from '../../src/protocol/models/server';
import '../shared/count';
import { exploitedTag } from '../shared/exploitedTag';
import { glyph } from '../shared/glyphs';
import { HIDDEN_SENTENCES, hides } from '../shared/hidden';
import { t } from '../shared/l10n';
import { link } from '../shared/link';
import { countText, shareText } from '../shared/numbers';
import '../shared/supportTimeline';
import { PRESENCE_GLYPHS, SUPPORT_GLYPHS, SUPPORT_WORDS } from '../shared/words';
import { setAsideButton, severity, unknown, updateClass, waits } from './columns';

/** Vulnerable and ended software listed in full up to this many; the tab has the rest. */
const SHORT_LIST = 8;

/** What the rows of findings ask of the panel around them. */
export interface FindingActions {
  /** Whether the evidence of this one is open. */
  readonly isShown: (finding: FindingRef) => boolean;
  readonly toggle: (finding: FindingRef) => void;
  readonly setAside: (finding: FindingRef) => void;
}

export function osSupport(model: ServerModel): TemplateResult {
  const { support } = model.row;
  const dated = support.endsOn !== null || support.extendedUntil !== null || support.mainstreamEndsOn !== null;
  return html`<section class="card" aria-labelledby="os"><header><h2 id="os" class="grow" tabindex="-1">${t('Operating system support')}</h2><span class="small flex">${glyph(SUPPORT_GLYPHS[support.bucket])} ${support.bucket === 'ending' ? support.short : SUPPORT_WORDS[support.bucket]}</span></header>
    <div class="body">${dated ? html`<ii-support-timeline .support=${support} .asOf=${model.frame.asOf} .today=${model.frame.today}></ii-support-timeline>` : nothing}
      <p class="small dim clamp">${support.text}.${support.bucket === 'unknown' ? t(' It scores 0 because it is unknown, not because it is safe.') : ''}</p></div></section>`;
}

function presence(label: string, model: PresenceModel): TemplateResult {
  const words = model.state === 'present' ? t('one of these is enough') : model.state === 'missing' ? t('missing, scores 1') : t('unknown: no software list, scores 0');
  const groups = model.groups.length > 0 || model.products.length === 0 ? model.groups : [{ label: t('Found'), products: model.products }];
  return html`${glyph(PRESENCE_GLYPHS[model.state])}<strong>${label}</strong><span class="dim">${words}</span>
    ${groups.map(group => html`${group.products.length > 0 ? glyph('present') : glyph('none')}<span class="clamp">${group.label}</span>${group.products.length > 0
      ? html`<span class="clamp" title=${group.products.join(', ')}>${group.products.join(', ')}</span>` : html`<span class="dim">${model.state === 'unknown' ? t('unknown') : t('none found')}</span>`}`)}
    ${model.advice === '' ? nothing : html`<span class="advice clamp">${model.advice}</span>`}`;
}

export function protection(model: ServerModel): TemplateResult {
  const states = [model.security.state, model.patch.state];
  const summary = states.every(state => state === 'present') ? { sign: 'present', text: t('both present') } as const
    : states.includes('missing') ? { sign: 'missing', text: states.every(state => state === 'missing') ? t('both missing') : t('one missing') } as const : { sign: 'unknown', text: t('unknown') } as const;
  return html`<section class="card" aria-labelledby="protection"><header><h2 id="protection" class="grow" tabindex="-1">${t('Security and patch management')}</h2><span class="small flex">${glyph(summary.sign)} ${summary.text}</span></header>
    <div class="body"><div class="prot">${presence(t('Security software'), model.security)}<span class="sep"></span>${presence(t('Patch management'), model.patch)}</div></div></section>`;
}

function allOf(count: number | null, section: ServerSection, what: string, key: string): TemplateResult | typeof nothing {
  if (count === null || count === 0) return nothing;
  return link(t('All {0}', countText(count)), { view: 'server', server: key, section }, { label: t('All {0} {1}', countText(count), what), className: 'small' });
}

export function topVulnerabilities(model: ServerModel, { isShown, toggle, setAside }: FindingActions): TemplateResult {
  const { topVulnerabilities: rows, counts } = model;
  return html`<section class="card top5" aria-labelledby="topv"><header><h2 id="topv">${t('Top vulnerabilities')}</h2><span class="small dim grow trunc">${t('exploited, then CVSS, then EPSS')}</span>${allOf(counts.vulnerabilities, 'vulnerabilities', t('vulnerabilities'), model.key)}</header>
    ${rows.length === 0 ? html`<p class="nothing">${hides(model.frame, 'vulnerabilities') ? HIDDEN_SENTENCES.vulnerabilities : counts.vulnerabilities === null ? t('Not judged: neither the operating system nor software could be identified.') : t('No vulnerability is known to affect this server.')}</p>`
    : html`<div class="scroll-x"><table><thead><tr><th scope="col">${t('CVE')}</th><th scope="col">${t('CVSS, source')}</th><th scope="col">${t('Exploited')}</th><th scope="col" class="r hide-epss">${t('EPSS')}</th><th scope="col" class="rest-of">${t('Software')}</th><th scope="col" class="hide-fixed">${t('Fixed in')}</th><th scope="col" class="hide-verdict">${t('Verdict')}</th><th scope="col"><span class="vh">${t('Evidence')}</span></th></tr></thead>
    <tbody>${rows.map(row => {
      const shown = isShown(row.ref);
      return html`<tr class=${shown ? 'open' : ''}><td class="trunc soft">${link(row.cve, { view: 'record', cve: row.cve })}</td><td class="trunc soft">${severity(row)}</td><td>${exploitedTag(row)}</td>
        <td class="r hide-epss">${row.epss === null ? unknown() : shareText(row.epss)}</td><td class="trunc rest-of" title=${row.software}>${row.software}</td>
        <td class="hide-fixed trunc soft" title=${row.fixedIn}>${row.fixedIn === '' ? unknown(t('no fixed version known')) : row.fixedIn}</td><td class="hide-verdict trunc soft">${row.verdictLabel}</td>
        <td class="r"><button type="button" class="quiet" data-finding="${row.ref.cve} ${row.ref.software}" aria-expanded=${shown ? 'true' : 'false'} aria-label=${t('Why {0}?', row.cve)} @click=${() => toggle(row.ref)}>${t('Why?')}</button>${setAsideButton(row, setAside, true)}</td></tr>`;
    })}</tbody></table></div>`}</section>`;
}

export function topUpdates(model: ServerModel): TemplateResult {
  const { topUpdates: rows, counts } = model;
  return html`<section class="card" aria-labelledby="topu"><header><h2 id="topu" class="grow">${t('Top pending updates')}</h2>${allOf(counts.updates, 'updates', t('updates'), model.key)}</header>
    ${rows.length === 0 ? html`<p class="nothing">${hides(model.frame, 'updates') ? HIDDEN_SENTENCES.updates : counts.updates === null ? t('Unknown: the inventory has no update list for this server.') : t('No update is pending.')}</p>`
    : html`<table class="fixed"><colgroup><col width="92"><col><col width="64"></colgroup><thead><tr><th scope="col">${t('Class')}</th><th scope="col">${t('Update')}</th><th scope="col" class="r">${t('Waits')}</th></tr></thead>
    <tbody>${rows.map(row => html`<tr><td>${updateClass(row)}</td><td title="${row.id} ${row.title}"><span class="cell">${link(row.id, row.source, { className: 'trunc keep' })}<span class="dim trunc">${row.title}</span></span></td><td class="r">${waits(row)}</td></tr>`)}</tbody></table>`}</section>`;
}

export function softwareCard(id: string, title: string, rows: readonly ServerSoftwareRow[], model: ServerModel, ended: boolean): TemplateResult {
  const shown = rows.slice(0, SHORT_LIST);
  return html`<section class="card" aria-labelledby=${id}><header><h2 id=${id} class="grow" tabindex="-1">${title}</h2>${rows.length > SHORT_LIST ? allOf(rows.length, 'software', title, model.key) : nothing}</header>
    ${rows.length === 0 ? html`<p class="nothing">${!ended && hides(model.frame, 'vulnerabilities') ? HIDDEN_SENTENCES.vulnerabilities : model.counts.software === null ? t('Unknown: the inventory has no software list for this server.') : t('None found.')}</p>`
    : html`<table class="fixed"><colgroup><col><col width="116"><col width="50"><col width="46"></colgroup><thead><tr><th scope="col">${t('Software')}</th><th scope="col">${ended ? t('Ended') : t('Support')}</th><th scope="col" class="r">${t('CVEs')}</th><th scope="col" class="r">${t('KEV')}</th></tr></thead>
    <tbody>${shown.map(row => html`<tr><td title="${row.name} ${row.version}"><span class="cell">${link(row.name, row.place, { className: 'trunc' })}<span class="dim trunc keep">${row.version}</span></span></td><td><ii-support .support=${row.support}></ii-support></td>
      <td class="r"><ii-count .unreachable=${hides(model.frame, 'vulnerabilities')} .concealed=${hides(model.frame, 'vulnerabilities')} .value=${row.vulnerabilities} .to=${{ view: 'server', server: model.key, section: 'vulnerabilities' } satisfies Target} .label=${t('vulnerabilities of {0}', row.name)}></ii-count></td>
      <td class="r"><ii-count .unreachable=${hides(model.frame, 'vulnerabilities')} .concealed=${hides(model.frame, 'vulnerabilities')} .value=${row.vulnerabilities === null ? null : row.exploited} label=${t('exploited')}></ii-count></td></tr>`)}</tbody></table>
    ${rows.length > shown.length ? html`<p class="rest">${t('{0} more', countText(rows.length - shown.length))}</p>` : nothing}`}</section>`;
}
