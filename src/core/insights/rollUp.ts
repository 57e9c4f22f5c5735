import type { Estate } from '../inventory/model';
import type { Knowledge } from '../match/knowledge';
import type { Matcher, ServerSubjects } from '../match/matcher';
import { isIdentified } from '../match/matcher';
import { SEVERITIES, VERDICTS } from '../match/verdict';
import type { Assessment, OsResult, ServerColumns, SoftwareColumns, SplitMatches } from './assessment';
import { FLAG_UNKNOWN } from './assessment';
import { BesideOs } from './besideOs';
import { CveCounter } from './cveCounter';
import { CvePlaces, CveSets } from './cveSets';
import type { EstatePartners } from './estatePartners';
import { OS_SUBJECT } from './findings';
import type { EstateIdentities } from './identifyEstate';
import { Trait, type ReleaseMatches, type Releases } from './releaseMatches';
import { splitVerdicts, unionOf } from './splitMatches';

export interface RollUpInput {
  readonly estate: Estate;
  readonly identities: EstateIdentities;
  readonly knowledge: Knowledge;
  readonly matcher: Matcher;
}

/** Software's columns while they are filled. */
export type MutableSoftware = { -readonly [Key in keyof SoftwareColumns]: SoftwareColumns[Key] } & { affected: Uint32Array[] };

const NONE = new Uint32Array(0);
const SEVERITY_COUNT = SEVERITIES.length;
const SEVERITY_UNKNOWN = SEVERITIES.indexOf('unknown');

/**
 * Counts what each server has, and fills the counts of software. Software was judged once; conditions are judged once beside each
 * operating system, and on a server only where other software of it may change them (`BesideOs`).
 */
