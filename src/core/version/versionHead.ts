import { END, genericKey, NUMBER, WORD } from './generic';
import { isAsciiLetter, isDigit, lengthOfNumberKey, MAX_VERSION_LENGTH } from './sortKey';

/** Numbers at the beginning of a version that its head has. */
const NUMBERS = 3;
/** Values that each of them can take. With the mark behind them that makes 2^53, so that heads are exact. */
const SIZE = 1 << 17;
/** What follows the numbers, in its order. Of versions that end there, as most do, the head says everything. */
const Mark = { preRelease: 0, end: 1, word: 2, number: 3 } as const;
const MARKS = 4;
const TILDE = 126;
const ZERO = 48;

/**
 * The beginning of a version as one number that never contradicts the generic order (`generic.ts`): where a head is lower the version is
 * older, and equal heads say nothing unless they are complete. A number that does not fit counts as the highest, which no other is, and ends the head.
 */
export function versionHead(text: string): number {
  const end = Math.min(text.length, MAX_VERSION_LENGTH);
  let head = 0;
  let count = 0;
  for (let at = 0; at < end; at++) {
    const first = text.charCodeAt(at);
    if (isDigit(first)) {
      let value = first - ZERO;
      for (; at + 1 < end && isDigit(text.charCodeAt(at + 1)); at++) if (value < SIZE) value = value * 10 + text.charCodeAt(at + 1) - ZERO;
      if (count < NUMBERS) {
        if (value >= SIZE - 1) return endedAt(head, count);
        head = head * SIZE + value;
        count++;
      } else if (value > 0) return head * MARKS + Mark.number;
    } else if (isAsciiLetter(first) || first === TILDE) {
      // What a word means its key knows.
      return headOfKey(genericKey(text));
    }
  }
  for (; count < NUMBERS; count++) head *= SIZE;
  return head * MARKS + Mark.end;
}

/** Whether versions with this head are equal. */
export function isComplete(head: number): boolean {
  return head % MARKS === Mark.end;
}

function headOfKey(key: string): number {
  let head = 0;
  let at = 0;
  for (let count = 0; count < NUMBERS; count++) {
    let value = 0;
    if (key[at] === NUMBER) {
      const end = at + 2 + lengthOfNumberKey(key, at + 1);
      value = Number(key.slice(at + 2, end));
      at = end;
    }
    if (value >= SIZE - 1) return endedAt(head, count);
    head = head * SIZE + value;
  }
  return head * MARKS + (key[at] === NUMBER ? Mark.number : key[at] === WORD ? Mark.word : key[at] === END ? Mark.end : Mark.preRelease);
}

/** A head whose number at a place is the highest, and that says nothing of what is behind. */
function endedAt(head: number, count: number): number {
  let ended = head * SIZE + SIZE - 1;
  for (let behind = count + 1; behind < NUMBERS; behind++) ended *= SIZE;
  return ended * MARKS + Mark.number;
}
