import { numberKey } from './sortKey';

/** Windows builds: up to eight numbers with dots, `10.0.17763.5329`. Missing parts are zero. */

const BUILD = /^\d{1,10}(?:\.\d{1,10}){0,7}$/;
const NUMBER = '\u0004';
const END = '\u0002';
const NOT_A_BUILD = '\u0001';
/** Longer text is no build; its beginning is enough to order it. */
const MAX_BUILD_LENGTH = 100;

export function isWindowsVersion(text: string): boolean {
  return text.length <= MAX_BUILD_LENGTH && BUILD.test(text);
}

/** The sort key; every text has one, and what is no build sorts below all builds, by its characters. */
export function windowsKey(text: string): string {
  if (!isWindowsVersion(text)) return NOT_A_BUILD + text.slice(0, MAX_BUILD_LENGTH);
  const parts = text.split('.').map(numberKey);
  while (parts.length > 0 && parts[parts.length - 1]!.length === 1) parts.pop();
  return parts.map((part) => NUMBER + part).join('') + END;
}
