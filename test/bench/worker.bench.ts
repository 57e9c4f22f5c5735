import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { OverviewGet, ServersList, ServersPage, TreeChildren } from '../../src/protocol/lsp';
import { DEFAULT_SETTINGS } from '../../src/protocol/settings';
import { generateInventory } from './generateInventory';
import { RUNS, median, percentile95, printRow } from './measure';

// The built worker over IPC on one file of 10,000 rows: hover, first pages, and an edited row to its new diagnostics.
const ROWS = 10_000;
const folder = mkdtempSync(path.join(tmpdir(), 'ii-bench-'));
const file = path.join(folder, 'estate.inventory.csv');
generateInventory(file, ROWS / 20, 20, 4_000);
const uri = pathToFileURL(file).href;
const worker = fork('dist/worker.js', ['--node-ipc'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const connection = createMessageConnection(new IPCMessageReader(worker), new IPCMessageWriter(worker));

/** Resolves with the time of the next diagnostics of the file, in performance.now milliseconds. */
function nextDiagnostics(): Promise<number> {
  return new Promise((resolve) => {
    const listening = connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string }) => {
      if (params.uri !== uri) return;
      listening.dispose();
      resolve(performance.now());
    });
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function main(): Promise<void> {
  connection.onRequest(() => null);
  connection.listen();
  const started = performance.now();
  await connection.sendRequest('initialize', {
    processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
    initializationOptions: {
      settings: { ...DEFAULT_SETTINGS, feedsDirectory: path.join(folder, 'no-cache') },
      starterFeeds: path.resolve('media/feeds/generation'), sqlWasm: path.resolve('dist/sql-wasm.wasm'), openedInventories: [],
    },
  });
  printRow('worker: fork to initialize answered', performance.now() - started, 'ms', 250);
  const first = nextDiagnostics();
  await connection.sendNotification('initialized', {});
  const text = readFileSync(file, 'utf8');
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'csv', version: 1, text } });
  await first;

  const hovers: number[] = [];
  for (let i = 0; i < 200; i++) {
    const line = 1 + ((i * 7_919) % ROWS);
    hovers.push(await timed(() => connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character: i % 2 === 0 ? 3 : 90 } })));
  }
  printRow(`hover, 95th percentile of ${hovers.length}`, percentile95(hovers), 'ms', 20);

  const list = { filter: {}, sort: { key: 'score', direction: 'descending' } };
  const measure = async (what: string, method: string, params: object): Promise<void> => {
    const runs: number[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await timed(() => connection.sendRequest(method, params)));
    printRow(what, median(runs), 'ms', 50);
  };
  await measure('servers list: header, facets and first page', ServersList.method, list);
  await measure('servers list: next page', ServersPage.method, { ...list, offset: 100, limit: 100 });
  await measure('tree: first level', TreeChildren.method, { view: 'servers', node: '', offset: 0 });
  await measure('overview', OverviewGet.method, {});

  const edits: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const line = 500 * (run + 1);
    const published = nextDiagnostics();
    const edited = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 + run },
      contentChanges: [{ range: { start: { line, character: 0 }, end: { line, character: 3 } }, text: `new${run}` }],
    });
    edits.push((await published) - edited);
  }
  printRow('one edited row of 10,000 to new diagnostics', median(edits), 'ms', 150);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
}).finally(() => {
  connection.dispose();
  worker.kill();
  rmSync(folder, { recursive: true, force: true });
});
