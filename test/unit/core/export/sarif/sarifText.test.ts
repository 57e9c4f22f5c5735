import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { sarifText } from '../../../../../src/core/export/sarif/sarifText';
import { selectAll, selectFilteredServers, selectFilteredSoftware, type ExportSelection } from '../../../../../src/core/export/selection';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT } from '../../../../../src/core/insights/filter';
import { EXPORT_CONTEXT, HOSTILE_SERVERS, exportAssessment, exportSelection, sarifSchema, schemaErrors, sharedAssessment } from '../../../../support/exports';
import { tinyServers } from '../../../../support/tinyServers';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [{ readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string }; readonly region: { readonly startLine: number } }; readonly logicalLocations: readonly [{ readonly name: string }] }];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly properties: Readonly<Record<string, unknown>>; readonly help: { readonly text: string } }[] } };
  readonly invocations: readonly [{ readonly toolExecutionNotifications: readonly { readonly descriptor: { readonly id: string }; readonly message: { readonly text: string } }[] }];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly results: readonly Result[];
}

const schema = sarifSchema();

suite('SARIF', () => {
  const written = (selection: ExportSelection, most?: number): Run => {
    const log = JSON.parse([...sarifText(selection, EXPORT_CONTEXT, most)].join('')) as { readonly runs: readonly [Run] };
    assert.deepEqual(schemaErrors(schema, log), []);
    return log.runs[0];
  };
  const selection = exportSelection();
  const run = written(selection);
  const line = ({ ruleId, level, locations: [{ physicalLocation, logicalLocations }] }: Result): string =>
    `${ruleId} ${level} ${logicalLocations[0].name} ${physicalLocation?.artifactLocation.uri}:${physicalLocation?.region.startLine}`;

  test('the worst first: exploited, then by CVSS, checks among them', () => assert.deepEqual(run.results.map(line), [
    'CVE-2024-0001 error OLD a.inventory.json:1',
    'CVE-2024-0001 error OLD a.inventory.json:1',
    'CVE-2024-0011 error WIN a.inventory.json:1',
    'os-end-of-support error OLD a.inventory.json:1',
    'CVE-2024-0002 error OLD a.inventory.json:1',
    'pending-updates warning OLD a.inventory.json:1',
    'missing-security-software warning OLD a.inventory.json:1',
    'missing-patch-management warning OLD a.inventory.json:1',
    'software-end-of-support warning OLD a.inventory.json:1',
    'software-end-of-support warning OLD a.inventory.json:1',
    'CVE-2024-0003 warning OLD a.inventory.json:1',
    'CVE-2024-0004 note OLD a.inventory.json:1',
    'CVE-2024-0006 note OLD a.inventory.json:1',
    'CVE-2024-0005 warning OLD a.inventory.json:1',
  ]));

  test('as many CVEs a server as its list says', () => {
    for (const row of selection.serverRows) {
      const { name } = selection.assessment.estate.servers[row];
      const cves = new Set(run.results.filter((result) => result.locations[0].logicalLocations[0].name === name && result.ruleId.startsWith('CVE-')).map(({ ruleId }) => ruleId));
      assert.equal(cves.size, selection.assessment.servers.vulnerabilities[row], name);
    }
  });

  test('a rule for each, with the score that GitHub sorts by and none that was made up', () => {
    const { rules } = run.tool.driver;
    assert.deepEqual(run.results.map(({ ruleIndex }) => rules[ruleIndex]!.id), run.results.map(({ ruleId }) => ruleId));
    assert.deepEqual(rules.map(({ id, properties }) => `${id} ${String(properties['security-severity'])}`), [
      'CVE-2024-0001 9.8', 'CVE-2024-0011 9.8', 'os-end-of-support undefined', 'CVE-2024-0002 7.5', 'pending-updates undefined', 'missing-security-software undefined',
      'missing-patch-management undefined', 'software-end-of-support undefined', 'CVE-2024-0003 5.0', 'CVE-2024-0004 2.0', 'CVE-2024-0006 0.0', 'CVE-2024-0005 undefined',
    ]);
  });

  test('a fingerprint stays when rows move, and differs for each server, software and rule', () => {
    const prints = (servers: readonly object[]): string[] => written(exportSelection(servers)).results.map(({ partialFingerprints }) => partialFingerprints['inventoryInsights/v1']!).sort();
    const servers = [{ name: 'A', software: [{ name: 'Widget', publisher: 'Acme', version: '1.0', cpe: 'cpe:2.3:a:acme:widget:1.0:*:*:*:*:*:*:*' }] }, { name: 'B', os: { name: 'Debian GNU/Linux', version: '10' } }];
    assert.deepEqual(prints(servers), prints([...servers].reverse()));
    assert.equal(new Set(prints(servers)).size, prints(servers).length);
    assert.match(prints(servers)[0]!, /^[0-9a-f]{16}$/);
  });

  test('bounded: the worst stay, and a notification says how many do not', () => {
    const some = written(selection, 3);
    assert.deepEqual(some.results.map(line), run.results.slice(0, 3).map(line));
    assert.equal(some.properties.omitted, run.results.length - 3);
    assert.match(some.invocations[0].toolExecutionNotifications.find(({ descriptor }) => descriptor.id === 'omitted')!.message.text, /^Only the worst 3 results are here, .*; 11 others left out\./);
  });

  test('what is possible is counted, not claimed', () => {
    assert.equal(run.properties.possible, 2);
    assert.ok(run.results.every(({ ruleId }) => ruleId !== 'CVE-2024-0020'));
  });

  test('a filtered set, and a list of software', () => {
    const servers = written(selectFilteredServers(selection, { text: 'win' }, DEFAULT_SERVER_SORT));
    assert.deepEqual(servers.results.map(({ ruleId }) => ruleId), ['CVE-2024-0011']);
    const software = written(selectFilteredSoftware(selection, { text: 'gadget' }, DEFAULT_SOFTWARE_SORT));
    assert.deepEqual(software.results.map(({ ruleId }) => ruleId), ['CVE-2024-0001', 'software-end-of-support', 'CVE-2024-0003']);
  });

  test('what the sharing profile hides is named, and nothing of it is there', () => {
    const shared = written(selectAll(sharedAssessment()));
    assert.deepEqual(shared.results.map(({ ruleId }) => ruleId), ['os-end-of-support', 'missing-security-software', 'missing-patch-management', 'software-end-of-support', 'software-end-of-support']);
    assert.doesNotMatch(JSON.stringify(shared), /CVE-2024|KB\d/);
    assert.equal(shared.invocations[0].toolExecutionNotifications.filter(({ descriptor }) => descriptor.id === 'hidden').length, 2);
  });

  test('brackets and braces of a name are text, not links or placeholders', () => {
    const { message } = written(exportSelection([{ name: '[x](http://y) {0}', os: { name: 'Debian GNU/Linux', version: '10' } }])).results[0]!;
    assert.match(message.text, /\\\[x\\\]\(http:\/\/y\) \{\{0\}\}/);
  });

  test('hostile names, and whatever an inventory may say, stay valid', () => {
    written(exportSelection(HOSTILE_SERVERS));
    fc.assert(fc.property(tinyServers, (servers) => void written(selectAll(exportAssessment(servers)))), { numRuns: 15 });
  });

  test('no servers, no results', () => assert.deepEqual(written(exportSelection([])).results, []));
});
