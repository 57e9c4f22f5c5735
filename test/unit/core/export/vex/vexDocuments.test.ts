import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { VexDocument } from '../../../../../src/core/export/vex/openVex';
import { statementOf, suppressionOf } from '../../../../../src/core/export/vex/statements';
import type { Suppression, SuppressionScope } from '../../../../../src/core/insights/suppress/suppression';
import { VEX_JUSTIFICATIONS } from '../../../../../src/core/insights/suppress/suppression';
import { readFilter } from '../../../../../src/workspace/filterText';
import { readVexDocument } from '../../../../../src/workspace/readVexDocument';
import { vexText } from '../../../../../src/workspace/vexExchange';
import { cyclonedxSchemas, schemaErrors } from '../../../../support/exports';
import { suppression } from '../../../../support/suppressions';
import { assessServers } from '../../../../support/tinyEstate';
import { date } from '../../../../support/tinyKnowledge';
import { acme, tinyWorld } from '../../../../support/tinyWorld';

const assessment = assessServers([{ name: 'web', software: [acme('widget 2.4')] }], tinyWorld());
const context = { assessment, at: '2026-11-21T10:00:00.000Z', id: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79', author: 'Test' };

/** The shape that OpenVEX 0.2.0 allows (openvex/spec, openvex_json_schema.json), written down again from its text. */
const component = { type: 'object', additionalProperties: false, properties: { '@id': { type: 'string', format: 'uri' }, identifiers: { type: 'object' } } };
const OPENVEX_SCHEMA = {
  type: 'object', additionalProperties: false, required: ['@context', '@id', 'author', 'timestamp', 'version', 'statements'],
  properties: {
    '@context': { type: 'string', format: 'uri' }, '@id': { type: 'string', format: 'uri' }, author: { type: 'string' }, role: { type: 'string' },
    timestamp: { type: 'string', format: 'date-time' }, last_updated: { type: 'string' }, version: { type: 'integer', minimum: 1 }, tooling: { type: 'string' },
    statements: {
      type: 'array', minItems: 1, uniqueItems: true,
      items: {
        type: 'object', additionalProperties: false, required: ['vulnerability', 'status'],
        properties: {
          '@id': { type: 'string', format: 'uri' }, timestamp: { type: 'string', format: 'date-time' },
          vulnerability: { type: 'object', required: ['name'], additionalProperties: false, properties: { name: { type: 'string' }, aliases: { type: 'array', uniqueItems: true } } },
          products: { type: 'array', uniqueItems: true, items: { ...component, properties: { ...component.properties, subcomponents: { type: 'array', uniqueItems: true, items: component } } } },
          status: { enum: ['not_affected', 'affected', 'fixed', 'under_investigation'] }, status_notes: { type: 'string' }, justification: { enum: VEX_JUSTIFICATIONS },
          impact_statement: { type: 'string' }, action_statement: { type: 'string' },
        },
        allOf: [
          {
            if: { properties: { status: { const: 'not_affected' } } },
            then: { oneOf: [{ required: ['justification'], not: { required: ['impact_statement'] } }, { required: ['impact_statement'], not: { required: ['justification'] } }] },
          },
          { if: { properties: { status: { const: 'affected' } } }, then: { required: ['action_statement'] } },
        ],
      },
    },
  },
};

const text = fc.string({ maxLength: 30, unit: 'binary' });
const filled = text.filter((one) => one.trim() !== '');
const scope: fc.Arbitrary<SuppressionScope> = fc.record({
  servers: fc.oneof(
    fc.constant({ kind: 'all' } as const), filled.map((key) => ({ kind: 'server', key }) as const),
    fc.constantFrom('tag:role=web', 'environment:production exploited:yes').map((filter) => ({ kind: 'filter', text: filter, filter: readFilter(filter) }) as const),
  ),
  software: fc.oneof(
    fc.constant({ kind: 'any' } as const), fc.constant({ kind: 'os' } as const),
    fc.record({ name: filled, version: text }).map((software) => ({ kind: 'software', software }) as const),
  ),
});
const statement: fc.Arbitrary<Suppression> = fc.record({
  cve: fc.constantFrom('CVE-2024-0001', 'CVE-2021-44228'), status: fc.constantFrom('not_affected', 'fixed', 'under_investigation', 'affected'),
  justification: fc.constantFrom('', ...VEX_JUSTIFICATIONS), reason: filled, note: text, scopes: fc.array(scope, { minLength: 1, maxLength: 1 }),
  until: fc.constantFrom(null, '2027-01-31'), by: text,
}).map(({ reason, status, justification, until, ...rest }): Suppression => ({
  ...suppression(rest.cve), ...rest, status, until: until === null ? null : date(until),
  justification: status === 'not_affected' ? justification : '', impact: status === 'not_affected' && justification === '' ? reason : '', action: status === 'affected' ? reason : '',
}));

/** A document cannot hold half a surrogate pair in an IRI. */
const wellFormed = (one: unknown): string => JSON.stringify(one).replace(/\\ud[89a-f][0-9a-f]{2}/gi, '\uFFFD');

suite('VEX documents', () => {
  test('a statement reads back as it was said', () => {
    fc.assert(fc.property(statement, (said) => {
      const read = suppressionOf(statementOf(said, said.saidAt), readFilter);
      assert.deepEqual(JSON.parse(wellFormed({ ...read, id: '' })), JSON.parse(wellFormed({ ...said, id: '' })));
    }), { numRuns: 500 });
  });

  test('OpenVEX is valid by its schema, whatever was said', () => {
    fc.assert(fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (said) => {
      const distinct = [...new Map(said.map((one) => [statementOf(one, one.saidAt)['@id'], one])).values()];
      const document = JSON.parse(vexText('openvex', distinct.map((one) => statementOf(one, one.saidAt)), context)) as VexDocument;
      assert.deepEqual(schemaErrors(OPENVEX_SCHEMA, document), []);
    }), { numRuns: 200 });
  });

  test('CycloneDX is valid by its official schema and reads back to the same findings', () => {
    const { schema, others } = cyclonedxSchemas();
    fc.assert(fc.property(statement, (said) => {
      const document = vexText('cyclonedx', [statementOf(said, said.saidAt)], context);
      assert.deepEqual(schemaErrors(schema, JSON.parse(document), others), []);
      const reading = readVexDocument(document);
      assert.ok(!('flaw' in reading));
      const [read] = reading.statements.map((one) => suppressionOf(one, readFilter));
      assert.equal(wellFormed([read.cve, read.status, read.justification, read.scopes, read.until, read.by]), wellFormed([said.cve, said.status, said.justification, said.scopes, said.until, said.by]));
    }), { numRuns: 100 });
  });

  test('software is named as others know it too', () => {
    const said = suppression('CVE-2024-0001', { scopes: [{ servers: { kind: 'all' }, software: { kind: 'software', software: { name: 'Widget' } } }] });
    const { statements: [one] } = JSON.parse(vexText('openvex', [statementOf(said, said.saidAt)], context)) as VexDocument;
    assert.deepEqual(one.products?.[0].subcomponents?.map(({ '@id': id }) => id), ['inventory-insights:software?name=Widget', 'cpe:/a:acme:widget:2.4']);
  });

  const check = (document: object | string, expected: string): void => {
    const reading = readVexDocument(typeof document === 'string' ? document : JSON.stringify(document));
    assert.equal('flaw' in reading ? reading.flaw : `${reading.format}: ${reading.statements.map((one) => {
      const { cve, status, justification, scopes, by } = suppressionOf(one, readFilter);
      return `${cve} ${status} ${justification} ${scopes.map(({ servers, software }) => JSON.stringify([servers, software])).join(' ')}${by && ` by ${by}`}`;
    }).join('; ')} (${reading.rejected} rejected)`, expected);
  };
  const openvex = (...statements: unknown[]) => ({ '@context': 'https://openvex.dev/ns/v0.2.0', author: 'Acme', statements });

  test('documents of others', () => {
    check(openvex({ vulnerability: { name: 'CVE-2024-0001' }, products: [{ '@id': 'pkg:deb/debian/curl@7.88' }], status: 'fixed' }),
      'OpenVEX: CVE-2024-0001 fixed  [{"kind":"all"},{"kind":"names","names":{"purls":["pkg:deb/debian/curl@7.88"],"cpes":[]}}] by Acme (0 rejected)');
    check(openvex({ vulnerability: 'CVE-2024-0001', products: ['pkg:npm/x'], subcomponents: ['pkg:npm/y'], status: 'not_affected', justification: 'component_not_present' }),
      'OpenVEX: CVE-2024-0001 not_affected component_not_present [{"kind":"having","names":{"purls":["pkg:npm/x"],"cpes":[]}},{"kind":"names","names":{"purls":["pkg:npm/x"],"cpes":[]}}] [{"kind":"having","names":{"purls":["pkg:npm/x"],"cpes":[]}},{"kind":"names","names":{"purls":["pkg:npm/y"],"cpes":[]}}] by Acme (0 rejected)');
    check(openvex({ vulnerability: { name: 'CVE-2024-0001' }, products: [{ '@id': 'https://acme.example/web-01' }], status: 'fixed' }),
      'OpenVEX: CVE-2024-0001 fixed  [{"kind":"named","name":"https://acme.example/web-01"},{"kind":"any"}] by Acme (0 rejected)');
    check(openvex({ vulnerability: { name: 'CVE-2024-0001' }, status: 'not_affected' }, { vulnerability: {}, status: 'fixed' }, 7, { vulnerability: { name: 'CVE-1' }, status: 'gone' }), 'OpenVEX:  (4 rejected)');
    check({ bomFormat: 'CycloneDX', components: [{ 'bom-ref': 'c1', type: 'library', name: 'x', purl: 'pkg:npm/x@1' }], vulnerabilities: [
      { id: 'CVE-2024-0001', analysis: { state: 'not_affected', justification: 'protected_at_perimeter', detail: 'WAF' }, affects: [{ ref: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#c1' }] },
      { id: 'CVE-2024-0002', affects: [{ ref: 'c1' }] },
    ] }, 'CycloneDX: CVE-2024-0001 not_affected inline_mitigations_already_exist [{"kind":"all"},{"kind":"names","names":{"purls":["pkg:npm/x@1"],"cpes":[]}}] (0 rejected)');
  });

  test('what is no such document says why', () => {
    const broken = readVexDocument('{');
    assert.match('flaw' in broken ? broken.flaw : '', /^It is no JSON: /);
    check([], 'It is neither an OpenVEX nor a CycloneDX document: there is no list of "statements" and no "bomFormat".');
    check({ bomFormat: 'CycloneDX' }, 'The CycloneDX document says nothing of vulnerabilities.');
    check(openvex(), 'OpenVEX:  (0 rejected)');
  });

  test('a later specification is refused with what is known; earlier ones are read', () => {
    const one = { vulnerability: { name: 'CVE-2024-0001' }, products: [{ '@id': 'https://acme.example/web-01' }], status: 'fixed' };
    const taken = 'OpenVEX: CVE-2024-0001 fixed  [{"kind":"named","name":"https://acme.example/web-01"},{"kind":"any"}] (0 rejected)';
    const known = 'version 0.2 and the drafts before it are known. Export it as 0.2.0, or update this program.';
    const rows: readonly (readonly [unknown, string])[] = [
      ['https://openvex.dev/ns', taken], ['https://openvex.dev/ns/v0.0.1', taken], ['https://openvex.dev/ns/v0.2.0', taken], ['https://openvex.dev/ns/v0.2.7', taken], [undefined, taken], [7, taken],
      ['https://openvex.dev/ns/v0.3.0', `It is of OpenVEX 0.3; ${known}`], ['https://openvex.dev/ns/v1.0.0', `It is of OpenVEX 1.0; ${known}`],
      [['https://w3id.org/security/v2', 'https://openvex.dev/ns/v0.10.0'], `It is of OpenVEX 0.10; ${known}`],
    ];
    for (const [context, expected] of rows) check({ '@context': context, statements: [one] }, expected);
    check({ bomFormat: 'CycloneDX', specVersion: '1.7', vulnerabilities: [] }, 'CycloneDX:  (0 rejected)');
    check({ bomFormat: 'CycloneDX', specVersion: '2.0', vulnerabilities: [] }, 'It is of CycloneDX 2; versions 1.4 to 1.6 are known. Export it in one of these.');
  });

  test('no document makes it throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      readVexDocument(JSON.stringify({ statements: value, bomFormat: 'x' }));
      readVexDocument(JSON.stringify({ bomFormat: 'CycloneDX', components: value, vulnerabilities: value }));
      const reading = readVexDocument(JSON.stringify({ statements: [{ vulnerability: { name: 'CVE-1' }, status: 'fixed', products: [{ '@id': JSON.stringify(value) || 'x' }] }] }));
      if (!('flaw' in reading)) for (const one of reading.statements) suppressionOf(one, readFilter);
    }), { numRuns: 300 });
  });
});
