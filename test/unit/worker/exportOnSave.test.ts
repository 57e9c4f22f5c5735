import * as assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Connection } from 'vscode-languageserver/node';
import { NotWrittenError } from '../../../src/feeds/replaceFile';
import { ExportOnSave } from '../../../src/worker/exportOnSave';
import type { Session } from '../../../src/worker/session';

suite('Saves are gathered before they are exported', () => {
  setup(() => mock.timers.enable({ apis: ['setTimeout'] }));
  teardown(() => mock.timers.reset());

  /** One export, which looks at the estate and is not written; how often it looked. */
  function exporting(isSet = true): { readonly save: () => void; readonly pass: (milliseconds: number) => Promise<number> } {
    let looks = 0;
    const session = {
      settings: { exportOnSave: isSet ? [{ folder: process.cwd(), file: 'x.inventory.csv', format: '', list: 'servers', filter: '' }] : [] },
      isInventory: () => {
        looks++;
        throw new NotWrittenError('no');
      },
    };
    const exports = new ExportOnSave({ sendNotification: () => Promise.resolve() } as unknown as Connection, session as unknown as Session, '0.0.0');
    return {
      save: () => exports.saved(),
      pass: async (milliseconds) => {
        mock.timers.tick(milliseconds);
        await new Promise(setImmediate);
        return looks;
      },
    };
  }

  test('many saves in a row are one export, half a second after the last', async () => {
    const { save, pass } = exporting();
    for (let saves = 0; saves < 9; saves++) {
      save();
      assert.equal(await pass(499), 0);
    }
    assert.equal(await pass(1), 1);
    assert.equal(await pass(60_000), 1);
    save();
    assert.equal(await pass(500), 2);
  });

  test('without an export in the settings nothing is waited for', async () => {
    const { save, pass } = exporting(false);
    save();
    assert.equal(await pass(60_000), 0);
  });
});
