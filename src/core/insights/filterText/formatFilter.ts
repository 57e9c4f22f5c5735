import type { DateBounds, ServerFilter, SoftwareFilter } from '../filter';
import { writeDates } from './dates';
import { quoteValue, quoteWord } from './lexFilter';
import { canonicalWords, findFlag, VOCABULARIES, type FilterKey, type VocabularyName } from './vocabulary';

/** The canonical text of a filter: reading it gives the same filter. '' when nothing limits. */
export function formatServerFilter(filter: ServerFilter): string {
  return terms(filter as Fields, 'servers', '').join(' ');
}

export function formatSoftwareFilter(filter: SoftwareFilter): string {
  return terms(filter as Fields, 'software', '').join(' ');
}

type Fields = Readonly<Record<string, unknown>>;

/** `sign` is `-` for what is left out. */
function terms(filter: Fields, vocabulary: VocabularyName, sign: '' | '-'): string[] {
  const keyed = VOCABULARIES[vocabulary].flatMap((key) => (filter[key.field] === undefined ? [] : term(key, filter[key.field], vocabulary, sign)));
  const words = typeof filter.text === 'string' ? filter.text.split(/\s+/).filter(Boolean) : [];
  return [...keyed, ...words.map((word) => sign + quoteWord(word, findFlag(vocabulary, word) !== undefined))];
}

function term(key: FilterKey, value: unknown, vocabulary: VocabularyName, sign: '' | '-'): string[] {
  const write = (texts: readonly string[]): string[] => (texts.length === 0 ? [] : [`${sign}${key.key}:${texts.join(',')}`]);
  switch (key.kind) {
    case 'flag': return write([value === true ? 'yes' : 'no']);
    case 'words': return write((value as readonly string[]).map((one) => wordOf(key, one)));
    case 'values': return write((value as readonly string[]).map(quoteValue));
    case 'text': return write([quoteValue(value as string)]);
    case 'cve': return write(value === '' ? [] : [value as string]);
    case 'dates': return write(writeDates(value as DateBounds));
    case 'group': return group(key, value as Fields, vocabulary, sign);
  }
}

function group(key: FilterKey, value: Fields, vocabulary: VocabularyName, sign: '' | '-'): string[] {
  if (key.field === 'except' && sign === '') return except(value, vocabulary);
  const only = key.short !== undefined && Object.keys(value).every((field) => field === key.short || value[field] === undefined) ? value[key.short] : undefined;
  if (typeof only === 'string') return [`${sign}${key.key}:${quoteValue(only)}`];
  return [`${sign}${key.key}:(${terms(value, key.inside!, '').join(' ')})`];
}

/** Each limit with a minus. A flag, or what is itself left out, would read as something else and stands in a group. */
function except(value: Fields, vocabulary: VocabularyName): string[] {
  const isSigned = (field: string): boolean => {
    const key = VOCABULARIES[vocabulary].find((one) => one.field === field);
    return field === 'text' || (key !== undefined && key.kind !== 'flag' && field !== 'except');
  };
  const part = (signed: boolean): Fields => Object.fromEntries(Object.entries(value).filter(([field, one]) => one !== undefined && isSigned(field) === signed));
  const grouped = terms(part(false), vocabulary, '');
  return [...terms(part(true), vocabulary, '-'), ...(grouped.length === 0 ? [] : [`except:(${grouped.join(' ')})`])];
}

function wordOf(key: FilterKey, value: string): string {
  return canonicalWords(key).find((word) => key.words![word] === value) ?? quoteValue(value);
}
