import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingReport } from '../../../../src/core/export/findingReport';
import { FindingReports } from '../../../../src/core/export/findingReports';
import { jsonText } from '../../../../src/core/export/json/jsonText';
import { reportOf, serverReport } from '../../../../src/core/export/report';
import { findingsOfSelection, selectAll, selectFilteredSoftware, type ExportSelection } from '../../../../src/core/export/selection';
import { WorstCvesOfServers, type WorstCve } from '../../../../src/core/export/worstCves';
import { distinctByCve, explainFinding, findingsOfServer } from '../../../../src/core/insights/findings';
import { HIDEABLE_PARTS, isHidden, type HideablePart } from '../../../../src/core/insights/sharing';
import { applySuppressions } from '../../../../src/core/insights/suppress/applySuppressions';
import type { Suppression } from '../../../../src/core/insights/suppress/suppression';
import { conditionedWorld } from '../../../support/conditionedWorld';
import { sharedAssessment } from '../../../support/exports';
import { onServer, suppression } from '../../../support/suppressions';
import { tinyServers } from '../../../support/tinyServers';
import { acme } from '../../../support/tinyWorld';

const TOP = 5;
const knowledge = conditionedWorld();

/** Some statements of which all, one server's or none hold. */
const aside = fc.subarray([
  suppression('CVE-2024-0001'), suppression('CVE-2024-0051', { scopes: [onServer('s0'), onServer('s3', 'gadget')] }),
  suppression('CVE-2024-0003', { until: '2026-12-24' }), suppression('CVE-2024-0053', { scopes: [onServer('s1'), onServer('s2')] }),
]);

/** Software by the name of a system, which then may fulfil what asks for one. */
const SYSTEMS_AS_SOFTWARE = [
  { ...acme('image 1'), cpe: 'cpe:2.3:o:debian:debian_linux:12.0:*:*:*:*:*:*:*' },
  { ...acme('image 2'), cpe: 'cpe:2.3:o:microsoft:windows:-:*:*:*:*:*:*:*' },
];

const servers = fc.tuple(tinyServers, fc.array(fc.subarray(SYSTEMS_AS_SOFTWARE), { maxLength: 12 }))
  .map(([plain, more]) => plain.map((server, at) => (server.software && more[at] ? { ...server, software: [...server.software, ...more[at]] } : server)));

/** What a selection is made of, so that a counterexample can be read. */
interface Given {
  readonly servers: readonly object[];
  readonly suppressions: readonly Suppression[];
  readonly hidden: readonly HideablePart[];
  readonly ofSoftware: boolean;
}

const given: fc.Arbitrary<Given> = fc.record({ servers, suppressions: aside, hidden: fc.oneof(fc.constant([]), fc.subarray([...HIDEABLE_PARTS])), ofSoftware: fc.boolean() });

function select({ servers: own, suppressions, hidden, ofSoftware }: Given): ExportSelection {
  const whole = selectAll(applySuppressions(sharedAssessment(hidden, own, knowledge), suppressions));
  return ofSoftware ? selectFilteredSoftware(whole, { atRisk: true }, { key: 'name', direction: 'ascending' }) : whole;
}

/** The plain reading: every finding of the server is made. */
function plainWorst({ assessment }: ExportSelection, row: number, most: number): readonly WorstCve[] {
  const affected = findingsOfServer(assessment, row).filter(({ verdict }) => verdict === 'affected');
  return distinctByCve(affected).slice(0, most).map(({ finding: { cve, software } }) => ({ cve, software }));
}

suite('Reports of many servers', () => {
  test('the JSON is, letter by letter, that of every finding made and explained by itself', () => {
    let [found, withConditions, beside] = [0, 0, 0];
    fc.assert(fc.property(given, (one) => {
      const selection = select(one);
      const { assessment, serverRows } = selection;
      const report = reportOf(selection, { findings: true, problems: [] });
      const findings = [...findingsOfSelection(selection)].flatMap(({ findings: own }) => own).map((finding) => findingReport(assessment, finding));
      const plain = {
        ...report,
        servers: serverRows.map((row) => serverReport(assessment, row, plainWorst(selection, row, TOP))),
        ...(isHidden(assessment, 'vulnerabilities') ? {} : { findings }),
      };
      assert.equal([...jsonText({ ...report, software: [] })].join(''), [...jsonText({ ...plain, software: [] })].join(''));
      found += findings.length;
      for (const { evidence: { conditions } } of findings) {
        if (conditions.length > 0) withConditions++;
        if (conditions.some(({ software }) => software >= 0)) beside++;
      }
    }), { numRuns: 80 });
    // The world is one in which all of it happens.
    assert.ok(found > 0 && withConditions > 0 && beside > 0, `${found} ${withConditions} ${beside}`);
  });

  test('the worst CVEs of servers are the first of their findings', () => {
    fc.assert(fc.property(given, fc.integer({ min: 1, max: 8 }), (one, most) => {
      const selection = select(one);
      const worst = new WorstCvesOfServers(selection.assessment, most);
      for (const row of selection.serverRows) assert.deepEqual(worst.of(row), plainWorst(selection, row, most));
    }), { numRuns: 80 });
  });

  test('findings are the same however little is kept', () => {
    fc.assert(fc.property(given, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), (one, keptCves, keptTrails) => {
      const selection = select(one);
      const reports = new FindingReports(selection.assessment, keptCves, keptTrails);
      for (const { server, findings } of findingsOfSelection(selection)) {
        assert.deepEqual([...reports.ofServer(server, findings)], findings.map((finding) => findingReport(selection.assessment, finding)));
        for (const finding of findings) assert.deepEqual(reports.explain(finding), explainFinding(selection.assessment, server, finding.software, finding.cve));
      }
    }), { numRuns: 60 });
  });
});
