import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { acquireWriterLock } from '../../../../src/feeds/store/lock';
import { openKnowledge } from '../../../../src/feeds/store/openKnowledge';
import type { UpdateProgress } from '../../../../src/feeds/sync/update';
import { wasmPath } from '../sampleFeeds';
import { acme, smallFacts, told, UpdateCase } from './updateCase';

/** Says when it begins, updates with the options of its argument, says how that ended. */
const UPDATING = `
  import { updateFeeds } from './src/feeds/sync/updateFeeds';
  const options = JSON.parse(process.argv[2]);
  process.stdout.write('begun\\n');
  updateFeeds(options).then(({ outcomes }) => process.stdout.write(outcomes.map(({ name, outcome, error }) => name + ' ' + outcome + ' ' + error).join(', ')));
`;

suite('updateFeeds: interrupted', () => {
  let one: UpdateCase;
  teardown(() => one.close());

  suite('cancelled', () => {
    setup(async () => (one = await UpdateCase.start()));

    /** Cancels when the progress first says something; the cache is as it was, and the next update has it all. */
    async function check(when: RegExp, ended: string, staged: RegExp): Promise<void> {
      const before = await one.state();
      const controller = new AbortController();
      const result = await one.update({ signal: controller.signal, progress: ({ text }: UpdateProgress) => when.test(text) && controller.abort() });
      assert.equal(told(result), ended);
      assert.equal(result.cancelled, true);
      assert.equal(await one.state(), before);
      assert.match(one.staged().join(' '), staged);
      assert.deepEqual(await one.errors(), []);
      assert.equal(fs.existsSync(path.join(one.cacheDir, 'writer.lock')) || fs.existsSync(path.join(one.cacheDir, 'downloads', 'writer.lock')), false);
      one.requests();
      assert.equal(await one.outcomes(), 'endoflife updated 2, nvd updated 3, kev updated 1, epss updated 1, osv updated 1');
      assert.deepEqual(one.staged(), []);
    }
    const ALL = 'endoflife cancelled, nvd cancelled, kev cancelled, epss cancelled, osv cancelled';

    test('before it begins', async () => {
      const result = await one.update({ signal: AbortSignal.abort() });
      assert.equal(told(result), ALL);
      assert.equal(fs.existsSync(one.cacheDir), false);
    });
    test('with the first byte', () => check(/./, ALL, /^$|./));
    test('in the middle of NVD\'s years: those that are whole are not downloaded again', async () => {
      await check(/^NVD 2015/, ALL, /nvd\/nvdcve-2\.0-2002\.json\.gz .*nvd\/nvdcve-2\.0-2014\.json\.gz/);
      const years = one.requests().filter((name) => /^20\d\d\.gz/.test(name));
      assert.equal(years.length, 12, years.join(' '));
    });
    test('while it is read, and while it is saved: nothing is downloaded again', async () => {
      for (const when of [/^Reading/, /^Saving/]) {
        await one.close();
        one = await UpdateCase.start();
        await check(when, ALL, /nvd\/nvdcve-2\.0-modified\.json\.gz/);
        assert.deepEqual(one.requests().filter((name) => !name.endsWith('.meta') && !name.endsWith(' 304')), []);
      }
    });
  });

  suite('two at once', () => {
    setup(async () => (one = await UpdateCase.start()));

    test('the second says who is at it, and disturbs nothing', async () => {
      const results = await Promise.all([one.update(), one.update()]);
      assert.deepEqual(results.map(told), [
        'endoflife updated 2, nvd updated 3, kev updated 1, epss updated 1, osv updated 1',
        'endoflife failed, nvd failed, kev failed, epss failed, osv failed',
      ]);
      assert.match(results[1].outcomes[1].error, /^NVD was not refreshed: another Inventory Insights \(process \d+ on .+\) is refreshing the feeds\. /);
      assert.match(results[1].outcomes[1].fix, /^Wait until it is done/);
      assert.deepEqual(await one.errors(), []);
      assert.equal(await one.outcomes({ maxAgeDays: 7 }), 'endoflife fresh, nvd fresh, kev fresh, epss fresh, osv fresh');
    });

    test('another window that saves is waited for', async () => {
      const taken = acquireWriterLock(one.cacheDir);
      assert.ok('lock' in taken);
      const update = one.outcomes({ feeds: ['kev'] });
      await sleep(600);
      taken.lock.release();
      assert.equal(await update, 'kev updated 1');
    });
  });

  suite('the disk', () => {
    setup(async () => {
      one = await UpdateCase.start();
      await one.update();
      one.pass(2);
      one.world.products.push({ ...(one.world.products[0] as object), name: 'alma' });
      one.world.cves.push(acme('CVE-2026-0004', '2026-11-21T00:00:00.000'));
      one.requests();
    });

    /** The disk refuses to write where the path says so. */
    async function refusing<T>(code: string, where: string, run: () => Promise<T>): Promise<T> {
      const { open } = fs.promises;
      fs.promises.open = (file, ...rest) => (String(file).includes(where) && rest[0] === 'w' ? Promise.reject(Object.assign(new Error(code), { code })) : open(file, ...rest));
      try {
        return await run();
      } finally {
        fs.promises.open = open;
      }
    }

    for (const [code, expected] of [['ENOSPC', /the disk is full.* \| Free some space/], ['EROFS', /may not be written to.* \| Choose another folder/]] as const) {
      test(`${code} while saving: what was downloaded waits`, async () => {
        const revision = await one.revision();
        const { outcomes } = await refusing(code, `${path.sep}generations${path.sep}`, () => one.update({ feeds: ['endoflife', 'nvd'] }));
        assert.deepEqual(outcomes.map(({ name, outcome }) => `${name} ${outcome}`), ['endoflife failed', 'nvd failed']);
        for (const { error, fix } of outcomes) assert.match(`${error} | ${fix}`, expected);
        assert.equal(await one.revision(), revision);
        assert.equal((await one.errors()).length, 2);
        assert.deepEqual(one.staged(), ['endoflife/products-full.json', 'nvd/nvdcve-2.0-modified.json.gz']);
        one.requests();
        assert.equal(await one.outcomes({ feeds: ['endoflife', 'nvd'] }), 'endoflife updated 3, nvd updated 4');
        assert.deepEqual(one.requests().sort(), ['modified.meta', 'modified.meta', 'products/full 304']);
        assert.deepEqual(await one.errors(), []);
      });
    }

    test('a folder that may not be written to', async function () {
      // The superuser may write everywhere.
      if (process.getuid?.() === 0 || process.platform === 'win32') return this.skip();
      fs.chmodSync(path.join(one.cacheDir, 'downloads'), 0o555);
      fs.chmodSync(one.cacheDir, 0o555);
      try {
        const { outcomes } = await one.update({ feeds: ['kev'] });
        assert.match(`${outcomes[0].outcome} ${outcomes[0].error} ${outcomes[0].fix}`, /^failed KEV was not refreshed: .*may not be written to.*Choose another folder/);
      } finally {
        fs.chmodSync(one.cacheDir, 0o755);
        fs.chmodSync(path.join(one.cacheDir, 'downloads'), 0o755);
      }
    });

    test('a cache below something that is no folder', async () => {
      fs.writeFileSync(path.join(one.root, 'file'), '');
      const { outcomes } = await one.update({ feeds: ['kev'], cacheDir: path.join(one.root, 'file', 'cache') });
      assert.equal(outcomes[0].outcome, 'failed');
      assert.notEqual(outcomes[0].fix, '');
    });
  });

  suite('killed', () => {
    const CVES = 2_000;
    /** More of them take two seconds each. */
    const KILLS = Number(process.env.UPDATE_KILLS ?? 20);
    const at = (round: number) => new Date(Date.parse('2026-11-20T06:00:00Z') + round * 60_000).toISOString().slice(0, -1);
    const records = (round: number) => Array.from({ length: CVES }, (_, i) => acme(`CVE-2026-${10_000 + i}`, at(round)));

    setup(async () => (one = await UpdateCase.start({ ...smallFacts(), cves: records(0) })));

    /** The round that every CVE of the cache is of; fails when they are of several, or some are missing. */
    async function roundInCache(): Promise<string> {
      const { knowledge, problems } = await openKnowledge({ cacheDir: one.cacheDir, starterDir: one.starterDir, wasmPath, verify: true });
      assert.deepEqual(problems, []);
      assert.equal(knowledge.index.cveCount, CVES);
      const rounds = new Set(Array.from({ length: CVES }, (_, cve) => knowledge.details(cve).lastModified));
      assert.equal(rounds.size, 1, [...rounds].join(' '));
      return [...rounds][0];
    }

    test(`SIGKILL at ${KILLS} moments: the cache opens, and no update is there in part`, async function () {
      this.timeout(600_000 + KILLS * 12_000);
      const program = path.join(one.root, 'updating.cjs');
      buildSync({ stdin: { contents: UPDATING, resolveDir: process.cwd(), loader: 'ts' }, bundle: true, platform: 'node', format: 'cjs', outfile: program, logLevel: 'error' });
      /** Runs an update in a process of its own. Answers ms from its begin to its end. */
      const run = async (killAfterMs?: number): Promise<{ readonly ms: number; readonly said: string }> => {
        const options = JSON.stringify(one.options({ feeds: ['nvd', 'kev'] }));
        const child = spawn(process.execPath, [program, options], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, http_proxy: '', HTTP_PROXY: '' } });
        const exited = once(child, 'exit');
        let said = '';
        child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
        await Promise.race([once(child.stdout, 'data'), exited]);
        const begun = performance.now();
        if (killAfterMs !== undefined) {
          await Promise.race([sleep(killAfterMs), exited]);
          child.kill('SIGKILL');
        }
        await exited;
        return { ms: performance.now() - begun, said };
      };
      assert.match((await run()).said, /nvd updated , kev updated/);
      one.world.cves = records(1);
      one.pass(1 / 24);
      const whole = await run();
      assert.match(whole.said, /nvd updated/);
      let reached = at(1);
      assert.equal(await roundInCache(), reached);

      let landed = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        one.world.cves = records(kill + 2);
        one.pass(1 / 24);
        // Spread over the whole run, the moment within each part by chance.
        await run(((kill + Math.random()) / KILLS) * whole.ms);
        const round = await roundInCache();
        assert.ok(round === reached || round === at(kill + 2), `${round} after ${reached}, killed at ${kill}`);
        if (round !== reached) landed++;
        reached = round;
      }
      assert.ok(landed < KILLS, 'some were killed before they had saved');
      one.pass(1 / 24);
      assert.match((await run()).said, /nvd (?:updated|unchanged)/);
      assert.equal(await roundInCache(), at(KILLS + 1));
      assert.deepEqual(one.staged(), []);
    });
  });
});
