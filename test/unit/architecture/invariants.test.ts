import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root } from '../../support/root';

suite('Invariants of docs/architecture.md', () => {
  test('each names a test that exists', () => {
    const page = fs.readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
    const table = page.slice(page.indexOf('## Invariants'), page.indexOf('\n## ', page.indexOf('## Invariants') + 1));
    const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what always holds'));
    assert.ok(rows.length > 10);
    let folder = '';
    for (const row of rows) {
      const names = [...row.slice(row.lastIndexOf('|', row.length - 2)).matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      assert.ok(names.length > 0, row);
      for (const name of names) {
        // A name without a folder stands in that of the name before it.
        const file = name.startsWith('test/') ? name : name.includes('/') ? `test/unit/${name}` : `${folder}/${name}`;
        folder = path.posix.dirname(file);
        const pattern = new RegExp(`^${path.posix.basename(file).replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
        const there = path.join(root, folder);
        assert.ok(fs.existsSync(there) && fs.readdirSync(there).some((one) => pattern.test(one)), `${name} of: ${row}`);
      }
    }
  });
});
