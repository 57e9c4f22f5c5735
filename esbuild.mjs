// Builds everything that is shipped (dist/), and with --tests everything that is run to check it (out/).
//
//   node esbuild.mjs [--production] [--tests] [--watch] [--only=<part of a path>]
//
// --production  minified and without source maps
// --tests       also one bundle for each test, benchmark and fixture generator
// --only        only tests whose path holds this text (the shipped bundles are built all the same)
// --watch       builds again on every change, until stopped
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

const root = import.meta.dirname;
const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const watch = flags.has('--watch');
const only = process.argv.find(argument => argument.startsWith('--only='))?.slice('--only='.length) ?? '';
const panels = ['overview', 'servers', 'software', 'server', 'charts', 'compare'];

/**
 * @typedef {object} Bundle
 * @property {string} name what the build prints and how `out/meta/<name>.json` is called
 * @property {string[]} entries files relative to the root; a shipped bundle has one
 * @property {import('esbuild').BuildOptions} options
 */

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  logLevel: 'silent',
  legalComments: production ? 'none' : 'inline',
  minify: production,
  sourcemap: production ? false : 'linked',
};

const identifierRevisionFile = 'src/core/identify/identifierRevision.ts';

/**
 * Writes a hash of the sources that decide about names into the one that says their revision, so that decisions on disk are forgotten when a rule changes.
 * @type {import('esbuild').Plugin}
 */
const identifierRevision = {
  name: 'identifierRevision',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]core[\\/]identify[\\/]identifierRevision\.ts$/ }, () => {
      const files = [...filesBelow(path.join(root, 'src/core/identify')), ...filesBelow(path.join(root, 'src/core/version'))].filter(file => path.relative(root, file).replaceAll('\\', '/') !== identifierRevisionFile);
      const hash = createHash('sha256');
      for (const file of files) hash.update(path.relative(root, file).replaceAll('\\', '/')).update('\0').update(fs.readFileSync(file));
      return { contents: `export const IDENTIFIER_REVISION = '${hash.digest('hex').slice(0, 16)}';\n`, loader: 'ts', watchFiles: files };
    });
  },
};

/**
 * What changes feeds is a bundle of its own beside the worker and the CLI, which load it when it is first asked for.
 * @type {import('esbuild').Plugin}
 */
const feedChangesApart = {
  name: 'feedChangesApart',
  setup(builder) {
    builder.onResolve({ filter: /\/feedChanges$/ }, ({ kind }) => (kind === 'dynamic-import' ? { path: './feedChanges.js', external: true } : undefined));
  },
};

const nodePlugins = [identifierRevision];

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  plugins: nodePlugins,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
};

/** @type {Bundle[]} */
const shipped = [
  { name: 'extension', entries: ['src/extension/extension.ts'], options: { ...node, external: ['vscode'], outfile: 'dist/extension.js' } },
  { name: 'worker', entries: ['src/worker/main.ts'], options: { ...node, plugins: [...nodePlugins, feedChangesApart], outfile: 'dist/worker.js' } },
  { name: 'cli', entries: ['src/cli/main.ts'], options: { ...node, plugins: [...nodePlugins, feedChangesApart], banner: { js: '#!/usr/bin/env node' }, outfile: 'dist/cli.js' } },
  { name: 'feedChanges', entries: ['src/feeds/feedChanges.ts'], options: { ...node, outfile: 'dist/feedChanges.js' } },
  ...panels.map(panel => ({
    name: `webview-${panel}`,
    entries: [`webview/${panel}/main.ts`],
    options: /** @type {import('esbuild').BuildOptions} */ ({
      ...common,
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
      outfile: `dist/webview/${panel}.js`,
    }),
  })),
];

/** Packages stay outside a test's bundle: mocha must be the one that runs it, and the rest loads faster from node_modules. */
const testOptions = { ...node, packages: /** @type {const} */ ('external'), minify: false, sourcemap: /** @type {const} */ ('linked') };

/** @type {{folder: string, files: RegExp}[]} */
const testFolders = [
  { folder: 'unit', files: /\.test\.ts$/ },
  { folder: 'worker', files: /\.test\.ts$/ },
  { folder: 'webview', files: /\.test\.ts$/ },
  { folder: 'host', files: /(^|\/)index\.ts$|\.test\.ts$/ },
  { folder: 'e2e', files: /\.test\.ts$/ },
  { folder: 'bench', files: /\.(bench|test)\.ts$|^[^/]+\.ts$/ },
];

/** @returns {Bundle[]} */
function tests() {
  return testFolders.map(({ folder, files }) => {
    const base = path.join(root, 'test', folder);
    const entries = fs.existsSync(base)
      ? fs.readdirSync(base, { recursive: true, encoding: 'utf8' })
        .map(file => file.replaceAll('\\', '/'))
        .filter(file => files.test(file) && !file.endsWith('.d.ts'))
        .map(file => `test/${folder}/${file}`)
        .filter(file => file.includes(only) || file.endsWith('/index.ts'))
        .sort()
      : [];
    return { name: `test-${folder}`, entries, options: { ...testOptions, outdir: `out/${folder}`, outbase: `test/${folder}` } };
  });
}

/** @type {Bundle} The starter feeds are data that we make ourselves; their generator is built like a test and run after the build. */
const starterFeeds = {
  name: 'starterFeeds',
  entries: ['scripts/starterFeeds/main.ts'],
  options: { ...testOptions, outfile: 'out/scripts/starterFeeds.cjs' },
};

