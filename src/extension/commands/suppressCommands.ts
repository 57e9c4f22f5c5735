import * as path from 'node:path';
import * as vscode from 'vscode';
import { FilterFormat, SetAsideList, SetAsideOfferRequest, SetAsidePut, SetAsideRemove, VexExport, VexImport } from '../../protocol/lsp';
import type { SetAsideChange, SetAsideOffer, SetAsideRow, SetAsideScope, VexFormat, VexJustificationModel, VexStatusModel } from '../../protocol/models/suppressions';
import type { ServerFilter } from '../../protocol/models/frame';
import type { FindingRef } from '../../protocol/models/server';
import { COMMANDS } from '../commandIds';
import { decodeServerFilter } from '../decode/decodeFilter';
import { decodeTarget } from '../decode/decodeTarget';
import { decodeCve, decodeDate, decodeFields } from '../decode/fields';
import { report } from '../failure';
import type { WorkerClient } from '../workerClient';
import { sayDecided } from './decided';

const MAX_TEXT = 2_000;
/** Characters of a scope in a title. */
const MAX_TITLE = 80;

/** Setting findings aside (VEX): from the panel, the tree and Problems, and the list of what is set aside. */
export function registerSuppressCommands(client: WorkerClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand(COMMANDS.findingSetAside, (argument: unknown) => report(log, vscode.l10n.t('The finding was not set aside'), async () => {
      const many = serversOf(argument);
      if (many !== undefined) {
        await setAsideOn(client, log, many.cve, many.filter);
        return;
      }
      const place = findingOf(argument);
      if (place === undefined) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Choose a finding: in the Vulnerabilities tab of a server, in the tree, or by the quick fix of a problem. Servers of one CVE can be chosen in the list.'));
        return;
      }
      const offer = await client.request(SetAsideOfferRequest, place);
      if (offer === null) throw new Error(vscode.l10n.t('It is not in the inventory any more.'));
      await setAside(client, log, offer, undefined);
    })),
    registerCommand(COMMANDS.setAsideShow, () => report(log, vscode.l10n.t('What is set aside could not be shown'), () => show(client, log))),
    registerCommand(COMMANDS.vexImport, () => report(log, vscode.l10n.t('The document was not imported'), () => importVex(client, log))),
    registerCommand(COMMANDS.vexExport, () => report(log, vscode.l10n.t('The document was not exported'), () => exportVex(client))),
  );
}

/** A server and a finding on it: a target, or a node of a tree that leads to one. */
function findingOf(argument: unknown): { readonly server: string; readonly finding: FindingRef } | undefined {
  const target = decodeTarget(argument) ?? decodeTarget(decodeFields(decodeFields(argument)?.node)?.target);
  return target?.view === 'server' && target.finding ? { server: target.server, finding: target.finding } : undefined;
}

/** A CVE and the servers that it is set aside on. */
function serversOf(argument: unknown): { readonly cve: string; readonly filter: ServerFilter } | undefined {
  const given = decodeFields(argument);
  const cve = decodeCve(given?.cve);
  return cve === undefined || decodeFields(given?.filter) === undefined ? undefined : { cve, filter: decodeServerFilter(given?.filter) };
}

/** Longest filter text of a scope, characters: it stands percent-encoded in an IRI of the statement, which has room for 16,000. */
const MAX_SCOPE = 5_000;

/** Asks the same of a CVE on servers of a list, whatever software of theirs has it. */
async function setAsideOn(client: WorkerClient, log: vscode.LogOutputChannel, cve: string, filter: ServerFilter): Promise<void> {
  const text = await client.request(FilterFormat, { list: 'servers', filter });
  if (text.length > MAX_SCOPE) throw new Error(vscode.l10n.t('So many servers picked one by one do not fit in a statement. Choose all of the list, or give them a tag and filter by it.'));
  const [key, ...others] = filter.keys ?? [];
  const servers: SetAsideScope['servers'] = text === '' ? { kind: 'all' } : key !== undefined && others.length === 0 && Object.keys(filter).length === 1 ? { kind: 'server', key } : { kind: 'filter', text };
  const where = servers.kind === 'all' ? vscode.l10n.t('all servers') : servers.kind === 'server' ? servers.key : text;
  await say(client, log, cve, vscode.l10n.t('Set Aside {0} on {1}', cve, where.length > MAX_TITLE ? `${where.slice(0, MAX_TITLE)}…` : where), { servers, software: { kind: 'any' } }, undefined);
}

