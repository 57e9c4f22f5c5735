import { isDeepStrictEqual } from 'node:util';
import { createScanner, type Node, type SyntaxKind } from 'jsonc-parser';

/** By the scanner's codes, whose names exist only at compile time. */
const COMMA = 5 as SyntaxKind;
const END = 17 as SyntaxKind;

/** How a file is written. */
export interface JsonStyle {
  readonly eol: string;
  /** One level. */
  readonly unit: string;
  /** Before an element of the list. */
  readonly indent: string;
}

/** The style of a text around a list: that of its first element, else that of the line where the list begins and one level more. */
export function styleOf(text: string, list: Node): JsonStyle {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = /\n([\t ]+)/.exec(text)?.[1] ?? '  ';
  const first = list.children?.[0];
  return { eol, unit, indent: (first && indentBefore(text, first.offset)) ?? `${lineIndent(text, list.offset)}${unit}` };
}

/** A value as it stands in a list of that style; its first line without indent. */
export function elementText(value: unknown, { eol, unit, indent }: JsonStyle): string {
  return JSON.stringify(value, undefined, unit).replaceAll('\n', `${eol}${indent}`);
}

/** The element's text with the members that differ changed. Those that the schema does not know, and comments, stay. */
export function editElement(text: string, node: Node, before: unknown, after: unknown, style: JsonStyle): string {
  const whole = text.slice(node.offset, node.offset + node.length);
  if (isDeepStrictEqual(before, after)) return whole;
  if (node.type !== 'object' || !isRecord(before) || !isRecord(after)) return elementText(after, style);
  const inner: JsonStyle = { ...style, indent: (node.children?.[0] && indentBefore(text, node.children[0].offset)) ?? style.indent + style.unit };
  const isOnOneLine = !whole.includes('\n');
  const memberText = (name: string): string => `${JSON.stringify(name)}: ${isOnOneLine ? JSON.stringify(after[name]) : elementText(after[name], inner)}`;
  const isKept = (name: string): boolean => after[name] !== undefined || !(name in before);

  const properties = node.children ?? [];
  const names = properties.map(({ children }) => String(children?.[0]?.value));
  const kept: string[] = [];
  let from = node.offset + 1;
  let firstLead: string | undefined;
  properties.forEach((property, at) => {
    const lead = text.slice(from, property.offset);
    const end = property.offset + property.length;
    const next = properties[at + 1];
    const comma = next === undefined ? -1 : commaIn(text.slice(end, next.offset));
    from = comma < 0 ? end : end + comma + 1;
    firstLead ??= lead;
    const name = names[at];
    if (!isKept(name)) return;
    const isChanged = after[name] !== undefined && !isDeepStrictEqual(before[name], after[name]);
    // What led to the first one leads to the one that is first now.
    kept.push((kept.length === 0 ? firstLead : lead) + (isChanged ? memberText(name) : text.slice(property.offset, end)) + (comma < 0 ? '' : text.slice(end, end + comma)));
  });
  for (const name of Object.keys(after)) {
    if (after[name] !== undefined && !names.includes(name)) kept.push((isOnOneLine ? ' ' : `${style.eol}${inner.indent}`) + memberText(name));
  }
  return kept.length === 0 ? elementText(after, style) : `{${kept.join(',')}${text.slice(from, node.offset + node.length)}`;
}

/** Where the comma stands in what lies between two values; -1 without one. Those of comments do not count. */
export function commaIn(gap: string): number {
  const scanner = createScanner(gap, false);
  for (let token = scanner.scan(); token !== END; token = scanner.scan()) if (token === COMMA) return scanner.getTokenOffset();
  return -1;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The blanks before a place that begins its line; undefined when something else stands before it. */
function indentBefore(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[\t ]*$/.test(before) && offset !== before.length ? before : undefined;
}

function lineIndent(text: string, offset: number): string {
  return /^[\t ]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))![0];
}
