import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import type { CodeLens } from 'vscode-languageserver/node';
import type { Request } from '../../src/protocol/lsp';
import {
  ChartsGet, CompareExport, CompareGet, EstateStatusRequest, FindingExplain, OverviewGet, RecommendationsGet, ServerGet, ServerRows, ServersFind, ServersList,
  ServersPage, ServerWhyNot, SetAsideList, SetAsidePut, SoftwareList, TreeChildren, VexExport,
} from '../../src/protocol/lsp';
import type { TreeNode } from '../../src/protocol/models/tree';
import { WorkerClient, placeOf, temporaryFolder, uriOf } from '../support/workerClient';

const BY_SCORE = { filter: {}, sort: { key: 'score', direction: 'descending' } } as const;
const BY_CRITICAL = { filter: {}, sort: { key: 'critical', direction: 'descending' } } as const;
const SOFTWARE = { filter: {}, sort: { key: 'risk', direction: 'descending' } } as const;
const SERVER = 'rtm-app01.meridianfreight.example';

suite('A sharing profile in views', () => {
  const samples = temporaryFolder('samples');
  const answers: { readonly method: string; readonly text: string }[] = [];
  let client: WorkerClient;
  const ask = async <Params, Result>(message: Request<Params, Result>, params: Params): Promise<Result> => {
    const answer = await client.request(message, params);
    answers.push({ method: message.method, text: JSON.stringify(answer) ?? '' });
    return answer;
  };

  suiteSetup(async () => {
    client = await WorkerClient.start({ folder: samples.folder });
    // Statements about findings are kept in a file that stands in the problems and lists too.
    const answer = await client.request(SetAsidePut, {
      cve: 'CVE-2020-1938', status: 'under_investigation', justification: '', reason: 'looked at', note: '', until: '2020-01-01',
      scope: { servers: { kind: 'all' }, software: { kind: 'any' } },
    });
    assert.equal(answer.problem, '');
    await client.changeSettings({ sharingHide: ['vulnerabilities', 'updates'] });
  });
  suiteTeardown(async () => {
    await client.stop();
    samples.remove();
  });

  test('the overview says hidden where a number stood, and keeps support', async () => {
    const { frame, header, summary, servers, software, horizon } = await ask(OverviewGet, {});
    assert.deepEqual(frame.hidden, ['vulnerabilities', 'updates']);
    assert.deepEqual(header.filter(({ count }) => count.hidden).map(({ key }) => key), ['exploited']);
    assert.deepEqual(summary.filter((row) => row.servers.hidden).map(({ key, action }) => [key, action]), [['critical-vulnerabilities', null], ['pending-updates', null]]);
    assert.deepEqual(servers.levels, []);
    assert.deepEqual(servers.risks.filter((risk) => risk.servers.hidden).map(({ risk }) => risk), ['vulnerabilities', 'pending-updates']);
    assert.deepEqual([software.ended.hidden, software.vulnerable.hidden, software.both.hidden], [undefined, true, true]);
    assert.ok(servers.risks.some(({ risk, servers: { value } }) => risk === 'os-end-of-support' && value > 0) && horizon.alreadyEnded.servers.value > 0);
  });

  test('lists neither count, order, filter nor offer what is hidden', async () => {
    const list = await ask(ServersList, BY_SCORE);
    assert.equal(list.page.rows.length, 46);
    for (const { vulnerabilities, bySeverity, updates, possible, exploited, level, score, parts } of list.page.rows) {
      assert.deepEqual([vulnerabilities, bySeverity, updates, possible, exploited, level], [null, null, null, 0, 0, 'unknown']);
      assert.equal(score, Object.values(parts).reduce((sum: number, part) => sum + (part ?? 0), 0));
    }
    assert.ok(!list.facets.some(({ field }) => field === 'levels'));
    assert.deepEqual(list.quick.map(({ key }) => key), ['all', 'atRisk', 'os-end-of-support', 'software-end-of-support', 'missing-security-software', 'missing-patch-management']);
    const byScore = list.page.rows.map(({ key }) => key);
    assert.deepEqual((await ask(ServersPage, { ...BY_CRITICAL, offset: 0, limit: 50 })).rows.map(({ key }) => key), byScore, 'by something hidden all are equal');
    for (const filter of [{ exploited: true }, { cve: 'CVE-2021-44228' }, { levels: ['critical'] as const }, { severities: ['critical'] as const }, { risks: ['vulnerabilities'] as const }, { risks: ['pending-updates'] as const }, { findings: ['CVE-20'] }]) {
      assert.equal((await ask(ServersList, { ...BY_SCORE, filter })).total, 0, JSON.stringify(filter));
    }
    const software = await ask(SoftwareList, SOFTWARE);
    assert.ok(software.page.rows.every(({ vulnerabilities, bySeverity, possible, exploited }) => vulnerabilities === null && bySeverity === null && possible + exploited === 0));
    assert.deepEqual(software.quick.map(({ key }) => key), ['all', 'atRisk', 'end-of-support']);
    assert.ok(software.page.rows.some(({ ended }) => ended));
  });

  test('the panel, trees, hovers, lenses, charts, recommendations, search and status', async () => {
    const model = (await ask(ServerGet, { server: SERVER }))!;
    assert.deepEqual([model.topVulnerabilities, model.topUpdates, model.vulnerableSoftware], [[], [], []]);
    assert.deepEqual([model.counts.vulnerabilities, model.counts.updates, model.notCounted], [null, null, { possible: 0, unknownVersion: 0, suppressed: 0 }]);
    for (const list of ['vulnerabilities', 'updates'] as const) assert.equal((await ask(ServerRows, { server: SERVER, list, offset: 0, limit: 100 })).total, 0);
    await ask(ServerRows, { server: SERVER, list: 'software', offset: 0, limit: 100 });
    const texts: string[] = [];
    const walk = async (view: 'servers' | 'software' | 'dataIssues', node: string, depth: number): Promise<void> => {
      const nodes: readonly TreeNode[] = await ask(TreeChildren, { view, node, offset: 0 });
      for (const { id, label, description, expandable } of nodes.slice(0, 12)) {
        texts.push(`${label}: ${description}`);
        if (expandable && depth > 0) await walk(view, id, depth - 1);
      }
    };
    await walk('servers', '', 3);
    await walk('software', '', 1);
    await walk('dataIssues', '', 2);
    assert.ok(texts.includes('Vulnerabilities: hidden') && texts.includes('Pending updates: hidden'));
    assert.ok(!texts.some((text) => /\d critical|exploited|vulnerabilit(?:y|ies)$/i.test(text) && !text.startsWith('Vulnerabilities: hidden')));
    const { charts } = await ask(ChartsGet, {});
    assert.deepEqual(charts.filter(({ key }) => key === 'risk' || key === 'trend').map(({ categories, series }) => [categories, series]), [[[], []], [[], []]]);
    const advice = (await ask(RecommendationsGet, { ticked: [], limit: 200 }))!;
    assert.ok(!advice.figures.some(({ key }) => /critical|exploited|updates|ulnerab/.test(key)));
    await ask(ServersFind, { text: 'rtm', limit: 20 });
    await ask(EstateStatusRequest, {});
    for (const name of ['rotterdam.inventory.json', 'hamburg.inventory.csv', 'azure-migrate-software-inventory.csv']) {
      const file = samples.file(name);
      const uri = uriOf(file);
      const text = fs.readFileSync(file, 'utf8');
      const lenses = (await client.ask('textDocument/codeLens', { textDocument: { uri } })) as readonly CodeLens[];
      assert.ok(lenses.length > 0);
      assert.deepEqual(lenses.map(({ command }) => command!.title).filter((title) => /critical|exploited/.test(title)), [], name);
      answers.push({ method: 'codeLens', text: JSON.stringify(lenses) });
      for (const wanted of ['RTM-APP01', 'Apache Tomcat', 'HAM-WMS01'].filter((one) => text.includes(one))) {
        const { start } = placeOf(text, wanted);
        const hover = JSON.stringify(await client.ask('textDocument/hover', { textDocument: { uri }, position: { line: start.line, character: start.character + 1 } }));
        answers.push({ method: 'hover', text: hover });
        assert.match(hover, /Vulnerabilities are hidden by the sharing profile/, `${name} ${wanted}`);
      }
      await client.quiet();
      answers.push({ method: 'diagnostics', text: JSON.stringify(client.diagnosticsOf(file)) });
    }
  });

  test('comparisons say scores of the rest; what is about single findings is refused, with the setting named', async () => {
    const model = await ask(CompareGet, { source: { kind: 'path', path: samples.file('hamburg.inventory.csv') } });
    assert.ok(model.kind === 'servers');
    assert.deepEqual([model.findings, model.frame.hidden?.length], [{ added: 0, fixed: 0, unchanged: 0 }, 2]);
    const refusal = /hidden by the sharing profile/;
    await assert.rejects(client.request(CompareExport, { source: { kind: 'date', date: '2027-01-01' }, path: samples.file('out.csv') }), refusal);
    await assert.rejects(client.request(FindingExplain, { server: SERVER, finding: { cve: 'CVE-2020-1938', software: -1 } }), refusal);
    await assert.rejects(client.request(ServerWhyNot, { server: SERVER, cve: 'CVE-2020-1938' }), refusal);
    await assert.rejects(client.request(SetAsideList, {}), refusal);
    await assert.rejects(client.request(VexExport, { path: samples.file('out.json'), format: 'openvex' }), refusal);
  });

  test('no answer names a CVE', () => {
    assert.ok(answers.length > 60);
    for (const { method, text } of answers) assert.doesNotMatch(text.replaceAll('CVE-2021-44228', ''), /CVE-\d{4}-\d{4,}/i, method);
    // That one was asked for, and stands in the chip of its filter.
    assert.deepEqual([...new Set(answers.filter(({ text }) => text.includes('CVE-2021-44228')).map(({ method }) => method))], [ServersList.method]);
  });

  test('taken away, everything is there again', async () => {
    await client.changeSettings({ sharingHide: [] });
    const { frame, header } = await client.request(OverviewGet, {});
    assert.equal(frame.hidden, undefined);
    assert.ok(header.find(({ key }) => key === 'exploited')!.count.value > 0);
  });
});
