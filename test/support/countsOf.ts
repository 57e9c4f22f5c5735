import type { Target } from '../../src/protocol/models/frame';

export interface FoundCount {
  /** Where in the model, for messages: `header.2.count`. */
  readonly path: string;
  readonly value: number;
  readonly target: Target | undefined;
}

/**
 * Every number of a view model that says it can be opened: `{ value, target }` anywhere in it, and numbers inside sentences
 * (`{ text: '1,204', target }`).
 */
export function countsOf(model: unknown, path = ''): FoundCount[] {
  if (typeof model !== 'object' || model === null) return [];
  const fields = Object.entries(model);
  const found = fields.flatMap(([name, value]) => countsOf(value, path === '' ? name : `${path}.${name}`));
  const { value, text, target } = model as { readonly value?: unknown; readonly text?: unknown; readonly target?: Target };
  // A count has a value and perhaps a target and a share, nothing else; a facet's value is a text.
  if (typeof value === 'number' && fields.every(([name]) => ['value', 'target', 'share'].includes(name))) found.push({ path, value, target });
  if (typeof text === 'string' && /^[\d,]+$/.test(text)) found.push({ path, value: Number(text.replaceAll(',', '')), target });
  return found;
}
