import * as assert from 'node:assert/strict';
import { cveIdOfKey } from '../../../../src/feeds/decode/cveId';
import { decodeEpss } from '../../../../src/feeds/decode/decodeEpss';

function check(text: string, expected: string): void {
  const decoded = decodeEpss(text);
  assert.equal(
    'reason' in decoded ? decoded.reason : [`[${decoded.feed.revision}]`, ...[...decoded.feed.scores].map(([key, score]) => `${cveIdOfKey(key)} ${score}`), ...decoded.feed.skips.map((s) => `${s.count}× ${s.reason}`)].join(' | '),
    expected,
  );
}

suite('decodeEpss', () => {
  test('a daily file', () =>
    check('#model_version:v2025.03.14,score_date:2026-11-20T00:00:00+0000\ncve,epss,percentile\nCVE-1999-0001,0.01262,0.83\nCVE-2021-44228,0.94358,0.9996\n',
      '[2026-11-20T00:00:00+0000] | CVE-1999-0001 0.01262 | CVE-2021-44228 0.94358'));
  test('CRLF, a byte order mark, columns in another order, no last newline', () =>
    check('\ufeffpercentile,epss,cve\r\n0.5,1e-05,CVE-2020-0001', '[] | CVE-2020-0001 0.00001'));
  test('wrong rows are counted', () =>
    check('cve,epss\nCVE-X,0.1\nCVE-2020-0001,\nCVE-2020-0002,2\nCVE-2020-0003,-0.1\nCVE-2020-0004,0x1\nCVE-2020-0005\nCVE-2020-0006,1',
      '[] | CVE-2020-0006 1 | 5× its score is not between 0 and 1 | 1× its CVE id is none'));
  test('what is no such file', () => {
    check('', 'it is empty');
    check('#only a comment', 'it is empty');
    check('<html>', 'it has no header `cve,epss,percentile`');
  });
});
