// `npm run test:electron`: the host suite in a desktop VS Code, which @vscode/test-electron downloads.
//
//   node scripts/testElectron.mjs [--version 1.100.0] [--grep text]
//
// VSCODE_EXECUTABLE names an installed VS Code to use instead of a download.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, node, root, runMain } from './lib/project.mjs';
import { setUp } from './lib/setup.mjs';

await runMain(async () => {
  const { values } = parseArgs({ options: { version: { type: 'string', default: 'stable' }, grep: { type: 'string' } } });
  setUp();
  const { runTests } = await import('@vscode/test-electron');
  const { quietMachineSettings, quietSettings } = await import('./lib/vscodeHost.mjs');
  const { tally } = await import('./lib/suites.mjs');
  if (!node([path.join(root, 'esbuild.mjs'), '--tests'])) throw new Failure('The build failed; see above.');

  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-electron-'));
  const report = path.join(root, 'out/reports/host-electron.json');
  fs.rmSync(report, { force: true });
  fs.mkdirSync(path.dirname(report), { recursive: true });
  fs.cpSync(path.join(root, 'samples'), path.join(work, 'samples'), { recursive: true });
  fs.mkdirSync(path.join(work, 'data/User'), { recursive: true });
  fs.writeFileSync(path.join(work, 'data/User/settings.json'), JSON.stringify({ ...quietSettings, ...quietMachineSettings }));
  try {
    await runTests({
      version: values.version,
      vscodeExecutablePath: process.env.VSCODE_EXECUTABLE,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/host/index.js'),
      extensionTestsEnv: { HOST_TEST_REPORT: report, HOST_TEST_GREP: values.grep },
      launchArgs: [path.join(work, 'samples'), '--user-data-dir', path.join(work, 'data'), '--disable-extensions', '--disable-workspace-trust'],
    });
  } catch (error) {
    if (!fs.existsSync(report)) throw new Failure(`Desktop VS Code did not run the tests: ${error instanceof Error ? error.message : error}. With no network set VSCODE_EXECUTABLE to an installed one.`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  const counts = JSON.parse(fs.readFileSync(report, 'utf8'));
  console.log(tally(counts));
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
});
