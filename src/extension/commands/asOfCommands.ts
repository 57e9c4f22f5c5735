import * as vscode from 'vscode';
import { COMMANDS } from '../commandIds';
import { decodeDate } from '../decode/fields';
import type { Memory } from '../memory';
import type { PanelManager } from '../panels/panelManager';
import type { Settings } from '../settings';

/** Years that make sense for a plan or for looking back. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

/** Set As-of Date: today, the planned date, or another one. All that is on show follows at once. */
export function registerAsOfCommands(settings: Settings, memory: Memory, panels: PanelManager): vscode.Disposable {
  return vscode.commands.registerCommand(COMMANDS.asOfSet, async (given: unknown) => {
    const asOf = given === null ? null : decodeDate(given) ?? await pickDate(memory);
    if (asOf === undefined || asOf === memory.asOf) return;
    await settings.setAsOf(asOf);
    panels.refresh();
  });
}

/** @returns null for today, undefined when it was given up */
async function pickDate(memory: Memory): Promise<string | null | undefined> {
  const { asOf, plannedDate } = memory;
  const mark = (current: boolean) => (current ? vscode.l10n.t('now shown') : undefined);
  const today = { label: vscode.l10n.t('Today'), description: mark(asOf === null), date: null as string | null | undefined };
  const planned = plannedDate === null ? [] : [{ label: plannedDate, description: mark(asOf === plannedDate) ?? vscode.l10n.t('planned date'), date: plannedDate as string | null | undefined }];
  const other = { label: vscode.l10n.t('Choose a date…'), date: undefined as string | null | undefined };
  const choice = await vscode.window.showQuickPick([today, ...planned, other], {
    title: vscode.l10n.t('Set As-of Date'),
    placeHolder: vscode.l10n.t('Every view is worked out for this date, for example the day of a planned migration'),
  });
  if (choice === undefined) return undefined;
  return choice === other ? typeDate(plannedDate) : choice.date;
}

async function typeDate(proposed: string | null): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Set As-of Date'),
    prompt: vscode.l10n.t('Year, month and day, as in 2027-03-01'),
    value: proposed ?? '',
    placeHolder: 'YYYY-MM-DD',
    validateInput: text => (isDate(text) ? undefined : vscode.l10n.t('Give a date of the calendar between {0} and {1}, as in 2027-03-01.', FIRST_YEAR, LAST_YEAR)),
  });
  return typed === undefined || !isDate(typed) ? undefined : typed.trim();
}

function isDate(text: string): boolean {
  const date = decodeDate(text.trim());
  const year = Number(date?.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
