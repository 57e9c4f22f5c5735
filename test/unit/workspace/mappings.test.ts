import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import Ajv from 'ajv';
import { CATEGORY_RULES } from '../../../src/workspace/categoryRules';
import { readDecisionText, type DecisionList } from '../../../src/workspace/decisionFile';
import { MAPPINGS } from '../../../src/workspace/mappings';

/** Each with what is wrong with it; '' when nothing is. */
const ENTRIES: readonly (readonly [list: DecisionList<never>, entry: object, flaw: RegExp | ''])[] = [
  ...([
    [{ name: 'A', cpe: 'acme:widget' }, ''],
    [{ name: 'A', cpe: 'cpe:2.3:a:acme:widget:1:*:*:*:*:*:*:*', publisher: 'P', version: '1.*', source: 'dpkg', note: 'why', product: 'widget', cycle: '1', category: 'Others', subcategory: 'tools' }, ''],
    [{ name: 'A', product: 'widget' }, ''],
    [{ name: 'A', ignore: true }, ''],
    [{ name: 'A', unknown: true, category: 'Web hosting' }, ''],
    [{ name: 'A', category: 'Security & compliance', subcategory: 'SIEM' }, ''],
    [{ name: 'A', subcategory: 'tools' }, ''],
    [{ name: 'A', ignore: true, later: { any: 'thing' } }, ''],
    [{ cpe: 'acme:widget' }, /name/],
    [{ name: '', ignore: true }, /empty/],
    [{ name: '  ', ignore: true }, /empty/],
    [{ name: 'A' }, /says nothing/],
    [{ name: 'A', note: 'only' }, /says nothing/],
    [{ name: 'A', ignore: false }, /only true/],
    [{ name: 'A', ignore: 'yes' }, /only true/],
    [{ name: 'A', cpe: 7 }, /text/],
    [{ name: 'A', cycle: '1', ignore: true }, /needs its "product"/],
    [{ name: 'A', ignore: true, unknown: true }, /exclude/],
    [{ name: 'A', ignore: true, cpe: 'a:b' }, /exclude/],
    [{ name: 'A', unknown: true, product: 'widget' }, /exclude/],
    [{ name: 'A', category: 'Security' }, /none of Security & compliance/],
    [{ name: 'A', category: 'Security & compliance', subcategory: 'anti virus' }, /one of identity/],
    [{ name: 'x'.repeat(257), ignore: true }, /256/],
    [{ name: 'A', ignore: true, note: 'x'.repeat(2_001) }, /2000/],
  ] as const).map(([entry, flaw]) => [MAPPINGS as unknown as DecisionList<never>, entry, flaw] as const),
  ...([
    [{ name: 'A*', category: 'Others' }, ''],
    [{ publisher: '*corp*', category: 'Security & compliance', subcategory: 'patch management', note: '' }, ''],
    [{ category: 'Others' }, /"name" or "publisher"/],
    [{ name: 'A' }, /category/],
    [{ name: 'A', category: 'others' }, /none of/],
    [{ name: 'A', category: 'Security & compliance', subcategory: 'Siem' }, /one of identity/],
    [{ name: 7, category: 'Others' }, /text/],
  ] as const).map(([entry, flaw]) => [CATEGORY_RULES as unknown as DecisionList<never>, entry, flaw] as const),
];

suite('mappings and categories', () => {
  const schemaOf = (file: string): object => JSON.parse(fs.readFileSync(`media/schemas/${file.replace('.json', '')}.schema.json`, 'utf8')) as object;
  // defaultSnippets is VS Code's.
  const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, keywords: ['defaultSnippets'] });
  const valid = new Map([MAPPINGS, CATEGORY_RULES].map(({ file }) => [file, ajv.compile(schemaOf(file))]));

  for (const [list, entry, flaw] of ENTRIES) {
    test(`${list.file}: ${JSON.stringify(entry).slice(0, 100)}`, () => {
      const document = { schemaVersion: 1, [list.list]: [entry] };
      const { entries, problems } = readDecisionText(list, 'x', JSON.stringify(document));
      assert.deepEqual([entries.length, problems.length], flaw === '' ? [1, 0] : [0, 1], JSON.stringify(problems));
      if (flaw !== '') assert.match(problems[0]!.message, flaw);
      assert.equal(valid.get(list.file)!(document), flaw === '', 'the schema says something else');
    });
  }

  test('what only the reader can see: a CPE that is none', () => {
    const { problems } = readDecisionText(MAPPINGS, 'x', '{"mappings": [{"name": "A", "cpe": "tomcat"}]}');
    assert.match(problems[0]!.message, /"cpe": it is neither "vendor:product" nor a CPE 2\.3 name/);
  });

  test('a schema of a newer version is refused by both', () => {
    for (const { file, list } of [MAPPINGS, CATEGORY_RULES]) assert.equal(valid.get(file)!({ schemaVersion: 2, [list]: [] }), false);
  });

  test('the manifest registers both schemas', () => {
    const { contributes } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { contributes: { jsonValidation: readonly { fileMatch: string; url: string }[] } };
    for (const { file } of [MAPPINGS, CATEGORY_RULES]) {
      const entry = contributes.jsonValidation.find(({ fileMatch }) => fileMatch === `**/.inventory-insights/${file}`);
      assert.ok(entry && fs.existsSync(entry.url), file);
    }
  });
});
