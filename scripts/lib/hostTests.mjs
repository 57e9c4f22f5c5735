// Runs out/host (mocha) inside a VS Code extension host; the workbench that drives it is open in a headless browser.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { browserArguments } from './browser.mjs';
import { afterSilence } from './lifetime.mjs';
import { root } from './project.mjs';
import { startHost } from './vscodeHost.mjs';

/** Milliseconds without a word of the tests, those before the first one included: for what hangs. */
const silenceLimit = 600_000;

/**
 * The test driver calls two functions of the page: one with each line logged in the workbench and the extension host,
 * one with the exit code when the suite's `run()` has ended.
 * @param {{version: string, grep?: string, browser: string, workspace: string}} options
 * @returns {Promise<import('./mochaRun.mjs').Counts>}
 */
export async function runHostTests({ version, grep, browser: executablePath, workspace }) {
  const report = path.join(root, `out/reports/host-${version}.json`);
  fs.mkdirSync(path.dirname(report), { recursive: true });
  fs.rmSync(report, { force: true });
  // Feeds that the developer imported would change what the tests find.
  const cache = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-cache-'));
  const host = await startHost({ version, testDriver: true, environment: { HOST_TEST_REPORT: report, HOST_TEST_GREP: grep, XDG_CACHE_HOME: cache } });
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const logged = [];
    const silence = afterSilence(silenceLimit);
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      const text = args.map(each => (typeof each === 'string' ? each : JSON.stringify(each))).join(' ');
      if (text.startsWith('[test] ')) {
        silence.heard();
        console.log(text.slice('[test] '.length));
      } else logged.push(`${type} ${text.slice(0, 400)}`);
    });
    const exit = new Promise(resolve => page.exposeFunction('codeAutomationExit', resolve));
    // The tests tell when they are over, however long the workbench takes to load.
    await page.goto(host.open(workspace, [
      ['extensionDevelopmentPath', host.remote(root)],
      ['extensionTestsPath', host.remote(path.join(root, 'out/host/index.js'))],
      ['skipWelcome', 'true'],
    ]), { waitUntil: 'commit', timeout: silenceLimit });
    const code = await Promise.race([exit, host.ended.then(status => `the server ended with ${status}`), silence.over]);
    if (fs.existsSync(report)) return JSON.parse(fs.readFileSync(report, 'utf8'));
    console.log(`  FAIL the tests did not report (${code})`);
    console.log([...logged.slice(-40), host.log().slice(-3000)].join('\n'));
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await browser.close();
    await host.stop();
    fs.rmSync(cache, { recursive: true, force: true });
  }
}
