import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { scoreTerms, severityCounts } from '../../../../src/core/insights/assessment';
import { explainFinding, findingsOfServer } from '../../../../src/core/insights/findings';
import { serversWithCve } from '../../../../src/core/insights/serversWithCve';
import { referenceRollUp } from '../../../support/referenceRollUp';
import { assessServers } from '../../../support/tinyEstate';
import { tinyDate, tinyServers } from '../../../support/tinyServers';
import { tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();

suite('The roll-up against a plain one', () => {
  test('score, severities, possible and exploited of every server', () => {
    fc.assert(fc.property(tinyServers, tinyDate, (inventory, asOf) => {
      const assessment = assessServers(inventory, knowledge, { asOf });
      const { estate, identities, matcher, servers } = assessment;
      const reference = referenceRollUp(estate, identities, knowledge, matcher, asOf);
      assert.deepEqual(assessment.unrecordedCves, [...new Set(reference.flatMap(({ unrecorded }) => unrecorded))].sort());
      reference.forEach((expected, server) => {
        assert.deepEqual(
          {
            score: servers.score[server],
            terms: Object.values(scoreTerms(assessment, server)),
            bySeverity: severityCounts(servers.bySeverity, server),
            counts: [servers.vulnerabilities[server], servers.possible[server], servers.unknownVersion[server], servers.exploited[server], servers.unrecorded[server]],
          },
          {
            score: expected.score,
            terms: expected.terms,
            bySeverity: expected.bySeverity,
            counts: [expected.affected.length, expected.possible.length, expected.unknownVersion.length, expected.exploited, expected.unrecorded.length],
          },
        );
        const findings = findingsOfServer(assessment, server).filter(({ verdict }) => verdict === 'affected');
        assert.deepEqual([...new Set(findings.map(({ cve }) => matcher.index.cveId(cve)))].sort(), expected.affected);
        for (const finding of findingsOfServer(assessment, server)) {
          assert.equal(explainFinding(assessment, server, finding.software, finding.cve).verdict, finding.verdict, matcher.index.cveId(finding.cve));
        }
      });
    }), { numRuns: 300 });
  });

  test('the servers of a CVE are those whose findings have it', () => {
    fc.assert(fc.property(tinyServers, (inventory) => {
      const assessment = assessServers(inventory, knowledge);
      const { estate, identities, matcher } = assessment;
      const expected = referenceRollUp(estate, identities, knowledge, matcher, '2026-11-21');
      for (let cve = 0; cve < matcher.index.cveCount; cve++) {
        const id = matcher.index.cveId(cve);
        assert.deepEqual([...serversWithCve(assessment, cve)], expected.flatMap(({ affected }, server) => (affected.includes(id) ? [server] : [])), id);
      }
    }), { numRuns: 100 });
  });

  test('a software has what some server finds on it', () => {
    fc.assert(fc.property(tinyServers, (inventory) => {
      const assessment = assessServers(inventory, knowledge);
      const found = new Map<number, Set<number>>();
      assessment.estate.servers.forEach((_, server) => {
        for (const { software, cve, verdict } of findingsOfServer(assessment, server)) {
          if (verdict === 'affected') found.set(software, (found.get(software) ?? new Set()).add(cve));
        }
      });
      assessment.software.affected.forEach((cves, software) => assert.deepEqual([...cves], [...(found.get(software) ?? [])].sort((a, b) => a - b)));
    }), { numRuns: 100 });
  });

  test('judging again on another date, or the same estate twice, is the same as judging once', () => {
    fc.assert(fc.property(tinyServers, tinyDate, (inventory, asOf) => {
      const once = assessServers(inventory, knowledge, { asOf });
      const again = assessServers([...inventory], knowledge, { asOf });
      assert.deepEqual(once.servers, again.servers);
    }), { numRuns: 30 });
  });
});
