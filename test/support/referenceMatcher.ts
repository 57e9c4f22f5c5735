import type { Cpe, SoftwareIdentity } from '../../src/core/identify/identity';
import type { OsSubject, ServerSubjects } from '../../src/core/match/matcher';
import type { Verdict } from '../../src/core/match/verdict';
import { plainIsVersion, plainOrder } from './plainVersions';
import { criteriaOf, isPattern, type RawMatch, type RawNode, type RawRecord } from './referenceRecord';

/**
 * The rules of `contracts.md` read straight from the records' JSON, one row at a time, as slowly and plainly as they are written.
 * It shares nothing with `core/match` but types; names and versions it reads and orders by itself (`referenceRecord`, `plainVersions`).
 */

/** Verdicts in numbers, so that AND is the least and OR the greatest. */
const NOT = 0;
const UNKNOWN = 1;
const POSSIBLE = 2;
const AFFECTED = 3;
const NAMES: readonly Verdict[] = ['not-affected', 'unknown-version', 'possibly-affected', 'affected'];

type Who = { kind: 'software'; identity: SoftwareIdentity } | { kind: 'os'; os: OsSubject };

/**
 * Every verdict but `not-affected`, as `os CVE-… affected` and `0 CVE-… affected` (the software's index), sorted.
 * `recordsOf` looks records up by product, and no further; without it every record is read for every subject.
 */
export function referenceVerdicts(records: readonly RawRecord[], server: ServerSubjects, recordsOf: (cpes: readonly Cpe[]) => readonly RawRecord[] = () => records): string[] {
  const world = new ReferenceServer(server, recordsOf(server.os.identity.cpes));
  const lines: string[] = [];
  const add = (name: string, who: Who, cpes: readonly Cpe[]) => {
    for (const record of recordsOf(cpes)) {
      const verdict = world.verdict(record, who);
      if (verdict !== 'not-affected') lines.push(`${name} ${record.id} ${verdict}`);
    }
  };
  add('os', { kind: 'os', os: server.os }, server.os.identity.cpes);
  server.software.forEach((identity, at) => add(String(at), { kind: 'software', identity }, identity.cpes));
  return lines.sort();
}

class ReferenceServer {
  private readonly patchStates = new Map<string, number>();
  private readonly conditions = new Map<RawMatch, number>();

  /** `records` are those that may name a build of the server's Windows. */
  constructor(
    private readonly server: ServerSubjects,
    private readonly records: readonly RawRecord[],
  ) {}

  verdict(record: RawRecord, who: Who): Verdict {
    let best = NOT;
    if (record.vulnStatus === 'Rejected') return 'not-affected';
    for (const { operator, negate = false, nodes } of record.configurations ?? []) {
      const allNeeded = (operator === 'AND') !== negate;
      for (const node of nodes) {
        // A row inside a negation speaks of what is not there.
        if ((node.negate ?? false) !== negate) continue;
        for (const match of node.cpeMatch) {
          if (!match.vulnerable) continue;
          let value = this.judge(record, match, who, true);
          // What the CNA alone says affirms nothing.
          if (record.configurationSource === 'cna') value = Math.min(value, POSSIBLE);
          if (node.operator === 'AND') {
            if (node.cpeMatch.some((other) => !criteriaOf(other.criteria))) value = Math.min(value, POSSIBLE);
            for (const other of node.cpeMatch) if (other !== match && criteriaOf(other.criteria)) value = Math.min(value, this.condition(record, other));
          }
          if (allNeeded) for (const other of nodes) if (other !== node) value = Math.min(value, this.node(record, other, negate));
          best = Math.max(best, value);
        }
      }
    }
    return NAMES[best]!;
  }

  private node(record: RawRecord, node: RawNode, turned: boolean): number {
    const rows = node.cpeMatch.filter((match) => criteriaOf(match.criteria));
    const values = rows.map((match) => this.condition(record, match));
    let value: number;
    if (rows.length === 0) value = NOT;
    else if (node.operator === 'AND') value = Math.min(...values, rows.length < node.cpeMatch.length ? POSSIBLE : AFFECTED);
    else value = Math.max(...values);
    return (node.negate ?? false) !== turned ? AFFECTED - value + (value === POSSIBLE ? 1 : 0) : value;
  }

  /** A row as a condition on the whole server: holds (3), open (2) or does not hold (0). */
  private condition(record: RawRecord, match: RawMatch): number {
    let value = this.conditions.get(match);
    if (value === undefined) this.conditions.set(match, (value = this.holds(record, match)));
    return value;
  }

