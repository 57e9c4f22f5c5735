// `npm run bench`: builds for production and runs the benchmarks of test/bench, each in a process of its own.
//
//   node scripts/bench.mjs [part of a file's name] [-- arguments of the benchmark]
import fs from 'node:fs';
import path from 'node:path';
import { Failure, node, root, runMain } from './lib/project.mjs';
import { setUp } from './lib/setup.mjs';

await runMain(async () => {
  const separator = process.argv.indexOf('--', 2);
  const own = process.argv.slice(2, separator < 0 ? undefined : separator);
  const passed = separator < 0 ? [] : process.argv.slice(separator + 1);
  setUp();
  if (!node([path.join(root, 'esbuild.mjs'), '--production', '--tests'])) throw new Failure('The build failed; see above.');
  const folder = path.join(root, 'out/bench');
  const all = fs.existsSync(folder) ? fs.readdirSync(folder).filter(file => file.endsWith('.bench.js')).sort() : [];
  const chosen = all.filter(file => file.includes(own[0] ?? ''));
  if (chosen.length === 0) throw new Failure(`No benchmark is called ${own[0] ?? 'anything.bench.ts in test/bench'}. There are: ${all.join(', ') || 'none'}.`);
  let failed = 0;
  for (const file of chosen) {
    console.log(`\n[bench] ${file.replace(/\.bench\.js$/, '')}`);
    if (!node(['--enable-source-maps', '--expose-gc', path.join(folder, file), ...passed])) failed++;
  }
  return failed > 0 ? 1 : 0;
});
