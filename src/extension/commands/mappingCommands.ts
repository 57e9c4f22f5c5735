import * as vscode from 'vscode';
import { DecisionsUndo, MappingOptionsGet, MappingRemove, MappingSet, ProductsSearch, SoftwarePage } from '../../protocol/lsp';
import type { MappingOptions, MappingTarget, ProductChoice, SoftwareRef } from '../../protocol/models/mapping';
import type { DecisionAnswer } from '../../protocol/models/tags';
import { COMMANDS } from '../commandIds';
import { decodeSoftware } from '../decode/decodeFilter';
import { decodeFields } from '../decode/fields';
import { report } from '../failure';
import type { WorkerClient } from '../workerClient';
import { searchPick } from './searchPick';

/** Products and software that a Quick Pick lists. */
const MOST_LISTED = 50;

interface ChoiceItem extends vscode.QuickPickItem {
  readonly target?: MappingTarget | 'remove';
}

interface SoftwareItem extends vscode.QuickPickItem {
  readonly software: SoftwareRef;
}

/** Set Mapping and Remove Mapping: from the palette, a software's node, a quick fix, or a row of a panel. */
export function registerMappingCommands(client: WorkerClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand(COMMANDS.mappingSet, (argument: unknown) => report(log, vscode.l10n.t('The mapping was not set'), async () => {
      const software = softwareOf(argument) ?? await pickSoftware(client, log);
      if (software) await setMapping(client, log, software);
    })),
    registerCommand(COMMANDS.mappingRemove, (argument: unknown) => report(log, vscode.l10n.t('The mapping was not removed'), async () => {
      const software = softwareOf(argument) ?? await pickSoftware(client, log);
      if (software) await removeMapping(client, log, software);
    })),
  );
}

/** A software as the inventory names it, or a node of a tree that leads to one. */
function softwareOf(argument: unknown): SoftwareRef | undefined {
  const given = decodeFields(argument);
  const filter = decodeFields(decodeFields(decodeFields(given?.node)?.target)?.filter);
  return decodeSoftware(argument) ?? decodeSoftware(filter?.software);
}

/** What nothing identified first, that of most servers at the top; what is typed is looked for in all software. */
async function pickSoftware(client: WorkerClient, log: vscode.LogOutputChannel): Promise<SoftwareRef | undefined> {
  const picked = await searchPick<SoftwareItem>({
    title: vscode.l10n.t('Set Mapping'),
    placeholder: vscode.l10n.t('Software that is not identified; type to search all'),
    failure: 'The software could not be searched.',
    find: async (text, token) => {
      const filter = text.trim() === '' ? { identified: false } : { text };
      const { rows } = await client.request(SoftwarePage, { filter, sort: { key: 'servers', direction: 'descending' }, offset: 0, limit: MOST_LISTED }, token);
      return rows.map(({ name, publisher, version, source, servers, rule }) => ({
        label: name, description: [version, publisher].filter(Boolean).join(' · '), detail: vscode.l10n.t('{0} servers, {1}', servers.value, rule), alwaysShow: true, software: { name, publisher, version, source },
      }));
    },
  }, log);
  return picked?.software;
}

async function setMapping(client: WorkerClient, log: vscode.LogOutputChannel, software: SoftwareRef): Promise<void> {
  const options = await client.request(MappingOptionsGet, { software });
  if (options === null) throw new Error(vscode.l10n.t('The inventory has no such software any more.'));
  if (options.explicit !== '') {
    void vscode.window.showInformationMessage(options.explicit);
    return;
  }
  const picked = await searchPick<ChoiceItem>({
    title: vscode.l10n.t('What Is {0}?', options.name),
    placeholder: vscode.l10n.t('{0}. Type to search all products', options.now),
    failure: 'The products could not be searched.',
    find: async (text, token) => {
      const isSearch = text.trim() !== '';
      const products = isSearch ? await client.request(ProductsSearch, { text, limit: MOST_LISTED }, token) : options.candidates;
      const heading = isSearch ? vscode.l10n.t('Products') : vscode.l10n.t('Candidates');
      return [...(products.length > 0 ? [separator(heading), ...products.map(choiceItem)] : []), ...otherwise(options)];
    },
  }, log);
  if (picked?.target === undefined) return;
  if (picked.target === 'remove') return removeMapping(client, log, software);
  const answer = await client.request(MappingSet, { software, target: picked.target });
  tell(client, log, answer, said(options.name, picked.target));
}

async function removeMapping(client: WorkerClient, log: vscode.LogOutputChannel, software: SoftwareRef): Promise<void> {
  tell(client, log, await client.request(MappingRemove, { software }), vscode.l10n.t('The mapping of {0} is removed.', software.name));
}

/** What was done, with the way back; or why it was not. */
function tell(client: WorkerClient, log: vscode.LogOutputChannel, { problem, undo }: DecisionAnswer, done: string): void {
  if (problem !== '') {
    void vscode.window.showWarningMessage(problem);
    return;
  }
  const undoIt = vscode.l10n.t('Undo');
  void vscode.window.showInformationMessage(done, ...(undo === null ? [] : [undoIt])).then(choice => {
    if (choice !== undoIt || undo === null) return undefined;
    return report(log, vscode.l10n.t('The change was not undone'), async () => {
      const answer = await client.request(DecisionsUndo, { undo });
      if (answer.problem !== '') void vscode.window.showWarningMessage(answer.problem);
    });
  });
}

function said(name: string, target: MappingTarget): string {
  switch (target.kind) {
    case 'unknown': return vscode.l10n.t('{0} has no product in the feeds, as you say.', name);
    case 'ignore': return vscode.l10n.t('{0} is ignored.', name);
    default: return vscode.l10n.t('{0} is {1}.', name, target.value);
  }
}

function choiceItem({ kind, value, label, detail, score }: ProductChoice): ChoiceItem {
  return { label, description: score === null ? '' : vscode.l10n.t('score {0}', score.toFixed(2)), detail, alwaysShow: true, target: { kind, value } };
}

function otherwise({ mapping }: MappingOptions): ChoiceItem[] {
  return [
    separator(vscode.l10n.t('None of These')),
    { label: vscode.l10n.t('No such product (leave unknown)'), detail: vscode.l10n.t('Nothing is judged, and nobody is asked again'), alwaysShow: true, target: { kind: 'unknown' } },
    { label: vscode.l10n.t('Ignore this software'), detail: vscode.l10n.t('It counts nowhere, and is shown as ignored'), alwaysShow: true, target: { kind: 'ignore' } },
    ...(mapping ? [{ label: vscode.l10n.t('Remove the mapping'), detail: vscode.l10n.t('{0} line {1}', mapping.file, mapping.line), alwaysShow: true, target: 'remove' as const }] : []),
  ];
}

function separator(label: string): ChoiceItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
