import { html, nothing, type TemplateResult } from 'lit';
import type { ServerFilter } from '../../src/protocol/models/frame';
import type { ServersModel } from '../../src/protocol/models/lists';
import { t } from '../shared/l10n';
import { countText } from '../shared/numbers';

/** One tab per workload (features V13), each with its servers under the other limits. `choose` gets the filter of the tab. */
export function workloadTabs({ facets, filter }: ServersModel, choose: (change: (filter: ServerFilter) => ServerFilter) => void): TemplateResult | typeof nothing {
  const facet = facets.find(({ field }) => field === 'workloads');
  if (facet === undefined) return nothing;
  const chosen = filter.workloads ?? [];
  const tab = (label: string, count: string, isOn: boolean, workloads: ServerFilter['workloads']) => html`<button type="button" class="workload" aria-pressed=${isOn ? 'true' : 'false'}
    @click=${() => choose(({ workloads: _before, ...rest }) => (workloads === undefined ? rest : { ...rest, workloads }))}>${label}${count === '' ? nothing : html` <span class="dim">${count}</span>`}</button>`;
  return html`<div class="workloads" role="group" aria-label=${t('Workload')}>${tab(t('All workloads'), '', chosen.length === 0, undefined)}
    ${facet.values.map(({ value, label, count, selected }) => tab(label, countText(count), selected, [value as NonNullable<ServerFilter['workloads']>[number]]))}</div>`;
}
