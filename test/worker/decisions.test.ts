import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  CoverageExclude, CriticalityAddRule, CriticalitySet, DecisionsPlace, DecisionsUndo, EstateStatusRequest, FindingExplain, ServerGet, ServersKeys, ServersList, ServerRows, SetAsideList,
  SetAsideOfferRequest, SetAsidePut, SetAsideRemove, TagsEdit, TagsImport, TagsKnown, TreeChildren, VexExport, VexImport,
} from '../../src/protocol/lsp';
import type { SetAsideChange } from '../../src/protocol/models/suppressions';
import type { ServerModel, VulnerabilityRow } from '../../src/protocol/models/server';
import { WorkerClient, temporaryFolder } from '../support/workerClient';

const HEADER = 'Server,Environment,OS name,OS version,Software,Version,Source,Tags,Criticality';
const INVENTORY = `${HEADER}
WEB1,Production,Debian GNU/Linux,12,Apache Tomcat,9.0.30,manual,role=web;old=1,
WEB2,Production,Debian GNU/Linux,12,Apache Tomcat,9.0.30,manual,role=web,low
DB1,Test,Debian GNU/Linux,12,Contoso Ledger,4,manual,role=db,
`;
type Folder = ReturnType<typeof temporaryFolder>;

async function withWorker(files: Readonly<Record<string, string>>, run: (client: WorkerClient, folder: Folder) => Promise<void>): Promise<void> {
  const folder = temporaryFolder({ 'a.inventory.csv': INVENTORY, ...files });
  const client = await WorkerClient.start({ folder: folder.folder });
  try {
    await client.request(EstateStatusRequest, {});
    await run(client, folder);
  } finally {
    await client.stop();
    folder.remove();
  }
}

const server = async (client: WorkerClient, key: string): Promise<ServerModel> => (await client.request(ServerGet, { server: key }))!;
const tagsOf = async (client: WorkerClient, key: string): Promise<string> =>
  (await server(client, key)).decided.tags.map(({ key: tag, value, from, removed }) => `${tag}=${value} ${from}${removed ? ' removed' : ''}`).join(', ');
const criticality = async (client: WorkerClient): Promise<string> =>
  (await Promise.all(['web1', 'web2', 'db1'].map(async (key) => (await server(client, key)).decided))).map(({ criticality: level, criticalityBy }) => `${level || '-'}${criticalityBy && ` (${criticalityBy})`}`).join(', ');
const found = async (client: WorkerClient, filter: object): Promise<string> =>
  (await client.request(ServersList, { filter, sort: { key: 'name', direction: 'ascending' } })).page.rows.map(({ name }) => name).join(' ');
const decided = (folder: Folder, file: string): string => fs.readFileSync(path.join(folder.folder, '.inventory-insights', file), 'utf8');
const issues = async (client: WorkerClient): Promise<string> => {
  const files = await client.request(TreeChildren, { view: 'dataIssues', node: '', offset: 0 });
  const inside = await Promise.all(files.map(async ({ id, expandable }) => (expandable ? client.request(TreeChildren, { view: 'dataIssues', node: id, offset: 0 }) : [])));
  return [...files, ...inside.flat()].map(({ label, description, tooltip }) => `${label} ${description} ${tooltip}`).join('\n');
};

