import type { Matcher } from '../match/matcher';
import type { Assessment, OsResult, SoftwareColumns } from './assessment';
import { BesideOs } from './besideOs';
import { CvePlaces, CveSets, EMPTY_SET } from './cveSets';
import type { EstatePartners } from './estatePartners';
import { OS_SUBJECT } from './findings';
import type { EstateIdentities } from './identifyEstate';
import { Trait, type ReleaseMatches, type Releases } from './releaseMatches';

/** What a walk asks of a software beside its traits, as bits above them. */
const ANSWERS = 1 << 8;
const ASKS = 1 << 9;
/** It matches something, has conditions or is out of support. */
const SUBJECT = 1 << 10;
const SUBJECT_SHIFT = 10;
/** It needs a second look. The highest bit, so that nothing has to be masked. */
const SPECIAL = 1 << 11;
const SPECIAL_SHIFT = 11;

/** The bits and the set of every software on the servers of one release. */
interface ReleaseSets {
  readonly release: ReleaseMatches;
  readonly bits: Uint16Array;
  readonly setOf: Uint32Array;
}

/** What a CVE set is of, when other software of the server decided it. */
export interface ThroughCondition {
  /** Index of the software, or `OS_SUBJECT`. */
  readonly subject: number;
  /** Affected CVEs, in `EstateSets.sets`. */
  readonly set: number;
}

const NOTHING_THROUGH: readonly ThroughCondition[] = [];

/**
 * What the software and the systems of an assessment match, as sets of words, and what of it is on one server after another. The roll-up
 * makes it; recommendations and comparisons go over the same servers again and find it all there.
 *
 * `walk` fills the fields below it, for one server at a time; columns are longer than their count.
 */
export class EstateSets {
  readonly places: CvePlaces;
  readonly sets: CveSets;
  readonly beside: BesideOs;
  /** By release, in the order of `Releases.all`: the set in `sets` of every software that a server of the release has. */
  readonly setsOnRelease: readonly Uint32Array[];
  private readonly releases: readonly ReleaseSets[];
  /** By system, its set when the system decides its conditions, and when other software does. */
  private readonly ofOs: Uint32Array;
  private readonly ofOsByItself: Uint32Array;
  private readonly osHasConditions: readonly boolean[];
  private readonly throughOf = new Map<number, ThroughCondition[]>();
  private readonly special: Uint32Array;

  /** Software of the server that matches something, has conditions or is out of support, and its set in `sets`. */
  readonly software: Uint32Array;
  readonly own: Uint32Array;
  count = 0;
  /** Software whose conditions come to something beside the system, and its set in `beside.sets`. */
  readonly conditional: Uint32Array;
  readonly conditioned: Uint32Array;
  conditionalCount = 0;
  /** The system's set in `sets`. */
  system = 0;
  /** `Trait` bits that some software of the server has. */
  seen = 0;
  /** Software whose conditions other software of the server decides, and whether it decides the system's. */
  readonly partnered: number[] = [];
  systemIsPartnered = false;
  /** Software that some condition asks for. */
  readonly answering: number[] = [];
  /** Software with CVEs that NVD's data lacks. */
  readonly unrecorded: number[] = [];

  constructor(
    private readonly estate: Assessment['estate'], matcher: Matcher, private readonly identities: EstateIdentities, private readonly releasesOf: Releases,
    os: readonly OsResult[], software: Pick<SoftwareColumns, 'matches'>, partners: EstatePartners,
  ) {
    this.places = new CvePlaces(matcher.index);
    this.sets = new CveSets(this.places);
    this.beside = new BesideOs(matcher, identities, partners, this.places);
    const { matches } = software;
    const setOf = new Uint32Array(matches.length);
    for (let id = 0; id < setOf.length; id++) setOf[id] = this.sets.add(matches[id]);
    const { answers, askedStarts } = partners;
    this.releases = releasesOf.all.map((release) => {
      const bits = new Uint16Array(setOf.length);
      for (let id = 0; id < bits.length; id++) bits[id] = bitsOf(release.traits[id], (answers[id] ? ANSWERS : 0) | (askedStarts[id] < askedStarts[id + 1] ? ASKS : 0));
      return { release, bits, setOf: setOf.slice() };
    });
    this.setsOnRelease = this.releases.map((of) => of.setOf);
    this.ofOs = Uint32Array.from(os, ({ beside }) => this.sets.add(beside));
    this.ofOsByItself = Uint32Array.from(os, ({ matches }) => this.sets.add(matches));
    this.osHasConditions = os.map(({ matches }) => matches.conditional.length > 0);
    const most = mostInstalls(estate);
    this.special = new Uint32Array(most + 1);
    this.software = new Uint32Array(most + 1);
    this.own = new Uint32Array(most + 1);
    this.conditional = new Uint32Array(most + 1);
    this.conditioned = new Uint32Array(most + 1);
  }

