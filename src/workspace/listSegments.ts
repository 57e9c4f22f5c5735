import type { Node } from 'jsonc-parser';
import { commaIn, type JsonStyle } from './jsonElement';

/** An element with everything that belongs to it: the comments above it and the one behind it in its line. */
interface Segment {
  readonly lead: string;
  readonly body: string;
  /** Between the body and its comma. */
  readonly before: string;
  /** Behind the comma, up to the end of the line. */
  readonly after: string;
}

/** A list of a JSON text, taken apart between its brackets so that elements come and go and all else stays byte for byte. */
export class ListSegments {
  private readonly segments: (Segment | undefined)[];
  private readonly closing: string;
  private readonly hasTrailingComma: boolean;
  private final: Segment[] | undefined;

  constructor(text: string, array: Node, private readonly style: JsonStyle) {
    const end = array.offset + array.length - 1;
    const nodes = array.children ?? [];
    const segments: Segment[] = [];
    let from = array.offset + 1;
    let comma = false;
    for (const [at, node] of nodes.entries()) {
      const bodyEnd = node.offset + node.length;
      const gap = text.slice(bodyEnd, nodes[at + 1]?.offset ?? end);
      const tail = tailOf(gap);
      comma = tail.hasComma;
      segments.push({ lead: text.slice(from, node.offset), body: text.slice(node.offset, bodyEnd), before: tail.before, after: tail.after });
      from = bodyEnd + tail.length;
    }
    this.segments = segments;
    this.closing = text.slice(from, end);
    this.hasTrailingComma = comma;
  }

  /** By the position in the text. Replacing and removing come before inserting. */
  replace(at: number, body: string): void {
    const segment = this.segments[at];
    if (segment) this.segments[at] = { ...segment, body };
  }

  remove(at: number): void {
    this.segments[at] = undefined;
  }

  /** By the position among those that are left. */
  insert(at: number, body: string): void {
    const { eol, indent } = this.style;
    this.list.splice(at, 0, { lead: `${eol}${indent}`, body, before: '', after: '' });
  }

  /** What stands between the brackets. */
  text(): string {
    const { list } = this;
    const last = list.length - 1;
    const parts = list.map(({ lead, body, before, after }, at) => `${lead}${body}${before}${at < last || this.hasTrailingComma ? ',' : ''}${after}`);
    const { eol, indent, unit } = this.style;
    const isOpenEnded = last >= 0 && !this.closing.includes('\n') && list[last].lead.includes('\n');
    return parts.join('') + this.closing + (isOpenEnded ? `${eol}${indent.endsWith(unit) ? indent.slice(0, -unit.length) : indent}` : '');
  }

  private get list(): Segment[] {
    return this.final ??= this.segments.filter((segment) => segment !== undefined);
  }
}

/** What of the gap behind an element belongs to it. */
function tailOf(gap: string): { readonly before: string; readonly after: string; readonly length: number; readonly hasComma: boolean } {
  const comma = commaIn(gap);
  const from = comma + 1;
  const lineEnd = gap.slice(from).search(/\r?\n/);
  // Behind the comma only blanks and a comment can stand; without a line end they are the next element's.
  const after = lineEnd < 0 ? '' : gap.slice(from, from + lineEnd);
  return { before: comma < 0 ? '' : gap.slice(0, comma), after, length: from + after.length, hasComma: comma >= 0 };
}
