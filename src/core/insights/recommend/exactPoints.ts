import type { Assessment } from '../assessment';
import { assessAfter } from './assessAfter';
import type { ChangedPart, EstateChange } from './estateAfter';
import { NO_GROUP, type ProductGroups } from './productGroups';
import type { Effort, Recommendation } from './recommendation';

/** Installs of the servers assessed anew, over all recommendations, to have exact points where counting alone does not give them: about an eighth of a second. */
export const MOST_ASSESSED = 50_000;

/** A recommendation before its points are settled. */
export interface Draft {
  readonly recommendation: Recommendation;
  readonly change: EstateChange;
  /** Servers that assessing tells about; of a group of products its position, since finding its servers goes over all installs. */
  readonly concerns: readonly number[] | { readonly group: number };
  /** Installs of these servers. */
  readonly work: number;
  /** Points on its other servers. */
  readonly counted: number;
  readonly isExact: boolean;
}

const EFFORTS: readonly Effort[] = ['low', 'medium', 'high'];

/** Most points first; of equal ones the least effort, then most servers, then by subject. */
export function byPoints(a: Recommendation, b: Recommendation): number {
  return b.points - a.points || EFFORTS.indexOf(a.effort) - EFFORTS.indexOf(b.effort) || b.servers - a.servers || compareText(a.subject, b.subject) || compareText(a.id, b.id);
}

/** Assesses, in one go, the servers of those drafts whose points are not exact yet, as they would be; as many as may be. */
export function withExactPoints(assessment: Assessment, groups: ProductGroups, drafts: readonly Draft[], mostAssessed: number): Draft[] {
  let left = mostAssessed;
  const tried = new Set<Draft>();
  const estimates = new Set<Draft>();
  for (const draft of [...drafts].sort((a, b) => byPoints(a.recommendation, b.recommendation))) {
    if (draft.isExact) continue;
    if (draft.work > left) {
      estimates.add(draft);
      continue;
    }
    left -= draft.work;
    tried.add(draft);
  }
  const rowsOf = serversOfGroups(assessment, groups, [...tried].flatMap(({ concerns }) => ('group' in concerns ? [concerns.group] : [])));
  const parts = new Map([...tried].map((draft): [Draft, ChangedPart] => [draft, { rows: 'group' in draft.concerns ? rowsOf.get(draft.concerns.group)! : draft.concerns, change: draft.change }]));
  const after = parts.size === 0 ? undefined : assessAfter(assessment, [...parts.values()]).servers.score;
  const scores = new Map<ChangedPart, number>();
  let at = 0;
  for (const part of parts.values()) {
    let cleared = 0;
    for (const row of part.rows) cleared += assessment.servers.score[row] - after![at++];
    scores.set(part, cleared);
  }
  return drafts.map((draft) => {
    const part = parts.get(draft);
    const points = part ? draft.counted + scores.get(part)! : draft.recommendation.points;
    return { ...draft, recommendation: { ...draft.recommendation, points, isEstimate: estimates.has(draft) } };
  });
}

/** Installs of some servers. */
export function installsOf({ estate: { installs: { offsets } } }: Assessment, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + offsets[row + 1] - offsets[row], 0);
}

/** The servers that have software of some groups, by position of the group. One pass over all installs. */
function serversOfGroups({ estate, identities, releases }: Assessment, { groups, groupOf }: ProductGroups, wanted: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map(wanted.map((group): [number, number[]] => [group, []]));
  if (wanted.length === 0) return found;
  const slots = new Int32Array(groups.length).fill(NO_GROUP);
  const rows = [...found.values()];
  [...found.keys()].forEach((group, slot) => (slots[group] = slot));
  const { offsets, software } = estate.installs;
  for (let server = 0; server < estate.servers.length; server++) {
    const ownerOf = groupOf[releases.ofOs[identities.osOf[server]]];
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const group = ownerOf[software[i]];
      const slot = group === NO_GROUP ? NO_GROUP : slots[group];
      if (slot !== NO_GROUP && rows[slot].at(-1) !== server) rows[slot].push(server);
    }
  }
  return found;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
