// Brings what suites need from the network while others run, so that they find it there. What fails here is tried again by the suite, which says why.
//
//   node scripts/lib/prepare.mjs unit webview host   the suites; host and e2e take all versions of code-server unless some are named behind --host
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { ensureVersionTools } from './versionTools.mjs';
import { ensureHost, hostVersions } from './vscodeHost.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { host: { type: 'string', multiple: true } } });
const needs = (/** @type {string[]} */ ...suites) => suites.some(suite => positionals.includes(suite));

/** @type {(() => void)[]} */
const steps = [];
if (needs('unit')) steps.push(ensureVersionTools);
if (needs('webview', 'host', 'e2e')) steps.push(() => void ensureBrowser());
if (needs('host', 'e2e')) for (const version of values.host ?? hostVersions) steps.push(() => void ensureHost(version));
for (const step of steps) {
  try {
    step();
  } catch (error) {
    console.log(`[prepare] ${error instanceof Error ? error.message : error}`);
  }
}
