/** Text of inventories and feeds on one line: control characters and line breaks become blanks, signs that turn the direction of text go, and long text is cut. */
export function plainText(text: string, length: number): string {
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '').trim();
  if (plain.length <= length) return plain;
  // A character of two code units is not cut in half.
  const end = /[\ud800-\udbff]/.test(plain[length - 2]!) ? length - 2 : length - 1;
  return `${plain.slice(0, end)}…`;
}
