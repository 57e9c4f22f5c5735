import type { Assessment } from '../../insights/assessment';
import { scoreTerms } from '../../insights/assessment';
import { compareFindings, OS_SUBJECT, type Finding } from '../../insights/findings';
import { isHidden } from '../../insights/sharing';
import { wantedSoftware, type ExportSelection } from '../selection';
import { SubjectFindingsOfServers, subjectsIn } from '../subjectFindings';

/** What a server is told of besides CVEs: the other five risks of a server (features R1). */
export type SarifCheck = 'os-end-of-support' | 'software-end-of-support' | 'pending-updates' | 'missing-security-software' | 'missing-patch-management';

/** One result before it is written out. */
export type SarifFinding =
  | { readonly kind: 'cve'; readonly finding: Finding }
  | { readonly kind: 'check'; readonly check: SarifCheck; readonly server: number; /** Index into `Estate.software`, or `OS_SUBJECT`. */ readonly software: number };

/** GitHub takes at most this many results, and this many rules, in one run ("SARIF results exceed one or more limits", its documentation). */
export const SARIF_MOST_RESULTS = 25_000;

/** Servers looked at between two turns for others. */
const SERVERS_A_STEP = 100;

/** How the checks stand among CVEs: an ended operating system after the critical ones, the others after the high ones. CVSS × 10. */
const CHECK_RANKS: Readonly<Record<SarifCheck, number>> = {
  'os-end-of-support': 89, 'pending-updates': 69, 'software-end-of-support': 69, 'missing-security-software': 69, 'missing-patch-management': 69,
};
/** Ranks of one kind; exploited CVEs have the first block, suppressed findings the last. */
const BLOCK = 102;
const BLOCKS = 3;
const SUPPRESSED = 2 * BLOCK;

export interface SarifFindings {
  /** Worst first: known exploited, then by CVSS; of equals in the order of the selection. */
  readonly findings: readonly SarifFinding[];
  readonly omitted: number;
  /** Findings that are possible, not certain: they are no results. */
  readonly possible: number;
}

/** The worst results of a selection. Yields between servers, so that a long one can be given up. */
export function* worstFindings(selection: ExportSelection, most = SARIF_MOST_RESULTS): Generator<void, SarifFindings> {
  const { assessment, serverRows, onServer } = selection;
  const { index } = assessment.matcher;
  const kept = new WorstFirst(most);
  const shared = new SubjectFindingsOfServers(assessment);
  const wanted = wantedSoftware(selection);
  const inOrder = compareFindings(index);
  const rankOf = (cve: number): number => (index.kev[cve]! > 0 ? 0 : BLOCK) + 100 - (index.score[cve] === 255 ? 0 : index.score[cve]!);
  let possible = 0;
  let looked = 0;
  for (const server of serverRows) {
    // What could not be kept is counted and never made.
    const { bound } = kept;
    const found: Finding[] = [];
    for (const software of subjectsIn(assessment, server, wanted)) {
      const list = shared.of(server, software);
      if (!list) {
        for (const finding of shared.ofServer(server, software)) {
          if (finding.verdict === 'affected' || finding.verdict === 'suppressed') found.push(finding);
          else possible++;
        }
        continue;
      }
      possible += list.possible.length + list.unknownVersion.length;
      const sorted = shared.worstFirst(list.affected);
      let taken = 0;
      while (taken < sorted.length && rankOf(sorted[taken]!) < bound) found.push({ server, software, cve: sorted[taken++]!, verdict: 'affected' });
      kept.omitted += sorted.length - taken;
    }
    // A list of software is told software by software.
    if (wanted === undefined) found.sort(inOrder);
    for (const finding of found) kept.add({ kind: 'cve', finding }, finding.verdict === 'suppressed' ? SUPPRESSED + rankOf(finding.cve) % BLOCK : rankOf(finding.cve));
    for (const [check, software] of checksOf(selection, server, wanted)) kept.add({ kind: 'check', check, server, software }, BLOCK + 100 - CHECK_RANKS[check]);
    onServer?.(++looked);
    if (looked % SERVERS_A_STEP === 0) yield;
  }
  return { findings: kept.inOrder(), omitted: kept.omitted, possible };
}

function* checksOf({ assessment, of }: ExportSelection, server: number, wanted: Uint8Array | undefined): Generator<readonly [SarifCheck, number]> {
  const terms = scoreTerms(assessment, server);
  if (of === 'servers') {
    if (terms.osEndOfSupport) yield ['os-end-of-support', OS_SUBJECT];
    if (terms.pendingUpdates && !isHidden(assessment, 'updates')) yield ['pending-updates', OS_SUBJECT];
    if (terms.missingSecuritySoftware) yield ['missing-security-software', OS_SUBJECT];
    if (terms.missingPatchManagement) yield ['missing-patch-management', OS_SUBJECT];
  }
  for (const software of endedSoftware(assessment, server)) {
    if (wanted === undefined || wanted[software] === 1) yield ['software-end-of-support', software];
  }
}

function endedSoftware({ estate: { installs }, software }: Assessment, server: number): number[] {
  return [...installs.software.subarray(installs.offsets[server], installs.offsets[server + 1])].filter((id) => software.ended[id] === 1);
}

/** Keeps so many of the lowest ranks, whatever comes, in the memory of those. */
class WorstFirst {
  omitted = 0;
  private readonly buckets: SarifFinding[][] = Array.from({ length: BLOCKS * BLOCK }, () => []);
  private count = 0;
  private last = 0;

  constructor(private readonly most: number) {}

  /** What has this rank or a higher one is not kept. */
  get bound(): number {
    if (this.count < this.most) return Infinity;
    while (this.last > 0 && this.buckets[this.last]!.length === 0) this.last--;
    return this.last;
  }

  add(finding: SarifFinding, rank: number): void {
    if (this.count === this.most) {
      this.omitted++;
      if (rank >= this.bound) return;
      this.buckets[this.last]!.pop();
    } else this.count++;
    this.buckets[rank]!.push(finding);
    if (rank > this.last) this.last = rank;
  }

  inOrder(): readonly SarifFinding[] {
    return this.buckets.flat();
  }
}
