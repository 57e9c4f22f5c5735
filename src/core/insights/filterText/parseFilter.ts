import type { ServerFilter, SoftwareFilter } from '../filter';
import { readDates } from './dates';
import { lexFilter, type FilterToken } from './lexFilter';
import { canonicalWords, findFlag, findKey, takesText, VOCABULARIES, type FilterKey, type VocabularyName } from './vocabulary';

/** Where a filter text is not understood, and what would be. Places are UTF-16 code units, `end` exclusive. */
export interface FilterTextProblem {
  readonly start: number;
  readonly end: number;
  /** A sentence for the user. */
  readonly message: string;
  /** What could stand there, at most a dozen. */
  readonly expected: readonly string[];
}

export interface FilterReading<Filter> {
  /** What was understood before the problem. */
  readonly filter: Filter;
  /** The first mistake; null when there is none. */
  readonly problem: FilterTextProblem | null;
}

/** Longest filter text, characters: a selection of 10,000 servers by key. */
export const MAX_FILTER_TEXT = 1_000_000;
/** Values of one key, characters of one value, and groups in groups: what a filter may carry between processes (`decodeFilter`). */
const MAX_VALUES = 10_000;
const MAX_VALUE_LENGTH = 2_000;
const MAX_DEPTH = 3;
const MAX_EXPECTED = 12;

/** A filter of servers from its text; grammar in docs/filters.md. */
export function parseServerFilter(text: string): FilterReading<ServerFilter> {
  return new FilterParser(text, 'servers').read() as FilterReading<ServerFilter>;
}

/** A filter of software from its text. */
export function parseSoftwareFilter(text: string): FilterReading<SoftwareFilter> {
  return new FilterParser(text, 'software').read() as FilterReading<SoftwareFilter>;
}

/** `line 1, column 12` is of no use in one line: the place as people count, from 1. */
export function problemText({ start, message, expected }: FilterTextProblem): string {
  return `At character ${start + 1}: ${message}${expected.length === 0 ? '' : ` Expected ${expected.join(', ')}.`}`;
}

type Fields = Record<string, unknown>;

/** Stops the reading at the first mistake; never leaves this file. */
class Mistake extends Error {
  constructor(readonly problem: FilterTextProblem) {
    super(problem.message);
  }
}

class FilterParser {
  private readonly tokens: readonly FilterToken[];
  private at = 0;

  constructor(private readonly text: string, private readonly vocabulary: VocabularyName) {
    this.tokens = text.length > MAX_FILTER_TEXT ? [] : lexFilter(text);
  }

  read(): FilterReading<Fields> {
    const fields: Fields = {};
    try {
      if (this.text.length > MAX_FILTER_TEXT) throw mistake(MAX_FILTER_TEXT, this.text.length, `The filter is longer than ${MAX_FILTER_TEXT.toLocaleString('en-US')} characters.`);
      this.terms(fields, this.vocabulary, 0);
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      return { filter: fields, problem: error.problem };
    }
    return { filter: fields, problem: null };
  }

  /** Terms up to the end of the group or text. */
  private terms(fields: Fields, vocabulary: VocabularyName, depth: number): void {
    for (let token = this.next(); token && token.kind !== 'close'; token = this.next()) {
      const minus = token.kind === 'minus' ? token : undefined;
      const term = minus ? this.next() : token;
      if (!term) throw mistake(minus!.start, minus!.end, 'A term is missing after the minus sign.', keysOf(vocabulary));
      if (minus && !takesText(vocabulary)) throw mistake(minus.start, minus.end, 'Nothing can be left out here.', keysOf(vocabulary));
      if (term.kind === 'key') this.keyed(fields, term, vocabulary, minus !== undefined, depth);
      else this.word(fields, term, vocabulary, minus !== undefined);
    }
  }

