import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { compareVersions, isVersion } from '../../../../src/core/version/compareVersions';
import { fromData } from '../../feeds/dataFiles';

type Pair = readonly [string, string];

/** A few pieces make near misses likely; each pair is two versions that differ in a piece or two. */
function generatedPairs(pieces: readonly string[], count: number): Pair[] {
  const version = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((parts) => `1${parts.join('')}`);
  const near = fc.tuple(version, fc.constantFrom('', ...pieces), fc.constantFrom('', ...pieces)).map(([stem, a, b]): Pair => [stem + a, stem + b]);
  return fc.sample(fc.oneof(near, fc.tuple(version, version)), { numRuns: count, seed: 20_261_121 });
}

function neighbours(versions: readonly string[]): Pair[] {
  return versions.slice(1).map((version, at): Pair => [versions[at]!, version]);
}

/** What four listings of one Debian machine call a version. */
function debianVersions(): string[] {
  const names = ['dpkg-query-W.txt', 'apt-list-upgradable.txt', 'apt-get-s-dist-upgrade.txt'];
  const words = names.flatMap((name) => {
    const file = fromData(`inventories/local-debian/${name}`);
    return file === undefined ? [] : readFileSync(file, 'utf8').split(/[\s[\]()]+/);
  });
  return [...new Set(words.filter((word) => isVersion('deb', word)))].sort();
}

/** Packages of a Red Hat image, and every fixed version of AlmaLinux' advisories. */
function rpmVersions(): string[] {
  const sbom = fromData('inventories/sbom/ubi_latest_spdx.json.gz');
  const advisories = fromData('feeds/osv/AlmaLinux/all.zip');
  const found = new Set<string>();
  if (sbom !== undefined) {
    const { packages } = JSON.parse(gunzipSync(readFileSync(sbom)).toString('utf8')) as { packages: { versionInfo?: string }[] };
    for (const { versionInfo = '' } of packages) found.add(versionInfo);
  }
  if (advisories !== undefined) {
    for (const text of entriesOf(readFileSync(advisories))) for (const [, version] of text.matchAll(/"fixed":\s*"([^"]+)"/g)) found.add(version!);
  }
  return [...found].filter((text) => isVersion('rpm', text)).sort();
}

