import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { snapshotOf } from '../../../src/core/insights/snapshot/snapshot';
import { keepsDecisions, keepSnapshot, MOST_SNAPSHOTS, readHistory } from '../../../src/workspace/history';
import { assessServers } from '../../support/tinyEstate';
import { date } from '../../support/tinyKnowledge';
import { DEBIAN, acme, tinyWorld } from '../../support/tinyWorld';

suite('The history of an estate', () => {
  const snapshot = snapshotOf(assessServers([{ name: 'A', os: DEBIAN('10'), software: [acme('widget 2.0')] }, { name: 'B' }], tinyWorld()));
  let folder: string;
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ii-history-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));
  const history = (name = ''): string => path.join(folder, '.inventory-insights', 'history', name);

  test('counts of the day, and no name of a server', () => {
    assert.deepEqual([snapshot.servers, snapshot.serversAtRisk, snapshot.score, snapshot.findings, snapshot.levels.critical, snapshot.risks['os-end-of-support']], [2, 1, 5, 2, 1, 1]);
    assert.ok(!JSON.stringify(snapshot).includes('"A"'));
  });

  test('one a day, which is replaced while the day lasts', async () => {
    assert.equal(await keepsDecisions(folder), false);
    assert.equal(await keepSnapshot(folder, snapshot), true);
    assert.equal(await keepsDecisions(folder), true);
    assert.equal(await keepSnapshot(folder, snapshot), false, 'nothing changed');
    assert.equal(await keepSnapshot(folder, { ...snapshot, score: 9 }), true);
    await keepSnapshot(folder, { ...snapshot, date: date('2026-11-20') });
    const { snapshots, unread } = await readHistory(folder);
    assert.deepEqual(snapshots.map((one) => `${one.date} ${one.score}`), ['2026-11-20 5', '2026-11-21 9']);
    assert.deepEqual(snapshots[0], { ...snapshot, date: '2026-11-20' });
    assert.deepEqual(unread, []);
    assert.deepEqual(fs.readdirSync(history()).sort(), ['2026-11-20.json', '2026-11-21.json'], 'nothing is left beside');
  });

  test('what is no snapshot is told and left alone', async () => {
    await keepSnapshot(folder, snapshot);
    for (const [name, text] of [['2026-01-01.json', '<<<<<<< ours'], ['2026-01-02.json', '{"schemaVersion": 9}'], ['2026-01-03.json', ' '.repeat(30_000)], ['2026-01-04.json', JSON.stringify({ schemaVersion: 1, ...snapshot, score: -1 })], ['notes.txt', 'mine']]) fs.writeFileSync(history(name), text);
    const { snapshots, unread } = await readHistory(folder);
    assert.equal(snapshots.length, 1);
    assert.deepEqual(unread.map((file) => path.basename(file)), ['2026-01-01.json', '2026-01-02.json', '2026-01-03.json', '2026-01-04.json']);
    assert.ok(fs.existsSync(history('notes.txt')));
    assert.deepEqual(await readHistory(path.join(folder, 'none')), { snapshots: [], unread: [] });
  });

  test('the oldest days go', async () => {
    fs.mkdirSync(history(), { recursive: true });
    for (let day = 0; day < MOST_SNAPSHOTS + 3; day++) fs.writeFileSync(history(`${new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10)}.json`), '{}');
    await keepSnapshot(folder, snapshot);
    const left = fs.readdirSync(history()).sort();
    assert.equal(left.length, MOST_SNAPSHOTS);
    assert.equal(left[0], '2020-01-05.json');
    assert.equal(left.at(-1), '2026-11-21.json');
  });
});
