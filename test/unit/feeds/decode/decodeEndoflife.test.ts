import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import zlib from 'node:zlib';
import { decodeEndoflife } from '../../../../src/feeds/decode/decodeEndoflife';
import { fromData } from '../dataFiles';

const release = { name: '1', label: 'One', releaseDate: '2020-01-01', isLts: true, isEol: false, eolFrom: '2030-01-01', latest: { name: '1.2', date: '2024-02-29', link: 'x' } };

/** The products as `name: releases` and what was left out, in one line. */
function check(result: unknown, expected: string): void {
  const decoded = decodeEndoflife({ generated_at: 'now', result });
  const text = 'reason' in decoded
    ? decoded.reason
    : [...decoded.feed.products.map((p) => `${p.name}: ${p.releases.map((r) => r.name).join(' ')}`), ...decoded.feed.skips.map((s) => `${s.count}× ${s.reason} (${s.example})`)].join('; ');
  assert.equal(text, expected);
}

suite('decodeEndoflife', () => {
  test('every field', () => {
    const decoded = decodeEndoflife({
      generated_at: '2026-11-20T00:00:00Z',
      result: [{
        name: 'debian', label: 'Debian', category: 'os', aliases: ['deb'], identifiers: [{ type: 'cpe', id: 'cpe:/o:debian:debian_linux' }],
        labels: { eoes: 'LTS' },
        releases: [{ ...release, isEoas: true, eoasFrom: '2023-01-01', isEoes: false, eoesFrom: null }],
      }],
    });
    assert.ok('feed' in decoded);
    assert.deepEqual(decoded.feed, {
      generatedAt: '2026-11-20T00:00:00Z',
      skips: [],
      products: [{
        name: 'debian', label: 'Debian', category: 'os', aliases: ['deb'], identifiers: [{ type: 'cpe', id: 'cpe:/o:debian:debian_linux' }], eoesLabel: 'LTS',
        releases: [{
          name: '1', label: 'One', releaseDate: '2020-01-01', isLts: true, isEoas: true, eoasFrom: '2023-01-01', isEol: false, eolFrom: '2030-01-01',
          isEoes: false, eoesFrom: null, latest: '1.2', latestDate: '2024-02-29',
        }],
      }],
    });
  });

  test('what a product may lack', () => {
    check([{ name: 'a', releases: [] }], 'a: ');
    check([{ name: 'a', aliases: 'x', identifiers: {}, labels: [], releases: [{ name: '1', latest: null }, { name: '2', latest: { date: 'soon' } }] }], 'a: 1 2');
  });

  test('what is left out, with its reason', () => {
    check({}, 'it has no list `result`');
    check([null, 7], '1× a product is a number, not an object (); 1× a product is nothing, not an object ()');
    check([{ releases: [] }], '1× a product has no name ()');
    check([{ name: 'a' }], '1× a product has no list of releases (a)');
    check([{ name: 'a', releases: [release, null, {}, { ...release, name: 2 }] }], 'a: 1; 3× a release has no name (a)');
    check([{ name: 'a', releases: [{ ...release, eolFrom: '2023-02-30' }, { ...release, eolFrom: true }] }], 'a: ; 2× a release has a date that is none (a 1)');
    check([{ name: 'a', releases: [] }, { name: 'a', releases: [release] }], 'a: ; 1× the product stands twice (a)');
  });

  test('the whole real file', function () {
    const file = fromData('feeds/endoflife/products-full.json.gz');
    if (!file) return this.skip();
    const decoded = decodeEndoflife(JSON.parse(zlib.gunzipSync(fs.readFileSync(file)).toString('utf8')));
    assert.ok('feed' in decoded);
    assert.equal(decoded.feed.products.length, 464);
    assert.equal(decoded.feed.products.reduce((sum, { releases }) => sum + releases.length, 0), 8_351);
    assert.deepEqual(decoded.feed.skips, []);
    assert.equal(decoded.feed.products.flatMap(({ identifiers }) => identifiers).length, 479 + 940 + 264);
  });
});
