import * as assert from 'node:assert/strict';
import { readTagsCsv } from '../../../../../src/core/insights/estate/readTagsCsv';
import { estateOf } from '../../../../support/tinyEstate';

const { servers } = estateOf({
  'a.inventory.json': JSON.stringify({ servers: [{ name: 'web', fqdn: 'web.contoso.com' }, { name: 'db', id: 'vm-7' }, { name: 'twin', fqdn: 'twin.a.com' }, { name: 'twin', fqdn: 'twin.b.com' }] }),
});

suite('Tags from a CSV', () => {
  const check = (text: string, tags: string, problems: string): void => {
    const read = readTagsCsv('/t.csv', text, servers);
    assert.equal([...read.tags].map(([key, some]) => `${key} ${Object.entries(some).map(([tag, value]) => `${tag}=${value}`).join(' ')}`).join(', '), tags);
    assert.equal(read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`).join(' | '), problems);
    assert.ok(read.problems.every(({ fix }) => fix !== undefined));
  };

  test('by name, FQDN and id, in any case; the later row counts', () =>
    check('Server,Key,Value\nWEB,role,web\nweb.contoso.com,role,api\nvm-7,tier,1\n', 'web.contoso.com role=api, db tier=1', ''));
  test('other words for the columns, other delimiters, quotes and a byte order mark', () =>
    check('\uFEFFTag value;Computer name;TAG\r\n"a ""b"";c";db;note\r\n', 'db note=a "b";c', ''));
  test('tags without values', () => check('host\ttag\nweb\tpci\nweb\tgold\n', 'web.contoso.com pci= gold=', ''));
  test('markup is text', () => check('server,key,value\ndb,<img src=x>,"=cmd()"\n', 'db <img src=x>==cmd()', ''));
  test('bad rows say where and why, the others count', () =>
    check('server,key,value\nnobody,a,b\n,a,b\ndb,,b\ndb,a,c\n\ntwin,a,b\n  ghost,a,b', 'db a=c',
      '2:1 No server of the inventory is called "nobody". | 3:1 The row names no server. | 4:1 The row for "db" has no tag. | 7:1 Several servers are called "twin". | 8:1 No server of the inventory is called "ghost".'));
  test('lines are counted over quoted ones', () => check('server,key,value\ndb,a,"x\ny"\nghost,a,b\n', 'db a=x\ny', '4:1 No server of the inventory is called "ghost".'));
  test('a value that is too long', () => check(`server,key,value\ndb,a,${'x'.repeat(257)}\n`, '', '2:1 A tag of "db" has more than 256 characters.'));
  test('columns that are missing are told with those that are there', () => {
    check('server,colour\nweb,red\n', '', '0:0 There is no column for the tag; its columns are server, colour.');
    check('key,value\na,b\n', '', '0:0 There is no column for the server; its columns are key, value.');
    check('', '', '0:0 The file has no rows.');
  });

  test('ten thousand tags, and every row is accounted for', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => `${at % 3 === 0 ? 'web' : at % 3 === 1 ? 'db' : `gone${at}`},k${at},v`);
    const read = readTagsCsv('/t.csv', `server,key,value\n${rows.join('\n')}\n`, servers);
    const counted = [...read.tags.values()].reduce((sum, some) => sum + Object.keys(some).length, 0);
    assert.deepEqual([read.rows, counted + read.rejected, read.unknownServers.length, read.problems.length], [10_000, 10_000, 1_000, 1_001]);
  });
});