  /** Looks at the software of a server. Go over the servers of one operating system together (`serversByOs`). */
  walk(server: number): void {
    const { software, own, special, partnered, answering, unrecorded, beside } = this;
    const { offsets, software: installed } = this.estate.installs;
    const position = this.identities.osOf[server];
    const sets = this.releases[this.releasesOf.ofOs[position]];
    const { bits, setOf } = sets;
    beside.startServer(position);
    partnered.length = answering.length = unrecorded.length = 0;

    // Without a branch, so that what lies all over memory arrives together: a place that is not kept is written over by the next.
    let count = 0;
    let specials = 0;
    let seen = 0;
    const to = offsets[server + 1];
    for (let i = offsets[server]; i < to; i++) {
      const id = installed[i];
      const bit = bits[id];
      seen |= bit;
      software[count] = id;
      special[specials] = id;
      count += (bit >>> SUBJECT_SHIFT) & 1;
      specials += bit >>> SPECIAL_SHIFT;
    }
    for (let at = 0; at < count; at++) own[at] = setOf[software[at]];

    let conditionals = 0;
    for (let at = 0; at < specials; at++) {
      const id = special[at];
      if (bits[id] & Trait.unseen) {
        see(sets, this.sets, id);
        seen |= bits[id];
        if (bits[id] & SUBJECT) {
          software[count] = id;
          own[count++] = setOf[id];
        }
      }
      const bit = bits[id];
      if (bit & ANSWERS) {
        beside.put(id);
        answering.push(id);
      }
      if (bit & Trait.unrecorded) unrecorded.push(id);
      // What is left over of the list is what is read already.
      if (bit & Trait.conditional) special[conditionals++] = id;
    }
    this.count = count;
    this.seen = seen;

    const { conditional, conditioned } = this;
    const { matches } = sets.release;
    let found = 0;
    for (let at = 0; at < conditionals; at++) {
      const id = special[at];
      if (bits[id] & ASKS && beside.hasPartner(id)) partnered.push(id);
      else {
        conditional[found] = id;
        conditioned[found] = beside.conditionedOf(id, matches);
        if (conditioned[found] !== EMPTY_SET) found++;
      }
    }
    this.conditionalCount = found;
    this.systemIsPartnered = this.osHasConditions[position] && beside.hasPartner(OS_SUBJECT);
    this.system = this.systemIsPartnered ? this.ofOsByItself[position] : this.ofOs[position];
  }

  /** Affected CVEs of a subject of a server that other software of it decided. */
  addThrough(server: number, subject: number, affected: Uint32Array): void {
    const known = this.throughOf.get(server);
    const through = { subject, set: this.sets.addAffected(affected) };
    if (known) known.push(through);
    else this.throughOf.set(server, [through]);
  }

  throughOn(server: number): readonly ThroughCondition[] {
    return this.throughOf.get(server) ?? NOTHING_THROUGH;
  }
}

const kept = new WeakMap<Releases, EstateSets>();

/** The sets that the roll-up of an assessment made. */
export function estateSets({ estate, matcher, identities, releases, os, software, partners }: Pick<Assessment, 'estate' | 'matcher' | 'identities' | 'releases' | 'os' | 'partners'> & { readonly software: Pick<SoftwareColumns, 'matches'> }): EstateSets {
  let made = kept.get(releases);
  if (!made) kept.set(releases, (made = new EstateSets(estate, matcher, identities, releases, os, software, partners)));
  return made;
}

function bitsOf(trait: number, above: number): number {
  const bits = trait | above;
  const isSubject = trait & (Trait.matched | Trait.conditional | Trait.ended);
  const isSpecial = (trait & (Trait.unseen | Trait.conditional | Trait.unrecorded)) | (above & ANSWERS);
  return bits | (isSubject ? SUBJECT : 0) | (isSpecial ? SPECIAL : 0);
}

/** A package on the first server of a release that has it. */
function see({ release, bits, setOf }: ReleaseSets, sets: CveSets, id: number): void {
  const trait = release.see(id);
  bits[id] = bitsOf(trait, bits[id] & (ANSWERS | ASKS));
  setOf[id] = sets.add(release.matches[id]);
}

function mostInstalls({ installs: { offsets } }: Assessment['estate']): number {
  let most = 0;
  for (let server = 0; server + 1 < offsets.length; server++) most = Math.max(most, offsets[server + 1] - offsets[server]);
  return most;
}

/** Servers, those of one operating system together. */
export function serversByOs({ osOf, os }: EstateIdentities): Uint32Array {
  const starts = new Uint32Array(os.length + 1);
  for (const position of osOf) starts[position + 1]++;
  for (let position = 0; position < os.length; position++) starts[position + 1] += starts[position];
  const order = new Uint32Array(osOf.length);
  osOf.forEach((position, server) => (order[starts[position]++] = server));
  return order;
}
