// `npm start`: builds Inventory Insights and opens the sample estate with it.
//
//   node scripts/start.mjs [--no-open] [--port N]
//
// In desktop VS Code when its command `code` is on the PATH, otherwise in the browser-based VS Code on loopback.
// --no-open serves the browser-based one and opens nothing; --port chooses its port.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { childEnvironment, Failure, node, root, runMain } from './lib/project.mjs';
import { setUp } from './lib/setup.mjs';

const samples = path.join(root, 'samples');

/** @returns {string | undefined} desktop VS Code's command, when it can open a window here */
function desktopCode() {
  const isRoot = process.getuid?.() === 0; // VS Code's window refuses to run as root
  const remoteTerminal = process.env.VSCODE_IPC_HOOK_CLI !== undefined; // there `code` speaks to another machine's window
  if (isRoot || remoteTerminal || !hasDisplay()) return undefined;
  const names = process.platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders'];
  return names.find(name => (process.env.PATH ?? '').split(path.delimiter).some(folder => fs.existsSync(path.join(folder, name))));
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** @param {string} code */
function openDesktop(code) {
  if (!node([path.join(root, 'esbuild.mjs')])) throw new Failure('The build failed; see above.');
  console.log(`[start] opening ${path.relative(process.cwd(), samples) || samples} in ${code}; this waits until the window is closed`);
  const shell = process.platform === 'win32';
  const quote = (/** @type {string} */ text) => (shell ? `"${text}"` : text);
  const { status, error } = spawnSync(code, ['--wait', quote(`--extensionDevelopmentPath=${root}`), quote(samples)], { stdio: 'inherit', shell, env: childEnvironment() });
  if (status !== 0) throw new Failure(`${code} did not open the window (${error?.message ?? `exit code ${status}`}). Try \`npm start -- --no-open\`.`);
}

/** @param {string} url */
function openBrowser(url) {
  if (!hasDisplay()) return;
  /** @type {Partial<Record<NodeJS.Platform, string[]>>} */
  const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [command, ...before] = openers[process.platform] ?? ['xdg-open'];
  spawn(command, [...before, url.replaceAll('&', process.platform === 'win32' ? '^&' : '&')], { stdio: 'ignore', detached: true })
    .on('error', () => console.log('[start] no browser could be opened: open the address yourself'))
    .unref();
}

/** @param {{open: boolean, port: number | undefined}} options */
async function serve({ open, port }) {
  const { ensureHost, startHost } = await import('./lib/vscodeHost.mjs');
  const { packageExtension } = await import('./lib/packageExtension.mjs');
  ensureHost(); // first, because it says so when the platform cannot run it
  const vsix = packageExtension();
  const host = await startHost({ vsix: [vsix], port, settings: { 'workbench.reduceMotion': 'auto' }, machineSettings: {} });
  const url = host.open(samples);
  console.log(`\n  Inventory Insights is at ${url}\n\n  Ctrl+C stops it.\n`);
  if (open) openBrowser(url);
  const code = await host.ended;
  console.log(`[start] VS Code's server ended with ${code}`);
  await host.stop();
  return 1;
}

await runMain(async () => {
  const { values } = parseArgs({ options: { 'no-open': { type: 'boolean' }, port: { type: 'string' } } });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) throw new Failure(`--port ${values.port} is not a port: give a number from 1 to 65535.`);
  setUp();
  const code = values['no-open'] || port !== undefined ? undefined : desktopCode();
  if (code) return openDesktop(code);
  return serve({ open: !values['no-open'], port });
});
