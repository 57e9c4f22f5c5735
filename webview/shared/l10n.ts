/** Id of the element in which the host puts the strings of the user's language. */
const STRINGS_ID = 'ii-strings';

/** Read before the first word is needed: tables of words are made when their modules load. */
const strings = readStrings(document.getElementById(STRINGS_ID)?.textContent ?? '');

/** A text in the user's language. The English text is the key, `{0}`, `{1}`, … stand for the values; what the bundle lacks stays English. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  const said = strings[text] ?? text;
  return values.length === 0 ? said : said.replace(/\{(\d+)\}/gu, (place, position: string) => String(values[Number(position)] ?? place));
}

/** A text in the user's language with templates in its places, as lit draws them in order. */
export function tParts(text: string, ...parts: readonly unknown[]): readonly unknown[] {
  return (strings[text] ?? text).split(/(\{\d+\})/u).map(piece => {
    const place = /^\{(\d+)\}$/u.exec(piece);
    return place === null ? piece : parts[Number(place[1])];
  });
}

function readStrings(text: string): Readonly<Record<string, string>> {
  if (text === '') return {};
  try {
    const bundle: unknown = JSON.parse(text);
    return typeof bundle === 'object' && bundle !== null ? Object.fromEntries(Object.entries(bundle).filter(([, value]) => typeof value === 'string')) : {};
  } catch {
    return {};
  }
}
