// Starts a workbench for a program that cannot import our scripts (the tests are CommonJS bundles).
//
//   node scripts/hostServer.mjs '{"version": "4.100.3", "vsix": ["x.vsix"], "settings": {}}'   see HostOptions
//
// Prints one line of JSON when it serves: {url, profile, version}. Ends when its standard input does,
// so no server outlives the program that wanted it.
import { runMain } from './lib/project.mjs';
import { startHost } from './lib/vscodeHost.mjs';

await runMain(async () => {
  console.log = console.error;
  const host = await startHost(JSON.parse(process.argv[2] ?? '{}'));
  const { url, profile, version } = host;
  process.stdout.write(`${JSON.stringify({ url, profile, version })}\n`);
  process.stdin.resume();
  await Promise.race([new Promise(resolve => process.stdin.once('close', resolve)), host.ended]);
  await host.stop();
});
