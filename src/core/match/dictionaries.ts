/** Dictionaries of the match index: numbered in order of first sight while records come in, sorted when the index is written. */

/** Between the numbers of a tuple. */
export const SEPARATOR = ',';

/** Texts, or tuples of numbers written as text, as numbers in order of first sight. */
export class Interner {
  private readonly numbers = new Map<string, number>();
  readonly texts: string[] = [];

  constructor(first: readonly string[] = []) {
    for (const text of first) this.number(text);
  }

  number(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.numbers.set(text, number);
      this.texts.push(text);
    }
    return number;
  }
}

/** `rankOf` leads from the number at first sight to the place in the sorted dictionary. */
interface Sorted<T> {
  readonly texts: readonly T[];
  readonly rankOf: Uint32Array;
}

/** The used texts by key, then by text. `*` and `-`, where they stand at the beginning, stay there: their places are known. */
export function sortTexts(texts: readonly string[], used: Uint8Array, keyOf: (text: string) => string): Sorted<string> & { readonly keys: readonly string[] } {
  const fixed = texts[0] === '*' && texts[1] === '-' ? 2 : 0;
  const entries = texts.map((text, at) => ({ text, at, key: keyOf(text) })).filter(({ at }) => used[at]);
  const sorted = [...entries.slice(0, fixed), ...entries.slice(fixed).sort((a, b) => byCodeUnits(a.key, b.key) || byCodeUnits(a.text, b.text))];
  return { texts: sorted.map(({ text }) => text), keys: sorted.map(({ key }) => key), rankOf: ranksOf(sorted, texts.length) };
}

/** The used tuples, their fields translated by `ranksOfField`, in the order of the fields. A tuple of zeros only comes first by itself. */
export function sortTuples(tuples: readonly string[], used: Uint8Array, ranksOfField: (field: number) => Uint32Array): { readonly tuples: readonly number[][]; readonly rankOf: Uint32Array } {
  const entries = tuples
    .map((text, at) => ({ at, text }))
    .filter(({ at }) => used[at])
    .map(({ at, text }) => ({ at, fields: text.split(SEPARATOR).map((number, field) => ranksOfField(field)[Number(number)]!) }));
  const sorted = entries.sort((a, b) => byFields(a.fields, b.fields));
  return { tuples: sorted.map(({ fields }) => fields), rankOf: ranksOf(sorted, tuples.length) };
}

function ranksOf(sorted: readonly { readonly at: number }[], count: number): Uint32Array {
  const rankOf = new Uint32Array(count);
  sorted.forEach(({ at }, rank) => (rankOf[at] = rank));
  return rankOf;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byFields(a: readonly number[], b: readonly number[]): number {
  for (let field = 0; field < a.length; field++) if (a[field] !== b[field]) return a[field]! - b[field]!;
  return 0;
}

export function columnOf(tuples: readonly number[][], field: number): Uint32Array {
  return Uint32Array.from(tuples, (tuple) => tuple[field]!);
}

/** Ranks from 0 of sorted keys; equal neighbours share one. */
export function denseRanks(keys: readonly string[]): Uint32Array {
  const ranks = new Uint32Array(keys.length);
  for (let at = 1; at < keys.length; at++) ranks[at] = ranks[at - 1]! + (keys[at] === keys[at - 1] ? 0 : 1);
  return ranks;
}

type TextColumns<Name extends string> = { readonly [Column in `${Name}Starts`]: Uint32Array } & { readonly [Column in `${Name}Text`]: Uint16Array };

/** The texts as code units with start offsets, `<name>Starts` and `<name>Text`. */
export function textColumns<Name extends string>(name: Name, texts: readonly string[]): TextColumns<Name> {
  const starts = new Uint32Array(texts.length + 1);
  texts.forEach((text, at) => (starts[at + 1] = starts[at]! + text.length));
  const units = new Uint16Array(starts[texts.length]!);
  texts.forEach((text, at) => {
    for (let unit = 0; unit < text.length; unit++) units[starts[at]! + unit] = text.charCodeAt(unit);
  });
  return { [`${name}Starts`]: starts, [`${name}Text`]: units } as TextColumns<Name>;
}
