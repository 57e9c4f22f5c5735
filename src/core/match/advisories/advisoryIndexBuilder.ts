import { parseCveId } from '../cveId';
import { Interner, textColumns } from '../dictionaries';
import { GrowingColumn } from '../growingColumn';
import { runSteps, type Steps } from '../../steps';
import type { AdvisoryIndex, AdvisoryPackage, AdvisoryRecord } from './advisoryIndex';
import { decodeAdvisoryTables, encodeAdvisoryTables, EVENT_KINDS, RANGE_TYPES } from './advisoryTables';
import { AdvisoryReader, advisoryTablesOf, createAdvisoryIndex } from './createAdvisoryIndex';

/** What one record gave, in the builder's columns. */
interface Segment {
  readonly firstRow: number;
  readonly endRow: number;
  readonly firstCve: number;
  readonly endCve: number;
}

interface Entry {
  /** Seconds since 1970. */
  readonly modified: number;
  readonly withdrawn: boolean;
  readonly segments: readonly Segment[];
}

/** Ranges as `[type, [kind, version, kind, version, …]]`, then versions one by one; as JSON the key of a statement. */
type Statement = readonly [ranges: readonly (readonly [type: number, events: readonly (number | string)[]])[], versions: readonly string[]];

const MAX_SECONDS = 0xffff_ffff;
/** Advisories, and groups of rows, between two pauses: some milliseconds. */
const PER_STEP = 500;
/** Between the parts of an interned pair; no name has it. */
const PAIR = '\0';
const NUMBERS_PER_YEAR = 0x1_0000_0000;

/**
 * Collects distributions' advisories and writes them as the bytes that `openAdvisoryIndex` reads.
 * The order of `add` and `carry` does not matter: of two records with one id the one modified last counts, two modified at the same
 * second count together (an origin may keep one advisory once per release). The same records give the same bytes.
 */
export class AdvisoryIndexBuilder {
  private readonly entries = new Map<string, Entry>();
  /** Pairs of ecosystem and package. */
  private readonly groups = new Interner();
  private readonly statements = new Interner();
  private readonly rowGroup = new GrowingColumn();
  private readonly rowStatement = new GrowingColumn();
  private readonly cveYear = new GrowingColumn();
  private readonly cveNumber = new GrowingColumn();

  /** Takes a record over. A withdrawn one takes its id out. */
  add(record: AdvisoryRecord): void {
    this.enter(record.id, secondsOf(record.modified), record.withdrawn, record.cves, record.affected);
  }

  /** Takes over what an opened index says, but for ecosystems named without their release (`Debian` leaves out `Debian:12`). */
  *carry(index: AdvisoryIndex, exceptEcosystems: readonly string[]): Steps<void> {
    const tables = advisoryTablesOf(index);
    if (!tables) return;
    const reader = new AdvisoryReader(tables);
    const except = new Set(exceptEcosystems);
    const affected = Array.from({ length: tables.advisoryModified.length }, (): AdvisoryPackage[] => []);
    const kept = new Uint8Array(affected.length);
    const left = new Uint8Array(affected.length);
    for (const [place, ecosystem] of index.ecosystems.entries()) {
      const isLeft = except.has(ecosystem.split(':')[0]!);
      for (let group = tables.ecosystemGroups[place]!; group < tables.ecosystemGroups[place + 1]!; group++) {
        if (group % PER_STEP === 0) yield;
        const name = isLeft ? '' : reader.packageName(group);
        for (let row = tables.groupRows[group]!; row < tables.groupRows[group + 1]!; row++) {
          const advisory = tables.rowAdvisory[row]!;
          (isLeft ? left : kept)[advisory] = 1;
          if (!isLeft) affected[advisory]!.push({ ecosystem, name, ...reader.statement(tables.rowStatement[row]!) });
        }
      }
    }
    for (const [advisory, packages] of affected.entries()) {
      if (advisory % PER_STEP === 0) yield;
      if (left[advisory] && !kept[advisory]) continue;
      this.enter(reader.id(advisory), tables.advisoryModified[advisory]!, false, reader.cves(advisory), packages);
    }
  }

