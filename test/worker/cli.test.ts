import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { cli, runCli, type CliRun } from '../support/cliRun';

suite('CLI', () => {
  let folder: string;
  let feeds: string;

  suiteSetup(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-'));
    feeds = path.join(folder, 'feeds');
  });
  suiteTeardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]): Promise<CliRun> => runCli(args, { home: folder });
  const assess = (...args: string[]) => run('assess', 'samples', '--feeds', feeds, '--as-of', '2026-11-21', ...args);
  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content);
    return file;
  };

  test('help and version', async () => {
    for (const args of [['--help'], ['-h'], ['assess', '--help'], ['identify', '--help'], ['feeds', '--help'], ['feeds', 'status', '--help'], ['feeds', 'update', '--help'], ['feeds', 'import', '-h'], ['feeds', 'export', '-h'], ['feeds', 'clear', '-h']]) {
      const { code, out, err } = await run(...args);
      assert.deepEqual([code, err], [0, ''], args.join(' '));
      assert.match(out, /^inventory-insights/);
    }
    const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal((await run('--version')).out, `${version}\n`);
  });

  test('standard output that takes nothing more: the reason and exit 3, whatever was found', async function () {
    if (!fs.existsSync('/dev/full')) return this.skip();
    for (const rest of [['--format', 'csv'], ['--format', 'json', '--findings'], ['--fail-on', 'critical']]) {
      const full = fs.openSync('/dev/full', 'w');
      const child = spawn(process.execPath, [cli, 'assess', 'samples', '--feeds', feeds, '--as-of', '2026-11-21', ...rest], { stdio: ['ignore', full, 'pipe'] });
      let err = '';
      child.stderr!.on('data', (chunk) => (err += chunk));
      const code = await new Promise((done) => child.on('close', done));
      fs.closeSync(full);
      assert.equal(code, 3, rest.join(' '));
      assert.match(err, /^The results could not be written: the disk is full\./m);
    }
  });

  test('wrong usage: exit 2, nothing on standard output', async () => {
    const wrong: [string[], RegExp][] = [
      [[], /Name a command/],
      [['bogus'], /no command "bogus"/],
      [['assess'], /Name at least one inventory/],
      [['assess', 'samples', '--bogus'], /Unknown option '--bogus'/],
      [['assess', 'samples', '--format', 'xml'], /--format is summary, json, csv, xlsx, sarif, cyclonedx, markdown or html, not "xml"/],
      [['assess', 'samples', '--as-of', '2026-02-30'], /--as-of is a date/],
      [['assess', 'samples', '--fail-on', 'worst'], /--fail-on is critical/],
      [['assess', 'samples', '--table', 'servers'], /--table goes with --format csv/],
      [['assess', 'samples', '--filter', 'stale enviroment:x'], /--filter "stale enviroment:x" is not understood\. At character 7: There is no key “enviroment”.* Expected environment:\./],
      [['assess', 'samples', '--findings'], /--findings goes with --format json/],
      [['assess', 'samples', '--out', path.join('no', 'such', 'folder')], /--out no.such.folder cannot be written/],
      [['identify'], /Name at least one inventory/],
      [['feeds'], /Name what to do with the feeds: status, update, import, export or clear/],
      [['feeds', 'refresh'], /no command "refresh"; name status, update/],
      [['feeds', 'import'], /Name at least one feed/],
      [['feeds', 'export'], /Name one file/],
      [['feeds', 'status', 'x'], /takes no files/],
    ];
    for (const [args, message] of wrong) {
      const { code, out, err } = await run(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, message);
    }
  });

  test('the sample estate fits the published schema', async () => {
    const { code, out } = await assess('--format', 'json', '--findings');
    assert.equal(code, 0);
    const report = JSON.parse(out);
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(fs.readFileSync('media/schemas/assessment.schema.json', 'utf8')));
    validate(report);
    assert.deepEqual(validate.errors, null);
    assert.ok(report.servers.length >= 40);
    assert.ok(report.findings.length > 0);
    assert.ok(report.feeds.every(({ starter }: { starter: boolean }) => starter));
  });

  test('scores are the sum of what they are made of', async () => {
    const report = JSON.parse((await assess('--format', 'json')).out);
    assert.equal('findings' in report, false);
    for (const { name, score, flags, vulnerabilities, pendingUpdates, bySeverity } of report.servers) {
      const sum = Object.values<number | null>(flags).reduce<number>((total, flag) => total + (flag ?? 0), 0) + (vulnerabilities ?? 0) + (pendingUpdates ?? 0);
      assert.equal(score, sum, name);
      if (vulnerabilities !== null) assert.equal(Object.values<number>(bySeverity).reduce((total, count) => total + count, 0), vulnerabilities, name);
    }
  });

  test('the counts of a server are those of its findings', async () => {
    const { servers, findings } = JSON.parse((await assess('--format', 'json', '--findings')).out);
    for (const { name, vulnerabilities } of servers) {
      const affected = new Set(findings.filter((finding: { server: string; verdict: string }) => finding.server === name && finding.verdict === 'affected').map(({ cve }: { cve: string }) => cve));
      assert.equal(affected.size, vulnerabilities ?? 0, name);
    }
  });

  test('the same input gives the same output', async () => {
    const [first, second] = [await assess('--format', 'json', '--findings'), await assess('--format', 'json', '--findings')];
    assert.equal(second.out, first.out);
  });

  test('CSV of each table parses and counts', async () => {
    const report = JSON.parse((await assess('--format', 'json', '--findings')).out);
    for (const table of ['servers', 'software', 'findings']) {
      const { code, out } = await assess('--format', 'csv', '--table', table);
      assert.equal(code, 0);
      const rows = parse(out, { columns: true, record_delimiter: '\r\n' });
      assert.equal(rows.length, report[table].length, table);
    }
    assert.equal((await assess('--format', 'csv')).out, (await assess('--format', 'csv', '--table', 'servers')).out);
  });

  test('a summary for people, problems beside it', async () => {
    const { out, err } = await assess();
    assert.match(out, /^As of 2026-11-21\. Starter feeds, \d+ CVEs of \d{4}-\d\d-\d\d\./);
    assert.match(out, /not endorsed or certified by the NVD/);
    assert.match(err, /hamburg\.inventory\.csv:\d+:\d+: warning: .*date/);
  });

  test('--filter: every format writes exactly the servers that pass, and counts them alone', async () => {
    interface Report { readonly summary: { readonly servers: { readonly total: number } | number }; readonly servers: readonly { readonly name: string; readonly environment: string }[] }
    const all = JSON.parse((await assess('--format', 'json')).out) as Report;
    const filtered = JSON.parse((await assess('--format', 'json', '--filter', 'environment:production -name:fra-*')).out) as Report;
    const expected = all.servers.filter(({ name, environment }) => environment === 'Production' && !name.toLowerCase().startsWith('fra-')).map(({ name }) => name);
    assert.ok(expected.length > 0 && expected.length < all.servers.length);
    assert.deepEqual(filtered.servers.map(({ name }) => name), expected);
    assert.match(JSON.stringify(filtered.summary), new RegExp(`:${expected.length}\\b`));
    const rows = parse((await assess('--format', 'csv', '--filter', 'environment:production -name:fra-*')).out, { columns: true, bom: true }) as Record<string, string>[];
    assert.equal(rows.length, expected.length);
    assert.match((await assess('--filter', 'name:no-such')).out, /\b0\b/);
  });

  test('a summary of what may be told: hidden parts say so, whatever else is asked for', async () => {
    for (const [hide, hidden, told] of [
      ['vulnerabilities', /CVEs hidden/, /updates/i], ['updates', /hidden/, /\d+ distinct CVEs/], ['vulnerabilities,updates', /CVEs hidden/, /Highest severity\s+Servers\ncritical\s+hidden/],
    ] as const) {
      const { code, out } = await assess('--format', 'summary', '--hide', hide, '--filter', 'environment:production');
      assert.equal(code, 0, hide);
      assert.match(out, hidden, hide);
      assert.match(out, told, hide);
      if (hide.startsWith('vulnerabilities')) assert.doesNotMatch(out, /CVE-\d/, hide);
      // Support status always stays.
      assert.match(out, /os end of support\s+[\d,]+\s+[\d,]+/, hide);
    }
    assert.deepEqual((await assess('--format', 'summary', '--hide', 'everything')).code, 2);
  });

  test('names that would steer a terminal do not', async () => {
    const name = 'web\u001b[2J\u202egnp\u200f\u0007';
    const file = write('steering.inventory.json', JSON.stringify({ servers: [{ name, os: { name: 'Windows Server', version: '2008 R2\u009b31m' }, software: [{ name: `x\u001b]0;t\u0007 ${'log4j'}`, publisher: 'Apache', version: '2.14.1' }] }] }));
    // eslint-disable-next-line no-control-regex
    const steers = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
    for (const args of [['assess', file], ['recommend', file], ['explain', file, '--server', name, '--cve', 'CVE-2021-44228'], ['compare', file, file]]) {
      const { out, err } = await run(...args, '--feeds', feeds, '--as-of', '2026-11-21');
      assert.doesNotMatch(out, steers, args[0]);
      assert.doesNotMatch(err, steers, args[0]);
    }
  });

  test('--out writes the file and nothing else', async () => {
    const file = path.join(folder, 'report.json');
    const { code, out } = await assess('--format', 'json', '--out', file);
    assert.deepEqual([code, out], [0, '']);
    assert.equal(JSON.parse(fs.readFileSync(file, 'utf8')).schema, 'inventory-insights/assessment/1');
  });

  test('--fail-on', async () => {
    assert.equal((await assess('--fail-on', 'critical')).code, 1);
    assert.equal((await assess('--fail-on', 'low')).code, 1);
    assert.equal((await assess('--fail-on', 'none')).code, 0);
    const clean = write('clean.inventory.json', JSON.stringify({ servers: [{ name: 'a', software: [] }] }));
    assert.equal((await run('assess', clean, '--feeds', feeds, '--fail-on', 'low')).code, 0);
  });

  test('--stats is one line of JSON on standard error', async () => {
    const { err } = await assess('--stats');
    const stats = JSON.parse(err.trim().split('\n').at(-1) ?? '');
    assert.deepEqual(Object.keys(stats.phases), ['read', 'merge', 'feeds', 'identify', 'assess', 'write', 'keep']);
    assert.ok(stats.peakMemoryMB > 0 && stats.servers >= 40);
  });

  test('an input that cannot be read: exit 3, the others assessed', async () => {
    const good = write('good.inventory.csv', 'server,software,version\nsrv1,Tool,1.0\n');
    for (const bad of [path.join(folder, 'gone.csv'), write('page.inventory.json', '<html>'), write('other.csv', 'a,b\n1,2\n'), write('empty.csv', '')]) {
      const { code, out, err } = await run('assess', bad, good, '--feeds', feeds, '--format', 'json', '--fail-on', 'critical');
      assert.equal(code, 3, bad);
      assert.deepEqual(JSON.parse(out).servers.map(({ name }: { name: string }) => name), ['srv1']);
      assert.ok(err.includes(bad));
    }
    fs.mkdirSync(path.join(folder, 'empty'));
    assert.equal((await run('assess', path.join(folder, 'empty'), good, '--feeds', feeds)).code, 3);
  });

  test('a file named twice is read once', async () => {
    const good = write('twice.inventory.csv', 'server,software,version\nsrv1,Tool,1.0\n');
    const { out } = await run('assess', good, good, folder, '--feeds', feeds, '--format', 'json');
    assert.equal(JSON.parse(out).problems.filter(({ code }: { code: string }) => code.startsWith('server-')).length, 0);
  });

  test('a reader that leaves early is no failure', async () => {
    const child = spawn(process.execPath, [cli, 'assess', 'samples', '--feeds', feeds, '--format', 'json', '--findings'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(code, 0, err);
  });

  test('identify says what each software is', async () => {
    const file = write('identify.inventory.json', JSON.stringify({ servers: [{ name: 'a', os: { name: 'Microsoft Windows Server 2019 Standard', version: '10.0.17763' }, software: [{ name: 'Wireshark 3.4.0 64-bit', publisher: 'The Wireshark developer community, https://www.wireshark.org', version: '3.4.0' }, { name: 'In-house tool', version: '1' }] }] }));
    const { code, out } = await run('identify', file, '--feeds', feeds, '--format', 'json');
    assert.equal(code, 0);
    const { servers, software } = JSON.parse(out);
    assert.equal(servers[0].os.product, 'windows-server');
    assert.equal(servers[0].os.cycle, '2019');
    assert.match(software[0].cpe, /^cpe:2\.3:a:wireshark:wireshark:3\.4\.0:/);
    assert.deepEqual([software[1].cpe, software[1].cpes], ['', []]);
  });

  test('feeds: status, import, status', async () => {
    const own = path.join(folder, 'own-feeds');
    const before = JSON.parse((await run('feeds', 'status', '--feeds', own, '--format', 'json')).out);
    assert.deepEqual([before.starter, before.directory], [true, own]);
    assert.ok(before.cves >= 150 && before.products >= 60);
    const life = write('life.json.gz', zlib.gzipSync(JSON.stringify({ schema_version: '1.2.1', generated_at: '2026-11-01T00:00:00+00:00', total: 1, result: [{ name: 'debian', label: 'Debian', releases: [{ name: '12', isEol: false, eolFrom: '2026-06-10' }] }] })));
    const { code, out, err } = await run('feeds', 'import', life, '--feeds', own);
    assert.deepEqual([code, out], [0, 'endoflife: 1 records of 2026-11-01T00:00:00+00:00\n']);
    assert.match(err, /Saving/);
    const after = JSON.parse((await run('feeds', 'status', '--feeds', own, '--format', 'json')).out);
    assert.deepEqual(after.feeds.map(({ name, starter, records }: { name: string; starter: boolean; records: number }) => `${name} ${starter} ${records}`), [`nvd true ${before.cves}`, 'endoflife false 1', `kev true ${before.feeds[2].records}`]);
    assert.deepEqual([after.cves, after.products, after.releases, after.starter], [before.cves, 1, 1, false]);
    assert.match((await run('feeds', 'status', '--feeds', own)).out, /nvd .* starter feeds\nendoflife .* this folder\n/);
  });

  test('a file that is no feed: exit 3, the feeds as they were', async () => {
    const own = path.join(folder, 'no-feeds');
    const { code, out, err } = await run('feeds', 'import', write('page.json', '<html>Sign in</html>'), '--feeds', own);
    assert.deepEqual([code, out], [3, '']);
    assert.match(err, /not imported: it is a web page, not JSON\. The feeds are as they were\..*\(feed-unreadable\)/);
    assert.equal(fs.existsSync(own), false);
  });

  test('a damaged cache: the starter feeds, and it says so', async () => {
    const own = path.join(folder, 'damaged');
    const generation = path.join(own, 'generations', '000001');
    fs.mkdirSync(generation, { recursive: true });
    fs.writeFileSync(path.join(generation, 'manifest.json'), '{"schema": 99}');
    const { code, out, err } = await run('assess', 'samples', '--feeds', own, '--format', 'json');
    assert.equal(code, 0);
    assert.ok(err.includes(generation) && err.includes('feed-newer-schema'));
    assert.ok(JSON.parse(out).problems.some((problem: { code: string }) => problem.code === 'feed-newer-schema'));
  });

  test('killed at any moment of an import: the old feeds or the new, never neither', async () => {
    const own = path.join(folder, 'killed');
    const feed = (products: number) => write(`life-${products}.json`, JSON.stringify({
      schema_version: '1.2.1', generated_at: `2026-11-0${products}T00:00:00+00:00`, total: products,
      result: Array.from({ length: products }, (_, i) => ({ name: `p${i}`, label: 'P', releases: Array.from({ length: 2_000 }, (_each, j) => ({ name: `${j}`, isEol: false, eolFrom: '2027-01-01' })) })),
    }));
    const files = [feed(1), feed(2)];
    const started = performance.now();
    assert.equal((await run('feeds', 'import', files[0], '--feeds', own)).code, 0);
    const whole = performance.now() - started;
    for (let i = 0; i < 10; i++) {
      const child = spawn(process.execPath, [cli, 'feeds', 'import', files[(i + 1) % 2], '--feeds', own], { stdio: 'ignore' });
      const kill = setTimeout(() => child.kill('SIGKILL'), whole * (0.3 + 0.07 * i));
      await new Promise((resolve) => child.on('close', resolve));
      clearTimeout(kill);
      const { code, out } = await run('feeds', 'status', '--feeds', own, '--format', 'json');
      const status = JSON.parse(out);
      assert.equal(code, 0);
      assert.deepEqual(status.problems, []);
      assert.ok(status.products === 1 || status.products === 2);
      assert.equal(status.releases, status.products * 2_000);
    }
    assert.equal((await run('feeds', 'import', files[1], '--feeds', own)).code, 0);
    assert.ok(fs.readdirSync(path.join(own, 'generations')).length <= 2, 'what was left half done is removed');
    assert.equal(fs.existsSync(path.join(own, 'writer.lock')), false);
  });

  test('the Debian packages with the whole of endoflife.date', async function () {
    const data = path.resolve(process.cwd(), '../shared/data');
    if (!fs.existsSync(data)) {
      if (process.env.CI) throw new Error('../shared/data is missing');
      console.log('      skipped: ../shared/data is not here');
      return this.skip();
    }
    const own = path.join(folder, 'real-feeds');
    assert.equal((await run('feeds', 'import', path.join(data, 'feeds/endoflife/products-full.json.gz'), '--feeds', own)).code, 0);
    const status = JSON.parse((await run('feeds', 'status', '--feeds', own, '--format', 'json')).out);
    assert.deepEqual([status.products, status.releases], [464, 8_351]);
    const { code, out } = await run('assess', path.join(data, 'inventories/local-debian/dpkg-query-W.txt'), '--feeds', own, '--as-of', '2026-11-21', '--format', 'json');
    assert.equal(code, 0);
    const { servers, software } = JSON.parse(out);
    assert.equal(software.length, 856);
    assert.deepEqual([servers.length, servers[0].os.product, servers[0].os.cycle, servers[0].os.support, servers[0].os.endsOn], [1, 'debian', '12', 'ended', '2026-07-11']);
  });
});
