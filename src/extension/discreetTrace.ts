import type * as vscode from 'vscode';

/** NVD's key in a traced message: as JSON, or as JSON inside a JSON string. */
const KEY = /(nvdApiKey\\*"\s*:\s*\\*")[^"\\]*/g;

export function withoutKey(text: string): string {
  return text.replace(KEY, '$1(not logged)');
}

/** The log as the language client traces its messages into it, at the log level "Trace": everything but NVD's key. Ends with the log, not by itself. */
export function discreetTrace(log: vscode.LogOutputChannel): vscode.LogOutputChannel {
  return {
    get name() {
      return log.name;
    },
    get logLevel() {
      return log.logLevel;
    },
    onDidChangeLogLevel: listener => log.onDidChangeLogLevel(listener),
    append: value => log.append(withoutKey(value)),
    appendLine: value => log.appendLine(withoutKey(value)),
    replace: value => log.replace(withoutKey(value)),
    clear: () => log.clear(),
    show: () => log.show(),
    hide: () => log.hide(),
    dispose: () => undefined,
    trace: message => log.trace(withoutKey(message)),
    debug: message => log.debug(withoutKey(message)),
    info: message => log.info(withoutKey(message)),
    warn: message => log.warn(withoutKey(message)),
    error: error => log.error(typeof error === 'string' ? withoutKey(error) : error),
  };
}