  private holds(record: RawRecord, match: RawMatch): number {
    const criteria = criteriaOf(match.criteria)!;
    const answers: number[] = [];
    const everyone: Who[] = [{ kind: 'os', os: this.server.os }, ...this.server.software.map((identity): Who => ({ kind: 'software', identity }))];
    for (const who of everyone) {
      const identity = who.kind === 'os' ? who.os.identity : who.identity;
      if (!identity.cpes.some((cpe) => sameProduct(cpe, criteria))) continue;
      if (match.vulnerable) answers.push(this.judge(record, match, who, true));
      else if (saysNoVersion(match, criteria)) answers.push(identity.confidence === 'low' ? POSSIBLE : AFFECTED);
      else {
        const value = this.judge(record, match, who, false);
        answers.push(identity.confidence === 'low' ? Math.min(value, POSSIBLE) : value);
      }
    }
    const os = this.server.os.identity;
    if (criteria.part === 'o') {
      const name = `${criteria.vendor}:${criteria.product}`;
      const family = name === 'microsoft:windows' ? 'windows' : name === 'linux:linux_kernel' ? 'linux' : '';
      if (family !== '' && os.family === family && !match.vulnerable && saysNoVersion(match, criteria)) return AFFECTED;
      if (answers.length === 0) {
        if (os.family === 'unknown') return POSSIBLE;
        if (family !== '') return os.family === family ? POSSIBLE : NOT;
        if (os.cpes.length === 0) {
          const theirs = criteria.vendor === 'microsoft' ? ['windows'] : criteria.vendor === 'apple' ? ['macos'] : ['linux', 'unix'];
          return theirs.includes(os.family) ? POSSIBLE : NOT;
        }
      }
    }
    const strongest = Math.max(NOT, ...answers);
    return strongest === UNKNOWN ? POSSIBLE : strongest;
  }

  /** One row on one identity, its strongest name. */
  private judge(record: RawRecord, match: RawMatch, who: Who, capped: boolean): number {
    const criteria = criteriaOf(match.criteria);
    if (!criteria) return NOT;
    const identity = who.kind === 'os' ? who.os.identity : who.identity;
    let best = NOT;
    for (const cpe of identity.cpes) if (sameProduct(cpe, criteria)) best = Math.max(best, this.judgeName(record, match, criteria, cpe, who, capped));
    return best;
  }

  private judgeName(record: RawRecord, match: RawMatch, criteria: Cpe, cpe: Cpe, who: Who, capped: boolean): number {
    const identity = who.kind === 'os' ? who.os.identity : who.identity;
    const windows = who.kind === 'os' && who.os.identity.family === 'windows';
    const distribution = who.kind === 'software' ? who.identity.distribution : null;
    let version = cpe.version === '*' || cpe.version === '-' ? (who.kind === 'os' ? '' : identity.version) : cpe.version;
    let scheme = who.kind === 'os' ? 'generic' : identity.scheme;
    if (distribution) [version, scheme] = [distribution.upstreamVersion, 'generic'];

    let value = windows && who.kind === 'os' ? this.windowsVersion(record, match, criteria, cpe, who.os, capped) : plainVersion(match, criteria, version, scheme);
    let weaker = value === 3.5;
    value = Math.floor(value);
    if (value === NOT) return NOT;

    // Firefox ESR is bounded by rows of its own.
    if (criteria.swEdition === '*' && cpe.swEdition === 'esr' && `${cpe.vendor}:${cpe.product}` === 'mozilla:firefox') return NOT;
    const others: [string, string][] = [[criteria.edition, cpe.edition], [criteria.language, cpe.language], [criteria.swEdition, cpe.swEdition], [criteria.targetHw, cpe.targetHw], [criteria.other, cpe.other]];
    for (const [theirs, ours] of others) {
      const relation = relate(theirs, ours);
      if (relation === 'disjoint') return NOT;
      if (relation === 'subset') weaker = true;
    }
    const target = relate(criteria.targetSw, cpe.targetSw);
    let family: number = AFFECTED;
    if (target === 'disjoint') return NOT;
    if (target === 'subset') {
      if (criteria.targetSw === '-') weaker = true;
      else family = this.runs(criteria.targetSw);
      if (family === NOT) return NOT;
    }

    const boundUpdate = criteria.version === '*' && plainIsVersion('generic', plain(match.versionEndIncluding)) && /\d|^(?:alpha|beta|rc|pre|preview|milestone|dev)/.test(criteria.update) && plainIsVersion(scheme, version);
    if (boundUpdate) {
      // "1.5.0 update 17 and before".
      const order = plainOrder(scheme, version, plain(match.versionEndIncluding));
      if (order === 0 && cpe.update === '*') value = Math.min(value, POSSIBLE);
      else if (order === 0 && plainOrder('generic', cpe.update === '-' ? '0' : `0 ${cpe.update}`, `0 ${criteria.update}`) > 0) return NOT;
    } else if (criteria.update !== '*' && criteria.update !== cpe.update) {
      if (cpe.update === '*') {
        if (criteria.update === '-') weaker = true;
        else value = Math.min(value, POSSIBLE);
      } else if (relate(criteria.update, cpe.update) === 'disjoint') {
        const bothNumbered = /\d/.test(criteria.update) && /\d/.test(cpe.update);
        if (!bothNumbered || plainOrder('generic', criteria.update, cpe.update) !== 0) return NOT;
      }
    }

    value = Math.min(value, family);
    if (!capped) return value;
    if (who.kind === 'os' && who.os.identity.family === 'linux') return Math.min(value, POSSIBLE);
    // So are these, under one number for a decade.
    if (who.kind === 'os' && ['solaris', 'aix', 'hp-ux'].includes(who.os.identity.distribution)) return Math.min(value, POSSIBLE);
    if (distribution || identity.confidence === 'low' || (identity.confidence === 'medium' && weaker)) return Math.min(value, POSSIBLE);
    return value;
  }

