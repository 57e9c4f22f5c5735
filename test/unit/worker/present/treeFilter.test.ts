import * as assert from 'node:assert/strict';
import { serverTreeFilter, softwareTreeFilter } from '../../../../src/worker/present/treeFilter';

suite('filter of the trees', () => {
  const check = (filter: string, servers: object, software: object) => test(filter || 'none', () => {
    assert.deepEqual([serverTreeFilter({ filter, atRiskOnly: false }), softwareTreeFilter({ filter, atRiskOnly: false })], [servers, software]);
  });

  check('', {}, {});
  check('rtm sql', { text: 'rtm sql' }, { text: 'rtm sql' });
  check('exploited:yes', { exploited: true }, { exploited: true });
  check('environment:production', { environments: ['production'] }, { servers: { environments: ['production'] } });
  check('publisher:oracle', {}, { publishers: ['oracle'] });
  check('enviroment:x', {}, {});

  test('at risk only stays beside a text that is not understood', () => {
    assert.deepEqual([serverTreeFilter({ filter: 'a:b:', atRiskOnly: true }), softwareTreeFilter({ filter: 'a:b:', atRiskOnly: true })], [{ atRisk: true }, { atRisk: true }]);
  });
});