export function rollUp(input: RollUpInput, os: readonly OsResult[], software: MutableSoftware, releases: Releases, partners: EstatePartners): Pick<Assessment, 'servers' | 'unrecordedCves'> {
  const { estate, identities, knowledge } = input;
  const index = knowledge.index;
  const columns = emptyColumns(estate.servers.length);
  const places = new CvePlaces(index);
  const counter = new CveCounter(places);
  /** Affected on some server under conditions, per software. */
  const underConditions = new Map<number, Uint32Array>();
  const addConditioned = (id: number, cves: Uint32Array): void => {
    underConditions.set(id, unionOf(underConditions.get(id) ?? cves, cves));
  };
  const beside = new BesideOs(input.matcher, identities, partners, new CveSets(places), addConditioned);
  const throughCondition = new Map<number, readonly number[]>();
  /** What software matches by itself, numbered as the software is, and what comes from elsewhere. */
  const own = new CveSets(places);
  for (const matches of software.matches) own.add(matches);
  /** By release and package the number, and one, of what the release's advisories say. */
  const toldBy = releases.all.map(({ scope }) => new Uint32Array(scope ? software.matches.length : 0));
  const ofOs = new Map<SplitMatches, number>();
  const subjectOfOs = (matches: SplitMatches): number => {
    let subject = ofOs.get(matches);
    if (subject === undefined) ofOs.set(matches, (subject = own.add(matches)));
    return subject;
  };
  // Of one server: its software that has conditions, that may fulfil some; its subjects, those with CVEs that are not affected, what
  // comes of conditions; CVEs affected through other software.
  const conditional: number[] = [];
  const answering: number[] = [];
  const subjects: number[] = [];
  const uncertain: number[] = [];
  const conditioned: number[] = [];
  const through: number[] = [];

  const { software: ids } = estate.installs;
  const { servers } = software;
  for (const s of serversByOs(identities)) {
    const server = estate.servers[s];
    const from = estate.installs.offsets[s];
    const to = estate.installs.offsets[s + 1];
    const position = identities.osOf[s];
    const osResult = os[position];
    const release = releases.all[releases.ofOs[position]];
    const { traits, matches, covered } = release;
    const toldOf = toldBy[releases.ofOs[position]];
    counter.start();
    beside.startServer(position);
    conditional.length = answering.length = subjects.length = uncertain.length = conditioned.length = through.length = 0;

    // Without a branch, so that what lies all over memory arrives together.
    let any = 0;
    for (let i = from; i < to; i++) {
      servers[ids[i]]++;
      any |= traits[ids[i]];
    }
    let seen = 0;
    for (let i = from; any !== 0 && i < to; i++) {
      const id = ids[i];
      let trait = traits[id];
      if (trait === 0) continue;
      if (trait & Trait.unseen) trait = release.see(id);
      seen |= trait;
      if (partners.answers[id]) {
        beside.put(id);
        answering.push(id);
      }
      if (trait & Trait.conditional) conditional.push(id);
      if (trait & Trait.matched) subjects.push(covered[id] ? (toldOf[id] ||= own.add(matches[id]) + 1) - 1 : id);
      if (trait & Trait.unrecorded) counter.unrecorded(matches[id].unrecorded);
    }

    const onServer = new OnServer(input, position, answering);
    const judge = (subject: number, cves: Uint32Array): void => {
      const verdicts = splitVerdicts(cves, onServer.judge(subject, cves));
      conditioned.push(beside.sets.add(verdicts));
      for (const cve of verdicts.affected) through.push(cve);
      if (subject !== OS_SUBJECT && verdicts.affected.length > 0) addConditioned(subject, verdicts.affected);
    };
    if (osResult.matches.conditional.length > 0 && beside.hasPartner(OS_SUBJECT)) {
      subjects.push(subjectOfOs(osResult.matches));
      judge(OS_SUBJECT, osResult.matches.conditional);
    } else {
      subjects.push(subjectOfOs(osResult.beside));
    }
    for (const id of conditional) {
      if (beside.hasPartner(id)) judge(id, matches[id].conditional);
      else {
        const subject = beside.conditionedOf(id, beside.isResolved(id) ? NONE : matches[id].conditional);
        if (subject >= 0) conditioned.push(subject);
      }
    }

    counter.touch(own, subjects);
    for (const subject of subjects) if (counter.affected(own, subject)) uncertain.push(subject);
    counter.touch(beside.sets, conditioned);
    for (const subject of conditioned) counter.affected(beside.sets, subject);
    for (const subject of uncertain) counter.possible(own, subject);
    for (const subject of conditioned) counter.possible(beside.sets, subject);
    for (const subject of uncertain) counter.unknownVersion(own, subject);
    for (const subject of conditioned) counter.unknownVersion(beside.sets, subject);
    counter.finish(columns, s);
    if (through.length > 0) throughCondition.set(s, [...through]);

    const osIdentified = isIdentified(identities.os[position].identity);
    const phase = osResult.support.phase;
    columns.osEnded[s] = phase === 'unknown' ? FLAG_UNKNOWN : phase === 'ended' ? 1 : 0;
    columns.softwareEnded[s] = server.softwareKnown ? Number((seen & Trait.ended) !== 0) : FLAG_UNKNOWN;
    columns.missingSecurity[s] = server.softwareKnown ? Number((seen & Trait.security) === 0) : FLAG_UNKNOWN;
    columns.missingPatch[s] = server.softwareKnown ? Number((seen & Trait.patch) === 0) : FLAG_UNKNOWN;
    columns.judged[s] = server.softwareKnown || osIdentified ? 1 : 0;
    if (!columns.judged[s]) columns.level[s] = SEVERITY_UNKNOWN;
    columns.updatesKnown[s] = server.pendingUpdates === null ? 0 : 1;
    for (const update of server.pendingUpdates ?? []) {
      columns.updates[s * 3 + (update.class === 'critical' ? 0 : update.class === 'security' ? 1 : 2)]++;
    }
  }

  takePackages(software, releases.all);
  for (const [id, cves] of underConditions) software.affected[id] = unionOf(software.affected[id], cves);
  software.affected.forEach((cves, id) => {
    for (const cve of cves) {
      software.bySeverity[id * SEVERITY_COUNT + index.severity[cve]]++;
      if (index.kev[cve] > 0) software.exploited[id]++;
    }
  });
  return {
    servers: { ...columns, throughCondition },
    unrecordedCves: counter.unrecordedNumbers.map((number) => releases.judge.unrecordedCves[number]).sort(),
  };
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

/** Conditions that one server decides as a whole; nothing is made while none is asked about. */
class OnServer {
  private subjects: ServerSubjects | undefined;

  constructor(
    private readonly input: RollUpInput,
    private readonly position: number,
    /** All software of the server that some condition asks for: the rest could be left out of the inventory. */
    private readonly answering: readonly number[],
  ) {}

  /** The verdict of each conditional CVE of a software, or of some of the system's. */
  judge(id: number, conditional: Uint32Array): Uint8Array {
    const { matcher, identities } = this.input;
    const subjects = (this.subjects ??= { os: identities.os[this.position], software: this.answering.map((software) => identities.software[software]) });
    if (id !== OS_SUBJECT) return matcher.judgeConditional(identities.software[id], subjects);
    return Uint8Array.from(conditional, (cve) => VERDICTS.indexOf(matcher.judgeOnServer(cve, subjects.os, subjects)));
  }
}

/** A package has what it has on one of the releases whose servers have it. */
function takePackages(software: MutableSoftware, releases: readonly ReleaseMatches[]): void {
  const possible = new Map<number, Uint32Array>();
  for (const { seen, matches, covered } of releases) {
    for (const id of seen) {
      const before = possible.get(id);
      possible.set(id, before ? unionOf(before, matches[id].possible) : matches[id].possible);
      software.affected[id] = before ? unionOf(software.affected[id], matches[id].affected) : matches[id].affected;
      if (covered[id]) software.judged[id] = 1;
    }
  }
  for (const [id, cves] of possible) software.possible[id] = cves.length;
}

function emptyColumns(servers: number): ServerColumns {
  return {
    score: new Uint32Array(servers),
    osEnded: new Uint8Array(servers),
    softwareEnded: new Uint8Array(servers),
    missingSecurity: new Uint8Array(servers),
    missingPatch: new Uint8Array(servers),
    judged: new Uint8Array(servers),
    vulnerabilities: new Uint32Array(servers),
    possible: new Uint32Array(servers),
    unknownVersion: new Uint32Array(servers),
    unrecorded: new Uint32Array(servers),
    exploited: new Uint32Array(servers),
    bySeverity: new Uint32Array(servers * SEVERITY_COUNT),
    updates: new Uint32Array(servers * 3),
    updatesKnown: new Uint8Array(servers),
    level: new Uint8Array(servers),
    atRisk: new Uint8Array(servers),
    throughCondition: new Map(),
  };
}

