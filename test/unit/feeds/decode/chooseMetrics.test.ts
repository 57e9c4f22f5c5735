import * as assert from 'node:assert/strict';
import { chooseMetrics } from '../../../../src/feeds/decode/chooseMetrics';

/** `31 nvd 9.8`: key, source (nvd, cna = another Primary, sec = Secondary), score. */
function metrics(...written: string[]): Record<string, unknown[]> {
  const result: Record<string, unknown[]> = {};
  for (const [key, who, score] of written.map((text) => text.split(' '))) {
    (result[`cvssMetricV${key}`] ??= []).push({
      source: who === 'nvd' ? 'nvd@nist.gov' : `${who}@example.com`,
      type: who === 'sec' ? 'Secondary' : 'Primary',
      cvssData: { version: 'x', vectorString: 'V', baseScore: Number(score), baseSeverity: 'WRONG' },
    });
  }
  return result;
}

function check(written: string[], expected: string): void {
  assert.equal(chooseMetrics(metrics(...written)).map((m) => `${m.version} ${m.source.split('@')[0]} ${m.score} ${m.severity}`).join(', '), expected);
}

suite('chooseMetrics', () => {
  test('NVD before another Primary before a Secondary', () =>
    check(['31 sec 9', '31 cna 8', '31 nvd 7'], '3.1 nvd 7 high, 3.1 cna 8 high, 3.1 sec 9 critical'));
  test('3.1, 3.0, 4.0 within a source', () =>
    check(['40 nvd 9.3', '30 nvd 5', '31 nvd 6.1'], '3.1 nvd 6.1 medium, 3.0 nvd 5 medium, 4.0 nvd 9.3 critical'));
  test('an older version of NVD stands before a newer one of a CNA', () =>
    check(['31 cna 9.8', '40 nvd 1'], '4.0 nvd 1 low, 3.1 cna 9.8 critical'));
  test('version 2.0 of NVD stands after everybody\'s version 3', () =>
    check(['2 nvd 10', '31 sec 3.9'], '3.1 sec 3.9 low, 2.0 nvd 10 high'));
  test('version 2.0 has neither critical nor none', () =>
    check(['2 nvd 9.9', '2 cna 0', '2 sec 4'], '2.0 nvd 9.9 high, 2.0 cna 0 low, 2.0 sec 4 medium'));
  test('bands', () =>
    check(['31 nvd 0', '31 nvd 0.1', '31 nvd 3.9', '31 nvd 4', '31 nvd 6.9', '31 nvd 7', '31 nvd 8.9', '31 nvd 9'],
      '3.1 nvd 0 none, 3.1 nvd 0.1 low, 3.1 nvd 3.9 low, 3.1 nvd 4 medium, 3.1 nvd 6.9 medium, 3.1 nvd 7 high, 3.1 nvd 8.9 high, 3.1 nvd 9 critical'));
  test('two metrics of one rank stay in order', () => check(['31 sec 1', '31 sec 2'], '3.1 sec 1 low, 3.1 sec 2 low'));

  test('hostile shapes are left out', () => {
    for (const value of [undefined, null, 7, 'x', [], { cvssMetricV31: {} }, { cvssMetricV31: [null, 7, {}, { cvssData: 3 }] }, { cvssMetricV50: [{ cvssData: { baseScore: 5 } }] }]) {
      assert.deepEqual(chooseMetrics(value), []);
    }
    for (const baseScore of [-1, 10.1, NaN, Infinity, '9.8', null]) {
      assert.deepEqual(chooseMetrics({ cvssMetricV31: [{ cvssData: { baseScore } }] }), []);
    }
    assert.equal(chooseMetrics({ cvssMetricV31: new Array(10_000).fill({ cvssData: { baseScore: 5 } }) }).length, 32);
  });
});
