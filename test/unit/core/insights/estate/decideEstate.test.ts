import * as assert from 'node:assert/strict';
import { decideEstate, sourceWords, withUserTagsOf } from '../../../../../src/core/insights/estate/decideEstate';
import { NO_ESTATE_DECISIONS, type EstateDecisions } from '../../../../../src/core/insights/estate/estateDecisions';
import { tagStates } from '../../../../../src/core/insights/estate/overlayTags';
import { withDecisions } from '../../../../../src/core/insights/estate/withDecisions';
import { queryServers, ServerFields } from '../../../../../src/core/insights/serverQuery';
import { onServer, suppression } from '../../../../support/suppressions';
import { assessServers } from '../../../../support/tinyEstate';
import { acme, PROTECTION, tinyWorld } from '../../../../support/tinyWorld';

const knowledge = tinyWorld();
const [SECURITY, PATCH] = PROTECTION;

const INVENTORY = [
  { name: 'web', environment: 'Production', criticality: 'low', tags: { role: 'web', old: 'yes' }, software: [...PROTECTION, acme('widget 2.4')] },
  { name: 'db', environment: 'Production', tags: { role: 'db' }, software: [SECURITY] },
  { name: 'test', environment: 'Test', software: [acme('gadget 2.0')] },
  { name: 'bare' },
  { name: 'wsus', environment: 'Test', criticality: 'high', software: [PATCH] },
];
const decide = (some: Partial<EstateDecisions>) => decideEstate(withUserTagsOf(assessServers(INVENTORY, knowledge), { servers: some.servers ?? [] }), { ...NO_ESTATE_DECISIONS, ...some });

