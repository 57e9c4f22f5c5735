import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AdvisoryEvent } from '../../../../../src/core/match/advisories/advisoryIndex';
import { AdvisoryOrder, standsIn } from '../../../../../src/core/match/advisories/advisoryIntervals';
import { compareVersions } from '../../../../../src/core/version/compareVersions';

const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const VERSIONS = ['0', '1.0-1', '1.0-1~rc1', '1.0-2', '1.1-1', '1:0.9-1', '2.0-1', '2.0-1+deb12u1'];
const version = one(...VERSIONS);

/** OSV's own pseudocode ("Evaluation"), a version at a time: the events sorted, each switching the answer. */
function isVulnerable(installed: string, events: readonly AdvisoryEvent[]): boolean {
  const order = (a: string, b: string): number => (a === '0' || b === '0' ? Number(b === '0') - Number(a === '0') : compareVersions('deb', a, b));
  const limits = events.filter(({ kind }) => kind === 'limit');
  if (limits.length > 0 && !limits.some((limit) => limit.version === '*' || compareVersions('deb', installed, limit.version) < 0)) return false;
  let vulnerable = false;
  for (const event of events.filter(({ kind }) => kind !== 'limit').sort((a, b) => order(a.version, b.version))) {
    const against = event.version === '0' ? 1 : compareVersions('deb', installed, event.version);
    if (event.kind === 'introduced' && against >= 0) vulnerable = true;
    if (event.kind === 'fixed' && against >= 0) vulnerable = false;
    if (event.kind === 'last_affected' && against > 0) vulnerable = false;
  }
  return vulnerable;
}

suite('Ranges of an advisory', () => {
  test('as OSV\'s own evaluation reads them', () => {
    // Alternating beginnings and ends, as every record has them; their order in the record is any.
    const events = fc.record({ versions: fc.uniqueArray(version, { minLength: 1, maxLength: 6 }), ends: fc.array(one('fixed' as const, 'last_affected' as const), { minLength: 8, maxLength: 8 }), fromStart: fc.boolean(), reversed: fc.boolean() })
      .map(({ versions, ends, fromStart, reversed }): AdvisoryEvent[] => {
        const sorted = versions.filter((text) => text !== '0').sort((a, b) => compareVersions('deb', a, b));
        const made = (fromStart ? ['0', ...sorted] : sorted).map((text, at): AdvisoryEvent => ({ kind: at % 2 === 0 ? 'introduced' : ends[at]!, version: text }));
        return reversed ? made.reverse() : made;
      }).filter((made) => made.length > 0);
    const order = new AdvisoryOrder('deb', false);
    fc.assert(fc.property(events, version.filter((text) => text !== '0'), (made, installed) => {
      const inside = order.intervals([{ type: 'ECOSYSTEM', events: made }]).some((interval) => standsIn(order.installed(installed), interval) === 'inside');
      assert.equal(inside, isVulnerable(installed, made), `${installed} in ${JSON.stringify(made)}`);
    }), { numRuns: 1_000 });
  });

  test('nothing said is nothing affected', () => {
    const order = new AdvisoryOrder('deb', false);
    assert.deepEqual(order.intervals([]), []);
    assert.deepEqual(order.intervals([{ type: 'ECOSYSTEM', events: [] }]), []);
  });
});
