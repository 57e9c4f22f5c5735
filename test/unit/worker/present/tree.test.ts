import * as assert from 'node:assert/strict';
import type { Problem } from '../../../../src/core/inventory/problem';
import { type Journal } from '../../../../src/feeds/store/journal';
import { DEFAULT_SETTINGS, type TreeSettings } from '../../../../src/protocol/settings';
import type { TreeNode, TreeView } from '../../../../src/protocol/models/tree';
import { treeChildren } from '../../../../src/worker/present/tree';
import type { View } from '../../../../src/worker/present/view';
import { assessEstate, assessServers, estateOf, viewOf } from '../../../support/tinyEstate';
import { DEBIAN, PROTECTION, acme, tinyWorld } from '../../../support/tinyWorld';

const knowledge = tinyWorld();
const SERVERS = [
  { name: 'OLD', os: DEBIAN('10'), environment: 'Production', software: [acme('widget 1.0'), acme('vague 1')], pendingUpdates: [{ id: 'KB1', classification: 'Critical', title: 'One', releasedOn: '2026-11-01' }, { id: 'KB2', classification: 'Tools' }] },
  { name: 'OK', os: DEBIAN('13'), environment: 'Test', software: PROTECTION, pendingUpdates: [] },
  { name: 'BARE' },
  { name: 'WAIT', pendingUpdates: [{ id: 'KB3', classification: 'Security' }] },
];
const view = viewOf(assessServers(SERVERS, knowledge));
const settings = (more: Partial<TreeSettings> = {}): TreeSettings => ({ ...DEFAULT_SETTINGS.tree, ...more });
const children = (tree: TreeView, node = '', more: Partial<TreeSettings> = {}, of: View = view, offset = 0, problems: readonly Problem[] = [], journal: Journal = { feeds: {} }): TreeNode[] =>
  treeChildren(of, settings(more), tree, node, offset, { problems, journal, directory: '/cache' });
const lines = (nodes: readonly TreeNode[]): string[] => nodes.map(({ label, description }) => (description === '' ? label : `${label} | ${description}`));
const named = (nodes: readonly TreeNode[], label: string): TreeNode => nodes.find((node) => node.label === label)!;

/** Every node of a tree, walked from the top. */
function walk(tree: TreeView, of: View = view, more: Partial<TreeSettings> = {}, node = ''): TreeNode[] {
  return children(tree, node, more, of).flatMap((child) => [child, ...(child.expandable ? walk(tree, of, more, child.id) : [])]);
}

suite('The servers tree', () => {
  test('riskiest first, with what is worst', () => assert.deepEqual(lines(children('servers')), [
    'OLD | 7 · 1 critical · 1 exploited · OS ended', 'WAIT | 1', 'BARE | not judged', 'OK | 0',
  ]));
  test('sorted, filtered, at risk only', () => {
    const names = (more: Partial<TreeSettings>) => children('servers', '', more).map(({ label }) => label).join(' ');
    assert.equal(names({ sortBy: 'name' }), 'BARE OK OLD WAIT');
    assert.equal(names({ sortBy: 'support' }), 'OLD OK WAIT BARE');
    assert.equal(names({ filter: 'widget' }), 'OLD');
    assert.equal(names({ atRiskOnly: true }), 'OLD WAIT');
  });
  test('in groups, "not set" last', () => {
    assert.deepEqual(lines(children('servers', '', { groupBy: 'environment' })), ['Production | 1 server, 1 at risk', 'Test | 1 server, 0 at risk', 'Not set | 2 servers, 1 at risk']);
    const [, , rest] = children('servers', '', { groupBy: 'environment' });
    assert.deepEqual(children('servers', rest.id, { groupBy: 'environment' }).map(({ label }) => label), ['WAIT', 'BARE']);
    assert.deepEqual(lines(children('servers', '', { groupBy: 'os' })).at(-1), 'Unknown operating system | 2 servers, 1 at risk');
  });
  test('a server has its parts', () => {
    assert.deepEqual(lines(children('servers', named(children('servers'), 'OLD').id)), [
      'Debian GNU/Linux 10 | OS support ended 2022-09-10, Extended Security Updates until 2024-06-30', 'Vulnerabilities | 2, 2 possible', 'Pending updates | 1 critical or security of 2', 'Software | 2',
      'Protection | security software missing, patch management missing',
    ]);
    assert.deepEqual(lines(children('servers', named(children('servers'), 'BARE').id)), [
      'Unknown operating system | OS support is unknown', 'Vulnerabilities | unknown', 'Pending updates | unknown', 'Software | unknown: no list in the inventory', 'Protection | security software unknown, patch management unknown',
    ]);
  });
  test('and those have theirs', () => {
    const parts = children('servers', named(children('servers'), 'OLD').id);
    assert.deepEqual(lines(children('servers', named(parts, 'Vulnerabilities').id)), [
      'CVE-2024-0001 | 9.8 Critical · KEV · Widget 1.0', 'CVE-2024-0002 | 7.5 High · Widget 1.0', 'CVE-2024-0020 | 9.8 Critical · Possibly affected · Vague 1', 'CVE-2024-0030 | 7.5 High · Possibly affected · Debian GNU/Linux 10',
    ]);
    assert.deepEqual(lines(children('servers', named(parts, 'Pending updates').id)), ['One | Critical · waits 20 d', 'KB2 | Other']);
    assert.deepEqual(lines(children('servers', named(parts, 'Software').id)), ['Widget | 1.0 · 2 vulnerabilities · support ended 2026-11-20 · 1 server', 'Vague | 1 · 1 server']);
  });
});

