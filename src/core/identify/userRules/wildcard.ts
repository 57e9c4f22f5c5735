/**
 * Tells texts that fit a pattern as a whole: `*` stands for any characters, none too; case and blanks around do not matter.
 * Linear in the text for each piece between two stars, whatever the pattern says.
 */
export function wildcard(pattern: string): (text: string) => boolean {
  const pieces = tidy(pattern).split('*');
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return (text) => tidy(text) === first;
  return (text) => {
    const whole = tidy(text);
    if (whole.length < first.length + last.length || !whole.startsWith(first) || !whole.endsWith(last)) return false;
    const end = whole.length - last.length;
    let from = first.length;
    for (const piece of rest) {
      const at = whole.indexOf(piece, from);
      if (at < 0 || at + piece.length > end) return false;
      from = at + piece.length;
    }
    return true;
  };
}

export function tidy(text: string): string {
  return text.trim().toLowerCase();
}

/** Characters that a pattern names: the more, the narrower it is. */
export function literalLength(pattern: string): number {
  return tidy(pattern).replaceAll('*', '').length;
}
