import assert from 'node:assert/strict';
import { decodeMatchTables } from '../../../../src/core/match/matchTablesFile';
import { anyOf, buildIndex, cve, runningOn } from '../../../support/cveRecords';

const BYTES = buildIndex([
  cve('CVE-2021-44228', '2021-12-10', anyOf('a:apache:log4j >=2.0.1 <2.3.1', 'a:apache:log4j:2.0:rc1', 'a:apache:log4j:2.0:-', 'a:apache:log4j:-')),
  cve('CVE-2020-1938', '2020-02-24', anyOf('a:apache:tomcat >=9.0.0 <=9.0.30'), runningOn(['a:x:y <1'], ['?o:microsoft:windows:-'])),
]);
/** Before rows were prepared. */
const OLD_FORMAT = 3;
const OLD_SECTIONS = 35;

/** The same index as the format before wrote it: the sections that came later stand behind all others. */
function inOldFormat(bytes: Uint8Array): Uint8Array {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, 4 + 2 * OLD_SECTIONS + 1);
  const old = bytes.slice(0, words[4 + 2 * OLD_SECTIONS]);
  new Uint32Array(old.buffer).set([OLD_FORMAT, OLD_SECTIONS, old.length], 1);
  return old;
}

suite('the file of the match index', () => {
  test('one of the format before opens to the same columns', () => {
    const [now, before] = [decodeMatchTables(BYTES), decodeMatchTables(inOldFormat(BYTES))];
    assert.ok('tables' in now && 'tables' in before);
    assert.deepEqual(before.tables, now.tables);
  });

  test('rows that are prepared for another product are damage', () => {
    const bytes = BYTES.slice();
    const words = new Uint32Array(bytes.buffer);
    // Of `productExacts`, the eighth of what is prepared, the last entry.
    const at = 4 + 2 * (OLD_SECTIONS + 7);
    words[(words[at]! + words[at + 1]!) / 4 - 1]! += 1;
    const decoded = decodeMatchTables(bytes);
    assert.ok('error' in decoded);
    assert.match(decoded.error, /damaged \(productExacts\)/);
  });
});
