// `npm run eval:identity`: how well names become vendors and products, over the labelled sets of test/eval and the shared feeds.
//
//   node scripts/evalIdentity.mjs [--missed]
//
// Prints precision, recall and coverage, lists the wrong answers (with --missed also the names of `dev` that stay unknown);
// the exit code is 1 below the floor of test/eval/floor.json.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runMain } from './lib/project.mjs';
import { setUp } from './lib/setup.mjs';

await runMain(async () => {
  setUp();
  const { build } = await import('esbuild');
  const outfile = path.join(root, 'out/eval/runEvaluation.mjs');
  await build({ entryPoints: [path.join(root, 'test/eval/runEvaluation.ts')], bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile, logLevel: 'warning' });
  process.chdir(root);
  const { runEvaluation } = await import(pathToFileURL(outfile).href);
  return runEvaluation(process.argv.includes('--missed'));
});
