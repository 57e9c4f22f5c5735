import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { compareWithReference } from '../../../support/compareWithReference';
import { readFullFeed } from '../../../support/fullFeed';

const SERVERS = 200;
const SEED = 20_261_121;

suite('matcher against the reference on the full feed', () => {
  test(`${SERVERS} servers`, () => {
    const folder = path.resolve(process.cwd(), '../shared/data/feeds/nvd');
    if (!existsSync(folder)) {
      assert.ok(!process.env.CI, 'shared/data is needed in CI');
      console.log('      skipped: shared/data is not there');
      return;
    }
    const started = performance.now();
    const feed = readFullFeed(folder);
    const read = (performance.now() - started) / 1_000;
    const { findings, software, byVerdict, differences, referenceSeconds } = compareWithReference(feed, SERVERS, SEED);
    console.log(`      seed ${SEED}: ${feed.index.cveCount} CVEs, ${feed.index.rowCount} rows, ${SERVERS} servers, ${software} software, ${findings} findings ${JSON.stringify(byVerdict)}; read in ${read.toFixed(1)} s, reference ${referenceSeconds.toFixed(1)} s`);
    assert.deepEqual(differences, []);
    assert.ok(findings > 50_000, `${findings} findings`);
  });
});