  private runs(target: string): number {
    const families: Record<string, string[]> = { windows: ['windows'], linux: ['linux'], linux_kernel: ['linux'], macos: ['macos'], mac_os: ['macos'], mac_os_x: ['macos'], unix: ['linux', 'macos', 'unix'] };
    const wanted = families[target];
    if (!wanted) return NOT;
    const { family } = this.server.os.identity;
    return family === 'unknown' ? POSSIBLE : wanted.includes(family) ? AFFECTED : NOT;
  }

  /** 3.5 is affected with lower confidence. */
  private windowsVersion(record: RawRecord, match: RawMatch, criteria: Cpe, cpe: Cpe, os: OsSubject, patched: boolean): number {
    const build = plainIsVersion('windows', os.identity.build) ? os.identity.build : '';
    const isBuild = (text: string) => plainIsVersion('windows', text) && text.split('.').length >= 3;
    const patchState = () => (patched ? this.patchState(record, os, build) : POSSIBLE);
    if (criteria.version === '*' && hasBounds(match)) {
      const bounds = boundsOf(match).map(([sign, bound]): [string, string] => [sign, plain(bound)]);
      const read = bounds.filter(([, bound]) => plainIsVersion('windows', bound));
      if (build === '') {
        if (read.length < bounds.length || !patched) return patched ? UNKNOWN : POSSIBLE;
        const state = patchState();
        return state === POSSIBLE ? UNKNOWN : state;
      }
      // With three parts the patch level may be anything.
      const lowest = build;
      const highest = build.split('.').length > 3 ? build : `${build}.4294967295`;
      const inside = (version: string, [sign, bound]: [string, string]) => within(plainOrder('windows', version, bound), sign);
      if (read.some((bound) => !inside(lowest, bound) && !inside(highest, bound))) return NOT;
      if (read.length < bounds.length) return UNKNOWN;
      return read.every((bound) => inside(lowest, bound) && inside(highest, bound)) ? AFFECTED : patchState();
    }
    if (isBuild(criteria.version)) {
      if (build === '') return UNKNOWN;
      if (plainOrder('windows', build, criteria.version) === 0) return AFFECTED;
      const open = build.split('.').length <= 3 && plainOrder('windows', build, criteria.version) < 0 && plainOrder('windows', `${build}.4294967295`, criteria.version) > 0;
      return open ? POSSIBLE : NOT;
    }
    const plainRelease = cpe.version === '-' || cpe.version === '' || isBuild(cpe.version);
    const whenMatched = () => (patched ? this.patchState(record, os, build) : AFFECTED);
    if ((criteria.version === '*' || criteria.version === '-') && criteria.update === 'r2') {
      return cpe.version === 'r2' ? whenMatched() : cpe.version === '*' ? Math.min(whenMatched(), POSSIBLE) : NOT;
    }
    if (criteria.version === '*') return whenMatched();
    if (criteria.version === '-') {
      if (plainRelease) return whenMatched();
      if (cpe.version !== '*') return NOT;
      const state = whenMatched();
      return state === AFFECTED ? 3.5 : state;
    }
    if (cpe.version === '*') return Math.min(whenMatched(), POSSIBLE);
    if (plainRelease) return NOT;
    const same = relate(criteria.version, cpe.version) !== 'disjoint' || (plainIsVersion('generic', criteria.version) && plainIsVersion('generic', cpe.version) && plainOrder('generic', criteria.version, cpe.version) === 0);
    return same ? whenMatched() : NOT;
  }

  private patchState(record: RawRecord, os: OsSubject, build: string): number {
    const day = record.published.slice(0, 10);
    let state = this.patchStates.get(day);
    if (state === undefined) this.patchStates.set(day, (state = this.patchStateOn(day, os, build)));
    return state;
  }

