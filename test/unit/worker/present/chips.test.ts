import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ServerFilter, SoftwareFilter } from '../../../../src/core/insights/filter';
import { SERVER_RISKS } from '../../../../src/core/insights/filter';
import { SEVERITIES } from '../../../../src/core/match/verdict';
import { chipsOf, withoutChip } from '../../../../src/worker/present/chips';
import { date } from '../../../support/tinyKnowledge';

suite('Chips of a filter', () => {
  const check = (filter: ServerFilter | SoftwareFilter, ...labels: string[]) => assert.deepEqual(chipsOf(filter).map(({ label }) => label), labels);

  test('nothing limits, nothing to remove', () => {
    check({});
    check({ text: '  ', risks: [], cve: '', supportEnds: {} });
  });

  test('one per value, in words', () => {
    check({ text: ' sql ' }, '“sql”');
    check({ atRisk: true }, 'At risk');
    check({ atRisk: false }, 'Not at risk');
    check({ risks: ['os-end-of-support', 'missing-security-software'] }, 'OS ended', 'No security software');
    check({ risks: ['end-of-support-and-vulnerable', 'vulnerable', 'end-of-support'] }, 'Ended and vulnerable', 'Vulnerable', 'End of support');
    check({ levels: ['critical'], severities: ['high'] }, 'Risk level: Critical', 'Has high findings');
    check({ support: ['extended-paid'] }, 'Support: Extended until');
    check({ environments: [''], sites: ['Hamburg'] }, 'Environment: not set', 'Site: Hamburg');
    check({ supportEnds: { from: date('2027-01-01') } }, 'Support ends from 2027-01-01');
    check({ supportEnds: { from: date('2027-01-01'), to: date('2027-03-31') } }, 'Support ends from 2027-01-01 to 2027-03-31');
    check({ lacks: ['os', 'software', 'lastSeen'] }, 'OS not identified', 'No software data', 'Never seen');
    check({ knows: ['software'] }, 'With software data');
    check({ unknownRisks: ['vulnerabilities'] }, 'Unknown: Vulnerable');
    check({ updates: ['critical'] }, 'Pending critical updates');
    check({ software: { name: '7-Zip 19.00 (x64)', version: '19.00' } }, '7-Zip 19.00 (x64)');
    check({ software: { name: 'Chrome', version: '96' } }, 'Chrome 96');
    check({ product: { name: 'redis', cycle: '5.0' } }, 'redis 5.0');
    check({ identified: true, versionKnown: false }, 'Identified', 'Version not understood');
    check({ within: { environments: ['Production'], atRisk: true } }, 'Among At risk, Environment: Production');
    check({ servers: { sites: ['Hamburg'] } }, 'On Site: Hamburg');
    assert.deepEqual(chipsOf({ server: 'key-1' }, () => 'RTM-APP01').map(({ label }) => label), ['On RTM-APP01']);
  });

  test('a value nobody knows is shown as it is', () => check({ levels: ['x'] as never, support: ['y'] as never }, 'Risk level: x', 'Support: y'));

  test('taking every chip away, in any order, leaves no limit', () => {
    const some = <T>(...values: readonly T[]) => fc.option(fc.subarray([...values]), { nil: undefined });
    const flag = fc.option(fc.boolean(), { nil: undefined });
    const filters = fc.record({
      text: fc.constantFrom(undefined, '', 'a b'), atRisk: flag, risks: some(...SERVER_RISKS), levels: some(...SEVERITIES), severities: some(...SEVERITIES), exploited: flag, stale: flag,
      environments: some('', 'x', 'y'), tags: some('a', 'a=b'), cve: fc.constantFrom(undefined, 'CVE-2024-0001'), software: fc.constantFrom(undefined, { name: 'x' }),
      product: fc.constantFrom(undefined, { name: 'p' }), lacks: some('software', 'os'), within: fc.constantFrom(undefined, { atRisk: true }), keys: some('k'),
      supportEnds: fc.constantFrom(undefined, { from: '2026-01-01' }),
    }) as fc.Arbitrary<ServerFilter>;
    fc.assert(fc.property(filters, fc.nat(), (filter, seed) => {
      let left = filter;
      for (let chips = chipsOf(left); chips.length > 0; chips = chipsOf(left)) {
        const chip = chips[seed % chips.length];
        left = withoutChip(left, chip);
        assert.equal(chipsOf(left).length, chips.length - 1, JSON.stringify(chip));
      }
      assert.deepEqual(Object.values(left).filter((value) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)), []);
    }));
  });
});
