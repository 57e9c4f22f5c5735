import type { Knowledge } from '../../src/core/match/knowledge';
import { anyOf, configuration, cve, node, runningOn } from './cveRecords';
import { about, tinyKnowledge, type TinyCve } from './tinyKnowledge';
import { ADVISORIES, CVES, PRODUCTS } from './tinyWorld';

function conditioned(id: string, ...configurations: Parameters<typeof cve>[2][]): TinyCve {
  return { record: cve(id, '2024-03-04', ...configurations) };
}

/** Records whose trail depends on more than their subject, in each way that there is. */
const CONDITIONED: readonly TinyCve[] = [
  // A system's CVE only beside a software.
  about('CVE-2024-0050', 'critical', ['o:microsoft:windows_server_2019:-'], { on: ['?a:acme:gadget'] }),
  // Only beside another version of another software, which itself is vulnerable.
  about('CVE-2024-0051', 'high', ['a:acme:gadget <5'], { on: ['a:acme:widget <3'], kev: 'known' }),
  // Of a software for one family of systems.
  about('CVE-2024-0052', 'medium', ['a:acme:gizmo:*:*:*:*:*:windows']),
  // The verdict is the same without the condition, and the trail another.
  conditioned('CVE-2024-0053', runningOn(['a:acme:widget <3'], ['?a:acme:gadget']), anyOf('a:acme:widget <9')),
  conditioned('CVE-2024-0054', anyOf('a:acme:vague:-'), runningOn(['a:acme:vague'], ['?o:debian:debian_linux:10.0', '?a:acme:plugin:1.0'])),
  // A software fulfils its own condition, or its other version does.
  conditioned('CVE-2024-0055', runningOn(['a:acme:plugin <3', 'a:acme:widget <3'], ['?a:acme:plugin', '?a:acme:widget:2.4'])),
  // One node of all of them, and one of which none may be there.
  conditioned('CVE-2024-0056', configuration('OR', node('AND', 'a:acme:gadget <3', 'a:acme:widget <4'))),
  conditioned('CVE-2024-0057', configuration('AND', node('OR', 'a:acme:gizmo'), node('not OR', '?a:acme:widget:1.0'))),
  // A platform of which some are software by another name.
  conditioned('CVE-2024-0058', runningOn(['a:acme:gadget'], ['?o:debian:debian_linux:12.0', '?o:microsoft:windows'])),
];

/** The tests' world with more conditions. */
export function conditionedWorld(): Knowledge {
  return tinyKnowledge({ cves: [...CVES, ...CONDITIONED], products: PRODUCTS, advisories: ADVISORIES });
}
