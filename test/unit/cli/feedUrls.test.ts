import * as assert from 'node:assert/strict';
import { feedUrls } from '../../../src/cli/feedUrls';
import { UsageError } from '../../../src/cli/usage';

suite('CLI mirrors', () => {
  function check(given: readonly string[], environment: string | undefined, expected: object | RegExp): void {
    if (!(expected instanceof RegExp)) return assert.deepEqual(feedUrls(given, environment), expected);
    assert.throws(() => feedUrls(given, environment), (error: unknown) => error instanceof UsageError && expected.test(error.message));
  }

  test('names and addresses', () => {
    check([], undefined, {});
    check(['kev=https://mirror.example/kev.json'], '', { kev: 'https://mirror.example/kev.json' });
    check(['endoflife=http://mirror.example:8080/eol//', 'osv=https://mirror.example/a=b'], undefined, { endoflife: 'http://mirror.example:8080/eol', osv: 'https://mirror.example/a=b' });
    check(['kev=https://a.example', 'kev=https://b.example'], undefined, { kev: 'https://b.example' });
  });

  test('an option goes before the environment', () =>
    check(['kev=https://a.example'], ' kev=https://b.example\n\tepss=https://c.example ', { kev: 'https://a.example', epss: 'https://c.example' }));

  test('what is none is refused, not replaced by the public source', () => {
    check(['kev'], undefined, /--mirror needs an address that begins with https/);
    check(['cpe=https://a.example'], undefined, /with a name of endoflife, nvdFeeds, nvdApi, kev, epss, osv, not "cpe=/);
    check(['KEV=https://a.example'], undefined, /with a name of/);
    check(['kev='], undefined, /needs an address/);
    check(['kev=ftp://a.example'], undefined, /needs an address/);
    check(['kev=file:///etc/passwd'], undefined, /needs an address/);
    check(['kev=//a.example'], undefined, /needs an address/);
    check(['kev=https://user:secret@a.example'], undefined, /no user name or password/);
    check(['kev=https://a.example/?key=1'], undefined, /without \? and #/);
    check([], 'kev=nowhere', /INVENTORY_INSIGHTS_FEED_URLS needs an address/);
  });
});
