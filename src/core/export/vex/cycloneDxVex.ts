import type { SoftwareScope, Suppression, SuppressionScope, VexJustification, VexStatus } from '../../insights/suppress/suppression';
import { isDateTime, otherNames, type VexExportContext } from './exportStatements';
import type { VexComponent, VexProduct, VexStatement } from './openVex';
import { fingerprint, lookupNames, serversName, softwareNames, statementName } from './vexNames';

/** A CycloneDX component as far as a statement names it. */
export interface CycloneDxComponent {
  readonly 'bom-ref'?: string;
  readonly type?: string;
  readonly name?: string;
  readonly version?: string;
  readonly purl?: string;
  readonly cpe?: string;
  readonly components?: readonly CycloneDxComponent[];
}

export interface CycloneDxAnalysis {
  readonly state?: string;
  readonly justification?: string;
  readonly detail?: string;
  readonly firstIssued?: string;
}

/** A vulnerability of a CycloneDX document with what is said of it. */
export interface CycloneDxVulnerability {
  readonly id: string;
  readonly analysis?: CycloneDxAnalysis;
  readonly affects?: readonly { readonly ref: string }[];
  readonly properties?: readonly { readonly name?: string; readonly value?: string }[];
}

const STATES: Readonly<Record<VexStatus, string>> = {
  not_affected: 'not_affected', fixed: 'resolved', under_investigation: 'in_triage', affected: 'exploitable',
};

const STATUSES = new Map<string, VexStatus>([
  ['resolved', 'fixed'], ['resolved_with_pedigree', 'fixed'], ['exploitable', 'affected'], ['in_triage', 'under_investigation'],
  ['false_positive', 'not_affected'], ['not_affected', 'not_affected'],
]);

/** CycloneDX tells more reasons apart; each becomes the nearest of OpenVEX's, and its own word stays in the note. */
const JUSTIFICATIONS = new Map<string, VexJustification>([
  ['code_not_present', 'vulnerable_code_not_present'],
  ['code_not_reachable', 'vulnerable_code_not_in_execute_path'],
  ['requires_configuration', 'vulnerable_code_not_in_execute_path'],
  ['requires_dependency', 'vulnerable_code_not_in_execute_path'],
  ['requires_environment', 'vulnerable_code_cannot_be_controlled_by_adversary'],
  ['protected_by_compiler', 'inline_mitigations_already_exist'],
  ['protected_at_runtime', 'inline_mitigations_already_exist'],
  ['protected_at_perimeter', 'inline_mitigations_already_exist'],
  ['protected_by_mitigating_control', 'inline_mitigations_already_exist'],
]);

const CYCLONEDX_JUSTIFICATIONS: Readonly<Record<VexJustification, string>> = {
  component_not_present: 'code_not_present',
  vulnerable_code_not_present: 'code_not_present',
  vulnerable_code_not_in_execute_path: 'code_not_reachable',
  vulnerable_code_cannot_be_controlled_by_adversary: 'requires_environment',
  inline_mitigations_already_exist: 'protected_by_mitigating_control',
};

/** What CycloneDX has no field for stands in properties of this name space. */
const PROPERTY = 'inventory-insights:';
/** Between a server's IRI and that of the software on it. */
const ON = '#';

/** The statements as a CycloneDX 1.6 document: servers as components, with the software on them inside. */
export function exportCycloneDxVex(suppressions: readonly Suppression[], context: VexExportContext): object {
  const components = new Components(context);
  const vulnerabilities = suppressions.map((suppression) => {
    const { cve, status, justification, impact, action, note, until, by, saidAt, scopes } = suppression;
    const detail = [impact, action, note].filter(Boolean).join('\n');
    const properties = [
      ...(until === null ? [] : [{ name: `${PROPERTY}until`, value: until }]), ...(by === '' ? [] : [{ name: `${PROPERTY}by`, value: by }]),
      ...(justification === '' ? [] : [{ name: `${PROPERTY}justification`, value: justification }]),
    ];
    return {
      id: cve,
      analysis: {
        state: STATES[status], ...(justification === '' ? {} : { justification: CYCLONEDX_JUSTIFICATIONS[justification] }),
        ...(detail === '' ? {} : { detail }), ...(isDateTime(saidAt) ? { firstIssued: saidAt } : {}),
      },
      affects: [...new Set(scopes.map((scope) => components.refOf(scope)))].map((ref) => ({ ref })),
      ...(properties.length === 0 ? {} : { properties }),
    };
  });
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: context.id, version: 1,
    metadata: { timestamp: context.at, tools: { components: [{ type: 'application', name: 'Inventory Insights' }] } },
    components: components.all(), vulnerabilities,
  };
}

/** Components that statements are about, each server with what is said of its software. */
class Components {
  private readonly servers = new Map<string, Map<string, object>>();

  constructor(private readonly context: VexExportContext) {}

  refOf(scope: SuppressionScope): string {
    const server = serversName(scope.servers)['@id'] ?? '';
    const inside = this.servers.get(server) ?? new Map<string, object>();
    this.servers.set(server, inside);
    const names = softwareNames(scope.software).map(({ '@id': id }) => id ?? '');
    if (names.length === 0) return server;
    const ref = `${server}${ON}${names.join(' ')}`;
    if (!inside.has(ref)) inside.set(ref, { type: scope.software.kind === 'os' ? 'operating-system' : 'application', 'bom-ref': ref, ...this.described(scope.software) });
    return ref;
  }