  private enter(id: string, modified: number, withdrawn: boolean, cves: readonly string[], affected: readonly AdvisoryPackage[]): void {
    const known = this.entries.get(id);
    if (known && known.modified > modified) return;
    const isEqual = known?.modified === modified;
    // A record that was withdrawn in the same second stays withdrawn, whichever came first.
    if (withdrawn || (isEqual && known.withdrawn)) {
      this.entries.set(id, { modified, withdrawn: true, segments: [] });
      return;
    }
    const firstRow = this.rowGroup.length;
    const firstCve = this.cveYear.length;
    for (const { ecosystem, name, ranges, versions } of affected) {
      this.rowGroup.push(this.groups.number(ecosystem + PAIR + name));
      this.rowStatement.push(this.statements.number(JSON.stringify(statementOf(ranges, versions))));
    }
    for (const cve of cves) {
      const parsed = parseCveId(cve);
      if (!parsed) continue;
      this.cveYear.push(parsed.year);
      this.cveNumber.push(parsed.number);
    }
    const segment: Segment = { firstRow, endRow: this.rowGroup.length, firstCve, endCve: this.cveYear.length };
    this.entries.set(id, { modified, withdrawn: false, segments: isEqual ? [...known.segments, segment] : [segment] });
  }

  /** The bytes of the index: see `advisoryTables.ts`. The builder may be filled further and built again. */
  build(): Uint8Array {
    return runSteps(this.buildSteps());
  }

  /** The same in steps. Nothing may be added before the last one. */
  *buildSteps(): Steps<Uint8Array> {
    const entries = [...this.entries].filter(([, { withdrawn }]) => !withdrawn).sort(([a], [b]) => byCodeUnits(a, b)).map(([id, entry]) => ({ id, ...entry }));
    const used = this.usedBy(entries);
    yield;
    const groups = sortedUsed(this.groups.texts, used.groups);
    yield;
    const statements = sortedUsed(this.statements.texts, used.statements);
    yield;
    const pairs = groups.texts.map((text) => text.split(PAIR) as [ecosystem: string, name: string]);
    const ecosystems = distinctSorted(pairs.map(([ecosystem]) => ecosystem));
    const packages = distinctSorted(pairs.map(([, name]) => name));
    const packageOf = placesOf(packages);
    yield;
    const parsed = statements.texts.map((text) => JSON.parse(text) as Statement);
    yield;
    const versions = distinctSorted(parsed.flatMap(([ranges, listed]) => [...ranges.flatMap(([, events]) => events.filter((part) => typeof part === 'string')), ...listed]));

    yield;
    const rows = this.rowColumns(entries, groups, statements.rankOf);
    yield;
    const cves = this.cveColumns(entries);
    yield;
    const columns = statementColumns(parsed, placesOf(versions));
    yield;
    return encodeAdvisoryTables({
      ...textColumns('ecosystem', ecosystems),
      ecosystemGroups: groupStarts(pairs, ecosystems),
      groupPackage: Uint32Array.from(pairs, ([, name]) => packageOf.get(name)!),
      ...rows,
      ...textColumns('package', packages),
      ...textColumns('advisory', entries.map(({ id }) => id)),
      advisoryModified: Uint32Array.from(entries, ({ modified }) => modified),
      ...cves,
      ...columns,
      ...textColumns('version', versions),
    });
  }

  private usedBy(entries: readonly Entry[]): { readonly groups: Uint8Array; readonly statements: Uint8Array } {
    const groups = new Uint8Array(this.groups.texts.length);
    const statements = new Uint8Array(this.statements.texts.length);
    for (const { segments } of entries) {
      for (const { firstRow, endRow } of segments) {
        for (let row = firstRow; row < endRow; row++) {
          groups[this.rowGroup.at(row)] = 1;
          statements[this.rowStatement.at(row)] = 1;
        }
      }
    }
    return { groups, statements };
  }

  /** Rows by group, in it by advisory, in that by statement; what is said twice once. */
  private rowColumns(entries: readonly Entry[], groups: SortedTexts, statementRank: Uint32Array) {
    const group = new GrowingColumn();
    const advisory = new GrowingColumn();
    const statement = new GrowingColumn();
    entries.forEach(({ segments }, at) => {
      const rows: [number, number][] = [];
      for (const { firstRow, endRow } of segments) {
        for (let row = firstRow; row < endRow; row++) rows.push([groups.rankOf[this.rowGroup.at(row)]!, statementRank[this.rowStatement.at(row)]!]);
      }
      rows.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      rows.forEach((row, i) => {
        if (i > 0 && rows[i - 1]![0] === row[0] && rows[i - 1]![1] === row[1]) return;
        group.push(row[0]);
        advisory.push(at);
        statement.push(row[1]);
      });
    });
    // A counting sort keeps the advisories of a group in their order.
    const groupRows = new Uint32Array(groups.texts.length + 1);
    for (let row = 0; row < group.length; row++) groupRows[group.at(row) + 1]!++;
    for (let at = 0; at < groups.texts.length; at++) groupRows[at + 1]! += groupRows[at]!;
    const next = groupRows.slice();
    const rowAdvisory = new Uint32Array(group.length);
    const rowStatement = new Uint32Array(group.length);
    for (let row = 0; row < group.length; row++) {
      const place = next[group.at(row)]!++;
      rowAdvisory[place] = advisory.at(row);
      rowStatement[place] = statement.at(row);
    }
    return { groupRows, rowAdvisory, rowStatement };
  }

