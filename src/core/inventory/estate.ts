import { quoted } from './cellValues';
import { FORMAT_LABELS } from './formatLabels';
import { mergeInstalls } from './mergeInstalls';
import { mergeServer, type ServerAccount } from './mergeServers';
import type { Estate, EstateFile, FormatId, RowRef, Server, ServerFacts, Software } from './model';
import { outdatedInstalls, type OutdatedList } from './outdatedInstalls';
import type { Problem } from './problem';
import { READ_LIMITS, type FileInventory } from './reader';
import { ServerDirectory } from './serverDirectory';

/** `Installs.file` is a Uint16Array. */
const MOST_FILES = 65_535;

export interface MergeOptions {
  /** How formats are named; the product's own labels unless told. */
  readonly labels?: Readonly<Record<FormatId, string>>;
}

/**
 * All files as one estate. A server that several files name is one (see `ServerDirectory`), its values those of the newest account,
 * its contradictions problems; of lists of software from one source the newest counts, others unite, a software being distinct by name, publisher, version, source, CPE and package URL.
 * The inputs are not changed and may be kept and merged again: an edit costs the reading of one file and this.
 */
export function mergeEstate(files: readonly FileInventory[], options: MergeOptions = {}): Estate {
  const labels = options.labels ?? FORMAT_LABELS;
  const taken = files.slice(0, MOST_FILES);
  const problems: Problem[] = taken.flatMap((file) => file.problems);
  for (const left of files.slice(MOST_FILES)) {
    problems.push({ file: left.file, line: 0, column: 0, severity: 'error', code: 'file-unreadable', message: `More than ${MOST_FILES} inventory files; this one is not read.` });
  }
  const { accounts, serverOf } = gatherServers(taken);
  const conflicts = new Conflicts(taken);
  const servers = withUniqueKeys(accounts.map((each, index) => mergeServer(index, each, conflicts.complain, conflicts.place)));
  const { software, softwareOf } = uniteSoftware(taken);
  const outdated = outdatedInstalls(taken, servers.length, serverOf);
  for (const list of outdated?.lists ?? []) conflicts.complain(...replacedList(list, servers[list.server]!, taken));
  return {
    files: taken.map((file, index) => describe(file, labels[file.format], serverOf[index]!)),
    servers,
    software,
    installs: mergeInstalls(taken, servers.length, serverOf, software.length, softwareOf, outdated?.rows),
    problems: [...problems, ...conflicts.problems],
  };
}

/** Every server's accounts in the order of files and rows, and for each file the estate's number of its servers. */
function gatherServers(files: readonly FileInventory[]): { readonly accounts: readonly (readonly ServerAccount[])[]; readonly serverOf: readonly Uint32Array[] } {
  const directory = new ServerDirectory();
  const accounts: ServerAccount[][] = [];
  const serverOf = files.map((file, fileIndex) => {
    const numbers = new Uint32Array(file.servers.length);
    file.servers.forEach(({ facts, line, column }, index) => {
      let number = directory.find(facts);
      if (number < 0) {
        number = directory.add(facts);
        accounts.push([]);
      } else directory.learn(number, facts);
      numbers[index] = number;
      accounts[number]!.push({ facts: inFile(facts, fileIndex), row: { file: fileIndex, line, column } });
    });
    return numbers;
  });
  return { accounts, serverOf };
}

/** Readers write file 0 into the rows of updates. */
function inFile(facts: ServerFacts, file: number): ServerFacts {
  if (file === 0 || facts.pendingUpdates === null || facts.pendingUpdates.length === 0) return facts;
  return { ...facts, pendingUpdates: facts.pendingUpdates.map((update) => ({ ...update, row: { ...update.row, file } })) };
}

/** Two servers may end with one key, such as a name and another's undotted FQDN; later ones get a number. */
function withUniqueKeys(servers: readonly Server[]): readonly Server[] {
  const taken = new Set<string>();
  return servers.map((server) => {
    let key = server.key;
    for (let number = 2; taken.has(key); number++) key = `${server.key}#${number}`;
    taken.add(key);
    return key === server.key ? server : { ...server, key };
  });
}

function replacedList({ file, newer, source, rows }: OutdatedList, server: Server, files: readonly FileInventory[]): readonly [Omit<Problem, 'file'>, RowRef] {
  const row = server.rows.find((each) => each.file === file) ?? { file, line: 0, column: 0 };
  const message = `What this file lists from ${source} for ${quoted(server.name)} (${rows === 1 ? '1 row' : `${rows} rows`}) is not used, because the list in ${baseName(files[newer]!.file)} is newer.`;
  return [{ line: row.line, column: row.column, severity: 'information', code: 'server-conflict', message, fix: 'Remove the older file if it is no longer needed.' }, row];
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

function uniteSoftware(files: readonly FileInventory[]): { readonly software: readonly Software[]; readonly softwareOf: readonly (Uint32Array | undefined)[] } {
  if (files.length === 1) return { software: files[0]!.software, softwareOf: [undefined] };
  const software: Software[] = [];
  const known = new Map<string, number>();
  const nameOf = (each: Software): string => `${each.name}\n${each.publisher}\n${each.version}\n${each.cpe}\n${each.purl}`;
  // Azure Migrate's export does not say where a row comes from: it is the same software that another file has from the registry.
  const sources = new Map<string, string>();
  for (const file of files) for (const each of file.software) if (each.source !== '' && !sources.has(nameOf(each))) sources.set(nameOf(each), each.source);
  const softwareOf = files.map((file) =>
    Uint32Array.from(file.software, (written) => {
      const source = written.source || (sources.get(nameOf(written)) ?? '');
      const each = source === written.source ? written : { ...written, source };
      const key = `${nameOf(each)}\n${each.source}`;
      let index = known.get(key);
      if (index === undefined) {
        index = software.length;
        known.set(key, index);
        software.push(each.index === index ? each : { ...each, index });
      }
      return index;
    }),
  );
  return { software, softwareOf };
}

function describe(file: FileInventory, formatLabel: string, serverOf: Uint32Array): EstateFile {
  return {
    file: file.file,
    format: file.format,
    ...(file.sheet === undefined ? {} : { sheet: file.sheet }),
    formatLabel,
    bytes: file.bytes,
    rows: file.rows,
    rejected: file.rejected,
    servers: new Set(serverOf).size,
    installs: file.installServer.length,
  };
}

/** Conflicts between files, bounded like those inside one. */
class Conflicts {
  readonly problems: Problem[] = [];
  private leftOut = 0;

  constructor(private readonly files: readonly FileInventory[]) {}

  readonly complain = (problem: Omit<Problem, 'file'>, row: RowRef): void => {
    const file = this.files[row.file]!.file;
    if (this.problems.length < READ_LIMITS.problemsPerFile) {
      this.problems.push({ file, ...problem });
      return;
    }
    this.leftOut++;
    this.problems[READ_LIMITS.problemsPerFile] = {
      file,
      line: 0,
      column: 0,
      severity: 'warning',
      code: 'too-many-problems',
      message: `${this.leftOut} more contradictions between files are not listed.`,
      fix: 'Correct the listed ones first; the others then show.',
    };
  };

  readonly place = (row: RowRef): string => {
    const file = this.files[row.file]!.file;
    return `${baseName(file)}:${row.line}`;
  };
}
