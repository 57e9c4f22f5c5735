import fs from 'node:fs';

/** Environment variable with the path of the bundle of strings in the user's language; not set for English. */
export const STRINGS_VARIABLE = 'INVENTORY_INSIGHTS_STRINGS';

/** Larger bundles are none of ours, bytes. */
const MAX_BYTES = 4_000_000;

/** Read before the first word is needed: tables of words are made when their modules load. */
const strings = readStrings(process.env[STRINGS_VARIABLE]);

/** A text in the user's language. The English text is the key, `{0}`, `{1}`, … stand for the values; what the bundle lacks stays English. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return fill(strings[text] ?? text, values);
}

function fill(text: string, values: readonly (string | number)[]): string {
  return values.length === 0 ? text : text.replace(/\{(\d+)\}/g, (place, position: string) => String(values[Number(position)] ?? place));
}

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
