import * as vscode from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';

/** True when the work was given up because someone asked for that. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError
    || (error instanceof ResponseError && (error.code === LSPErrorCodes.RequestCancelled || error.code === LSPErrorCodes.ServerCancelled));
}

/** The reason as one sentence for the user. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}

/** Runs what a user asked for: a failure is said once, with the thing, the reason and the log, and logged with its cause. */
export async function report<T>(log: vscode.LogOutputChannel, what: string, run: () => T | PromiseLike<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (isCancellation(error)) return undefined;
    log.error(what, error instanceof Error ? error : String(error));
    void sayWithLog(log, 'error', vscode.l10n.t('{0}: {1}', what, reasonOf(error)));
    return undefined;
  }
}

/** A message that offers the log. */
export async function sayWithLog(log: vscode.LogOutputChannel, severity: 'error' | 'warning', message: string): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  const say = severity === 'error' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  if (await say(message, showLog) === showLog) log.show();
}
