import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NotWrittenError, renameReason, replaceFile, writeReason } from '../../../src/feeds/replaceFile';

suite('A file that is replaced as a whole', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ii-replace-'));
  const target = path.join(folder, 'a.txt');
  suiteTeardown(() => fs.rmSync(folder, { recursive: true }));
  const failed = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

  test('is there when it is whole, and leaves nothing beside it', async () => {
    assert.equal(await replaceFile(target, ['one', '', 'zwö', new Uint8Array([33])]), 8);
    assert.equal(fs.readFileSync(target, 'utf8'), 'onezwö!');
    assert.deepEqual(fs.readdirSync(folder), ['a.txt']);
  });

  test('stays as it was when the chunks or whoever listens end it', async () => {
    await assert.rejects(replaceFile(target, (function* () {
      yield 'x';
      throw new Error('stopped');
    })()), /stopped/);
    await assert.rejects(replaceFile(target, ['x'], () => {
      throw new Error('cancelled');
    }), /cancelled/);
    assert.equal(fs.readFileSync(target, 'utf8'), 'onezwö!');
    assert.deepEqual(fs.readdirSync(folder), ['a.txt']);
  });

  test('a link stays one, and a device is written to, not replaced', async function () {
    if (process.platform === 'win32') this.skip();
    const [link, real] = ['latest.txt', 'week.txt'].map((name) => path.join(folder, name));
    fs.writeFileSync(real, 'old');
    fs.symlinkSync('week.txt', link);
    await replaceFile(link, ['new']);
    assert.deepEqual([fs.lstatSync(link).isSymbolicLink(), fs.readFileSync(real, 'utf8')], [true, 'new']);
    // Through a link, so that a mistake replaces the link and not the machine's device.
    const [nothing, full] = ['null', 'full'].map((name) => path.join(folder, name));
    fs.symlinkSync('/dev/null', nothing);
    fs.symlinkSync('/dev/full', full);
    assert.equal(await replaceFile(nothing, ['x']), 1);
    if (fs.existsSync('/dev/full')) await assert.rejects(replaceFile(full, ['x']), /the disk is full/);
    assert.ok(fs.lstatSync('/dev/null').isCharacterDevice());
    for (const one of [link, real, nothing, full]) fs.rmSync(one);
  });

  test('a name as long as names may be', async () => {
    const long = path.join(folder, `${'x'.repeat(250)}.txt`);
    await replaceFile(long, ['x']);
    fs.rmSync(long);
  });

  test('others have a turn between two chunks', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    try {
      // As long as it takes: how soon a timer fires is not ours.
      await replaceFile(target, (function* () {
        while (turns === 0) yield 'x';
      })());
    } finally {
      clearInterval(timer);
    }
  });

  test('why not, and what to do', async () => {
    await assert.rejects(replaceFile(path.join(folder, 'no', 'a'), ['x']), (error) => error instanceof NotWrittenError && error.message === 'its folder does not exist. Choose another folder.');
    await assert.rejects(replaceFile(path.join(target, 'a'), ['x']), /a part of its path is a file/);
    await assert.rejects(replaceFile(folder, ['x']), /a folder has this name/);
    fs.chmodSync(target, 0o444);
    await assert.rejects(replaceFile(target, ['x']), /it is read-only/);
    assert.equal(writeReason(failed('ENOSPC')), 'the disk is full. Free some space and try again, or choose another disk.');
    assert.equal(writeReason(failed('EACCES')), 'you may not write there. Choose another folder.');
    for (const code of ['EBUSY', 'EPERM', 'EACCES']) assert.match(renameReason(failed(code)), /^it is open in another program, such as Excel, or protected\. Close it there and export again/);
    assert.equal(renameReason(failed('ENOSPC')), writeReason(failed('ENOSPC')));
    assert.equal(writeReason(failed('EOTHER')), 'EOTHER: it failed');
  });
});