suite('Tags, criticality and coverage', () => {
  test('tags are set, taken away and undone, beside the inventory', () =>
    withWorker({}, async (client, folder) => {
      const answer = await client.request(TagsEdit, { servers: ['web1', 'web2'], put: { team: '<b>shop</b>', role: 'api' }, remove: ['old'] });
      assert.deepEqual([answer.changed, answer.problem], [2, '']);
      assert.equal(await tagsOf(client, 'web1'), 'old=1 user removed, role=api user, team=<b>shop</b> user');
      assert.equal(await found(client, { tags: ['team=<b>shop</b>'] }), 'WEB1 WEB2');
      assert.equal(await found(client, { tags: ['old=1'] }), '');
      assert.deepEqual((await client.request(TagsKnown, { servers: ['web1', 'db1'] })).map(({ key, servers }) => `${key} ${servers}`), ['role 2', 'team 1']);
      assert.equal(fs.readFileSync(path.join(folder.folder, 'a.inventory.csv'), 'utf8'), INVENTORY);
      const again = await client.request(DecisionsUndo, { undo: answer.undo! });
      assert.deepEqual([again.changed, again.problem], [2, '']);
      assert.equal(await tagsOf(client, 'web1'), 'old=1 inventory, role=web inventory');
      assert.deepEqual((JSON.parse(decided(folder, 'estate.json')) as { servers: unknown[] }).servers, []);
      assert.match((await client.request(DecisionsUndo, { undo: 77 })).problem, /too long ago/);
    }));

  test('another window\u2019s tags stay, and an undo leaves what it changed', () =>
    withWorker({}, async (client, folder) => {
      const other = await WorkerClient.start({ folder: folder.folder });
      try {
        const [mine] = await Promise.all([
          client.request(TagsEdit, { servers: ['web1', 'web2'], put: { a: '1' }, remove: [] }),
          other.request(TagsEdit, { servers: ['web1', 'db1'], put: { b: '2' }, remove: [] }),
        ]);
        const file = (): unknown => (JSON.parse(decided(folder, 'estate.json')) as { servers: unknown }).servers;
        assert.deepEqual(file(), [{ server: 'db1', tags: { b: '2' } }, { server: 'web1', tags: { a: '1', b: '2' } }, { server: 'web2', tags: { a: '1' } }]);
        await other.request(TagsEdit, { servers: ['web2'], put: { c: '3' }, remove: [] });
        const undone = await client.request(DecisionsUndo, { undo: mine.undo! });
        assert.match(undone.problem, /changed since and stay/);
        assert.match(JSON.stringify(file()), /"server":"web2","tags":\{"a":"1","c":"3"\}/);
      } finally {
        await other.stop();
      }
    }));

  test('criticality by hand, by rule and by group, and a rule that goes in a circle', () =>
    withWorker({}, async (client, folder) => {
      assert.equal(await criticality(client), '-, low (inventory), -');
      const rule = await client.request(CriticalityAddRule, { filter: { environments: ['Production'] }, criticality: 'high' });
      assert.deepEqual([rule.changed, rule.problem], [1, '']);
      await client.request(CriticalitySet, { servers: ['web2', 'db1'], criticality: 'critical' });
      assert.equal(await criticality(client), 'high (rule 1: environment:Production), critical (set by hand), critical (set by hand)');
      assert.equal(await found(client, { criticality: ['critical'] }), 'DB1 WEB2');
      await client.request(CriticalitySet, { servers: ['web2', 'db1'], criticality: null });
      assert.equal(await criticality(client), 'high (rule 1: environment:Production), high (rule 1: environment:Production), -');
      assert.match((await client.request(CriticalityAddRule, { filter: { criticality: ['high'] }, criticality: 'low' })).problem, /criticality itself/);
      assert.match((await client.request(CriticalityAddRule, { filter: {}, criticality: 'low' })).problem, /needs a filter/);
      const place = await client.request(DecisionsPlace, { topic: 'criticalityRules' });
      assert.match(decided(folder, 'estate.json').split('\n').slice(place.line - 1).join('\n'), /^\s*\{\s*"filter": "environment:Production"/);
    }));

  test('a server that needs no protection', () =>
    withWorker({}, async (client) => {
      await client.request(CoverageExclude, { servers: ['db1'], reason: 'Retired in March' });
      assert.equal((await server(client, 'db1')).decided.coverageText, 'Excluded: Retired in March');
      assert.equal(await found(client, { coverage: ['excluded'] }), 'DB1');
      await client.request(CoverageExclude, { servers: ['db1'], reason: null });
      assert.equal((await server(client, 'db1')).decided.coverage, 'unprotected');
      assert.deepEqual(await client.request(ServersKeys, { filter: { environments: ['Production'] } }), ['web1', 'web2']);
    }));

  test('a CSV of tags, with what was not understood', () =>
    withWorker({ 'tags.csv': 'Computer,Tag,Value\nweb1,tier,1\nghost,tier,1\nDB1,tier,2\n' }, async (client, folder) => {
      const answer = await client.request(TagsImport, { path: folder.file('tags.csv') });
      assert.deepEqual([answer.changed, answer.rows, answer.rejected, answer.unknownServers], [2, 3, 1, ['ghost']]);
      assert.match(answer.problems[0].message, /ghost/);
      assert.equal(await found(client, { tags: ['tier=1', 'tier=2'] }), 'DB1 WEB1');
      await assert.rejects(client.request(TagsImport, { path: folder.file('none.csv') }), /none\.csv was not imported/);
    }));

  test('a file in the middle of a merge is used as far as it goes, told and never written to', () =>
    withWorker({
      '.inventory-insights/estate.json': '{\n  "schemaVersion": 1,\n  "servers": [\n<<<<<<< ours\n    {"server": "web1", "criticality": "high"}\n=======\n    {"server": "web1", "criticality": "low"}\n>>>>>>> theirs\n  ]\n}\n',
    }, async (client, folder) => {
      const before = decided(folder, 'estate.json');
      const answer = await client.request(TagsEdit, { servers: ['db1'], put: { a: '1' }, remove: [] });
      assert.equal(answer.changed, 0);
      assert.match(answer.problem, /merge/i);
      assert.equal(decided(folder, 'estate.json'), before);
      assert.match(await issues(client), /merge/i);
      assert.match((await server(client, 'web1')).decided.criticality, /high|low/);
    }));

  test('unknown servers, bad entries and a newer schema are told with their line; the rest counts', () =>
    withWorker({
      '.inventory-insights/estate.json': JSON.stringify({
        schemaVersion: 9, servers: [{ server: 'gone', tags: { a: 'b' } }, { server: 'web1', criticality: 'urgent' }, { server: 'db1', criticality: 'high' }],
        criticalityRules: [{ filter: 'criticality:low', criticality: 'high' }, { filter: 'environment:(', criticality: 'high' }],
      }, undefined, 1),
    }, async (client) => {
      const told = await issues(client);
      for (const expected of [/schema 9/, /"gone"/, /urgent|none of critical/, /rule 1 does not count: it asks for criticality itself/, /rule 2 does not count: At character/]) assert.match(told, expected);
      assert.equal(await criticality(client), '-, low (inventory), high (set by hand)');
      assert.match((await client.request(CriticalitySet, { servers: ['web1'], criticality: 'low' })).problem, /schema 9/);
    }));
});

suite('Findings set aside', () => {
  const first = async (client: WorkerClient, key: string): Promise<VulnerabilityRow> => (await server(client, key)).topVulnerabilities[0];
  const change = ({ cve }: VulnerabilityRow, fields: Partial<SetAsideChange> = {}): SetAsideChange => ({
    cve, status: 'not_affected', justification: 'vulnerable_code_not_in_execute_path', reason: '', note: 'CGI is off', scope: { servers: { kind: 'all' }, software: { kind: 'any' } }, until: null, ...fields,
  });

  test('leaves score and counts, stays visible with who and why, and comes back', () =>
    withWorker({}, async (client, folder) => {
      const top = await first(client, 'web1');
      const before = await server(client, 'web1');
      const offer = (await client.request(SetAsideOfferRequest, { server: 'web1', finding: top.ref }))!;
      assert.deepEqual([offer.subject, offer.software?.name, offer.servers, offer.tags.map(({ tag, servers }) => `${tag} ${servers}`)], ['Apache Tomcat 9.0.30', 'Apache Tomcat', 3, ['role=web 2', 'old=1 1']]);
      const answer = await client.request(SetAsidePut, change(top, { scope: { servers: { kind: 'server', key: 'web1' }, software: { kind: 'software', software: offer.software! } }, until: '2027-01-01' }));
      assert.deepEqual([answer.changed, answer.problem], [1, '']);
      const after = await server(client, 'web1');
      assert.deepEqual([after.row.score, after.row.vulnerabilities, after.notCounted.suppressed], [before.row.score - 1, before.row.vulnerabilities! - 1, 1]);
      assert.equal((await server(client, 'web2')).row.score, (before.row.score));
      assert.ok(after.topVulnerabilities.every(({ cve }) => cve !== top.cve));
      const rows = (await client.request(ServerRows, { server: 'web1', list: 'vulnerabilities', offset: 0, limit: 500 })).rows as readonly VulnerabilityRow[];
      const row = rows.find(({ cve }) => cve === top.cve)!;
      assert.equal(row.verdict, 'suppressed');
      assert.match(row.setAside, /Not affected: the vulnerable code is never executed\. CGI is off\. Set aside until 2027-01-01\. Said by .+ on \d{4}-/);
      const evidence = (await client.request(FindingExplain, { server: 'web1', finding: top.ref }))!;
      assert.deepEqual([evidence.verdict, evidence.steps[0].title, evidence.steps[0].targetLabel.replace(/\d+/, 'n')], ['suppressed', 'Set aside', 'vex.json:n']);
      assert.equal(await found(client, { cve: top.cve }), 'WEB2');
      const [listed] = await client.request(SetAsideList, {});
      assert.deepEqual([listed.cve, listed.state, listed.servers, listed.scopeText, listed.until], [top.cve, 'in-force', 1, 'Apache Tomcat 9.0.30 on WEB1', '2027-01-01']);
      // Longer, on all servers: one statement takes the place of the other.
      await client.request(SetAsidePut, change(top, { until: '2027-06-30', replaces: listed.key }));
      const [wider, ...none] = await client.request(SetAsideList, {});
      assert.deepEqual([wider.servers, wider.until, none.length], [2, '2027-06-30', 0]);
      assert.equal(await found(client, { cve: top.cve }), '');
      const document = JSON.parse(decided(folder, 'vex.json')) as Record<string, unknown>;
      assert.equal(document['@context'], 'https://openvex.dev/ns/v0.2.0');
      assert.equal((await client.request(SetAsideRemove, { keys: [wider.key] })).changed, 1);
      assert.equal((await server(client, 'web1')).row.score, before.row.score);
    }));

  test('what is said wrongly is refused', () =>
    withWorker({}, async (client) => {
      const top = await first(client, 'web1');
      await assert.rejects(client.request(SetAsidePut, change(top, { justification: '' })), /say why/);
      await assert.rejects(client.request(SetAsidePut, change(top, { status: 'affected', reason: 'Accepted' })), /only up to a date/);
      await assert.rejects(client.request(SetAsidePut, change(top, { until: 'soon' })), /no date/);
      await assert.rejects(client.request(SetAsidePut, change(top, { scope: { servers: { kind: 'filter', text: 'environment:(' }, software: { kind: 'any' } } })), /filter is not understood/);
      assert.equal(await client.request(SetAsideOfferRequest, { server: 'nobody', finding: top.ref }), null);
    }));

  test('an expired statement is told and counts no more; one that is about to expire is announced', () =>
    withWorker({}, async (client) => {
      const top = await first(client, 'web1');
      const score = (await server(client, 'web1')).row.score;
      await client.request(SetAsidePut, change(top, { until: '2020-01-01' }));
      assert.equal((await server(client, 'web1')).row.score, score);
      assert.match(await issues(client), new RegExp(`${top.cve} was set aside until 2020-01-01\\. Its findings count again`));
      assert.equal((await client.request(SetAsideList, {}))[0].state, 'expired');
    }));

  test('out as OpenVEX and CycloneDX, and in again to the same', () =>
    withWorker({}, async (client, folder) => {
      const top = await first(client, 'web1');
      await client.request(SetAsidePut, change(top, { scope: { servers: { kind: 'filter', text: 'environment:Production' }, software: { kind: 'software', software: { name: 'Apache Tomcat' } } }, until: '2027-01-01' }));
      const before = await client.request(SetAsideList, {});
      const score = (await server(client, 'web1')).row.score;
      for (const format of ['openvex', 'cyclonedx'] as const) {
        const file = folder.file(`${format}.json`);
        assert.equal((await client.request(VexExport, { path: file, format })).statements, 1);
        await client.request(SetAsideRemove, { keys: (await client.request(SetAsideList, {})).map(({ key }) => key) });
        assert.equal((await server(client, 'web1')).row.score, score + 1);
        const imported = await client.request(VexImport, { path: file });
        assert.deepEqual([imported.statements, imported.taken, imported.namesNothing, imported.rejected, imported.problem], [1, 1, 0, 0, '']);
        const [after] = await client.request(SetAsideList, {});
        assert.deepEqual([after.cve, after.justification, after.until, after.by, after.note, after.servers], [before[0].cve, before[0].justification, before[0].until, before[0].by, before[0].note, 2], format);
        assert.equal((await server(client, 'web1')).row.score, score);
      }
    }));

  test('an export never takes the place of an inventory, a decision or what is protected', () =>
    withWorker({ 'protected.json': 'kept' }, async (client, folder) => {
      await client.request(SetAsidePut, change(await first(client, 'web1')));
      const refused = async (name: string, said: RegExp): Promise<void> => {
        const before = fs.readFileSync(folder.file(name));
        await assert.rejects(client.request(VexExport, { path: folder.file(name), format: 'openvex' }), said);
        assert.deepEqual(fs.readFileSync(folder.file(name)), before);
      };
      await refused('a.inventory.csv', /was not written: it is one of the inventories, which are never rewritten\. Choose another name\.$/);
      await refused('.inventory-insights/vex.json', /vex\.json was not written: \.inventory-insights is no place for exports\. Choose another folder\.$/);
      fs.chmodSync(folder.file('protected.json'), 0o444);
      await refused('protected.json', /it is read-only\. Choose another name, or allow writing to it\.$/);
      await assert.rejects(client.request(VexExport, { path: folder.file('no/folder/x.json'), format: 'openvex' }), /its folder does not exist\. Choose another folder\.$/);
      await assert.rejects(client.request(VexImport, { path: folder.folder }), /was not imported: it is a folder or a device\. Choose a file\.$/);
    }));

  test('a document that names nothing here says so; one that is none is refused', () =>
    withWorker({
      'other.json': JSON.stringify({
        '@context': 'https://openvex.dev/ns/v0.2.0', '@id': 'https://example.com/vex/1', author: 'Vendor', timestamp: '2026-01-01T00:00:00Z', version: 1,
        statements: [{ vulnerability: { name: 'CVE-2021-44228' }, products: [{ '@id': 'pkg:oci/nothing@sha256:1' }], status: 'fixed' }, { vulnerability: {}, status: 'x' }],
      }),
      'none.json': '[]', 'broken.json': '{',
    }, async (client, folder) => {
      const answer = await client.request(VexImport, { path: folder.file('other.json') });
      assert.deepEqual([answer.statements, answer.taken, answer.namesNothing, answer.rejected, answer.undo], [2, 0, 1, 1, null]);
      assert.equal(fs.existsSync(path.join(folder.folder, '.inventory-insights')), false);
      fs.writeFileSync(folder.file('empty.json'), '{"@context":"https://openvex.dev/ns/v0.2.0","statements":[]}');
      const nothing = await client.request(VexImport, { path: folder.file('empty.json') });
      assert.deepEqual([nothing.statements, nothing.taken, nothing.problem, nothing.undo], [0, 0, '', null]);
      fs.writeFileSync(folder.file('newer.json'), '{"@context":"https://openvex.dev/ns/v0.9.0","statements":[]}');
      await assert.rejects(client.request(VexImport, { path: folder.file('newer.json') }), /newer\.json was not imported\. It is of OpenVEX 0\.9; version 0\.2 and the drafts before it are known/);
      await assert.rejects(client.request(VexImport, { path: folder.file('none.json') }), /neither an OpenVEX nor a CycloneDX/);
      await assert.rejects(client.request(VexImport, { path: folder.file('broken.json') }), /no JSON/);
      await assert.rejects(client.request(VexExport, { path: folder.file('out.json'), format: 'openvex' }), /nothing is set aside/);
    }));
});
