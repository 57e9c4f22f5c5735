import * as assert from 'node:assert/strict';
import { ProgressLine, type ProgressState } from '../../../src/cli/progressLine';

suite('CLI progress', () => {
  /** States at times in ms; what was written, `|` for the start of the line. */
  function written(target: { isTTY?: boolean; columns?: number }, states: readonly (readonly [number, ProgressState])[], quiet = false): string {
    let text = '';
    let now = 0;
    const line = new ProgressLine(quiet, { ...target, write: (part: string) => (text += part) }, () => now);
    for (const [at, state] of states) {
      now = at;
      line.report(state);
    }
    line.end();
    return text.replaceAll('\r\u001b[K', '|');
  }
  const state = (text: string, share: number, records = 0): ProgressState => ({ text, share, records });

  test('a log: a line for each step, and now and then for one that goes on', () =>
    assert.equal(written({}, [
      [0, state('NVD 2021: 1 of 5 MB', 0.1)],
      [5, state('NVD 2021: 2 of 5 MB', 0.2)],
      [500, state('NVD 2021a: passes by', 0.4)],
      [1_000, state('NVD 2022: 1 of 5 MB', 0.5)],
      [9_000, state('NVD 2022: 2 of 5 MB', 0.6)],
      [11_000, state('NVD 2022: 3 of 5 MB', 0.7, 12_345)],
      [11_010, state('Saving', 1)],
      [11_020, state('Saving', 1)],
    ]), ' 10 %  NVD 2021: 1 of 5 MB\n 50 %  NVD 2022: 1 of 5 MB\n 70 %  NVD 2022: 3 of 5 MB, 12,345 CVEs\n100 %  Saving\n'));

  test('a terminal: one line, not written more often than eyes can read, gone at the end', () =>
    assert.equal(written({ isTTY: true }, [[0, state('a: 1', 0)], [50, state('a: 2', 0)], [120, state('a: 3', 0)], [130, state('b', 0.5)], [140, state('c', 1)]]), '|  0 %  a: 1|  0 %  a: 3|100 %  c|'));

  test('cut to the width of the terminal, without characters that steer it', () => {
    assert.equal(written({ isTTY: true, columns: 12 }, [[0, state('abcdefghijk', 0)]]), '|  0 %  abcd|');
    assert.equal(written({ isTTY: true }, [[0, state('a\u001b[2Jb\n', 0)]]), '|  0 %  a\u241b[2Jb\u240a|');
  });

  test('quiet', () => assert.equal(written({ isTTY: true }, [[0, state('a', 0)]], true), ''));
});
