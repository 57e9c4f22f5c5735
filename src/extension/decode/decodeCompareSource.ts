import type { CompareSource } from '../../protocol/models/compare';
import { decodeDate, decodeFields, decodeText } from './fields';

/** What to compare with, from a panel's state, a message or a command's argument; undefined when it is none. */
export function decodeCompareSource(value: unknown): CompareSource | undefined {
  const given = decodeFields(value);
  switch (given?.kind) {
    case 'revision': {
      const revision = decodeText(given.revision);
      return revision === undefined ? undefined : { kind: 'revision', revision };
    }
    case 'path': {
      const path = decodeText(given.path);
      return path === undefined ? undefined : { kind: 'path', path };
    }
    case 'date': {
      const date = decodeDate(given.date);
      return date === undefined ? undefined : { kind: 'date', date };
    }
    case 'suppressions': return { kind: 'suppressions' };
    default: return undefined;
  }
}
