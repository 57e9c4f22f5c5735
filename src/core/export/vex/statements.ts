import { parsePlainDate } from '../../inventory/plainDate';
import type { SoftwareScope, Suppression, SuppressionScope } from '../../insights/suppress/suppression';
import type { VexComponent, VexProduct, VexStatement } from './openVex';
import { fingerprint, lookupNames, serversName, serversOf, softwareNames, softwareOf, statementFacts, statementKey, statementName, type ReadFilter } from './vexNames';

/** What a statement says, resolved as far as it can be without an estate. Never throws. */
export function suppressionOf(statement: VexStatement, readFilter: ReadFilter): Suppression {
  const id = statement['@id'] ?? '';
  const { until, by } = statementFacts(id);
  return {
    id,
    cve: statement.vulnerability.name,
    aliases: statement.vulnerability.aliases ?? [],
    status: statement.status,
    justification: statement.justification ?? '',
    impact: statement.impact_statement ?? '',
    action: statement.action_statement ?? '',
    note: statement.status_notes ?? '',
    scopes: (statement.products ?? []).flatMap((product) => scopesOf(product, readFilter)),
    until: until === undefined ? null : (parsePlainDate(until) ?? null),
    by,
    saidAt: statement.timestamp ?? '',
  };
}

/** The statement, valid by OpenVEX's schema: a justification or an impact statement, not both. `at` ISO 8601, when it is said. */
export function statementOf(suppression: Suppression, at: string): VexStatement {
  const { cve, aliases, status, justification, impact, action, note, until, by } = suppression;
  const products = suppression.scopes.map(productOf);
  const notes = [note, ...(status === 'not_affected' && justification !== '' ? [impact] : [])].filter((text) => text !== '').join('\n');
  return {
    '@id': statementName({ cve, products: fingerprint(JSON.stringify(products)), until, by }),
    vulnerability: { name: cve, ...(aliases.length === 0 ? {} : { aliases }) },
    timestamp: at,
    products,
    status,
    ...(status !== 'not_affected' ? {} : justification !== '' ? { justification } : { impact_statement: impact || UNTOLD }),
    ...(status === 'affected' ? { action_statement: action || UNTOLD } : {}),
    ...(notes === '' ? {} : { status_notes: notes }),
  };
}

const UNTOLD = 'No reason was given.';

/** Two statements of one key are one: the later counts. One without an IRI is told by what it is about. */
export function keyOfStatement({ '@id': id, vulnerability, products = [] }: VexStatement): string {
  return id === undefined ? `${vulnerability.name} ${fingerprint(JSON.stringify(products))}` : statementKey(id);
}

function productOf({ servers, software }: SuppressionScope): VexProduct {
  const subcomponents = softwareNames(software);
  return { ...serversName(servers), ...(subcomponents.length === 0 ? {} : { subcomponents }) };
}

/**
 * A product is servers with software on them, or software that servers have. Of software with subcomponents both are meant, on servers
 * that have the product. A name that is neither is taken for that of a server.
 */
function scopesOf(product: VexProduct, readFilter: ReadFilter): SuppressionScope[] {
  const subcomponents = product.subcomponents ?? [];
  const servers = serversOf(product, readFilter);
  if (servers !== undefined) return withSoftware(servers, subcomponents);
  const own = softwareOf(product);
  if (own !== undefined) {
    if (subcomponents.length === 0) return [{ servers: { kind: 'all' }, software: own }];
    const having = { kind: 'having', names: lookupNames(product) } as const;
    return own.kind === 'names' ? [{ servers: having, software: own }, ...withSoftware(having, subcomponents)] : [{ servers: { kind: 'all' }, software: own }];
  }
  const id = product['@id'] ?? '';
  return id === '' ? [] : withSoftware({ kind: 'named', name: id }, subcomponents);
}

function withSoftware(servers: SuppressionScope['servers'], subcomponents: readonly VexComponent[]): SuppressionScope[] {
  if (subcomponents.length === 0) return [{ servers, software: { kind: 'any' } }];
  const named = subcomponents.flatMap((component): SoftwareScope | [] => softwareOf(component) ?? []);
  return named.map((software) => ({ servers, software }));
}
