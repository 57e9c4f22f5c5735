import { versionKey } from '../version/compareVersions';
import { compareTextAt, textAt } from './matchTables';

/** Two sorted dictionaries as one. Entries that stand in both are taken from the first. */
export interface MergedDictionary {
  readonly count: number;
  /** New place of each entry of the first dictionary; of those left out it says nothing. */
  readonly fromBase: Uint32Array;
  readonly fromDelta: Uint32Array;
  /** For each new place where its entry comes from: a place of the first dictionary, or ~place (below 0) of the second. */
  readonly origin: Int32Array;
}

/**
 * Merges the entries `live` of a sorted dictionary with a second one, of which all are used. `compare` orders an entry of the first
 * against one of the second. The second is expected to be the smaller: each of its entries is searched, in growing steps from the one before.
 * The first `fixed` entries are the same in both.
 */
export function mergeSorted(baseCount: number, live: Uint32Array, deltaCount: number, fixed: number, compare: (base: number, delta: number) => number): MergedDictionary {
  const fromBase = new Uint32Array(baseCount);
  const fromDelta = new Uint32Array(deltaCount);
  const origin = new Int32Array(live.length + deltaCount);
  let count = 0;
  let at = 0;
  for (let delta = 0; delta <= deltaCount; delta++) {
    // Behind the last entry of the second comes all that is left of the first.
    const isFixed = delta < fixed;
    const end = delta === deltaCount ? live.length : isFixed ? at : firstNotBelow(live, at, (base) => compare(base, delta) < 0);
    for (; at < end; at++) {
      const entry = live[at]!;
      fromBase[entry] = count;
      origin[count++] = entry;
    }
    if (delta === deltaCount) break;
    fromDelta[delta] = count;
    if (isFixed || (at < live.length && compare(live[at]!, delta) === 0)) {
      fromBase[live[at]!] = count;
      origin[count++] = live[at++]!;
    } else origin[count++] = ~delta;
  }
  return { count, fromBase, fromDelta, origin: origin.subarray(0, count) };
}

