import { dateOfTimestamp } from '../../core/inventory/plainDate';
import type { FeedState } from '../../core/match/knowledge';
import type { EndoflifeFeed } from '../decode/decodeEndoflife';
import type { KevFeed } from '../decode/decodeKev';
import type { NvdPage } from '../decode/decodeNvd';
import { CatalogWriter } from './catalogWriter';
import { CvePartWriter } from './cvePartWriter';
import { NO_SCORES } from './epssScores';
import { GenerationDraft } from './generationDraft';
import { encodeLifecycle } from './lifecycleFile';
import { loadSqlite } from './sqlite';

export interface StarterFeeds {
  readonly nvd: NvdPage;
  readonly kev: KevFeed;
  readonly endoflife: EndoflifeFeed;
  /** ISO 8601 date-time of the facts. */
  readonly fetchedAt: string;
  readonly wasmPath: string;
}

/** Writes the generation that ships with the product into a folder that does not exist yet. The same feeds give the same bytes. Answers its size in bytes. */
export async function writeStarterGeneration(directory: string, { nvd, kev, endoflife, fetchedAt, wasmPath }: StarterFeeds): Promise<number> {
  const madeOn = dateOfTimestamp(fetchedAt);
  if (!madeOn) throw new Error(`${fetchedAt} is no date-time`);
  const draft = await GenerationDraft.create(directory);
  const catalog = new CatalogWriter(await loadSqlite(wasmPath));
  catalog.setKev(kev.records);
  const cves = new CvePartWriter(draft, catalog, madeOn);
  for (const record of nvd.records) cves.add(record);
  await cves.finish({ kev: kev.records, epss: NO_SCORES });
  catalog.setProducts(endoflife.products);
  await draft.put('lifecycle.json', encodeLifecycle(catalog.products()));
  await draft.put('catalog.sqlite', catalog.finish());

  const bytes = draft.size('matches.bin') + draft.size('texts.bin');
  const state = { fetchedAt, skipped: 0, starter: true, bytes: 0, error: null };
  const feeds: FeedState[] = [
    { ...state, name: 'nvd', revision: nvd.revision, records: cves.count, bytes },
    { ...state, name: 'endoflife', revision: endoflife.generatedAt, records: endoflife.products.length },
    { ...state, name: 'kev', revision: kev.revision, records: kev.records.size },
  ];
  await draft.commit(['lifecycle', 'cves'], feeds);
  return bytes + draft.size('catalog.sqlite') + draft.size('lifecycle.json');
}
