import type { CellTable } from '../text/cellTable';

/** A small JSON value with its place, for the parts of a server that are no long lists. Texts are clean. */
export type JsonNode =
  | { readonly kind: 'text' | 'number'; readonly text: string; readonly line: number; readonly column: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly line: number; readonly column: number }
  | { readonly kind: 'null'; readonly line: number; readonly column: number }
  | { readonly kind: 'array'; readonly items: JsonNode[]; readonly line: number; readonly column: number }
  | { readonly kind: 'object'; readonly members: Map<string, JsonNode>; readonly line: number; readonly column: number };

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