/** The first place from `start` on whose entry is not below: in steps that double, then by halving. */
function firstNotBelow(live: Uint32Array, start: number, isBelow: (entry: number) => boolean): number {
  let low = start;
  let step = 1;
  while (low + step <= live.length && isBelow(live[low + step - 1]!)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, live.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(live[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The places whose flag is set. */
export function liveOf(used: Uint8Array): Uint32Array {
  let count = 0;
  for (let at = 0; at < used.length; at++) count += used[at]!;
  const live = new Uint32Array(count);
  for (let at = 0, next = 0; at < used.length; at++) if (used[at]) live[next++] = at;
  return live;
}

/** A dictionary of texts as its columns. */
export interface TextDictionary {
  readonly starts: Uint32Array;
  readonly text: Uint16Array;
}

/** Merges two dictionaries of texts in the order of code units. */
export function mergeTexts(base: TextDictionary, live: Uint32Array, delta: TextDictionary, fixed: number): MergedDictionary {
  return mergeSorted(base.starts.length - 1, live, delta.starts.length - 1, fixed, againstTexts(base, delta));
}

/** Compares an entry of one dictionary with one of another; the second's is decoded once for the many that it is held against. */
function againstTexts(base: TextDictionary, delta: TextDictionary): (baseAt: number, deltaAt: number) => number {
  let decoded = -1;
  let key = '';
  return (baseAt, deltaAt) => {
    if (deltaAt !== decoded) {
      decoded = deltaAt;
      key = textAt(delta.starts, delta.text, deltaAt);
    }
    return compareTextAt(base.starts, base.text, baseAt, key);
  };
}

export interface VersionDictionary extends TextDictionary {
  readonly rank: Uint32Array;
}

/** Merges two dictionaries of versions, which stand by the generic order and then by text, `*` and `-` before all others. */
export function mergeVersions(base: VersionDictionary, live: Uint32Array, delta: VersionDictionary, fixed: number): MergedDictionary & { readonly rank: Uint32Array } {
  const keyOf = ({ starts, text }: TextDictionary, at: number): string => versionKey('generic', textAt(starts, text, at));
  const compareText = againstTexts(base, delta);
  // Neighbouring searches look at the same entries.
  const keysOfBase: (string | undefined)[] = [];
  let decoded = -1;
  let deltaKey = '';
  const merged = mergeSorted(base.starts.length - 1, live, delta.starts.length - 1, fixed, (baseAt, deltaAt) => {
    if (deltaAt !== decoded) {
      decoded = deltaAt;
      deltaKey = keyOf(delta, deltaAt);
    }
    const key = (keysOfBase[baseAt] ??= keyOf(base, baseAt));
    return key < deltaKey ? -1 : key > deltaKey ? 1 : compareText(baseAt, deltaAt);
  });
  const rank = new Uint32Array(merged.count);
  const keyAt = (place: number): string => {
    const origin = merged.origin[place]!;
    return origin >= 0 ? keyOf(base, origin) : keyOf(delta, ~origin);
  };
  for (let place = 1; place < merged.count; place++) {
    const one = merged.origin[place - 1]!;
    const other = merged.origin[place]!;
    let isEqual: boolean;
    // Of two sorted neighbours of one dictionary the ranks say it; the fixed entries are not in the order of their keys.
    if (place > fixed && one >= 0 && other >= 0) isEqual = base.rank[one] === base.rank[other];
    else if (place > fixed && one < 0 && other < 0) isEqual = delta.rank[~one] === delta.rank[~other];
    else isEqual = keyAt(place - 1) === keyAt(place);
    rank[place] = rank[place - 1]! + (isEqual ? 0 : 1);
  }
  return { ...merged, rank };
}

/** Merges two sorted lists of tuples, `width` numbers each, whose numbers are first translated; both translations keep the order. */
export function mergeTuples(width: number, base: Uint32Array, live: Uint32Array, baseMap: Uint32Array, delta: Uint32Array, deltaMap: Uint32Array): MergedDictionary {
  return mergeSorted(base.length / width, live, delta.length / width, 0, (baseAt, deltaAt) => {
    for (let field = 0; field < width; field++) {
      const difference = baseMap[base[baseAt * width + field]!]! - deltaMap[delta[deltaAt * width + field]!]!;
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** The merged dictionary's texts. Neighbours that were neighbours before are copied together. */
export function gatherTexts({ origin, count }: MergedDictionary, base: TextDictionary, delta: TextDictionary): TextDictionary {
  const starts = new Uint32Array(count + 1);
  for (let place = 0; place < count; place++) {
    const from = origin[place]!;
    const length = from >= 0 ? base.starts[from + 1]! - base.starts[from]! : delta.starts[~from + 1]! - delta.starts[~from]!;
    starts[place + 1] = starts[place]! + length;
  }
  const text = new Uint16Array(starts[count]!);
  for (let place = 0; place < count;) {
    const from = origin[place]!;
    const step = from >= 0 ? 1 : -1;
    const side = from >= 0 ? base : delta;
    const first = from >= 0 ? from : ~from;
    let run = 1;
    while (place + run < count && origin[place + run] === from + step * run) run++;
    text.set(side.text.subarray(side.starts[first], side.starts[first + run]), starts[place]);
    place += run;
  }
  return { starts, text };
}

/** The merged list's tuples, translated. */
export function gatherTuples(width: number, { origin, count }: MergedDictionary, base: Uint32Array, baseMap: Uint32Array, delta: Uint32Array, deltaMap: Uint32Array): Uint32Array {
  const tuples = new Uint32Array(count * width);
  for (let place = 0; place < count; place++) {
    const from = origin[place]!;
    const source = from >= 0 ? base : delta;
    const map = from >= 0 ? baseMap : deltaMap;
    const first = (from >= 0 ? from : ~from) * width;
    for (let field = 0; field < width; field++) tuples[place * width + field] = map[source[first + field]!]!;
  }
  return tuples;
}

/** A column beside a merged dictionary. */
export function gather<Column extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(into: Column, { origin }: Pick<MergedDictionary, 'origin'>, base: Column, delta: Column): Column {
  for (let place = 0; place < into.length; place++) {
    const from = origin[place]!;
    into[place] = from >= 0 ? base[from]! : delta[~from]!;
  }
  return into;
}
