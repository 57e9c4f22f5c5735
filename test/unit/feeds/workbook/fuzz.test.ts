import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { PlainDate } from '../../../../src/core/inventory/plainDate';
import { readInventoryFiles } from '../../../../src/feeds/inventoryFiles';
import { repeatableNumbers } from '../../../support/repeatableNumbers';
import { writeWorkbook } from '../../../support/workbookFile';

const SHEET = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Software</t></is></c><c r="C1" t="str"><v>Version</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><r><t>a &amp; b</t></r></is></c><c r="C2" s="1"><v>46000</v></c></row>';
const SPICE = ['<', '>', '"', '/', '<row', '</row>', '<c r="ZZZ99999999" t="s"><v>99999</v></c>', '&#x110000;', '&amp', '<!DOCTYPE x>', '<!--', ']]>', '<![CDATA[', ' t="s"', 'r="-1"', '\0', 'x'.repeat(9_000)];

suite('workbooks made to break the reader', () => {
  const inputs = 500;
  const check = async (mutate: (file: string, next: (below: number) => number) => Promise<void>): Promise<void> => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-workbook-'));
    try {
      const next = repeatableNumbers(42);
      const file = path.join(folder, 'a.xlsx');
      for (let input = 0; input < inputs; input++) {
        await mutate(file, next);
        const inventories = await readInventoryFiles(file, { today: '2026-11-21' as PlainDate });
        assert.ok(inventories.length > 0 && inventories.every(({ rows, problems }) => rows > 0 || problems.length > 0), `input ${input}`);
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  };

  test(`${inputs} broken archives`, async () => {
    let whole: Buffer | undefined;
    await check(async (file, next) => {
      if (!whole) {
        await writeWorkbook(file, [{ name: 'S', rows: [['Server', 'Software'], ['a', 'b']] }]);
        whole = fs.readFileSync(file);
      }
      const bytes = Buffer.from(whole.subarray(0, next(8) === 0 ? next(whole.length) : whole.length));
      for (let change = 1 + next(6); change > 0 && bytes.length > 0; change--) bytes[next(bytes.length)] = next(256);
      // Whatever the archive has become, it is still taken for one.
      bytes.write('PK\u0003\u0004', 0, 'latin1');
      fs.writeFileSync(file, bytes);
    });
  });

  test(`${inputs} whole archives of broken sheets`, async () => {
    await check(async (file, next) => {
      let xml = SHEET;
      for (let change = 1 + next(5); change > 0; change--) {
        const at = next(xml.length + 1);
        const spice = SPICE[next(SPICE.length)];
        xml = next(3) === 0 ? xml.slice(0, at) + xml.slice(at + next(20)) : xml.slice(0, at) + spice + xml.slice(at);
      }
      await writeWorkbook(file, [{ name: 'S', rows: xml }], { 'xl/sharedStrings.xml': '<sst><si><t>Server</t></si><si><t>web01</t></si></sst>' });
    });
  });
});
