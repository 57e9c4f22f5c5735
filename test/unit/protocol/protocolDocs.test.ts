import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as lsp from '../../../src/protocol/lsp';

const page = readFileSync('docs/protocol.md', 'utf8');

suite('docs/protocol.md', () => {
  test('lists every message of src/protocol/lsp.ts, and no other', () => {
    const inCode = Object.values(lsp).filter((value) => typeof value === 'object').map(({ method }) => method).sort();
    const listed = [...page.matchAll(/^\| `([a-zA-Z]+\/[a-zA-Z]+)` \|/gm)].map(([, method]) => method).sort();
    assert.deepEqual(listed, inCode);
  });

  test('lists every message type of src/protocol/webview.ts, and no other', () => {
    const source = readFileSync('src/protocol/webview.ts', 'utf8');
    const inCode = new Set([...source.matchAll(/readonly type: '([a-zA-Z]+)'/g)].map(([, type]) => type));
    const section = page.slice(page.indexOf('## Extension and webviews'));
    const listed = new Set([...section.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([a-zA-Z]+)`/g)].map(([, type]) => type)));
    assert.deepEqual([...listed].sort(), [...inCode].sort());
  });
});
