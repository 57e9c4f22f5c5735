import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli, type CliRun } from '../support/cliRun';

suite('CLI explain', () => {
  let folder: string;
  let file: string;

  suiteSetup(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'explain-'));
    file = path.join(folder, 'a.inventory.json');
    fs.writeFileSync(file, JSON.stringify({ servers: [{
      name: 'WEB-1', fqdn: 'web-1.corp.example', os: { name: 'Microsoft Windows Server 2019 Standard', version: '10.0.17763' },
      software: [{ name: 'Apache Log4j', version: '2.14.1', cpe: 'cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*' }, { name: 'Apache Log4j new', version: '2.24.0', cpe: 'cpe:2.3:a:apache:log4j:2.24.0:*:*:*:*:*:*:*' }],
    }] }));
  });
  suiteTeardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  const explain = (...args: string[]): Promise<CliRun> => runCli(['explain', file, '--feeds', path.join(folder, 'none'), ...args], { home: folder });

  test('the evidence of a finding, the nearest subject first', async () => {
    const { code, out } = await explain('--server', 'web-1', '--cve', 'cve-2021-44228');
    assert.equal(code, 0);
    assert.match(out, /^CVE-2021-44228 affects WEB-1\.\n/);
    assert.ok(out.indexOf('Apache Log4j 2.14.1: affected') < out.indexOf('Apache Log4j new 2.24.0: not-affected'), out);
    assert.match(out, /outside the range that the record gives/);
    assert.match(out, new RegExp(`row +${file.replaceAll(/[.\\\\/]/g, '.')}:1:\\d+`));
    assert.match(out, /severity +10\.0 critical, CVSS 3\.1, nvd@nist\.gov/);
  });

  test('as JSON, by the fully qualified name', async () => {
    const { code, out } = await explain('--server', 'WEB-1.corp.example', '--cve', 'CVE-2021-44228', '--format', 'json');
    const { schema, outcome, subjects } = JSON.parse(out) as { schema: string; outcome: string; subjects: { verdict: string; evidence: { reason: string; criteria: string; record: { configurations: string } } }[] };
    assert.deepEqual([code, schema, outcome, subjects.map(({ verdict, evidence }) => `${verdict} ${evidence.reason}`)], [0, 'inventory-insights/explanation/1', 'found', ['affected version-in-range', 'not-affected version-outside-range']]);
    assert.equal(subjects[0]!.evidence.record.configurations, 'nvd');
  });

  test('what the feeds do not have, and a server that is not there', async () => {
    assert.match((await explain('--server', 'WEB-1', '--cve', 'CVE-2031-0001')).out, /^The starter feeds, which hold only a few records, have no CVE-2031-0001/);
    const { code, out, err } = await explain('--server', 'web', '--cve', 'CVE-2021-44228');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /No server of the inventory is called "web"\. Called alike: WEB-1\./);
  });

  test('wrong usage', async () => {
    for (const args of [['--cve', 'CVE-2021-44228'], ['--server', 'WEB-1'], ['--server', 'WEB-1', '--cve', 'log4shell'], ['--server', 'WEB-1', '--cve', 'CVE-2021-44228', '--format', 'csv']]) {
      const { code, out, err } = await explain(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.notEqual(err, '');
    }
  });
});
