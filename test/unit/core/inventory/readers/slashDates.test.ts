import assert from 'node:assert/strict';
import { parsePlainDate } from '../../../../../src/core/inventory/plainDate';
import { SlashDates } from '../../../../../src/core/inventory/readers/slashDates';

suite('dates with slashes', () => {
  /** `expected`: each date, or the code of what is wrong. */
  function check(texts: readonly string[], expected: readonly (string | null)[]): void {
    const dates = new SlashDates(parsePlainDate('2026-11-21')!);
    const read: (string | null)[] = [];
    texts.forEach((text, at) => dates.read(text, ({ value, wrong }) => (read[at] = wrong?.code ?? value)));
    dates.end();
    assert.deepEqual(read, expected, texts.join(', '));
  }

  test('one with a number above 12 tells the order of all, also of those before it', () => {
    check(['1/9/2026 12:00:00 AM', '1/15/2024 12:00:00 AM', '12/12/2025'], ['2026-01-09', '2024-01-15', '2025-12-12']);
    check(['1/9/2026', '15/01/2024 00:00:00'], ['2026-09-01', '2024-01-15']);
  });

  test('none tells it, or both do: none is read', () => {
    check(['1/9/2026', '2/3/2025'], ['date-unparsable', 'date-unparsable']);
    check(['15/1/2024', '1/15/2024', '1/9/2026'], ['date-unparsable', 'date-unparsable', 'date-unparsable']);
  });

  test('other forms say nothing of the order, and are read as ever', () =>
    check(['2026-01-09', '', '20.01.2026', '2026/01/20', 'soon', '1/9/2026'], ['2026-01-09', null, '2026-01-20', '2026-01-20', 'date-unparsable', 'date-unparsable']));

  test('days that there are not, and days to come', () =>
    check(['2/30/2025', '12/24/2026', '99/99/2025'], ['date-unparsable', 'date-unparsable', 'date-unparsable']));

  test('a day to come in a told order', () => check(['1/31/2026', '12/24/2026', '2/30/2025'], ['2026-01-31', 'date-in-future', 'date-unparsable']));
});
