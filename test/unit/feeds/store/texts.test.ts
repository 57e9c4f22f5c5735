import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TextsReader } from '../../../../src/feeds/store/textsReader';
import { TextsWriter } from '../../../../src/feeds/store/textsWriter';

suite('texts', () => {
  let folder: string;
  setup(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'texts-'))));
  teardown(() => fs.rmSync(folder, { recursive: true, force: true }));

  for (const count of [0, 1, 63, 64, 65, 1_000]) {
    test(`${count} texts in an order of their own`, async () => {
      const file = path.join(folder, 'texts.bin');
      const writer = TextsWriter.create(file);
      const text = (i: number) => ({ description: `Nr ${i} "ü😀" ${'long '.repeat(i % 50)}`, references: i % 3 === 0 ? [] : [`https://example.com/${i}`] });
      for (let i = 0; i < count; i++) {
        assert.equal(writer.add(text(i)), i);
        await writer.drain();
      }
      // CVE n stands where text (count - 1 - n) was written.
      await writer.finish(Uint32Array.from({ length: count }, (_, cve) => count - 1 - cve));
      const reader = TextsReader.open(file);
      assert.equal(reader.cveCount, count);
      for (const cve of [0, 1, 64, count >> 1, count - 1]) if (cve >= 0 && cve < count) assert.deepEqual(reader.text(cve), text(count - 1 - cve));
      assert.deepEqual(reader.text(count), { description: '', references: [] });
      for (let cve = 0; cve < count; cve++) assert.equal(reader.text(cve).description, text(count - 1 - cve).description);
    });
  }

  test('a file that goes away gives empty texts', async () => {
    const file = path.join(folder, 'texts.bin');
    const writer = TextsWriter.create(file);
    writer.add({ description: 'x', references: [] });
    await writer.finish(Uint32Array.of(0));
    const reader = TextsReader.open(file);
    fs.rmSync(file);
    assert.deepEqual(reader.text(0), { description: '', references: [] });
  });

  test('abandoned, twice, it lets go of its file', async () => {
    const writer = TextsWriter.create(path.join(folder, 'texts.bin'));
    for (let i = 0; i < 200; i++) writer.add({ description: 'x', references: [] });
    await writer.abandon();
    await writer.abandon();
  });
});
