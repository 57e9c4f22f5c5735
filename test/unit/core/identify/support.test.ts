import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { LifecycleRelease } from '../../../../src/core/identify/lifecycle';
import { supportOf } from '../../../../src/core/identify/support';
import { addDays, plainDateOfEpochDays, type PlainDate } from '../../../../src/core/inventory/plainDate';
import { fromData } from '../../feeds/dataFiles';
import { endoflifeCatalog } from './endoflifeFile';
import { product, release } from './smallCatalog';

const date = (text: string): PlainDate => text as PlainDate;
const PRODUCT = product('windows-server', [], { eoesLabel: 'Extended Security Updates' });

/** `phase mainstream|ends|until daysLeft`, `-` where null. */
function check(fields: Partial<LifecycleRelease> | undefined, asOf: string, expected: string): void {
  const support = supportOf(fields === undefined ? undefined : release('x', fields), PRODUCT, date(asOf));
  const shown = [support.mainstreamEndsOn, support.endsOn, support.extendedUntil].map((day) => day ?? '-').join('|');
  assert.equal(`${support.phase} ${shown} ${support.daysLeft ?? '-'}`, expected, asOf);
}

suite('support', () => {
  test('Server 2016: each phase ends with its day', () => {
    const server = { eoasFrom: date('2022-01-11'), isEoas: true, eolFrom: date('2027-01-12'), eoesFrom: date('2030-01-12'), isEoes: false };
    const days = '2022-01-11|2027-01-12|2030-01-12';
    check(server, '2022-01-10', `mainstream ${days} 1828`);
    check(server, '2022-01-11', `mainstream ${days} 1827`);
    check(server, '2022-01-12', `extended ${days} 1826`);
    check(server, '2027-01-11', `extended ${days} 1`);
    check(server, '2027-01-12', `extended ${days} 0`);
    check(server, '2027-01-13', `ended ${days} -1`);
    check(server, '2030-01-12', `ended ${days} -1096`);
    check(server, '2031-01-01', `ended ${days} -1450`);
  });

  test('without an end of mainstream support it runs until the end', () => {
    const debian = { eolFrom: date('2024-08-14'), isEol: true, eoesFrom: date('2026-08-31') };
    check(debian, '2024-08-14', 'mainstream 2024-08-14|2024-08-14|2026-08-31 0');
    check(debian, '2024-08-15', 'ended 2024-08-14|2024-08-14|2026-08-31 -1');
  });

  test("the feed's booleans are of its own day: dates decide", () => {
    check({ isEol: true, eolFrom: date('2026-07-14') }, '2026-07-01', 'mainstream 2026-07-14|2026-07-14|- 13');
    check({ isEol: false, eolFrom: date('2026-10-13') }, '2026-11-21', 'ended 2026-10-13|2026-10-13|- -39');
    check({ isEoas: true, eoasFrom: date('2026-07-01'), isEol: false, eolFrom: date('2028-01-01') }, '2026-06-30', 'mainstream 2026-07-01|2028-01-01|- 550');
  });

  test('a boolean without its date', () => {
    check({ isEol: true }, '2026-11-21', 'ended -|-|- -');
    check({ isEol: false }, '2026-11-21', 'mainstream -|-|- -');
    check({ isEoas: true }, '2026-11-21', 'extended -|-|- -');
    check({ isEoas: true, eolFrom: date('2027-10-12') }, '2026-11-21', 'extended -|2027-10-12|- 325');
  });

  test('no release is unknown', () => check(undefined, '2026-11-21', 'unknown -|-|- -'));

  test('a further support that ends with support is none', () => {
    check({ eolFrom: date('2012-02-06'), isEol: true, eoesFrom: date('2012-02-06') }, '2026-11-21', 'ended 2012-02-06|2012-02-06|- -5402');
  });

  test('further support is named by the product', () => {
    const esu = release('2012-r2', { eolFrom: date('2023-10-10'), isEol: true, eoesFrom: date('2026-10-13'), isEoes: false });
    assert.equal(supportOf(esu, PRODUCT, date('2026-10-13')).extendedLabel, 'Extended Security Updates');
    assert.equal(supportOf(esu, undefined, date('2026-10-13')).extendedLabel, 'Extended support');
    assert.equal(supportOf(release('x', { eolFrom: date('2023-10-10') }), PRODUCT, date('2026-10-13')).extendedLabel, '');
  });

  test('further support without a set end has a name and no date', () => {
    const struts = release('2.5', { eolFrom: date('2024-04-30'), isEol: true, isEoes: false });
    assert.deepEqual(supportOf(struts, PRODUCT, date('2026-11-21')), {
      phase: 'ended', mainstreamEndsOn: '2024-04-30', endsOn: '2024-04-30', extendedUntil: null, extendedLabel: 'Extended Security Updates', daysLeft: -935,
    });
    assert.equal(supportOf(release('2.2', { isEol: true, isEoes: true }), PRODUCT, date('2026-11-21')).extendedLabel, '');
    assert.equal(supportOf(release('2.2', { isEol: true, isEoes: null }), PRODUCT, date('2026-11-21')).extendedLabel, '');
  });

  suite('the whole of endoflife.date', () => {
    interface RawRelease {
      name: string;
      eolFrom: string | null;
      isEol: boolean;
      eoasFrom?: string | null;
      isEoas?: boolean;
      eoesFrom?: string | null;
      isEoes?: boolean | null;
    }
    const DAY = 86_400_000;

    /** What a person reads in a release's row on a day: the phase, its dates, the days left. */
    function plainReading(raw: RawRelease, asOf: string): string {
      const isPast = (day: string | null | undefined, said: boolean | undefined) => (day ? Date.parse(day) < Date.parse(asOf) : said === true);
      const phase = isPast(raw.eolFrom, raw.isEol) ? 'ended' : isPast(raw.eoasFrom, raw.isEoas) ? 'extended' : 'mainstream';
      const mainstream = raw.eoasFrom ? raw.eoasFrom : raw.isEoas ? '-' : (raw.eolFrom ?? '-');
      const further = raw.eoesFrom && !(raw.eolFrom && Date.parse(raw.eoesFrom) <= Date.parse(raw.eolFrom)) ? raw.eoesFrom : '-';
      const left = raw.eolFrom ? String(Math.round((Date.parse(raw.eolFrom) - Date.parse(asOf)) / DAY)) : '-';
      return [phase, mainstream, raw.eolFrom ?? '-', further, left].join(' ');
    }

    test('every release reads as a person reads its row', () => {
      const file = fromData('feeds/endoflife/products-full.json.gz');
      const catalog = endoflifeCatalog();
      if (file === undefined || !catalog) return;
      const { generated_at: generated, result } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { generated_at: string; result: { name: string; releases: RawRelease[] }[] };
      let releases = 0;
      const wrong: string[] = [];
      const phases: Record<string, number> = { mainstream: 0, extended: 0, ended: 0, unknown: 0 };
      for (const raw of result) {
        const known = catalog.product(raw.name)!;
        for (const [at, row] of raw.releases.entries()) {
          releases++;
          for (const asOf of ['2015-01-01', '2024-02-29', generated.slice(0, 10), '2026-11-21', '2031-12-31']) {
            const support = supportOf(known.releases[at], known, date(asOf));
            const ours = [support.phase, support.mainstreamEndsOn ?? '-', support.endsOn ?? '-', support.extendedUntil ?? '-', support.daysLeft ?? '-'].join(' ');
            if (ours !== plainReading(row, asOf)) wrong.push(`${raw.name} ${row.name} on ${asOf}: ${ours}, not ${plainReading(row, asOf)}`);
            // The feed's own word, on the day it was made; there a release ends on its last day, here on the day after.
            if (asOf === generated.slice(0, 10) && (support.phase === 'ended') !== row.isEol && row.eolFrom !== asOf) wrong.push(`${raw.name} ${row.name}: the feed says isEol ${row.isEol}`);
            if (asOf === '2026-11-21') phases[support.phase]!++;
          }
        }
      }
      assert.deepEqual(wrong.slice(0, 10), []);
      assert.deepEqual([result.length, releases], [464, 8_351]);
      assert.equal(phases.unknown, 0, 'a release that is known has a status');
      console.log(`      on 2026-11-21: ${Object.entries(phases).map(([phase, count]) => `${count} ${phase}`).join(', ')}`);
    });
  });

  test('phases only go forward as the date does', () => {
    const order = ['mainstream', 'extended', 'ended'];
    const day = fc.option(fc.integer({ min: 15_000, max: 25_000 }).map(plainDateOfEpochDays));
    fc.assert(
      fc.property(day, day, day, fc.boolean(), fc.boolean(), fc.integer({ min: 14_000, max: 26_000 }), fc.integer({ min: 0, max: 3_000 }), (eoasFrom, eolFrom, eoesFrom, isEoas, isEol, from, step) => {
        const cycle = release('x', { eoasFrom, eolFrom, eoesFrom, isEoas, isEol });
        const earlier = plainDateOfEpochDays(from);
        const before = supportOf(cycle, PRODUCT, earlier).phase;
        const after = supportOf(cycle, PRODUCT, addDays(earlier, step)).phase;
        assert.ok(order.indexOf(after) >= order.indexOf(before));
      }),
    );
  });
});
