import type { CompareKind, CompareSource } from '../../protocol/models/compare';
import { decodeDate, decodeFields, decodeName, decodeText, decodeWhole } from './fields';

/** What to compare with, from a panel's state, a message or a command's argument; undefined when it is none. */
export function decodeCompareSource(value: unknown): CompareSource | undefined {
  const given = decodeFields(value);
  switch (given?.kind) {
    case 'revision': {
      const revision = decodeText(given.revision);
      return revision === undefined ? undefined : { kind: 'revision', revision };
    }
    case 'path':
    case 'feeds': {
      const path = decodeText(given.path);
      return path === undefined ? undefined : { kind: given.kind, path };
    }
    case 'date':
    case 'day': {
      const date = decodeDate(given.date);
      return date === undefined ? undefined : { kind: given.kind, date };
    }
    case 'generation': {
      const generation = decodeWhole(given.generation, 1);
      return generation === undefined ? undefined : { kind: 'generation', generation };
    }
    case 'suppressions': return { kind: 'suppressions' };
    default: return undefined;
  }
}

/** The kind of servers that the Compare panel lists; undefined: all that differ. */
export function decodeCompareKind(value: unknown): CompareKind | undefined {
  return decodeName(value, { new: true, gone: true, changed: true });
}
