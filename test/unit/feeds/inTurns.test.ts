import * as assert from 'node:assert/strict';
import { runSteps, type Steps } from '../../../src/core/steps';
import { inTurns, itemsInTurns } from '../../../src/feeds/inTurns';

function* counted(count: number, log: string[]): Steps<string> {
  for (let step = 1; step <= count; step++) {
    log.push(`step ${step}`);
    yield;
  }
  return 'done';
}

suite('inTurns', () => {
  test('others have their turn between two steps', async () => {
    const log: string[] = [];
    const other = setInterval(() => log.push('other'), 0);
    try {
      // As long as it takes: how often timers fire is not ours.
      let steps = 0;
      while (!log.includes('other')) assert.equal(await inTurns(counted(++steps, log)), 'done');
    } finally {
      clearInterval(other);
    }
  });

  test('a step that fails ends it', async () => {
    const failing = function* (): Steps<void> {
      yield;
      throw new Error('cut');
    };
    await assert.rejects(inTurns(failing()), /cut/);
    assert.throws(() => runSteps(failing()), /cut/);
  });

  test('every item comes once, in order', async () => {
    const items = Array.from({ length: 1_000 }, (_, at) => at);
    const seen: number[] = [];
    for await (const item of itemsInTurns(items)) seen.push(item);
    assert.deepEqual(seen, items);
  });

  test('all at once is the same', () => assert.equal(runSteps(counted(3, [])), 'done'));
});
