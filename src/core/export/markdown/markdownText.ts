import type { ExportContext } from '../exportContext';
import { reportOutline, type OutlineLimits, type OutlineTable, type ReportOutline } from '../outline';
import type { ExportSelection } from '../selection';
import type { Cell } from '../tables';
import { grouped } from '../words';

const LIMITS: OutlineLimits = { servers: 50, software: 30, cves: 30, cellLength: 80 };
/** GitHub's issues and comments take 65,536 characters. */
export const MARKDOWN_MOST_LENGTH = 65_536;

/** A selection as a Markdown report (GitHub's flavor) to paste in a ticket: bounded, its texts without markup of their own. */
export function* markdownText(selection: ExportSelection, context: ExportContext): Generator<string> {
  for (let limits = LIMITS; ; limits = halved(limits)) {
    const making = reportOutline(selection, context, limits);
    let step = making.next();
    while (!step.done) {
      yield '';
      step = making.next();
    }
    const text = [...outlineText(step.value)].join('');
    // Only texts that are all markup come to more: the fewer rows of them.
    if (text.length > MARKDOWN_MOST_LENGTH && limits.servers > 1) continue;
    yield text;
    return;
  }
}

function halved({ servers, software, cves, cellLength }: OutlineLimits): OutlineLimits {
  return { servers: Math.ceil(servers / 2), software: Math.ceil(software / 2), cves: Math.ceil(cves / 2), cellLength };
}

function* outlineText({ title, facts, cards, tables, notes }: ReportOutline): Generator<string> {
  yield `# ${escaped(title)}\n\n`;
  yield `${facts.map(([label, value]) => `- **${label}:** ${escaped(value)}`).join('\n')}\n\n`;
  yield `${cards.map(({ label, value, of }) => `- **${label}:** ${shown(value)} ${escaped(of)}`).join('\n')}\n`;
  for (const table of tables) yield tableText(table);
  yield `\n---\n\n${notes.map((note) => `_${escaped(note)}_`).join('\n\n')}\n`;
}

function tableText({ heading, columns, rows, note }: OutlineTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const table = rows.length === 0 ? '' : line(columns.map(({ title }) => escaped(title))) + line(columns.map(({ isNumber }) => (isNumber ? '--:' : '---'))) + rows.map((row) => line(row.map(shown))).join('');
  return `\n## ${escaped(heading)}\n\n${table}${note === '' ? '' : `${table === '' ? '' : '\n'}${escaped(note)}\n`}`;
}

function shown(cell: Cell): string {
  return cell === null ? '?' : typeof cell === 'number' ? grouped(cell) : escaped(cell);
}

/** Every character that begins markup, a link, a mention or an issue's number in GitHub's flavor; no line breaks are left in outlines. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#|~!$]/g, '\\$&')
    .replaceAll('@', '&#64;')
    // Bare addresses become links, whoever wrote them.
    .replace(/:\/\//g, '&#58;//').replace(/www\./gi, (www) => `${www.slice(0, 3)}&#46;`)
    .replace(/^(\s*)([-+=]|\d+\.)/, '$1\\$2');
}