  private word(fields: Fields, token: FilterToken, vocabulary: VocabularyName, isNot: boolean): void {
    this.whole(token);
    const flag = token.isQuoted ? undefined : findFlag(vocabulary, token.text);
    if (flag) return this.setOnce(fields, flag, token, !isNot);
    if (!takesText(vocabulary)) throw mistake(token.start, token.end, `“${short(token.text)}” stands where a key belongs.`, keysOf(vocabulary));
    const target = isNot ? exceptOf(fields) : fields;
    const words = [typeof target.text === 'string' ? target.text : '', token.text].join(' ').split(/\s+/).filter(Boolean).join(' ');
    if (words.length > MAX_VALUE_LENGTH) throw mistake(token.start, token.end, `The words to search for are longer than ${MAX_VALUE_LENGTH} characters.`);
    if (words !== '') target.text = words;
  }

  private keyed(fields: Fields, token: FilterToken, vocabulary: VocabularyName, isNot: boolean, depth: number): void {
    const key = findKey(vocabulary, token.text);
    if (!key) {
      const hint = takesText(vocabulary) ? ' To search for the text itself, put it in quotation marks.' : '';
      throw mistake(token.start, token.end, `There is no key “${short(token.text)}”.${hint}`, nearest(token.text, keysOf(vocabulary)));
    }
    const target = isNot && key.kind !== 'flag' ? exceptOf(fields) : fields;
    switch (key.kind) {
      case 'flag': return this.setOnce(fields, key, token, this.flag(key) !== isNot);
      case 'words': return this.add(target, key, this.values(key).map((value) => this.valueOf(key, value)), token);
      case 'values': return this.add(target, key, this.values(key).map(({ text }) => text), token);
      case 'text': return this.setOnce(target, key, token, this.single(key).text);
      case 'cve': return this.setOnce(target, key, token, this.cve(key));
      case 'dates': return this.dates(target, key, token);
      case 'group': return this.group(target, key, token, depth);
    }
  }

  private flag(key: FilterKey): boolean {
    const value = this.single(key);
    const said = { yes: true, true: true, no: false, false: false }[value.text.toLowerCase()];
    if (said === undefined) throw mistake(value.start, value.end, `“${key.key}” is yes or no.`, ['yes', 'no']);
    return said;
  }

  private cve(key: FilterKey): string {
    const value = this.single(key);
    const id = value.text.toUpperCase();
    if (!/^CVE-\d{4}-\d{4,19}$/.test(id)) throw mistake(value.start, value.end, `“${short(value.text)}” is no CVE id.`, ['CVE-2021-44228']);
    return id;
  }

  private valueOf(key: FilterKey, { text, start, end }: FilterToken): string {
    const words = key.words ?? {};
    const said = text.toLowerCase();
    if (Object.hasOwn(words, said)) return words[said];
    const value = Object.values(words).find((one) => one.toLowerCase() === said);
    if (value === undefined) throw mistake(start, end, `“${key.key}” has no value “${short(text)}”.`, nearest(text, canonicalWords(key)));
    return value;
  }

  private dates(fields: Fields, key: FilterKey, token: FilterToken): void {
    const before = (fields[key.field] ?? {}) as Fields;
    const after = { ...before };
    for (const value of this.values(key)) {
      const bounds = readDates(value.text);
      if (!bounds) throw mistake(value.start, value.end, `“${short(value.text)}” is no date or span of dates.`, ['<2027-03-01', '>=2026-01-01', '2026-01-01..2026-12-31', '2027', '90d']);
      for (const [bound, day] of Object.entries(bounds)) {
        if (after[bound] !== undefined && after[bound] !== day) throw this.twice(key, token);
        after[bound] = day;
      }
    }
    fields[key.field] = after;
  }