  private cveColumns(entries: readonly Entry[]) {
    const keysOf = entries.map(({ segments }) => {
      const keys: number[] = [];
      for (const { firstCve, endCve } of segments) {
        for (let cve = firstCve; cve < endCve; cve++) keys.push(this.cveYear.at(cve) * NUMBERS_PER_YEAR + this.cveNumber.at(cve));
      }
      return [...new Set(keys)].sort((a, b) => a - b);
    });
    const keys = [...new Set(keysOf.flat())].sort((a, b) => a - b);
    const placeOf = placesOf(keys);
    return {
      advisoryCves: startsOf(keysOf, (one) => one.length),
      advisoryCveList: Uint32Array.from(keysOf.flat(), (key) => placeOf.get(key)!),
      cveYear: Uint16Array.from(keys, (key) => Math.floor(key / NUMBERS_PER_YEAR)),
      cveNumber: Uint32Array.from(keys, (key) => key % NUMBERS_PER_YEAR),
    };
  }
}

/** Opens the bytes that `AdvisoryIndexBuilder.build` wrote; they must not change while the index is used. The error says what is wrong with them. */
export function openAdvisoryIndex(bytes: Uint8Array): { readonly index: AdvisoryIndex } | { readonly error: string } {
  const decoded = decodeAdvisoryTables(bytes);
  return 'error' in decoded ? decoded : { index: createAdvisoryIndex(decoded.tables) };
}

function statementOf(ranges: AdvisoryPackage['ranges'], versions: readonly string[]): Statement {
  return [
    ranges.map(({ type, events }) => [RANGE_TYPES.indexOf(type), events.flatMap(({ kind, version }) => [EVENT_KINDS.indexOf(kind), version])]),
    versions,
  ];
}

function statementColumns(statements: readonly Statement[], versionOf: ReadonlyMap<string, number>) {
  const ranges = statements.flatMap(([own]) => own);
  const events = ranges.flatMap(([, own]) => own);
  return {
    statementRanges: startsOf(statements, ([own]) => own.length),
    statementVersions: startsOf(statements, ([, listed]) => listed.length),
    statementVersionList: Uint32Array.from(statements.flatMap(([, listed]) => listed), (version) => versionOf.get(version)!),
    rangeType: Uint8Array.from(ranges, ([type]) => type),
    rangeEvents: startsOf(ranges, ([, own]) => own.length / 2),
    eventKind: Uint8Array.from(events.filter((part) => typeof part === 'number')),
    eventVersion: Uint32Array.from(events.filter((part) => typeof part === 'string'), (version) => versionOf.get(version)!),
  };
}

function groupStarts(pairs: readonly (readonly [string, string])[], ecosystems: readonly string[]): Uint32Array {
  const counts = new Map<string, number>();
  for (const [ecosystem] of pairs) counts.set(ecosystem, (counts.get(ecosystem) ?? 0) + 1);
  return startsOf(ecosystems, (ecosystem) => counts.get(ecosystem)!);
}

interface SortedTexts {
  readonly texts: readonly string[];
  /** From the number at first sight to the place in `texts`. */
  readonly rankOf: Uint32Array;
}

function sortedUsed(texts: readonly string[], used: Uint8Array): SortedTexts {
  const order = texts.map((_, at) => at).filter((at) => used[at]).sort((a, b) => byCodeUnits(texts[a]!, texts[b]!));
  const rankOf = new Uint32Array(texts.length);
  order.forEach((at, rank) => (rankOf[at] = rank));
  return { texts: order.map((at) => texts[at]!), rankOf };
}

function distinctSorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(byCodeUnits);
}

function placesOf<T>(items: readonly T[]): ReadonlyMap<T, number> {
  return new Map(items.map((item, at) => [item, at]));
}

function startsOf<T>(items: readonly T[], lengthOf: (item: T) => number): Uint32Array {
  const starts = new Uint32Array(items.length + 1);
  items.forEach((item, at) => (starts[at + 1] = starts[at]! + lengthOf(item)));
  return starts;
}

/** Seconds since 1970 of a UTC timestamp; 0 when it is none. */
function secondsOf(timestamp: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(timestamp) ? Date.parse(`${timestamp.slice(0, 19)}Z`) : NaN;
  return Number.isFinite(ms) ? Math.min(Math.max(0, Math.floor(ms / 1_000)), MAX_SECONDS) : 0;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
