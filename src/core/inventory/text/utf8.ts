/** Text decoded from bytes. */
export interface DecodedText {
  readonly text: string;
  /** UTF-16 offset of the first U+FFFD that stands for invalid bytes; -1 when the bytes were valid UTF-8. */
  readonly invalidAt: number;
}

const REPLACEMENT = 0xfffd;
/** Code units per `String.fromCharCode` call: small enough for every engine's argument limit. */
const UNITS_PER_CALL = 4_096;

/**
 * Strict UTF-8 of `bytes[start, end)`. The core's world has no TextDecoder.
 * Each maximal invalid sequence becomes one U+FFFD (Unicode 15, section 3.9, "U+FFFD substitution of maximal subparts"), as TextDecoder does.
 */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): DecodedText {
  let text = '';
  let units: number[] = [];
  let invalidAt = -1;
  let at = start;
  while (at < end) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      units.push(byte);
      at++;
    } else {
      const size = sequenceSize(bytes, at, end);
      if (size > 0) {
        pushCodePoint(units, codePoint(bytes, at, size));
        at += size;
      } else {
        if (invalidAt < 0) invalidAt = text.length + units.length;
        units.push(REPLACEMENT);
        at += -size;
      }
    }
    if (units.length >= UNITS_PER_CALL) {
      text += String.fromCharCode.apply(null, units);
      units = [];
    }
  }
  return { text: text + String.fromCharCode.apply(null, units), invalidAt };
}

/** UTF-16 code units that `bytes[start, end)` decode to. */
export function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at]! >= 0x80) return at - start + decodeUtf8(bytes, at, end).text.length;
  }
  return end - start;
}

/** Writes the UTF-8 of a code point at `at` and gives the position after it. The caller has left 4 bytes of room. */
export function putCodePoint(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    bytes[at++] = point;
  } else if (point < 0x800) {
    bytes[at++] = 0xc0 | (point >> 6);
    bytes[at++] = 0x80 | (point & 0x3f);
  } else if (point < 0x10000) {
    bytes[at++] = 0xe0 | (point >> 12);
    bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
    bytes[at++] = 0x80 | (point & 0x3f);
  } else {
    bytes[at++] = 0xf0 | (point >> 18);
    bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
    bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
    bytes[at++] = 0x80 | (point & 0x3f);
  }
  return at;
}

/** UTF-8 of a text; lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let point = text.codePointAt(i)!;
    if (point >= 0x10000) i++;
    else if (point >= 0xd800 && point <= 0xdfff) point = REPLACEMENT;
    at = putCodePoint(bytes, at, point);
  }
  return bytes.subarray(0, at);
}

/** Length of the valid sequence at `at`, or minus the length of the invalid part to replace. Table 3-7 of the Unicode standard. */
function sequenceSize(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  let size: number;
  let low = 0x80;
  let high = 0xbf;
  if (lead >= 0xc2 && lead <= 0xdf) size = 2;
  else if (lead >= 0xe0 && lead <= 0xef) {
    size = 3;
    if (lead === 0xe0) low = 0xa0;
    if (lead === 0xed) high = 0x9f;
  } else if (lead >= 0xf0 && lead <= 0xf4) {
    size = 4;
    if (lead === 0xf0) low = 0x90;
    if (lead === 0xf4) high = 0x8f;
  } else return -1;
  for (let i = 1; i < size; i++) {
    const next = at + i < end ? bytes[at + i]! : 0;
    if (next < low || next > high) return -i;
    low = 0x80;
    high = 0xbf;
  }
  return size;
}

function codePoint(bytes: Uint8Array, at: number, size: number): number {
  let point = bytes[at]! & (0x7f >> size);
  for (let i = 1; i < size; i++) point = (point << 6) | (bytes[at + i]! & 0x3f);
  return point;
}

function pushCodePoint(units: number[], point: number): void {
  if (point < 0x10000) {
    units.push(point);
  } else {
    units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
  }
}