suite('What users decide about servers', () => {
  const check = (some: Partial<EstateDecisions>, expected: string): void => {
    const { decided, estate } = decide(some);
    assert.equal(estate.servers.map(({ name }, row) => `${name} ${decided.criticality[row] || '-'}${sourceWords(decided.criticalityBy[row]) && ` (${sourceWords(decided.criticalityBy[row])})`}`).join(', '), expected);
  };
  const production = { text: 'environment:Production', filter: { environments: ['Production'] } };

  test('nobody says anything but the inventory', () => check({}, 'web low (inventory), db -, test -, bare -, wsus high (inventory)'));
  test('a rule goes before the inventory, the first rule before the second', () =>
    check({ rules: [{ ...production, criticality: 'high' }, { text: 'tag:role=db', filter: { tags: ['role=db'] }, criticality: 'critical' }] },
      'web high (rule 1: environment:Production), db high (rule 1: environment:Production), test -, bare -, wsus high (inventory)'));
  test('by hand goes before rules', () =>
    check({ rules: [{ ...production, criticality: 'high' }], servers: [{ server: 'db', criticality: 'medium' }] },
      'web high (rule 1: environment:Production), db medium (set by hand), test -, bare -, wsus high (inventory)'));
  test('a group is inherited where no rule speaks; of two the more critical', () =>
    check({
      rules: [{ text: 'tag:role=web', filter: { tags: ['role=web'] }, criticality: 'medium' }],
      groups: [{ name: 'Payroll', members: ['db', 'bare', 'gone'], criticality: 'low' }, { name: 'Core', filter: production.filter, criticality: 'critical' }, { name: 'Racks', members: ['bare', 'wsus'] }],
    }, 'web medium (rule 1: tag:role=web), db critical (group Core), test -, bare low (group Payroll), wsus high (inventory)'));
  test('a rule over criticality, also inside a scope or an exclusion, holds for nobody', () => {
    const expected = 'web low (inventory), db -, test -, bare -, wsus high (inventory)';
    check({ rules: [{ text: 'criticality:high', filter: { criticality: ['high'] }, criticality: 'critical' }] }, expected);
    check({ rules: [{ text: 'x', filter: { within: { criticality: ['high'] } }, criticality: 'critical' }] }, expected);
    check({ rules: [{ text: 'x', filter: { except: { criticality: ['high'] } }, criticality: 'critical' }] }, expected);
    check({ rules: [{ text: ')', filter: null, criticality: 'critical' }] }, expected);
  });
  test('a rule may go by the user\u2019s own tag and by coverage', () => {
    check({ servers: [{ server: 'test', tags: { tier: '1' } }], rules: [{ text: 'tag:tier=1', filter: { tags: ['tier=1'] }, criticality: 'high' }] },
      'web low (inventory), db -, test high (rule 1: tag:tier=1), bare -, wsus high (inventory)');
    check({ servers: [{ server: 'test', excluded: 'Lab' }], rules: [{ text: 'coverage:excluded', filter: { coverage: ['excluded'] }, criticality: 'low' }] },
      'web low (inventory), db -, test low (rule 1: coverage:excluded), bare -, wsus high (inventory)');
  });

  test('coverage', () => {
    const { decided, estate } = decide({ servers: [{ server: 'wsus', excluded: 'Retired in March' }, { server: 'bare', excluded: 'An appliance' }] });
    assert.equal(estate.servers.map(({ name }, row) => `${name} ${decided.coverage[row]}`).join(', '), 'web protected, db partial, test unprotected, bare excluded, wsus excluded');
    assert.equal(decide({}).decided.coverage[3], 'unknown');
  });

  test('tags of the user win, null takes one away, markup is text', () => {
    const assessment = decide({ servers: [{ server: 'web', tags: { role: '<b>api</b>', old: null, '__proto__': 'x', tier: '' } }, { server: 'gone', tags: { a: 'b' } }] });
    const web = assessment.estate.servers[0];
    assert.deepEqual(Object.entries(web.tags).sort(), [['role', '<b>api</b>'], ['tier', '']]);
    assert.equal(Object.getPrototypeOf(web.tags), Object.prototype);
    assert.deepEqual(queryServers(new ServerFields(assessment), { tags: ['tier'] }).rows, [0]);
    assert.deepEqual(
      tagStates(assessment.decided.writtenTags.get(0)!, assessment.decided.decisions.get(0)!.tags).map(({ key, value, from, isRemoved, written }) => `${key}=${value} ${from}${isRemoved ? ' removed' : ''} (${written ?? 'not in the inventory'})`),
      ['old=yes user removed (yes)', 'role=<b>api</b> user (web)', 'tier= user (not in the inventory)'],
    );
    assert.deepEqual(tagStates({}, { gone: null }), []);
  });

  test('servers without a decision keep their objects, and nothing is judged anew', () => {
    const base = assessServers(INVENTORY, knowledge);
    const assessment = withDecisions(base, { estate: { ...NO_ESTATE_DECISIONS, servers: [{ server: 'db', tags: { a: 'b' } }] }, suppressions: [] });
    assert.deepEqual(assessment.estate.servers.map((server, row) => server === base.estate.servers[row]), [true, false, true, true, true]);
    assert.equal(assessment.servers, base.servers);
    assert.equal(withDecisions(base, { estate: NO_ESTATE_DECISIONS, suppressions: [] }), base);
  });

  test('what is set aside by a tag follows the user\u2019s tag; a rule sees what is left', () => {
    const statement = suppression('CVE-2024-0001', { scopes: [{ servers: { kind: 'filter', text: 'tag:shielded', filter: { tags: ['shielded'] } }, software: { kind: 'any' } }, onServer('nobody')] });
    const assessment = withDecisions(assessServers(INVENTORY, knowledge), {
      estate: { servers: [{ server: 'web', tags: { shielded: '' } }], groups: [], rules: [{ text: 'exploited', filter: { exploited: true }, criticality: 'critical' }] },
      suppressions: [statement],
    });
    assert.deepEqual([...assessment.servers.exploited], [0, 0, 1, 0, 0]);
    assert.equal(assessment.decided.criticality[2], 'critical');
    assert.equal(assessment.decided.criticality[0], 'low');
  });
});
