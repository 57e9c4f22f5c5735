/**
 * A fingerprint of what makes a result the same one in the next run: 16 hexadecimal digits, of two FNV-1a hashes of 32 bits with
 * different offsets over the parts' UTF-16 code units. It tells results apart; it is no defence against somebody who wants two to meet.
 */
export function fingerprint(parts: readonly string[]): string {
  const text = parts.join('\n');
  return hash(text, 0x811c9dc5) + hash(text, 0x5bd1e995);
}

function hash(text: string, offset: number): string {
  let value = offset;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    value = Math.imul(value ^ (unit & 0xff), 0x01000193);
    value = Math.imul(value ^ (unit >>> 8), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}
