import fs from 'node:fs';
import path from 'node:path';
import { fillPlaces, type Language } from '../core/language';

/** Environment variable with the path of the bundle of strings in the user's language; not set for English. */
export const STRINGS_VARIABLE = 'INVENTORY_INSIGHTS_STRINGS';

/** Larger bundles are none of ours, bytes. */
const MAX_BYTES = 4_000_000;

/** Read before the first word is needed: tables of words are made when their modules load. */
const strings = readStrings(process.env[STRINGS_VARIABLE]);

/** How numbers are written, as the bundle's name has it: `bundle.l10n.de.json`. */
export const LOCALE = localeOf(process.env[STRINGS_VARIABLE]);

/** A text in the user's language. The English text is the key, `{0}`, `{1}`, … stand for the values; what the bundle lacks stays English. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return fillPlaces(strings[text] ?? text, values);
}

// A format made once: `toLocaleString` looks for one at every number, and a list has thousands.
const plain = new Intl.NumberFormat(LOCALE);

/** What the core says to the user is said in these words. */
export const LANGUAGE: Language = { t, word: t, grouped: (value) => plain.format(value) };

function readStrings(file: string | undefined): Readonly<Record<string, string>> {
  if (file === undefined || file === '') return {};
  try {
    if (fs.statSync(file).size > MAX_BYTES) return {};
    const bundle: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return typeof bundle === 'object' && bundle !== null ? Object.fromEntries(Object.entries(bundle).filter(([, value]) => typeof value === 'string')) : {};
  } catch {
    return {};
  }
}

function localeOf(file: string | undefined): string {
  const [, name] = /^bundle\.l10n\.([\w-]+)\.json$/.exec(path.basename(file ?? '')) ?? [];
  try {
    return name === undefined || Object.keys(strings).length === 0 ? 'en-US' : Intl.getCanonicalLocales(name)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}
