import type { ServerSubjects } from '../../match/matcher';
import type { Assessment } from '../assessment';
import { ageInDays, osGroup } from '../buckets';
import { isIdentified } from '../coverage';
import { subjectsOfServer } from '../subjects';
import { clearedPoints, type ClearedPoints } from './clearedPoints';
import { NO_CHANGE, type EstateChange } from './estateAfter';
import { byPoints, installsOf, MOST_ASSESSED, withExactPoints, type Draft } from './exactPoints';
import { groupTargets, type GroupTargets } from './groupTargets';
import { osTarget, updatesOfSystems, type OsTarget, type OsUpdates } from './osTargets';
import { NO_GROUP, productGroups, sourceOf, type ProductGroup, type ProductGroups } from './productGroups';
import type { Cause, Recommendation } from './recommendation';

/** What to do for all servers of an assessment. */
export interface Recommendations {
  /** Most points first; of equal ones the least effort, then most servers, then by subject. */
  readonly all: readonly Recommendation[];
  /** Products with fewer points than the listed ones, which are not worked out. */
  readonly leftOut: number;
  /** What doing some of them comes to; unknown ids are passed over. */
  changeOf(ids: readonly string[]): EstateChange;
}

/** Products whose target is worked out: more than somebody reads, and each costs some milliseconds. */
const MOST_PRODUCTS = 100;
const kept = new WeakMap<Assessment, Recommendations>();

/**
 * What to do first for an estate, worked out once per assessment.
 *
 * Points are those of one recommendation done alone. They are exact: where software of one product becomes something else, by counting, as
 * sets of words, the CVEs that nothing else on a server has, less those that the new version has and nothing else (`clearedPoints`). Only
 * where other software's conditions come into it, or a new version has what is set aside, these servers are assessed as they would be, and
 * so are all servers of a system that is replaced or updated. Where that would be more than `MOST_ASSESSED` installs, first come those with
 * most points; the others keep the count of what goes if nothing comes, marked `isEstimate`: it is the most that is cleared, but for
 * conditions of other software. Products are told by that count too, so that the first `MOST_PRODUCTS` are the same whatever their new
 * versions have. Two recommendations together may clear less or more than both sums; `changeOf` and `assessAfter` tell.
 */
export function recommend(assessment: Assessment, mostAssessed = MOST_ASSESSED): Recommendations {
  if (mostAssessed !== MOST_ASSESSED) return workOut(assessment, mostAssessed);
  let made = kept.get(assessment);
  if (!made) kept.set(assessment, (made = workOut(assessment, mostAssessed)));
  return made;
}

function workOut(assessment: Assessment, mostAssessed: number): Recommendations {
  const groups = productGroups(assessment);
  const osCves = updatesOfSystems(assessment);
  const targets = targetsOf(assessment, groups, likelyFirst(assessment, groups));
  const points = clearedPoints(assessment, groups, osCves, targets, mostAssessed);
  const order = groups.groups.map((_, i) => i).sort((a, b) => points.ofGroup[b] - points.ofGroup[a] || points.groupServers[b] - points.groupServers[a] || (groups.groups[a].key < groups.groups[b].key ? -1 : 1));
  const top = order.slice(0, MOST_PRODUCTS);
  const missed = targetsOf(assessment, groups, top.filter((at) => !targets.has(at)));
  const drafts = [
    ...top.map((at) => ofGroup(assessment, groups.groups[at], at, targets.get(at) ?? missed.get(at)!, points)),
    ...ofSystems(assessment, points.ofOs, points.ofUpdates, osCves),
    ...ofFlags(assessment),
  ];
  const settled = withExactPoints(assessment, groups, drafts, mostAssessed).sort((a, b) => byPoints(a.recommendation, b.recommendation));
  const changes = new Map(settled.map(({ recommendation, change }) => [recommendation.id, change]));
  return {
    all: settled.map(({ recommendation }) => recommendation),
    leftOut: order.length - top.length,
    changeOf: (ids) => ids.map((id) => changes.get(id) ?? NO_CHANGE).reduce(merged, NO_CHANGE),
  };
}