/**
 * Prints what esbuild found, as an editor's problem matcher reads it.
 * @param {import('esbuild').BuildFailure | import('esbuild').BuildResult} result
 */
async function report(result) {
  for (const kind of /** @type {const} */ (['error', 'warning'])) {
    const messages = await esbuild.formatMessages(kind === 'error' ? result.errors : result.warnings, { kind, color: process.stdout.isTTY });
    for (const message of messages) console.error(message);
  }
}

/**
 * A file of an earlier build whose source is gone would still run as a test.
 * @param {Bundle} bundle
 * @param {import('esbuild').Metafile} metafile
 */
function removeStale(bundle, metafile) {
  if (!bundle.options.outdir || only) return;
  const made = new Set(Object.keys(metafile.outputs).map(file => path.resolve(root, file)));
  const base = path.join(root, bundle.options.outdir);
  for (const file of fs.readdirSync(base, { recursive: true, encoding: 'utf8' })) {
    const full = path.join(base, file);
    if (/\.js(\.map)?$/.test(file) && !made.has(full)) fs.rmSync(full, { force: true });
  }
}

/**
 * @param {Bundle} bundle
 * @param {import('esbuild').BuildResult} result
 */
function finish(bundle, result) {
  if (!result.metafile) return;
  fs.mkdirSync(path.join(root, 'out/meta'), { recursive: true });
  fs.writeFileSync(path.join(root, `out/meta/${bundle.name}.json`), JSON.stringify(result.metafile));
  removeStale(bundle, result.metafile);
}

/**
 * @param {Bundle} bundle
 * @returns {Promise<boolean>} whether it was built
 */
async function build(bundle) {
  const missing = bundle.entries.filter(entry => !fs.existsSync(path.join(root, entry)));
  if (bundle.entries.length === 0) return true;
  if (missing.length > 0) {
    console.log(`[build] ${bundle.name} skipped: ${missing.join(', ')} does not exist`);
    return true;
  }
  try {
    const result = await esbuild.build({ ...bundle.options, entryPoints: bundle.entries });
    await report(result);
    finish(bundle, result);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'errors' in error)) throw error;
    await report(/** @type {import('esbuild').BuildFailure} */ (error));
    console.error(`[build] ${bundle.name} failed`);
    return false;
  }
}

function copyWasm() {
  const from = path.join(root, 'node_modules/sql.js/dist/sql-wasm.wasm');
  for (const to of ['dist/sql-wasm.wasm', 'out/scripts/sql-wasm.wasm']) {
    fs.mkdirSync(path.dirname(path.join(root, to)), { recursive: true });
    fs.copyFileSync(from, path.join(root, to));
  }
}

/** @param {string} folder @returns {string[]} every file below it, sorted */
function filesBelow(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Runs the generator unless its code, its facts and SQLite are those of the generation that is there. */
function makeStarterFeeds() {
  const program = path.join(root, 'out/scripts/starterFeeds.cjs');
  if (!fs.existsSync(path.join(root, starterFeeds.entries[0]))) return true;
  const hash = createHash('sha256');
  for (const file of [program, path.join(root, 'dist/sql-wasm.wasm'), ...filesBelow(path.join(root, 'scripts/starterFeeds/facts'))]) {
    hash.update(path.relative(root, file)).update(fs.readFileSync(file));
  }
  const stamp = path.join(root, 'out/scripts/starterFeeds.sha256');
  const inputs = hash.digest('hex');
  const made = fs.existsSync(path.join(root, 'media/feeds/generation/manifest.json'));
  if (made && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === inputs) return true;
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', program], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`[build] the starter feeds were not made: ${path.relative(root, program)} ended with ${status}`);
    return false;
  }
  fs.writeFileSync(stamp, inputs);
  return true;
}

async function buildAll() {
  const started = performance.now();
  copyWasm();
  const bundles = [...shipped, starterFeeds, ...(flags.has('--tests') ? tests() : [])];
  const results = await Promise.all(bundles.map(build));
  if (fs.existsSync(path.join(root, 'dist/cli.js'))) fs.chmodSync(path.join(root, 'dist/cli.js'), 0o755);
  if (production) for (const file of filesBelow(path.join(root, 'dist'))) if (file.endsWith('.map')) fs.rmSync(file);
  const ok = results.every(Boolean) && makeStarterFeeds();
  console.log(`[build] ${ok ? 'done' : 'FAILED'} in ${Math.round(performance.now() - started)} ms`);
  return ok;
}

/** Watches without the tests' stale-file care; a new test file is seen at the next start. */
async function watchAll() {
  copyWasm();
  for (const bundle of [...shipped, starterFeeds, ...(flags.has('--tests') ? tests() : [])]) {
    const entryPoints = bundle.entries.filter(entry => fs.existsSync(path.join(root, entry)));
    if (entryPoints.length === 0) continue;
    const context = await esbuild.context({
      ...bundle.options,
      entryPoints,
      plugins: [...(bundle.options.plugins ?? []), {
        name: 'report',
        setup(builder) {
          builder.onStart(() => console.log('[watch] build started'));
          builder.onEnd(async result => {
            await report(result);
            if (result.errors.length === 0) finish(bundle, result);
            if (result.errors.length === 0 && bundle === starterFeeds) makeStarterFeeds();
            console.log(`[watch] build finished: ${bundle.name}`);
          });
        },
      }],
    });
    await context.watch();
  }
}

if (watch) await watchAll();
else if (!await buildAll()) process.exitCode = 1;
