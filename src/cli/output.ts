import { once } from 'node:events';
import type { Problem } from '../core/inventory/problem';
import { NotWrittenError, replaceFile } from '../feeds/replaceFile';
import { grouped } from './grouped';
import { UsageError } from './usage';

/** Problems listed on standard error before the rest is only counted; the JSON report has them all. */
const MAX_LISTED = 50;
/** Written at once. */
const CHUNK_LENGTH = 65_536;

type Chunks = Iterable<string> | AsyncIterable<Buffer>;

/** Writes the chunks to standard output, or to a file that appears only when it is whole. */
export async function writeResult(chunks: Chunks, out: string | undefined): Promise<void> {
  if (out === undefined) return writeStandardOutput(chunks);
  try {
    await replaceFile(out, joined(chunks));
  } catch (error) {
    if (error instanceof NotWrittenError) throw new UsageError(`--out ${out} cannot be written: ${error.message}`);
    throw error;
  }
}

async function writeStandardOutput(chunks: Chunks): Promise<void> {
  const isSeen = process.stdout.isTTY;
  for await (const chunk of joined(chunks)) {
    // A reader like `head` may have left; main.ts hears of the error.
    if (process.stdout.destroyed || process.stdout.errored) return;
    if (!process.stdout.write(isSeen && typeof chunk === 'string' ? harmlessText(chunk) : chunk)) await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(() => undefined);
  }
}

/** Small chunks of text together, so that each write is worth it; bytes as they are. */
async function* joined(chunks: Chunks): AsyncGenerator<string | Buffer> {
  if (Symbol.asyncIterator in chunks) {
    yield* chunks;
    return;
  }
  let buffer = '';
  for (const chunk of chunks) {
    buffer += chunk;
    if (buffer.length >= CHUNK_LENGTH) {
      yield buffer;
      buffer = '';
    }
  }
  if (buffer !== '') yield buffer;
}

/** One line on standard error. */
export function note(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}

/** `file:line:column: error: message (code)`, as editors and problem matchers read it. */
export function noteProblems(problems: readonly Problem[]): void {
  for (const { file, line, column, severity, code, message, fix } of problems.slice(0, MAX_LISTED)) {
    const place = [file, ...(line > 0 ? [line, ...(column > 0 ? [column] : [])] : [])].join(':');
    note(`${place}: ${severity}: ${message}${fix ? ` ${fix}` : ''} (${code})`);
  }
  if (problems.length > MAX_LISTED) note(`… and ${problems.length - MAX_LISTED} more problems, all of them in --format json.`);
}

/** Control characters (C0, C1), signs that turn the direction of text, and the separators that some terminals break lines at. */
// eslint-disable-next-line no-control-regex
const STEERS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text from inventories must not steer the terminal: control characters become their pictures. For one line, or one cell. */
export function printable(text: string): string {
  return text.replace(STEERS, pictured);
}

/** The same of each line, with its break. */
export function* printableLines(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${printable(line)}\n`;
}

/** The same for text of many lines on its way to a terminal, such as CSV: tabs and line breaks stay. What goes into a file or a pipe stays as it is. */
export function harmlessText(text: string): string {
  return text.replace(STEERS, (char, at: number) => (char === '\n' || char === '\t' || (char === '\r' && text[at + 1] === '\n') ? char : pictured(char)));
}

function pictured(char: string): string {
  const code = char.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}

/** Columns padded to their widest cell; numbers to the right, their thousands apart. */
export function* textTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): Generator<string> {
  const cells = [header, ...rows].map((row) => row.map((cell) => (typeof cell === 'number' ? grouped(cell) : printable(cell))));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const [i, row] of cells.entries()) {
    const line = row.map((cell, column) => (i > 0 && typeof rows[i - 1][column] === 'number' ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ');
    yield `${line.trimEnd()}\n`;
  }
}
