import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { harmlessText, printable, printableLines, textTable, writeResult } from '../../../src/cli/output';
import { UsageError } from '../../../src/cli/usage';

suite('CLI output', () => {
  test('a table', () => {
    assert.equal([...textTable(['Name', 'Count'], [['a', 1], ['longer', 1000]])].join(''), 'Name    Count\na           1\nlonger  1,000\n');
    assert.equal([...textTable(['Name'], [])].join(''), 'Name\n');
  });

  test('text of an inventory does not steer the terminal', () => {
    assert.equal(printable('a\u001b[2Jb\r\nc\u0007\u009b31m\u202ed'), 'a␛[2Jb␍␊c␇\ufffd31m\ufffdd');
    assert.equal(printable('Grüße 😀'), 'Grüße 😀');
    assert.equal(printable('a\u200eb\u061cc\u2028d\u2067e\u007f'), 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffd');
    assert.equal([...printableLines(['web\n01\u001b]0;x\u0007', ''])].join(''), 'web␊01␛]0;x␇\n\n');
  });

  test('CSV and the like on a terminal keep their lines, and nothing else that steers', () => {
    assert.equal(harmlessText('"a\u001b[31m",1\t2\r\n"\u202egnp.exe\r",3\r\n'), '"a␛[31m",1\t2\r\n"\ufffdgnp.exe␍",3\r\n');
    assert.equal(harmlessText('Grüße\n😀\n'), 'Grüße\n😀\n');
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
