import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver/node';
import { FileChangeType, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { PlainDate } from '../core/inventory/plainDate';
import { EstateChanged } from '../protocol/lsp';
import { DEFAULT_SETTINGS, decodeSettings } from '../protocol/settings';
import { DecisionChanges } from './decisionChanges';
import { ExportOnSave } from './exportOnSave';
import type { OpenText } from './estateStore';
import { registerFeatures } from './features/registerFeatures';
import { DiagnosticsPublisher } from './features/diagnosticsPublisher';
import { SourceTexts } from './features/sourceTexts';
import { inventoriesInNewFolder } from './newFolder';
import { registerDecisionRequests } from './requests/decisionRequests';
import { registerEstateRequests } from './requests/estateRequests';
import { registerExportRequests } from './requests/exportRequests';
import { registerFeedRequests } from './requests/feedRequests';
import { registerFilterRequests } from './requests/filterRequests';
import { registerViewRequests } from './requests/viewRequests';
import { registerListRequests } from './requests/listRequests';
import { registerMappingRequests } from './requests/mappingRequests';
import { registerCompareRequests } from './requests/compareRequests';
import { registerHistoryRequests } from './requests/historyRequests';
import { registerRecommendationRequests } from './requests/recommendationRequests';
import { notify } from './requests/register';
import { registerServerRequests } from './requests/serverRequests';
import { registerSetAsideRequests } from './requests/setAsideRequests';
import { registerVexRequests } from './requests/vexRequests';
import { Session } from './session';
import { pathOf } from './uris';
import { WatchedFiles } from './watchFiles';

/** Wires the language server: documents and watched files in, requests and features out. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  let watches = false;
  let session: Session | undefined;
  let exportOnSave: ExportOnSave | undefined;

  connection.onInitialize((params): InitializeResult => {
    const options = decodeOptions(params.initializationOptions);
    watches = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    session = start(connection, documents, options);
    exportOnSave = new ExportOnSave(connection, session, options.productVersion);
    session.setFolders((params.workspaceFolders ?? []).map(({ uri }) => pathOf(uri)).filter((folder) => folder !== undefined));
    for (const uri of options.openedInventories) {
      const file = pathOf(uri);
      if (file !== undefined) session.open(file);
    }
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        codeLensProvider: {},
        documentSymbolProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'Inventory Insights' },
    };
  });

  connection.onInitialized(async () => {
    connection.workspace.onDidChangeWorkspaceFolders(async () => {
      const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
      session?.setFolders(folders.map(({ uri }) => pathOf(uri)).filter((folder) => folder !== undefined));
    });
    if (!watches || !session) return;
    const { settings } = session;
    const watched = new WatchedFiles(connection);
    session.onChanged(() => void (session && watched.watch(session.settings.include, session.openedFiles)));
    await watched.watch(settings.include, session.openedFiles);
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const tell = (file: string, kind: 'created' | 'changed' | 'deleted'): boolean => {
      const isOurs = session?.fileChanged(file, kind) ?? false;
      if (isOurs) exportOnSave?.saved();
      return isOurs;
    };
    for (const { uri, type } of changes) {
      const file = pathOf(uri);
      if (file === undefined || tell(file, type === FileChangeType.Created ? 'created' : type === FileChangeType.Deleted ? 'deleted' : 'changed')) continue;
      if (session && type === FileChangeType.Created) void inventoriesInNewFolder(file, session).then((found) => found.forEach((one) => tell(one, 'created')));
    }
  });
  // Some file systems are not watched; an editor tells of its own saves.
  documents.onDidSave(({ document }) => {
    const file = pathOf(document.uri);
    if (file !== undefined && session?.isInventory(file)) exportOnSave?.saved();
  });

  documents.listen(connection);
  connection.listen();
}

function start(connection: Connection, documents: TextDocuments<TextDocument>, options: Options): Session {
  const openDocument = (file: string): TextDocument | undefined => documents.all().find(({ uri }) => pathOf(uri) === file);
  const openText = (file: string): OpenText | undefined => {
    const document = openDocument(file);
    return document && { version: document.version, text: document.getText() };
  };
  const session = new Session({
    starterFeeds: options.starterFeeds,
    sqlWasm: options.sqlWasm,
    log: (message) => connection.console.warn(message),
    openText,
    today: localToday,
  }, decodeSettings(options.settings));

  const texts = new SourceTexts(openDocument);
  const publisher = new DiagnosticsPublisher(connection, session, texts);
  session.onChanged(({ revision, text }) => {
    notify(connection, EstateChanged, { revision, text });
    void publisher.publish();
  });
  // A file that is too large to be placed exactly from disk is placed exactly once the editor has it.
  documents.onDidOpen(() => void publisher.publish());
  const documentChanged = (uri: string): void => {
    const file = pathOf(uri);
    if (file !== undefined && session.isInventory(file)) session.fileChanged(file, 'changed');
  };
  documents.onDidChangeContent(({ document }) => documentChanged(document.uri));
  documents.onDidClose(({ document }) => documentChanged(document.uri));

  registerListRequests(connection, session);
  registerFilterRequests(connection, session);
  registerViewRequests(connection, session);
  registerServerRequests(connection, session, openText);
  registerRecommendationRequests(connection, session);
  registerHistoryRequests(connection, session);
  registerCompareRequests(connection, session, options);
  registerEstateRequests(connection, session);
  registerExportRequests(connection, session, options.productVersion);
  registerFeedRequests(connection, session, options);
  const changes = new DecisionChanges(session);
  registerDecisionRequests(connection, session, changes);
  registerMappingRequests(connection, session, changes);
  registerSetAsideRequests(connection, session, changes);
  registerVexRequests(connection, session, changes);
  registerFeatures(connection, session, texts);
  return session;
}

interface Options {
  readonly settings: unknown;
  readonly starterFeeds: string;
  readonly sqlWasm: string;
  readonly productVersion: string;
  readonly openedInventories: readonly string[];
}

function decodeOptions(value: InitializeParams['initializationOptions']): Options {
  const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const text = (one: unknown): string => (typeof one === 'string' ? one : '');
  const opened = given.openedInventories;
  return {
    settings: given.settings ?? DEFAULT_SETTINGS,
    starterFeeds: text(given.starterFeeds),
    sqlWasm: text(given.sqlWasm),
    productVersion: text(given.productVersion),
    openedInventories: Array.isArray(opened) ? opened.filter((uri) => typeof uri === 'string') : [],
  };
}

function localToday(): PlainDate {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` as PlainDate;
}

