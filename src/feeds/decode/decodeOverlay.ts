import type { Configuration } from '../../core/match/cveRecord';
import { cveKey } from './cveId';
import { decodeConfigurations, WrongShape } from './decodeConfigurations';
import { decodeReferences, decodeTimestamp } from './recordFields';
import { asArray, asObject, cutText, shapeName } from './shape';

const MAX_DESCRIPTION_LENGTH = 16_384;
const MAX_REFERENCES = 500;

/** A record of an overlay: configurations for a CVE that NVD has none of. */
export interface OverlayRecord {
  readonly id: string;
  /** As written; '' when absent. */
  readonly published: string;
  readonly modified: string;
  readonly description: string;
  readonly references: readonly string[];
  readonly configurations: readonly Configuration[];
}

export type DecodedOverlay =
  | { readonly kind: 'overlay'; readonly record: OverlayRecord }
  /** `id` is '' when that was not readable either. */
  | { readonly kind: 'unreadable'; readonly id: string; readonly reason: string };

/**
 * One record: `{_annotation: {cve_id, published, modified, description, references}, cve: {configurations, references}}`, everything of
 * the annotation but the id optional, `configurations` as NVD 2.0 writes them. A criteria whose vendor or product is `null` says
 * on purpose that the CVE matches nothing: its row is left out, and the configurations, then without rows, still count as said.
 */
export function decodeOverlayRecord(value: unknown): DecodedOverlay {
  const entry = asObject(value);
  const annotation = asObject(entry?._annotation);
  const cve = asObject(entry?.cve);
  if (!entry || !annotation || !cve) return { kind: 'unreadable', id: '', reason: entry ? 'it has no `_annotation` or no `cve`' : `it is ${shapeName(value)}, not an object` };
  const written = annotation.cve_id ?? cve.id;
  const id = typeof written === 'string' ? written : '';
  if (cveKey(id) === undefined) return { kind: 'unreadable', id: cutText(id, 32), reason: 'its `cve_id` is not a CVE id' };
  try {
    return {
      kind: 'overlay',
      record: {
        id,
        published: decodeTimestamp(annotation.published) ?? '',
        modified: decodeTimestamp(annotation.modified) ?? '',
        description: cutText(annotation.description, MAX_DESCRIPTION_LENGTH),
        references: referencesOf(annotation.references, cve.references),
        configurations: decodeConfigurations(cve.configurations).map(withoutNull),
      },
    };
  } catch (error) {
    if (error instanceof WrongShape) return { kind: 'unreadable', id, reason: error.message };
    throw error;
  }
}

/** The record as `decodeOverlayRecord` reads it again. */
export function encodeOverlayRecord({ id, published, modified, description, references, configurations }: OverlayRecord): unknown {
  return { _annotation: { cve_id: id, published, modified, description, references }, cve: { configurations } };
}

function referencesOf(annotated: unknown, own: unknown): string[] {
  const urls = (asArray(annotated) ?? []).filter((url) => typeof url === 'string').map((url) => ({ url }));
  return decodeReferences([...urls, ...(asArray(own) ?? [])].slice(0, MAX_REFERENCES));
}

function withoutNull(configuration: Configuration): Configuration {
  return { ...configuration, nodes: configuration.nodes.map((node) => ({ ...node, cpeMatch: node.cpeMatch.filter(({ criteria }) => !/^cpe:2\.3:[aoh]:null:null:/i.test(criteria)) })) };
}
