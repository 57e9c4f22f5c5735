import type { Estate } from '../inventory/model';
import type { Knowledge } from '../match/knowledge';
import type { Matcher, ServerSubjects } from '../match/matcher';
import { isIdentified } from '../match/matcher';
import { SEVERITIES, VERDICTS } from '../match/verdict';
import type { Assessment, OsResult, ServerColumns, SoftwareColumns } from './assessment';
import { FLAG_UNKNOWN } from './assessment';
import { CveCounter } from './cveCounter';
import type { EstatePartners } from './estatePartners';
import { estateSets, serversByOs } from './estateSets';
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

const SEVERITY_COUNT = SEVERITIES.length;
const SEVERITY_UNKNOWN = SEVERITIES.indexOf('unknown');

/**
 * Counts what each server has, and fills the counts of software. Software was judged once; conditions are judged once beside each
 * operating system, and on a server only where other software of it may change them (`EstateSets`).
 */
export function rollUp(input: RollUpInput, os: readonly OsResult[], software: MutableSoftware, releases: Releases, partners: EstatePartners): Pick<Assessment, 'servers' | 'unrecordedCves'> {
  const { estate, identities, knowledge } = input;
  const index = knowledge.index;
  const columns = emptyColumns(estate.servers.length);
  const sets = estateSets({ estate, matcher: input.matcher, identities, releases, os, software, partners });
  const { sets: own, beside } = sets;
  const counter = new CveCounter(sets.places);
  /** Affected on some server under conditions that its other software decided, per software. */
  const underConditions = new Map<number, Uint32Array>();
  const throughCondition = new Map<number, readonly number[]>();
  countServers(estate, software.servers);
  // Of one server: what its other software decided, affected CVEs through that, and the sets with CVEs that are not affected.
  const decided: number[] = [];
  const through: number[] = [];
  const single = new Uint32Array(1);
  let uncertain = new Uint32Array(1 << 8);

  for (const s of serversByOs(identities)) {
    const server = estate.servers[s];
    const position = identities.osOf[s];
    const osResult = os[position];
    const { matches } = releases.all[releases.ofOs[position]];
    counter.start();
    sets.walk(s);
    const { seen } = sets;
    for (const id of sets.unrecorded) counter.unrecorded(matches[id].unrecorded);

    decided.length = through.length = 0;
    if (sets.partnered.length > 0 || sets.systemIsPartnered) {
      const onServer = new OnServer(input, position, sets.answering);
      const judge = (subject: number, cves: Uint32Array): void => {
        const verdicts = splitVerdicts(cves, onServer.judge(subject, cves));
        decided.push(own.add(verdicts));
        if (verdicts.affected.length === 0) return;
        sets.addThrough(s, subject, verdicts.affected);
        for (const cve of verdicts.affected) through.push(cve);
        if (subject !== OS_SUBJECT) underConditions.set(subject, unionOf(underConditions.get(subject) ?? verdicts.affected, verdicts.affected));
      };
      if (sets.systemIsPartnered) judge(OS_SUBJECT, osResult.matches.conditional);
      for (const id of sets.partnered) judge(id, matches[id].conditional);
    }

    const most = sets.count + sets.conditionalCount + decided.length + 1;
    if (most > uncertain.length) uncertain = new Uint32Array(most * 2);
    let end = counter.affected(own, sets.own, sets.count, uncertain, 0);
    single[0] = sets.system;
    end = counter.affected(own, single, 1, uncertain, end);
    if (decided.length > 0) end = counter.affected(own, Uint32Array.from(decided), decided.length, uncertain, end);
    const besideEnd = counter.affected(beside.sets, sets.conditioned, sets.conditionalCount, uncertain, end);
    for (let at = 0; at < end; at++) counter.possible(own, uncertain[at]);
    for (let at = end; at < besideEnd; at++) counter.possible(beside.sets, uncertain[at]);
    for (let at = 0; at < end; at++) counter.unknownVersion(own, uncertain[at]);
    for (let at = end; at < besideEnd; at++) counter.unknownVersion(beside.sets, uncertain[at]);
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
  for (const found of [beside.affected, underConditions]) {
    for (const [id, cves] of found) software.affected[id] = unionOf(software.affected[id], cves);
  }
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

function countServers({ installs: { software: ids, offsets }, servers: { length } }: Estate, servers: Uint32Array): void {
  for (let i = 0; i < offsets[length]; i++) servers[ids[i]]++;
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

