/** Two lines stand in the height of one bar. */
const MOST_LINES = 2;
const CUT = '…';

/**
 * A label in as few lines as it needs, broken between words. What is longer than two lines ends with an ellipsis; so does a word that is wider
 * than a line.
 * @param width of a line, in the unit of `measure`
 */
export function fitLabel(label: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let rest = label.trim();
  while (measure(rest) > width && lines.length < MOST_LINES - 1) {
    const words = rest.split(' ');
    let fitting = words.length - 1;
    while (fitting > 0 && measure(words.slice(0, fitting).join(' ')) > width) fitting--;
    if (fitting === 0) break;
    lines.push(words.slice(0, fitting).join(' '));
    rest = words.slice(fitting).join(' ');
  }
  return [...lines, shortened(rest, width, measure)];
}

function shortened(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  // By code points, so that no letter is cut in two.
  const letters = [...text];
  let from = 0;
  let to = letters.length - 1;
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (measure(letters.slice(0, middle).join('') + CUT) <= width) from = middle;
    else to = middle - 1;
  }
  return letters.slice(0, from).join('').trimEnd() + CUT;
}
