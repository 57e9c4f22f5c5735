import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { cyclonedxText } from '../../../../../src/core/export/cyclonedx/cyclonedxText';
import { selectAll, selectFilteredServers, selectFilteredSoftware, type ExportSelection } from '../../../../../src/core/export/selection';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT } from '../../../../../src/core/insights/filter';
import { summarise } from '../../../../../src/core/insights/summary';
import { applySuppressions } from '../../../../../src/core/insights/suppress/applySuppressions';
import { cyclonedxSchemas, EXPORT_CONTEXT, exportAssessment, exportSelection, HOSTILE_SERVERS, schemaErrors, sharedAssessment } from '../../../../support/exports';
import { onServer, suppression } from '../../../../support/suppressions';
import { tinyServers } from '../../../../support/tinyServers';

interface Vulnerability {
  readonly id: string;
  readonly 'bom-ref': string;
  readonly ratings?: readonly { readonly score: number; readonly severity: string; readonly method: string }[];
  readonly analysis?: { readonly state: string; readonly justification?: string; readonly detail: string };
  readonly affects: readonly { readonly ref: string }[];
}
interface Bom {
  readonly components: readonly { readonly type: string; readonly name: string; readonly 'bom-ref': string; readonly cpe?: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly vulnerabilities: readonly Vulnerability[];
  readonly metadata: { readonly properties: readonly { readonly name: string; readonly value: string }[] };
}

const { schema, others } = cyclonedxSchemas();

suite('CycloneDX', () => {
  const written = (selection: ExportSelection): Bom => {
    const bom = JSON.parse([...cyclonedxText(selection, EXPORT_CONTEXT)].join('')) as Bom;
    assert.deepEqual(schemaErrors(schema, bom, others), []);
    // Every reference leads somewhere, and nowhere twice.
    const refs = bom.components.map((one) => one['bom-ref']);
    assert.equal(new Set(refs).size, refs.length);
    for (const ref of [...bom.vulnerabilities.flatMap(({ affects }) => affects.map((one) => one.ref)), ...bom.dependencies.flatMap(({ dependsOn }) => dependsOn)]) assert.ok(refs.includes(ref), ref);
    const own = bom.vulnerabilities.map((one) => one['bom-ref']);
    assert.equal(new Set(own).size, own.length);
    return bom;
  };
  const open = (bom: Bom): string[] => bom.vulnerabilities.filter(({ analysis }) => !analysis).map(({ id }) => id);
  const selection = exportSelection();
  const bom = written(selection);

  test('servers, operating systems and software, as many as the lists have', () => {
    const count = (type: string): number => bom.components.filter((one) => one.type === type).length;
    assert.deepEqual([count('device'), count('application')], [selection.serverRows.length, selection.softwareRows.length]);
    const debian = bom.components.find(({ cpe }) => cpe === 'cpe:2.3:o:debian:debian_linux:10.0:*:*:*:*:*:*:*')!;
    assert.equal(debian.type, 'operating-system');
    assert.ok(bom.dependencies.find(({ ref }) => ref === 'server:old')!.dependsOn.includes(debian['bom-ref']));
  });

  test('each CVE once, the worst first, with its rating; what is possible apart', () => {
    assert.deepEqual(bom.vulnerabilities.map(({ id, ratings, analysis }) => `${id} ${ratings?.[0]?.severity ?? 'unknown'} ${analysis?.state ?? ''}`.trim()), [
      'CVE-2024-0001 critical', 'CVE-2024-0011 critical', 'CVE-2024-0020 critical in_triage', 'CVE-2024-0002 high', 'CVE-2024-0030 high in_triage', 'CVE-2024-0003 medium', 'CVE-2024-0004 low', 'CVE-2024-0006 none', 'CVE-2024-0005 unknown',
    ]);
    assert.equal(new Set(open(bom)).size, summarise(selection.servers, selection.software, selection.serverRows, selection.softwareRows).vulnerabilities);
  });

  test('what users set aside is an entry with their analysis', () => {
    const statement = suppression('CVE-2024-0001', { justification: 'vulnerable_code_not_in_execute_path', impact: 'Never called.', scopes: [onServer('old')] });
    const vex = written(selectAll(applySuppressions(selection.assessment, [statement])));
    assert.ok(!open(vex).includes('CVE-2024-0001'));
    const [entry] = vex.vulnerabilities.filter(({ id }) => id === 'CVE-2024-0001');
    assert.deepEqual([entry!.analysis!.state, entry!.analysis!.justification, entry!.affects.length], ['not_affected', 'code_not_reachable', 2]);
    assert.match(entry!.analysis!.detail, /^Never called\. .*On 1 server: OLD\.$/);
  });

  test('a filtered set, and a list of software', () => {
    const servers = written(selectFilteredServers(selection, { text: 'plugin' }, DEFAULT_SERVER_SORT));
    assert.deepEqual(open(servers), ['CVE-2024-0011']);
    const software = written(selectFilteredSoftware(selection, { text: 'gadget' }, DEFAULT_SOFTWARE_SORT));
    assert.deepEqual(open(software), ['CVE-2024-0001', 'CVE-2024-0003']);
    assert.deepEqual(software.components.map(({ name }) => name), ['OLD', 'Gadget']);
  });

  test('what the sharing profile hides is named, and nothing of it is there', () => {
    const shared = written(selectAll(sharedAssessment()));
    assert.deepEqual(shared.vulnerabilities, []);
    assert.equal(shared.metadata.properties.filter(({ name }) => name === 'inventory-insights:hidden').length, 2);
    assert.match(JSON.stringify(shared.components), /"inventory-insights:risk-score","value":"4 \(without hidden parts\)"/);
  });

  test('hostile names, and whatever an inventory may say, stay valid', () => {
    written(exportSelection(HOSTILE_SERVERS));
    fc.assert(fc.property(tinyServers, (servers) => {
      const some = selectAll(exportAssessment(servers));
      assert.equal(new Set(open(written(some))).size, summarise(some.servers, some.software, some.serverRows, some.softwareRows).vulnerabilities);
    }), { numRuns: 15 });
  });

  test('what has no room: the worst stay, each whole, in any order of servers, and the file and its maker hear how many are left out', () => {
    const bounded = (of: ExportSelection, most: number) => {
      let isTold = false;
      const text = [...cyclonedxText({ ...of, onBounded: () => (isTold = true) }, EXPORT_CONTEXT, most)].join('');
      const short = JSON.parse(text) as Bom;
      assert.deepEqual(schemaErrors(schema, short, others), []);
      const note = short.metadata.properties.find(({ name }) => name === 'inventory-insights:left-out')?.value ?? '';
      assert.equal(isTold, note !== '');
      return { short, note };
    };
    const { short, note } = bounded(selection, 4);
    assert.deepEqual(short.vulnerabilities, bom.vulnerabilities.slice(0, short.vulnerabilities.length));
    assert.equal(note, `Vulnerabilities name at most 4 components, the worst first; ${new Set(bom.vulnerabilities.map(({ id }) => id)).size - new Set(short.vulnerabilities.map(({ id }) => id)).size} other vulnerabilities left out. Export with a narrower filter, or as JSON.`);
    assert.deepEqual(short.components, bom.components);
    assert.equal(bounded(selection, 1_000).note, '');
    fc.assert(fc.property(tinyServers, fc.integer({ min: 1, max: 12 }), (servers, most) => {
      const some = selectAll(exportAssessment(servers));
      const whole = written(some).vulnerabilities;
      const { short: part, note: told } = bounded(some, most);
      // By a plain rule: CVEs from the worst on while their components have room, the first whatever it takes.
      const ids = [...new Set(whole.map(({ id }) => id))];
      const sizes = ids.map((id) => whole.filter((one) => one.id === id).reduce((sum, { affects }) => sum + affects.length, 0));
      let kept = 0;
      for (let sum = 0; kept < ids.length && (kept === 0 || sum + sizes[kept]! <= most); kept++) sum += sizes[kept]!;
      assert.deepEqual(part.vulnerabilities, whole.filter(({ id }) => ids.indexOf(id) < kept));
      assert.equal(told === '', kept === ids.length);
    }), { numRuns: 40 });
  });

  test('no servers, no components', () => assert.deepEqual(written(exportSelection([])).components, []));
});
