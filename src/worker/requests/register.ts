import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Notification, Request } from '../../protocol/lsp';

/** Answers a request; a failure becomes one sentence for the user and the cause in the log. */
export function onRequest<Params, Result>(
  connection: Connection,
  request: Request<Params, Result>,
  handler: (params: Params, token: CancellationToken) => Result | Promise<Result>,
): void {
  connection.onRequest(request.method, async (params: unknown, token: CancellationToken) => {
    try {
      return await handler(params as Params, token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      connection.console.error(`${request.method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      throw new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
    }
  });
}

export function onNotification<Params>(connection: Connection, notification: Notification<Params>, handler: (params: Params) => void): void {
  connection.onNotification(notification.method, (params: unknown) => handler(params as Params));
}

export function notify<Params>(connection: Connection, notification: Notification<Params>, params: Params): void {
  void connection.sendNotification(notification.method, params);
}
