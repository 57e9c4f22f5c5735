import type { Assessment } from '../assessment';
import { ageInDays } from '../buckets';
import { updatesOfSystems } from './osTargets';
import { NO_GROUP, productGroups, type ProductGroups } from './productGroups';

/** Above what a server can come to: products of one server. */
const MOST = 65_535;

const kept = new WeakMap<Assessment, RecommendationCounter>();

/**
 * How many things there are to do on each server, in the order of `Estate.servers`: one for each product with findings or out of support, the
 * system's end of support, its updates, missing security and patch-management software, a scan that is due. Mapping unknown software is
 * a matter of the estate and not counted. A product that is affected on another server only, through that one's conditions, counts as well. One pass over all installs, kept with the assessment.
 */
export function recommendationCounts(assessment: Assessment): Uint16Array {
  return counterOf(assessment).all();
}

/** The same for one server, without looking at the others. */
export function recommendationCount(assessment: Assessment, server: number): number {
  return counterOf(assessment).of(server);
}

function counterOf(assessment: Assessment): RecommendationCounter {
  let counter = kept.get(assessment);
  if (!counter) kept.set(assessment, (counter = new RecommendationCounter(assessment)));
  return counter;
}

class RecommendationCounter {
  private readonly groups: ProductGroups;
  private readonly seenOn: Uint32Array;
  private readonly osHasFixed: readonly boolean[];
  private stamp = 0;
  private counts: Uint16Array | undefined;

  constructor(private readonly assessment: Assessment) {
    this.groups = productGroups(assessment);
    this.seenOn = new Uint32Array(this.groups.groups.length);
    this.osHasFixed = updatesOfSystems(assessment).map(({ fixed }) => fixed.length > 0);
  }

  all(): Uint16Array {
    return (this.counts ??= Uint16Array.from(this.assessment.estate.servers, ({ index }) => this.of(index)));
  }

  of(server: number): number {
    const { assessment, groups, seenOn } = this;
    const { estate, identities, releases, servers, today, staleAfterDays } = assessment;
    const position = identities.osOf[server];
    const ownerOf = groups.groupOf[releases.ofOs[position]];
    const { offsets, software } = estate.installs;
    const stamp = ++this.stamp;
    let count = 0;
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const group = ownerOf[software[i]];
      if (group === NO_GROUP || seenOn[group] === stamp) continue;
      seenOn[group] = stamp;
      count++;
    }
    const updates = servers.updates[server * 3] + servers.updates[server * 3 + 1];
    if (servers.osEnded[server] === 1) count++;
    if (updates > 0 || this.osHasFixed[position]) count++;
    if (servers.missingSecurity[server] === 1) count++;
    if (servers.missingPatch[server] === 1) count++;
    if ((ageInDays(estate.servers[server], today) ?? 0) > staleAfterDays) count++;
    return Math.min(count, MOST);
  }
}
