import type { CellTable } from '../text/cellTable';

/** A small JSON value with its place, for the parts of a server that are no long lists. Texts are clean. */
export type JsonNode =
  | { readonly kind: 'text' | 'number'; readonly text: string; readonly line: number; readonly column: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly line: number; readonly column: number }
  | { readonly kind: 'null'; readonly line: number; readonly column: number }
  | { readonly kind: 'array'; readonly items: JsonNode[]; readonly line: number; readonly column: number }
  | { readonly kind: 'object'; readonly members: Map<string, JsonNode>; readonly line: number; readonly column: number };

/** Levels that are looked at of JSON inside a text. */
const MAX_DEPTH = 8;

type Container = Extract<JsonNode, { kind: 'array' | 'object' }>;

/** Builds one value from events; `root` is there when `depth` is back at 0. */
export class JsonNodeBuilder {
  root: JsonNode | undefined;
  private readonly stack: Container[] = [];
  private key = '';

  constructor(private readonly table: CellTable) {}

  get depth(): number {
    return this.stack.length;
  }

  open(isArray: boolean, line: number, column: number): void {
    const node: Container = isArray ? { kind: 'array', items: [], line, column } : { kind: 'object', members: new Map(), line, column };
    this.put(node);
    this.stack.push(node);
  }

  close(): void {
    this.stack.pop();
  }

  setKey(cell: number): void {
    this.key = this.table.cleanText(cell);
  }

  text(kind: 'text' | 'number', cell: number, line: number, column: number): void {
    this.put({ kind, text: this.table.cleanText(cell), line, column });
  }

  literal(value: boolean | null, line: number, column: number): void {
    this.put(value === null ? { kind: 'null', line, column } : { kind: 'boolean', value, line, column });
  }

  private put(node: JsonNode): void {
    const top = this.stack[this.stack.length - 1];
    if (top === undefined) this.root = node;
    else if (top.kind === 'array') top.items.push(node);
    else top.members.set(this.key, node);
  }
}

/** A value as one line of text, for properties that the format does not know. */
export function nodeText(node: JsonNode): string {
  switch (node.kind) {
    case 'text':
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    case 'null':
      return '';
    case 'array':
      return node.items.map(nodeText).join('; ');
    case 'object':
      return [...node.members].map(([name, value]) => `${name}=${nodeText(value)}`).join('; ');
  }
}

/** An object written as JSON inside a text or cell, all of it at that place; undefined for anything else. */
export function nodeOfText(text: string, place: { readonly line: number; readonly column: number }): Extract<JsonNode, { kind: 'object' }> | undefined {
  try {
    const node = nodeOf(JSON.parse(text) as unknown, place, 0);
    return node.kind === 'object' ? node : undefined;
  } catch {
    return undefined;
  }
}

function nodeOf(value: unknown, { line, column }: { readonly line: number; readonly column: number }, depth: number): JsonNode {
  const place = { line, column };
  if (typeof value === 'string' || typeof value === 'number') return { kind: typeof value === 'string' ? 'text' : 'number', text: String(value), ...place };
  if (typeof value === 'boolean') return { kind: 'boolean', value, ...place };
  if (value === null || typeof value !== 'object' || depth >= MAX_DEPTH) return { kind: 'null', ...place };
  if (Array.isArray(value)) return { kind: 'array', items: value.map((item) => nodeOf(item, place, depth + 1)), ...place };
  return { kind: 'object', members: new Map(Object.entries(value).map(([name, member]) => [name, nodeOf(member, place, depth + 1)])), ...place };
}
