import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { scoreTerms } from '../../../../src/core/insights/assessment';
import { findingsOfServer } from '../../../../src/core/insights/findings';
import { scoreOf } from '../../../../src/core/insights/score';
import { queryServers, ServerFields } from '../../../../src/core/insights/serverQuery';
import { SoftwareFields } from '../../../../src/core/insights/softwareQuery';
import { softwareOfServers, summarise } from '../../../../src/core/insights/summary';
import { exportAssessment, sharedAssessment } from '../../../support/exports';
import { tinyServers } from '../../../support/tinyServers';

suite('A sharing profile', () => {
  test('leaves out vulnerabilities and updates, and keeps everything else', () => {
    fc.assert(fc.property(tinyServers, fc.subarray(['vulnerabilities', 'updates'] as const), (servers, hidden) => {
      const [whole, shared] = [exportAssessment(servers), sharedAssessment(hidden, servers)];
      for (const [row] of whole.estate.servers.entries()) {
        const terms = scoreTerms(whole, row);
        const rest = { ...terms, ...(hidden.includes('vulnerabilities') ? { vulnerabilities: null } : {}), ...(hidden.includes('updates') ? { pendingUpdates: null } : {}) };
        assert.deepEqual(scoreTerms(shared, row), rest);
        assert.equal(shared.servers.score[row], scoreOf(rest), 'the score is the sum of what is shown');
        assert.equal(shared.servers.atRisk[row], scoreOf(rest) > 0 ? 1 : 0);
      }
      assert.deepEqual(shared.os.map(({ support }) => support), whole.os.map(({ support }) => support));
      assert.deepEqual(shared.software.support, whole.software.support);
    }));
  });

  test('nothing that is hidden can be asked for: no finding, filter, count or identity tells it', () => {
    fc.assert(fc.property(tinyServers, (servers) => {
      const shared = sharedAssessment(undefined, servers);
      const fields = new ServerFields(shared);
      const rows = shared.estate.servers.map((_, row) => row);
      assert.deepEqual(rows.flatMap((row) => findingsOfServer(shared, row)), []);
      assert.deepEqual(shared.unrecordedCves, []);
      for (const filter of [{ exploited: true }, { cve: 'CVE-2024-0001' }, { risks: ['vulnerabilities'] }, { severities: ['critical'] }, { risks: ['pending-updates'] }, { text: 'CVE-2024-0001' }] as const) {
        assert.deepEqual([...queryServers(fields, filter, false).rows], [], JSON.stringify(filter));
      }
      const whole = exportAssessment(servers);
      const summaryOf = (assessment: typeof whole) => summarise(new ServerFields(assessment), new SoftwareFields(assessment), rows, softwareOfServers(assessment, rows));
      assert.equal(summaryOf(shared).vulnerabilities, 0);
      assert.equal(summaryOf(shared).coverage.versionsUnderstood <= summaryOf(whole).coverage.versionsUnderstood, true);
    }), { numRuns: 30 });
  });
});
