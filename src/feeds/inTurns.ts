import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../core/steps';

/** Items between two turns: a few milliseconds of what is done to each. */
const ITEMS_A_TURN = 128;

/** Takes the steps one by one and lets the process answer in between: a hover must not wait for an index of 1.8 million rows. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** The items with a turn for others now and then, for work on each that is short and never waits. */
export async function* itemsInTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  let taken = 0;
  for (const item of items) {
    yield item;
    if (++taken % ITEMS_A_TURN === 0) await setImmediate();
  }
}
