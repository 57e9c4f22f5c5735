import type { Cpe } from './identity';

/**
 * CPE 2.3 names: formatted string and URI binding (NISTIR 7695 §6), both ways.
 *
 * Inside the program a field is `*` (ANY), `-` (NA) or a value in lower case with its quoting removed: `c++`, `joomla!`, `7.0(3)i7`.
 * A backslash stays only where the bare character would say something else: `\*`, `\?` and `\\` are the characters themselves,
 * and a value that is only a hyphen is `\-`. An unescaped `*` or `?` at the ends of a value is a wildcard.
 */

/** Characters; longer text is no CPE. The longest name NVD has is under 500. */
const MAX_CPE_LENGTH = 12_000;
const FIELD_COUNT = 11;
const PREFIX_23 = 'cpe:2.3:';
const PREFIX_URI = 'cpe:/';
const MAX_URI_COMPONENTS = 7;
/** `~edition~sw_edition~target_sw~target_hw~other` packed into the URI's edition (NISTIR 7695 §6.1.2.3). */
const PACKED_FIELDS = 6;

// eslint-disable-next-line no-control-regex -- control characters are what it is there to refuse
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * A CPE from its formatted string (`cpe:2.3:` and exactly 11 fields) or its URI (`cpe:/…`), in any letter case.
 * Undefined when malformed: too few or too many fields, an empty field, a part other than a, o, h, a wildcard inside a value.
 */
export function parseCpe(text: string): Cpe | undefined {
  return parse(text, false);
}

/** As `parseCpe`, and also a 2.3 name cut short after the product or later, its missing fields being ANY (endoflife.date writes such). */
export function parseLooseCpe(text: string): Cpe | undefined {
  return parse(text.trim(), true);
}

/** The formatted string; `parseCpe` of it gives an equal name. */
export function formatCpe(cpe: Cpe): string {
  return PREFIX_23 + fieldsOf(cpe).map(quoteField).join(':');
}

/** The URI binding, with the extended attributes packed into the edition when one of them is set. */
export function formatCpeUri(cpe: Cpe): string {
  const [part, vendor, product, version, update, edition, language, ...extended] = fieldsOf(cpe).map(uriField);
  const packed = extended.some((field) => field !== '') ? `~${[edition, ...extended].join('~')}` : edition;
  return PREFIX_URI + [part, vendor, product, version, update, packed, language].join(':').replace(/:+$/, '');
}

/** `part:vendor:product`, by which the feeds are looked up; a colon inside a field is written `\:`. */
export function cpeKey(cpe: Pick<Cpe, 'part' | 'vendor' | 'product'>): string {
  return `${cpe.part}:${keyField(cpe.vendor)}:${keyField(cpe.product)}`;
}

/** Part, vendor and product of a `cpeKey`. */
export function parseCpeKey(key: string): Pick<Cpe, 'part' | 'vendor' | 'product'> {
  const fields = ['', '', ''];
  let field = 0;
  for (let at = 0; at < key.length; at++) {
    if (key[at] === ':' && field < 2) field++;
    else if (key[at] === '\\' && at + 1 < key.length) {
      at++;
      fields[field] += key[at] === ':' ? ':' : `\\${key[at]}`;
    } else fields[field] += key[at];
  }
  const [part, vendor, product] = fields;
  return { part: part as Cpe['part'], vendor: vendor!, product: product! };
}

/** True when the field has an unescaped `*` or `?`, ANY itself not counted. */
export function hasWildcard(field: string): boolean {
  if (field === '*') return false;
  for (let at = 0; at < field.length; at++) {
    const char = field[at];
    if (char === '\\') at++;
    else if (char === '*' || char === '?') return true;
  }
  return false;
}

function parse(text: string, loose: boolean): Cpe | undefined {
  if (text.length > MAX_CPE_LENGTH || CONTROL.test(text)) return undefined;
  const lower = text.toLowerCase();
  if (lower.startsWith(PREFIX_23)) return parseFormattedString(lower.slice(PREFIX_23.length), loose);
  if (lower.startsWith(PREFIX_URI)) return parseUri(lower.slice(PREFIX_URI.length));
  return undefined;
}

function parseFormattedString(body: string, loose: boolean): Cpe | undefined {
  const bound = splitUnescaped(body);
  const enough = loose ? bound.length >= 3 && bound.length <= FIELD_COUNT : bound.length === FIELD_COUNT;
  if (!enough) return undefined;
  const fields: string[] = [];
  for (const text of bound) {
    const field = loose && text === '' && fields.length >= 3 ? '*' : unquoteField(text);
    if (field === undefined) return undefined;
    fields.push(field);
  }
  return cpeOfFields(fields);
}

/** Fields between unescaped colons. A backslash escapes whatever follows it. */
function splitUnescaped(text: string): string[] {
  // Nearly all names of NVD escape nothing.
  if (!text.includes('\\')) return text.split(':', FIELD_COUNT + 1);
  const fields: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length && fields.length <= FIELD_COUNT; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === ':') {
      fields.push(text.slice(start, at));
      start = at + 1;
    }
  }
  fields.push(text.slice(start));
  return fields;
}

const PLAIN_FIELD = /^[a-z0-9._-]+$/;

