import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PlainDate } from '../../../src/core/inventory/plainDate';
import { readWhenWhole } from '../../../src/feeds/readWhenWhole';

const today = '2026-11-21' as PlainDate;
/** More than one chunk of the reader's, so that the file can change between two. */
const LINES = 40_000;

suite('reading a file that is being written', () => {
  let folder: string;
  let file: string;
  setup(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'read-when-whole-'));
    file = path.join(folder, 'a.inventory.csv');
    fs.writeFileSync(file, `Server,Software,Publisher,Version\n${Array.from({ length: LINES }, (_, i) => `web${i % 50},Package ${i},Contoso Limited,1.${i}\n`).join('')}`);
  });
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** Reads it while `change` is called after the first chunk of each reading. Tells the rows, what is wrong, and how often it was said to be read again. */
  async function check(change: (reading: number) => void, expected: string): Promise<void> {
    let [readings, again, last] = [0, 0, Infinity];
    const [read] = await readWhenWhole(file, {
      today,
      onProgress: ({ rowsRead }) => {
        if (rowsRead <= last) change(readings++);
        last = rowsRead;
      },
    }, () => {
      again++;
      last = Infinity;
    });
    assert.equal(`${read!.rows} rows, ${read!.problems.map(({ code }) => code).join(' ') || 'nothing wrong'}, again ${again}`, expected);
  }

  test('one that nobody writes is read once', () => check(() => undefined, `${LINES} rows, nothing wrong, again 0`));

  test('one that grew meanwhile is read again, with what was added', () =>
    check((reading) => reading === 0 && fs.appendFileSync(file, 'late,One more,Contoso,1.0\n'), `${LINES + 1} rows, nothing wrong, again 1`));

  test('one that changes in the second reading too is given as far as it was', () =>
    check(() => fs.appendFileSync(file, 'late,One more,Contoso,1.0\n'), `${LINES + 1} rows, file-changing, again 1`));
});
