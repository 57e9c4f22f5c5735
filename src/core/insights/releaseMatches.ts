import type { SoftwareIdentity } from '../identify/identity';
import type { AdvisoryJudge } from '../match/advisories/advisoryJudge';
import type { ReleaseScope } from '../match/advisories/releaseScope';
import { isIdentified } from '../match/matcher';
import type { SplitMatches } from './assessment';

/** What the roll-up asks of a software, as bits: most of an inventory has none of them and is passed over. */
export const Trait = { ended: 1, security: 2, patch: 4, matched: 8, conditional: 16, identified: 32, unrecorded: 64, unseen: 128 } as const;

/**
 * What every software comes to on the servers of one release. A distribution's package is judged when the first of them is found to have
 * it, by the release's advisories where they speak of it; all else is the same on every release.
 */
export class ReleaseMatches {
  /** By software; that of a package counts once it was seen. */
  readonly matches: SplitMatches[];
  /** `Trait` bits by software; `unseen` alone for a package that was not asked for yet: ask `see`. */
  readonly traits: Uint8Array;
  /** Packages seen, in order of first sight. */
  readonly seen: number[] = [];
  /** 1 where the release's advisories speak of the software. */
  readonly covered: Uint8Array;

  /**
   * @param scope null for servers whose release no advisories speak of
   * @param judge a package by the release's advisories; null where they are silent
   */
  constructor(
    readonly scope: ReleaseScope | null,
    identities: readonly SoftwareIdentity[],
    byItself: readonly SplitMatches[],
    private readonly ownTraits: Uint8Array,
    private readonly judge: (software: number, scope: ReleaseScope) => SplitMatches | null,
  ) {
    this.matches = [...byItself];
    this.covered = new Uint8Array(identities.length);
    this.traits = Uint8Array.from(identities, (identity, id) => (identity.distribution ? Trait.unseen : ownTraits[id] | traitsOfMatches(byItself[id])));
  }

  /** Judges a package that a server of the release has; gives its traits. */
  see(software: number): number {
    const own = this.scope && this.judge(software, this.scope);
    if (own) {
      this.matches[software] = own;
      this.covered[software] = 1;
    }
    this.seen.push(software);
    return (this.traits[software] = this.ownTraits[software] | traitsOfMatches(this.matches[software]));
  }

  matchesOf(software: number): SplitMatches {
    if (this.traits[software] & Trait.unseen) this.see(software);
    return this.matches[software];
  }
}

/** The bits that do not depend on the release. */
export function ownTraits(identity: SoftwareIdentity, ended: number, isSecurity: number, isPatch: number): number {
  return (ended ? Trait.ended : 0) | (isSecurity ? Trait.security : 0) | (isPatch ? Trait.patch : 0) | (isIdentified(identity) ? Trait.identified : 0);
}

function traitsOfMatches({ cves, conditional, unrecorded }: SplitMatches): number {
  return (cves.length > 0 ? Trait.matched : 0) | (conditional.length > 0 ? Trait.conditional : 0) | (unrecorded.length > 0 ? Trait.unrecorded : 0);
}

/** The judge of packages and the releases of an assessment's servers. */
export interface Releases {
  readonly judge: AdvisoryJudge;
  /** The first is that of servers without advisories. */
  readonly all: readonly ReleaseMatches[];
  /** Position in `all`, per distinct operating system. */
  readonly ofOs: Uint32Array;
}
