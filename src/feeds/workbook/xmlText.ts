const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text of XML with its five entities and its character references resolved; others stay as they are, because no DTD is read. */
export function xmlText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const point = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD';
  });
}

/** An attribute of a tag; undefined when it has none. */
export function xmlAttribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`[\\s:]${name}="([^"]*)"`).exec(tag);
  return match ? xmlText(match[1]!) : undefined;
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function excelText(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text;
}
