import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exportBundle } from '../../../../src/feeds/bundle/exportBundle';
import { importBundle } from '../../../../src/feeds/bundle/importBundle';
import { importFeedsOrBundle } from '../../../../src/feeds/bundle/importFeedsOrBundle';
import { acquireWriterLock } from '../../../../src/feeds/store/lock';
import type { ImportProgress } from '../../../../src/feeds/sync/importFiles';
import { endoflife, EPSS, kevCatalog, nvdCve, nvdFeed } from '../sampleFeeds';
import { BundleCase } from './bundleCase';
import { readZip, reseal, writeZip, type ZipPart } from './zipParts';

const WHOLE = { 'life.json': endoflife(['debian']), 'nvd.json': nvdFeed([nvdCve('CVE-2021-0001'), nvdCve('CVE-2021-0002')]), 'kev.json': kevCatalog(['CVE-2021-0001']), 'epss.csv': EPSS };

suite('Feed bundles', () => {
  let root: string;
  let world: BundleCase;
  /** A machine with feeds, and its bundle. */
  let origin: string;
  let bundle: string;

  suiteSetup(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
    world = new BundleCase(root);
    await world.writeStarter();
    origin = world.machine();
    await world.give(origin, WHOLE);
    bundle = await world.export(origin);
  });
  suiteTeardown(() => fs.rmSync(root, { recursive: true, force: true }));

  const filesOf = (cache: string): Record<string, Buffer> => {
    const folder = path.join(cache, 'generations', fs.readdirSync(path.join(cache, 'generations')).sort().at(-1) ?? '');
    return Object.fromEntries(fs.readdirSync(folder).sort().map((name) => [name, fs.readFileSync(path.join(folder, name))]));
  };

  test('another machine opens it to the same revision, byte for byte', async () => {
    const there = world.machine();
    const { imported, problems, cancelled } = await importBundle(bundle, world.options(there, '2027-01-01T00:00:00.000Z'));
    assert.deepEqual([problems, cancelled], [[], false]);
    assert.deepEqual(imported.map(({ name, records }) => `${name} ${records}`), ['nvd 2', 'kev 1', 'epss 1', 'endoflife 1']);
    assert.equal(await world.state(there), await world.state(origin));
    assert.match(await world.state(there), /nvd 2026-11-21, .* \| debian \| 2021-0001 2021-0002$/);
    const [{ 'manifest.json': manifest, ...files }, { 'manifest.json': own, ...originals }] = [filesOf(there), filesOf(origin)];
    assert.deepEqual(files, originals);
    assert.deepEqual(JSON.parse(manifest.toString()), JSON.parse(own.toString()));
    assert.deepEqual(fs.readdirSync(there), ['generations']);
  });

  test('the same generation gives the same bytes, wherever and whenever', async () => {
    const there = world.machine();
    await importBundle(bundle, world.options(there));
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    try {
      assert.deepEqual(fs.readFileSync(await world.export(there)), fs.readFileSync(bundle));
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('it says what it is', () => {
    const [list, ...files] = readZip(bundle);
    const manifest = JSON.parse(list.content.toString());
    assert.equal(list.name, 'feeds-bundle.json');
    assert.deepEqual(Object.keys(manifest), ['schema', 'product', 'madeAt', 'revision', 'files', 'feeds']);
    assert.deepEqual([manifest.schema, manifest.product, manifest.madeAt, manifest.feeds.length], ['inventory-insights/feeds-bundle/1', '1.2.3', '2026-11-21T00:00:00.000Z', 4]);
    assert.deepEqual(Object.keys(manifest.files), files.map(({ name }) => name));
    assert.deepEqual(files.map(({ name, content }) => [name, content.length]), Object.entries(manifest.files).map(([name, seal]) => [name, (seal as { size: number }).size]));
  });

  test('packed again by another tool, in another order, it is still a bundle', async () => {
    const there = world.machine();
    const file = path.join(root, 'again.zip');
    writeZip(file, readZip(bundle).reverse().map((part) => ({ ...part, packed: true })));
    assert.deepEqual((await importFeedsOrBundle([file], world.options(there))).problems, []);
    assert.equal(await world.state(there), await world.state(origin));
  });

  suite('what is refused leaves everything as it was', () => {
    let there: string;
    let before: string;
    suiteSetup(async () => {
      there = world.machine();
      await world.give(there, { 'life.json': endoflife(['own']) });
      before = await world.state(there);
    });

    async function refuse(file: string, expected: RegExp, code = 'feed-unreadable'): Promise<void> {
      const { imported, problems, cancelled } = await importBundle(file, world.options(there));
      assert.deepEqual([imported, cancelled], [[], false]);
      assert.equal(problems.length, 1);
      assert.equal(problems[0].file, file);
      assert.match(problems[0].message, /^This bundle was not imported: .*\. The feeds are as they were\.$/);
      assert.match(problems[0].message, expected);
      assert.equal(problems[0].code, code);
      assert.ok(problems[0].fix || /does not exist/.test(problems[0].message), 'a next step');
      assert.equal(await world.state(there), before);
      assert.deepEqual(fs.readdirSync(path.join(there, 'generations')), ['000001']);
      assert.deepEqual(fs.readdirSync(there), ['generations']);
    }

    /** The bundle with its parts changed; `fit` makes its list agree. */
    function changed(change: (parts: ZipPart[]) => ZipPart[] | undefined, fit = false): string {
      const file = path.join(root, 'changed.inventory-feeds.zip');
      const parts = readZip(bundle);
      const given = change(parts) ?? parts;
      if (fit) reseal(given);
      writeZip(file, given);
      return file;
    }
    const part = (parts: ZipPart[], name: string): ZipPart => parts.find((one) => one.name === name)!;

    for (const name of ['catalog.sqlite', 'matches.bin', 'texts.bin']) {
      test(`a flipped byte in ${name}, unpacked`, () =>
        refuse(changed((parts) => void (part(parts, `generation/${name}`).content[40] ^= 1)), new RegExp(`${name} was changed: its SHA-256`)));
    }
    test('a flipped byte in the generation\'s manifest', () =>
      refuse(changed((parts) => void (part(parts, 'generation/manifest.json').content = Buffer.from(part(parts, 'generation/manifest.json').content.toString().replace('2026-11-21', '2026-11-22')))), /manifest\.json is not what the bundle's list says/));

    test('a flipped byte anywhere in the file', async () => {
      const whole = fs.readFileSync(bundle);
      const file = path.join(root, 'flipped.inventory-feeds.zip');
      let refused = 0;
      for (let at = 3; at < whole.length; at += Math.ceil(whole.length / 150)) {
        const bytes = Buffer.from(whole);
        bytes[at] ^= 0x10;
        fs.writeFileSync(file, bytes);
        const target = world.machine();
        const { imported, problems } = await importBundle(file, world.options(target));
        // A byte of a date or attribute that nobody reads changes nothing; whatever is imported is what was exported.
        if (imported.length > 0) assert.equal(await world.state(target), await world.state(origin), `byte ${at}`);
        else {
          refused++;
          assert.equal(problems.length, 1);
          assert.equal(fs.existsSync(path.join(target, 'generations', '000001')), false);
        }
      }
      assert.ok(refused > 100, `${refused} refused`);
    });

    test('cut off at any length', async () => {
      const whole = fs.readFileSync(bundle);
      const file = path.join(root, 'cut.inventory-feeds.zip');
      for (const length of [0, 4, 50, whole.length >> 1, whole.length - 30, whole.length - 1]) {
        fs.writeFileSync(file, whole.subarray(0, length));
        await refuse(file, /cut off or no zip archive|archive is damaged/);
      }
    });

    for (const name of ['../../evil', '/etc/evil', 'C:/evil', 'generation/../../../evil', '..\\evil']) {
      test(`a path outside its folder: ${name}`, () =>
        refuse(changed((parts) => [...parts, { name, content: Buffer.from('x') }], true), /path leads out of its folder|has a file/));
    }
    test('a missing file', () => refuse(changed((parts) => parts.filter(({ name }) => name !== 'generation/texts.bin')), /it lacks generation\/texts\.bin/));
    test('a file that its list lacks', () => refuse(changed((parts) => [...parts, { name: 'generation/extra.bin', content: Buffer.from('x') }]), /its list does not name/));
    test('a file that no generation has', () => refuse(changed((parts) => [...parts, { name: 'generation/extra.bin', content: Buffer.from('x') }], true), /none of a generation's \("generation\/extra\.bin"\)/));
    test('a file twice', () => refuse(changed((parts) => [...parts, part(parts, 'generation/texts.bin')]), /"generation\/texts\.bin" twice/));
    test('more files than a bundle has', () => refuse(changed((parts) => [...parts, ...Array.from({ length: 40 }, (_, i) => ({ name: `f${i}`, content: Buffer.alloc(1) }))]), /more files than a bundle has/, 'file-format-unknown'));
    test('manifests that disagree', () => refuse(changed((parts) => {
      const list = JSON.parse(part(parts, 'feeds-bundle.json').content.toString());
      list.files['generation/texts.bin'].size++;
      part(parts, 'feeds-bundle.json').content = Buffer.from(JSON.stringify(list));
      return undefined;
    }), /its two manifests disagree about texts\.bin/));

    const listed = (change: (list: Record<string, unknown>) => void) => changed((parts) => {
      const list = JSON.parse(part(parts, 'feeds-bundle.json').content.toString());
      change(list);
      part(parts, 'feeds-bundle.json').content = Buffer.from(JSON.stringify(list));
      return undefined;
    });
    test('a newer bundle', () => refuse(listed((list) => (list.schema = 'inventory-insights/feeds-bundle/2')), /bundle of format 2, which a newer version of Inventory Insights \(1\.2\.3\) made/, 'feed-newer-schema'));
    test('a newer generation', () => refuse(changed((parts) => {
      part(parts, 'generation/manifest.json').content = Buffer.from(part(parts, 'generation/manifest.json').content.toString().replace(/"schema": \d+/, '"schema": 99'));
      reseal(parts);
      part(parts, 'generation/manifest.json').content = Buffer.from(part(parts, 'generation/manifest.json').content.toString());
      return undefined;
    }), /feeds are in format 99, which a newer version/, 'feed-newer-schema'));
    test('a list of another kind', async () => {
      await refuse(listed((list) => (list.schema = 'something/1')), /does not say that it is a bundle/);
      await refuse(listed((list) => (list.files = {})), /lists no files/);
      await refuse(listed((list) => (list.files = { 'generation/manifest.json': { size: -1, sha256: 'x' } })), /without a size or checksum/);
      await refuse(listed((list) => (list.files = { 'generation/manifest.json': { size: 1e13, sha256: '0'.repeat(64) } })), /larger than any/);
      await refuse(listed((list) => delete list.feeds), /lists no feeds/);
      await refuse(changed((parts) => void (part(parts, 'feeds-bundle.json').content = Buffer.from('{'))), /not valid JSON/);
      await refuse(changed((parts) => void (part(parts, 'feeds-bundle.json').content = Buffer.alloc(2 * 1024 * 1024, 0x20))), /too large to be one/);
    });
    test('a zip bomb', () => refuse(changed((parts) => {
      Object.assign(part(parts, 'generation/texts.bin'), { content: Buffer.alloc(80 * 1024 * 1024), packed: true });
      return undefined;
    }, true), /unpacks to more than 100 times its size/, 'file-too-large'));
    test('a zip bomb that lies about its size', () => {
      const file = changed((parts) => void (part(parts, 'generation/texts.bin').packed = true));
      const bytes = fs.readFileSync(file);
      const at = bytes.lastIndexOf('generation/texts.bin') - 46;
      bytes.writeUInt32LE(10, at + 24);
      fs.writeFileSync(file, bytes);
      return refuse(file, /texts\.bin is not what the bundle's list says/);
    });
    for (const name of ['catalog.sqlite', 'matches.bin', 'texts.bin']) {
      test(`well sealed, but ${name} does not open`, () => refuse(changed((parts) => void (part(parts, `generation/${name}`).content = Buffer.alloc(5_000, 0x5a)), true), /./));
    }
    test('it has no CVEs and the feeds here have', async () => {
      const small = world.machine();
      await world.give(small, { 'life.json': endoflife(['small']) });
      const file = path.join(root, 'small.inventory-feeds.zip');
      const { problems } = await exportBundle({ cacheDir: small, file, productVersion: '1' });
      assert.match(problems[0].message, /has no vulnerabilities \(NVD\)/);
      const whole = world.machine();
      await world.give(whole, WHOLE);
      const was = await world.state(whole);
      assert.match((await importBundle(file, world.options(whole))).problems[0].message, /it has no vulnerabilities \(NVD\), which the feeds here have/);
      assert.equal(await world.state(whole), was);
    });
    test('something else', async () => {
      await refuse(path.join(root, 'gone.zip'), /it does not exist/, 'file-unreadable');
      fs.writeFileSync(path.join(root, 'text.zip'), 'hello');
      await refuse(path.join(root, 'text.zip'), /cut off or no zip archive/);
      writeZip(path.join(root, 'other.zip'), [{ name: 'ALSA-2022-1.json', content: Buffer.from('{}') }]);
      await refuse(path.join(root, 'other.zip'), /not a bundle of feeds/, 'file-format-unknown');
    });
    test('while another writes', async () => {
      const taken = acquireWriterLock(there);
      assert.ok('lock' in taken);
      const { problems } = await importBundle(bundle, world.options(there));
      taken.lock.release();
      assert.match(problems[0].message, /another Inventory Insights \(process \d+ on .+\) is writing/);
      assert.equal(await world.state(there), before);
    });
    test('a lock lost on the way', async () => {
      const steal = () => fs.writeFileSync(path.join(there, 'writer.lock'), JSON.stringify({ token: 'other', pid: process.pid, host: os.hostname() }));
      const { problems } = await importBundle(bundle, { ...world.options(there), progress: steal });
      fs.rmSync(path.join(there, 'writer.lock'));
      assert.match(problems[0].message, /took over the writing/);
      assert.equal(await world.state(there), before);
    });
    test('cancelled at any step', async () => {
      assert.equal((await importBundle(bundle, { ...world.options(there), signal: AbortSignal.abort() })).cancelled, true);
      for (const text of ['Unpacking catalog.sqlite', 'Unpacking texts.bin', 'Checking']) {
        const controller = new AbortController();
        const result = await importBundle(bundle, { ...world.options(there), signal: controller.signal, progress: (at: ImportProgress) => at.text === text && controller.abort() });
        assert.deepEqual(result, { imported: [], problems: [], cancelled: true });
        assert.equal(await world.state(there), before);
        assert.deepEqual(fs.readdirSync(path.join(there, 'generations')), ['000001']);
      }
    });
  });

  test('an older bundle is taken, and said to be older; so is one that lacks a feed', async () => {
    const there = world.machine();
    await world.give(there, { ...WHOLE, 'life.json': endoflife(['newer']) }, '2026-12-24T00:00:00.000Z');
    const less = world.machine();
    await world.give(less, { 'life.json': endoflife(['less']), 'nvd.json': nvdFeed([nvdCve('CVE-2021-0009')]) }, '2026-12-25T00:00:00.000Z');
    const { problems } = await importBundle(bundle, world.options(there));
    assert.deepEqual(problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`).sort(), ['endoflife', 'epss', 'kev', 'nvd'].map((name) => `warning feed-older: The feed ${name} of this bundle was fetched on 2026-11-21, before the one that it replaces (2026-12-24).`));
    assert.equal(await world.state(there), await world.state(origin));
    const after = await importBundle(await world.export(less), world.options(there));
    assert.deepEqual(after.problems.map(({ message }) => message), ['kev', 'epss'].map((name) => `The feed ${name} is not in this bundle; the one that was here is no longer in use.`));
    assert.equal(await world.state(there), await world.state(less));
  });

  suite('export', () => {
    async function refuse(options: { cacheDir: string; file: string; overwrite?: boolean }, expected: RegExp): Promise<void> {
      const { bundle: written, problems } = await exportBundle({ productVersion: '1', ...options });
      assert.equal(written, undefined);
      assert.equal(problems.length, 1);
      assert.match(problems[0].message, expected);
      assert.ok(problems[0].fix);
      const folder = path.dirname(options.file);
      if (fs.existsSync(folder)) assert.deepEqual(fs.readdirSync(folder).filter((name) => name.endsWith('.tmp')), []);
    }
    const target = () => path.join(root, 'out.inventory-feeds.zip');

    test('only starter feeds', () => refuse({ cacheDir: world.machine(), file: target() }, /only the starter feeds/));
    test('a file that is there', async () => {
      fs.writeFileSync(target(), 'mine');
      await refuse({ cacheDir: origin, file: target() }, /the file is there already/);
      assert.equal(fs.readFileSync(target(), 'utf8'), 'mine');
      assert.deepEqual((await exportBundle({ cacheDir: origin, file: target(), productVersion: '1.2.3', overwrite: true })).problems, []);
      assert.deepEqual(fs.readFileSync(target()), fs.readFileSync(bundle));
      fs.rmSync(target());
    });
    test('a folder that is not there, and a folder', async () => {
      await refuse({ cacheDir: origin, file: path.join(root, 'no', 'such', 'x.zip') }, /its folder does not exist/);
      await refuse({ cacheDir: origin, file: root, overwrite: true }, /it is a folder/);
    });
    test('a damaged generation does not travel', async () => {
      const hurt = world.machine();
      await world.give(hurt, WHOLE);
      const file = path.join(hurt, 'generations', '000001', 'texts.bin');
      const bytes = fs.readFileSync(file);
      bytes[5] ^= 1;
      fs.writeFileSync(file, bytes);
      await refuse({ cacheDir: hurt, file: target() }, /texts\.bin is not the file that was written/);
    });
    test('cancelled: nothing is left', async () => {
      const controller = new AbortController();
      const result = await exportBundle({ cacheDir: origin, file: target(), productVersion: '1', signal: controller.signal, progress: () => controller.abort() });
      assert.deepEqual(result, { bundle: undefined, problems: [], cancelled: true });
      assert.deepEqual(fs.readdirSync(root).filter((name) => name.includes('out.')), []);
    });
    test('progress ends at all of it', async () => {
      const shares: number[] = [];
      await world.export(origin, { progress: ({ share }) => shares.push(share) });
      assert.equal(shares.at(-1), 1);
      assert.ok(shares.every((share, i) => i === 0 || share >= shares[i - 1]));
    });
  });

  suite('import of whatever is named', () => {
    const run = (paths: string[], cacheDir: string) => importFeedsOrBundle(paths, world.options(cacheDir));

    test('a bundle, feed files, a folder with nothing but a bundle', async () => {
      const [first, second, third] = [world.machine(), world.machine(), world.machine()];
      assert.deepEqual((await run([bundle], first)).problems, []);
      assert.equal(await world.state(first), await world.state(origin));
      const folder = fs.mkdtempSync(path.join(root, 'folder-'));
      fs.copyFileSync(bundle, path.join(folder, 'feeds.zip'));
      assert.deepEqual((await run([folder], second)).problems, []);
      assert.equal(await world.state(second), await world.state(origin));
      fs.rmSync(path.join(folder, 'feeds.zip'));
      fs.writeFileSync(path.join(folder, 'life.json'), JSON.stringify(endoflife(['files'])));
      assert.deepEqual((await run([folder], third)).imported.map(({ name }) => name), ['endoflife']);
    });
    test('a bundle beside anything else', async () => {
      const there = world.machine();
      const life = path.join(root, 'life.json');
      fs.writeFileSync(life, JSON.stringify(endoflife(['files'])));
      const { imported, problems } = await run([bundle, life], there);
      assert.deepEqual([imported, problems.length], [[], 1]);
      assert.match(problems[0].message, /it is a bundle, which replaces all feeds/);
      assert.equal(fs.existsSync(there), false);
    });
    test('a bundle that lost its end is told as one', async () => {
      const file = path.join(root, 'short.zip');
      fs.writeFileSync(file, fs.readFileSync(bundle).subarray(0, -100));
      assert.match((await run([file], world.machine())).problems[0].message, /This bundle was not imported: it is cut off/);
    });
    test('nothing', async () => assert.match((await run([path.join(root, 'gone')], world.machine())).problems[0].message, /does not exist/));
  });
});
