import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSignedCertificate } from '../../../support/feedServer/selfSignedCertificate';
import { NetHarness, failureOf, options } from './netHarness';

const FIX = 'If a proxy or firewall inspects traffic, have its root certificate trusted by the system, or name its file in NODE_EXTRA_CA_CERTS.';

suite('network: TLS', () => {
  let net: NetHarness;
  const before = { ...process.env };
  setup(() => (net = new NetHarness()));
  teardown(async () => {
    for (const name of ['NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_EXTRA_CA_CERTS']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    await net.end();
  });

  test('a certificate that does not verify ends it, once', async () => {
    const server = await net.server({ tls: true });
    const http = net.client([server.url]);
    const expected = `certificate: the certificate of host does not verify (DEPTH_ZERO_SELF_SIGNED_CERT) | ${FIX}`;
    assert.equal(await failureOf(http.text(server.urls.kev, options())), expected);
    assert.equal(await failureOf(http.download(server.urls.kev, net.file(), options())), expected);
    assert.deepEqual(server.requests, []);
    assert.deepEqual(net.files(), []);
    assert.deepEqual(net.timing.waits, []);
  });

  test('a variable that turns verification off for the whole process does not turn off ours', async () => {
    const server = await net.server({ tls: true });
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    assert.match(await failureOf(net.client([server.url]).text(server.urls.kev, options())), /^certificate:/);
  });

  test('further authorities: those given, and those of NODE_EXTRA_CA_CERTS beside them', async () => {
    const server = await net.server({ tls: true });
    assert.equal((await net.client([server.url], { ca: [server.certificate] }).text(server.urls.kev, options())).kind, 'text');
    fs.writeFileSync(net.file('extra.pem'), server.certificate);
    process.env.NODE_EXTRA_CA_CERTS = net.file('extra.pem');
    assert.equal((await net.client([server.url], { ca: [selfSignedCertificate().certificate] }).text(server.urls.kev, options())).kind, 'text');
  });

  test('the certificate of another host', async () => {
    const { key, certificate } = selfSignedCertificate([127, 0, 0, 9]);
    const server = https.createServer({ key, cert: certificate }, (_, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    net.endWith(() => new Promise((resolve) => server.close(() => resolve())));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    assert.equal(
      await failureOf(net.client([url], { ca: [certificate] }).text(url, options())),
      `certificate: the certificate of host does not verify (it is of another host) | ${FIX}`,
    );
  });

  test('https to a server that speaks plain http', async () => {
    const server = await net.server();
    const url = server.url.replace('http:', 'https:');
    assert.match(
      await failureOf(net.client([url]).text(`${url}/x`, options())),
      /^certificate: no encrypted connection to host could be made \(\w+\) \| Check that the address is one of https, and the proxy or firewall in between\.$/,
    );
  });

  test('a handshake that never ends', async () => {
    const url = `https://${await net.silent()}`;
    assert.equal(
      await failureOf(net.client([url], { limits: { connectMs: 100, attempts: 2 } }).text(url, options())),
      'timeout: host does not take the connection, 2 times | Check the connection to the network, the proxy and the firewall.',
    );
  });
});
