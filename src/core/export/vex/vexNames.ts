import type { SoftwareRef } from '../../insights/filter';
import type { ServerScope, SoftwareNames, SoftwareScope } from '../../insights/suppress/suppression';
import type { VexComponent } from './openVex';

/*
 * OpenVEX allows no fields of one's own, but names everything by IRI. So a scope, a last day and a name of a person are parts of IRIs:
 *   inventory-insights:servers                          all servers
 *   inventory-insights:server/web-01.contoso.com        one, by its key
 *   inventory-insights:servers?filter=tag%3Arole%3Dweb  those that pass a filter
 *   inventory-insights:software?name=Tomcat&version=9   a software as the inventory writes it; absent parts are any
 *   inventory-insights:os                               the operating system
 *   inventory-insights:set-aside/CVE-2021-44228/1f0c…?until=2027-03-01&by=ada   a statement
 */
const SCHEME = 'inventory-insights:';
const SOFTWARE_PARTS = ['name', 'publisher', 'version', 'source', 'cpe', 'purl'] as const;

/** A filter's text as a filter, or null when it is none. */
export type ReadFilter = (text: string) => Extract<ServerScope, { kind: 'filter' }>['filter'];

/** The IRI of servers that a statement is about; of those that others named, as they named them. */
export function serversName(scope: ServerScope): VexComponent {
  switch (scope.kind) {
    case 'all': return { '@id': `${SCHEME}servers` };
    case 'server': return { '@id': `${SCHEME}server/${encoded(scope.key)}` };
    case 'filter': return { '@id': `${SCHEME}servers?filter=${encoded(scope.text)}` };
    case 'named': return { '@id': /^[a-z][a-z0-9+.-]*:/i.test(scope.name) ? scope.name : `${SCHEME}server/${encoded(scope.name)}` };
    case 'having': return namesComponent(scope.names);
  }
}

/** The servers that a product names; undefined when it is software. Never throws. */
export function serversOf({ '@id': id = '' }: VexComponent, readFilter: ReadFilter): ServerScope | undefined {
  const { path, query } = taken(id);
  if (path === `${SCHEME}servers`) {
    const text = query.get('filter');
    return text === undefined ? { kind: 'all' } : { kind: 'filter', text, filter: readFilter(text) };
  }
  if (path.startsWith(`${SCHEME}server/`)) return { kind: 'server', key: decoded(path.slice(`${SCHEME}server/`.length)) };
  return undefined;
}

/** The IRIs of software; none for any. */
export function softwareNames(scope: SoftwareScope): readonly VexComponent[] {
  switch (scope.kind) {
    case 'any': return [];
    case 'os': return [{ '@id': `${SCHEME}os` }];
    case 'software': {
      const parts = SOFTWARE_PARTS.flatMap((part) => (scope.software[part] === undefined ? [] : [`${part}=${encoded(scope.software[part])}`]));
      return [{ '@id': `${SCHEME}software?${parts.join('&')}` }];
    }
    case 'names': return [...scope.names.purls, ...scope.names.cpes].map(nameComponent);
  }
}

/** The software that a component names; undefined when it is a name of nothing that can be looked up. Never throws. */
export function softwareOf(component: VexComponent): SoftwareScope | undefined {
  const { path, query } = taken(component['@id'] ?? '');
  if (path === `${SCHEME}os`) return { kind: 'os' };
  const name = query.get('name');
  if (path === `${SCHEME}software` && name !== undefined) {
    return { kind: 'software', software: Object.fromEntries(SOFTWARE_PARTS.flatMap((part) => (query.has(part) ? [[part, query.get(part)]] : []))) as unknown as SoftwareRef };
  }
  const names = lookupNames(component);
  return names.purls.length + names.cpes.length === 0 ? undefined : { kind: 'names', names };
}

/** Package URLs and CPEs of a component, from its id and its identifiers; `@cpe23` is what the schema says, `cpe23` what the specification does. */
export function lookupNames({ '@id': id = '', identifiers = {} }: VexComponent): SoftwareNames {
  const all = [id, ...['purl', 'cpe22', 'cpe23', '@cpe22', '@cpe23'].map((key) => identifiers[key] ?? '')];
  return { purls: [...new Set(all.filter((text) => /^pkg:/i.test(text)))], cpes: [...new Set(all.filter((text) => /^cpe:/i.test(text)))] };
}

/** What of a statement stands in its own IRI. */
export interface StatementName {
  readonly cve: string;
  /** Tells statements about one CVE apart: the same for the same products. */
  readonly products: string;
  readonly until: string | null;
  readonly by: string;
}

export function statementName({ cve, products, until, by }: StatementName): string {
  const query = [...(until === null ? [] : [`until=${until}`]), ...(by === '' ? [] : [`by=${encoded(by)}`])].join('&');
  return `${SCHEME}set-aside/${encoded(cve)}/${products}${query === '' ? '' : `?${query}`}`;
}

/** The last day and the person in a statement's IRI. */
export function statementFacts(id: string): { readonly until: string | undefined; readonly by: string } {
  const { path, query } = taken(id);
  if (!path.startsWith(`${SCHEME}set-aside/`)) return { until: undefined, by: '' };
  return { until: query.get('until'), by: query.get('by') ?? '' };
}

/** The IRI without what may change of a statement. */
export function statementKey(id: string): string {
  const { path } = taken(id);
  return path.startsWith(`${SCHEME}set-aside/`) ? path : id;
}

/** 32 bits of FNV-1a, as eight hexadecimal digits. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function namesComponent({ purls, cpes }: SoftwareNames): VexComponent {
  const [first = '', ...others] = [...purls, ...cpes];
  const purl = others.find((name) => /^pkg:/i.test(name));
  return { '@id': first, ...(purl === undefined ? {} : { identifiers: { purl } }) };
}

function nameComponent(name: string): VexComponent {
  return { '@id': name };
}

/** A private IRI in its parts; its query decoded. */
function taken(iri: string): { readonly path: string; readonly query: ReadonlyMap<string, string> } {
  const at = iri.indexOf('?');
  if (!iri.startsWith(SCHEME) || at === -1) return { path: iri, query: new Map() };
  const query = iri.slice(at + 1).split('&').map((pair): [string, string] => [pair.split('=')[0]!, decoded(pair.slice(pair.indexOf('=') + 1))]);
  return { path: iri.slice(0, at), query: new Map(query) };
}

/** `encodeURIComponent` throws on half a surrogate pair, which inventories may hold. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD'));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