/** Asks what is so, where, until when and why, in that order; what a statement says already is proposed. */
async function setAside(client: WorkerClient, log: vscode.LogOutputChannel, offer: SetAsideOffer, before: SetAsideRow | undefined): Promise<void> {
  const { cve } = offer.finding;
  const title = vscode.l10n.t('Set Aside {0} on {1}', cve, offer.subject);
  const scope = await askScope(title, offer);
  if (scope !== undefined) await say(client, log, cve, title, scope, before);
}

/** The questions behind the scope. */
async function say(client: WorkerClient, log: vscode.LogOutputChannel, cve: string, title: string, scope: SetAsideScope, before: SetAsideRow | undefined): Promise<void> {
  const status = await askStatus(title, before?.status);
  if (status === undefined) return;
  const justification = status === 'not_affected' ? await askJustification(title) : '';
  if (justification === undefined) return;
  const reason = await askText(title, reasonPrompt(status, justification), before?.reason ?? '', status === 'affected' || (status === 'not_affected' && justification === ''));
  if (reason === undefined) return;
  const until = await askUntil(title, status === 'affected' || status === 'under_investigation', before?.until ?? null);
  if (until === undefined) return;
  const isReason = status === 'affected' || (status === 'not_affected' && justification === '');
  const change: SetAsideChange = {
    cve, status, justification, reason: isReason ? reason : '', note: isReason ? (before?.note ?? '') : reason, scope, until, ...(before === undefined ? {} : { replaces: before.key }),
  };
  sayDecided(client, log, await client.request(SetAsidePut, change), until === null ? vscode.l10n.t('{0} is set aside.', cve) : vscode.l10n.t('{0} is set aside until {1}.', cve, until));
}

function reasonPrompt(status: VexStatusModel, justification: VexJustificationModel | ''): string {
  switch (status) {
    case 'affected': return vscode.l10n.t('Why the risk is accepted, and what is done about it');
    case 'under_investigation': return vscode.l10n.t('Who looks into it; may be empty');
    case 'fixed': return vscode.l10n.t('How it was fixed although the version does not tell; may be empty');
    default: return justification === '' ? vscode.l10n.t('Why it is not affected') : vscode.l10n.t('A note; may be empty');
  }
}

async function askScope(title: string, { server, subject, software, tags, servers, finding }: SetAsideOffer): Promise<SetAsideScope | undefined> {
  const where = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly value: SetAsideScope['servers'] }>([
    { label: vscode.l10n.t('On {0} only', server.name), value: { kind: 'server', key: server.key } },
    ...tags.map(({ tag, filter, servers: count }) => ({ label: vscode.l10n.t('On servers with tag {0}', tag), description: vscode.l10n.t('{0} servers', count), value: { kind: 'filter' as const, text: filter } })),
    { label: vscode.l10n.t('On all servers'), description: vscode.l10n.t('{0} servers', servers), value: { kind: 'all' } },
  ], { title, placeHolder: vscode.l10n.t('Where does this hold?') });
  if (where === undefined) return undefined;
  const own: SetAsideScope['software'] = software === null ? { kind: 'os' } : { kind: 'software', software };
  const what = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly value: SetAsideScope['software'] }>([
    { label: subject, value: own },
    ...(software === null ? [] : [{ label: vscode.l10n.t('{0}, any version', software.name), value: { kind: 'software' as const, software: { name: software.name, ...(software.publisher ? { publisher: software.publisher } : {}) } } }]),
    { label: vscode.l10n.t('Any software with {0}', finding.cve), value: { kind: 'any' } },
  ], { title, placeHolder: vscode.l10n.t('For which software?') });
  return what === undefined ? undefined : { servers: where.value, software: what.value };
}

