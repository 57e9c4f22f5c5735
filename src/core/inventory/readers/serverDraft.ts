import { parseBoolean, parseCriticality, parseDate, parseNumber, parseTags, parseWhole, splitList, type CellValue, type Wrong } from '../cellValues';
import type { Column, Field } from '../columns';
import type { Disk, Hotfix, PendingUpdate, Performance, ServerFacts } from '../model';
import type { PlainDate } from '../plainDate';

const MB_PER_GB = 1_024;
const NOTHING: readonly string[] = [];

interface Given {
  readonly column: Column;
  readonly text: string;
  readonly line: number;
}

/** A server while the rows of a table tell about it; a value once given stays. */
export class ServerDraft {
  softwareKnown = false;
  readonly updates: PendingUpdate[] = [];
  readonly hotfixes: Hotfix[] = [];
  private seenUpdates: Set<string> | undefined;
  private seenHotfixes: Set<string> | undefined;
  /** Text given, by the column's number, with holes. */
  private readonly given: (Given | undefined)[] = [];

  constructor(
    readonly name: string,
    readonly line: number,
  ) {}

  /** Takes a cell; gives the earlier text and its line when this one contradicts it. Of several days seen the last one stays, as no contradiction. */
  give(column: Column, text: string, line: number, today: PlainDate): { readonly text: string; readonly line: number } | undefined {
    const known = this.given[column.index];
    if (known === undefined) this.given[column.index] = { column, text, line };
    else if (column.field === 'lastSeen' && isLater(text, known.text, today) !== undefined) {
      if (isLater(text, known.text, today)) this.given[column.index] = { column, text, line };
    } else if (known.text.toLowerCase() !== text.toLowerCase()) return known;
    return undefined;
  }

  addUpdate(update: PendingUpdate): void {
    const key = `${update.id}\n${update.id === '' ? update.title : ''}`.toLowerCase();
    this.seenUpdates ??= new Set();
    if (this.seenUpdates.has(key)) return;
    this.seenUpdates.add(key);
    this.updates.push(update);
  }

  addHotfix(hotfix: Hotfix): void {
    const key = hotfix.id.toLowerCase();
    this.seenHotfixes ??= new Set();
    if (this.seenHotfixes.has(key)) return;
    this.seenHotfixes.add(key);
    this.hotfixes.push(hotfix);
  }

  facts(extra: Readonly<Record<string, string>>, today: PlainDate): ServerFacts {
    const memoryGB = this.number('memoryGB');
    const lastSeen = this.text('lastSeen');
    // One literal with everything: a large estate makes tens of thousands of these.
    return {
      id: this.text('id'),
      name: this.name,
      fqdn: this.text('fqdn'),
      ipAddresses: this.listed('ipAddresses'),
      environment: this.text('environment'),
      site: this.text('site'),
      os: { name: this.text('osName') || this.text('osFallback'), version: this.text('osVersion'), build: this.text('osBuild'), architecture: this.text('osArchitecture') },
      cores: this.number('cores'),
      memoryMB: this.number('memoryMB') ?? (memoryGB === null ? null : memoryGB * MB_PER_GB),
      disks: this.disks(),
      networkAdapters: this.listed('macAddresses').map((mac) => ({ mac, ipAddresses: [] })),
      tags: parseTags(this.text('tags')),
      criticality: parseCriticality(this.text('criticality')).value,
      owner: this.text('owner'),
      lastSeen: lastSeen === '' ? null : parseDate(lastSeen, today).value,
      rebootPending: parseBoolean(this.text('rebootPending')).value,
      hotfixes: this.hotfixes.length > 0 ? this.hotfixes : null,
      performance: this.performance(),
      pendingUpdates: this.updates.length > 0 ? this.updates : null,
      softwareKnown: this.softwareKnown,
      extra,
    };
  }

  private performance(): Performance | null {
    const cpuPercent = this.number('cpuPercent');
    const memoryPercent = this.number('memoryPercent');
    const diskIops = this.sum('diskIops');
    const networkMBps = this.sum('networkMBps');
    return cpuPercent === null && memoryPercent === null && diskIops === null && networkMBps === null ? null : { cpuPercent, memoryPercent, diskIops, networkMBps };
  }

  /** `C:=120;D:=500` (name and GB), or one size column a disk. */
  private disks(): readonly Disk[] {
    const disks: Disk[] = [];
    for (const each of this.given) {
      if (each?.column.field === 'diskSize') disks.push({ name: each.column.header.replace(/\s*size.*$/i, ''), sizeGB: parseNumber(each.text).value });
    }
    const listed = this.texts('disks')?.flatMap((text) => text.split(/[;|]/)).map((part) => part.trim()).filter((part) => part !== '') ?? [];
    const named = listed.map((part): Disk => {
      const match = /^(.*?)\s*[=(]\s*(\d+(?:\.\d+)?)\s*(?:GB)?\s*\)?$/i.exec(part);
      return match ? { name: match[1]!, sizeGB: Number(match[2]) } : { name: part, sizeGB: null };
    });
    return named.length > 0 ? [...named, ...disks] : disks;
  }

  /** The first text that a column of the field gave; '' when none did. */
  private text(field: Field): string {
    for (const each of this.given) if (each !== undefined && each.column.field === field) return each.text;
    return '';
  }

  private number(field: Field): number | null {
    const text = this.text(field);
    return text === '' ? null : (field === 'cores' || field === 'memoryMB' ? parseWhole : parseNumber)(text).value;
  }

  private sum(field: Field): number | null {
    const values = this.texts(field)?.map((each) => parseNumber(each).value).filter((value) => value !== null) ?? [];
    return values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
  }

  private listed(field: Field): readonly string[] {
    return this.texts(field)?.flatMap(splitList) ?? NOTHING;
  }

  private texts(field: Field): readonly string[] | undefined {
    let texts: string[] | undefined;
    for (const each of this.given) if (each !== undefined && each.column.field === field) (texts ??= []).push(each.text);
    return texts;
  }
}

/** Undefined where one of them is no date. */
function isLater(text: string, than: string, today: PlainDate): boolean | undefined {
  const [first, second] = [parseDate(text, today).value, parseDate(than, today).value];
  return first === null || second === null ? undefined : first > second;
}

/** What is wrong with a server cell, if anything. */
export function serverCellFlaw(field: Field, text: string, today: PlainDate): Wrong | undefined {
  return readCell(field, text, today)?.wrong;
}

function readCell(field: Field, text: string, today: PlainDate): CellValue<unknown> | undefined {
  switch (field) {
    case 'lastSeen':
      return parseDate(text, today);
    case 'rebootPending':
      return parseBoolean(text);
    case 'criticality':
      return parseCriticality(text);
    case 'cores':
    case 'memoryMB':
      return parseWhole(text);
    case 'memoryGB':
    case 'diskSize':
    case 'cpuPercent':
    case 'memoryPercent':
    case 'diskIops':
    case 'networkMBps':
      return parseNumber(text);
    default:
      return undefined;
  }
}
