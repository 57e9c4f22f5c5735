import { formatCpeUri } from '../../identify/cpe';
import type { Assessment } from '../../insights/assessment';
import { isSoftware } from '../../insights/namedSoftware';
import type { SoftwareScope, Suppression } from '../../insights/suppress/suppression';
import { vexHeader, type VexComponent, type VexDocument, type VexStatement } from './openVex';
import { statementOf } from './statements';

/** Names by which others know a software, for each of its scopes at most. */
const MOST_NAMES = 20;

export interface VexExportContext {
  readonly assessment: Assessment;
  /** ISO 8601 in UTC, and an IRI that no other document has. */
  readonly at: string;
  readonly id: string;
  readonly author: string;
}

/**
 * The statements as an OpenVEX 0.2.0 document for others, valid by its schema: one that somebody wrote by hand is put right. Software is
 * named as others know it too, by package URL and CPE as far as the estate has them. A document needs at least one statement.
 */
export function exportOpenVex(suppressions: readonly Suppression[], context: VexExportContext): VexDocument {
  return { ...vexHeader(context.id, context.author, context.at), statements: suppressions.map((suppression) => exported(suppression, context)) };
}

function exported(suppression: Suppression, { assessment, at }: VexExportContext): VexStatement {
  const statement = statementOf(suppression, isDateTime(suppression.saidAt) ? suppression.saidAt : at);
  return {
    ...statement,
    products: (statement.products ?? []).map((product, position) => {
      const known = new Set(product.subcomponents?.map(({ '@id': id }) => id));
      const more = otherNames(assessment, suppression.scopes[position]!.software).filter(({ '@id': id }) => !known.has(id));
      return more.length === 0 ? product : { ...product, subcomponents: [...(product.subcomponents ?? []), ...more] };
    }),
  };
}

/** Package URLs and CPEs of the software that a scope names as the inventory writes it. */
export function otherNames({ estate, identities }: Assessment, scope: SoftwareScope): VexComponent[] {
  if (scope.kind !== 'software') return [];
  const names = new Set<string>();
  for (const software of estate.software) {
    if (names.size >= MOST_NAMES) break;
    if (!isSoftware(software, scope.software)) continue;
    if (software.purl !== '') names.add(software.purl);
    const [cpe] = identities.software[software.index]!.cpes;
    if (cpe) names.add(formatCpeUri(cpe));
  }
  return [...names].map((name) => ({ '@id': name }));
}

export function isDateTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
}