/** The groups that come first if every CVE of every install counted: nearly those that do, and known without going over servers. */
function likelyFirst({ software, releases }: Assessment, { groups }: ProductGroups): readonly number[] {
  const most = groups.map(({ members, release, isEnded }) => members.reduce((sum, id) => {
    const affected = release < 0 ? software.affected[id] : releases.all[release].matches[id].affected;
    return sum + software.servers[id] * (affected.length + Number(isEnded));
  }, 0));
  return groups.map((_, i) => i).sort((a, b) => most[b] - most[a] || a - b).slice(0, MOST_PRODUCTS);
}

/** What becomes of each of some groups, as seen on a server that has the software. */
function targetsOf(assessment: Assessment, groups: ProductGroups, wanted: readonly number[]): ReadonlyMap<number, GroupTargets> {
  const serverOf = firstServers(assessment, groups, wanted);
  const seen = new Map<number, ServerSubjects>();
  const subjectsOf = (server: number): ServerSubjects => {
    let subjects = seen.get(server);
    if (!subjects) seen.set(server, (subjects = subjectsOfServer(assessment.estate, assessment.identities, server)));
    return subjects;
  };
  return new Map(wanted.map((at) => [at, groupTargets(assessment, groups.groups[at], (id) => serverOf.get(at)!.get(id)!, subjectsOf)]));
}

/** By position of a group, of each of its software one server that has it. */
function firstServers({ estate, identities, releases }: Assessment, { groups, groupOf }: ProductGroups, wanted: readonly number[]): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const found = wanted.map(() => new Map<number, number>());
  const slots = new Int32Array(groups.length).fill(NO_GROUP);
  wanted.forEach((group, slot) => (slots[group] = slot));
  let left = wanted.reduce((sum, group) => sum + groups[group].members.length, 0);
  const { offsets, software } = estate.installs;
  for (let server = 0; server < estate.servers.length && left > 0; server++) {
    const ownerOf = groupOf[releases.ofOs[identities.osOf[server]]];
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const group = ownerOf[software[i]];
      if (group === NO_GROUP || slots[group] === NO_GROUP) continue;
      const of = found[slots[group]];
      if (of.has(software[i])) continue;
      of.set(software[i], server);
      left--;
    }
  }
  return new Map(wanted.map((group, slot) => [group, found[slot]]));
}

function ofGroup(assessment: Assessment, group: ProductGroup, at: number, targets: GroupTargets, counted: ClearedPoints): Draft {
  const { identities, knowledge, estate, releases } = assessment;
  const first = identities.software[group.members[0]];
  const names = new Set(group.members.map((id) => estate.software[id].name));
  const isPackage = group.release >= 0;
  const changed = new Map(targets.identityOf);
  const cycle = group.isEnded ? '' : first.cycle;
  const isCounted = counted.isCounted(at);
  // Without anything left, and nobody else in it, what is cleared is all that the group alone has.
  const isExact = counted.openInstalls[at] === 0 && (isCounted || (targets.remaining.size === 0 && !targets.isConditional));
  return {
    recommendation: {
      id: `software ${group.key}`,
      kind: targets.isReplaced ? 'replace-software' : 'upgrade-software',
      effort: isPackage ? 'low' : targets.isOtherBranch || targets.isReplaced || targets.to.length === 0 ? 'high' : 'medium',
      causes: [...(group.isEnded ? ['software-end-of-support'] as const : []), ...(targets.cves.size > 0 ? ['vulnerabilities'] as const : [])],
      subject: subjectOf(assessment, group),
      from: targets.from, versions: targets.versions, to: targets.to, newest: targets.newest,
      servers: counted.groupServers[at],
      points: isExact && isCounted ? counted.cleared[at] : counted.ofGroup[at],
      isEstimate: false,
      vulnerabilities: targets.cves.size,
      exploited: exploitedOf(assessment, targets.cves),
      remaining: targets.remaining.size,
      updates: 0,
      software: 0,
      about: { product: first.product, cycle, name: names.size === 1 ? [...names][0] : '', os: '' },
    },
    change: { ...NO_CHANGE, software: new Map(releases.all.flatMap((_, release) => (group.release < 0 || group.release === release ? [[release, changed] as const] : []))) },
    ...(isCounted ? { concerns: counted.openServers.get(at) ?? [], work: counted.openInstalls[at], counted: counted.cleared[at] } : { concerns: { group: at }, work: counted.groupInstalls[at], counted: 0 }),
    isExact,
  };

  function subjectOf({ software }: Assessment, { members, release }: ProductGroup): string {
    if (release >= 0) return sourceOf(first);
    const product = knowledge.lifecycle.product(first.product);
    if (product) return `${product.label} ${cycle}`.trim();
    const common = [...members].sort((a, b) => software.servers[b] - software.servers[a] || a - b)[0];
    return estate.software[common].name;
  }
}

