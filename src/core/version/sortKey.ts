/**
 * Versions are ordered by sort keys: each scheme writes a version as a string whose plain code-unit order is the scheme's order.
 * That makes every order total and transitive by construction, lets equal versions have equal keys, and turns ranking into one sort.
 */

/** Characters of a version that are looked at; longer text is no version, and compares by its beginning. */
export const MAX_VERSION_LENGTH = 10_000;

/** Keeps a number's length above the single-character marks that the schemes use, and below the surrogates. */
const NUMBER_BASE = 0x100;

/** A run of digits, of any length, as text that sorts by value: its length without leading zeros, then the digits. */
export function numberKey(digits: string): string {
  let start = 0;
  while (start < digits.length && digits.charCodeAt(start) === 48) start++;
  return String.fromCharCode(NUMBER_BASE + digits.length - start) + digits.slice(start);
}

/** Digits of the `numberKey` that begins at a place of a key. */
export function lengthOfNumberKey(key: string, at: number): number {
  return key.charCodeAt(at) - NUMBER_BASE;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
