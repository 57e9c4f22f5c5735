import * as assert from 'node:assert/strict';
import { decodeManifest, encodeManifest, type Manifest } from '../../../../src/feeds/store/manifest';

const seal = { size: 1, sha256: 'a'.repeat(64) };
const good: Manifest = {
  schema: 2, parts: ['lifecycle'], files: { 'catalog.sqlite': seal },
  feeds: [{ name: 'endoflife', revision: 'r', fetchedAt: 't', records: 3, skipped: 0, starter: false, bytes: 0, error: null }],
};

function check(change: Record<string, unknown>, expected: string): void {
  const decoded = decodeManifest(JSON.stringify({ ...good, ...change }));
  assert.equal(decoded.kind === 'manifest' ? 'manifest' : decoded.kind === 'newer' ? `newer ${decoded.schema}` : decoded.reason, expected);
}

suite('manifest', () => {
  test('round trip', () => assert.deepEqual(decodeManifest(encodeManifest(good)), { kind: 'manifest', manifest: good }));

  test('hostile manifests', () => {
    check({}, 'manifest');
    check({ schema: 3 }, 'newer 3');
    check({ schema: 1 }, 'it is in format 1, which this version no longer reads');
    check({ schema: '1' }, 'manifest.json has no schema number');
    check({ parts: [] }, 'manifest.json lacks its parts or feeds');
    check({ parts: ['other'] }, 'manifest.json lacks its parts or feeds');
    check({ parts: ['cves'] }, 'manifest.json does not list matches.bin');
    check({ files: null }, 'manifest.json does not list catalog.sqlite');
    check({ files: { 'catalog.sqlite': { size: 1, sha256: '../..' } } }, 'manifest.json does not list catalog.sqlite');
    check({ feeds: [7] }, 'manifest.json lacks its parts or feeds');
    check({ feeds: [{ name: 'other' }] }, 'manifest.json lacks its parts or feeds');
    for (const text of ['', '{', 'null', '[]', '7']) assert.equal(decodeManifest(text).kind, 'unreadable', text);
  });

  test('a file that no part has is not looked at, wherever it points', () => {
    const decoded = decodeManifest(JSON.stringify({ ...good, files: { ...good.files, '../../etc/passwd': seal } }));
    assert.ok(decoded.kind === 'manifest');
    assert.deepEqual(Object.keys(decoded.manifest.files), ['catalog.sqlite']);
  });

  test('counts that are none are 0', () => {
    const decoded = decodeManifest(JSON.stringify({ ...good, feeds: [{ ...good.feeds[0], records: -1, skipped: 1.5, bytes: 'x' }] }));
    assert.ok(decoded.kind === 'manifest');
    assert.deepEqual([decoded.manifest.feeds[0].records, decoded.manifest.feeds[0].skipped, decoded.manifest.feeds[0].bytes], [0, 0, 0]);
  });
});
