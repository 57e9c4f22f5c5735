import * as assert from 'node:assert/strict';
import { chooseProxy, type ProxyOptions } from '../../../../src/feeds/net/chooseProxy';
import type { FeedHttp } from '../../../../src/feeds/net/http';
import { startConnectProxy, type ConnectProxy, type ConnectProxyOptions } from '../../../support/feedServer/connectProxy';
import type { FeedServer } from '../../../support/feedServer/startFeedServer';
import { NetHarness, failureOf, options } from './netHarness';

suite('network: proxy', () => {
  suite('which one', () => {
    /** `from` is what options and environment say, `expected` the proxy or `direct`. */
    function check(address: string, from: Partial<Omit<ProxyOptions, 'environment'>> & Record<string, unknown>, expected: string): void {
      const { url = '', noProxy = [], loopback, ...environment } = from;
      const chosen = chooseProxy(new URL(address), { url, noProxy, loopback, environment: environment as Record<string, string> });
      assert.equal(chosen?.href ?? 'direct', expected);
    }
    const P = 'http://proxy:3128/';
    const FEED = 'https://nvd.nist.gov/feeds';

    test('from the settings, else from the environment', () => {
      check(FEED, {}, 'direct');
      check(FEED, { url: 'http://proxy:3128', HTTPS_PROXY: 'http://other:1' }, P);
      check(FEED, { HTTPS_PROXY: 'http://proxy:3128' }, P);
      check(FEED, { https_proxy: 'http://proxy:3128' }, P);
      check(FEED, { HTTP_PROXY: 'http://proxy:3128' }, P);
      check(FEED, { https_proxy: 'http://proxy:3128', HTTP_PROXY: 'http://other:1' }, P);
      check('http://mirror.corp/x', { HTTPS_PROXY: 'http://other:1' }, 'direct');
      check('http://mirror.corp/x', { http_proxy: 'http://proxy:3128' }, P);
      check(FEED, { HTTPS_PROXY: ' proxy:3128 ' }, P);
      check(FEED, { HTTPS_PROXY: '' }, 'direct');
      check(FEED, { url: 'http://user:p%40ss@proxy:3128' }, 'http://user:p%40ss@proxy:3128/');
    });

    test('what is reached directly', () => {
      const url = 'http://proxy:3128';
      const rows: [string, string, 'direct' | 'proxy'][] = [
        ['nvd.nist.gov', FEED, 'direct'],
        ['NVD.NIST.GOV', FEED, 'direct'],
        ['nist.gov', FEED, 'direct'],
        ['.nist.gov', FEED, 'direct'],
        ['*.nist.gov', FEED, 'direct'],
        ['.nist.gov', 'https://nist.gov/', 'direct'],
        // A near miss: the end of the name, but not a domain of it.
        ['nist.gov', 'https://evilnist.gov/', 'proxy'],
        ['ist.gov', FEED, 'proxy'],
        ['gov.nist', FEED, 'proxy'],
        ['*', FEED, 'direct'],
        ['nvd.nist.gov:443', FEED, 'direct'],
        ['nvd.nist.gov:8443', FEED, 'proxy'],
        ['mirror:8443', 'https://mirror:8443/', 'direct'],
        ['mirror:80', 'http://mirror/', 'direct'],
        ['10.1.2.3', 'https://10.1.2.3/', 'direct'],
        ['10.1.2.3', 'https://10.1.2.30/', 'proxy'],
        ['10.0.0.0/8', 'https://10.1.2.3/', 'direct'],
        ['10.0.0.0/8', 'https://11.1.2.3/', 'proxy'],
        ['10.0.0.0/99', 'https://10.1.2.3/', 'proxy'],
        ['10.0.0.0/8', FEED, 'proxy'],
        ['fd00::1', 'https://[fd00::1]/', 'direct'],
        ['[fd00::1]', 'https://[fd00::1]/', 'direct'],
        ['[fd00::1]:443', 'https://[fd00::1]/', 'direct'],
        ['[fd00::1]:8443', 'https://[fd00::1]/', 'proxy'],
        ['fd00:0:0:0::1', 'https://[fd00::1]/', 'direct'],
        ['fd00::/8', 'https://[fd00::1]/', 'direct'],
        ['fd00::2', 'https://[fd00::1]/', 'proxy'],
        ['', FEED, 'proxy'],
      ];
      for (const [entry, address, expected] of rows) {
        check(address, { url, noProxy: ['other', entry] }, expected === 'direct' ? 'direct' : P);
        check(address, { HTTPS_PROXY: url, HTTP_PROXY: url, NO_PROXY: `other, ${entry}` }, expected === 'direct' ? 'direct' : P);
      }
      check(FEED, { url, no_proxy: 'a b nvd.nist.gov' }, 'direct');
      check(FEED, { url, noProxy: ['other'], NO_PROXY: '*' }, P);
    });

    test('loopback, unless told otherwise', () => {
      for (const host of ['localhost', 'mirror.localhost', '127.0.0.1', '127.9.9.9', '[::1]']) {
        check(`http://${host}:8080/`, { url: 'http://proxy:3128' }, 'direct');
        check(`http://${host}:8080/`, { url: 'http://proxy:3128', loopback: true }, P);
      }
      check('http://localhost.example/', { url: 'http://proxy:3128' }, P);
    });

    test('an address that cannot be used is told without its password', async () => {
      const fix = 'Correct the setting http.proxy, or the environment variable HTTPS_PROXY: http://host:port.';
      for (const [url, expected] of [
        ['socks5://user:secret@proxy:1080', `proxy: a proxy of the kind socks5 cannot be used | ${fix}`],
        ['http://user:secret@[', `proxy: the address of the proxy cannot be read | ${fix}`],
      ]) assert.equal(await failureOf(Promise.resolve().then(() => chooseProxy(new URL(FEED), { url, noProxy: [] }))), expected);
    });
  });

  suite('on the way', () => {
    let net: NetHarness;
    setup(() => (net = new NetHarness()));
    teardown(() => net.end());

    async function through(proxyOptions: ConnectProxyOptions, credentials: string, tls: boolean): Promise<{ proxy: ConnectProxy; server: FeedServer; http: FeedHttp }> {
      const server = await net.server({ tls });
      const proxy = await startConnectProxy(proxyOptions);
      net.endWith(() => proxy.close());
      const http = net.client([server.url], { ca: [server.certificate].filter((one) => one !== ''), proxy: { url: proxy.url.replace('//', `//${credentials}`), noProxy: [], loopback: true } });
      return { proxy, server, http };
    }

    test('https goes through a tunnel, and the certificate is the server\'s', async () => {
      const { proxy, server, http } = await through({ credentials: 'user:se cret@' }, 'user:se%20cret%40@', true);
      assert.equal((await http.text(server.urls.kev, options())).kind, 'text');
      assert.equal((await http.download(server.urls.epss, net.file(), options())).kind, 'file');
      const host = new URL(server.url).host;
      assert.deepEqual([...new Set(proxy.requests)], [`CONNECT ${host}`]);
      assert.deepEqual(server.requests.map(({ headers }) => headers['proxy-authorization']), [undefined, undefined]);
    });

    test('http goes by its absolute address', async () => {
      const { proxy, server, http } = await through({ credentials: 'user:pass' }, 'user:pass@', false);
      assert.equal((await http.text(server.urls.kev, options())).kind, 'text');
      assert.deepEqual(proxy.requests, [`GET ${server.urls.kev}`]);
    });

    const NEEDS = 'proxy: the proxy host asks for a user name and password (407) | Put them into the setting http.proxy, or into HTTPS_PROXY: http://user:password@host:port.';
    const WRONG = 'proxy: the proxy host does not take the user name and password (407) | Correct the proxy credentials in the setting http.proxy, or in HTTPS_PROXY.';
    for (const tls of [true, false]) {
      test(`a proxy that asks for a password, ${tls ? 'https' : 'http'}`, async () => {
        const { proxy, server, http } = await through({ credentials: 'user:right' }, '', tls);
        assert.equal(await failureOf(http.text(server.urls.kev, options())), NEEDS);
        assert.equal(await failureOf(http.download(server.urls.kev, net.file(), options())), NEEDS);
        assert.equal(proxy.requests.length, 2);
        assert.deepEqual(server.requests, []);
        assert.deepEqual(net.files(), []);
      });

      test(`a wrong password, ${tls ? 'https' : 'http'}`, async () => {
        const { server, http } = await through({ credentials: 'user:right' }, 'user:secret@', tls);
        assert.equal(await failureOf(http.text(server.urls.kev, options())), WRONG);
        assert.deepEqual(server.requests, []);
      });
    }

    test('a proxy that does not let the host through', async () => {
      const { server, http, proxy } = await through({ refuseWith: 403 }, '', true);
      assert.equal(await failureOf(http.text(server.urls.kev, options())), 'proxy: the proxy host does not connect to host (403) | Have host allowed by the proxy, or check http.proxy and http.noProxy.');
      assert.equal(proxy.requests.length, 1);
    });

    test('a proxy that cannot reach the host is asked once more', async () => {
      const { server, http, proxy } = await through({ refuseWith: 502 }, '', true);
      assert.match(await failureOf(http.text(server.urls.kev, options())), /^proxy: the proxy host does not connect to host \(502\), 2 times \|/);
      assert.equal(proxy.requests.length, 2);
    });

    test('a proxy that takes the connection and keeps silent', async () => {
      const http = net.client(['https://feeds.invalid'], { limits: { headersMs: 100, attempts: 2 }, proxy: { url: `http://${await net.silent()}`, noProxy: [] } });
      assert.equal(
        await failureOf(http.text('https://feeds.invalid/', options())),
        'timeout: feeds.invalid, through the proxy host, does not answer, 2 times | Try again later, or check the proxy and the firewall.',
      );
    });

    test('a proxy that is not there', async () => {
      // A port that was free a moment ago may be another program's by now; nobody takes the first.
      const http = net.client(['https://feeds.invalid'], { proxy: { url: 'http://user:secret@127.0.0.1:1', noProxy: [] } });
      assert.equal(await failureOf(http.text('https://feeds.invalid/', options())), 'proxy: the proxy host cannot be reached (ECONNREFUSED), 2 times | Check the setting http.proxy, or the environment variable HTTPS_PROXY, and http.noProxy.');
    });
  });
});
