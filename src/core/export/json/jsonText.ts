/** Characters of a list joined before a chunk is handed out: each is a write, and a turn for others. */
const CHUNK_LENGTH = 65_536;

/**
 * JSON of an object in chunks, its lists one element a line: as readable with `less` as with `jq`, and never one string of the whole.
 * A list may be any iterable, whose elements are then made chunk by chunk as they are written; undefined members are left out.
 */
export function* jsonText(value: object): Generator<string> {
  let lead = '{\n';
  for (const [key, member] of Object.entries(value) as [string, unknown][]) {
    if (member === undefined) continue;
    yield `${lead}${JSON.stringify(key)}: `;
    yield* isList(member) ? listText(member) : [JSON.stringify(member) ?? 'null'];
    lead = ',\n';
  }
  yield lead === '{\n' ? '{}\n' : '\n}\n';
}

function* listText(list: Iterable<unknown>): Generator<string> {
  let chunk = '[';
  let before = '\n';
  for (const element of list) {
    chunk += before + (JSON.stringify(element) ?? 'null');
    before = ',\n';
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield before === '\n' ? '[]' : `${chunk}\n]`;
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