/** The texts of a zip, read from its central directory; the tests of feeds have the real reader. */
function* entriesOf(zip: Buffer): Generator<string> {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    yield (zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8');
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** Whether the program is there; without it a printed line stands for the test, except in CI. */
function isThere(program: string): boolean {
  if (spawnSync(program, ['--version']).status === 0) return true;
  assert.ok(!process.env.CI, `${program} is needed in CI`);
  console.log(`      skipped: ${program} is not there`);
  return false;
}

/** `1.0 < 1.1`, `1.0 = 1.00`. */
function check(scheme: 'deb' | 'rpm', text: string): void {
  const [a, sign, b] = text.split(' ');
  assert.equal(compareVersions(scheme, a!, b!), sign === '<' ? -1 : 0, text);
  assert.equal(compareVersions(scheme, b!, a!), sign === '<' ? 1 : 0, text);
}

/** Pairs that dpkg is asked about one by one: those of a real machine, and generated ones. */
const DIRECT_PAIRS = 2_000;

/**
 * Whether the second of each pair is at least the first, by dpkg in one call: of two entries for a package in a list of what is available
 * it keeps the later one in the list, unless that is of an older version.
 */
function keepsSecond(pairs: readonly Pair[]): boolean[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'dpkg-'));
  try {
    for (const name of ['updates', 'info']) mkdirSync(path.join(folder, name));
    for (const name of ['status', 'available']) writeFileSync(path.join(folder, name), '');
    const entry = (at: number, version: string, place: string) => `Package: p${at}\nVersion: ${version}\nArchitecture: all\nMaintainer: x\nDescription: ${place}\n\n`;
    const list = path.join(folder, 'list');
    writeFileSync(list, pairs.map(([a, b], at) => entry(at, a, 'first') + entry(at, b, 'second')).join(''));
    const run = spawnSync('dpkg', [`--admindir=${folder}`, '--update-avail', list], { encoding: 'utf8' });
    assert.equal(run.stderr.slice(0, 500), '');
    assert.equal(run.status, 0);
    const kept = new Map<string, string>();
    for (const [, name, place] of readFileSync(path.join(folder, 'available'), 'utf8').matchAll(/^Package: (\S+)\n(?:\S.*\n)*?Description: (\S+)$/gm)) kept.set(name!, place!);
    assert.equal(kept.size, pairs.length);
    return pairs.map((_, at) => kept.get(`p${at}`) === 'second');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

suite('deb versions', () => {
  const rows = [
    '1.0 < 1.1', '1:0.9 > 2.0', '0:1.0 = 1.0', '1.0 = 1.0-0', '1.0-1 < 1.0-1.1', '1.0~rc1 < 1.0', '1.0~~ < 1.0~', '1.0~ < 1.0', '1.0 < 1.0a', '1.0a < 1.0+',
    '1.0+dfsg-1 < 1.0+dfsg-1+deb12u1', '1.1.1k-1 < 1.1.1n-0+deb11u3', '1.001 = 1.1', '1. = 1.0', '5.7.33-0ubuntu0.18.04.1 < 5.7.33-0ubuntu0.20.04.1', '2:1.0-1 > 1:9.9-9',
  ];
  for (const row of rows) test(row, () => check('deb', row.includes('>') ? row.split(' > ').reverse().join(' < ') : row));

  test('as dpkg orders them', function () {
    if (!isThere('dpkg')) return this.skip();
    const pieces = ['0', '1', '10', '.', '-', '~', '+', 'a', 'Z', 'rc', ':1', '.0', '-0', 'dfsg'];
    const generated = generatedPairs(pieces, 32_000).filter((pair) => pair.every((text) => isVersion('deb', text)));
    assert.ok(generated.length >= 20_000, `${generated.length} pairs`);
    const pairs = [...generated, ...neighbours(debianVersions())];
    const [isAtMost, isAtLeast] = [keepsSecond(pairs), keepsSecond(pairs.map(([a, b]): Pair => [b, a]))];
    const wrong = pairs.filter(([a, b], at) => compareVersions('deb', a, b) !== Number(isAtLeast[at]) - Number(isAtMost[at])).map((pair) => pair.join(' against '));
    assert.deepEqual(wrong.slice(0, 10), []);

    // The same question as everybody asks it. It takes one pair a call and says whether a relation holds: it is asked for ours.
    const asked = pairs.slice(-DIRECT_PAIRS);
    const sign = ([a, b]: Pair) => ['lt', 'eq', 'gt'][compareVersions('deb', a, b) + 1]!;
    const script = 'while [ $# -gt 0 ]; do dpkg --compare-versions "$1" "$2" "$3" || echo "$1 $2 $3"; shift 3; done';
    const run = spawnSync('sh', ['-c', script, 'sh', ...asked.flatMap((pair) => [pair[0], sign(pair), pair[1]])], { encoding: 'utf8' });
    assert.equal(run.stderr.slice(0, 500), '');
    assert.equal(run.status, 0);
    assert.deepEqual(run.stdout.split('\n').filter(Boolean).slice(0, 10), []);
    console.log(`      ${pairs.length} pairs, ${asked.length} of them one by one`);
  });
});

/** rpmvercmp as rpm's manual and test suite describe it, pointer by pointer; shares nothing with the sort keys. */
function plainRpmCompare(a: string, b: string): number {
  const take = (text: string, kind: RegExp) => kind.exec(text)?.[0] ?? '';
  for (;;) {
    a = a.replace(/^[^A-Za-z0-9~^]+/, '');
    b = b.replace(/^[^A-Za-z0-9~^]+/, '');
    if (a[0] === '~' || b[0] === '~') {
      if (a[0] !== '~') return 1;
      if (b[0] !== '~') return -1;
    } else if (a[0] === '^' || b[0] === '^') {
      if (a === '') return -1;
      if (b === '') return 1;
      if (a[0] !== '^') return 1;
      if (b[0] !== '^') return -1;
    } else {
      if (a === '' || b === '') return a === b ? 0 : a === '' ? -1 : 1;
      const numeric = /^[0-9]/.test(a);
      const kind = numeric ? /^[0-9]+/ : /^[A-Za-z]+/;
      const left = take(a, kind);
      const right = take(b, kind);
      if (right === '') return numeric ? 1 : -1;
      const order = numeric ? Number(BigInt(left) > BigInt(right)) - Number(BigInt(left) < BigInt(right)) : left < right ? -1 : left > right ? 1 : 0;
      if (order !== 0) return order;
      a = a.slice(left.length);
      b = b.slice(right.length);
      continue;
    }
    a = a.slice(1);
    b = b.slice(1);
  }
}

function plainRpmEvrCompare(a: string, b: string): number {
  const split = (text: string) => {
    const [, epoch, rest] = /^(?:(\d+):)?([^]*)$/.exec(text)!;
    const hyphen = rest!.lastIndexOf('-');
    return [epoch ?? '0', hyphen < 0 ? rest! : rest!.slice(0, hyphen), hyphen < 0 ? '' : rest!.slice(hyphen + 1)];
  };
  const [left, right] = [split(a), split(b)];
  return left.map((part, at) => plainRpmCompare(part, right[at]!)).find((order) => order !== 0) ?? 0;
}

suite('rpm versions', () => {
  const rows = [
    '1.0 < 1.0.1', '1.0 = 1_0', '1.05 = 1.5', '1.0 < 1.0^', '1.0~rc1 < 1.0', '1.0^20200101 < 1.0.1', '1.0~rc1 < 1.0~rc1^git', 'a < 1', '1.0a < 1.0.1', '1.0. = 1.0', '2.50 = 2.050',
    '0:1.0-1 = 1.0-1', '1:0.1-1 > 9.9-9', '1.1.1k-12.el8 < 1.1.1k-14.el8_9', '4.18.0-372.el8 < 4.18.0-477.10.1.el8_8', '5.5p1 < 5.5p10', '10xyz < 10.1xyz',
  ];
  for (const row of rows) test(row, () => check('rpm', row.includes('>') ? row.split(' > ').reverse().join(' < ') : row));

  test('as a plain rpmvercmp orders them', () => {
    const pairs = [...generatedPairs(['0', '1', '10', '.', '-', '~', '^', '+', '_', 'a', 'Z', 'rc', '.0', 'el8', '.el8_9'], 20_000), ...neighbours(rpmVersions())];
    const wrong = pairs.filter(([a, b]) => compareVersions('rpm', a, b) !== plainRpmEvrCompare(a, b)).map((pair) => pair.join(' against '));
    assert.deepEqual(wrong.slice(0, 10), []);
    console.log(`      ${pairs.length} pairs`);
  });

  test('as rpm itself orders them', function () {
    if (!isThere('rpm')) return this.skip();
    const generated = generatedPairs(['0', '1', '10', '.', '~', '^', '+', '_', '-1', 'a', 'Z', 'rc', '.0', 'el8', '.el8_9'], 30_000).filter((pair) => pair.every(isWholeForRpm));
    assert.ok(generated.length >= 20_000, `${generated.length} pairs`);
    const pairs = [...generated, ...neighbours(rpmVersions())];
    const script = `for line in io.lines() do local a, b = line:match("(%S+) (%S+)"); io.write(rpm.vercmp(a, b), "\\n") end`;
    const run = spawnSync('rpm', ['--eval', `%{lua:${script}}`], { input: pairs.map((pair) => pair.join(' ') + '\n').join(''), encoding: 'utf8', maxBuffer: 1 << 24 });
    const expected = run.stdout.trim().split('\n').map(Number);
    assert.equal(expected.length, pairs.length, run.stderr.slice(0, 500));
    const wrong = pairs.filter(([a, b], at) => compareVersions('rpm', a, b) !== expected[at]).map((pair) => pair.join(' against '));
    assert.deepEqual(wrong.slice(0, 10), []);
    console.log(`      ${pairs.length} pairs`);
  });
});

/** rpm refuses what has two hyphens, or nothing behind one. */
function isWholeForRpm(text: string): boolean {
  return /^[^-]+(?:-[^-]+)?$/.test(text);
}
