import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { open } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import zlib from 'node:zlib';
import type { PlainDate } from '../../../src/core/inventory/plainDate';
import type { FileInventory } from '../../../src/core/inventory/reader';
import type { OpenedFile } from '../../../src/feeds/fileChunks';
import { changedMeanwhile, readInventoryFiles, type ReadInventoryOptions } from '../../../src/feeds/inventoryFiles';
import { readChunks } from '../../../src/feeds/readChunks';

const today = '2026-11-21' as PlainDate;
const MB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that something still holds: what waits for the collector is left out, for when that comes is not ours. */
function kept(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

suite('inventory files that go wrong', () => {
  let folder: string;
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventories-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };
  const rows = (count: number): string => `Server,Software,Version\n${Array.from({ length: count }, (_, n) => `srv${n % 90},Tool ${n % 700},1.${n % 50}\n`).join('')}`;

  async function read(file: string, options: Partial<ReadInventoryOptions> = {}): Promise<FileInventory> {
    const inventories = await readInventoryFiles(file, { today, ...options });
    assert.equal(inventories.length, 1);
    return inventories[0]!;
  }
  async function check(file: string, expected: string, options: Partial<ReadInventoryOptions> = {}): Promise<void> {
    const { servers, problems, rows: count } = await read(file, options);
    assert.equal(`${servers.length} servers, ${count} rows: ${problems.map(({ message }) => message).join(' ')}`, expected);
  }

  test('what is no file is told before it is opened', async function () {
    await check(folder, '0 servers, 0 rows: This is a folder.');
    if (process.platform === 'win32') this.skip();
    const pipe = path.join(folder, 'pipe.inventory.csv');
    execFileSync('mkfifo', [pipe]);
    // Opening it would wait for a writer.
    await check(pipe, '0 servers, 0 rows: This is not a file.');
    // A path of sockets has 107 bytes at most, whatever the folder for temporary files is called.
    const before = process.cwd();
    process.chdir(folder);
    const server = net.createServer().listen('s');
    process.chdir(before);
    try {
      await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
      await check(path.join(folder, 's'), '0 servers, 0 rows: This is not a file.');
    } finally {
      server.close();
    }
    await check('/dev/null', '0 servers, 0 rows: This is not a file.');
  });

  const failing = (code: string): Error => Object.assign(new Error(`${code}: some text of the system`), { code });

  test('a file without permission', () =>
    check(write('a.inventory.csv', rows(3)), '0 servers, 0 rows: The file cannot be read: you may not read it.', { open: () => Promise.reject(failing('EACCES')) }));

  test('a drive that goes away while the file is read: nothing half is used, and the file is closed', async () => {
    const file = write('a.inventory.csv', rows(200_000));
    for (const code of ['EIO', 'ESTALE', 'ETIMEDOUT', 'ENOTCONN', 'UNKNOWN']) {
      const opened = new Set<OpenedFile>();
      const failingOpen = async (name: string): Promise<OpenedFile> => {
        const handle = await open(name, 'r');
        let bytes = 0;
        const one: OpenedFile = {
          stat: () => handle.stat(),
          read: async (buffer, offset, length) => {
            if (bytes > 2 * MB) throw failing(code);
            const result = await handle.read(buffer, offset, length);
            bytes += result.bytesRead;
            return result;
          },
          close: () => {
            opened.delete(one);
            return handle.close();
          },
        };
        opened.add(one);
        return one;
      };
      await check(file, '0 servers, 0 rows: The file cannot be read: its drive stopped answering.', { open: failingOpen });
      assert.equal(opened.size, 0, code);
    }
  });

  test('a file that somebody writes while it is read says so, however it changes', async () => {
    const changes: readonly (readonly [string, (file: string) => void])[] = [
      ['grows', (file) => fs.appendFileSync(file, 'srv1,Late,1\n')],
      ['shrinks', (file) => fs.truncateSync(file, 1.5 * MB)],
      ['is emptied', (file) => fs.truncateSync(file, 0)],
      ['is written again', (file) => fs.utimesSync(file, 1, 1)],
    ];
    for (const [name, change] of changes) {
      for (const packed of [false, true]) {
        // Noise, so that the packed file takes more than one chunk as well.
        const text = packed ? zlib.gzipSync(Buffer.concat([Buffer.from(rows(200_000)), Buffer.from(Array.from({ length: 200_000 }, (_, n) => `s,${Math.imul(n, 0x9e3779b1) >>> 0},${Math.imul(n, 0x85ebca6b) >>> 0}\n`).join(''))])) : rows(200_000);
        const file = write(`a.inventory.csv${packed ? '.gz' : ''}`, text);
        let isDone = false;
        const onProgress = (): void => {
          if (!isDone) change(file);
          isDone = true;
        };
        const inventory = await read(file, { onProgress });
        // Of gzip nothing is left when its end is missing.
        assert.ok(changedMeanwhile(inventory) || inventory.servers.length === 0, `${name}${packed ? ', packed' : ''}`);
        assert.ok(inventory.problems.length > 0);
      }
    }
    const whole = write('a.inventory.csv', rows(200_000));
    assert.equal(changedMeanwhile(await read(whole)), false);
  });

  test('a reading is told chunk by chunk, and ends when it is no longer wanted', async () => {
    const text = rows(200_000);
    for (const name of ['a.inventory.csv', 'a.inventory.csv.gz']) {
      const file = write(name, name.endsWith('.gz') ? zlib.gzipSync(text) : text);
      let [bytes, count, chunks] = [0, 0, 0];
      const seen: string[] = [];
      const inventory = await read(file, {
        onProgress: (progress) => {
          chunks++;
          assert.ok(progress.bytesRead >= bytes && progress.bytesRead <= progress.bytesTotal && progress.rowsRead >= count);
          [bytes, count] = [progress.bytesRead, progress.rowsRead];
          seen.push(...progress.serversFrom(seen.length).map(({ facts }) => facts.name));
          assert.equal(seen.length, progress.serversRead);
        },
      });
      assert.ok(chunks >= 3);
      assert.equal(bytes, fs.statSync(file).size);
      assert.deepEqual(seen, inventory.servers.map(({ facts }) => facts.name));
      const abort = new AbortController();
      await assert.rejects(read(file, { signal: abort.signal, onProgress: () => abort.abort() }), { name: 'AbortError' });
    }
  });

  test('one line that never ends is cut while it arrives: memory stays', async () => {
    const size = 192 * MB;
    const fillings: readonly (readonly [string, string, string])[] = [
      ['a.inventory.csv', 'Server,Software\nsrv,', 'x'],
      ['a.inventory.csv', 'Server,Software\nsrv,"', 'x'],
      ['a.inventory.csv', 'Server,Software\nsrv', ','],
      ['a.inventory.csv', 'Server,Software\nsrv,', '""'],
      ['web01.txt', 'adduser\t3.134\n', 'x'],
      ['a.inventory.json', '{"servers": [{"name": "', 'x'],
      ['a.inventory.json', '{"servers": [', '['],
    ];
    for (const [fileName, start, filling] of fillings) {
      const chunk = Buffer.from(filling.repeat(MB / filling.length));
      const before = kept();
      let most = 0;
      const lines = async function* (): AsyncGenerator<Uint8Array> {
        yield Buffer.from(start.padEnd(0));
        for (let done = 0; done < size; done += chunk.length) {
          if (done % (64 * MB) === 0) {
            await new Promise(setImmediate);
            most = Math.max(most, kept() - before);
          }
          yield chunk;
        }
        most = Math.max(most, kept() - before);
      };
      const result = await readChunks(lines(), { file: fileName, fileName, today, companions: () => Promise.resolve(new Map()) });
      assert.ok(most < size / 4, `${fileName} ${filling}: ${Math.round(most / MB)} MB`);
      assert.ok('inventory' in result ? result.inventory.problems.length > 0 : result.refused.message.length > 20, fileName);
    }
  });
});
