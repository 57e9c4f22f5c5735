import { parseBoolean, parseCriticality, parseDate, parseNumber, parseTags, splitList, type CellValue, type Wrong } from '../cellValues';
import type { Column, Field } from '../columns';
import type { Disk, Hotfix, PendingUpdate, Performance, ServerFacts } from '../model';
import type { PlainDate } from '../plainDate';
import { NO_OPERATING_SYSTEM, serverFacts } from '../serverFacts';

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

  /** Takes a cell; gives the earlier text and its line when this one contradicts it. */
  give(column: Column, text: string, line: number): { readonly text: string; readonly line: number } | undefined {
    const known = this.given[column.index];
    if (known === undefined) this.given[column.index] = { column, text, line };
    else if (known.text.toLowerCase() !== text.toLowerCase()) return known;
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
    const text = (field: Field): string => this.texts(field)[0] ?? '';
    const number = (field: Field): number | null => parseNumber(text(field)).value;
    const sum = (field: Field): number | null => {
      const values = this.texts(field).map((each) => parseNumber(each).value).filter((value) => value !== null);
      return values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
    };
    const memoryGB = number('memoryGB');
    const macs = this.texts('macAddresses').flatMap(splitList);
    const performance: Performance = {
      cpuPercent: number('cpuPercent'),
      memoryPercent: number('memoryPercent'),
      diskIops: sum('diskIops'),
      networkMBps: sum('networkMBps'),
    };
    return serverFacts(this.name, {
      id: text('id'),
      fqdn: text('fqdn'),
      ipAddresses: this.texts('ipAddresses').flatMap(splitList),
      environment: text('environment'),
      site: text('site'),
      os: { ...NO_OPERATING_SYSTEM, name: text('osName') || text('osFallback'), version: text('osVersion'), build: text('osBuild'), architecture: text('osArchitecture') },
      cores: number('cores'),
      memoryMB: number('memoryMB') ?? (memoryGB === null ? null : memoryGB * MB_PER_GB),
      disks: this.disks(),
      networkAdapters: macs.map((mac) => ({ mac, ipAddresses: [] })),
      tags: parseTags(text('tags')),
      criticality: parseCriticality(text('criticality')).value,
      owner: text('owner'),
      lastSeen: parseDate(text('lastSeen'), today).value,
      rebootPending: parseBoolean(text('rebootPending')).value,
      hotfixes: this.hotfixes.length > 0 ? this.hotfixes : null,
      performance: Object.values(performance).some((value) => value !== null) ? performance : null,
      pendingUpdates: this.updates.length > 0 ? this.updates : null,
      softwareKnown: this.softwareKnown,
      extra,
    });
  }

  /** `C:=120;D:=500` (name and GB), or one size column a disk. */
  private disks(): readonly Disk[] {
    const listed = this.texts('disks').flatMap((text) => text.split(/[;|]/)).map((part) => part.trim()).filter((part) => part !== '');
    const named = listed.map((part): Disk => {
      const match = /^(.*?)\s*[=(]\s*(\d+(?:\.\d+)?)\s*(?:GB)?\s*\)?$/i.exec(part);
      return match ? { name: match[1]!, sizeGB: Number(match[2]) } : { name: part, sizeGB: null };
    });
    const sized = this.given
      .filter((each) => each !== undefined && each.column.field === 'diskSize')
      .map((each) => each!)
      .map(({ column, text }): Disk => ({ name: column.header.replace(/\s*size.*$/i, ''), sizeGB: parseNumber(text).value }));
    return [...named, ...sized];
  }

  private texts(field: Field): readonly string[] {
    let texts: string[] | undefined;
    for (const each of this.given) if (each !== undefined && each.column.field === field) (texts ??= []).push(each.text);
    return texts ?? NOTHING;
  }
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
