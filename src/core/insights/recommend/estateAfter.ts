import type { SoftwareIdentity } from '../../identify/identity';
import type { Estate, Server, Software } from '../../inventory/model';
import type { OsSubject } from '../../match/matcher';
import type { AssessInput } from '../assess';
import type { Assessment } from '../assessment';
import { withoutName } from './softwareTarget';

/** What is done to an estate. Everything by position, so that it is decided per distinct thing and not per server. */
export interface EstateChange {
  /** By position in `Releases.all`, then index of a software: what takes its place on the servers of that release. */
  readonly software: ReadonlyMap<number, ReadonlyMap<number, SoftwareIdentity>>;
  /** By position in `EstateIdentities.os`: what servers with this system run afterwards. */
  readonly os: ReadonlyMap<number, OsSubject>;
  /** Systems that are moved to another release: their distribution's packages come new with it. */
  readonly newReleases: ReadonlySet<number>;
  /** Systems on which all pending updates are installed. */
  readonly updated: ReadonlySet<number>;
  /** Put where none was found. */
  readonly addSecurity: boolean;
  readonly addPatchManagement: boolean;
}

export const NO_CHANGE: EstateChange = { software: new Map(), os: new Map(), newReleases: new Set(), updated: new Set(), addSecurity: false, addPatchManagement: false };

/** Software that a change puts on one server. */
const MOST_ADDED = 2;

const PLANNED_SECURITY: SoftwareIdentity = {
  cpes: [], version: '', scheme: 'generic', product: '', cycle: '', rule: 'planned', confidence: 'high', distribution: null,
  category: 'Security & compliance', subcategory: 'general security tools',
};
const PLANNED_PATCH: SoftwareIdentity = { ...PLANNED_SECURITY, subcategory: 'patch management' };

/** Servers, and what is done to them. */
export interface ChangedPart {
  readonly rows: readonly number[];
  readonly change: EstateChange;
}

/**
 * The estate as it would be, ready to be assessed like any other. A pure function: nothing of the assessment is changed.
 * The servers of the result are those of the parts, one part after another; a server may stand in several, to try several changes in one assessment.
 */
export function estateAfter(assessment: Assessment, parts: readonly ChangedPart[]): AssessInput {
  const { estate, identities, releases, servers, knowledge, matcher, asOf, today, staleAfterDays } = assessment;
  const software: Software[] = [];
  const identity: SoftwareIdentity[] = [];
  const kept = new Int32Array(estate.software.length).fill(-1);
  const keep = (id: number): number => {
    if (kept[id] < 0) kept[id] = put(estate.software[id], identities.software[id]);
    return kept[id];
  };
  const put = (entry: Software, as: SoftwareIdentity): number => {
    identity.push(as);
    return software.push({ ...entry, index: software.length }) - 1;
  };
  const replacements = new Map<SoftwareIdentity, Map<number, number>>();
  const replace = (id: number, as: SoftwareIdentity): number => {
    const known = replacements.get(as) ?? new Map<number, number>();
    replacements.set(as, known);
    let index = known.get(id);
    if (index === undefined) known.set(id, (index = put({ ...estate.software[id], version: as.version, cpe: '', purl: '' }, as)));
    return index;
  };
  const renewed = new Map<number, SoftwareIdentity>();
  const renew = (id: number): SoftwareIdentity => {
    let as = renewed.get(id);
    if (!as) renewed.set(id, (as = withoutName(identities.software[id])));
    return as;
  };
  const added = new Map<SoftwareIdentity, number>();
  const add = (as: SoftwareIdentity, name: string): number => {
    let index = added.get(as);
    if (index === undefined) added.set(as, (index = put({ index: 0, name, publisher: '', version: '', source: '', cpe: '', purl: '' }, as)));
    return index;
  };

  const { installs } = estate;
  const count = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const most = parts.reduce((sum, { rows }) => rows.reduce((inner, row) => inner + installs.offsets[row + 1] - installs.offsets[row] + MOST_ADDED, sum), 0);
  const offsets = new Uint32Array(count + 1);
  const ids = new Uint32Array(most);
  const file = new Uint16Array(most);
  const line = new Uint32Array(most);
  const column = installs.column && new Uint32Array(most);
  const os: OsSubject[] = [];
  const positions = new Map<OsSubject, number>();
  const osOf = new Uint32Array(count);
  let filled = 0;
  const after: Server[] = [];
  for (const { rows, change } of parts) {
    for (const row of rows) {
      const index = after.length;
      const position = identities.osOf[row];
      const targets = change.software.get(releases.ofOs[position]);
      const isNewRelease = change.newReleases.has(position);
      for (let i = installs.offsets[row]; i < installs.offsets[row + 1]; i++) {
        const id = installs.software[i];
        const target = isNewRelease && identities.software[id].distribution !== null ? renew(id) : targets?.get(id);
        ids[filled] = target ? replace(id, target) : keep(id);
        file[filled] = installs.file[i];
        line[filled] = installs.line[i];
        if (column) column[filled] = installs.column![i];
        filled++;
      }
      if (change.addSecurity && servers.missingSecurity[row] === 1) ids[filled++] = add(PLANNED_SECURITY, 'Security software');
      if (change.addPatchManagement && servers.missingPatch[row] === 1) ids[filled++] = add(PLANNED_PATCH, 'Patch-management software');
      offsets[index + 1] = filled;
      const subject = change.os.get(position) ?? identities.os[position];
      let at = positions.get(subject);
      if (at === undefined) positions.set(subject, (at = os.push(subject) - 1));
      osOf[index] = at;
      const server = estate.servers[row];
      const isUpdated = (isNewRelease || change.updated.has(position)) && (server.pendingUpdates?.length ?? 0) > 0;
      after.push(isUpdated ? { ...server, index, pendingUpdates: [] } : server.index === index ? server : { ...server, index });
    }
  }
  const planned: Estate = {
    files: estate.files, problems: estate.problems, servers: after, software,
    installs: { offsets, software: ids.subarray(0, filled), file: file.subarray(0, filled), line: line.subarray(0, filled), ...(column ? { column: column.subarray(0, filled) } : {}) },
  };
  return { estate: planned, identities: { software: identity, os, osOf }, knowledge, matcher, asOf, today, staleAfterDays };
}
