import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/extension/commandIds';
import { eventually } from '../support/eventually';
import { Answers } from './answers';
import { Stubs, api, closeEditors, labels, node, readFile, workspaceUri, writeFile } from './estate';

interface DecidedServer {
  readonly server: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly criticality?: string;
  readonly excluded?: string;
}

/** The commands of the tree's and the panels' menus, with the arguments that these pass, and what is on disk afterwards. */
suite('deciding about servers', () => {
  const stubs = new Stubs();
  let answers: Answers;
  const kept = (file: string) => workspaceUri('.inventory-insights', file);
  const onDisk = async (): Promise<readonly DecidedServer[]> => (JSON.parse(await readFile(kept('estate.json'))) as { servers: DecidedServer[] }).servers;
  /** What a tree's menu passes: the leaf that was clicked, and all that are selected. */
  const selected = async (...names: readonly RegExp[]): Promise<readonly [unknown, readonly unknown[]]> => {
    const leaves = await Promise.all(names.map(async name => ({ node: await node('servers', name) })));
    return [leaves[0], leaves];
  };
  const run = (command: string, ...parameters: readonly unknown[]) => vscode.commands.executeCommand(command, ...parameters);

  setup(async () => {
    answers = new Answers(stubs);
    await (await api()).status();
  });
  teardown(async () => {
    stubs.restore();
    await closeEditors();
    await vscode.workspace.fs.delete(workspaceUri('.inventory-insights'), { recursive: true }).then(undefined, () => undefined);
    await (await api()).status();
  });

  test('a tag on one server, from the tree; changed, then removed', async () => {
    const [leaf] = await selected(/^RTM-DC01$/);
    answers.give({});
    answers.type('owner', 'platform team');
    await run(COMMANDS.tagsAdd, leaf);
    assert.deepEqual((await onDisk()).map(({ tags }) => tags), [{ owner: 'platform team' }]);
    assert.match(answers.said[0] ?? '', /: tag owner/);
    answers.type('owner', '');
    await run(COMMANDS.tagsAdd, leaf);
    assert.deepEqual((await onDisk()).map(({ tags }) => tags), [{ owner: '' }], 'a tag may have no value');
    answers.give({ picks: ['owner'] });
    await run(COMMANDS.tagsRemove, leaf);
    assert.deepEqual(answers.offered.at(-1)?.filter(label => label.startsWith('owner')).length, 1);
    await eventually('the tag is gone', async () => (await onDisk()).every(({ tags }) => tags === undefined || tags['owner'] === undefined));
  });

  test('a tag on many servers, taken back by the button of the message; nothing else in the file changes', async () => {
    const [first, all] = await selected(/^RTM-DC01$/, /^RTM-DC02$/, /^RTM-SQL/);
    answers.give({ picks: ['Low'] });
    await run(COMMANDS.criticalitySet, first);
    const before = await readFile(kept('estate.json'));
    answers.give({ press: 'Undo' });
    answers.type('wave', '2');
    await run(COMMANDS.tagsAdd, first, all);
    assert.match(answers.said.at(-1) ?? '', /^3 servers: tag wave/);
    await eventually('the tags are taken back', async () => await readFile(kept('estate.json')) === before);
  });

  test('tags of every server that passes a panel’s filter; a filter that none passes changes nothing', async () => {
    answers.give({});
    answers.type('reviewed', 'yes');
    await run(COMMANDS.tagsAdd, { filter: { text: 'RTM-DC' } });
    const tagged = (await onDisk()).filter(({ tags }) => tags?.['reviewed'] === 'yes').length;
    assert.equal(tagged, (await labels('servers')).filter(name => name.includes('RTM-DC')).length);
    await run(COMMANDS.tagsAdd, { filter: { text: 'no such server anywhere' } });
    assert.equal(answers.said.at(-1), 'No server passes the filter.');
    answers.give({ picks: ['reviewed'] });
    await run(COMMANDS.tagsRemove, { filter: { text: 'RTM-DC' } });
    assert.ok((await onDisk()).every(({ tags }) => tags?.['reviewed'] === undefined));
  });

  test('a tag with markup is text in the tree and on disk', async () => {
    const markup = '<img src=x onerror=alert(1)> [x](command:y) `z`';
    const [leaf] = await selected(/^RTM-DC01$/);
    answers.give({});
    answers.type(markup.slice(0, 40), markup);
    await run(COMMANDS.tagsAdd, leaf);
    assert.deepEqual((await onDisk()).map(({ tags }) => tags), [{ [markup.slice(0, 40).trim()]: markup }]);
    assert.doesNotMatch(JSON.stringify(await node('servers', /^RTM-DC01$/)), /<img|command:y/);
  });

  test('criticality by hand, of one and of many, and given back to the rules', async () => {
    const [first, all] = await selected(/^RTM-DC01$/, /^RTM-DC02$/);
    answers.give({ picks: ['Critical'] });
    await run(COMMANDS.criticalitySet, first, all);
    assert.deepEqual((await onDisk()).map(({ criticality }) => criticality), ['critical', 'critical']);
    answers.give({ picks: ['Not set by hand'] });
    await run(COMMANDS.criticalitySet, first);
    assert.deepEqual((await onDisk()).flatMap(({ criticality }) => criticality ?? []), ['critical']);
    await run(COMMANDS.criticalitySet, first);
    assert.equal((await onDisk()).length, 1, 'a pick that is called off changes nothing');
  });

  test('exclusion from coverage needs a reason, which is kept, and can be taken back', async () => {
    const [leaf] = await selected(/^RTM-DC01$/);
    answers.give({ texts: ['An appliance; its vendor patches it'] });
    await run(COMMANDS.coverageExclude, leaf);
    assert.match(JSON.stringify(await onDisk()), /An appliance; its vendor patches it/);
    const refusals: (string | undefined)[] = [];
    stubs.replace(vscode.window, 'showInputBox', (async (options?: vscode.InputBoxOptions) => {
      for (const text of ['', '   ', 'x'.repeat(2_001), 'fine']) refusals.push(await options?.validateInput?.(text) as string | undefined);
      return undefined;
    }) as never);
    const before = await readFile(kept('estate.json'));
    await run(COMMANDS.coverageExclude, leaf);
    assert.deepEqual(refusals.map(text => typeof text), ['string', 'string', 'string', 'undefined']);
    assert.equal(await readFile(kept('estate.json')), before);
    await run(COMMANDS.coverageInclude, leaf);
    assert.doesNotMatch(JSON.stringify(await onDisk()), /appliance/);
  });

  test('a file with merge markers is left alone, and the command says why', async () => {
    const broken = '{"schemaVersion": 1, "servers": [\n<<<<<<< ours\n]}\n';
    await vscode.workspace.fs.createDirectory(kept(''));
    await writeFile(kept('estate.json'), broken);
    await (await api()).status();
    const [leaf] = await selected(/^RTM-DC01$/);
    answers.give({});
    answers.type('owner', 'x');
    await run(COMMANDS.tagsAdd, leaf);
    assert.equal(await readFile(kept('estate.json')), broken);
    assert.match(answers.said.join('\n'), /estate\.json/);
  });

  test('the server of a listing that does not name it is asked for and kept; the listing stays as it is', async () => {
    const listing = workspaceUri('dpkg.txt');
    const text = 'bash\t5.2.15-2+b2\nopenssl\t3.0.11-1~deb12u2\n';
    answers.give({ texts: ['web-by-name.example'] });
    try {
      await writeFile(listing, text);
      await eventually('the listing is read', async () => (await labels('servers')).includes('dpkg'));
      await run(COMMANDS.hostName, listing);
      await eventually('the server has its name', async () => (await labels('servers')).includes('web-by-name.example') && !(await labels('servers')).includes('dpkg'));
      assert.deepEqual(JSON.parse(await readFile(kept('hosts.json'))), { schemaVersion: 1, hosts: [{ file: 'dpkg.txt', server: 'web-by-name.example' }] });
      assert.equal(await readFile(listing), text);
    } finally {
      await vscode.workspace.fs.delete(listing);
      await eventually('the listing is gone', async () => !(await labels('servers')).some(name => name === 'dpkg' || name === 'web-by-name.example'));
    }
  });
});
