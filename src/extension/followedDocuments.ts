import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  CodeLensRequest, DidChangeTextDocumentNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, DocumentSymbolRequest,
  HoverRequest, TextDocumentSyncKind, type LanguageClient, type TextDocumentFilter,
} from 'vscode-languageclient/node';

/**
 * Which documents the worker is told of and asked about: those that a pattern names, and those opened by hand.
 * A document must not be chosen twice, or each hover and code lens comes twice.
 */
export class FollowedDocuments {
  /** The library reads this list when it starts, and when it starts the worker again. */
  readonly selector: TextDocumentFilter[];

  constructor(include: readonly string[], opened: readonly string[]) {
    this.selector = include.map(pattern => ({ scheme: 'file', pattern }));
    this.add(opened.map(uri => vscode.Uri.parse(uri)));
  }

  /** Follows further documents from now on, those that are open already included. */
  follow(client: LanguageClient, uris: readonly vscode.Uri[]): void {
    const documentSelector = this.add(uris);
    if (documentSelector.length === 0 || !client.isRunning()) return;
    const id = () => crypto.randomUUID();
    // Opening comes last: the document that it sends must be followed by the others already.
    client.getFeature(DidChangeTextDocumentNotification.method).register({ id: id(), registerOptions: { documentSelector, syncKind: TextDocumentSyncKind.Incremental } });
    client.getFeature(DidCloseTextDocumentNotification.method).register({ id: id(), registerOptions: { documentSelector } });
    client.getFeature(DidOpenTextDocumentNotification.method).register({ id: id(), registerOptions: { documentSelector } });
    client.getFeature(HoverRequest.method).register({ id: id(), registerOptions: { documentSelector } });
    client.getFeature(CodeLensRequest.method).register({ id: id(), registerOptions: { documentSelector } });
    client.getFeature(DocumentSymbolRequest.method).register({ id: id(), registerOptions: { documentSelector } });
  }

  private add(uris: readonly vscode.Uri[]): TextDocumentFilter[] {
    const added = uris.filter(uri => uri.scheme === 'file' && !this.has(uri)).map(filterOf);
    this.selector.push(...added);
    return added;
  }

  private has(uri: vscode.Uri): boolean {
    const filters = this.selector.map(({ scheme, pattern }) => ({
      scheme,
      pattern: typeof pattern === 'object' ? new vscode.RelativePattern(vscode.Uri.parse(String(pattern.baseUri)), pattern.pattern) : pattern,
    }));
    // Only the address decides; there need not be a document yet.
    return vscode.languages.match(filters, { uri, languageId: '' } as vscode.TextDocument) > 0;
  }
}

/** Exactly this file, whatever characters its name has. */
function filterOf(uri: vscode.Uri): TextDocumentFilter {
  const folder = uri.with({ path: path.posix.dirname(uri.path) });
  return { scheme: 'file', pattern: { baseUri: String(folder), pattern: path.posix.basename(uri.path).replace(/[[\]{}*?]/g, '[$&]') } };
}
