import type { Estate } from '../inventory/model';
import type { Knowledge } from '../match/knowledge';
import type { Matcher, ServerSubjects } from '../match/matcher';
import { isIdentified } from '../match/matcher';
import { SEVERITIES } from '../match/verdict';
import type { Assessment, OsResult, ServerColumns, SoftwareColumns, SplitMatches } from './assessment';
import { FLAG_UNKNOWN } from './assessment';
import { BesideOs } from './besideOs';
import { CveCounter } from './cveCounter';
import type { EstatePartners } from './estatePartners';
import { OS_SUBJECT } from './findings';
import type { EstateIdentities } from './identifyEstate';
import { Trait, type ReleaseMatches, type Releases } from './releaseMatches';
import { MatchPool, unionOf } from './splitMatches';

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
 * operating system, and on a server only where other software of it may change them (`BesideOs`).
 */
export function rollUp(input: RollUpInput, os: readonly OsResult[], software: MutableSoftware, releases: Releases, partners: EstatePartners): Pick<Assessment, 'servers' | 'unrecordedCves'> {
  const { estate, identities, knowledge } = input;
  const index = knowledge.index;
  const columns = emptyColumns(estate.servers.length);
  const counter = new CveCounter(index);
  /** Affected on some server under conditions, per software. */
  const underConditions = new Map<number, Uint32Array>();
  const addConditioned = (id: number, cves: Uint32Array): void => {
    underConditions.set(id, unionOf(underConditions.get(id) ?? cves, cves));
  };
  const beside = new BesideOs(input.matcher, identities, partners, (id, matches) => addConditioned(id, matches.affected));
  const throughCondition = new Map<number, readonly number[]>();
  // Of one server: its software that has conditions, that may fulfil some, that has none; and what comes from elsewhere than the pool.
  const conditional: number[] = [];
  const answering: number[] = [];
  const plain: number[] = [];
  const told: SplitMatches[] = [];
  const { cves, starts } = new MatchPool(software.matches);

  for (const s of serversByOs(identities)) {
    const server = estate.servers[s];
    const from = estate.installs.offsets[s];
    const to = estate.installs.offsets[s + 1];
    const position = identities.osOf[s];
    const osResult = os[position];
    const release = releases.all[releases.ofOs[position]];
    const { traits, matches, covered } = release;
    counter.start();
    beside.startServer(position);
    conditional.length = answering.length = plain.length = told.length = 0;

    let seen = 0;
    for (let i = from; i < to; i++) {
      const id = estate.installs.software[i];
      software.servers[id]++;
      let own = traits[id];
      if (own === 0) continue;
      if (own & Trait.unseen) own = release.see(id);
      seen |= own;
      if (partners.answers[id]) {
        beside.put(id);
        answering.push(id);
      }
      if (own & Trait.conditional) conditional.push(id);
      else if (own & Trait.matched) {
        if (covered[id]) told.push(matches[id]);
        else plain.push(id);
      }
      if (own & Trait.unrecorded) counter.unrecorded(matches[id].unrecorded);
    }

    const onServer = new OnServer(input, position, answering);
    const judge = (id: number, own: SplitMatches, alone: () => SplitMatches): void => {
      if (own.conditional.length === 0 || !beside.hasPartner(id)) {
        told.push(alone());
        return;
      }
      told.push(own);
      const affected = onServer.judge(id, own.conditional);
      if (id !== OS_SUBJECT && affected.length > 0) addConditioned(id, Uint32Array.from(affected));
    };
    judge(OS_SUBJECT, osResult.matches, () => osResult.beside);
    for (const id of conditional) judge(id, matches[id], () => beside.matchesOf(id));

    for (const id of plain) counter.affected(cves, starts[id * 3], starts[id * 3 + 1]);
    for (const one of told) counter.affected(one.affected);
    counter.affected(onServer.affected);
    for (const id of plain) counter.possible(cves, starts[id * 3 + 1], starts[id * 3 + 2]);
    for (const one of told) counter.possible(one.possible);
    counter.possible(onServer.possible);
    for (const id of plain) counter.unknownVersion(cves, starts[id * 3 + 2], starts[id * 3 + 3]);
    for (const one of told) counter.unknownVersion(one.unknownVersion);
    counter.unknownVersion(onServer.unknownVersion);
    counter.finish(columns, s);
    if (onServer.affected.length > 0) throughCondition.set(s, onServer.affected);

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
function serversByOs({ osOf, os }: EstateIdentities): Uint32Array {
  const starts = new Uint32Array(os.length + 1);
  for (const position of osOf) starts[position + 1]++;
  for (let position = 0; position < os.length; position++) starts[position + 1] += starts[position];
  const order = new Uint32Array(osOf.length);
  osOf.forEach((position, server) => (order[starts[position]++] = server));
  return order;
}

const NOTHING: readonly number[] = [];

/** Conditions that one server decides as a whole; nothing is made while none is asked about. */
class OnServer {
  affected: readonly number[] = NOTHING;
  possible: readonly number[] = NOTHING;
  unknownVersion: readonly number[] = NOTHING;
  private subjects: ServerSubjects | undefined;

  constructor(
    private readonly input: RollUpInput,
    private readonly position: number,
    /** All software of the server that some condition asks for: the rest could be left out of the inventory. */
    private readonly answering: readonly number[],
  ) {}

  /** Judges the CVEs of a software or the system; gives those that it is affected by. */
  judge(id: number, conditional: Uint32Array): readonly number[] {
    const { matcher, identities } = this.input;
    const subjects = (this.subjects ??= { os: identities.os[this.position], software: this.answering.map((software) => identities.software[software]) });
    const subject = id === OS_SUBJECT ? subjects.os : identities.software[id];
    const found: Record<string, number[]> = { affected: [], 'possibly-affected': [], 'unknown-version': [] };
    for (const cve of conditional) found[matcher.judgeOnServer(cve, subject, subjects)]?.push(cve);
    this.affected = [...this.affected, ...found.affected];
    this.possible = [...this.possible, ...found['possibly-affected']];
    this.unknownVersion = [...this.unknownVersion, ...found['unknown-version']];
    return found.affected;
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

