import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_SETTINGS, decodeSettings } from '../../../src/protocol/settings';

suite('Settings from over the wire', () => {
  const check = (given: unknown, expected: object) => assert.deepEqual(decodeSettings(given), { ...DEFAULT_SETTINGS, ...expected });

  test('nothing, or nothing of use, is the defaults', () => {
    for (const given of [undefined, null, 7, 'x', [], {}, { asOf: {}, include: 'x', staleAfterDays: 'many', diagnostics: 7, tree: [], codeLens: 'yes', feedsDirectory: 7 }]) check(given, {});
  });

  test('the settings themselves come through whole', () => {
    const settings = {
      ...DEFAULT_SETTINGS, asOf: '2027-03-01', plannedDate: '2027-03-01', include: ['**/x.csv'], feedsDirectory: '/cache', feedsMaximumAgeDays: 14, staleAfterDays: 7, codeLens: false,
      diagnostics: { ...DEFAULT_SETTINGS.diagnostics, unknownVersion: 'off' as const }, tree: { groupBy: 'site' as const, sortBy: 'name' as const, filter: 'sql', atRiskOnly: true },
    };
    assert.deepEqual(decodeSettings(JSON.parse(JSON.stringify(settings))), settings);
  });

  test('each falls back by itself', () => {
    check({ asOf: '1.3.2027', plannedDate: '2027-03-01' }, { plannedDate: '2027-03-01' });
    check({ diagnostics: { osEndOfSupport: 'loud', unknownVersion: 'error' } }, { diagnostics: { ...DEFAULT_SETTINGS.diagnostics, unknownVersion: 'error' } });
    check({ tree: { groupBy: 'colour', atRiskOnly: 1, filter: 'x'.repeat(5_000) } }, { tree: { ...DEFAULT_SETTINGS.tree, filter: 'x'.repeat(2_000) } });
    check({ include: ['a', 7, null, 'b'] }, { include: ['a', 'b'] });
    check({ staleAfterDays: 0 }, {});
    check({ feedsMaximumAgeDays: 0.5 }, {});
    check({ feedsMaximumAgeDays: 30 }, { feedsMaximumAgeDays: 30 });
    check({ staleAfterDays: 7.9 }, { staleAfterDays: 7 });
    const entry = { folder: '/w', file: 'a.csv', format: '', list: 'findings', filter: '' };
    check({ exportOnSave: [{ folder: '/w', file: 'a.csv' }, { file: 'no-folder.csv' }, { folder: '/w', file: '' }, 7, { folder: '/w', file: 'b.csv', format: 7, list: 'racks', filter: {} }] }, { exportOnSave: [entry, { ...entry, file: 'b.csv' }] });
    check({ exportOnSave: { file: 'a.csv' } }, {});
    assert.equal(decodeSettings({ exportOnSave: Array.from({ length: 500 }, () => entry) }).exportOnSave.length, 20);
    assert.equal(decodeSettings({ exportOnSave: [{ ...entry, filter: 'x'.repeat(1_500_000) }] }).exportOnSave[0]!.filter.length, 1_000_001);
    assert.equal(decodeSettings({ include: Array.from({ length: 500 }, () => 'x') }).include.length, 100);
  });

  test('never throws', () => fc.assert(fc.property(fc.anything(), (given) => {
    const { tree, diagnostics } = decodeSettings(given);
    assert.ok(Object.keys(tree).length === 4 && Object.keys(diagnostics).length === Object.keys(DEFAULT_SETTINGS.diagnostics).length);
  })));
});
