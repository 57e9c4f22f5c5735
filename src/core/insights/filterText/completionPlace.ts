import { lexFilter } from './lexFilter';
import { findKey, type FilterKey, type VocabularyName } from './vocabulary';

/** What is being typed at a place of a filter text, and which part of the text a completion replaces. */
export interface CompletionPlace {
  readonly start: number;
  readonly end: number;
  /** What stands there up to the place, quotes taken away. */
  readonly typed: string;
  readonly vocabulary: VocabularyName;
  /** The key whose value is typed; undefined where a key is. */
  readonly key: FilterKey | undefined;
  /** The text without the term at the place: what limits the counts. */
  readonly rest: string;
}

/** The place at an offset, UTF-16 code units. Null inside a word of free text or a value of a key that there is not. */
export function completionPlace(text: string, offset: number, list: 'servers' | 'software'): CompletionPlace | null {
  const tokens = lexFilter(text);
  const groups: VocabularyName[] = [list];
  let key: FilterKey | undefined;
  let term = { start: offset, depth: 0 };
  for (const [i, token] of tokens.entries()) {
    if (token.start > offset) break;
    const vocabulary = groups.at(-1)!;
    const isHere = token.start <= offset && offset <= token.end;
    if (token.kind === 'key') {
      term = { start: tokens[i - 1]?.kind === 'minus' ? token.start - 1 : token.start, depth: groups.length };
      key = findKey(vocabulary, token.text);
      if (isHere) return { ...at(token.start, token.end), key: undefined };
    } else if (token.kind === 'open') groups.push(key?.inside ?? vocabulary);
    else if (token.kind === 'close') groups.pop();
    else if (token.kind === 'word' && isHere) {
      term = { start: token.start, depth: groups.length };
      return token.isQuoted ? null : at(token.start, token.end);
    } else if (token.kind === 'value' && isHere) return key ? { ...at(token.start, token.end), key } : null;
  }
  term = { start: offset, depth: groups.length };
  return at(offset, offset);

  function at(start: number, end: number): CompletionPlace {
    const typed = text.slice(start, offset).replace(/^"/, '').replace(/\\(["\\])/g, '$1');
    // Inside a group nothing outside of it says what the values are counted among.
    const rest = groups.length > 1 ? '' : `${text.slice(0, term.start)} ${text.slice(termEnd(end))}`.trim();
    return { start, end, typed: typed.replace(/"$/, ''), vocabulary: groups.at(-1)!, key: undefined, rest };
  }

  /** The end of the last value of the term that a place belongs to. */
  function termEnd(end: number): number {
    let last = end;
    for (const token of tokens) if (token.start >= end && token.kind === 'value' && (token.start === last + 1 || token.start === last)) last = token.end;
    return last;
  }
}
