import assert from 'node:assert/strict';
import { recogniseFormat } from '../../../../src/core/inventory/formats';
import type { FormatId, ServerFacts } from '../../../../src/core/inventory/model';
import type { PlainDate } from '../../../../src/core/inventory/plainDate';
import type { Problem } from '../../../../src/core/inventory/problem';
import { READ_LIMITS, type FileInventory } from '../../../../src/core/inventory/reader';
import { decodeText } from '../../../../src/core/inventory/text/textBytes';

export const TODAY = '2026-11-21' as PlainDate;

export interface ReadTextOptions {
  readonly file?: string;
  readonly companions?: Readonly<Record<string, string>>;
  /** Bytes a chunk; the whole file unless told. */
  readonly chunk?: number;
  readonly expect?: FormatId;
}

/** Reads a file as the host does: recognised by its head, then in chunks. */
export function readText(fileName: string, content: string | Uint8Array, options: ReadTextOptions = {}): FileInventory {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const found = recogniseFormat(fileName, decodeText(bytes.subarray(0, READ_LIMITS.headBytes)));
  assert.ok(found.format, found.problem?.message);
  if (options.expect) assert.equal(found.format.id, options.expect);
  const reading = found.format.open({ file: options.file ?? fileName, fileName, today: TODAY, companions: new Map(Object.entries(options.companions ?? {})) });
  const chunk = options.chunk ?? Math.max(1, bytes.length);
  for (let at = 0; at < bytes.length; at += chunk) {
    // A copy that is spoilt afterwards: readers must not keep the caller's bytes.
    const part = Uint8Array.from(bytes.subarray(at, at + chunk));
    reading.write(part);
    part.fill(0x58);
  }
  return reading.end();
}

/** `line:column-end severity code`, in order. */
export function problemList(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ line, column, endColumn, severity, code }) => `${line}:${column}${endColumn === undefined ? '' : `-${endColumn}`} ${severity} ${code}`);
}

/** `server: name|publisher|version|source@line[:column]`, one a row. */
export function installList(file: FileInventory): readonly string[] {
  return Array.from(file.installServer, (server, row) => {
    const { name, publisher, version, source } = file.software[file.installSoftware[row]!]!;
    const column = file.installColumn ? `:${file.installColumn[row]!}` : '';
    return `${file.servers[server]!.facts.name}: ${name}|${publisher}|${version}|${source}@${file.installLine[row]!}${column}`;
  });
}

/** The facts that say something. */
export function said(facts: ServerFacts): Record<string, unknown> {
  const os = Object.fromEntries(Object.entries(facts.os).filter(([, value]) => value !== ''));
  const entries = Object.entries({ ...facts, os }).filter(([, value]) => {
    if (value === '' || value === null || value === false) return false;
    return typeof value !== 'object' || Object.keys(value as object).length > 0 || Array.isArray(value);
  });
  return Object.fromEntries(entries.filter(([name, value]) => !(Array.isArray(value) && value.length === 0 && !['pendingUpdates', 'hotfixes'].includes(name))));
}
