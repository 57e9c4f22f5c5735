import fs from 'node:fs';
import path from 'node:path';
import { decodeEndoflife } from '../../src/feeds/decode/decodeEndoflife';
import { decodeKev } from '../../src/feeds/decode/decodeKev';
import { decodeNvdPage } from '../../src/feeds/decode/decodeNvd';
import type { Skip } from '../../src/feeds/decode/skips';
import { writeStarterGeneration } from '../../src/feeds/store/writeStarterGeneration';
import { endoflifeFull } from './endoflifeRecords';
import { kevCatalog } from './kevRecords';
import { nvdFeed } from './nvdRecords';

/** When the facts were last checked against their public sources. Part of the output, so that the same facts give the same bytes. */
const FACTS_OF = '2026-11-20';
const TARGET = 'media/feeds/generation';
/** The whole starter set, on disk; the packaged extension has 3 MB. */
const MAX_BYTES = 1_000_000;

async function main(): Promise<void> {
  const nvd = decodeNvdPage(nvdFeed(`${FACTS_OF}T00:00:00.000`));
  const kev = decodeKev(kevCatalog(`${FACTS_OF}T00:00:00.000Z`));
  const endoflife = decodeEndoflife(endoflifeFull(`${FACTS_OF}T00:00:00+00:00`));
  if ('reason' in nvd) throw new Error(`The CVE facts are no NVD page: ${nvd.reason}.`);
  if ('reason' in kev) throw new Error(`The KEV facts are no catalogue: ${kev.reason}.`);
  if ('reason' in endoflife) throw new Error(`The lifecycle facts are no endoflife.date: ${endoflife.reason}.`);
  refuseSkips([...nvd.page.skips, ...kev.feed.skips, ...endoflife.feed.skips]);

  const directory = path.resolve(TARGET);
  fs.rmSync(directory, { recursive: true, force: true });
  const bytes = await writeStarterGeneration(directory, {
    nvd: nvd.page,
    kev: kev.feed,
    endoflife: endoflife.feed,
    fetchedAt: `${FACTS_OF}T00:00:00.000Z`,
    wasmPath: path.resolve('node_modules/sql.js/dist/sql-wasm.wasm'),
  });
  if (bytes > MAX_BYTES) throw new Error(`The starter feeds take ${bytes} bytes, more than ${MAX_BYTES}.`);
  console.log(`[starter feeds] ${nvd.page.records.length} CVEs, ${kev.feed.records.size} of them in KEV, ${endoflife.feed.products.length} products: ${Math.round(bytes / 1024)} KB`);
}

/** Our own facts must all be readable. */
function refuseSkips(skips: readonly Skip[]): void {
  if (skips.length > 0) throw new Error(`Facts that our own decoders leave out: ${skips.map(({ reason, example }) => `${example}: ${reason}`).join('; ')}.`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
