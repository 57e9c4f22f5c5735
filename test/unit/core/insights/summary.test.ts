import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Assessment } from '../../../../src/core/insights/assessment';
import { scoreTerms } from '../../../../src/core/insights/assessment';
import { SERVER_RISKS } from '../../../../src/core/insights/filter';
import { findingsOfServer } from '../../../../src/core/insights/findings';
import { ServerFields } from '../../../../src/core/insights/serverQuery';
import { SoftwareFields } from '../../../../src/core/insights/softwareQuery';
import type { Summary } from '../../../../src/core/insights/summary';
import { softwareOfServers, summarise } from '../../../../src/core/insights/summary';
import { assessServers } from '../../../support/tinyEstate';
import { tinyDate, tinyServers } from '../../../support/tinyServers';
import { tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();

function summaryOf(assessment: Assessment, rows: readonly number[]): Summary {
  return summarise(new ServerFields(assessment), new SoftwareFields(assessment), rows, softwareOfServers(assessment, rows));
}

suite('The summary', () => {
  test('counts what a loop over the servers counts, for any part of them', () => {
    fc.assert(fc.property(tinyServers, tinyDate, fc.func(fc.boolean()), (inventory, asOf, chosen) => {
      const assessment = assessServers(inventory, knowledge, { asOf });
      const { estate, servers } = assessment;
      const rows = estate.servers.map((_, row) => row).filter(chosen);
      const summary = summaryOf(assessment, rows);
      const terms = rows.map((row) => Object.values(scoreTerms(assessment, row)));

      assert.equal(summary.servers, rows.length);
      assert.equal(summary.serversAtRisk, terms.filter((one) => one.some((term) => (term ?? 0) > 0)).length);
      SERVER_RISKS.forEach((risk, i) => {
        assert.deepEqual(summary.risks[risk], { servers: terms.filter((one) => (one[i] ?? 0) > 0).length, unknown: terms.filter((one) => one[i] === null).length }, risk);
      });
      assert.equal(Object.values(summary.levels).reduce((sum, count) => sum + count, 0), rows.length);

      const findings = rows.flatMap((row) => findingsOfServer(assessment, row)).filter(({ verdict }) => verdict === 'affected');
      assert.equal(summary.vulnerabilities, new Set(findings.map(({ cve }) => cve)).size);
      assert.equal(summary.serversExploited, rows.filter((row) => findings.some(({ server, cve }) => server === row && assessment.matcher.index.kev[cve] > 0)).length);
      assert.equal(summary.serversWithCritical, rows.filter((row) => findings.some(({ server, cve }) => server === row && assessment.matcher.index.severity[cve] === 0)).length);

      const software = new Set(rows.flatMap((row) => [...estate.installs.software.slice(estate.installs.offsets[row], estate.installs.offsets[row + 1])]));
      assert.equal(summary.software, software.size);
      const ended = [...software].filter((id) => assessment.software.support[id].phase === 'ended');
      const vulnerable = [...software].filter((id) => assessment.software.affected[id].length > 0);
      assert.equal(summary.softwareEnded, ended.length);
      assert.equal(summary.softwareVulnerable, vulnerable.length);
      assert.equal(summary.softwareAtRisk, new Set([...ended, ...vulnerable]).size);
      assert.equal(summary.softwareEndedAndVulnerable, ended.length + vulnerable.length - summary.softwareAtRisk);

      const { coverage } = summary;
      const seen = rows.filter((row) => estate.servers[row].lastSeen !== null).length;
      assert.equal(coverage.serversSeenRecently + coverage.serversStale, seen);
      assert.equal(coverage.serversWithSoftwareData, rows.filter((row) => estate.servers[row].softwareKnown).length);
      assert.equal(coverage.serversWithUpdateData, rows.filter((row) => servers.updatesKnown[row] === 1).length);
      assert.ok(coverage.versionsUnderstood <= coverage.softwareIdentified && coverage.softwareIdentified <= summary.software);
    }), { numRuns: 100 });
  });
});
