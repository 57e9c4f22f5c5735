import type { Assessment } from '../insights/assessment';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT, type ServerFilter, type ServerSortKey, type SoftwareFilter, type SoftwareSortKey, type Sort } from '../insights/filter';
import { findingsOfServer, findingsOfSoftware, type Finding } from '../insights/findings';
import { queryServers, ServerFields, sortServers } from '../insights/serverQuery';
import { querySoftware, SoftwareFields, sortSoftware } from '../insights/softwareQuery';
import { softwareOfServers } from '../insights/summary';

/** Exactly what a list shows, in its order: the set that every format writes. */
export interface ExportSelection {
  readonly assessment: Assessment;
  readonly servers: ServerFields;
  readonly software: SoftwareFields;
  readonly serverRows: readonly number[];
  readonly softwareRows: readonly number[];
  /** `software`: a list of software was exported, with the servers that have any of it, and no other software's findings. */
  readonly of: 'servers' | 'software';
  /** Hears how many servers' findings, or rows of a CSV's list, have been asked for. */
  readonly onServer?: (done: number) => void;
  /** Hears that the format has no room for all of it; the file then says what is left out. */
  readonly onBounded?: () => void;
}

/** The fields of one assessment, as views keep them. */
export interface ExportFields {
  readonly servers: ServerFields;
  readonly software: SoftwareFields;
}

/** These servers in their order, with the software that they have in the default order. */
export function selectServers({ servers, software }: ExportFields, serverRows: readonly number[]): ExportSelection {
  const { assessment } = servers;
  return { assessment, servers, software, serverRows, softwareRows: sortSoftware(software, softwareOfServers(assessment, serverRows), DEFAULT_SOFTWARE_SORT), of: 'servers' };
}

/** The servers of a list. */
export function selectFilteredServers(fields: ExportFields, filter: ServerFilter, sort: Sort<ServerSortKey>): ExportSelection {
  return selectServers(fields, sortServers(fields.servers, queryServers(fields.servers, filter, false).rows, sort));
}

/** The software of a list, with the servers that have any of it: of those that the filter is limited to, when it is. */
export function selectFilteredSoftware({ servers, software }: ExportFields, filter: SoftwareFilter, sort: Sort<SoftwareSortKey>): ExportSelection {
  const { assessment } = servers;
  const softwareRows = sortSoftware(software, querySoftware(software, filter, false).rows, sort);
  const among: ServerFilter = { ...(filter.server === undefined ? {} : { keys: [filter.server] }), ...(filter.servers ? { within: filter.servers } : {}) };
  const wanted = marked(softwareRows, assessment.estate.software.length);
  const { offsets, software: ids } = assessment.estate.installs;
  const having = queryServers(servers, among, false).rows.filter((row) => ids.subarray(offsets[row], offsets[row + 1]).some((id) => wanted[id] === 1));
  return { assessment, servers, software, serverRows: sortServers(servers, having, DEFAULT_SERVER_SORT), softwareRows, of: 'software' };
}

/** The whole assessment in the lists' default order. */
export function selectAll(assessment: Assessment): ExportSelection {
  return selectFilteredServers({ servers: new ServerFields(assessment), software: new SoftwareFields(assessment) }, {}, DEFAULT_SERVER_SORT);
}

/** The findings of the selection, server by server; of a list of software only that software's. Expanded one server at a time. */
export function* findingsOfSelection(selection: ExportSelection): Generator<{ readonly server: number; readonly findings: readonly Finding[] }> {
  const { assessment, serverRows, onServer } = selection;
  const { software, offsets } = assessment.estate.installs;
  const wanted = wantedSoftware(selection);
  let done = 0;
  for (const server of serverRows) {
    const findings = wanted === undefined
      ? findingsOfServer(assessment, server)
      : [...software.subarray(offsets[server], offsets[server + 1])].filter((id) => wanted[id] === 1).flatMap((id) => findingsOfSoftware(assessment, server, id));
    yield { server, findings };
    onServer?.(++done);
  }
}

/** 1 for each software of a list of software; undefined for a list of servers, with all that they have. */
export function wantedSoftware({ assessment, softwareRows, of }: ExportSelection): Uint8Array | undefined {
  return of === 'servers' ? undefined : marked(softwareRows, assessment.estate.software.length);
}

function marked(rows: readonly number[], length: number): Uint8Array {
  const marks = new Uint8Array(length);
  for (const row of rows) marks[row] = 1;
  return marks;
}