suite('The software tree', () => {
  test('riskiest first, each with its servers', () => {
    const nodes = children('software');
    assert.deepEqual(nodes.map(({ label }) => label), ['Widget', 'Configuration Manager Client', 'CrowdStrike Windows Sensor', 'Vague']);
    assert.deepEqual(children('software', nodes[0].id).map(({ label }) => label), ['OLD']);
  });
  test('a node keeps its id and its servers when others come and go', () => {
    const later = viewOf(assessServers([{ name: 'NEW', software: [acme('gizmo 3.0')] }, ...SERVERS], knowledge));
    const id = named(children('software'), 'Widget').id;
    assert.equal(named(children('software', '', {}, later), 'Widget').id, id);
    assert.deepEqual(children('software', id, {}, later).map(({ label }) => label), ['OLD']);
  });
  test('what is gone has nothing below it', () => assert.deepEqual(children('software', named(children('software'), 'Widget').id, {}, viewOf(assessServers([], knowledge))), []));
});

suite('The data issues tree', () => {
  const bad = viewOf(assessEstate(estateOf({ 'b.inventory.csv': 'Server,Software,Last seen\nA,,2026-02-30\n,Widget,\n', 'a.inventory.csv': 'Server\nB\n' }), knowledge));
  const feedProblem: Problem = { file: '/cache/7', line: 0, column: 0, severity: 'warning', code: 'feed-unreadable', message: 'The feeds are broken.', fix: 'Import them again.' };
  test('by file, the worst first, leading to the place', () => {
    const files = children('dataIssues', '', {}, bad, 0, [feedProblem]);
    assert.deepEqual(lines(files), ['7 | 1 issue', 'b.inventory.csv | 2 issues']);
    const issues = children('dataIssues', files[1].id, {}, bad, 0, [feedProblem]);
    assert.deepEqual(issues.map(({ description, icon, target }) => `${description} ${icon} ${JSON.stringify(target)}`), [
      'line 3 error {"view":"source","file":"/inv/b.inventory.csv","line":3,"column":1}', 'line 2 warning {"view":"source","file":"/inv/b.inventory.csv","line":2,"column":4}',
    ]);
    assert.deepEqual(children('dataIssues', files[0].id, {}, bad, 0, [feedProblem])[0].target, { view: 'feeds' });
  });
  test('servers not seen for long, the longest first; one without a date is none of them', () => {
    const stale = viewOf(assessServers([{ name: 'JUST', lastSeen: '2026-10-22' }, { name: 'LONG', lastSeen: '2026-01-31' }, { name: 'OVER', lastSeen: '2026-10-20' }, { name: 'NEVER' }], knowledge));
    const [node, ...others] = children('dataIssues', '', {}, stale);
    assert.deepEqual(lines([node, ...others]), ['Servers not seen for 30 days | 2 servers']);
    assert.deepEqual(node.target, { view: 'servers', filter: { stale: true } });
    const below = children('dataIssues', node.id, {}, stale);
    assert.deepEqual(lines(below), ['LONG | last seen 2026-01-31', 'OVER | last seen 2026-10-20']);
    assert.deepEqual(below[0].target, { view: 'server', server: 'long' });
  });
  test('none, none', () => assert.deepEqual(children('dataIssues', '', {}, viewOf(assessEstate(estateOf({}), knowledge))), []));
});

suite('Every tree', () => {
  test('ids are unique and survive a refresh; nodes can be spoken and lead somewhere', () => {
    for (const tree of ['servers', 'software', 'dataIssues', 'feeds'] as const) {
      for (const groupBy of ['none', 'environment', 'site', 'os'] as const) {
        const nodes = walk(tree, view, { groupBy });
        const ids = nodes.map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length, `${tree} by ${groupBy}`);
        assert.deepEqual(walk(tree, viewOf(assessServers(SERVERS, knowledge)), { groupBy }).map(({ id }) => id), ids);
        for (const node of nodes) assert.ok(node.accessibleLabel !== '' && node.label !== '', node.id);
      }
    }
  });
  test('long levels come in pages', () => {
    const many = viewOf(assessServers(Array.from({ length: 450 }, (_, i) => ({ name: `S${i}` })), knowledge));
    const first = children('servers', '', {}, many);
    assert.equal(first.length, 201);
    assert.deepEqual(lines(first.slice(-1)), ['Show 200 more | 250 left']);
    const last = children('servers', '', {}, many, 400);
    assert.equal(last.length, 50);
    assert.equal(last.at(-1)!.label, 'S449');
  });
  test('an id from outside is nothing', () => {
    for (const tree of ['servers', 'software', 'dataIssues', 'feeds'] as const) {
      for (const id of ['x', '[]', '{}', '["server"]', '["server","nobody"]', '["part","OLD","x"]', '["software",0]', '["software"]', '["group"]', '["file","/etc/passwd"]', '[1]', '['.repeat(10_000)]) {
        assert.doesNotThrow(() => children(tree, id), `${tree} ${id.slice(0, 20)}`);
        if (tree !== 'servers' && !id.startsWith('["group')) assert.deepEqual(children(tree, id), [], `${tree} ${id.slice(0, 20)}`);
      }
    }
  });
});
