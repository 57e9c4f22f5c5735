import { parseCpe } from '../../src/core/identify/cpe';
import type { Cpe, SoftwareIdentity } from '../../src/core/identify/identity';
import type { ConfigurationNode, CpeMatch, CveRecord } from '../../src/core/match/cveRecord';
import type { OsSubject, ServerSubjects } from '../../src/core/match/matcher';
import type { Verdict } from '../../src/core/match/verdict';
import { compareVersions, isVersion } from '../../src/core/version/compareVersions';

/**
 * The rules of `contracts.md` read straight from the records, one row at a time, as slowly and plainly as they are written.
 * It shares nothing with the matcher but the order of versions and the reading of a CPE.
 */

/** Verdicts in numbers, so that AND is the least and OR the greatest. */
const NOT = 0;
const UNKNOWN = 1;
const POSSIBLE = 2;
const AFFECTED = 3;
const NAMES: readonly Verdict[] = ['not-affected', 'unknown-version', 'possibly-affected', 'affected'];

type Who = { kind: 'software'; identity: SoftwareIdentity } | { kind: 'os'; os: OsSubject };

const criteriaCache = new Map<string, Cpe | null>();

function criteriaOf(match: CpeMatch): Cpe | null {
  let cpe = criteriaCache.get(match.criteria);
  if (cpe === undefined) {
    cpe = parseCpe(match.criteria) ?? null;
    // A criteria for any vendor or product is refused.
    for (const field of cpe ? [cpe.vendor, cpe.product] : []) if (field === '*' || field === '-' || /(?<!\\)(?:\\\\)*[*?]/.test(field)) cpe = null;
    criteriaCache.set(match.criteria, cpe);
  }
  return cpe;
}

/**
 * Every verdict but `not-affected`, as `os CVE-… affected` and `0 CVE-… affected` (the software's index), sorted.
 * `recordsOf` looks records up by product, and no further; without it every record is read for every subject.
 */
