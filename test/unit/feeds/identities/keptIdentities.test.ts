import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createLifecycleCatalog } from '../../../../src/core/identify/lifecycle';
import type { SoftwareIdentity } from '../../../../src/core/identify/identity';
import { Identifier, softwareKey } from '../../../../src/core/insights/identifyEstate';
import type { Estate, Software } from '../../../../src/core/inventory/model';
import { FEWEST_WORTH_KEEPING, IDENTITIES_FOLDER, KeptIdentities, MOST_KEPT } from '../../../../src/feeds/identities/keptIdentities';
import { clearFeeds } from '../../../../src/feeds/store/clearFeeds';
import { identifyRows } from '../../../bench/identifyRows';
import { productNames } from '../../../eval/feedProducts';

// More than 5,000 products, or nothing is searched; the last words are those of no other.
const PRODUCTS = productNames([
  ...Array.from({ length: 6_000 }, (_, product): [string, number] => [`a:vendor_${product % 700}:suite_${product}`, 1 + (product % 9)]),
  ['a:wireshark:wireshark', 40],
  ['a:7-zip:7-zip', 12],
]);
const LIFECYCLE = createLifecycleCatalog([]);
const ROWS = 1_500;

const estateOf = (software: readonly Software[]): Estate => ({ servers: [], software }) as unknown as Estate;
const row = (fields: Partial<Software>): Software => ({ index: 0, name: '', publisher: '', version: '1.0', source: 'registry', cpe: '', purl: '', ...fields });

/** Names that a careless format would lose or mix up. */
const ODD: readonly Software[] = [
  row({ name: '' }),
  row({ name: 'x'.repeat(10_000) }),
  row({ name: '社内勤怠管理システム', publisher: '株式会社サンプル' }),
  row({ name: 'Grüße 😀', version: '1.2-😀' }),
  row({ name: 'a\0b\r\nc', publisher: '\u{1}' }),
  row({ name: 'libssl1.1', publisher: 'Debian OpenSSL Team', version: '1.1.1w-0+deb11u1', source: 'dpkg' }),
  row({ name: 'log4j-core', cpe: 'cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*' }),
  // What stands in the key in other letters, or again at another place.
  row({ name: 'OpenSSL', purl: 'pkg:deb/debian/libssl1.1@1.1.1w-0%2Bdeb11u1?upstream=openssl' }),
  row({ name: '1.0 of Tool 1.0', version: '1.0' }),
  row({ name: 'half \ud83d pair' }),
];

