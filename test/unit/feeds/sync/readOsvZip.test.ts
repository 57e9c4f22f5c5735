import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { ZipFile } from 'yazl';
import type { AdvisoryRecord } from '../../../../src/core/match/advisories/advisoryIndex';
import { AdvisoryIndexBuilder, openAdvisoryIndex } from '../../../../src/core/match/advisories/advisoryIndexBuilder';
import { Skips } from '../../../../src/feeds/decode/skips';
import { FeedFileError } from '../../../../src/feeds/sync/feedFile';
import { readOsvZip } from '../../../../src/feeds/sync/readOsvZip';
import { fromData } from '../dataFiles';

const REAL = 'feeds/osv/AlmaLinux/all.zip';

suite('readOsvZip', () => {
  let folder: string;
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'osv-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function zip(name: string, entries: Readonly<Record<string, string | Buffer>>): Promise<string> {
    const archive = new ZipFile();
    for (const [entry, content] of Object.entries(entries)) archive.addBuffer(Buffer.from(content), entry);
    archive.end();
    const chunks: Buffer[] = [];
    for await (const chunk of archive.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
    return write(name, Buffer.concat(chunks));
  }

  function write(name: string, content: string | Buffer): string {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  }

  async function read(file: string, signal?: AbortSignal) {
    const records: AdvisoryRecord[] = [];
    const skips = new Skips();
    const result = await readOsvZip(file, { add: (record) => records.push(record) }, skips, { signal });
    return { result, records, skips: skips.list().map(({ reason, count }) => `${count} ${reason}`) };
  }

  const advisory = (id: string, ecosystems: readonly string[], more: object = {}): string =>
    JSON.stringify({ id, modified: `2024-0${id.slice(-1)}-01T00:00:00Z`, upstream: ['CVE-2024-0001'], affected: ecosystems.map((ecosystem) => ({ package: { ecosystem, name: 'openssl' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '3-1' }] }] })), ...more });

  async function refused(file: string, message: RegExp): Promise<void> {
    await assert.rejects(read(file), (error) => error instanceof FeedFileError && message.test(error.message) ? true : assert.fail(String(error)));
  }

  test('records of the archive\'s own distribution; the newest change is its revision', async () => {
    const file = await zip('SUSE/all.zip', {
      'SUSE-SU-1.json': advisory('SUSE-SU-1', ['SUSE:Linux Enterprise Server 15 SP5', 'openSUSE:Leap 15.5']),
      'SUSE-SU-2.json': advisory('SUSE-SU-2', ['openSUSE:Leap 15.5', 'SUSE:Linux Enterprise Server 15 SP5']),
      'SUSE-SU-3.json': advisory('SUSE-SU-3', ['SUSE:Linux Enterprise Server 15 SP5'], { withdrawn: '2024-03-02T00:00:00Z' }),
    });
    const { result, records, skips } = await read(file);
    assert.deepEqual(result, { ecosystem: 'SUSE', revision: '2024-03-01T00:00:00Z', records: 2, withdrawn: 1 });
    assert.deepEqual(records.map(({ id, affected }) => `${id} ${affected.map(({ ecosystem }) => ecosystem).join()}`), [
      'SUSE-SU-1 SUSE:Linux Enterprise Server 15 SP5', 'SUSE-SU-2 SUSE:Linux Enterprise Server 15 SP5', 'SUSE-SU-3 SUSE:Linux Enterprise Server 15 SP5',
    ]);
    assert.deepEqual(skips, []);
  });

  test('where two distributions are named as often, the folder\'s or file\'s name decides', async () => {
    const entries = { 'a.json': advisory('SUSE-SU-1', ['SUSE:Linux Enterprise Server 15 SP5', 'openSUSE:Leap 15.5']) };
    assert.equal((await read(await zip('openSUSE/all.zip', entries))).result.ecosystem, 'openSUSE');
    assert.equal((await read(await zip('opensuse.zip', entries))).result.ecosystem, 'openSUSE');
    assert.equal((await read(await zip('other.zip', entries))).result.ecosystem, 'SUSE');
  });

  test('a plain file with one record', async () => {
    const { result } = await read(write('ALSA-1.json', `\uFEFF${advisory('ALSA-1', ['AlmaLinux:9'])}`));
    assert.deepEqual(result, { ecosystem: 'AlmaLinux', revision: '2024-01-01T00:00:00Z', records: 1, withdrawn: 0 });
  });

  test('broken records are counted, the rest is kept', async () => {
    const { result, skips } = await read(await zip('a.zip', {
      'good.json': advisory('ALSA-1', ['AlmaLinux:9']),
      'cut.json': '{"id": "ALSA-2", ',
      'list.json': '[]',
      'npm.json': advisory('GHSA-1', ['npm']),
      'README': 'not a record',
      'folder/good.json': advisory('ALSA-2', ['AlmaLinux:9']),
    }));
    assert.equal(result.records, 2);
    assert.deepEqual(skips.sort(), ['1 it is a list, not an object', '1 it names no package of a distribution\'s release', '2 it is not valid JSON']);
  });

  test('a flipped byte in one record costs that record', async () => {
    const text = advisory('ALSA-2', ['AlmaLinux:9']);
    const file = await zip('a.zip', { 'one.json': advisory('ALSA-1', ['AlmaLinux:9']), 'two.json': text });
    const bytes = fs.readFileSync(file);
    const at = bytes.indexOf(zlib.deflateRawSync(text).subarray(0, 8));
    assert.ok(at > 0);
    bytes[at + 20] ^= 1;
    const { result, skips } = await read(write('b.zip', bytes));
    assert.equal(result.records, 1);
    assert.equal(skips.length, 1);
    assert.match(skips[0]!, /unpacked|checksum|JSON/);
  });

  test('an entry that says it is larger than any record is not unpacked', async () => {
    const file = await zip('a.zip', { 'good.json': advisory('ALSA-1', ['AlmaLinux:9']), 'bomb.json': Buffer.alloc(33 * 1024 * 1024) });
    const { result, skips } = await read(file);
    assert.equal(result.records, 1);
    assert.deepEqual(skips, ['1 it is longer than any real record']);
  });

  test('an entry that unpacks to more than it says is left out', async () => {
    const file = await zip('a.zip', { 'good.json': advisory('ALSA-1', ['AlmaLinux:9']), 'bomb.json': Buffer.alloc(4 * 1024 * 1024) });
    const bytes = fs.readFileSync(file);
    // The uncompressed size of the last entry in the central directory.
    const entry = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    bytes.writeUInt32LE(100, entry + 24);
    const { result, skips } = await read(write('b.zip', bytes));
    assert.equal(result.records, 1);
    assert.deepEqual(skips, ['1 it cannot be unpacked']);
  });

  test('refused as a whole', async () => {
    const good = fs.readFileSync(await zip('good.zip', { 'one.json': advisory('ALSA-1', ['AlmaLinux:9']), 'up/up.json': '{}' }));
    await refused(write('cut.zip', good.subarray(0, good.length - 40)), /zip is damaged/);
    await refused(write('out.zip', Buffer.from(good.toString('latin1').replaceAll('up/up.json', '../up.json'), 'latin1')), /zip is damaged/);
    await refused(write('empty.zip', Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')), /no advisory/);
    await refused(await zip('npm.zip', { 'a.json': advisory('GHSA-1', ['npm']) }), /no advisory/);
    await refused(write('page.json', '<html>'), /not valid JSON/);
    await refused(path.join(folder, 'absent.zip'), /does not exist/);
    await refused(folder, /folder/);
  });

  test('an abort ends it', async () => {
    const file = await zip('a.zip', { 'one.json': advisory('ALSA-1', ['AlmaLinux:9']) });
    await assert.rejects(read(file, AbortSignal.abort(new Error('stop'))), /stop/);
  });

  test('AlmaLinux whole, against an independent count', async function () {
    const file = fromData(REAL);
    if (!file) return this.skip();
    const builder = new AdvisoryIndexBuilder();
    const skips = new Skips();
    let rows = 0;
    const cves = new Set<string>();
    const add = (record: AdvisoryRecord): void => {
      builder.add(record);
      rows += record.affected.length;
      for (const cve of record.cves) cves.add(cve);
    };
    const result = await readOsvZip(file, { add }, skips);
    assert.deepEqual(result, { ecosystem: 'AlmaLinux', revision: result.revision, records: 5_637, withdrawn: 0 });
    assert.deepEqual([rows, cves.size, skips.list()], [69_160, 6_592, []]);
    const opened = openAdvisoryIndex(builder.build());
    assert.ok('index' in opened);
    assert.equal(opened.index.advisoryCount, 5_637);
    assert.deepEqual(opened.index.ecosystems, ['AlmaLinux:10', 'AlmaLinux:8', 'AlmaLinux:9']);
    assert.deepEqual(independentCount(file), { advisories: 5_637, affected: 69_160, cves: 6_592, revision: result.revision });
  });
});

/** Counted once more by another program, from the same bytes; the numbers of data/README.md where it is not installed. */
function independentCount(file: string): object {
  const script = `
import zipfile, json, sys
z = zipfile.ZipFile(sys.argv[1]); rows = 0; cves = set(); newest = ''
for name in z.namelist():
    r = json.loads(z.read(name)); rows += len(r['affected']); newest = max(newest, r['modified'])
    cves |= {c for key in ('aliases', 'upstream', 'related') for c in r.get(key, []) if c.startswith('CVE-')}
print(json.dumps({'advisories': len(z.namelist()), 'affected': rows, 'cves': len(cves), 'revision': newest}))`;
  const { status, stdout } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as object;
  console.log('      skipped: python3 is not here to count a second time');
  return { advisories: 5_637, affected: 69_160, cves: 6_592, revision: '' };
}
