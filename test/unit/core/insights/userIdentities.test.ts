import assert from 'node:assert/strict';
import type { CategoryRule } from '../../../../src/core/identify/userRules/categoryRule';
import { candidatesFor, findProducts } from '../../../../src/core/identify/userRules/findProducts';
import type { Mapping } from '../../../../src/core/identify/userRules/mapping';
import { ruleWords } from '../../../../src/core/identify/userRules/decisionRule';
import { Identifier } from '../../../../src/core/insights/identifyEstate';
import { UserOverlay } from '../../../../src/core/insights/userIdentities';
import { estateOf } from '../../../support/tinyEstate';
import { tinyWorld, type TinySoftware } from '../../../support/tinyWorld';

const KNOWLEDGE = tinyWorld();

suite('what users say of software', () => {
  const found = new Identifier(KNOWLEDGE.lifecycle, KNOWLEDGE.index);
  const overlay = (mappings: readonly Mapping[], categories: readonly CategoryRule[] = []): UserOverlay => new UserOverlay({
    mappings: mappings.map((entry, at) => ({ entry, file: '/w/.inventory-insights/mappings.json', line: at + 3, column: 5 })),
    categories: categories.map((entry, at) => ({ entry, file: '/w/.inventory-insights/categories.json', line: at + 3, column: 5 })),
  }, KNOWLEDGE.lifecycle, KNOWLEDGE.index);
  const estate = (software: readonly TinySoftware[]) => estateOf({ 'a.inventory.json': JSON.stringify({ servers: [{ name: 'S', os: { name: 'Debian GNU/Linux', version: '12' }, software }] }) });

  /** `expected`: CPEs, product and cycle, rule, category, marks; then the problems' codes with their lines. */
  function check(software: TinySoftware, mappings: readonly Mapping[], expected: string, categories: readonly CategoryRule[] = []): void {
    const given = estate([software]);
    const { identities, problems } = overlay(mappings, categories).apply(given, found.identify(given));
    const [{ cpes, product, cycle, rule, category, subcategory, ignored, distribution, version }] = identities.software as [typeof identities.software[number]];
    const words = [
      cpes.map((cpe) => `${cpe.vendor}:${cpe.product}:${cpe.version}`).join('+'), version === '' ? '' : `v${version}`, [product, cycle].filter(Boolean).join(' '), ruleWords(rule), category === 'Others' ? '' : [category, subcategory].filter(Boolean).join('/'),
      ignored ? 'ignored' : '', distribution ? 'of the distribution' : '', ...problems.map(({ code, line }) => `${code}@${line}`),
    ].filter(Boolean).join(', ');
    assert.equal(words, expected, JSON.stringify([software, mappings]));
  }
  const inHouse: TinySoftware = { name: 'Billing 2024', publisher: 'Contoso', version: 'v2.5 (build 7)' };

  test('a name that nothing knows is what the user says', () => {
    check(inHouse, [], 'v2.5, unknown');
    check(inHouse, [{ name: 'billing 2024', cpe: 'acme:widget' }], 'acme:widget:2.5, v2.5, widget 2, your mapping, mappings.json line 3');
    check(inHouse, [{ name: 'Billing 2024', cpe: 'cpe:2.3:a:acme:gadget:1.1:*:*:*:*:*:*:*' }], 'acme:gadget:1.1, v1.1, gadget 1, your mapping, mappings.json line 3');
    check(inHouse, [{ name: 'Billing 2024', product: 'widget' }], 'acme:widget:2.5, v2.5, widget 2, your mapping, mappings.json line 3');
    check(inHouse, [{ name: 'Billing 2024', product: 'widget', cycle: '4' }], 'acme:widget:2.5, v2.5, widget 4, your mapping, mappings.json line 3');
    check(inHouse, [{ name: 'Billing', cpe: 'acme:widget' }], 'v2.5, unknown');
  });

  test('ignored, unknown and categorised', () => {
    check(inHouse, [{ name: 'Billing 2024', ignore: true }], 'v2.5, your mapping, mappings.json line 3, ignored');
    check(inHouse, [{ name: 'Billing 2024', unknown: true }], 'v2.5, your mapping, mappings.json line 3');
    check(inHouse, [{ name: 'Billing 2024', category: 'Business applications' }], 'v2.5, unknown, Business applications');
    check(inHouse, [], 'v2.5, unknown, Security & compliance/SIEM', [{ publisher: 'conto*', category: 'Security & compliance', subcategory: 'SIEM' }]);
    check(inHouse, [{ name: 'Billing 2024', category: 'Web hosting' }], 'v2.5, unknown, Web hosting', [{ publisher: 'conto*', category: 'Business applications' }]);
  });

  test('the user goes before a rule, and the inventory\'s own CPE before the user', () => {
    const chrome: TinySoftware = { name: 'Google Chrome', publisher: 'Google LLC', version: '96.0' };
    check(chrome, [{ name: 'Google Chrome', cpe: 'acme:widget' }], 'acme:widget:96.0, v96.0, widget, your mapping, mappings.json line 3');
    const explicit: TinySoftware = { name: 'Tool', version: '1', cpe: 'cpe:2.3:a:acme:gadget:1:*:*:*:*:*:*:*' };
    check(explicit, [{ name: 'Tool', cpe: 'acme:widget' }], 'acme:gadget:1, v1, gadget 1, explicit-cpe, decision-conflict@3');
    check(explicit, [{ name: 'Tool', ignore: true }], 'acme:gadget:1, v1, gadget 1, explicit-cpe, decision-conflict@3');
    check(explicit, [{ name: 'Tool', category: 'Web hosting' }], 'acme:gadget:1, v1, gadget 1, explicit-cpe, Web hosting');
  });

  test('a distribution\'s package stays one: its advisories go on deciding, the names follow', () => {
    const tool: TinySoftware = { name: 'our-tool', version: '1:2.5-1+deb12u1', source: 'dpkg' };
    check(tool, [{ name: 'our-tool', cpe: 'acme:widget' }], 'acme:widget:2.5, v1:2.5-1+deb12u1, widget 2, your mapping, mappings.json line 3, of the distribution');
    check(tool, [{ name: 'our-tool', ignore: true }], 'v1:2.5-1+deb12u1, your mapping, mappings.json line 3, ignored');
  });

  test('names that the feeds lack are reported, the rest applied', () => {
    check(inHouse, [{ name: 'Billing 2024', cpe: 'acme:nothing' }], 'acme:nothing:2.5, v2.5, your mapping, mappings.json line 3, mapping-unknown-name@3');
    check(inHouse, [{ name: 'Billing 2024', cpe: 'acme:widget', product: 'nothing' }], 'acme:widget:2.5, v2.5, widget 2, your mapping, mappings.json line 3, mapping-unknown-name@3');
    check(inHouse, [{ name: 'Billing 2024', product: 'widget', cycle: '99' }], 'acme:widget:2.5, v2.5, widget 2, your mapping, mappings.json line 3, mapping-unknown-name@3');
    check(inHouse, [{ name: 'Billing 2024', product: 'nothing' }], 'v2.5, unknown, mapping-unknown-name@3');
    check(inHouse, [{ name: 'Elsewhere', cpe: 'acme:nothing' }], 'v2.5, unknown, mapping-unknown-name@3');
  });

  test('two that name the same and differ are told once, however many software they name', () => {
    const rules: readonly Mapping[] = [{ name: 'Tool', version: '1*', cpe: 'acme:widget' }, { name: 'Tool', version: '*1', cpe: 'acme:gadget' }];
    const given = estate([{ name: 'Tool', version: '1.1' }, { name: 'Tool', version: '1.01' }]);
    const { problems } = overlay(rules).apply(given, found.identify(given));
    assert.deepEqual(problems.map(({ code, line, file, message }) => [code, line, file.endsWith('mappings.json'), message.includes('line 3')]), [['decision-conflict', 4, true, true]]);
  });

  test('what no rule names keeps its object, and what one names gets the same object again', () => {
    const given = estate([inHouse, { name: 'Other', version: '1' }]);
    const identities = found.identify(given);
    assert.equal(overlay([]).apply(given, identities).identities, identities);
    assert.equal(overlay([{ name: 'Absent', ignore: true }]).apply(given, identities).identities, identities);
    const one = overlay([{ name: 'Billing 2024', ignore: true }]);
    const [first, second] = [one.apply(given, identities), one.apply(given, found.identify(given))];
    assert.equal(first.identities.software[1], identities.software[1]);
    assert.equal(first.identities.software[0], second.identities.software[0]);
    assert.notEqual(first.identities.software[0], identities.software[0]);
  });

  test('products are found by all words, those called so first', () => {
    const search = (text: string, limit = 5): string[] => findProducts(text, KNOWLEDGE.index, KNOWLEDGE.lifecycle, limit).map((one) => (one.kind === 'cpe' ? one.cpe : one.product.name));
    assert.deepEqual(search('widget'), ['widget', 'acme:widget']);
    assert.deepEqual(search('ACME  gad'), ['acme:gadget']);
    assert.deepEqual(search('acme:gizmo'), ['acme:gizmo']);
    assert.deepEqual(search('acme', 1).length, 1);
    for (const none of ['', '   ', ':', 'nothing at all', '\0']) assert.deepEqual(search(none), [], none);
    assert.deepEqual(search('debian linux').slice(0, 1), ['cpe:2.3:o:debian:debian_linux:*:*:*:*:*:*:*:*']);
  });

  test('candidates are ranked by name and publisher, with the products that follow from them', () => {
    const candidates = candidatesFor({ name: 'Acme Widget 2.5 (x64)', publisher: 'Acme Inc.', version: '2.5', source: 'registry' }, undefined, KNOWLEDGE.index, KNOWLEDGE.lifecycle);
    assert.deepEqual(candidates.slice(0, 1).map((one) => one.kind === 'cpe' && [one.cpe, (one.score ?? 0) > 0.9]), [['acme:widget', true]]);
    assert.ok(candidates.some((one) => one.kind === 'product' && one.product.name === 'widget'));
    assert.deepEqual(candidatesFor({ name: '', publisher: '', version: '', source: '' }, undefined, KNOWLEDGE.index, KNOWLEDGE.lifecycle), []);
  });
});