/** A field of a formatted string in the inner form; undefined when it is malformed. */
function unquoteField(text: string): string | undefined {
  if (text === '*' || PLAIN_FIELD.test(text)) return text;
  let value = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char !== '\\') {
      value += char;
      continue;
    }
    const quoted = text[++at];
    if (quoted === undefined) return undefined;
    value += keepsQuote(quoted) ? `\\${quoted}` : quoted;
  }
  // A quoted hyphen that is the whole value is a hyphen; a bare one was NA and never comes here.
  if (value === '-') return '\\-';
  return value !== '' && hasValidWildcards(value) ? value : undefined;
}

function keepsQuote(char: string): boolean {
  return char === '*' || char === '?' || char === '\\';
}

/** Wildcards stand only at the ends of a value: one `*`, or any number of `?` (NISTIR 7695 §5.3.2). */
function hasValidWildcards(value: string): boolean {
  let start = value[0] === '*' ? 1 : 0;
  if (start === 0) while (value[start] === '?') start++;
  if (start === value.length) return true;
  let end = start;
  while (end < value.length && value[end] !== '*' && value[end] !== '?') end += value[end] === '\\' ? 2 : 1;
  return end > start && (end >= value.length || /^(\*|\?+)$/.test(value.slice(end)));
}

function parseUri(body: string): Cpe | undefined {
  const components = body.split(':');
  if (components.length > MAX_URI_COMPONENTS) return undefined;
  const fields: string[] = [];
  for (let at = 0; at < MAX_URI_COMPONENTS; at++) {
    const component = components[at] ?? '';
    if (at === 5 && component.startsWith('~')) {
      const packed = component.split('~');
      if (packed.length !== PACKED_FIELDS) return undefined;
      fields.push(...packed.slice(1));
    } else {
      fields.push(component);
      if (at === 5) fields.push('', '', '', '');
    }
  }
  // Bound order is edition, sw_edition, target_sw, target_hw, other, language; the name has the language after the edition.
  const language = fields.pop()!;
  fields.splice(6, 0, language);
  const values: string[] = [];
  for (const field of fields) {
    const value = decodeUriField(field);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return cpeOfFields(values);
}

const PERCENT_RUN = /(?:%[0-9a-f]{2})+/g;

/**
 * A URI component in the inner form: blank is ANY, `%01` and `%02` are the wildcards, every other code is the character itself.
 * A bare asterisk has no place in a URI; alone it is what many write for ANY, and is read so.
 */
function decodeUriField(text: string): string | undefined {
  if (text === '' || text === '*') return '*';
  if (text === '-') return '-';
  if (text.replace(PERCENT_RUN, '').includes('%')) return undefined;
  let valid = true;
  const value = text
    .replace(/[*?\\]/g, '\\$&')
    .replace(PERCENT_RUN, (run) => {
      const decoded = decodePercentRun(run);
      if (decoded === undefined) valid = false;
      return decoded ?? '';
    })
    .toLowerCase();
  if (!valid) return undefined;
  if (value === '-') return '\\-';
  // `%02` alone is a lone wildcard: every value, which is what ANY says.
  return value !== '' && hasValidWildcards(value) ? value : undefined;
}

function decodePercentRun(run: string): string | undefined {
  let value = '';
  for (const piece of run.match(/%0[12]|(?:%(?!0[12])[0-9a-f]{2})+/g) ?? []) {
    if (piece === '%01') value += '?';
    else if (piece === '%02') value += '*';
    else {
      let text: string;
      try {
        text = decodeURIComponent(piece);
      } catch {
        return undefined;
      }
      if (CONTROL.test(text)) return undefined;
      value += text.replace(/[*?\\]/g, '\\$&');
    }
  }
  return value;
}

function cpeOfFields(fields: readonly string[]): Cpe | undefined {
  const part = fields[0];
  if (part !== 'a' && part !== 'o' && part !== 'h') return undefined;
  const field = (at: number) => fields[at] ?? '*';
  return {
    part,
    vendor: field(1),
    product: field(2),
    version: field(3),
    update: field(4),
    edition: field(5),
    language: field(6),
    swEdition: field(7),
    targetSw: field(8),
    targetHw: field(9),
    other: field(10),
  };
}

function fieldsOf(cpe: Cpe): string[] {
  return [cpe.part, cpe.vendor, cpe.product, cpe.version, cpe.update, cpe.edition, cpe.language, cpe.swEdition, cpe.targetSw, cpe.targetHw, cpe.other];
}

/** The inner form back to a formatted string's field: other punctuation than `.`, `-`, `_` gets its backslash. */
function quoteField(field: string): string {
  if (PLAIN_FIELD.test(field) || field === '*') return field;
  return field.replace(/\\[^]|[!-,/:-@[-^`{-~ ]/g, (found) => (found.length === 2 || found === '*' || found === '?' ? found : `\\${found}`));
}

function uriField(field: string): string {
  if (field === '*') return '';
  if (field === '-') return '-';
  return field.replace(/\\[^]|[^a-z0-9._-]/gu, (found) => {
    if (found === '*') return '%02';
    if (found === '?') return '%01';
    const char = found.length > 1 && found[0] === '\\' ? found.slice(1) : found;
    return encodeURIComponent(char).replace(/[!'()*~-]/g, percent).toLowerCase();
  });
}

/** The characters that encodeURIComponent leaves bare and a CPE does not. */
function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16)}`;
}

function keyField(field: string): string {
  return field.includes(':') ? field.replaceAll(':', '\\:') : field;
}