  private group(fields: Fields, key: FilterKey, token: FilterToken, depth: number): void {
    const open = this.tokens[this.at];
    if (open?.kind !== 'open') {
      if (key.short === undefined) throw mistake(token.end + 1, open?.end ?? token.end + 1, `“${key.key}” takes a filter in brackets.`, [`${key.key}:(…)`]);
      return this.setOnce(fields, key, token, { [key.short]: this.single(key).text });
    }
    if (depth >= MAX_DEPTH) throw mistake(open.start, open.end, `Groups stand in one another at most ${MAX_DEPTH} deep.`);
    this.at++;
    const isMerged = key.field === 'except';
    const inner: Fields = isMerged ? exceptOf(fields) : {};
    this.terms(inner, key.inside!, depth + 1);
    const close = this.tokens[this.at - 1];
    if (close?.kind !== 'close') throw mistake(open.start, this.text.length, 'A closing bracket is missing.', [')']);
    if (isMerged) return;
    if (key.short !== undefined && inner[key.short] === undefined) throw mistake(open.start, close.end, `“${key.key}” needs a ${key.short}.`, [`${key.short}:`]);
    this.setOnce(fields, key, token, inner);
  }

  private add(fields: Fields, key: FilterKey, values: readonly string[], token: FilterToken): void {
    const all = [...new Set([...((fields[key.field] as readonly string[] | undefined) ?? []), ...values])];
    if (all.length > MAX_VALUES) throw mistake(token.start, token.end, `“${key.key}” has more than ${MAX_VALUES.toLocaleString('en-US')} values.`);
    fields[key.field] = all;
  }

  private setOnce(fields: Fields, key: FilterKey, token: FilterToken, value: unknown): void {
    const before = fields[key.field];
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value)) throw this.twice(key, token);
    fields[key.field] = value;
  }

  private twice(key: FilterKey, { start, end }: FilterToken): Mistake {
    return mistake(start, end, `“${key.key}” is given twice, with different values.`);
  }

  private single(key: FilterKey): FilterToken {
    const [first, second] = this.values(key);
    if (second) throw mistake(second.start, second.end, `“${key.key}” has one value.`);
    return first;
  }

  /** The values behind a key, at least one. */
  private values(key: FilterKey): FilterToken[] {
    const values: FilterToken[] = [];
    for (let token = this.tokens[this.at]; token && (token.kind === 'value' || token.kind === 'open'); token = this.tokens[++this.at]) {
      if (token.kind === 'open') throw mistake(token.start, token.end, `“${key.key}” takes no filter in brackets; put a value that begins with one in quotation marks.`, exampleOf(key));
      this.whole(token);
      if (token.text === '' && !token.isQuoted) throw mistake(token.start, token.end, `A value of “${key.key}” is missing.`, exampleOf(key));
      values.push(token);
    }
    return values;
  }

  private whole(token: FilterToken): void {
    if (!token.isClosed) throw mistake(token.start, token.end, 'A quotation mark is missing at the end.', ['"']);
    if (token.text.length > MAX_VALUE_LENGTH) throw mistake(token.start, token.end, `A value is longer than ${MAX_VALUE_LENGTH} characters.`);
  }

  private next(): FilterToken | undefined {
    return this.tokens[this.at++];
  }
}

function mistake(start: number, end: number, message: string, expected: readonly string[] = []): Mistake {
  return new Mistake({ start, end: Math.max(start, end), message, expected: expected.slice(0, MAX_EXPECTED) });
}

/** What is left out, made when it is first needed. */
function exceptOf(fields: Fields): Fields {
  return (fields.except ??= {}) as Fields;
}

function keysOf(vocabulary: VocabularyName): string[] {
  return VOCABULARIES[vocabulary].map(({ key }) => `${key}:`);
}

function exampleOf(key: FilterKey): readonly string[] {
  switch (key.kind) {
    case 'flag': return ['yes', 'no'];
    case 'words': return canonicalWords(key);
    case 'dates': return ['<2027-03-01', '90d'];
    case 'cve': return ['CVE-2021-44228'];
    case 'group': return [`${key.key}:(…)`];
    default: return [];
  }
}

/** Those that begin the same first: most mistakes are slips of the pen. */
function nearest(typed: string, names: readonly string[]): string[] {
  const begins = (length: number) => (name: string): boolean => name.toLowerCase().startsWith(typed.slice(0, length).toLowerCase());
  const close = typed.length === 0 ? [] : names.filter(begins(Math.min(3, typed.length)));
  return close.length > 0 ? close : [...names];
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
