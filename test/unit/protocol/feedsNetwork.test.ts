import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { FEED_SOURCES, decodeFeedUrls, decodeFeedsNetwork, decodeHosts } from '../../../src/protocol/feedsNetwork';
import { DEFAULT_FEED_URLS } from '../../../src/feeds/sync/update';

suite('Addresses of feeds', () => {
  const check = (given: unknown, urls: object, wrong: readonly string[] = []) => assert.deepEqual(decodeFeedUrls(given), { urls, wrong }, JSON.stringify(given));

  test('web addresses, without a slash at the end', () => {
    check({}, {});
    check(undefined, {});
    check({ kev: 'https://mirror.example/kev.json' }, { kev: 'https://mirror.example/kev.json' });
    check({ endoflife: ' http://mirror:8080/eol/ ', osv: 'https://mirror.example///' }, { endoflife: 'http://mirror:8080/eol', osv: 'https://mirror.example' });
    check({ nvdApi: '', epss: null }, {});
  });
  test('what is none is told, so that it is not replaced by the public source', () => {
    for (const wrong of ['mirror.example', 'ftp://mirror/x', 'file:///etc/passwd', 'https://', 'https://user:secret@mirror/x', 'https://mirror/x?y=1', 'https://mirror/x#y', 'https://mirror/a b', 7, {}, `https://m/${'x'.repeat(3_000)}`]) {
      check({ kev: wrong }, {}, ['kev']);
    }
    check({ cve: 'https://mirror.example' }, {}, ['cve']);
    check('https://mirror.example', {}, ['feeds.urls']);
    check(['https://mirror.example'], {}, ['feeds.urls']);
  });
  test('the public ones pass, and there are no others', () => {
    check(DEFAULT_FEED_URLS, DEFAULT_FEED_URLS);
    assert.deepEqual([...FEED_SOURCES].sort(), Object.keys(DEFAULT_FEED_URLS).sort());
  });
  test('hosts without the proxy', () => {
    assert.deepEqual(decodeHosts(['localhost', '', 7, '.example']), ['localhost', '.example']);
    assert.deepEqual(decodeHosts('localhost'), []);
    assert.equal(decodeHosts(Array.from({ length: 500 }, () => 'x')).length, 200);
  });
  test('a message of any shape', () => {
    assert.deepEqual(decodeFeedsNetwork(undefined), { network: { urls: {}, proxy: { url: '', noProxy: [] } }, wrong: [] });
    assert.deepEqual(decodeFeedsNetwork({ urls: { kev: 'x' }, proxy: { url: 'http://p:3128', noProxy: ['a'] } }), { network: { urls: {}, proxy: { url: 'http://p:3128', noProxy: ['a'] } }, wrong: ['kev'] });
    fc.assert(fc.property(fc.anything(), (given) => void decodeFeedsNetwork(given)));
  });
});
