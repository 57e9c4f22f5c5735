import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { worstFindings, type SarifFinding } from '../../../../src/core/export/sarif/sarifFindings';
import { gatherVulnerabilities } from '../../../../src/core/export/cyclonedx/cyclonedxFindings';
import { findingsOfSelection, selectAll, selectFilteredSoftware, type ExportSelection } from '../../../../src/core/export/selection';
import { OS_SUBJECT, type Finding } from '../../../../src/core/insights/findings';
import { applySuppressions } from '../../../../src/core/insights/suppress/applySuppressions';
import { exportAssessment } from '../../../support/exports';
import { onServer, suppression } from '../../../support/suppressions';
import { tinyServers } from '../../../support/tinyServers';

/** Some statements of which all, one server's or none hold. */
const aside = fc.subarray([
  suppression('CVE-2024-0001'), suppression('CVE-2024-0002', { scopes: [onServer('s0'), onServer('s3', 'widget')] }),
  suppression('CVE-2024-0003'), suppression('CVE-2024-0005', { scopes: [onServer('s1')] }),
]);

const selections = fc.tuple(tinyServers, aside, fc.boolean()).map(([servers, suppressions, ofSoftware]): ExportSelection => {
  const assessment = applySuppressions(exportAssessment(servers), suppressions);
  const whole = selectAll(assessment);
  return ofSoftware ? selectFilteredSoftware(whole, { atRisk: true }, { key: 'name', direction: 'ascending' }) : whole;
});

/** The plain reading: every finding is made, and ranked. */
function plainWorst(selection: ExportSelection, most: number): { readonly findings: readonly Finding[]; readonly omitted: number; readonly possible: number } {
  const { index } = selection.assessment.matcher;
  const all = [...findingsOfSelection(selection)].flatMap(({ findings }) => findings);
  const counted = all.filter(({ verdict }) => verdict === 'affected' || verdict === 'suppressed');
  const rank = ({ cve, verdict }: Finding): number => (verdict === 'suppressed' ? 2 : index.kev[cve]! > 0 ? 0 : 1) * 102 + 100 - (index.score[cve] === 255 ? 0 : index.score[cve]!);
  const sorted = counted.map((finding, at) => ({ finding, at })).sort((a, b) => rank(a.finding) - rank(b.finding) || a.at - b.at).map(({ finding }) => finding);
  return { findings: sorted.slice(0, most), omitted: Math.max(0, counted.length - most), possible: all.length - counted.length };
}

function run<T>(generator: Generator<unknown, T>): T {
  for (;;) {
    const step = generator.next();
    if (step.done) return step.value;
  }
}

suite('Findings by subject', () => {
  test('SARIF takes the worst of exactly the findings that servers have', () => {
    fc.assert(fc.property(selections, fc.integer({ min: 1, max: 60 }), (selection, most) => {
      const isCve = (one: SarifFinding): one is Extract<SarifFinding, { kind: 'cve' }> => one.kind === 'cve';
      const all = run(worstFindings(selection));
      assert.deepEqual(all.findings.filter(isCve).map(({ finding }) => finding), plainWorst(selection, Infinity).findings);
      assert.equal(all.possible, plainWorst(selection, Infinity).possible);
      const some = run(worstFindings(selection, most));
      assert.deepEqual(some.findings, all.findings.slice(0, most));
      assert.equal(some.omitted, Math.max(0, all.findings.length - most));
      assert.equal(some.possible, all.possible);
    }), { numRuns: 150 });
  });

  test('CycloneDX gathers the same subjects of each CVE, in the same order', () => {
    fc.assert(fc.property(selections, (selection) => {
      const { assessment } = selection;
      const plain = new Map<number, { affected: Set<number>; possible: Set<number>; suppressed: Set<string> }>();
      for (const { findings } of findingsOfSelection(selection)) {
        for (const { server, software, cve, verdict } of findings) {
          const subject = software === OS_SUBJECT ? -1 - assessment.identities.osOf[server]! : software;
          const of = plain.get(cve) ?? { affected: new Set(), possible: new Set(), suppressed: new Set() };
          plain.set(cve, of);
          if (verdict === 'suppressed') of.suppressed.add(`${server} ${subject}`);
          else (verdict === 'affected' ? of.affected : of.possible).add(subject);
        }
      }
      for (const { affected, possible } of plain.values()) for (const subject of affected) possible.delete(subject);
      const { kept: gathered } = run(gatherVulnerabilities(selection));
      assert.deepEqual(gathered.map(({ cve }) => cve).sort((a, b) => a - b), [...plain.keys()].sort((a, b) => a - b));
      for (const { cve, affected, possible, suppressed } of gathered) {
        assert.deepEqual([...affected], [...plain.get(cve)!.affected]);
        assert.deepEqual([...possible], [...plain.get(cve)!.possible]);
        assert.equal(suppressed.size > 0, plain.get(cve)!.suppressed.size > 0);
      }
    }), { numRuns: 150 });
  });
});
