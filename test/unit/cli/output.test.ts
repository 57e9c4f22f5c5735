import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { printable, textTable, writeResult } from '../../../src/cli/output';
import { UsageError } from '../../../src/cli/usage';

suite('CLI output', () => {
  test('a table', () => {
    assert.equal([...textTable(['Name', 'Count'], [['a', 1], ['longer', 1000]])].join(''), 'Name    Count\na           1\nlonger  1,000\n');
    assert.equal([...textTable(['Name'], [])].join(''), 'Name\n');
  });

  test('text of an inventory does not steer the terminal', () => {
    assert.equal(printable('a\u001b[2Jb\r\nc\u0007\u009b31m\u202ed'), 'a␛[2Jb␍␊c␇\ufffd31m\ufffdd');
    assert.equal(printable('Grüße 😀'), 'Grüße 😀');
  });

  test('a file appears when it is whole, and not at all when it is not', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'out-'));
    try {
      const out = path.join(folder, 'a.json');
      await writeResult(['one', 'two'], out);
      assert.equal(fs.readFileSync(out, 'utf8'), 'onetwo');
      await assert.rejects(writeResult((function* () {
        yield 'x';
        throw new Error('stopped');
      })(), out), /stopped/);
      assert.equal(fs.readFileSync(out, 'utf8'), 'onetwo');
      assert.deepEqual(fs.readdirSync(folder), ['a.json']);
      await assert.rejects(writeResult(['x'], path.join(folder, 'gone', 'a.json')), UsageError);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
