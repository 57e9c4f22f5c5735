// `npm test`: sets up, builds, checks and runs the suites.
//
//   node scripts/test.mjs [suite…] [part of a test file's path] [--grep text] [--host 4.100.3]
//
// Suites: typecheck, lint, unit, worker, webview, host, e2e; all of them when none is named.
// The last line is `N passed, N failed[, N skipped]`; the exit code is 0 only when nothing failed and every suite ran a test.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, node, root, runMain } from './lib/project.mjs';
import { setUp } from './lib/setup.mjs';

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' }, host: { type: 'string', multiple: true } },
  });
  setUp();
  // These need the dependencies that were just set up.
  const { suites, preparation, runLegs, tally } = await import('./lib/suites.mjs');
  const { hostVersions } = await import('./lib/vscodeHost.mjs');

  const chosen = positionals.filter(name => name in suites);
  const [only, ...others] = positionals.filter(name => !(name in suites));
  if (others.length > 0) throw new Failure(`Only one part of a path can be given, not ${only} and ${others.join(', ')}. Suites: ${Object.keys(suites).join(', ')}.`);
  const names = Object.keys(suites).filter(name => chosen.length === 0 || chosen.includes(name));

  const build = {
    name: 'build',
    isTest: false,
    run: async () => {
      const ok = node([path.join(root, 'esbuild.mjs'), '--tests', ...(only ? [`--only=${only}`] : [])]);
      return { passed: 0, failed: ok ? 0 : 1, skipped: 0 };
    },
  };
  const needsBuild = names.some(name => name !== 'typecheck' && name !== 'lint');
  const hosts = values.host ?? hostVersions;
  const legs = names.flatMap(name => suites[name]({ grep: values.grep, only, hosts }));
  // A suite alone fetches what it needs itself; only beside others is there time to gain.
  if (legs[0]?.isBeside && needsBuild) legs.unshift(preparation(names, hosts));
  const filtered = only !== undefined || values.grep !== undefined;
  const total = await runLegs([...(needsBuild ? [build] : []), ...legs], { mayBeEmpty: filtered });
  console.log(tally(total));
  if (filtered && total.passed + total.failed === 0) throw new Failure('No test has this name or path.');
  return total.failed > 0 ? 1 : 0;
});
