import { parseTree, type Node, type ParseError } from 'jsonc-parser';

/** A place in a text: both 1-based, the column in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** JSON with comments as it stands in a file. Read as far as it makes sense; offsets are those of the text. */
export interface JsonDocument {
  readonly text: string;
  /** Undefined when there is no value at all. */
  readonly root: Node | undefined;
  /** What keeps it from being JSON, with its place; undefined when nothing does. */
  readonly flaw: { readonly offset: number; readonly isMerge: boolean; readonly message: string } | undefined;
  placeOf(offset: number): Place;
}

/** Conflict lines as git writes them. A line of equals signs alone may stand in a comment and counts after an opening line only. */
const MERGE_LINES = /^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$/gm;
const MERGE_START = /^<{7}(?: .*)?$/m;

/**
 * Parses a text; comments and trailing commas are allowed. Of a merge conflict both sides are read, the second after the first.
 * Never throws: what nests too deep to be parsed is a flaw.
 */
export function parseDocument(text: string): JsonDocument {
  const start = MERGE_START.exec(text);
  // Of equal length, so that every offset stays.
  const readable = (start === null ? text : withoutMarkers(text)).replace(/^\uFEFF/, ' ');
  const errors: ParseError[] = [];
  let root: Node | undefined;
  let isTooDeep = false;
  try {
    root = parseTree(readable, errors, { allowTrailingComma: true, allowEmptyContent: true });
  } catch {
    isTooDeep = true;
  }
  return { text, root, flaw: flawOf(start, errors, isTooDeep), placeOf: placesIn(text) };
}

/** The plain value of a node. A member called `__proto__` is left out, it would change what the object is. */
export function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value as unknown;
  const value: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const [key, member] = property.children ?? [];
    if (key !== undefined && member !== undefined && key.value !== '__proto__') value[String(key.value)] = valueOf(member);
  }
  return value;
}

/** The value of an object's member; undefined when it has none of that name. Of two the later counts, as in `JSON.parse`. */
export function memberOf(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return (node.children ?? []).findLast(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

function flawOf(start: RegExpExecArray | null, errors: readonly ParseError[], isTooDeep: boolean): JsonDocument['flaw'] {
  if (start !== null) return { offset: start.index, isMerge: true, message: 'The file has the markers of a merge that was not finished; both sides are read.' };
  if (isTooDeep) return { offset: 0, isMerge: false, message: 'The file nests too deep to be read.' };
  const [first] = errors;
  return first && { offset: first.offset, isMerge: false, message: `The file is not valid JSON here: ${ERROR_WORDS[first.error] ?? 'this is not expected'}. What follows is read as far as it makes sense.` };
}

/** By the parser's codes, whose names exist only at compile time. */
const ERROR_WORDS: Readonly<Record<number, string>> = {
  1: 'this is no value',
  2: 'this is no number',
  3: 'a property name in double quotes is expected',
  4: 'a value is expected',
  5: 'a colon is expected',
  6: 'a comma is expected',
  7: 'a closing brace is expected',
  8: 'a closing bracket is expected',
  9: 'the file should end here',
  11: 'a comment is not closed',
  12: 'a text is not closed',
  13: 'a number is cut off',
  14: 'this is no valid \\u escape',
  15: 'this is no valid escape',
  16: 'a control character must be escaped',
};

/** The markers and the common ancestor's side as blanks. */
function withoutMarkers(text: string): string {
  const parts: string[] = [];
  let from = 0;
  let isAncestor = false;
  for (const { index, 0: line } of text.matchAll(MERGE_LINES)) {
    const between = text.slice(from, index);
    parts.push(isAncestor ? blank(between) : between, blank(line));
    isAncestor = line.startsWith('|');
    from = index + line.length;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function placesIn(text: string): (offset: number) => Place {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}