/** Recommendations about operating systems, by release. */
function ofSystems(assessment: Assessment, ofOs: Uint32Array, ofUpdates: Uint32Array, osCves: readonly OsUpdates[]): Draft[] {
  const { estate, identities, os, servers, knowledge, asOf, today } = assessment;
  const systems = new Map<string, { label: string; positions: Set<number>; rows: number[] }>();
  for (let server = 0; server < estate.servers.length; server++) {
    const position = identities.osOf[server];
    const { identity } = identities.os[position];
    const label = osGroup(identity, estate.servers[server].os.name);
    const key = identity.product === '' ? `name ${label.toLowerCase()}` : `${identity.product} ${identity.cycle}`;
    const known = systems.get(key);
    if (known) {
      known.positions.add(position);
      known.rows.push(server);
    } else systems.set(key, { label, positions: new Set([position]), rows: [server] });
  }
  const drafts: Draft[] = [];
  for (const [key, { label, positions, rows }] of systems) {
    const ended = new Set([...positions].filter((position) => os[position].support.phase === 'ended'));
    if (ended.size > 0) {
      const concerned = rows.filter((row) => ended.has(identities.osOf[row]));
      const targets = new Map<number, OsTarget>([...ended].map((position) => [position, osTarget(identities.os[position], knowledge.lifecycle, asOf, today)]));
      const cves = new Set([...ended].flatMap((position) => [...os[position].beside.affected]));
      drafts.push({
        recommendation: {
          ...about(label, concerned, cves), id: `upgrade-os ${key}`, kind: 'upgrade-os', effort: 'high', causes: ['os-end-of-support', ...vulnerable(cves)],
          to: [...new Set([...targets.values()].map((target) => target.label).filter((one) => one !== ''))].sort(),
          points: sumOf(ended, ofOs), updates: updatesOf(assessment, concerned),
        },
        change: { ...NO_CHANGE, os: new Map([...targets].map(([position, { subject }]) => [position, subject])), newReleases: ended, updated: ended },
        concerns: concerned,
        work: installsOf(assessment, concerned),
        counted: 0,
        isExact: false,
      });
    }
    const waiting = rows.filter((row) => updatesOf(assessment, [row]) > 0 || osCves[identities.osOf[row]].fixed.length > 0);
    if (waiting.length === 0) continue;
    const concerned = new Set(waiting.map((row) => identities.osOf[row]));
    const cves = new Set([...concerned].flatMap((position) => [...osCves[position].fixed]));
    const updates = updatesOf(assessment, waiting);
    drafts.push({
      recommendation: {
        ...about(label, waiting, cves), id: `install-updates ${key}`, kind: 'install-updates', effort: 'low', causes: [...(updates > 0 ? ['pending-updates'] as const : []), ...vulnerable(cves)],
        points: sumOf(concerned, ofUpdates), updates,
      },
      change: { ...NO_CHANGE, os: new Map([...concerned].map((position) => [position, osCves[position].subject])), updated: concerned },
      concerns: waiting,
      work: installsOf(assessment, waiting),
      counted: 0,
      // Without a change of the system only the pending updates go.
      isExact: [...concerned].every((position) => osCves[position].fixed.length === 0),
    });
  }
  return drafts;

  function about(label: string, rows: readonly number[], cves: ReadonlySet<number>): Recommendation {
    return {
      ...NOTHING, subject: label, servers: rows.length, vulnerabilities: cves.size, exploited: exploitedOf(assessment, cves),
      about: { ...NOTHING.about, os: osGroup(identities.os[identities.osOf[rows[0]]].identity, estate.servers[rows[0]].os.name) },
    };
  }

  function vulnerable(cves: ReadonlySet<number>): readonly Cause[] {
    return cves.size > 0 ? ['vulnerabilities'] : [];
  }

  function sumOf(positions: ReadonlySet<number>, values: Uint32Array): number {
    return [...positions].reduce((sum, position) => sum + values[position], 0);
  }

  function updatesOf(_: Assessment, rows: readonly number[]): number {
    return rows.reduce((sum, row) => sum + servers.updates[row * 3] + servers.updates[row * 3 + 1], 0);
  }
}

