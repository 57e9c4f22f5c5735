import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Assessment } from '../../../../../src/core/insights/assessment';
import { scoreTerms, severityCounts } from '../../../../../src/core/insights/assessment';
import { distinctByCve, findingsOfServer, OS_SUBJECT, type Finding } from '../../../../../src/core/insights/findings';
import { matchesOn } from '../../../../../src/core/insights/matchesOn';
import { scoreOf } from '../../../../../src/core/insights/score';
import { queryServers, ServerFields } from '../../../../../src/core/insights/serverQuery';
import { serversWithCve } from '../../../../../src/core/insights/serversWithCve';
import { serversWithFinding } from '../../../../../src/core/insights/serversWithFinding';
import { SoftwareFields } from '../../../../../src/core/insights/softwareQuery';
import { softwareOfServers, summarise } from '../../../../../src/core/insights/summary';
import { applySuppressions } from '../../../../../src/core/insights/suppress/applySuppressions';
import type { Suppression, SuppressionScope } from '../../../../../src/core/insights/suppress/suppression';
import { SEVERITIES, VERDICTS, type Verdict } from '../../../../../src/core/match/verdict';
import { onServer, suppression } from '../../../../support/suppressions';
import { assessServers, serverNamed, softwareNamed } from '../../../../support/tinyEstate';
import { tinyServers } from '../../../../support/tinyServers';
import { acme, CVES, DEBIAN, tinyWorld, WINDOWS_2019 } from '../../../../support/tinyWorld';

const knowledge = tinyWorld();

const servers: fc.Arbitrary<SuppressionScope['servers']> = fc.oneof(
  fc.constant<SuppressionScope['servers']>({ kind: 'all' }),
  fc.nat(13).map((at): SuppressionScope['servers'] => ({ kind: 'server', key: `s${at}` })),
  fc.constantFrom<SuppressionScope['servers']>(
    { kind: 'filter', text: 'environment:Production', filter: { environments: ['Production'] } },
    { kind: 'filter', text: 'tag:role=web', filter: { tags: ['role=web'] } },
    { kind: 'filter', text: 'exploited', filter: { exploited: true } },
    { kind: 'filter', text: ')(', filter: null },
    { kind: 'having', names: { purls: [], cpes: ['cpe:2.3:a:acme:gadget:*:*:*:*:*:*:*:*'] } },
    { kind: 'named', name: 'S3' },
  ),
);
const software = fc.constantFrom<SuppressionScope['software']>(
  { kind: 'any' }, { kind: 'os' },
  { kind: 'software', software: { name: 'Widget' } }, { kind: 'software', software: { name: 'Widget', version: '2.4' } }, { kind: 'software', software: { name: 'Plugin' } },
  { kind: 'software', software: { name: 'libssl3' } }, { kind: 'software', software: { name: 'Nothing' } },
  { kind: 'names', names: { purls: [], cpes: ['cpe:2.3:a:acme:gadget:*:*:*:*:*:*:*:*', 'cpe:/a:acme:gizmo:1.0'] } },
);
const suppressions = fc.array(
  fc.record({
    cve: fc.constantFrom('CVE-2020-9999', ...CVES.map(({ record }) => record.id)),
    status: fc.constantFrom<Suppression['status']>('not_affected', 'fixed', 'under_investigation', 'affected'),
    until: fc.constantFrom(null, '2026-11-20', '2026-11-21', '2027-01-01'),
    scopes: fc.array(fc.record({ servers, software }), { maxLength: 2 }),
  }).map(({ cve, ...fields }) => suppression(cve, fields)),
  { maxLength: 6 },
);

