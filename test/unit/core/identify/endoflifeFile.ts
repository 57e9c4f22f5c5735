import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createLifecycleCatalog, type LifecycleCatalog, type LifecycleProduct, type LifecycleRelease } from '../../../../src/core/identify/lifecycle';
import type { PlainDate } from '../../../../src/core/inventory/plainDate';

interface RawRelease {
  name: string;
  label: string;
  releaseDate: string | null;
  isLts: boolean;
  isEoas?: boolean | null;
  eoasFrom?: string | null;
  isEol: boolean;
  eolFrom: string | null;
  isEoes?: boolean | null;
  eoesFrom?: string | null;
  latest: { name: string; date: string | null } | null;
}

interface RawProduct {
  name: string;
  label: string;
  category: string;
  aliases: string[];
  identifiers: { type: string; id: string }[];
  labels: { eoes: string | null };
  releases: RawRelease[];
}

const FILE = path.resolve(process.cwd(), '../shared/data/feeds/endoflife/products-full.json.gz');

/** The whole of endoflife.date, decoded just far enough for these tests; undefined where the shared data is absent (never in CI). */
export function endoflifeCatalog(): LifecycleCatalog | undefined {
  if (!existsSync(FILE)) {
    if (process.env['CI']) throw new Error(`${FILE} is missing`);
    console.log(`skipped: no ${path.basename(FILE)} beside the project`);
    return undefined;
  }
  const raw = JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8')) as { result: RawProduct[] };
  return createLifecycleCatalog(raw.result.map(productOf));
}

function productOf(raw: RawProduct): LifecycleProduct {
  return { ...raw, eoesLabel: raw.labels.eoes ?? '', releases: raw.releases.map(releaseOf) };
}

function releaseOf(raw: RawRelease): LifecycleRelease {
  return {
    name: raw.name,
    label: raw.label,
    releaseDate: raw.releaseDate as PlainDate | null,
    isLts: raw.isLts,
    eoasFrom: (raw.eoasFrom ?? null) as PlainDate | null,
    isEoas: raw.isEoas ?? false,
    eolFrom: raw.eolFrom as PlainDate | null,
    isEol: raw.isEol,
    eoesFrom: (raw.eoesFrom ?? null) as PlainDate | null,
    isEoes: raw.isEoes ?? null,
    latest: raw.latest?.name ?? '',
    latestDate: (raw.latest?.date ?? null) as PlainDate | null,
  };
}
