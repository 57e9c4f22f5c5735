import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root } from '../../support/root';

/** What must and must not be in a shipped bundle, by the paths that esbuild recorded in out/meta. */
interface Rule {
  readonly name: string;
  readonly entry: string;
  /** Inputs that may be there, when not everything may. */
  readonly only?: RegExp;
  /** Inputs that must not be there. */
  readonly never: RegExp;
  /** Modules that stay outside, to be loaded at run time; Node's own do not count. */
  readonly external?: readonly string[];
}

/** undici's cache on disk, which nobody here makes, asks for it when it is made; Node has it from version 22.5. */
const ofUndici = ['node:sqlite'];
/** What changes feeds is read when feeds are first changed, not at every start. */
const apart = ['./feedChanges.js'];
const panels = ['overview', 'servers', 'software', 'server', 'charts', 'compare'];
const rules: readonly Rule[] = [
  { name: 'extension', entry: 'src/extension/extension.ts', never: /^(src\/(core|feeds|workspace|worker|cli)|webview)\/|node_modules\/(sql\.js|undici|lit|react)\//, external: ['vscode'] },
  { name: 'worker', entry: 'src/worker/main.ts', never: /^(src\/(extension|cli)|webview)\/|node_modules\/(vscode-languageclient|lit|react|undici)\//, external: apart },
  { name: 'cli', entry: 'src/cli/main.ts', never: /^(src\/(extension|worker|protocol)|webview)\/|node_modules\/(vscode-|lit\/|react\/|undici\/)/, external: apart },
  { name: 'feedChanges', entry: 'src/feeds/feedChanges.ts', only: /^(src\/(feeds|core)|node_modules)\//, never: /node_modules\/(vscode-|lit\/|react\/)/, external: ofUndici },
  ...panels.map((panel): Rule => ({
    name: `webview-${panel}`,
    entry: `webview/${panel}/main.ts`,
    only: new RegExp(`^(webview/(${panel}|shared)/|src/protocol/(webview|models/\\w+)\\.ts$|node_modules/)`),
    never: /node_modules\/(react|react-dom|sql\.js|undici|vscode-)/,
  })),
];

interface Metafile {
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, { readonly imports: readonly { readonly path: string; readonly external?: boolean }[] }>;
}

/** Node's own modules with and without `node:`, as packages still write them. */
const builtin = new Set((process.getBuiltinModule('node:module') as typeof import('node:module')).builtinModules.flatMap(name => [name, `node:${name}`]));

function violations({ only, never, external = [] }: Rule, { inputs, outputs }: Metafile): string[] {
  const files = Object.keys(inputs);
  const outside = Object.values(outputs).flatMap(({ imports }) => imports).filter(each => each.external && !each.path.startsWith('data:')).map(each => each.path);
  return [
    ...files.filter(file => never.test(file)),
    ...files.filter(file => only && !only.test(file)),
    ...outside.filter(name => !builtin.has(name) && !external.includes(name)),
  ];
}

suite('bundles', () => {
  for (const rule of rules) {
    test(`${rule.name} holds only what it may`, function () {
      if (!fs.existsSync(path.join(root, rule.entry))) {
        console.log(`      skipped: ${rule.entry} is not written yet`);
        this.skip();
      }
      const metafile = JSON.parse(fs.readFileSync(path.join(root, `out/meta/${rule.name}.json`), 'utf8')) as Metafile;
      assert.deepEqual(violations(rule, metafile), []);
    });
  }

  test('the check itself sees the core in the extension, and a package left outside', () => {
    const metafile: Metafile = {
      inputs: { 'src/core/inventory/model.ts': {}, 'src/extension/extension.ts': {} },
      outputs: { 'dist/extension.js': { imports: [{ path: 'vscode', external: true }, { path: 'node:path', external: true }, { path: 'undici', external: true }] } },
    };
    assert.deepEqual(violations(rules[0], metafile), ['src/core/inventory/model.ts', 'undici']);
  });
});