  all(): object[] {
    return [...this.servers].map(([ref, inside]) => ({ type: 'device', 'bom-ref': ref, name: decodedTail(ref), ...(inside.size === 0 ? {} : { components: [...inside.values()] }) }));
  }

  private described(scope: SoftwareScope): object {
    switch (scope.kind) {
      case 'software': {
        const { name, version } = scope.software;
        const others = otherNames(this.context.assessment, scope).map(({ '@id': id }) => id ?? '');
        const purl = others.find((other) => other.startsWith('pkg:'));
        const cpe = others.find((other) => other.startsWith('cpe:'));
        return { name, ...(version ? { version } : {}), ...(purl ? { purl } : {}), ...(cpe ? { cpe } : {}) };
      }
      case 'names': {
        const [purl] = scope.names.purls;
        const [cpe] = scope.names.cpes;
        return { name: purl ?? cpe ?? 'software', ...(purl ? { purl } : {}), ...(cpe ? { cpe } : {}) };
      }
      default: return { name: 'operating system' };
    }
  }
}

/** The statements of a CycloneDX document; vulnerabilities of which nothing is said make none. */
export function statementsOfCycloneDx(vulnerabilities: readonly CycloneDxVulnerability[], components: readonly CycloneDxComponent[]): VexStatement[] {
  const byRef = new Map<string, CycloneDxComponent>();
  const gather = (some: readonly CycloneDxComponent[]): void => {
    for (const component of some) {
      if (component['bom-ref'] !== undefined) byRef.set(component['bom-ref'], component);
      gather(component.components ?? []);
    }
  };
  gather(components);
  return vulnerabilities.flatMap(({ id, analysis, affects = [], properties = [] }): VexStatement[] => {
    const status = STATUSES.get(analysis?.state ?? '');
    if (analysis === undefined || status === undefined) return [];
    const property = (name: string): string => properties.find((one) => one.name === PROPERTY + name)?.value ?? '';
    const justification = status === 'not_affected' ? JUSTIFICATIONS.get(analysis.justification ?? '') : undefined;
    const products = affects.map(({ ref }) => productOf(ref, byRef));
    // The words of this tool's own export come back as they were.
    const exact = property('justification') as VexJustification;
    const kept = Object.hasOwn(CYCLONEDX_JUSTIFICATIONS, exact) ? exact : justification;
    const word = analysis.justification !== undefined && kept !== exact ? `CycloneDX: ${analysis.justification}` : '';
    const detail = analysis.detail ?? '';
    const until = property('until');
    return [{
      '@id': statementName({ cve: id, products: fingerprint(JSON.stringify(products)), until: until === '' ? null : until, by: property('by') }),
      vulnerability: { name: id },
      ...(analysis.firstIssued === undefined ? {} : { timestamp: analysis.firstIssued }),
      products, status,
      ...(status !== 'not_affected' ? {} : kept !== undefined ? { justification: kept } : { impact_statement: detail || 'No reason was given.' }),
      ...(status === 'affected' ? { action_statement: detail || 'No reason was given.' } : {}),
      ...notes([word, status === 'affected' || (status === 'not_affected' && kept === undefined) ? '' : detail]),
    }];
  });
}

function notes(parts: readonly string[]): { readonly status_notes?: string } {
  const text = parts.filter(Boolean).join('\n');
  return text === '' ? {} : { status_notes: text };
}

/** A component of this document, of another one by BOM-Link, or one that its reference names by itself. */
function productOf(ref: string, byRef: ReadonlyMap<string, CycloneDxComponent>): VexProduct {
  const at = ref.indexOf(ON);
  if (ref.startsWith('inventory-insights:')) {
    return at === -1 ? { '@id': ref } : { '@id': ref.slice(0, at), subcomponents: ref.slice(at + 1).split(' ').map((name) => ({ '@id': name })) };
  }
  const inside = ref.startsWith('urn:cdx:') && at !== -1 ? ref.slice(at + 1) : ref;
  const component = byRef.get(ref) ?? byRef.get(inside);
  if (component === undefined) return { '@id': inside };
  const named: VexComponent = { '@id': component.purl ?? component.cpe ?? '', identifiers: { ...(component.purl ? { purl: component.purl } : {}), ...(component.cpe ? { cpe23: component.cpe } : {}) } };
  const names = lookupNames(named);
  if (names.purls.length + names.cpes.length > 0) return named;
  const { name = '', version, type } = component;
  // What is neither a device nor a platform is software by its name.
  if (type === 'device' || type === 'platform' || type === 'operating-system') return { '@id': name };
  return softwareProduct(name, version);
}

function softwareProduct(name: string, version: string | undefined): VexProduct {
  const [component] = softwareNames({ kind: 'software', software: { name, ...(version === undefined ? {} : { version }) } });
  return component!;
}

function decodedTail(iri: string): string {
  const tail = iri.startsWith('inventory-insights:') ? iri.slice('inventory-insights:'.length).replace(/^server\//, '') : iri;
  try {
    return decodeURIComponent(tail);
  } catch {
    return tail;
  }
}
