/** A piece of a filter text, `start` to `end` in UTF-16 code units, `end` exclusive. */
export interface FilterToken {
  /** `minus` before a term; `key` without its colon; `open` and `close` are the brackets of a group. */
  readonly kind: 'minus' | 'word' | 'key' | 'value' | 'open' | 'close';
  readonly start: number;
  readonly end: number;
  /** What it says, quotes and escapes taken away. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** False: a quotation mark is missing at the end. */
  readonly isClosed: boolean;
}

const KEY = /[A-Za-z][A-Za-z-]*:/y;
const SPACE = /\s/;

/**
 * The pieces of a filter text, in order. Never fails: what is not finished yet is a piece as it stands, so that completion and the
 * parser read the same. A value that is not there yet is an empty piece behind its colon or comma.
 */
export function lexFilter(text: string): FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = 0;
  let depth = 0;
  const push = (kind: FilterToken['kind'], start: number, end: number): void => {
    tokens.push({ kind, start, end, text: text.slice(start, end), isQuoted: false, isClosed: true });
    at = end;
  };
  const values = (): void => {
    do {
      const token = readPiece(text, at, 'value', depth > 0);
      tokens.push(token);
      at = token.end;
    } while (text[at] === ',' && ++at);
  };
  while (at < text.length) {
    if (SPACE.test(text[at])) {
      at++;
      continue;
    }
    if (text[at] === ')' && depth > 0) {
      depth--;
      push('close', at, at + 1);
      continue;
    }
    if (text[at] === '-' && at + 1 < text.length && !SPACE.test(text[at + 1])) push('minus', at, at + 1);
    KEY.lastIndex = at;
    if (!KEY.test(text)) {
      const word = readPiece(text, at, 'word', depth > 0);
      tokens.push(word);
      at = word.end;
      continue;
    }
    push('key', at, KEY.lastIndex - 1);
    at++;
    if (text[at] !== '(') values();
    else {
      depth++;
      push('open', at, at + 1);
    }
  }
  return tokens;
}

/** Text up to a blank; within quotation marks anything. A value also ends at a comma, and inside a group both end at its bracket. */
function readPiece(text: string, start: number, kind: 'word' | 'value', isInside: boolean): FilterToken {
  let at = start;
  let said = '';
  let isQuoted = false;
  while (at < text.length) {
    const char = text[at];
    if (SPACE.test(char) || (kind === 'value' && char === ',') || (isInside && char === ')')) break;
    if (char !== '"') {
      said += char;
      at++;
      continue;
    }
    isQuoted = true;
    const quoted = readQuoted(text, at + 1);
    said += quoted.text;
    at = quoted.end;
    if (!quoted.isClosed) return { kind, start, end: at, text: said, isQuoted, isClosed: false };
  }
  return { kind, start, end: at, text: said, isQuoted, isClosed: true };
}

/** Up to the closing mark; `\"` and `\\` stand for the sign itself, any other backslash is one. */
function readQuoted(text: string, start: number): { readonly text: string; readonly end: number; readonly isClosed: boolean } {
  let said = '';
  let at = start;
  for (; at < text.length; at++) {
    if (text[at] === '"') return { text: said, end: at + 1, isClosed: true };
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at++;
    said += text[at];
  }
  return { text: said, end: at, isClosed: false };
}

/** A value as the language writes it: quoted where it would read as something else. */
export function quoteValue(value: string): string {
  return value === '' || /[\s",()\\]/.test(value) ? quoted(value) : value;
}

/** A search word as the language writes it. */
export function quoteWord(word: string, isFlag: boolean): string {
  return isFlag || word.startsWith('-') || /[\s"()\\:]/.test(word) ? quoted(word) : word;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
