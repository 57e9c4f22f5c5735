import * as assert from 'node:assert/strict';
import { interruptible } from '../../../src/cli/interrupt';

suite('CLI interruption', () => {
  /** Runs with what Ctrl+C calls; hears what is written and how the process would end. */
  async function check(run: (press: () => void, signal: AbortSignal) => Promise<string>, expected: string): Promise<void> {
    const { write } = process.stderr;
    const { exit } = process;
    const before = process.listeners('SIGINT');
    let said = '';
    process.stderr.write = ((text: string) => (said += text) !== '') as typeof write;
    process.exit = ((code: number) => {
      said += `exit ${code}`;
      throw new Error('the process has ended');
    }) as never;
    try {
      const press = (): void => process.listeners('SIGINT').filter((one) => !before.includes(one)).forEach((one) => one('SIGINT'));
      const result = await interruptible((signal) => run(press, signal));
      said += result;
    } finally {
      process.stderr.write = write;
      process.exit = exit;
    }
    assert.equal(said, expected);
    assert.deepEqual(process.listeners('SIGINT'), before);
  }

  test('without Ctrl+C', () => check((_, signal) => Promise.resolve(`done ${signal.aborted}`), 'done false'));
  test('the first ends what runs', () => check((press, signal) => {
    press();
    return Promise.resolve(` aborted ${signal.aborted}`);
  }, 'Stopping. Ctrl+C again ends at once.\n aborted true'));
  test('the second ends the process', () => check((press) => {
    press();
    assert.throws(press, /has ended/);
    return Promise.resolve('');
  }, 'Stopping. Ctrl+C again ends at once.\nexit 130'));
});
