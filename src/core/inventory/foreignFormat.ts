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
  // The signature of OLE's compound files as it reads when it is taken for UTF-8.
  [/^\uFFFD\uFFFD\u0011\u0871\u001A/, 'it is an Excel workbook of the old kind (.xls) or with a password; save it as .xlsx without one'],
  [/^SQLite format 3\u0000/, 'it is an SQLite database'],
  [/^MZ/, 'it is a Windows program'],
  [/^\u007fELF/, 'it is a Linux program'],
  [/^%PDF-/, 'it is a PDF document'],
  [/^\uFEFF?\s*<(?:\?xml[^>]*>\s*)?<?[^>]{0,200}cyclonedx/i, 'it is CycloneDX in XML; write it as JSON'],
  [/^\uFEFF?\s*<(\?xml|!DOCTYPE|html)/i, 'it is XML or HTML'],
  [/^([A-Z_]+=.*\n)*(NAME|PRETTY_NAME|VERSION_ID)=/, 'it is an os-release file, which is read beside a package list and lists nothing itself'],
  [/^\uFEFF?SPDXVersion: /, 'it is SPDX in tag-value form; write it as JSON'],
  [/^\s*\{\s*"@context"\s*:\s*"[^"]{0,100}spdx[^"]{0,20}\/3\./, 'it is SPDX 3, which lists packages in another way; write it as SPDX 2.3'],
  [/^[^\n]{1,400}\r*\n *-{2,}(?: +-{2,})+ *\r*$/m, 'it is a table as PowerShell shows it, which cuts what does not fit; write it with "| Export-Csv -NoTypeInformation -Encoding UTF8"'],
  [/^[^\n]{1,400}\r*\n-{40,}\r*$/m, 'it is a table as a console shows it, which cuts what does not fit; of winget, write it with winget export'],
  [/^ *\w+ +: [^\n]*\r*\n *\w+ +: /m, 'it is a list as a console shows it, a value a line; of PowerShell, write it with "| Export-Csv -NoTypeInformation -Encoding UTF8", of rpm, with rpm -qa'],
  [/^[a-z0-9][a-z0-9+.-]{0,100}\/\S{0,200}\bnow \S{1,100} [a-z0-9-]{1,20} +\[/m, 'it is a list of apt in another language than English; write it with LC_ALL=C apt list --installed'],
  [/^(?:Installed Packages|Available Upgrades|Upgraded Packages)\r?$/m, 'it is a list of dnf or yum; write it with rpm -qa'],
  [/^(?:[A-Z] +\| )?Repository +\| Name /m, 'it is a list of zypper; write the packages with rpm -qa'],
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
