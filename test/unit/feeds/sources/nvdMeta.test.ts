import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseNvdMeta } from '../../../../src/feeds/sources/nvdMeta';
import { fromData } from '../dataFiles';

const SHA = 'a1'.repeat(32);

suite('parseNvdMeta', () => {
  function check(text: string, expected: string): void {
    let found: string;
    try {
      const { modifiedAt, size, gzSize, sha256 } = parseNvdMeta(text);
      found = `${modifiedAt} ${size} ${gzSize} ${sha256 === SHA}`;
    } catch (error) {
      found = (error as Error).message;
    }
    assert.equal(found, expected);
  }

  test('as NVD writes it, and nearly', () => {
    check(`lastModifiedDate:2026-11-20T03:00:01-05:00\r\nsize:100\r\nzipSize:9\r\ngzSize:10\r\nsha256:${SHA.toUpperCase()}\r\n`, '2026-11-20T08:00:01.000Z 100 10 true');
    check(`sha256: ${SHA}\nlastModifiedDate: 2026-11-20T03:00:01Z\nsize:100`, '2026-11-20T03:00:01.000Z 100 0 true');
  });

  test('what is no .meta', () => {
    const wrong = 'it is no .meta file';
    check('', wrong);
    check('<!DOCTYPE html><title>Sign in: https://example.com</title>', wrong);
    check(`lastModifiedDate:yesterday\r\nsize:100\r\nsha256:${SHA}`, wrong);
    check(`lastModifiedDate:2026-11-20T03:00:01-05:00\r\nsize:-1\r\nsha256:${SHA}`, wrong);
    check(`lastModifiedDate:2026-11-20T03:00:01-05:00\r\nsize:100\r\nsha256:${SHA}00`, wrong);
    check('lastModifiedDate:2026-11-20T03:00:01-05:00\r\nsize:100', wrong);
  });

  test('those of the real feeds', () => {
    const folder = fromData('feeds/nvd');
    if (!folder) return;
    const names = fs.readdirSync(folder).filter((name) => name.endsWith('.meta'));
    assert.equal(names.length, 24);
    for (const name of names) assert.ok(parseNvdMeta(fs.readFileSync(path.join(folder, name), 'utf8')).size > 1_000_000, name);
  });
});
