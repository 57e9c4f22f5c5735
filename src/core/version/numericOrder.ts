import { isAsciiLetter, isDigit, MAX_VERSION_LENGTH } from './sortKey';

const ZERO = 48;
const TILDE = 126;

/**
 * The generic order (`generic.ts`) of a version in code units, from `start` to `end`, and a text, as far as numbers decide it: most
 * versions are nothing but numbers, and comparing these makes no sort key. Below 0 when the first is older, 0 when they are equal,
 * `undefined` where a letter or a tilde is reached first, so that keys have to tell. The text is at most `MAX_VERSION_LENGTH` long.
 */
export function compareNumbers(units: Uint16Array, start: number, end: number, text: string): number | undefined {
  const length = Math.min(text.length, MAX_VERSION_LENGTH);
  const last = Math.min(end, start + MAX_VERSION_LENGTH);
  let a = start;
  let b = 0;
  for (;;) {
    while (a < last && !isDigit(units[a]!)) if (isWordly(units[a++]!)) return undefined;
    while (b < length && !isDigit(text.charCodeAt(b))) if (isWordly(text.charCodeAt(b++))) return undefined;
    if (a === last || b === length) break;
    while (a < last && units[a] === ZERO) a++;
    while (b < length && text.charCodeAt(b) === ZERO) b++;
    const numberA = a;
    const numberB = b;
    let difference = 0;
    for (; a < last && b < length && isDigit(units[a]!) && isDigit(text.charCodeAt(b)); a++, b++) {
      if (difference === 0) difference = units[a]! - text.charCodeAt(b);
    }
    while (a < last && isDigit(units[a]!)) a++;
    while (b < length && isDigit(text.charCodeAt(b))) b++;
    // Of numbers without leading zeros the longer is the larger.
    const order = a - numberA - (b - numberB) || difference;
    if (order !== 0) return order;
  }
  for (; a < last; a++) {
    if (isWordly(units[a]!)) return undefined;
    if (units[a]! > ZERO && isDigit(units[a]!)) return 1;
  }
  for (; b < length; b++) {
    const code = text.charCodeAt(b);
    if (isWordly(code)) return undefined;
    if (code > ZERO && isDigit(code)) return -1;
  }
  return 0;
}

/** Everything else that is no digit only separates. */
function isWordly(code: number): boolean {
  return isAsciiLetter(code) || code === TILDE;
}
