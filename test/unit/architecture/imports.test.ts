import * as assert from 'node:assert/strict';
import { importsOf, sourceFiles, type Import } from './sources';

/** The table of docs/architecture.md. The first row whose `from` holds for a file is the file's row. */
interface Row {
  readonly from: RegExp;
  /** Files of ours, by their path from the root. */
  readonly files: RegExp;
  /** Files of which only types may be had. */
  readonly types?: RegExp;
  readonly packages?: RegExp;
}

const within = (...folders: string[]) => new RegExp(`^(${folders.join('|')})/`);
/** A stage of the core sees itself, what comes before it, and what lies directly in src/core. */
const stage = (...folders: string[]) => new RegExp(`^src/core/((${folders.join('|')})/.+|[^/]+\\.ts$)`);

const lit = 'lit(/.+)?';
const panel = (name: string): Row => ({
  from: within(`webview/${name}`),
  files: new RegExp(`^(webview/(${name}|shared)/|src/protocol/(webview|models/\\w+)\\.ts$)`),
  packages: new RegExp(`^(${lit})$`),
});

const table: readonly Row[] = [
  { from: within('src/core/inventory', 'src/core/version'), files: stage('inventory', 'version') },
  { from: within('src/core/identify'), files: stage('inventory', 'version', 'identify') },
  { from: within('src/core/match'), files: stage('inventory', 'version', 'identify', 'match') },
  { from: within('src/core/insights'), files: stage('inventory', 'version', 'identify', 'match', 'insights') },
  { from: within('src/core/export'), files: within('src/core') },
  { from: within('src/core'), files: /^src\/core\/[^/]+\.ts$/ },
  { from: within('src/feeds'), files: within('src/feeds', 'src/core'), packages: /^(sql\.js|undici|yauzl|yazl|node:.+)$/ },
  { from: within('src/workspace'), files: within('src/workspace', 'src/core'), packages: /^(valibot|jsonc-parser|node:.+)$/ },
  { from: /^src\/protocol\/lsp\.ts$/, files: within('src/protocol'), types: within('src/core'), packages: /^(vscode-languageserver-protocol|vscode-languageserver-types|vscode-jsonrpc)$/ },
  { from: within('src/protocol'), files: within('src/protocol'), types: within('src/core') },
  { from: within('src/worker'), files: within('src/worker', 'src/core', 'src/feeds', 'src/workspace', 'src/protocol'), packages: /^(vscode-languageserver(\/node)?|vscode-languageserver-textdocument|picomatch|node:.+)$/ },
  { from: within('src/cli'), files: within('src/cli', 'src/core', 'src/feeds', 'src/workspace'), packages: /^node:.+$/ },
  { from: within('src/extension'), files: within('src/extension', 'src/protocol'), packages: /^(vscode|vscode-languageclient(\/node)?|node:path)$/ },
  panel('overview'), panel('servers'), panel('software'), panel('server'), panel('compare'),
  { ...panel('charts'), packages: new RegExp(`^(${lit}|chart\\.js)$`) },
  { from: /^webview\/shared\/controls\.ts$/, files: within('webview/shared'), packages: new RegExp(`^(${lit}|@vscode/webview-ui-toolkit)$`) },
  { from: within('webview/shared'), files: /^(webview\/shared\/|src\/protocol\/(webview|models\/\w+)\.ts$)/, packages: new RegExp(`^(${lit})$`) },
];

function allows(row: Row, { target, specifier, typeOnly }: Import): boolean {
  if (target === undefined) return row.packages?.test(specifier) ?? false;
  return row.files.test(target) || (typeOnly && (row.types?.test(target) ?? false));
}

function violations(imports: readonly Import[]): string[] {
  return imports.flatMap(each => {
    const row = table.find(({ from }) => from.test(each.file));
    if (!row) return [`${each.file} is in no row of the import table`];
    return allows(row, each) ? [] : [`${each.file}:${each.line} must not import ${each.specifier}`];
  });
}

/** A circle of modules, as the path around it, or undefined. Types do not count: they are gone when code runs. */
function circle(imports: readonly Import[]): string[] | undefined {
  const edges = new Map<string, string[]>();
  for (const { file, target, typeOnly } of imports) {
    if (target !== undefined && !typeOnly) edges.set(file, [...edges.get(file) ?? [], target]);
  }
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of edges.get(file) ?? []) {
      const found = walk(next, [...path, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const found = walk(file, []);
    if (found) return found;
  }
  return undefined;
}

suite('imports', () => {
  const sources = sourceFiles('src', 'webview');
  const imports = sources.flatMap(file => importsOf(file));

  test('every import of src and webview is in the table', () => {
    assert.ok(sources.length > 0);
    assert.deepEqual(violations(imports), []);
  });

  test('every source file has a row in the table', () => {
    assert.deepEqual(sources.filter(file => !table.some(({ from }) => from.test(file))), []);
  });

  test('no modules import each other in a circle', () => assert.equal(circle(imports)?.join(' → '), undefined));

  suite('the check itself', () => {
    const check = (file: string, text: string, ...expected: string[]) =>
      assert.deepEqual(violations(importsOf(file, text)), expected);

    test('a type import counts', () =>
      check('src/extension/x.ts', `import type { Estate } from '../core/inventory/estate';`, 'src/extension/x.ts:1 must not import ../core/inventory/estate'));
    test('an import() type counts', () =>
      check('src/extension/x.ts', `\nexport type A = import('../feeds/sync').A;`, 'src/extension/x.ts:2 must not import ../feeds/sync'));
    test('require and import() count', () =>
      check('src/core/match/x.ts', `require('node:fs');\nimport('undici');`, 'src/core/match/x.ts:1 must not import node:fs', 'src/core/match/x.ts:2 must not import undici'));
    test('the core never looks back', () =>
      check('src/core/identify/x.ts', `import { match } from '../match/matcher';`, 'src/core/identify/x.ts:1 must not import ../match/matcher'));
    test('the core looks forward', () => check('src/core/match/x.ts', `import { a } from '../identify/rules/a';\nimport { b } from '../version/b';`));
    test('the protocol takes types of the core', () => check('src/protocol/webview.ts', `import type { Verdict } from '../core/match/verdict';\nimport { type A } from '../core/a';`));
    test('the protocol takes no values of the core', () =>
      check('src/protocol/webview.ts', `import { verdicts } from '../core/match/verdict';`, 'src/protocol/webview.ts:1 must not import ../core/match/verdict'));
    test('only lsp.ts knows LSP', () =>
      check('src/protocol/settings.ts', `import { RequestType } from 'vscode-jsonrpc';`, 'src/protocol/settings.ts:1 must not import vscode-jsonrpc'));
    test('a panel does not see another panel', () =>
      check('webview/server/main.ts', `import { grid } from '../servers/grid';`, 'webview/server/main.ts:1 must not import ../servers/grid'));
    test('the toolkit stays in one file', () => {
      check('webview/shared/controls.ts', `import { provideVSCodeDesignSystem } from '@vscode/webview-ui-toolkit';`);
      check('webview/shared/chips.ts', `import '@vscode/webview-ui-toolkit';`, 'webview/shared/chips.ts:1 must not import @vscode/webview-ui-toolkit');
    });
    test('a circle is found', () => {
      const edge = (file: string, target: string): Import => ({ file, target, line: 1, specifier: target, typeOnly: false });
      assert.deepEqual(circle([edge('a', 'b'), edge('b', 'c'), edge('c', 'b')]), ['b', 'c', 'b']);
      assert.equal(circle([edge('a', 'b'), edge('a', 'c'), edge('b', 'c')]), undefined);
    });
  });
});
