/** How the core's sentences are said: a presenter passes that of its user, and without one they are English. */
export interface Language {
  /** A text in the language. The English text is the key, `{0}`, `{1}`, … stand for the values. */
  readonly t: (text: string, ...values: readonly (string | number)[]) => string;
  /** A text of one of the core's tables of words. */
  readonly word: (text: string) => string;
  /** A whole number with its thousands apart. */
  readonly grouped: (value: number) => string;
}

/** The text with the values in the places of `{0}`, `{1}`, …; a place without a value stays as it is. */
export function fillPlaces(text: string, values: readonly (string | number)[]): string {
  return values.length === 0 ? text : text.replace(/\{(\d+)\}/g, (place, position: string) => String(values[Number(position)] ?? place));
}

export const ENGLISH: Language = {
  t: (text, ...values) => fillPlaces(text, values),
  word: (text) => text,
  grouped: (value) => value.toLocaleString('en-US'),
};
