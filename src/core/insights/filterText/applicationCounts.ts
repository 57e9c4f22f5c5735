import { fold } from '../facetColumn';
import { RowSet } from '../rowSet';
import type { ServerFields } from '../serverQuery';

/** Below so many names, names with their versions are offered as well. */
const FEW_NAMES = 10;
/** Names that are counted exactly: the ones on most servers. */
const MAX_CANDIDATES = 254;

/**
 * Applications whose name (or name and version) contains a text, each with the servers of the rows that have it, most first; with '' for
 * servers without software data (features V11). One pass over the installs.
 */
export function applicationCounts(fields: ServerFields, rows: RowSet, typed: string, most: number): { readonly value: string; readonly count: number }[] {
  const { estate, software: columns } = fields.assessment;
  const wanted = fold(typed).replace(/\*$/, '');
  const installs = new Map<string, number>();
  const take = (text: string, servers: number): void => void installs.set(text, (installs.get(text) ?? 0) + servers);
  estate.software.forEach(({ name }, id) => {
    if (fields.softwareNames[id].includes(wanted)) take(name, columns.servers[id]);
  });
  const withVersions = installs.size < FEW_NAMES;
  if (withVersions) {
    estate.software.forEach(({ name, version }, id) => {
      if (version !== '' && `${fields.softwareNames[id]} ${fold(version)}`.includes(wanted)) take(`${name} ${version}`, columns.servers[id]);
    });
  }
  const candidates = [...installs].sort((a, b) => b[1] - a[1]).slice(0, MAX_CANDIDATES).map(([text]) => text);
  const unknown = wanted === '' ? [{ value: '', count: RowSet.where(fields.count, (row) => !fields.knows(row, 'software')).countAnd(rows) }] : [];
  return [...unknown, ...exactCounts(fields, rows, candidates, withVersions)].sort((a, b) => b.count - a.count).slice(0, most);
}

/** A server counts once for a name, however many versions of it there are. */
function exactCounts({ assessment: { estate } }: ServerFields, rows: RowSet, candidates: readonly string[], withVersions: boolean): { readonly value: string; readonly count: number }[] {
  const position = new Map(candidates.map((text, i) => [text, i + 1]));
  const byName = Uint8Array.from(estate.software, ({ name }) => position.get(name) ?? 0);
  const byVersion = withVersions ? Uint8Array.from(estate.software, ({ name, version }) => position.get(`${name} ${version}`) ?? 0) : undefined;
  const counts = new Uint32Array(candidates.length + 1);
  const last = new Int32Array(candidates.length + 1).fill(-1);
  const { offsets, software } = estate.installs;
  const count = (candidate: number, row: number): void => {
    if (candidate === 0 || last[candidate] === row) return;
    last[candidate] = row;
    counts[candidate]++;
  };
  rows.forEach((row) => {
    for (let i = offsets[row]; i < offsets[row + 1]; i++) {
      count(byName[software[i]], row);
      if (byVersion) count(byVersion[software[i]], row);
    }
  });
  return candidates.map((value, i) => ({ value, count: counts[i + 1] }));
}
