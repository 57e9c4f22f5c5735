import * as assert from 'node:assert/strict';
import { parseDate } from '../../../../src/core/inventory/cellValues';
import { parsePlainDate } from '../../../../src/core/inventory/plainDate';

suite('dates in cells', () => {
  const today = parsePlainDate('2026-11-21')!;
  /** `expected`: the date, or the code of what is wrong. */
  const check = (text: string, expected: string | null): void => {
    const { value, wrong } = parseDate(text, today);
    assert.equal(wrong?.code ?? value, expected, text);
  };

  test('written so that day and month cannot be taken for each other', () => {
    for (const text of ['2025-02-03', '2025-02-03T23:59:59+14:00', '2025-02-03 04:05', '2025/02/03', '2025/02/03 04:05:06', '20250203', '03.02.2025', '3.2.2025', '03.02.2025 00:00:00']) check(text, '2025-02-03');
    check('', null);
  });

  test('anything else is said to be no date', () => {
    for (const text of ['03/02/2025', '2/3/2025 12:00:00 AM', '30.02.2025', '3.2.25', '3.2.2025.1', '2025.02.03', '10.0.17763', '1.1.1.1', 'soon', '.2.2025']) check(text, 'date-unparsable');
  });

  test('nothing was seen in the future, but for a clock in another zone', () => {
    check('22.11.2026', 'date-in-future');
    check('22.11.2026 01:00:00', '2026-11-22');
  });
});
