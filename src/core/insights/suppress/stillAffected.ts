import { VerdictCode } from '../../match/verdict';
import type { Assessment } from '../assessment';
import { HeldCves } from './heldCves';
import { VerdictsOnServers } from './verdictsOnServers';

/**
 * Of some CVEs, those that at least one of the servers has with verdict `affected` after what is set aside. Stops looking for a CVE at the
 * first server that has it.
 */
export function stillAffected(assessment: Assessment, serverRows: Iterable<number>, cves: Iterable<number>): Set<number> {
  const { setAside } = assessment;
  const wanted = new Set(cves);
  const found = new Set<number>();
  if (wanted.size === 0) return found;
  const held = new HeldCves(assessment, wanted);
  const verdicts = new VerdictsOnServers(assessment);
  for (const server of serverRows) {
    held.forEach(server, (software, here) => {
      for (const cve of here) {
        if (found.has(cve) || setAside.of(server, software, cve) !== undefined) continue;
        if (verdicts.codeOf(server, software, cve) === VerdictCode.affected) found.add(cve);
      }
    });
    if (found.size === wanted.size) break;
  }
  return found;
}
