import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeOverlayRecord, encodeOverlayRecord } from '../../../../src/feeds/decode/decodeOverlay';

const match = (criteria: string) => ({ vulnerable: true, criteria, versionEndExcluding: '2' });
const raw = (annotation: object = {}, cve: object = {}) => ({
  _annotation: { cve_id: 'CVE-2024-0001', ...annotation },
  cve: { configurations: [{ nodes: [{ operator: 'OR', negate: false, cpeMatch: [match('cpe:2.3:a:v:p:*:*:*:*:*:*:*:*')] }] }], ...cve },
});

/** What the record says, in one line, or why it is none. */
function check(value: unknown, expected: string): void {
  const decoded = decodeOverlayRecord(value);
  if (decoded.kind === 'unreadable') {
    assert.equal(`${decoded.id}: ${decoded.reason}`, expected);
    return;
  }
  const { record } = decoded;
  const rows = record.configurations.flatMap(({ nodes }) => nodes).flatMap(({ cpeMatch }) => cpeMatch).map(({ criteria, versionEndExcluding }) => `${criteria.split(':').slice(2, 5).join(':')} <${versionEndExcluding}`);
  assert.equal([record.id, record.published, record.modified, record.description, record.references.join(' '), record.configurations.length, rows.join(' ')].join('|'), expected);
  assert.deepEqual(decodeOverlayRecord(encodeOverlayRecord(record)), decoded);
}

suite('decodeOverlayRecord', () => {
  test('the least there is', () => check(raw(), 'CVE-2024-0001|||||1|a:v:p <2'));
  test('everything', () => check(
    raw({ published: '2024-01-01T00:00:00', modified: '2024-02-01T00:00:00.1+00:00', description: 'd', references: ['https://example.com/a', 7, 'javascript:x'] }, { references: [{ url: 'https://example.com/b' }] }),
    'CVE-2024-0001|2024-01-01T00:00:00|2024-02-01T00:00:00.1+00:00|d|https://example.com/a https://example.com/b|1|a:v:p <2',
  ));
  test('dates that are none are absent', () => check(raw({ published: 'soon', modified: 7 }), 'CVE-2024-0001|||||1|a:v:p <2'));
  test('without configurations', () => check(raw({}, { configurations: undefined }), 'CVE-2024-0001|||||0|'));
  test('matches nothing on purpose', () => check(raw({}, { configurations: [{ nodes: [{ operator: 'OR', cpeMatch: [match('cpe:2.3:a:null:null:*:*:*:*:*:*:*:*')] }] }] }), 'CVE-2024-0001|||||1|'));
  test('a product that is called null is one', () => check(raw({}, { configurations: [{ nodes: [{ operator: 'OR', cpeMatch: [match('cpe:2.3:a:v:null:*:*:*:*:*:*:*:*')] }] }] }), 'CVE-2024-0001|||||1|a:v:null <2'));
  test('what is none', () => {
    check(7, ': it is a number, not an object');
    check({}, ': it has no `_annotation` or no `cve`');
    check(raw({ cve_id: 'GHSA-1' }), 'GHSA-1: its `cve_id` is not a CVE id');
    check(raw({}, { configurations: 'x' }), 'CVE-2024-0001: `configurations` is text, not a list');
    check(raw({}, { configurations: [{ nodes: [{ cpeMatch: [{}] }] }] }), 'CVE-2024-0001: a match row has no `criteria`');
  });
  test('nothing throws', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.record({ _annotation: fc.anything(), cve: fc.anything() }), fc.anything().map((value) => raw({}, { configurations: value }))), (value) => { decodeOverlayRecord(value); }), { numRuns: 1_000 });
  });
});
