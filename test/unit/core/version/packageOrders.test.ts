import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { compareVersions, isVersion } from '../../../../src/core/version/compareVersions';

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

function debianVersions(): string[] {
  const list = path.resolve(process.cwd(), '../shared/data/inventories/local-debian/dpkg-query-W.txt');
  return existsSync(list) ? [...new Set(readFileSync(list, 'utf8').split('\n').map((line) => line.split('\t')[1] ?? '').filter(Boolean))].sort() : [];
}

function rpmVersions(): string[] {
  const file = path.resolve(process.cwd(), '../shared/data/inventories/sbom/ubi_latest_spdx.json.gz');
  if (!existsSync(file)) return [];
  const spdx = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { packages: { versionInfo?: string }[] };
  return [...new Set(spdx.packages.map((item) => item.versionInfo ?? '').filter((text) => isVersion('rpm', text)))].sort();
}

/** `1.0 < 1.1`, `1.0 = 1.00`. */
function check(scheme: 'deb' | 'rpm', text: string): void {
  const [a, sign, b] = text.split(' ');
  assert.equal(compareVersions(scheme, a!, b!), sign === '<' ? -1 : 0, text);
  assert.equal(compareVersions(scheme, b!, a!), sign === '<' ? 1 : 0, text);
}

suite('deb versions', () => {
  const rows = [
    '1.0 < 1.1', '1:0.9 > 2.0', '0:1.0 = 1.0', '1.0 = 1.0-0', '1.0-1 < 1.0-1.1', '1.0~rc1 < 1.0', '1.0~~ < 1.0~', '1.0~ < 1.0', '1.0 < 1.0a', '1.0a < 1.0+',
    '1.0+dfsg-1 < 1.0+dfsg-1+deb12u1', '1.1.1k-1 < 1.1.1n-0+deb11u3', '1.001 = 1.1', '1. = 1.0', '5.7.33-0ubuntu0.18.04.1 < 5.7.33-0ubuntu0.20.04.1', '2:1.0-1 > 1:9.9-9',
  ];
  for (const row of rows) test(row, () => check('deb', row.includes('>') ? row.split(' > ').reverse().join(' < ') : row));

  test('as dpkg orders them', function () {
    this.timeout(120_000);
    if (spawnSync('dpkg', ['--version']).status !== 0) {
      assert.ok(!process.env.CI, 'dpkg is needed in CI');
      console.log('      skipped: dpkg is not there');
      return;
    }
    const pairs = [...generatedPairs(['0', '1', '10', '.', '-', '~', '+', 'a', 'Z', 'rc', ':1', '.0', '-0', 'dfsg'], 2_000).filter((pair) => pair.every((text) => isVersion('deb', text))), ...neighbours(debianVersions())];
    // One shell for all pairs: dpkg takes one pair a call.
    const script = 'while read -r a b; do if dpkg --compare-versions "$a" lt "$b"; then echo -1; elif dpkg --compare-versions "$a" eq "$b"; then echo 0; else echo 1; fi; done';
    const run = spawnSync('sh', ['-c', script], { input: pairs.map((pair) => pair.join(' ') + '\n').join(''), encoding: 'utf8' });
    const expected = run.stdout.trim().split('\n').map(Number);
    assert.equal(expected.length, pairs.length, run.stderr.slice(0, 500));
    const wrong = pairs.filter(([a, b], at) => compareVersions('deb', a, b) !== expected[at]).map((pair) => pair.join(' against '));
    assert.deepEqual(wrong.slice(0, 10), []);
    console.log(`      ${pairs.length} pairs`);
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
    this.timeout(60_000);
    if (spawnSync('rpm', ['--version']).status !== 0) {
      console.log('      skipped: rpm is not there (the plain rpmvercmp above stands in)');
      return;
    }
    const pairs = [...generatedPairs(['0', '1', '10', '.', '~', '^', '+', '_', 'a', 'Z', 'rc', '.0', 'el8'], 2_000), ...neighbours(rpmVersions())];
    const script = `for line in io.lines() do local a, b = line:match("(%S+) (%S+)"); print(rpm.vercmp(a, b)) end`;
    const run = spawnSync('rpm', ['--eval', `%{lua:${script}}`], { input: pairs.map((pair) => pair.join(' ') + '\n').join(''), encoding: 'utf8' });
    const expected = run.stdout.trim().split('\n').map(Number);
    assert.equal(expected.length, pairs.length, run.stderr.slice(0, 500));
    assert.deepEqual(pairs.filter(([a, b], at) => compareVersions('rpm', a, b) !== expected[at]), []);
  });
});
