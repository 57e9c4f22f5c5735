// `npm run screenshots`: copies the pictures of README and docs out of those that the e2e suite took.
//
//   node scripts/screenshots.mjs [--host 4.139.1] [--take]     --take: run the e2e suite on that host first
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, node, root, runMain } from './lib/project.mjs';
import { setUp } from './lib/setup.mjs';

/** The picture's place without its ending, and the screenshot's name in out/screenshots/<host>. What lies in media is packaged with the extension. */
const pictures = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'screenshots.json'), 'utf8'));

/** Bytes of one picture: a README is read over slow lines too. */
const budget = 300 * 1024;

await runMain(async () => {
  const { values } = parseArgs({ options: { host: { type: 'string' }, take: { type: 'boolean' } } });
  setUp();
  const { hostVersions } = await import('./lib/vscodeHost.mjs');
  const host = values.host ?? hostVersions[0];
  if (values.take && !node([path.join(import.meta.dirname, 'test.mjs'), 'e2e', '--host', host])) throw new Failure('The e2e suite failed; no picture was copied.');
  const from = path.join(root, 'out/screenshots', host);
  for (const [picture, shot] of Object.entries(pictures)) {
    const source = path.join(from, `${shot}.png`);
    if (!fs.existsSync(source)) throw new Failure(`${path.relative(root, source)} is missing: run \`npm run screenshots -- --take\`.`);
    const { size } = fs.statSync(source);
    if (size > budget) throw new Failure(`${shot}.png has ${size} bytes, more than ${budget}: take it with a smaller viewport.`);
    const target = path.join(root, `${picture}.png`);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(source, target);
    console.log(`[screenshots] ${picture}.png (${Math.round(size / 1024)} KiB)`);
  }
});
