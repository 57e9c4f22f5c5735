import { quoted } from './cellValues';
import { readTextObject, skipBlanks } from './text/jsonText';

/** Members of a JSON object named in a refusal. */
const MEMBERS_SHOWN = 20;

/** What a file is that no reader takes, from its beginning, for "it is …"; undefined when it looks like a table. */
export function foreignFormat(head: string): string | undefined {
  for (const [pattern, what] of BY_BEGINNING) if (pattern.test(head)) return what;
  const start = skipBlanks(head, 0);
  if (head[start] === '{') return jsonObject(head, start);
  if (head[start] === '[') return jsonList(head, start);
  return undefined;
}

/* eslint-disable no-control-regex -- signatures of binary formats */
const BY_BEGINNING: readonly (readonly [RegExp, string])[] = [
  [/^PK[\u0003\u0005]/, 'it is a zip archive or an Excel workbook; save its sheet as CSV'],
  // Gzip's second byte is no UTF-8, so it reads as U+FFFD.
  [/^\u001f[\u008b\uFFFD]/, 'it is compressed with gzip; unpack it first'],
  [/^SQLite format 3\u0000/, 'it is an SQLite database'],
  [/^MZ/, 'it is a Windows program'],
  [/^\u007fELF/, 'it is a Linux program'],
  [/^%PDF-/, 'it is a PDF document'],
  [/^\uFEFF?\s*<(\?xml|!DOCTYPE|html)/i, 'it is XML or HTML'],
  [/^([A-Z_]+=.*\n)*(NAME|PRETTY_NAME|VERSION_ID)=/, 'it is an os-release file, which is read beside a package list and lists nothing itself'],
];
/* eslint-enable no-control-regex */

function jsonObject(head: string, start: number): string {
  const members = readTextObject(head, start);
  if (members.length === 0) return 'it is JSON without a list "servers"';
  const shown = members.slice(0, MEMBERS_SHOWN).map(({ name }) => quoted(name)).join(', ');
  return `it is JSON without a list "servers" of objects with a name; names seen: ${shown}${members.length > MEMBERS_SHOWN ? ', …' : ''}`;
}

function jsonList(head: string, start: number): string {
  const members = readTextObject(head, start + 1);
  if (members.length === 0) return 'it is a JSON list whose entries are no servers';
  return `it is a JSON list whose entries are no servers; names seen: ${members.slice(0, MEMBERS_SHOWN).map(({ name }) => quoted(name)).join(', ')}`;
}
