import type { Assessment } from '../assessment';
import { ageInDays, osGroup } from '../buckets';
import { isIdentified } from '../coverage';
import { clearedPoints } from './clearedPoints';
import { assessAfter } from './assessAfter';
import { NO_CHANGE, type EstateChange } from './estateAfter';
import { byPoints, installsOf, MOST_ASSESSED, withExactPoints, type Draft } from './exactPoints';
import { groupTargets } from './groupTargets';
import { osTarget, updatesOfSystems, type OsTarget, type OsUpdates } from './osTargets';
import { productGroups, sourceOf, type ProductGroup, type ProductGroups } from './productGroups';
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
 * Points are those of one recommendation done alone. They are exact: where software of one product becomes something without findings, by
 * counting the CVEs that nothing else on a server has; otherwise (the new version has findings, other software's conditions ask for it,
 * a finding is set aside, another or an updated operating system) by assessing its servers as they would be. Where that would be more than
 * `MOST_ASSESSED` installs, first come those with most points; the others keep the count, marked `isEstimate`. The count takes it that nothing
 * is found on the new version: it is the most that is cleared, but for conditions of other software and findings set aside, and it is what
 * the list is ordered by. Two recommendations together may clear less or more than both sums; `changeOf` and `assessAfter` tell.
 */
export function recommend(assessment: Assessment, mostAssessed = MOST_ASSESSED): Recommendations {
  if (mostAssessed !== MOST_ASSESSED) return workOut(assessment, mostAssessed);
  let made = kept.get(assessment);
  if (!made) kept.set(assessment, (made = workOut(assessment, mostAssessed)));
  return made;
}

/** The same for one part of the servers, such as one server. */
export function recommendFor(assessment: Assessment, rows: readonly number[]): Recommendations {
  return recommend(assessAfter(assessment, [{ rows, change: NO_CHANGE }]));
}

function workOut(assessment: Assessment, mostAssessed: number): Recommendations {
  const groups = productGroups(assessment);
  const osCves = updatesOfSystems(assessment);
  const points = clearedPoints(assessment, groups, osCves);
  const order = groups.groups.map((_, i) => i).sort((a, b) => points.ofGroup[b] - points.ofGroup[a] || points.groupServers[b] - points.groupServers[a] || (groups.groups[a].key < groups.groups[b].key ? -1 : 1));
  const top = order.slice(0, MOST_PRODUCTS);
  const serverOf = firstServers(assessment, groups, top);
  const drafts = [
    ...top.map((at) => ofGroup(assessment, groups, at, { points: points.ofGroup[at], servers: points.groupServers[at], work: points.groupInstalls[at], isEntangled: points.entangled[at] > 0 }, (id) => serverOf.get(at)!.get(id)!)),
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

/** By position of a group, of each of its software one server that has it. */
function firstServers({ estate, identities, releases }: Assessment, { groups, groupOf }: ProductGroups, wanted: readonly number[]): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const found = new Map(wanted.map((group) => [group, new Map<number, number>()]));
  let left = wanted.reduce((sum, group) => sum + groups[group].members.length, 0);
  const { offsets, software } = estate.installs;
  for (let server = 0; server < estate.servers.length && left > 0; server++) {
    const ownerOf = groupOf[releases.ofOs[identities.osOf[server]]];
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const of = found.get(ownerOf[software[i]]);
      if (!of || of.has(software[i])) continue;
      of.set(software[i], server);
      left--;
    }
  }
  return found;
}

function ofGroup(
  assessment: Assessment, { groups }: ProductGroups, at: number,
  counted: { readonly points: number; readonly servers: number; readonly work: number; readonly isEntangled: boolean }, serverOf: (software: number) => number,
): Draft {
  const { identities, knowledge, estate, releases } = assessment;
  const group = groups[at];
  const targets = groupTargets(assessment, group, serverOf);
  const first = identities.software[group.members[0]];
  const names = new Set(group.members.map((id) => estate.software[id].name));
  const isPackage = group.release >= 0;
  const changed = new Map(targets.identityOf);
  const cycle = group.isEnded ? '' : first.cycle;
  return {
    recommendation: {
      id: `software ${group.key}`,
      kind: targets.isReplaced ? 'replace-software' : 'upgrade-software',
      effort: isPackage ? 'low' : targets.isOtherBranch || targets.isReplaced || targets.to.length === 0 ? 'high' : 'medium',
      causes: [...(group.isEnded ? ['software-end-of-support'] as const : []), ...(targets.cves.size > 0 ? ['vulnerabilities'] as const : [])],
      subject: subjectOf(assessment, group),
      from: targets.from, versions: targets.versions, to: targets.to, newest: targets.newest,
      servers: counted.servers,
      points: counted.points,
      isEstimate: false,
      vulnerabilities: targets.cves.size,
      exploited: exploitedOf(assessment, targets.cves),
      remaining: targets.remaining.size,
      updates: 0,
      software: 0,
      about: { product: first.product, cycle, name: names.size === 1 ? [...names][0] : '', os: '' },
    },
    change: { ...NO_CHANGE, software: new Map(releases.all.flatMap((_, release) => (group.release < 0 || group.release === release ? [[release, changed] as const] : []))) },
    concerns: { group: at },
    work: counted.work,
    isExact: targets.remaining.size === 0 && !targets.isConditional && !counted.isEntangled && !isSetAside(assessment, targets.cves),
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
    if (rows.length > 0) drafts.push({ recommendation: { ...NOTHING, id: recommendation.kind, servers: rows.length, points, ...recommendation }, change, concerns: rows, work: 0, isExact: true });
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

/** A finding that is set aside counts nowhere, so going over the bits of all findings would count it. */
function isSetAside({ setAside }: Assessment, cves: ReadonlySet<number>): boolean {
  for (const cve of setAside.cves) if (cves.has(cve)) return true;
  return false;
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