const NOTHING: Recommendation = {
  id: '', kind: 'rescan', effort: 'low', causes: [], subject: '', from: [], versions: 0, to: [], newest: '', servers: 0, points: 0, isEstimate: false,
  vulnerabilities: 0, exploited: 0, remaining: 0, updates: 0, software: 0, about: { product: '', cycle: '', name: '', os: '' },
};

/** What is the same on every server that lacks it. */
function ofFlags(assessment: Assessment): Draft[] {
  const { estate, identities, servers, software, staleAfterDays, today } = assessment;
  const drafts: Draft[] = [];
  const add = (recommendation: Pick<Recommendation, 'kind' | 'effort' | 'causes'> & Partial<Recommendation>, rows: number[], points: number, change: EstateChange): void => {
    if (rows.length > 0) drafts.push({ recommendation: { ...NOTHING, id: recommendation.kind, servers: rows.length, points, ...recommendation }, change, concerns: rows, work: 0, counted: 0, isExact: true });
  };
  const withoutSecurity = rowsWhere(assessment, (row) => servers.missingSecurity[row] === 1);
  const withoutPatch = rowsWhere(assessment, (row) => servers.missingPatch[row] === 1);
  add({ kind: 'add-security', effort: 'medium', causes: ['missing-security-software'] }, withoutSecurity, withoutSecurity.length, { ...NO_CHANGE, addSecurity: true });
  add({ kind: 'add-patch-management', effort: 'medium', causes: ['missing-patch-management'] }, withoutPatch, withoutPatch.length, { ...NO_CHANGE, addPatchManagement: true });
  add({ kind: 'rescan', effort: 'low', causes: ['stale'] }, rowsWhere(assessment, (row) => (ageInDays(estate.servers[row], today) ?? 0) > staleAfterDays), 0, NO_CHANGE);
  const isUnknown = Uint8Array.from(identities.software, (identity, id) => (software.servers[id] > 0 && !isIdentified(identity) ? 1 : 0));
  const { offsets, software: installed } = estate.installs;
  add({ kind: 'map-software', effort: 'low', causes: ['unknown-software'], software: isUnknown.reduce((sum, one) => sum + one, 0) }, rowsWhere(assessment, (row) => {
    for (let i = offsets[row]; i < offsets[row + 1]; i++) if (isUnknown[installed[i]]) return true;
    return false;
  }), 0, NO_CHANGE);
  return drafts;
}

function rowsWhere({ estate }: Assessment, test: (server: number) => boolean): number[] {
  const rows: number[] = [];
  for (let server = 0; server < estate.servers.length; server++) if (test(server)) rows.push(server);
  return rows;
}

function exploitedOf({ matcher }: Assessment, cves: ReadonlySet<number>): number {
  let count = 0;
  for (const cve of cves) if (matcher.index.kev[cve] > 0) count++;
  return count;
}

function merged(a: EstateChange, b: EstateChange): EstateChange {
  const software = new Map([...a.software].map(([release, changes]) => [release, new Map(changes)]));
  for (const [release, changes] of b.software) {
    const known = software.get(release) ?? new Map();
    software.set(release, known);
    for (const [id, identity] of changes) known.set(id, identity);
  }
  // A system that is moved to another release needs no updates of the old one.
  const os = new Map([...a.os, ...[...b.os].filter(([position]) => !a.newReleases.has(position))]);
  return {
    software, os,
    newReleases: new Set([...a.newReleases, ...b.newReleases]),
    updated: new Set([...a.updated, ...b.updated]),
    addSecurity: a.addSecurity || b.addSecurity,
    addPatchManagement: a.addPatchManagement || b.addPatchManagement,
  };
}
