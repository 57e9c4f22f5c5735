import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { completeServerFilter, completeSoftwareFilter } from '../../../../../src/core/insights/filterText/completeFilter';
import type { ServerFilter } from '../../../../../src/core/insights/filter';
import { SoftwareFields } from '../../../../../src/core/insights/softwareQuery';
import { assessServers } from '../../../../support/tinyEstate';
import { acme, DEBIAN, PROTECTION, tinyWorld } from '../../../../support/tinyWorld';

const fields = new SoftwareFields(assessServers([
  { name: 'web01', os: DEBIAN('12'), environment: 'Production', tags: { owner: 'ops team' }, software: [acme('widget 1.0'), acme('widget 3.5'), acme('gizmo 1.0')] },
  { name: 'web02', os: DEBIAN('12'), environment: 'Production', criticality: 'high', software: [acme('widget 3.5'), ...PROTECTION] },
  { name: 'db01', environment: 'Test', tags: { owner: 'data' } },
], tinyWorld()));

/** `|` is where the cursor stands; the answer begins with the replaced part. */
function answer(marked: string, complete: (text: string, offset: number) => ReturnType<typeof completeServerFilter>): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { start, end, suggestions } = complete(text, offset);
  return `[${text.slice(start, end)}] ${suggestions.map(({ insert, count }) => `${insert}${count === null ? '' : ` ${count}`}`).join(', ')}`.trim();
}

suite('Completion of filter texts', () => {
  const check = (marked: string, expected: string, inForce: ServerFilter = {}) => assert.equal(answer(marked, (text, offset) => completeServerFilter(fields, text, offset, inForce)), expected, marked);

  test('keys by what is typed of them', () => {
    check('env|', '[env] environment:');
    check('stale cr|', '[cr] criticality:');
    check('-su|', '[su] support:, support-ends:');
    check('EX|ploited:yes', '[EXploited] exploited:, except:(');
    check('zzz|', '[zzz]');
    check('"env|"', '[]');
  });

  test('values with their counts, those that leave something first', () => {
    check('environment:|', '[] Production 2, Test 1');
    check('environment:t|', '[t] Test 1, Production 2');
    check('environment:pr|', '[pr] Production 2');
    check('environment:Test,|', '[] Production 2, Test 1');
    check('tag:owner=|', '[owner=] owner=data 1, "owner=ops team" 1');
    check('criticality:|', '[] none 2, high 1, critical 0, low 0, medium 0');
    check('at-risk:|', '[] no 2, yes 1');
    check('risk:vul|', '[vul] vulnerabilities 1');
    check('name:w|', '[w] web01 1, web02 1');
    check('foo:|', '[]');
    check('cve:|', '[]');
  });

  test('counts are limited by the rest and by what is in force, not by the same key', () => {
    check('environment:| web02', '[] Production 1, Test 0');
    check('environment:test tag:|', '[] owner=data 1, "" 0, "owner=ops team" 0');
    check('environment:|', '[] Production 1, Test 0', { criticality: ['high'], environments: ['Test'] });
  });

  test('applications by name and version, blank for no software data', () => {
    check('app:|', '[] Widget 2, "Widget 3.5" 2, "" 1, "Configuration Manager Client" 1, "Configuration Manager Client 5.00.9135.1008" 1, "CrowdStrike Windows Sensor" 1, "CrowdStrike Windows Sensor 7.29.20108.0" 1, Gizmo 1, "Gizmo 1.0" 1, "Widget 1.0" 1');
    check('app:widg|', '[widg] Widget 2, "Widget 3.5" 2, "Widget 1.0" 1');
    check('app:"Widget 3|"', '["Widget 3"] "Widget 3.5" 2');
    check('app:widg| environment:test', '[widg] Widget 0, "Widget 1.0" 0, "Widget 3.5" 0');
  });

  test('inside groups', () => {
    check('within:(environment:| )', '[] Production 2, Test 1');
    check('software:(pub|', '[pub] publisher:');
    check('within:(|', answer('|', (text, offset) => completeServerFilter(fields, text, offset, {})));
  });

  test('of software', () => {
    const of = (marked: string): string => answer(marked, (text, offset) => completeSoftwareFilter(fields, text, offset, {}));
    assert.equal(of('cat|'), '[cat] category:');
    assert.equal(of('publisher:ac|'), '[ac] Acme 3');
    assert.equal(of('on:(environment:|'), '[]');
    assert.equal(of('app:wid|'), '[wid] Widget 2');
  });

  test('no text makes it throw', () => {
    const piece = fc.oneof(fc.constantFrom('-', '"', ':', ',', '(', ')', ' ', 'stale', 'environment:', 'within:(', 'app:', 'on:('), fc.string({ maxLength: 5 }));
    fc.assert(fc.property(fc.array(piece), fc.nat(30), (pieces, at) => {
      const text = pieces.join('');
      for (const complete of [completeServerFilter, completeSoftwareFilter]) {
        const { start, end } = complete(fields, text, Math.min(at, text.length), {});
        assert.ok(start >= 0 && end <= text.length && start <= end);
      }
    }), { numRuns: 300 });
  });
});
