import { READ_LIMITS } from '../reader';

/** A member of an object in a text. Offsets are UTF-16, end exclusive; those of a text leave its quotes out. */
export interface TextMember {
  readonly name: string;
  readonly kind: 'text' | 'plain' | 'object' | 'array';
  readonly start: number;
  readonly end: number;
}

/** The members of the object that opens at `offset`, and of nothing else there; as far as the text is JSON. */
export function readTextObject(text: string, offset: number): readonly TextMember[] {
  const members: TextMember[] = [];
  let at = skipBlanks(text, offset);
  if (text[at] !== '{') return members;
  at = skipBlanks(text, at + 1);
  while (text[at] === '"') {
    const nameEnd = stringEnd(text, at);
    const name = text.slice(at + 1, nameEnd - 1);
    at = skipBlanks(text, nameEnd);
    if (text[at] !== ':') break;
    at = skipBlanks(text, at + 1);
    const end = valueEnd(text, at);
    if (end === at) break;
    const first = text[at];
    if (first === '"') members.push({ name, kind: 'text', start: at + 1, end: Math.max(at + 1, end - 1) });
    else members.push({ name, kind: first === '{' ? 'object' : first === '[' ? 'array' : 'plain', start: at, end });
    at = skipBlanks(text, end);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return members;
}

/** What a member that is a text or plain value says. */
export function memberValue(text: string, { kind, start, end }: TextMember): string {
  const written = text.slice(start, end);
  if (kind !== 'text' || !written.includes('\\')) return written;
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}

/** The name before the list or object that the value at `offset` stands in: `software` for an entry of a server's software. '' when there is none. */
export function enclosingName(text: string, offset: number): string {
  let depth = 0;
  let at = offset - 1;
  while (at >= 0) {
    const char = text[at];
    if (char === '"') at = stringStart(text, at);
    else if (char === ']' || char === '}') depth++;
    else if ((char === '[' || char === '{') && depth-- === 0) break;
    at--;
  }
  const before = text.slice(Math.max(0, at - READ_LIMITS.cellLength), Math.max(0, at));
  return /"([^"]*)"\s*:\s*$/.exec(before)?.[1] ?? '';
}

/** Offset behind the value that starts at `at`; `at` itself when none does. Closes lists and objects by counting. */
export function valueEnd(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return stringEnd(text, at);
  if (first !== '{' && first !== '[') {
    let end = at;
    while (end < text.length && /[A-Za-z0-9+.-]/.test(text[end]!)) end++;
    return end;
  }
  let depth = 0;
  let end = at;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === 0x22) {
      end = stringEnd(text, end);
      continue;
    }
    if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return end + 1;
    end++;
  }
  return end;
}

export function skipBlanks(text: string, at: number): number {
  while (at < text.length && (text[at] === ' ' || text[at] === '\t' || text[at] === '\n' || text[at] === '\r' || text[at] === '\uFEFF')) at++;
  return at;
}

/** Offset behind the closing quote of the string that opens at `at`. */
function stringEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === 0x22) return end + 1;
    end += code === 0x5c ? 2 : 1;
  }
  return text.length;
}

/** Offset of the opening quote of the string that closes at `at`: the nearest quote before it that no odd run of backslashes escapes. */
function stringStart(text: string, at: number): number {
  let start = at - 1;
  for (; start >= 0; start--) {
    if (text[start] !== '"') continue;
    let backslashes = 0;
    while (text[start - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return start;
  }
  return 0;
}
