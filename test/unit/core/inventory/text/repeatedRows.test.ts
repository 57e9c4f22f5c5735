import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileInventory } from '../../../../../src/core/inventory/reader';
import { CsvRows } from '../../../../../src/core/inventory/text/csvRows';
import { RepeatedRows } from '../../../../../src/core/inventory/text/repeatedRows';
import { readText, type ReadTextOptions } from '../readText';

/** As if no row were ever remembered. */
function readPlainly(text: string): FileInventory {
  const { expectRepeats } = CsvRows.prototype;
  CsvRows.prototype.expectRepeats = () => undefined;
  try {
    return readText('a.inventory.csv', text);
  } finally {
    CsvRows.prototype.expectRepeats = expectRepeats;
  }
}

/** Reads it both ways, which must agree; gives how many rows were known already. */
function known(text: string, options: ReadTextOptions = {}): number {
  const { find } = RepeatedRows.prototype;
  let found = 0;
  RepeatedRows.prototype.find = function (this: RepeatedRows, ...args) {
    const end = find.apply(this, args);
    if (end >= 0) found++;
    return end;
  };
  try {
    assert.deepEqual(readText('a.inventory.csv', text, options), readPlainly(text));
  } finally {
    RepeatedRows.prototype.find = find;
  }
  return found;
}

const usual = ['Tool,1.0', 'Tool,2.0', 'Tööl,1.0', '"Tool",1.0', 'Tool,"1,0"', 'Tool,1.0,5', 'Tool,1.0,', 'Tool,1.0,,7'];
const odd = ['To"ol,1', '"To""ol",1', 'Tool', 'Tool,', ',1.0', ',', ',,,', 'Tool,1.0,,,5', '"two\nlines",1', '"two', '"two"tail,1', 'lines",1', 'Tool,not a version!', ' Tool , 1.0 ', 'Tool,1.0\u0000'];
const endings = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) }), { minLength: 1, maxLength: 10 });
const server = fc.constantFrom('srv1', 'srv1', 'srv2', '"srv1"', '', '"srv,3"', 'é1', ' srv1');
/** Rows of one server stand together, as exports have them. */
const lists = fc.array(fc.tuple(server, endings, fc.constantFrom('\n', '\r\n', '\r', '\n\n')), { maxLength: 8 });
const headers = fc.constantFrom('Server,Software,Version', 'Server,Software,Version,Rack', 'Server,OS name,Software,Version', 'Server,Software,OS name', 'Software,Version,Server', 'Server,Software,CPE', 'Server,Software,Update ID', 'Server,Rack,Software,', 'Rack,Software,Server,Version');

suite('rows that repeat', () => {
  test('read as if every row were read cell by cell, split anywhere', () => {
    let found = 0;
    fc.assert(
      fc.property(headers, lists, fc.integer({ min: 1, max: 90 }), fc.boolean(), (header, servers, chunk, tabs) => {
        const text = `${header}\n${servers.map(([name, software, lineBreak]) => software.map((ending) => `${name},${ending}${lineBreak}`).join('')).join('')}`;
        found += known(tabs ? text.replaceAll(',', '\t') : text, { chunk });
      }),
      { numRuns: 600 },
    );
    assert.ok(found > 300, `only ${found} rows were known, so this shows nothing`);
  });

  const check = (text: string, expected: number): void => assert.equal(known(text), expected, text);
  const table = (...lines: readonly string[]): string => `Server,Software,Version\n${lines.join('\n')}\n`;

  test('a row is known by the server of the row before and the software of any before', () => {
    check(table('a,T,1', 'a,U,1', 'a,T,1'), 0);
    check(table('a,S,0', 'a,T,1', 'a,U,1', 'a,T,1'), 1);
    check(table('a,S,0', 'a,T,1', 'b,S,0', 'b,T,1', 'b,T,1'), 2);
    check('Server,Software,Version\r\na,S,0\r\na,T,1\r\na,T,1\r\n', 1);
    check('Server\tSoftware\tVersion\na\tS\t0\na\tT\t1\na\tT\t1\n', 1);
    check('Server,Software,Version\na,S,0\na,T,1\na,T,1', 0);
  });

  test('what told of something wrong is read again, so that it is told again', () => {
    check(table('a,S,0', 'a,T', 'a,T', 'a,T'), 0);
    check(table('a,S,0', 'a,,1', 'a,,1', 'a,,1'), 0);
    check(table('a,S,0', 'a,"T,1', 'a,"T,1', 'a,"T,1'), 0);
    // A version that cannot be understood is told once a software, so the third row is known.
    check(table('a,S,0', 'a,T,what?', 'a,T,what?', 'a,T,what?'), 1);
  });

  test('a quote that is open at the line break is no ending', () => {
    check(table('a,S,0', 'a,"T', 'x",1', 'a,"T', 'x",1', 'a,"T'), 0);
    check(table('a,S,0', 'a,"T","1"', 'a,"T","1"'), 1);
  });

  test('what else a row says of its server is still heard', () => {
    const wide = (...lines: readonly string[]): string => `Server,Software,Rack,OS name\n${lines.join('\n')}\n`;
    check(wide('a,S,r1,Debian', 'a,T,r1,Debian', 'a,T,r1,Debian', 'b,S,r1,Debian', 'b,T,r1,Debian', 'b,T,r2,Debian', 'b,T,r1,Debian'), 3);
    check(wide('a,S,r1,Debian', 'a,T,r1,Ubuntu', 'a,T,r1,Ubuntu', 'a,S,r1,Debian', 'a,T,r1,Ubuntu'), 1);
    assert.deepEqual(readText('a.inventory.csv', wide('a,S,r1,', 'a,T,r1,', 'b,S,,', 'b,T,r1,')).servers.map(({ facts }) => facts.extra), [{ Rack: 'r1' }, { Rack: 'r1' }]);
  });

  test('thousands of endings keep their meaning', () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => `srv,Tool ${(i * 7) % 4_000},1.${((i * 7) % 4_000) % 13}`);
    // A few may find their slot taken and be read cell by cell.
    assert.ok(known(table(...lines)) > 7_900);
  });
});
