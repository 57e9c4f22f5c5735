/**
 * A pattern of names as people type them: `*` stands for any characters, `?` for one; case does not matter.
 * Linear in the text times the pattern, whatever it says: patterns come from users and files.
 */
export function patternTest(pattern: string): (text: string) => boolean {
  const wanted = pattern.toLowerCase();
  if (!/[*?]/.test(wanted)) return (text) => text.length === wanted.length && text.toLowerCase() === wanted;
  return (text) => matches(wanted, text.toLowerCase());
}

/** Goes back to the last `*` only: what an earlier one took never has to be given back. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let i = 0; i < text.length;) {
    if (pattern[at] === '*') {
      star = at++;
      taken = i;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[i])) {
      at++;
      i++;
    } else if (star !== -1) {
      at = star + 1;
      i = ++taken;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