async function askStatus(title: string, before: VexStatusModel | undefined): Promise<VexStatusModel | undefined> {
  const mark = (value: VexStatusModel): Pick<vscode.QuickPickItem, 'description'> => (value === before ? { description: vscode.l10n.t('as now') } : {});
  const items: readonly (vscode.QuickPickItem & { readonly value: VexStatusModel })[] = [
    { label: vscode.l10n.t('Not affected'), detail: vscode.l10n.t('The vulnerability cannot be exploited here; a justification follows.'), value: 'not_affected', ...mark('not_affected') },
    { label: vscode.l10n.t('Fixed'), detail: vscode.l10n.t('It was fixed, for example by a backport that the version does not show.'), value: 'fixed', ...mark('fixed') },
    { label: vscode.l10n.t('Under investigation until…'), detail: vscode.l10n.t('Counts again after the day that you give.'), value: 'under_investigation', ...mark('under_investigation') },
    { label: vscode.l10n.t('Affected, risk accepted until…'), detail: vscode.l10n.t('Counts again after the day that you give.'), value: 'affected', ...mark('affected') },
  ];
  return (await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('What is so?') }))?.value;
}

async function askJustification(title: string): Promise<VexJustificationModel | '' | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly value: VexJustificationModel | '' })[] = [
    { label: vscode.l10n.t('The component is not present'), value: 'component_not_present' },
    { label: vscode.l10n.t('The vulnerable code is not present'), value: 'vulnerable_code_not_present' },
    { label: vscode.l10n.t('The vulnerable code is never executed'), value: 'vulnerable_code_not_in_execute_path' },
    { label: vscode.l10n.t('Nobody hostile can reach the vulnerable code'), value: 'vulnerable_code_cannot_be_controlled_by_adversary' },
    { label: vscode.l10n.t('It is mitigated already'), value: 'inline_mitigations_already_exist' },
    { label: vscode.l10n.t('Another reason, in your words…'), value: '' },
  ];
  return (await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Why is it not affected?') }))?.value;
}

async function askText(title: string, prompt: string, value: string, isNeeded: boolean): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title, prompt, value,
    validateInput: text => (isNeeded && text.trim() === '' ? vscode.l10n.t('Give a reason.') : text.length > MAX_TEXT ? vscode.l10n.t('At most {0} characters.', MAX_TEXT) : undefined),
  });
  return typed?.trim();
}

/** @returns null for no end, undefined when it was given up */
async function askUntil(title: string, isNeeded: boolean, before: string | null): Promise<string | null | undefined> {
  const typed = await vscode.window.showInputBox({
    title, value: before ?? '', placeHolder: 'YYYY-MM-DD',
    prompt: isNeeded ? vscode.l10n.t('Last day on which it is set aside') : vscode.l10n.t('Last day on which it is set aside; empty for no end'),
    validateInput: text => (text.trim() === '' && !isNeeded ? undefined : decodeDate(text.trim()) === undefined ? vscode.l10n.t('Give a date of the calendar, as in 2027-03-01.') : undefined),
  });
  if (typed === undefined) return undefined;
  return typed.trim() === '' ? null : typed.trim();
}

interface RowItem extends vscode.QuickPickItem {
  readonly row: SetAsideRow;
}

