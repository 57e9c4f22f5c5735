import * as assert from 'node:assert/strict';
import { nvdApiRule } from '../../../../src/feeds/net/hostRule';
import { NetHarness, failureOf, options } from './netHarness';

const FIX = 'A sign-in page or proxy may stand in between. If the feed has moved, set its new address in the settings.';

suite('network: hosts and redirects', () => {
  let net: NetHarness;
  setup(() => (net = new NetHarness()));
  teardown(() => net.end());

  test('a host outside the list is never asked', async () => {
    const server = await net.server();
    const http = net.client(['https://nvd.nist.gov', 'http://127.0.0.1:1']);
    for (const refused of [http.text(server.urls.kev, options()), http.download(server.urls.kev, net.file(), options())]) {
      assert.equal(await failureOf(refused), 'host-not-allowed: http://host is neither a feed nor a mirror of the settings | Correct the address in the settings.');
    }
    assert.deepEqual(server.requests, []);
    assert.deepEqual(net.files(), []);
  });

  test('an address with credentials is not asked, nor told', async () => {
    const server = await net.server();
    const address = server.urls.kev.replace('//', '//user:secret@');
    assert.equal(await failureOf(net.client([server.url]).text(address, options())), 'host-not-allowed: the address of host holds a user name or password | Correct the address in the settings.');
    assert.deepEqual(server.requests, []);
  });

  test('a redirect within a host, and to another one of the list, is followed', async () => {
    const [first, second] = [await net.server(), await net.server()];
    const http = net.client([first.url, second.url]);
    first.fail('/old', { kind: 'redirect', to: '/elsewhere?x=1#part', status: 301 });
    first.fail('/elsewhere', { kind: 'redirect', to: second.urls.kev, status: 307 });
    assert.equal((await http.text(`${first.url}/old`, options())).kind, 'text');
    assert.deepEqual([...first.requests, ...second.requests].map(({ path }) => path), ['/old', '/elsewhere?x=1', '/kev/known_exploited_vulnerabilities.json']);
  });

  test('a redirect to another host is not followed', async () => {
    const [server, other] = [await net.server(), await net.server()];
    const http = net.client([server.url]);
    server.fail('/kev/', { kind: 'redirect', to: other.urls.kev }, 2);
    const expected = `redirect: host redirects elsewhere: http://host is neither a feed nor a mirror of the settings | ${FIX}`;
    assert.equal(await failureOf(http.text(server.urls.kev, options())), expected);
    assert.equal(await failureOf(http.download(server.urls.kev, net.file(), options())), expected);
    assert.deepEqual(other.requests, []);
    assert.deepEqual(net.files(), []);
  });

  async function check(to: string, expected: string): Promise<void> {
    const server = await net.server();
    server.fail('/kev/', { kind: 'redirect', to });
    assert.equal(await failureOf(net.client([server.url]).text(server.urls.kev, options())), `redirect: ${expected} | ${FIX}`);
    assert.equal(server.requests.length, 1);
  }
  test('a redirect to nowhere', () => check('', 'host redirects without saying where to'));
  test('a redirect to what is no address', () => check('http://[', 'host redirects without saying where to'));
  test('a redirect to a file', () => check('file:///etc/passwd', 'host redirects elsewhere: file:// is neither a feed nor a mirror of the settings'));
  test('a redirect to an internal service', () => check('http://169.254.169.254/latest/', 'host redirects elsewhere: http://169.254.169.254 is neither a feed nor a mirror of the settings'));
  test('a redirect with credentials', () => check('http://user:secret@127.0.0.1:1/', 'host redirects elsewhere: the address of host holds a user name or password'));

  test('a circle has an end', async () => {
    const server = await net.server();
    server.fail('/kev/', { kind: 'redirect', to: server.urls.kev }, Infinity);
    assert.equal(await failureOf(net.client([server.url]).text(server.urls.kev, options())), `redirect: host redirects more than 5 times | ${FIX}`);
    assert.equal(server.requests.length, 6);
  });

  test('from https to http is not followed, not even to a mirror of the list', async () => {
    const [secure, plain] = [await net.server({ tls: true }), await net.server()];
    secure.fail('/kev/', { kind: 'redirect', to: plain.urls.kev });
    const http = net.client([secure.url, plain.url], { ca: [secure.certificate] });
    assert.equal(await failureOf(http.text(secure.urls.kev, options())), `redirect: host redirects from https to http | ${FIX}`);
    assert.deepEqual(plain.requests, []);
  });

  test('the API key goes to the API\'s host alone, and not along with a redirect', async () => {
    const [api, mirror] = [await net.server({ apiKeys: ['secret'] }), await net.server()];
    const http = net.client([api.url, mirror.url], { rules: [{ ...nvdApiRule(api.urls.nvdApi, 'secret'), rate: undefined }] });
    assert.equal((await http.text(api.urls.nvdApi, options())).kind, 'text');
    assert.equal((await http.text(mirror.urls.kev, options())).kind, 'text');
    api.fail('/rest/', { kind: 'redirect', to: mirror.urls.nvdApi });
    assert.equal((await http.text(api.urls.nvdApi, options())).kind, 'text');
    assert.deepEqual(api.requests.map(({ headers }) => headers.apikey), ['secret', 'secret']);
    assert.deepEqual(mirror.requests.map(({ headers }) => headers.apikey), [undefined, undefined]);
    assert.doesNotMatch(net.log.join('\n'), /secret/);
  });

  test('a mirror of everything on one host: key and pauses are the API\'s alone', async () => {
    const mirror = await net.server({ apiKeys: ['secret'] });
    const http = net.client([mirror.url], { rules: [nvdApiRule(mirror.urls.nvdApi, 'secret')] });
    for (const url of [mirror.urls.kev, mirror.urls.kev, `${mirror.urls.nvdApi}?startIndex=0`, mirror.urls.kev]) await http.text(url, options());
    assert.deepEqual(mirror.requests.map(({ headers }) => headers.apikey), [undefined, undefined, 'secret', undefined]);
    assert.deepEqual(net.timing.waits, []);
  });

  test('a key that could not stand in a header', async () => {
    const server = await net.server();
    const http = net.client([server.url], { rules: [nvdApiRule(server.url, 'se\ncret')] });
    assert.equal(await failureOf(http.text(server.urls.nvdApi, options())), 'invalid-key: the API key holds characters that no key has | Set the NVD API key anew.');
    assert.deepEqual(server.requests, []);
  });

  test('a server sets a cookie in vain', async () => {
    const server = await net.server();
    server.fail('/kev/', { kind: 'status', status: 503, headers: { 'set-cookie': 'id=1' } });
    await net.client([server.url]).text(server.urls.kev, options());
    assert.deepEqual(server.requests.map(({ headers }) => headers.cookie), [undefined, undefined]);
  });
});