/** The same question, asked plainly of one finding and one statement. */
function isSetAside(base: Assessment, finding: Finding, { cve, status, until, scopes }: Suppression): boolean {
  if (base.matcher.index.cveId(finding.cve) !== cve) return false;
  if (until === null ? status === 'affected' || status === 'under_investigation' : until < base.asOf) return false;
  const server = base.estate.servers[finding.server];
  const installed = findingsSoftware(base, finding);
  return scopes.some((scope) => {
    const there = scope.servers;
    const holds =
      there.kind === 'all' ? true
      : there.kind === 'server' ? server.key === there.key
      : there.kind === 'named' ? server.name === there.name
      : there.kind === 'having' ? has(base, finding.server, 'Gadget')
      : there.text === 'environment:Production' ? server.environment === 'Production'
      : there.text === 'tag:role=web' ? server.tags.role === 'web'
      : there.text === 'exploited' && base.servers.exploited[finding.server] > 0;
    const what = scope.software;
    return holds && (
      what.kind === 'any' ? true
      : what.kind === 'os' ? finding.software === OS_SUBJECT
      : what.kind === 'software' ? installed?.name === what.software.name && (what.software.version ?? installed.version) === installed.version
      : installed?.name === 'Gadget' || (installed?.name === 'Gizmo' && installed.version === '1.0'));
  });
}

function findingsSoftware({ estate }: Assessment, { software: id }: Finding) {
  return id === OS_SUBJECT ? undefined : estate.software[id];
}

function has({ estate }: Assessment, server: number, name: string): boolean {
  return estate.installs.software.slice(estate.installs.offsets[server], estate.installs.offsets[server + 1]).some((id) => estate.software[id].name === name);
}

const rank = (verdict: Verdict): number => (verdict === 'suppressed' ? 0 : VERDICTS.indexOf(verdict));