/** What is set aside, as a list: edit, remove, or show a statement in its file. */
async function show(client: WorkerClient, log: vscode.LogOutputChannel): Promise<void> {
  const rows = await client.request(SetAsideList, {});
  if (rows.length === 0) {
    const importLabel = vscode.l10n.t('Import VEX…');
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is set aside.'), importLabel)
      .then(choice => (choice === importLabel ? vscode.commands.executeCommand(COMMANDS.vexImport) : undefined));
    return;
  }
  const picked = await vscode.window.showQuickPick<RowItem>(rows.map(row => ({
    label: row.cve, description: `${row.scopeText} · ${stateText(row)}`,
    detail: [row.statusText, row.reason, row.note, row.by && vscode.l10n.t('by {0}', row.by), row.on].filter(Boolean).join(' · '), row,
  })), { title: vscode.l10n.t('Set Aside'), matchOnDescription: true, matchOnDetail: true, placeHolder: vscode.l10n.t('Choose a statement to edit, remove or open it') });
  if (picked === undefined) return;
  const { row } = picked;
  const edit = vscode.l10n.t('Edit…');
  const remove = vscode.l10n.t('Remove: its findings count again');
  const open = vscode.l10n.t('Open in vex.json');
  const action = await vscode.window.showQuickPick([...(row.scope === null ? [] : [edit]), remove, open], { title: `${row.cve}: ${row.scopeText}` });
  if (action === edit && row.scope !== null) await say(client, log, row.cve, vscode.l10n.t('Set Aside {0}', row.cve), row.scope, row);
  else if (action === remove) sayDecided(client, log, await client.request(SetAsideRemove, { keys: [row.key] }), vscode.l10n.t('{0} counts again.', row.cve));
  else if (action === open) await vscode.commands.executeCommand(COMMANDS.targetOpen, row.place);
}

function stateText({ state, until, servers }: SetAsideRow): string {
  switch (state) {
    case 'in-force': return until === null ? vscode.l10n.t('on {0} servers', servers) : vscode.l10n.t('on {0} servers until {1}', servers, until);
    case 'expired': return vscode.l10n.t('expired {0}, counts again', until ?? '');
    case 'counted': return vscode.l10n.t('counts');
    case 'unknown-cve': return vscode.l10n.t('not in the feeds');
    case 'names-nothing': return vscode.l10n.t('names nothing here');
  }
}

async function importVex(client: WorkerClient, log: vscode.LogOutputChannel): Promise<void> {
  const [uri] = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import OpenVEX or CycloneDX'), openLabel: vscode.l10n.t('Import'), filters: { JSON: ['json', 'vex'] },
  }) ?? [];
  if (uri === undefined) return;
  const name = path.basename(uri.fsPath);
  const { statements, taken, namesNothing, rejected, reasons, problem, undo } = await client.request(VexImport, { path: uri.fsPath });
  for (const reason of reasons) log.warn(`${name}: ${reason}`);
  const rest = [
    namesNothing === 0 ? '' : vscode.l10n.t('{0} name no server or software of this inventory.', namesNothing),
    rejected === 0 ? '' : vscode.l10n.t('{0} were not understood; the log has the reasons.', rejected),
  ].filter(Boolean).join(' ');
  if (statements === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no statements: nothing was there to take.', name));
    return;
  }
  if (taken === 0 && problem === '') {
    void vscode.window.showWarningMessage(vscode.l10n.t('Nothing of {0} was taken. {1}', name, rest));
    return;
  }
  sayDecided(client, log, { problem, undo }, vscode.l10n.t('{0} of {1} statements of {2} were taken. {3}', taken, statements, name, rest));
}

async function exportVex(client: WorkerClient): Promise<void> {
  const format = (await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly value: VexFormat }>([
    { label: 'OpenVEX 0.2.0', value: 'openvex' }, { label: 'CycloneDX 1.6', value: 'cyclonedx' },
  ], { title: vscode.l10n.t('Export What Is Set Aside') }))?.value;
  if (format === undefined) return;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = format === 'openvex' ? 'openvex.json' : 'vex.cdx.json';
  const uri = await vscode.window.showSaveDialog({ title: vscode.l10n.t('Export What Is Set Aside'), filters: { JSON: ['json'] }, ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}) });
  if (uri === undefined) return;
  const { statements } = await client.request(VexExport, { path: uri.fsPath, format });
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} statements were written to {1}.', statements, path.basename(uri.fsPath)));
}