suite('kept identities', () => {
  let cache: string;
  setup(() => {
    cache = fs.mkdtempSync(path.join(os.tmpdir(), 'kept-'));
    fs.mkdirSync(path.join(cache, 'generations', '000001'), { recursive: true });
  });
  teardown(() => fs.rmSync(cache, { recursive: true, force: true }));

  const software = [...ODD, ...identifyRows(PRODUCTS, ROWS)];
  const folder = (): string => path.join(cache, IDENTITIES_FOLDER);
  const files = (): string[] => (fs.existsSync(folder()) ? fs.readdirSync(folder()).sort() : []);

  /** One run of the product: what it says, how much of it was known, and whether it wrote. */
  async function run(rows: readonly Software[], by: { readonly feeds?: string; readonly rules?: string } = {}) {
    const kept = new KeptIdentities(cache, by.feeds ?? 'feeds', by.rules ?? 'rules');
    const identifier = new Identifier(LIFECYCLE, PRODUCTS, kept);
    const identities = identifier.identify(estateOf(rows)).software;
    return { identities, decided: identifier.decided.size, wrote: await kept.keep(identifier.decided) };
  }

  const plain = (): readonly SoftwareIdentity[] => new Identifier(LIFECYCLE, PRODUCTS).identify(estateOf(software)).software;

  test('a second run decides nothing and says the same', async () => {
    const first = await run(software);
    const second = await run(software);
    assert.deepEqual(first.identities, plain());
    assert.deepEqual(second.identities, first.identities);
    assert.equal(first.wrote, true);
    // Half a surrogate pair survives no encoding: that one row is decided again.
    assert.deepEqual([second.decided, second.wrote], [1, false]);
    assert.ok(first.identities.some(({ candidates }) => candidates) && first.identities.some(({ distribution }) => distribution));
  });

  test('rows that are asked for in another order, twice or in vain have the same answers', async () => {
    const { identities } = await run(software);
    const known = new Map(software.map((one, i) => [softwareKey(one), identities[i]]));
    const keys = [...known.keys()].filter((key) => !key.includes('\ud83d pair'));
    const kept = new KeptIdentities(cache, 'feeds', 'rules');
    const forward = keys.slice(0, 100);
    for (const key of [...forward, ...forward, ...keys.slice().reverse(), ...keys.filter((_, i) => i % 3 === 0), ...keys]) assert.deepEqual(kept.get(key), known.get(key));
    for (const key of ['', 'unknown', `${keys[0]}x`, keys[1]!.slice(0, -1)]) assert.equal(kept.get(key), undefined);
    assert.deepEqual(kept.get(keys[2]!), known.get(keys[2]!));
  });

  test('the same row is the identical object', async () => {
    await run(software);
    const kept = new KeptIdentities(cache, 'feeds', 'rules');
    const key = softwareKey(ODD[5]!);
    assert.ok(kept.get(key));
    assert.equal(kept.get(key), kept.get(key));
  });

  test('names that are new are added to those that are known', async () => {
    await run(software.slice(0, 1_000));
    const more = await run(software);
    assert.ok(more.decided <= software.length - 999 && more.wrote);
    assert.ok((await run(software)).decided <= 1);
    assert.ok((await run(software.slice(0, 1_000))).decided <= 1);
  });

  test('a few new names are not worth a file', async () => {
    await run(software);
    const named = (count: number): Software[] => Array.from({ length: count }, (_, at) => row({ name: `New ${at}` }));
    assert.equal((await run([...software.filter((each) => each !== ODD.at(-1)), ...named(FEWEST_WORTH_KEEPING - 1)])).wrote, false);
    assert.equal((await run(named(FEWEST_WORTH_KEEPING))).wrote, true);
  });

  for (const [what, by] of [['another generation of the feeds', { feeds: 'newer' }], ['other rules', { rules: 'newer' }]] as const) {
    test(`${what} begins anew and leaves what was there`, async () => {
      await run(software);
      assert.equal((await run(software, by)).decided, new Set(software.map(softwareKey)).size);
      assert.equal(files().length, 2);
      assert.ok((await run(software)).decided <= 1);
    });
  }

  test('nothing is kept where nobody knows the rules, nor beside the starter feeds', async () => {
    assert.equal((await run(software, { rules: '' })).wrote, false);
    fs.rmSync(path.join(cache, 'generations'), { recursive: true });
    assert.equal((await run(software)).wrote, false);
    assert.deepEqual(fs.readdirSync(cache), []);
  });

  for (const [what, damage] of [
    ['a changed byte', (bytes: Buffer) => bytes.fill(bytes[bytes.length >> 1]! ^ 1, bytes.length >> 1, (bytes.length >> 1) + 1)],
    ['an end that is missing', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['nothing in it', () => Buffer.alloc(0)],
    ['something else in it', () => Buffer.from('{"entries":[]}'.repeat(99))],
    ['a header of another format', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 32), Buffer.from([255, 255, 255, 255]), bytes.subarray(36)])],
  ] as const) {
    test(`a file with ${what} is ignored and written again`, async () => {
      await run(software);
      const file = path.join(folder(), files()[0]!);
      fs.writeFileSync(file, damage(fs.readFileSync(file)));
      const again = await run(software);
      assert.deepEqual(again.identities, plain());
      assert.deepEqual([again.decided > 1_000, again.wrote], [true, true]);
      assert.ok((await run(software)).decided <= 1);
    });
  }

  test('a folder in its place is no reason to fail', async () => {
    await run(software);
    const file = path.join(folder(), files()[0]!);
    fs.rmSync(file);
    fs.mkdirSync(path.join(file, 'x'), { recursive: true });
    assert.deepEqual((await run(software)).identities, plain());
  });

  test('two that write at once leave one whole file, and nothing beside it', async () => {
    const half = software.length >> 1;
    await Promise.all([run(software.slice(0, half)), run(software.slice(half)), run(software)]);
    assert.equal(files().length, 1);
    assert.deepEqual((await run(software)).identities, plain());
    await run(software);
    assert.ok((await run(software)).decided <= 1);
  });

  test('files of generations that are gone go', async () => {
    for (const feeds of ['a', 'b', 'c', 'd', 'e']) await run(software, { feeds });
    assert.equal(files().length, 3);
    assert.ok((await run(software, { feeds: 'e' })).decided <= 1);
  });

  test('what a stopped writer left goes with time, and nothing of anyone else', async () => {
    fs.mkdirSync(folder());
    const left = path.join(folder(), '0123456789abcdef.identities.0a1b2c3d-0000-4000-8000-000000000000.tmp');
    fs.writeFileSync(left, 'half');
    fs.utimesSync(left, 1_000_000, 1_000_000);
    fs.writeFileSync(path.join(folder(), 'notes.txt'), 'mine');
    await run(software);
    assert.deepEqual(files().map((name) => path.extname(name)), ['.identities', '.txt']);
  });

  test('only its owner may read it, and clearing the feeds removes it', async function () {
    await run(software);
    const file = path.join(folder(), files()[0]!);
    if (process.platform !== 'win32') assert.equal(fs.statSync(file).mode & 0o77, 0);
    const { removed, problems } = await clearFeeds(cache);
    assert.deepEqual(problems, []);
    assert.ok(removed.paths.includes(folder()));
    assert.deepEqual(files(), []);
  });

  test('no more than the most are kept, the newest first', async () => {
    const identity = plain()[0]!;
    const many = (from: number): Map<string, SoftwareIdentity> => new Map(Array.from({ length: MOST_KEPT }, (_, at) => [`${from + at}`, identity]));
    await new KeptIdentities(cache, 'feeds', 'rules').keep(many(0));
    await new KeptIdentities(cache, 'feeds', 'rules').keep(many(100_000));
    const kept = new KeptIdentities(cache, 'feeds', 'rules');
    assert.deepEqual(['0', '99999', '100000', String(100_000 + MOST_KEPT - 1)].map((key) => kept.get(key) !== undefined), [false, false, true, true]);
  });
});
