/** A message or tooltip is read at a glance; the Feeds view and the log have the whole of a reason. UTF-16 code units. */
const MAX_TEXT = 240;

export function shortened(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT).replace(/\s*\S*$/, '')}…`;
}
