import * as assert from 'node:assert/strict';
import { EXPORT_FORMATS } from '../../../../src/core/export/exportFormat';
import { formatOfName } from '../../../../src/core/export/formatOfName';

suite('The format that a name tells', () => {
  const check = (name: string, format: string | undefined) => test(`${name} is ${format ?? 'none'}`, () => assert.equal(formatOfName(name), format));
  check('estate.csv', 'csv');
  check('reports/week 47.XLSX', 'xlsx');
  check('estate.json', 'json');
  check('estate.bom.json', 'cyclonedx');
  check('estate.cdx.json', 'cyclonedx');
  check('estate.sarif', 'sarif');
  check('estate.sarif.json', 'sarif');
  check('estate.md', 'markdown');
  check('estate.htm', 'html');
  check('estate.html', 'html');
  check('bom.json', 'json');
  check('estate.pdf', undefined);
  check('csv', undefined);
  check('', undefined);

  test('every format has a name that tells it', () =>
    assert.deepEqual(new Set(['a.csv', 'a.xlsx', 'a.json', 'a.sarif', 'a.bom.json', 'a.md', 'a.html'].map(formatOfName)), new Set(EXPORT_FORMATS)));
});
