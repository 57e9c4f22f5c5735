import { VerdictCode } from '../../match/verdict';
import type { Assessment } from '../assessment';
import { matchesOn } from '../matchesOn';
import { Trait } from '../releaseMatches';
import type { SetAside } from './setAside';
import type { VerdictsOnServers } from './verdictsOnServers';

/** CVEs by software. */
export interface ClearedPairs {
  /** Affected, by itself or under conditions. */
  readonly affected: Map<number, Set<number>>;
  /** Possibly affected, or of unknown version. */
  readonly possible: Map<number, Set<number>>;
}

/**
 * Of CVEs that were set aside on some server, those that no other server finds on the same software any more: what leaves the software's
 * columns. Goes over the installs of that software until a server is found that still has the CVE.
 */
export function remainingOnSoftware(assessment: Assessment, setAside: SetAside, verdicts: VerdictsOnServers, cleared: ClearedPairs): ClearedPairs {
  const { estate: { installs, servers, software } } = assessment;
  const gone: ClearedPairs = { affected: copied(cleared.affected), possible: possibleByItself(assessment, cleared) };
  const marks = new Uint8Array(software.length);
  for (const pairs of [gone.affected, gone.possible]) for (const id of pairs.keys()) marks[id] = 1;
  const keep = (pairs: Map<number, Set<number>>, id: number, remains: (cve: number) => boolean): void => {
    const cves = pairs.get(id);
    if (!cves) return;
    for (const cve of cves) if (remains(cve)) cves.delete(cve);
    if (cves.size === 0) pairs.delete(id);
  };
  for (let server = 0; server < servers.length; server++) {
    for (let i = installs.offsets[server]!; i < installs.offsets[server + 1]!; i++) {
      const id = installs.software[i]!;
      if (marks[id] === 0) continue;
      const counts = (cve: number): boolean => setAside.of(server, id, cve) === undefined;
      keep(gone.affected, id, (cve) => counts(cve) && verdicts.codeOf(server, id, cve) === VerdictCode.affected);
      keep(gone.possible, id, (cve) => counts(cve) && matchesOn(assessment, server, id).possible.includes(cve));
      if (!gone.affected.has(id) && !gone.possible.has(id)) marks[id] = 0;
    }
  }
  return gone;
}

function copied(pairs: ReadonlyMap<number, ReadonlySet<number>>): Map<number, Set<number>> {
  return new Map([...pairs].map(([id, cves]) => [id, new Set(cves)]));
}

/** The column counts what a software comes to before conditions, on some server: only that can leave it. */
function possibleByItself({ releases }: Assessment, { affected, possible }: ClearedPairs): Map<number, Set<number>> {
  const pairs = new Map<number, Set<number>>();
  for (const cleared of [affected, possible]) {
    for (const [id, cves] of cleared) {
      // A package counts on the releases that have it; asking another one would judge it there.
      const counted = [...cves].filter((cve) => releases.all.some(({ traits, matches }) => !(traits[id]! & Trait.unseen) && matches[id]!.possible.includes(cve)));
      if (counted.length > 0) pairs.set(id, new Set([...(pairs.get(id) ?? []), ...counted]));
    }
  }
  return pairs;
}
