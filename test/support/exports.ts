import fs from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { ExportContext } from '../../src/core/export/exportContext';
import { selectAll, type ExportSelection } from '../../src/core/export/selection';
import { Identifier } from '../../src/core/insights/identifyEstate';
import { HIDEABLE_PARTS, assessShared, type HideablePart } from '../../src/core/insights/sharing';
import type { Assessment } from '../../src/core/insights/assessment';
import { createMatcher } from '../../src/core/match/matcher';
import { assessServers, estateOf, TODAY } from './tinyEstate';
import { date } from './tinyKnowledge';
import { acme, DEBIAN, PROTECTION, tinyWorld, WINDOWS_2019 } from './tinyWorld';
import { root } from './root';

/** Names that mean something to a spreadsheet, a browser, a Markdown reader, a terminal or a parser. */
export const HOSTILE = [
  '=cmd|\'/c calc\'!A1', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '[click](javascript:alert(1)) {0} | `x`', 'a\u0000b\u0007c\u001b[2Jd\r\ne', '\u202egnp.exe',
  '_x000D_ _x0041_', ']]>&amp;<!--', '\ud800 lone', '漢字 😀 é', '$(touch x) %SRCROOT% ../../etc', `${'long '.repeat(10_000)}end`,
];

/** Servers of the tests' world with everything that exports tell apart: ended, affected, possible, unknown, updates, tags. */
export const EXPORT_SERVERS: readonly object[] = [
  { name: 'BARE' },
  { name: 'OLD', os: DEBIAN('10'), software: [acme('widget 1.0'), acme('gadget 1.0'), acme('gizmo 1.0'), acme('vague 1')], environment: 'Production', site: 'R', lastSeen: '2026-11-20', criticality: 'high', tags: { role: 'web' }, pendingUpdates: [
    { id: 'KB2', classification: 'Security', releasedOn: '2026-01-01', title: 'Two' }, { id: 'KB1', classification: 'Critical' }, { id: 'KB3', classification: 'Driver' },
  ] },
  { name: 'WIN', os: WINDOWS_2019, software: [acme('plugin 1.0'), ...PROTECTION] },
  { name: 'CLEAN', os: WINDOWS_2019, software: [...PROTECTION], pendingUpdates: [] },
];

export function exportAssessment(servers: readonly object[] = EXPORT_SERVERS): Assessment {
  return assessServers(servers, tinyWorld());
}

/** The same under a sharing profile. */
export function sharedAssessment(hidden: readonly HideablePart[] = HIDEABLE_PARTS, servers: readonly object[] = EXPORT_SERVERS, knowledge = tinyWorld()): Assessment {
  const estate = estateOf({ 'a.inventory.json': JSON.stringify({ servers }) });
  return assessShared({ estate, identities: new Identifier(knowledge.lifecycle).identify(estate), knowledge, matcher: createMatcher(knowledge.index), asOf: date(TODAY), today: date(TODAY), staleAfterDays: 30 }, hidden);
}

export function exportSelection(servers: readonly object[] = EXPORT_SERVERS): ExportSelection {
  return selectAll(exportAssessment(servers));
}

export const EXPORT_CONTEXT: ExportContext = {
  title: 'inv', productVersion: '1.2.3', madeAt: '2026-11-21T10:00:00Z', filterText: '', problems: [],
  fileUri: (file) => encodeURIComponent(file.slice(file.lastIndexOf('/') + 1)),
};

/** Whatever hostile names do to each place that takes text. */
export const HOSTILE_SERVERS: readonly object[] = HOSTILE.map((name, i) => ({
  name: `${name} ${i}`, environment: name, site: name, owner: name, tags: { [name.slice(0, 100)]: name }, os: { name, version: name },
  software: [{ ...acme('widget 1.0'), name, publisher: name }], pendingUpdates: [{ id: name, title: name, classification: 'Critical' }],
}));

/** What a document breaks of a schema, one line each, at most ten; empty when it is valid. */
export function schemaErrors(schema: object, document: unknown, others: readonly object[] = []): readonly string[] {
  let validate = compiled.get(schema);
  if (!validate) {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, logger: false, unicodeRegExp: false });
    addFormats(ajv);
    ajv.addFormat('iri-reference', true).addFormat('idn-email', true);
    for (const other of others) ajv.addSchema(other);
    compiled.set(schema, (validate = ajv.compile(schema)));
  }
  validate(document);
  return (validate.errors ?? []).slice(0, 10).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

const compiled = new WeakMap<object, ValidateFunction>();

export function schemaOf(file: string): object {
  return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')) as object;
}

/** The official schema, as Microsoft's SDK ships it. */
export const sarifSchema = (): object => {
  const { id: _id, $schema: _draft, ...schema } = schemaOf('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as Record<string, unknown>;
  return schema;
};

const cyclonedx = (name: string): Record<string, unknown> => schemaOf(`node_modules/@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`) as Record<string, unknown>;

/** The official schema, as CycloneDX's own library ships it, and those that it refers to. */
export function cyclonedxSchemas(): { readonly schema: object; readonly others: readonly object[] } {
  const named = (file: string, id: string): object => ({ ...cyclonedx(file), $id: id });
  return {
    schema: cyclonedx('bom-1.6'),
    others: ['spdx', 'jsf-0.82', 'cryptography-defs'].map((file) => named(file, `http://cyclonedx.org/schema/${file}.SNAPSHOT.schema.json`)),
  };
}
