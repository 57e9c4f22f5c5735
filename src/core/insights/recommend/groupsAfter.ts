import type { SoftwareIdentity } from '../../identify/identity';
import type { ReleaseScope } from '../../match/advisories/releaseScope';
import type { Assessment } from '../assessment';
import type { EstateSets } from '../estateSets';
import { splitMatches, splitVerdicts } from '../splitMatches';
import type { GroupTargets } from './groupTargets';
import type { ProductGroups } from './productGroups';

/** What becomes of a software: it stays as it is, or its place is taken by what has the set `code - REPLACED`. Of its group nothing is known where the code is 0. */
export const STAYS = 1;
export const REPLACED = 2;

/** New versions judged beside operating systems, over all groups: some hundredths of a second. */
const MOST_JUDGED_BESIDE = 20_000;

/** New versions with the same names, whose conditions each operating system decides. */
interface Conditional {
  readonly identity: SoftwareIdentity;
  readonly software: number[];
}

/**
 * What becomes of the software of groups when what is recommended for them is done, as sets of CVEs and by distinct software, so that going
 * over servers can count what is cleared. Groups whose new versions have conditions that other software decides are left out.
 */
export class GroupsAfter {
  /** By release, then software. */
  readonly codes: readonly Uint32Array[];
  private readonly counted = new Set<number>();
  private readonly conditional: Conditional[] = [];
  private position = -1;

  constructor(private readonly assessment: Assessment, { groups }: ProductGroups, targets: ReadonlyMap<number, GroupTargets>, private readonly sets: EstateSets) {
    const { identities, releases, software } = assessment;
    this.codes = releases.all.map(() => new Uint32Array(software.matches.length));
    for (const [group, { identityOf }] of targets) {
      const { members, release } = groups[group];
      const scope = release < 0 ? null : releases.all[release].scope;
      const conditional = new Map<string, Conditional>();
      const codeOf = new Map<string, number>();
      let codes: number[] | undefined = [];
      for (const id of members) {
        const identity = identityOf.get(id);
        let code: number | undefined = STAYS;
        if (identity) {
          const key = nameOf(identity);
          code = codeOf.get(key) ?? this.codeOf(identity, scope, key, conditional);
          if (code !== undefined) codeOf.set(key, code);
          conditional.get(key)?.software.push(id);
        }
        if (code === undefined) {
          codes = undefined;
          break;
        }
        codes.push(code);
      }
      const judged = (this.conditional.length + conditional.size) * identities.os.length;
      if (codes === undefined || (conditional.size > 0 && judged > MOST_JUDGED_BESIDE)) continue;
      this.counted.add(group);
      this.conditional.push(...conditional.values());
      for (const column of release < 0 ? this.codes : [this.codes[release]]) members.forEach((id, at) => (column[id] = codes[at]));
    }
  }

  /** Whether counting tells what the group's recommendation clears, on servers where other software does not come into it. */
  isCounted(group: number): boolean {
    return this.counted.has(group);
  }

  /** Call before `codes` are read for a server with this operating system. */
  startOs(position: number): void {
    if (position === this.position) return;
    this.position = position;
    const { identities, matcher, releases } = this.assessment;
    const codes = this.codes[releases.ofOs[position]];
    for (const { identity, software } of this.conditional) {
      const { affected } = splitMatches(matcher.matchBeside(identity, identities.os[position]));
      const code = REPLACED + this.sets.sets.addAffected(affected);
      for (const id of software) codes[id] = code;
    }
  }

  /** undefined where other software decides conditions. */
  private codeOf(identity: SoftwareIdentity, scope: ReleaseScope | null, key: string, conditional: Map<string, Conditional>): number | undefined {
    const { matcher, partners, releases } = this.assessment;
    const ofRelease = scope && identity.distribution ? releases.judge.match(identity, scope) : null;
    const { cves, verdicts, conditional: open } = ofRelease ?? matcher.matchSoftware(identity);
    if (open.length > 0) {
      if (ofRelease || matcher.partnersOf(identity, partners.isInstalled).length > 0) return undefined;
      conditional.set(key, { identity, software: [] });
    }
    return REPLACED + this.sets.sets.addAffected(splitVerdicts(cves, verdicts).affected);
  }
}

/** All that matching asks of an identity. */
function nameOf({ cpes, version, scheme, distribution, confidence, rule }: SoftwareIdentity): string {
  return JSON.stringify([cpes, version, scheme, distribution, confidence, rule]);
}