  private patchStateOn(day: string, os: OsSubject, build: string): number {
    if (os.supportEndsOn !== null && os.supportEndsOn < day) return AFFECTED;
    if (build.split('.').length > 3) {
      const fixes = this.fixesOf(os, build);
      if (fixes.some((fix) => fix.day <= day && plainOrder('windows', build, fix.build) < 0)) return AFFECTED;
      const earlier = fixes.filter((fix) => fix.day < day);
      const later = fixes.filter((fix) => fix.day >= day && earlier.every((other) => plainOrder('windows', other.build, fix.build) < 0));
      if (later.some((fix) => plainOrder('windows', build, fix.build) >= 0)) return NOT;
    }
    if (os.newestHotfixOn === null) return POSSIBLE;
    return os.newestHotfixOn < day ? AFFECTED : NOT;
  }

  private fixCache: { day: string; build: string }[] | undefined;

  private fixesOf(os: OsSubject, build: string): { day: string; build: string }[] {
    if (this.fixCache) return this.fixCache;
    const branch = (text: string) => text.split('.').slice(0, 3).join('.');
    const fixes: { day: string; build: string }[] = [];
    for (const record of this.records) {
      if (record.vulnStatus === 'Rejected') continue;
      for (const match of (record.configurations ?? []).flatMap(({ nodes }) => nodes).flatMap(({ cpeMatch }) => cpeMatch)) {
        const criteria = criteriaOf(match.criteria);
        const fix = plain(match.versionEndExcluding);
        if (!match.vulnerable || !criteria || !os.identity.cpes.some((cpe) => sameProduct(cpe, criteria))) continue;
        if (plainIsVersion('windows', fix) && fix.split('.').length > 3 && branch(fix) === branch(build)) fixes.push({ day: record.published.slice(0, 10), build: fix });
      }
    }
    return (this.fixCache = fixes);
  }
}

function plainVersion(match: RawMatch, criteria: Cpe, version: string, scheme: SoftwareIdentity['scheme']): number {
  const known = plainIsVersion(scheme, version);
  if (criteria.version === '-') return POSSIBLE;
  if (criteria.version !== '*') {
    if (isPattern(criteria.version)) return version === '' ? UNKNOWN : relate(criteria.version, version) === 'superset' ? AFFECTED : NOT;
    if (!plainIsVersion('generic', criteria.version)) return criteria.version === version ? AFFECTED : known ? NOT : UNKNOWN;
    if (!known) return UNKNOWN;
    return plainOrder(scheme, version, criteria.version) === 0 ? AFFECTED : NOT;
  }
  if (!hasBounds(match)) return AFFECTED;
  if (!known) return UNKNOWN;
  const bounds = boundsOf(match).map(([sign, bound]): [string, string] => [sign, plain(bound)]);
  const read = bounds.filter(([, bound]) => plainIsVersion('generic', bound));
  if (!read.every(([sign, bound]) => within(plainOrder(scheme, version, bound), sign))) return NOT;
  return read.length < bounds.length ? UNKNOWN : AFFECTED;
}

function boundsOf(match: RawMatch): [string, string][] {
  const bounds: [string, string][] = [['>=', match.versionStartIncluding ?? ''], ['>', match.versionStartExcluding ?? ''], ['<=', match.versionEndIncluding ?? ''], ['<', match.versionEndExcluding ?? '']];
  return bounds.filter(([, bound]) => bound !== '');
}

function hasBounds(match: RawMatch): boolean {
  return boundsOf(match).length > 0;
}

function within(order: number, sign: string): boolean {
  return sign === '>=' ? order >= 0 : sign === '>' ? order > 0 : sign === '<=' ? order <= 0 : order < 0;
}

function plain(bound: string | undefined): string {
  return (bound ?? '').toLowerCase().replaceAll(/\\(.)/g, '$1');
}

function sameProduct(a: Cpe, b: Cpe): boolean {
  return a.part === b.part && a.vendor === b.vendor && a.product === b.product;
}

function saysNoVersion(match: RawMatch, criteria: Cpe): boolean {
  return criteria.version === '-' || (criteria.version === '*' && !hasBounds(match));
}

function relate(theirs: string, ours: string): 'equal' | 'superset' | 'subset' | 'disjoint' {
  if (theirs === ours) return 'equal';
  if (theirs === '*') return 'superset';
  if (ours === '*') return 'subset';
  if (theirs === '-' || ours === '-') return 'disjoint';
  const pattern = theirs.replaceAll(/\\.|[^]/g, (char) => (char === '*' ? '[^]*' : char === '?' ? '[^]?' : char.replaceAll(/[^\w\s]/g, '\\$&')));
  return /(?<!\\)[*?]/.test(theirs) && new RegExp(`^${pattern}$`).test(ours) ? 'superset' : 'disjoint';
}
