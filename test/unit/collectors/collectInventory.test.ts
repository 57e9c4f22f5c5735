import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import type { PlainDate } from '../../../src/core/inventory/plainDate';
import { readInventoryFile } from '../../../src/feeds/inventoryFiles';
import { root } from '../../support/root';

const script = path.join(root, 'media/collectors/collect-inventory.sh');

suite('the shell collector, run on this machine', () => {
  let folder = '';
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-collector-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  test('writes an inventory that the schema takes and the reader reads whole', async function () {
    if (process.platform !== 'linux') return this.skip();
    execFileSync('sh', [script, folder], { stdio: 'pipe', timeout: 300_000 });
    const [name] = fs.readdirSync(folder);
    assert.match(name, /^[^.]+\.inventory\.json$/);
    const file = path.join(folder, name);
    const schema = JSON.parse(fs.readFileSync(path.join(root, 'media/schemas/inventory.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ strict: false }).compile(schema);
    const document = JSON.parse(fs.readFileSync(file, 'utf8')) as { servers: { software: unknown[]; pendingUpdates: unknown[] | null }[] };
    assert.ok(validate(document), JSON.stringify(validate.errors));
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) as PlainDate;
    const inventory = await readInventoryFile(file, { today: tomorrow });
    assert.deepEqual(inventory.problems.filter(({ severity }) => severity !== 'information'), []);
    const { facts } = inventory.servers[0];
    assert.equal(facts.name.toLowerCase(), os.hostname().split('.')[0].toLowerCase());
    assert.equal(facts.os.architecture === '', false);
    assert.equal(inventory.rows, 1 + document.servers[0].software.length + (document.servers[0].pendingUpdates?.length ?? 0));
    if (fs.existsSync('/usr/bin/dpkg-query')) {
      const states = execFileSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}\\n'], { encoding: 'utf8' });
      assert.equal(inventory.installServer.length, states.split('\n').filter((state) => /^.[^nc]/.test(state)).length);
      assert.match(facts.os.name, /\S/);
    }
  });

  test('says when the folder cannot be written to', function () {
    if (process.platform !== 'linux') return this.skip();
    const { status, stderr } = spawnSync('sh', [script, path.join(folder, 'absent')], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /could not be written to .*absent/);
  });

  test('odd texts are valid JSON', function () {
    if (process.platform !== 'linux') return this.skip();
    // The script's own function, fed with what a package's fields could hold.
    const body = fs.readFileSync(script, 'utf8').split('\n');
    const from = body.findIndex((line) => line.startsWith('objects() {'));
    const objects = body.slice(from, body.findIndex((line, at) => at > from && line === '}') + 1).join('\n');
    const rows = ['a "quoted" \\ name\tüñí\t', 'tab\u0001bell\u0007\t$(rm -rf x) `x`\t', '\t\t', '1\t2\t3'].join('\n');
    const text = execFileSync('sh', ['-c', `${objects}\nobjects 'name version extra'`], { input: `${rows}\n`, encoding: 'utf8' });
    assert.deepEqual(JSON.parse(`[${text}]`), [
      { name: 'a "quoted" \\ name', version: 'üñí' }, { name: 'tab\u0001bell\u0007', version: '$(rm -rf x) `x`' }, { name: '1', version: '2', extra: '3' },
    ]);
  });

  /** Runs the script with these commands and no others beside awk, sed and what every system has; the one server that it writes. */
  function collectWith(commands: Readonly<Record<string, string>>): { software?: unknown[]; pendingUpdates: Record<string, string>[] | null } {
    const bin = path.join(folder, 'bin');
    fs.mkdirSync(bin);
    for (const name of ['awk', 'sed', 'cat', 'uname', 'date', 'tr']) {
      fs.symlinkSync(execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim(), path.join(bin, name));
    }
    for (const [name, output] of Object.entries(commands)) fs.writeFileSync(path.join(bin, name), `#!/bin/sh\ncat <<'END'\n${output}\nEND\n`, { mode: 0o755 });
    const text = execFileSync('/bin/sh', [script, '-'], { encoding: 'utf8', env: { PATH: bin }, stdio: 'pipe' });
    const [server] = (JSON.parse(text) as { servers: { software?: unknown[]; pendingUpdates: Record<string, string>[] | null }[] }).servers;
    return server;
  }

  test('without a tool that it needs it writes nothing and says which', function () {
    if (process.platform !== 'linux') return this.skip();
    const bin = path.join(folder, 'bin');
    fs.mkdirSync(bin);
    for (const name of ['sed', 'uname', 'date']) fs.symlinkSync(execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim(), path.join(bin, name));
    const { status, stdout, stderr } = spawnSync('/bin/sh', [script, '-'], { encoding: 'utf8', env: { PATH: bin } });
    assert.equal(`${status} ${stdout}`, '1 ');
    assert.match(stderr, /could not be written: awk is missing/);
  });

  test('a package manager that fails is nothing known, not nothing installed and nothing pending', function () {
    if (process.platform !== 'linux') return this.skip();
    // What such a command would print is a here document, which this ends at once.
    const fails = 'END\nexit 1\ncat <<END';
    const { software, pendingUpdates } = collectWith({ rpm: fails, dnf: fails });
    assert.deepEqual([software, pendingUpdates], [undefined, null]);
  });

  test('pending updates of dnf 4 and of dnf 5, which has other columns and a line of headers', function () {
    if (process.platform !== 'linux') return this.skip();
    const check = (list: string): void => {
      const { pendingUpdates } = collectWith({ dnf: list });
      assert.deepEqual(pendingUpdates?.map(({ id, title, classification }) => `${classification} ${id}: ${title}`).sort(), [
        'Critical openssl-libs: openssl-libs-3.0.7-27.el9.x86_64 (RHSA-2024:2)',
        'Other tzdata: tzdata-2024a-1.el9.noarch (RHBA-2024:3)',
        'Security bash: bash-5.1.8-9.el9.x86_64 (RHSA-2024:1)',
      ]);
      fs.rmSync(path.join(folder, 'bin'), { recursive: true });
    };
    check([
      'RHSA-2024:1 Moderate/Sec. bash-5.1.8-9.el9.x86_64', 'RHSA-2024:2 Critical/Sec. openssl-libs-3.0.7-27.el9.x86_64',
      'RHSA-2024:0 Low/Sec.      openssl-libs-3.0.7-25.el9.x86_64', 'RHBA-2024:3 bugfix        tzdata-2024a-1.el9.noarch',
    ].join('\n'));
    check([
      'Name        Type     Severity Package                              Issued',
      'RHSA-2024:1 security Moderate bash-5.1.8-9.el9.x86_64              2024-01-02 03:04:05', 'RHSA-2024:2 security Critical openssl-libs-3.0.7-27.el9.x86_64     2024-01-02 03:04:05',
      'RHSA-2024:0 security Low      openssl-libs-3.0.7-25.el9.x86_64     2024-01-01 03:04:05', 'RHBA-2024:3 bugfix   None     tzdata-2024a-1.el9.noarch            2024-01-02 03:04:05',
    ].join('\n'));
  });

  test('without a package manager the software is unknown, not none', function () {
    if (process.platform !== 'linux') return this.skip();
    const { software, pendingUpdates } = collectWith({});
    assert.deepEqual([software, pendingUpdates], [undefined, null]);
  });
});
