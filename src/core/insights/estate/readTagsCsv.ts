import { foldHeader } from '../../inventory/columns';
import type { Server } from '../../inventory/model';
import type { Problem } from '../../inventory/problem';
import { ProblemList } from '../../inventory/problemList';
import { readHeader, readTextRow } from '../../inventory/text/csvText';
import { MAX_TAG_LENGTH } from './estateDecisions';

/** What a CSV of tags comes to. */
export interface TagsCsv {
  /** Tags by the server's key; of two rows for one tag the later counts. */
  readonly tags: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Data rows, and those of them that count for nothing: each has a problem, or is among those left out. */
  readonly rows: number;
  readonly rejected: number;
  /** Names that no server of the inventory has, in the order of the file; bounded like the problems. */
  readonly unknownServers: readonly string[];
  readonly problems: readonly Problem[];
}

type Field = 'server' | 'key' | 'value';

/** Headers without case, blanks and punctuation. */
const SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  server: ['server', 'servername', 'serverkey', 'name', 'host', 'hostname', 'computer', 'computername', 'machine', 'machinename', 'vm', 'vmname', 'device', 'devicename', 'fqdn', 'dnsname'],
  key: ['key', 'tag', 'tagkey', 'tagname', 'label', 'category'],
  value: ['value', 'tagvalue', 'tagsvalue', 'labelvalue'],
};
const SHAPE = { delimiters: [',', ';', '\t', '|'].map((char) => char.charCodeAt(0)), quotes: true };
const MOST_ROWS = 200_000;
const MOST_UNKNOWN = 1_000;

/** Reads tags from a CSV with a column for the server, for the key and, if tags have values, for the value. Never throws. */
export function readTagsCsv(file: string, text: string, servers: readonly Server[]): TagsCsv {
  const problems = new ProblemList(file);
  const header = readHeader(text, SHAPE);
  const columns = new Map<Field, number>();
  header?.row.cells.forEach((cell, at) => {
    const name = foldHeader(cell.text);
    for (const field of ['server', 'key', 'value'] as const) if (SYNONYMS[field].includes(name) && !columns.has(field)) columns.set(field, at);
  });
  const server = columns.get('server');
  const key = columns.get('key');
  if (header === undefined || server === undefined || key === undefined) {
    const seen = header?.row.cells.map((cell) => cell.text.trim().slice(0, 100)).slice(0, 20).join(', ');
    problems.add('error', () => ({
      line: 0, column: 0, code: header === undefined ? 'file-empty' : 'column-missing',
      message: header === undefined ? 'The file has no rows.' : `There is no column for ${server === undefined ? 'the server' : 'the tag'}; its columns are ${seen}.`,
      fix: 'The first row names the columns: Server, Key and Value.',
    }));
    return { tags: new Map(), rows: 0, rejected: 0, unknownServers: [], problems: problems.finish() };
  }
  const directory = new Names(servers);
  const tags = new Map<string, Map<string, string>>();
  const unknown = new Set<string>();
  let rows = 0;
  let rejected = 0;
  let line = 1 + lineBreaks(text, 0, header.row.next);
  let offset = header.row.next;
  while (offset < text.length) {
    const row = readTextRow(text, offset, header.delimiter, true);
    const start = offset;
    const place = { line, column: (row.cells[server]?.start ?? start) - start + 1 };
    offset = row.next;
    line += lineBreaks(text, start, row.next);
    if (row.cells.every((cell) => cell.text.trim() === '')) continue;
    if (rows >= MOST_ROWS) {
      problems.add('error', () => ({ ...place, code: 'file-too-large', message: `More than ${MOST_ROWS} rows; the rest is not read.`, fix: 'Split the file.' }));
      break;
    }
    rows++;
    const cell = (at: number | undefined): string => (at === undefined ? '' : (row.cells[at]?.text ?? '').trim());
    const [name, tag, value] = [cell(server), cell(key), cell(columns.get('value'))];
    const found = directory.find(name);
    const reject = (code: Problem['code'], message: string, fix: string): void => {
      rejected++;
      problems.add('warning', () => ({ ...place, code, message, fix }));
    };
    if (name === '') reject('name-missing', 'The row names no server.', 'Write the name of a server of the inventory.');
    else if (tag === '') reject('value-unknown', `The row for ${shown(name)} has no tag.`, 'Write a key.');
    else if (tag.length > MAX_TAG_LENGTH || value.length > MAX_TAG_LENGTH) reject('cell-too-long', `A tag of ${shown(name)} has more than ${MAX_TAG_LENGTH} characters.`, 'Shorten it.');
    else if (found === SEVERAL) reject('server-conflict', `Several servers are called ${shown(name)}.`, 'Write the fully qualified name.');
    else if (found === undefined) {
      if (unknown.size < MOST_UNKNOWN) unknown.add(name);
      reject('decision-unknown-server', `No server of the inventory is called ${shown(name)}.`, 'Check the name.');
    } else {
      const known = tags.get(found);
      if (known) known.set(tag, value);
      else tags.set(found, new Map([[tag, value]]));
    }
  }
  return {
    tags: new Map([...tags].map(([of, some]) => [of, Object.fromEntries(some)])),
    rows, rejected, unknownServers: [...unknown], problems: problems.finish(),
  };
}

/** Not a name: a server may be called anything. */
const SEVERAL = Symbol('several');

/** Servers by key, name, FQDN and id, without regard to case. */
class Names {
  private readonly keys = new Map<string, string | typeof SEVERAL>();

  constructor(servers: readonly Server[]) {
    for (const { key, name, fqdn, id } of servers) {
      for (const each of new Set([name, fqdn, id].map((text) => text.toLowerCase()))) {
        if (each !== '') this.keys.set(each, this.keys.has(each) ? SEVERAL : key);
      }
    }
    // A key is unique, so it goes before what else is called like it.
    for (const { key } of servers) this.keys.set(key.toLowerCase(), key);
  }

  find(name: string): string | typeof SEVERAL | undefined {
    return this.keys.get(name.toLowerCase());
  }
}

function lineBreaks(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/\r\n|\r|\n/g)?.length ?? 0;
}

function shown(name: string): string {
  return `"${name.slice(0, 100)}"`;
}
