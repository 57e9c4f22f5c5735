import * as path from 'node:path';
import * as vscode from 'vscode';
import { CoverageExclude, CriticalityAddRule, CriticalitySet, DecisionsPlace, TagsEdit, TagsImport, TagsKnown } from '../../protocol/lsp';
import type { CriticalityLevel, DecisionAnswer, KnownTag } from '../../protocol/models/tags';
import { COMMANDS } from '../commandIds';
import { decodeServerFilter } from '../decode/decodeFilter';
import { decodeFields } from '../decode/fields';
import { report } from '../failure';
import type { WorkerClient } from '../workerClient';
import { chosenServers, type ChosenServers } from './chosenServers';
import { sayDecided } from './decided';

/** Longest key and value of a tag, and longest reason, UTF-16 code units; the worker refuses longer ones. */
const MAX_TAG = 256;
const MAX_REASON = 2_000;

/** Tags, criticality and coverage of one or many servers, from the palette, the tree and the panels. */
export function registerTagCommands(client: WorkerClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  const onServers = (id: string, title: string, failure: string, run: (servers: ChosenServers) => Promise<void>) =>
    registerCommand(id, (argument: unknown, selection: unknown) => report(log, failure, async () => {
      const servers = await chosenServers(title, argument, selection, client, log);
      if (servers === undefined) return;
      if (servers.keys.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t('No server passes the filter.'));
      else await run(servers);
    }));
  const say = (answer: DecisionAnswer, done: string): void => sayDecided(client, log, answer, done);
  return vscode.Disposable.from(
    onServers(COMMANDS.tagsAdd, vscode.l10n.t('Add or Change Tag'), vscode.l10n.t('The tag was not set'), async ({ keys, label }) => {
      const tag = await askTag(label, await client.request(TagsKnown, {}));
      if (tag === undefined) return;
      say(await client.request(TagsEdit, { servers: keys, put: { [tag.key]: tag.value }, remove: [] }), vscode.l10n.t('{0}: tag {1}', label, written(tag)));
    }),
    onServers(COMMANDS.tagsRemove, vscode.l10n.t('Remove Tags'), vscode.l10n.t('The tags were not removed'), async ({ keys, label }) => {
      const remove = await askKeys(label, await client.request(TagsKnown, { servers: keys }));
      if (remove === undefined) return;
      say(await client.request(TagsEdit, { servers: keys, put: {}, remove }), vscode.l10n.t('{0}: removed {1}', label, remove.join(', ')));
    }),
    onServers(COMMANDS.criticalitySet, vscode.l10n.t('Set Criticality'), vscode.l10n.t('The criticality was not set'), async ({ keys, label }) => {
      const level = await askLevel(vscode.l10n.t('Criticality of {0}', label), true);
      if (level === undefined) return;
      say(await client.request(CriticalitySet, { servers: keys, criticality: level }), level === null
        ? vscode.l10n.t('{0}: rules, groups and the inventory decide again', label) : vscode.l10n.t('{0}: criticality {1}, set by hand', label, level));
    }),
    onServers(COMMANDS.coverageExclude, vscode.l10n.t('Exclude from Coverage'), vscode.l10n.t('The server was not excluded'), async ({ keys, label }) => {
      const reason = await vscode.window.showInputBox({
        title: vscode.l10n.t('Exclude {0} from Coverage', label), prompt: vscode.l10n.t('Why it needs no security or patch-management software'),
        validateInput: text => (text.trim() === '' ? vscode.l10n.t('Give a reason; it is shown wherever the coverage is.') : tooLong(text, MAX_REASON)),
      });
      if (reason !== undefined) say(await client.request(CoverageExclude, { servers: keys, reason: reason.trim() }), vscode.l10n.t('{0}: excluded from coverage', label));
    }),
    onServers(COMMANDS.coverageInclude, vscode.l10n.t('Include in Coverage'), vscode.l10n.t('The server was not included'), async ({ keys, label }) => {
      say(await client.request(CoverageExclude, { servers: keys, reason: null }), vscode.l10n.t('{0}: counts in coverage again', label));
    }),
    registerCommand(COMMANDS.tagsImport, () => report(log, vscode.l10n.t('The tags were not imported'), () => importTags(client, log))),
    registerCommand(COMMANDS.criticalityAddRule, (argument: unknown) => report(log, vscode.l10n.t('The rule was not added'), async () => {
      const filter = decodeFields(argument)?.filter;
      const text = filter === undefined ? await askFilter() : undefined;
      if (filter === undefined && text === undefined) return;
      const level = await askLevel(vscode.l10n.t('Criticality of Servers That Pass'), false);
      if (level === undefined || level === null) return;
      say(await client.request(CriticalityAddRule, { ...(text === undefined ? { filter: decodeServerFilter(filter) } : { text }), criticality: level }), vscode.l10n.t('A criticality rule was added behind the others.'));
    })),
    registerCommand(COMMANDS.criticalityRules, () => report(log, vscode.l10n.t('The rules could not be opened'), async () => {
      const place = await client.request(DecisionsPlace, { topic: 'criticalityRules' });
      await vscode.commands.executeCommand(COMMANDS.targetOpen, { view: 'source', ...place });
    })),
  );
}

