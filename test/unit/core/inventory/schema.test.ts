import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { readText } from './readText';

suite('inventory schema', () => {
  const read = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
  const schema = read('media/schemas/inventory.schema.json') as { definitions: Record<string, { properties?: Record<string, unknown> }> };
  // defaultSnippets is VS Code's; unions of types with null are meant.
  const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true, keywords: ['defaultSnippets'] });
  const validate = ajv.compile(schema);
  const errors = (file: string): string[] => {
    validate(read(file));
    return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  };
  const files = (folder: string): string[] => fs.readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => path.join(folder, name));

  test('accepts valid inventories, the samples among them, and the reader has nothing to say', () => {
    for (const file of files('test/fixtures/inventories/valid')) {
      assert.deepEqual(errors(file), [], file);
      assert.deepEqual(readText(path.basename(file), fs.readFileSync(file), { expect: 'native-json' }).problems, [], file);
    }
    for (const file of files('samples')) assert.deepEqual(errors(file), [], file);
  });

  test('tells what is wrong where the reader does', () => {
    const check = (name: string, ...expected: string[]): void => {
      const file = `test/fixtures/inventories/invalid/${name}.inventory.json`;
      const found = errors(file);
      for (const error of expected) assert.ok(found.includes(error), `${error} not in ${found.join(', ')}`);
      assert.ok(readText(path.basename(file), fs.readFileSync(file)).problems.length > 0);
    };
    check('noName', '/servers/0 required', '/servers/0/fqdn type', '/servers/0/software/0 required');
    check('serversObject', '/servers type');
    check('wrongTypes', '/servers/0/cores type', '/servers/0/criticality anyOf', '/servers/0/lastSeen anyOf', '/servers/0/rebootPending type', '/servers/0/software/0/version type', '/servers/0/software/0/cpe anyOf', '/servers/0/pendingUpdates/0 anyOf');
  });

  test('describes every property that the reader knows', () => {
    const described = (name: string): string[] => Object.keys(schema.definitions[name]!.properties!).sort();
    const full = (read('test/fixtures/inventories/valid/full.inventory.json') as { servers: Record<string, unknown>[] }).servers[0]!;
    assert.deepEqual(described('server'), Object.keys(full).sort());
    assert.deepEqual(described('software'), ['cpe', 'name', 'publisher', 'purl', 'source', 'version']);
    assert.deepEqual(described('update'), ['classification', 'id', 'releasedOn', 'title']);
    assert.deepEqual(described('os'), Object.keys(full['os'] as object).sort());
    assert.deepEqual(readText('full.inventory.json', JSON.stringify({ servers: [full] })).servers[0]!.facts.extra, {});
  });
});
