import type { ExportContext } from '../exportContext';
import { reportOutline, type OutlineLimits, type OutlineTable } from '../outline';
import type { ExportSelection } from '../selection';
import type { Cell } from '../tables';
import { grouped, nvdPage } from '../words';
import { REPORT_STYLE, REPORT_STYLE_HASH } from './reportStyle';

/** A page that browsers show and print at once; a server's row has some 500 bytes. */
const LIMITS: OutlineLimits = { servers: 2_000, software: 1_000, cves: 300, cellLength: 300 };
/** Characters of a cell that stay on one line: a name, a state, a date; what is longer is running text. */
const ON_ONE_LINE = 18;
/** Rows joined before a chunk is handed out. */
const ROWS_A_CHUNK = 200;

/**
 * A selection as one HTML file: no script, nothing loaded from elsewhere, held to that by its own content security policy; light or dark as the
 * reader's system is, black on white in print, with table headers on each page. An empty chunk is a turn for others.
 */
export function* htmlText(selection: ExportSelection, context: ExportContext): Generator<string> {
  const making = reportOutline(selection, context, LIMITS);
  let step = making.next();
  while (!step.done) {
    yield '';
    step = making.next();
  }
  const { title, facts, cards, tables, notes } = step.value;
  yield `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${REPORT_STYLE_HASH}'; base-uri 'none'; form-action 'none'">\n`
    + `<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n<title>${escaped(title)}</title>\n<style>${REPORT_STYLE}</style>\n</head>\n<body>\n<main>\n`;
  yield `<header>\n<h1>${escaped(title)}</h1>\n<dl class="facts">${facts.map(([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>\n</header>\n`;
  yield `<ul class="cards">${cards.map(({ label, value, of }) => `<li><strong>${shown(value)}</strong> <span>${escaped(of)}</span><br>${escaped(label)}</li>`).join('')}</ul>\n`;
  yield `<nav aria-label="Contents"><ol>${tables.map(({ heading }, at) => `<li><a href="#t${at}">${escaped(heading)}</a></li>`).join('')}</ol></nav>\n`;
  for (const [at, table] of tables.entries()) yield* tableText(table, `t${at}`);
  yield `<footer>${notes.map((note) => `<p>${escaped(note)}</p>`).join('')}</footer>\n</main>\n</body>\n</html>\n`;
}

function* tableText({ heading, columns, rows, note }: OutlineTable, id: string): Generator<string> {
  yield `<section>\n<h2 id="${id}">${escaped(heading)}</h2>\n`;
  if (note !== '') yield `<p class="note">${escaped(note)}</p>\n`;
  if (rows.length > 0) {
    yield `<div class="table" role="region" aria-labelledby="${id}" tabindex="0"><table>\n<thead><tr>${columns.map(({ title, isNumber }) => `<th scope="col"${isNumber ? ' class="number"' : ''}>${escaped(title)}</th>`).join('')}</tr></thead>\n<tbody>\n`;
    for (let from = 0; from < rows.length; from += ROWS_A_CHUNK) {
      yield rows.slice(from, from + ROWS_A_CHUNK).map((row) => `<tr>${row.map((cell, at) => cellText(cell, columns[at]!.title, columns[at]!.isNumber === true)).join('')}</tr>\n`).join('');
    }
    yield '</tbody>\n</table></div>\n';
  }
  yield '</section>\n';
}

function cellText(cell: Cell, title: string, isNumber: boolean): string {
  const classes = [isNumber ? 'number' : '', typeof cell === 'string' && cell.length > ON_ONE_LINE ? 'text' : '', cell === null || cell === 'hidden' ? 'faint' : '', title === 'Severity' && typeof cell === 'string' && /^(critical|high|medium|low)$/.test(cell) ? `severity ${cell}` : ''].filter(Boolean).join(' ');
  const text = title === 'CVE' && typeof cell === 'string' && /^CVE-\d{4}-\d{4,}$/.test(cell) ? `<a href="${nvdPage(cell)}" rel="noreferrer noopener">${cell}</a>` : shown(cell);
  return `<td${classes === '' ? '' : ` class="${classes}"`}>${text}</td>`;
}

function shown(cell: Cell): string {
  return cell === null ? 'not known' : typeof cell === 'number' ? grouped(cell) : escaped(cell).replace(/\b\d{4}-\d{2}-\d{2}\b/g, '<span class="whole">$&</span>');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