export function referenceVerdicts(records: readonly CveRecord[], server: ServerSubjects, recordsOf: (cpes: readonly Cpe[]) => readonly CveRecord[] = () => records): string[] {
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
  private readonly conditions = new Map<CpeMatch, number>();

  /** `records` are those that may name a build of the server's Windows. */
  constructor(
    private readonly server: ServerSubjects,
    private readonly records: readonly CveRecord[],
  ) {}

  verdict(record: CveRecord, who: Who): Verdict {
    let best = NOT;
    if (record.vulnStatus === 'Rejected') return 'not-affected';
    for (const { operator, negate, nodes } of record.configurations) {
      const allNeeded = (operator === 'AND') !== negate;
      for (const node of nodes) {
        // A row inside a negation speaks of what is not there.
        if (node.negate !== negate) continue;
        for (const match of node.cpeMatch) {
          if (!match.vulnerable) continue;
          let value = this.judge(record, match, who, true);
          if (node.operator === 'AND') {
            if (node.cpeMatch.some((other) => !criteriaOf(other))) value = Math.min(value, POSSIBLE);
            for (const other of node.cpeMatch) if (other !== match && criteriaOf(other)) value = Math.min(value, this.condition(record, other));
          }
          if (allNeeded) for (const other of nodes) if (other !== node) value = Math.min(value, this.node(record, other, negate));
          best = Math.max(best, value);
        }
      }
    }
    return NAMES[best]!;
  }

  private node(record: CveRecord, node: ConfigurationNode, turned: boolean): number {
    const rows = node.cpeMatch.filter((match) => criteriaOf(match));
    const values = rows.map((match) => this.condition(record, match));
    let value: number;
    if (rows.length === 0) value = NOT;
    else if (node.operator === 'AND') value = Math.min(...values, rows.length < node.cpeMatch.length ? POSSIBLE : AFFECTED);
    else value = Math.max(...values);
    return node.negate !== turned ? AFFECTED - value + (value === POSSIBLE ? 1 : 0) : value;
  }

  /** A row as a condition on the whole server: holds (3), open (2) or does not hold (0). */
  private condition(record: CveRecord, match: CpeMatch): number {
    let value = this.conditions.get(match);
    if (value === undefined) this.conditions.set(match, (value = this.holds(record, match)));
    return value;
  }

  private holds(record: CveRecord, match: CpeMatch): number {
    const criteria = criteriaOf(match)!;
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
  private judge(record: CveRecord, match: CpeMatch, who: Who, capped: boolean): number {
    const criteria = criteriaOf(match);
    if (!criteria) return NOT;
    const identity = who.kind === 'os' ? who.os.identity : who.identity;
    let best = NOT;
    for (const cpe of identity.cpes) if (sameProduct(cpe, criteria)) best = Math.max(best, this.judgeName(record, match, criteria, cpe, who, capped));
    return best;
  }

  private judgeName(record: CveRecord, match: CpeMatch, criteria: Cpe, cpe: Cpe, who: Who, capped: boolean): number {
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

    const boundUpdate = criteria.version === '*' && isVersion('generic', plain(match.versionEndIncluding)) && /\d|^(?:alpha|beta|rc|pre|preview|milestone|dev)/.test(criteria.update) && isVersion(scheme, version);
    if (boundUpdate) {
      // "1.5.0 update 17 and before".
      const order = compareVersions(scheme, version, plain(match.versionEndIncluding));
      if (order === 0 && cpe.update === '*') value = Math.min(value, POSSIBLE);
      else if (order === 0 && compareVersions('generic', cpe.update === '-' ? '0' : `0 ${cpe.update}`, `0 ${criteria.update}`) > 0) return NOT;
    } else if (criteria.update !== '*' && criteria.update !== cpe.update) {
      if (cpe.update === '*') {
        if (criteria.update === '-') weaker = true;
        else value = Math.min(value, POSSIBLE);
      } else if (relate(criteria.update, cpe.update) === 'disjoint') {
        const bothNumbered = /\d/.test(criteria.update) && /\d/.test(cpe.update);
        if (!bothNumbered || compareVersions('generic', criteria.update, cpe.update) !== 0) return NOT;
      }
    }

    value = Math.min(value, family);
    if (!capped) return value;
    if (who.kind === 'os' && who.os.identity.family === 'linux') return Math.min(value, POSSIBLE);
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
  private windowsVersion(record: CveRecord, match: CpeMatch, criteria: Cpe, cpe: Cpe, os: OsSubject, patched: boolean): number {
    const build = isVersion('windows', os.identity.build) ? os.identity.build : '';
    const isBuild = (text: string) => isVersion('windows', text) && text.split('.').length >= 3;
    const patchState = () => (patched ? this.patchState(record, os, build) : POSSIBLE);
    if (criteria.version === '*' && hasBounds(match)) {
      const bounds = boundsOf(match).map(([sign, bound]): [string, string] => [sign, plain(bound)]);
      const read = bounds.filter(([, bound]) => isVersion('windows', bound));
      if (build === '') {
        if (read.length < bounds.length || !patched) return patched ? UNKNOWN : POSSIBLE;
        const state = patchState();
        return state === POSSIBLE ? UNKNOWN : state;
      }
      // With three parts the patch level may be anything.
      const lowest = build;
      const highest = build.split('.').length > 3 ? build : `${build}.4294967295`;
      const inside = (version: string, [sign, bound]: [string, string]) => within(compareVersions('windows', version, bound), sign);
      if (read.some((bound) => !inside(lowest, bound) && !inside(highest, bound))) return NOT;
      if (read.length < bounds.length) return UNKNOWN;
      return read.every((bound) => inside(lowest, bound) && inside(highest, bound)) ? AFFECTED : patchState();
    }
    if (isBuild(criteria.version)) {
      if (build === '') return UNKNOWN;
      if (compareVersions('windows', build, criteria.version) === 0) return AFFECTED;
      const open = build.split('.').length <= 3 && compareVersions('windows', build, criteria.version) < 0 && compareVersions('windows', `${build}.4294967295`, criteria.version) > 0;
      return open ? POSSIBLE : NOT;
    }
    const plainRelease = cpe.version === '-' || cpe.version === '' || isBuild(cpe.version);
    const whenMatched = () => (patched ? this.patchState(record, os, build) : AFFECTED);
    if (criteria.version === '*') return whenMatched();
    if (criteria.version === '-') {
      if (plainRelease) return whenMatched();
      if (cpe.version !== '*') return NOT;
      const state = whenMatched();
      return state === AFFECTED ? 3.5 : state;
    }
    if (cpe.version === '*') return Math.min(whenMatched(), POSSIBLE);
    if (plainRelease) return NOT;
    const same = relate(criteria.version, cpe.version) !== 'disjoint' || (isVersion('generic', criteria.version) && isVersion('generic', cpe.version) && compareVersions('generic', criteria.version, cpe.version) === 0);
    return same ? whenMatched() : NOT;
  }

  private patchState(record: CveRecord, os: OsSubject, build: string): number {
    const day = record.published.slice(0, 10);
    let state = this.patchStates.get(day);
    if (state === undefined) this.patchStates.set(day, (state = this.patchStateOn(day, os, build)));
    return state;
  }

  private patchStateOn(day: string, os: OsSubject, build: string): number {
    if (os.supportEndsOn !== null && os.supportEndsOn < day) return AFFECTED;
    if (build.split('.').length > 3) {
      const fixes = this.fixesOf(os, build);
      if (fixes.some((fix) => fix.day <= day && compareVersions('windows', build, fix.build) < 0)) return AFFECTED;
      const earlier = fixes.filter((fix) => fix.day < day);
      const later = fixes.filter((fix) => fix.day >= day && earlier.every((other) => compareVersions('windows', other.build, fix.build) < 0));
      if (later.some((fix) => compareVersions('windows', build, fix.build) >= 0)) return NOT;
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
      for (const match of record.configurations.flatMap(({ nodes }) => nodes).flatMap(({ cpeMatch }) => cpeMatch)) {
        const criteria = criteriaOf(match);
        const fix = plain(match.versionEndExcluding);
        if (!match.vulnerable || !criteria || !os.identity.cpes.some((cpe) => sameProduct(cpe, criteria))) continue;
        if (isVersion('windows', fix) && fix.split('.').length > 3 && branch(fix) === branch(build)) fixes.push({ day: record.published.slice(0, 10), build: fix });
      }
    }
    return (this.fixCache = fixes);
  }
}

function plainVersion(match: CpeMatch, criteria: Cpe, version: string, scheme: SoftwareIdentity['scheme']): number {
  const known = isVersion(scheme, version);
  if (criteria.version === '-') return POSSIBLE;
  if (criteria.version !== '*') {
    if (/^\*|^\?|(?<!\\)[*?]$/.test(criteria.version)) return version === '' ? UNKNOWN : relate(criteria.version, version) === 'superset' ? AFFECTED : NOT;
    if (!isVersion('generic', criteria.version)) return criteria.version === version ? AFFECTED : known ? NOT : UNKNOWN;
    if (!known) return UNKNOWN;
    return compareVersions(scheme, version, criteria.version) === 0 ? AFFECTED : NOT;
  }
  if (!hasBounds(match)) return AFFECTED;
  if (!known) return UNKNOWN;
  const bounds = boundsOf(match).map(([sign, bound]): [string, string] => [sign, plain(bound)]);
  const read = bounds.filter(([, bound]) => isVersion('generic', bound));
  if (!read.every(([sign, bound]) => within(compareVersions(scheme, version, bound), sign))) return NOT;
  return read.length < bounds.length ? UNKNOWN : AFFECTED;
}

function boundsOf(match: CpeMatch): [string, string][] {
  const bounds: [string, string][] = [['>=', match.versionStartIncluding], ['>', match.versionStartExcluding], ['<=', match.versionEndIncluding], ['<', match.versionEndExcluding]];
  return bounds.filter(([, bound]) => bound !== '');
}

function hasBounds(match: CpeMatch): boolean {
  return boundsOf(match).length > 0;
}

function within(order: number, sign: string): boolean {
  return sign === '>=' ? order >= 0 : sign === '>' ? order > 0 : sign === '<=' ? order <= 0 : order < 0;
}

function plain(bound: string): string {
  return bound.toLowerCase().replaceAll(/\\(.)/g, '$1');
}

function sameProduct(a: Cpe, b: Cpe): boolean {
  return a.part === b.part && a.vendor === b.vendor && a.product === b.product;
}

function saysNoVersion(match: CpeMatch, criteria: Cpe): boolean {
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
