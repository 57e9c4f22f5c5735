import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { refuseInput } from '../../../src/cli/refuseInput';
import { UsageError } from '../../../src/cli/usage';

suite('A result of the CLI', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ii-refuse-'));
  const at = (name: string): string => path.join(folder, name);
  suiteTeardown(() => fs.rmSync(folder, { recursive: true }));

  test('never takes the place of an inventory that it is made of', async () => {
    for (const name of ['a.inventory.csv', 'report.csv']) fs.writeFileSync(at(name), 'x');
    if (process.platform !== 'win32') fs.symlinkSync('a.inventory.csv', at('link.csv'));
    const inputs = [{ file: at('gone.inventory.csv') }, { file: at('a.inventory.csv') }];
    for (const out of [at('a.inventory.csv'), path.relative(process.cwd(), at('a.inventory.csv')), ...(process.platform === 'win32' ? [] : [at('link.csv')])]) {
      await assert.rejects(refuseInput(out, inputs), (error) => error instanceof UsageError && error.message === `--out ${out} is one of the inventories, which are never rewritten. Choose another name.`);
    }
    for (const out of [undefined, at('report.csv'), at('new.csv'), at('no/new.csv')]) await refuseInput(out, inputs);
  });

  test('never stands among decisions', async () => {
    fs.mkdirSync(at('.inventory-insights'));
    fs.writeFileSync(at('.inventory-insights/vex.json'), '{}');
    for (const name of ['.inventory-insights/vex.json', '.inventory-insights/new.json']) {
      await assert.rejects(refuseInput(at(name), []), (error) => error instanceof UsageError && error.message.endsWith('.inventory-insights is no place for results. Choose another folder.'));
    }
  });
});