interface Tag {
  readonly key: string;
  readonly value: string;
}

function written({ key, value }: Tag): string {
  return value === '' ? key : `${key}=${value}`;
}

function tooLong(text: string, most: number): string | undefined {
  return text.length > most ? vscode.l10n.t('At most {0} characters.', most) : undefined;
}

/** A key and a value, each picked among those that servers have or typed anew. */
async function askTag(label: string, known: readonly KnownTag[]): Promise<Tag | undefined> {
  const key = await pickOrType(vscode.l10n.t('Tag of {0}', label), vscode.l10n.t('Key, as in environment or owner; several words are one key'),
    known.map(tag => ({ label: tag.key, description: vscode.l10n.t('{0} servers', tag.servers) })), false);
  if (key === undefined) return undefined;
  const values = known.find(tag => tag.key === key)?.values ?? [];
  const value = await pickOrType(vscode.l10n.t('Value of {0}', key), vscode.l10n.t('Value; empty for a tag without one'),
    values.filter(each => each.value !== '').map(each => ({ label: each.value, description: vscode.l10n.t('{0} servers', each.servers) })), true);
  return value === undefined ? undefined : { key, value };
}

/** What is typed is offered as the first item, so that Enter takes it. */
function pickOrType(title: string, placeholder: string, items: readonly vscode.QuickPickItem[], mayBeEmpty: boolean): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = title;
  pick.placeholder = placeholder;
  const empty: readonly vscode.QuickPickItem[] = mayBeEmpty ? [{ label: '', description: vscode.l10n.t('no value') }] : [];
  pick.items = [...empty, ...items];
  return new Promise<string | undefined>(resolve => {
    pick.onDidChangeValue(typed => {
      const text = typed.trim().slice(0, MAX_TAG);
      pick.items = text === '' || items.some(({ label }) => label === text) ? [...empty, ...items] : [{ label: text, description: vscode.l10n.t('new'), alwaysShow: true }, ...items];
    });
    pick.onDidAccept(() => {
      const text = (pick.selectedItems[0] ?? pick.items[0])?.label;
      if (text === undefined || (text === '' && !mayBeEmpty)) return;
      resolve(text);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

async function askKeys(label: string, known: readonly KnownTag[]): Promise<readonly string[] | undefined> {
  if (known.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0}: there are no tags to remove.', label));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(known.map(({ key, values, servers }) => ({
    label: key, description: values.map(({ value }) => value).filter(Boolean).slice(0, 3).join(', '), detail: servers === 1 ? undefined : vscode.l10n.t('{0} servers', servers),
  })), { title: vscode.l10n.t('Remove Tags of {0}', label), canPickMany: true });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ label: key }) => key);
}

/** @returns null for "as rules say", undefined when it was given up */
async function askLevel(title: string, mayBeNone: boolean): Promise<CriticalityLevel | null | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly level: CriticalityLevel | null })[] = [
    { label: vscode.l10n.t('Critical'), level: 'critical' }, { label: vscode.l10n.t('High'), level: 'high' },
    { label: vscode.l10n.t('Medium'), level: 'medium' }, { label: vscode.l10n.t('Low'), level: 'low' },
    ...(mayBeNone ? [{ label: vscode.l10n.t('Not set by hand'), description: vscode.l10n.t('rules, groups and the inventory decide'), level: null }] : []),
  ];
  return (await vscode.window.showQuickPick(items, { title }))?.level;
}

async function askFilter(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add Criticality Rule'), prompt: vscode.l10n.t('The filter that servers pass'), placeHolder: 'environment:production tag:pci',
    validateInput: typed => (typed.trim() === '' ? vscode.l10n.t('A rule needs a filter.') : undefined),
  });
  return text?.trim();
}

async function importTags(client: WorkerClient, log: vscode.LogOutputChannel): Promise<void> {
  const [uri] = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Tags from CSV'), openLabel: vscode.l10n.t('Import'), filters: { CSV: ['csv', 'tsv', 'txt'] },
  }) ?? [];
  if (uri === undefined) return;
  const answer = await client.request(TagsImport, { path: uri.fsPath });
  for (const { line, message } of answer.problems) log.warn(`${path.basename(uri.fsPath)}:${line}: ${message}`);
  const left = answer.rejected === 0 ? '' : vscode.l10n.t(' {0} rows were left out{1}; the log has the first of them.', answer.rejected,
    answer.unknownServers.length === 0 ? '' : vscode.l10n.t(', for example of unknown servers {0}', answer.unknownServers.slice(0, 3).join(', ')));
  if (answer.undo === null && answer.problem === '') {
    const reason = answer.problems[0]?.message ?? vscode.l10n.t('every tag is set already');
    void vscode.window.showWarningMessage(vscode.l10n.t('No tag was changed: {0}{1}', reason, left));
    return;
  }
  sayDecided(client, log, answer, vscode.l10n.t('Tags of {0} servers were set.{1}', answer.changed, left));
}
