import type { ServerFilter, SoftwareFilter } from '../../core/insights/filter';
import { parseServerFilter, parseSoftwareFilter } from '../../core/insights/filterText/parseFilter';
import type { TreeSettings } from '../../protocol/settings';

type Limits = Pick<TreeSettings, 'filter' | 'atRiskOnly'>;

/** Servers that the tree shows. A text that is not understood limits nothing: the view says what is wrong with it. */
export function serverTreeFilter({ filter: text, atRiskOnly }: Limits): ServerFilter {
  const { filter, problem } = parseServerFilter(text);
  return { ...(problem === null ? filter : {}), ...(atRiskOnly ? { atRisk: true } : {}) };
}

/** Software that the tree shows: what the text says of software or, where its keys are of servers only, the software of those servers. */
export function softwareTreeFilter({ filter: text, atRiskOnly }: Limits): SoftwareFilter {
  const atRisk = atRiskOnly ? { atRisk: true } : {};
  const ofSoftware = parseSoftwareFilter(text);
  if (ofSoftware.problem === null) return { ...ofSoftware.filter, ...atRisk };
  const ofServers = parseServerFilter(text);
  return ofServers.problem === null ? { servers: ofServers.filter, ...atRisk } : atRisk;
}
