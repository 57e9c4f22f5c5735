import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { readEstate } from '../../../src/cli/readEstate';
import { Stats } from '../../../src/cli/stats';
import type { PlainDate } from '../../../src/core/inventory/plainDate';
import { FORMAT_SAMPLES } from '../../support/formatSamples';
import { writeWorkbook } from '../../support/workbookFile';

const today = '2026-11-21' as PlainDate;

interface FileLine {
  readonly file: string;
  readonly sheet?: string;
  readonly format: string;
  readonly rows: number;
  readonly read: number;
  readonly rejected: number;
}

suite('what --stats says of the files', () => {
  let folder: string;
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'read-estate-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function filesOf(paths: readonly string[]): Promise<readonly FileLine[]> {
    const stats = new Stats();
    await readEstate(paths, today, stats);
    return (JSON.parse(stats.line({})) as { files: FileLine[] }).files;
  }

  test('every row of every format is read or rejected', async () => {
    for (const { format, fileName, text, counts } of FORMAT_SAMPLES) {
      const file = path.join(folder, fileName);
      fs.writeFileSync(file, text);
      const [line, ...others] = await filesOf([file]);
      assert.deepEqual(others, []);
      const [read, rejected] = counts.split(' ')[0]!.split('+').map(Number);
      assert.deepEqual([line!.format, line!.rows, line!.read, line!.rejected], [format, read! + rejected!, read, rejected]);
      fs.rmSync(file);
    }
  });

  test('each sheet of a workbook and each bad row counts', async () => {
    const book = path.join(folder, 'AzureMigrate.xlsx');
    await writeWorkbook(book, [
      { name: 'ApplicationInventory', rows: [['MachineName', 'Application', 'Version', 'Provider', 'MachineManagerFqdn'], ['web01', 'Git', '1', '', 'vc'], ['', 'Vim', '1', '', 'vc'], ['web01', '', '1', '', 'vc']] },
      { name: 'Database', rows: [['MachineName', 'Database Type', 'Version', 'MachineManagerFqdn'], ['db02', 'PostgreSQL', '12.1', 'vc']] },
    ]);
    const table = path.join(folder, 'a.inventory.csv');
    fs.writeFileSync(table, 'Server,Software,Version\nweb01,Git,1\n\nweb01,Git,1,2,3\n,Vim,1\nweb02,,\n');
    const lines = await filesOf([folder]);
    assert.deepEqual(lines.map(({ file, sheet, rows, read, rejected }) => `${path.basename(file)}${sheet ? `#${sheet}` : ''} ${rows} = ${read} + ${rejected}`), [
      'AzureMigrate.xlsx#ApplicationInventory 3 = 1 + 2', 'AzureMigrate.xlsx#Database 1 = 1 + 0', 'a.inventory.csv 4 = 2 + 2',
    ]);
    assert.equal(lines[2]!.rows, parse(fs.readFileSync(table), { relax_column_count: true, skip_empty_lines: true }).length - 1);
  });
});