suite('What is set aside', () => {
  test('every column is a plain recount of the findings without it', () => {
    fc.assert(fc.property(tinyServers, suppressions, (inventory, statements) => {
      const base = assessServers(inventory, knowledge);
      const assessment = applySuppressions(base, statements);
      const { index } = assessment.matcher;
      const plain = base.estate.servers.map((_, server) => findingsOfServer(base, server).map((finding) => ({
        ...finding, verdict: statements.some((one) => isSetAside(base, finding, one)) ? 'suppressed' as const : finding.verdict,
      })));
      const bestOf = (server: number): Map<number, Verdict> => {
        const best = new Map<number, Verdict>();
        for (const { cve, verdict } of plain[server]) if (rank(verdict) >= rank(best.get(cve) ?? 'suppressed')) best.set(cve, verdict);
        return best;
      };
      plain.forEach((expected, server) => {
        const order = (some: readonly Finding[]): readonly string[] => some.map(({ software: id, cve, verdict }) => `${index.cveId(cve)} ${id} ${verdict}`).sort();
        assert.deepEqual(order(findingsOfServer(assessment, server)), order(expected));
        const best = bestOf(server);
        const withVerdict = (verdict: Verdict): number[] => [...best].filter(([, one]) => one === verdict).map(([cve]) => cve);
        const affected = withVerdict('affected');
        const columns = assessment.servers;
        assert.deepEqual(
          [columns.vulnerabilities[server], columns.possible[server], columns.unknownVersion[server], columns.exploited[server], columns.score[server], columns.atRisk[server]],
          [affected.length, withVerdict('possibly-affected').length, withVerdict('unknown-version').length, affected.filter((cve) => index.kev[cve] > 0).length,
            scoreOf(scoreTerms(assessment, server)), Number(scoreOf(scoreTerms(assessment, server)) > 0)],
        );
        assert.deepEqual(severityCounts(columns.bySeverity, server), Object.fromEntries(SEVERITIES.map((severity, at) => [severity, affected.filter((cve) => index.severity[cve] === at).length])));
        const worst = SEVERITIES.findIndex((_, at) => affected.some((cve) => index.severity[cve] === at));
        assert.equal(SEVERITIES[columns.level[server]], !columns.judged[server] ? 'unknown' : worst === -1 ? 'none' : SEVERITIES[worst]);
      });
      const all = base.estate.servers.map((_, server) => server);
      for (let cve = 0; cve < index.cveCount; cve++) {
        assert.deepEqual([...serversWithCve(assessment, cve)], all.filter((server) => bestOf(server).get(cve) === 'affected'), index.cveId(cve));
      }
      const named = serversWithFinding(assessment, { cve: () => true, software: (id) => assessment.estate.software[id].name === 'Widget' || assessment.estate.software[id].name === 'Plugin', os: () => true });
      assert.deepEqual(all.filter((server) => named.has(server)), all.filter((server) => plain[server].some(({ software: id, verdict }) =>
        verdict === 'affected' && (id === OS_SUBJECT || ['Widget', 'Plugin'].includes(assessment.estate.software[id].name)))));
      assessment.software.affected.forEach((cves, id) => {
        const expected = new Set(plain.flat().filter((finding) => finding.software === id && finding.verdict === 'affected').map(({ cve }) => cve));
        assert.deepEqual([...cves], [...expected].sort((a, b) => a - b));
        assert.equal(assessment.software.exploited[id], [...expected].filter((cve) => index.kev[cve] > 0).length);
        assert.deepEqual(severityCounts(assessment.software.bySeverity, id), Object.fromEntries(SEVERITIES.map((severity, at) => [severity, [...expected].filter((cve) => index.severity[cve] === at).length])));
        const possible = new Set(plain.flatMap((found, server) => found.flatMap((finding) =>
          (finding.software === id && finding.verdict !== 'suppressed' && matchesOn(base, server, id).possible.includes(finding.cve) ? [finding.cve] : []))));
        assert.equal(assessment.software.possible[id], possible.size);
      });
      for (const rows of [all, all.filter((row) => row % 2 === 0)]) {
        const summary = summarise(new ServerFields(assessment), new SoftwareFields(assessment), rows, softwareOfServers(assessment, rows));
        assert.equal(summary.vulnerabilities, new Set(rows.flatMap((row) => [...bestOf(row)].filter(([, one]) => one === 'affected').map(([cve]) => cve))).size);
      }
      assessment.setAside.statements.forEach(({ suppression: one, servers: counted, state }) => {
        const touched = all.filter((server) => findingsOfServer(base, server).some((finding) => isSetAside(base, finding, one) && assessment.setAside.of(server, finding.software, finding.cve)?.suppression === one));
        assert.equal(counted, touched.length);
        if (counted > 0) assert.equal(state, 'in-force');
      });
    }), { numRuns: 300 });
  });

  test('what was judged stays as it was', () => {
    fc.assert(fc.property(tinyServers, suppressions, (inventory, statements) => {
      const base = assessServers(inventory, knowledge);
      const before = JSON.stringify(base.servers);
      applySuppressions(base, statements);
      assert.equal(JSON.stringify(base.servers), before);
      assert.deepEqual(base.servers, assessServers(inventory, knowledge).servers);
    }), { numRuns: 30 });
  });

  const INVENTORY = [
    { name: 'one', os: WINDOWS_2019, environment: 'Production', software: [acme('widget 2.4'), acme('gadget 1.2')] },
    { name: 'two', os: DEBIAN('13'), environment: 'Test', software: [acme('widget 2.4')] },
  ];
  const check = (statement: Suppression, expected: string, asOf = '2026-11-21'): void => {
    const assessment = applySuppressions(assessServers(INVENTORY, knowledge, { asOf }), [statement]);
    const [{ state, servers: touched }] = assessment.setAside.statements;
    const verdicts = ['one', 'two'].map((name) => {
      const server = serverNamed(assessment, name);
      const found = distinctByCve(findingsOfServer(assessment, server)).find(({ finding }) => assessment.matcher.index.cveId(finding.cve) === statement.cve);
      return `${name} ${found?.finding.verdict ?? 'nothing'} ${assessment.servers.vulnerabilities[server]}`;
    });
    assert.equal(`${state} ${touched}: ${verdicts.join(', ')}`, expected);
  };

  // On server one both have CVE-2024-0001: widget and gadget.
  const rows: readonly (readonly [string, Suppression, string, string?])[] = [
    ['everywhere', suppression('CVE-2024-0001'), 'in-force 2: one suppressed 2, two suppressed 1'],
    ['in any letter case', { ...suppression('CVE-2024-0001'), cve: 'cve-2024-0001' }, 'in-force 2: one nothing 2, two nothing 1'],
    ['under another name', { ...suppression('GHSA-xxxx'), aliases: ['CVE-2024-0001'] }, 'in-force 2: one nothing 2, two nothing 1'],
    ['on one of two subjects it still counts', suppression('CVE-2024-0001', { scopes: [onServer('one', 'Gadget')] }), 'in-force 1: one affected 3, two affected 2'],
    ['on both, named one by one', suppression('CVE-2024-0001', { scopes: [onServer('one', 'Gadget'), onServer('one', 'Widget', '2.4')] }), 'in-force 1: one suppressed 2, two affected 2'],
    ['another version is another software', suppression('CVE-2024-0001', { scopes: [onServer('two', 'Widget', '2.5')] }), 'names-nothing 0: one affected 3, two affected 2'],
    ['a server that is not here', suppression('CVE-2024-0001', { scopes: [onServer('three')] }), 'names-nothing 0: one affected 3, two affected 2'],
    ['no scope is nobody', suppression('CVE-2024-0001', { scopes: [] }), 'names-nothing 0: one affected 3, two affected 2'],
    ['a CVE that the feeds lack', suppression('CVE-1999-1'), 'unknown-cve 0: one nothing 3, two nothing 2'],
    ['by filter', suppression('CVE-2024-0001', { scopes: [{ servers: { kind: 'filter', text: 'environment:Test', filter: { environments: ['Test'] } }, software: { kind: 'any' } }] }), 'in-force 1: one affected 3, two suppressed 1'],
    ['on its last day', suppression('CVE-2024-0001', { until: '2026-11-21' }), 'in-force 2: one suppressed 2, two suppressed 1'],
    ['the day after', suppression('CVE-2024-0001', { until: '2026-11-20' }), 'expired 0: one affected 3, two affected 2'],
    ['by a planned date', suppression('CVE-2024-0001', { until: '2027-01-31' }), 'expired 0: one affected 3, two affected 2', '2027-02-01'],
    ['affected is a finding', suppression('CVE-2024-0001', { status: 'affected', action: 'Patched next week' }), 'counted 0: one affected 3, two affected 2'],
    ['risk accepted for a while', suppression('CVE-2024-0001', { status: 'affected', action: 'Accepted by the board', until: '2026-12-31' }), 'in-force 2: one suppressed 2, two suppressed 1'],
    ['an investigation without a date', suppression('CVE-2024-0001', { status: 'under_investigation' }), 'counted 0: one affected 3, two affected 2'],
    ['an investigation with one', suppression('CVE-2024-0001', { status: 'under_investigation', until: '2026-11-30' }), 'in-force 2: one suppressed 2, two suppressed 1'],
  ];
  for (const [name, statement, expected, asOf] of rows) test(name, () => check(statement, expected, asOf));

  test('a filter over the CVE follows, and what is set aside on one server stays on the software', () => {
    const assessment = applySuppressions(assessServers(INVENTORY, knowledge), [suppression('CVE-2024-0001', { scopes: [onServer('two')] })]);
    assert.deepEqual([...queryServers(new ServerFields(assessment), { cve: 'CVE-2024-0001' }).rows], [serverNamed(assessment, 'one')]);
    const widget = softwareNamed(assessment, 'Widget');
    assert.ok(assessment.software.affected[widget].includes(assessment.matcher.index.cveIndex('CVE-2024-0001')));
  });
});
