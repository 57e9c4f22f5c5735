import * as assert from 'node:assert/strict';
import { readDecisionText, type DecisionList } from '../../../src/workspace/decisionFile';
import { CRITICALITY_RULES, SERVER_DECISIONS, SERVER_GROUPS } from '../../../src/workspace/estateLists';
import { VEX_STATEMENTS } from '../../../src/workspace/vexStatements';
import { schemaErrors, schemaOf } from '../../support/exports';

/** The schema that an editor completes with says the same as what is read. */
suite('the schemas of estate.json and vex.json', () => {
  const estate = schemaOf('media/schemas/estate.schema.json');
  const vex = schemaOf('media/schemas/vex.schema.json');
  const header = { '@context': 'https://openvex.dev/ns/v0.2.0', '@id': 'urn:uuid:1', author: 'x', timestamp: '2026-11-21T10:00:00Z', version: 1 };

  function check<Entry>(list: DecisionList<Entry>, schema: object, around: object, entry: unknown, isValid: boolean): void {
    const document = { ...around, [list.list]: [entry] };
    const read = readDecisionText(list, list.file, JSON.stringify(document));
    const errors = schemaErrors(schema, document);
    assert.deepEqual([read.entries.length === 1, errors.length === 0], [isValid, isValid], `${JSON.stringify(entry)}: ${[...read.problems.map(({ message }) => message), ...errors].join('; ')}`);
  }
  const long = 'x'.repeat(257);

  test('servers', () => {
    const row = (entry: unknown, isValid: boolean): void => check(SERVER_DECISIONS, estate, { schemaVersion: 1 }, entry, isValid);
    row({ server: 'web' }, true);
    row({ server: 'web', tags: { role: 'web', old: null, flag: '' }, criticality: 'low', excluded: 'Lab', later: 1 }, true);
    for (const bad of [{}, { server: '' }, { server: 1 }, { server: 'a', tags: [] }, { server: 'a', tags: { a: 1 } }, { server: 'a', tags: { a: long } }, { server: 'a', criticality: 'urgent' }, { server: 'a', excluded: '' }, 'a', null]) row(bad, false);
  });

  test('groups and rules', () => {
    check(SERVER_GROUPS, estate, {}, { name: 'Payroll', members: ['web'], criticality: 'high', note: 'x' }, true);
    check(SERVER_GROUPS, estate, {}, { name: 'Payroll', filter: 'tag:app=payroll' }, true);
    for (const bad of [{ name: 'Payroll' }, { name: long, members: [] }, { members: ['web'] }, { name: 'a', members: 'web' }, { name: 'a', filter: '' }]) check(SERVER_GROUPS, estate, {}, bad, false);
    check(CRITICALITY_RULES, estate, {}, { filter: 'environment:production', criticality: 'high' }, true);
    for (const bad of [{ filter: 'x' }, { criticality: 'high' }, { filter: {}, criticality: 'high' }, { filter: 'x', criticality: '' }]) check(CRITICALITY_RULES, estate, {}, bad, false);
  });

  test('statements', () => {
    const row = (entry: unknown, isValid: boolean): void => check(VEX_STATEMENTS, vex, header, entry, isValid);
    row({ vulnerability: { name: 'CVE-2021-44228' }, status: 'fixed' }, true);
    row({ '@id': 'inventory-insights:set-aside/CVE-2021-44228/1', vulnerability: { name: 'CVE-2021-44228', aliases: ['GHSA-1'] }, products: [{ '@id': 'inventory-insights:servers', subcomponents: [{ '@id': 'pkg:npm/x' }] }], status: 'not_affected', justification: 'component_not_present' }, true);
    row({ vulnerability: { name: 'CVE-1' }, status: 'not_affected', impact_statement: 'No.' }, true);
    row({ vulnerability: { name: 'CVE-1' }, status: 'affected', action_statement: 'Soon.' }, true);
    for (const bad of [{}, { vulnerability: 'CVE-1', status: 'fixed' }, { vulnerability: { name: '' }, status: 'fixed' }, { vulnerability: { name: 'CVE-1' }, status: 'gone' }, { vulnerability: { name: 'CVE-1' }, status: 'not_affected' }, { vulnerability: { name: 'CVE-1' }, status: 'not_affected', justification: 'because' }, { vulnerability: { name: 'CVE-1' }, status: 'fixed', products: 'all' }]) row(bad, false);
  });

  test('rules keep their order, a new one goes to the end', async () => {
    const { editDecisionText } = await import('../../../src/workspace/decisionEdit');
    const text = JSON.stringify({ schemaVersion: 1, criticalityRules: [{ filter: 'z', criticality: 'low' }, { filter: 'b', criticality: 'high' }] }, undefined, 2);
    const edited = editDecisionText(CRITICALITY_RULES, 'estate.json', text, () => ({ put: [{ filter: 'c', criticality: 'high' }, { filter: 'a', criticality: 'low' }] }));
    assert.ok('text' in edited);
    assert.deepEqual((JSON.parse(edited.text) as { criticalityRules: { filter: string }[] }).criticalityRules.map(({ filter }) => filter), ['z', 'b', 'c', 'a']);
  });
});
