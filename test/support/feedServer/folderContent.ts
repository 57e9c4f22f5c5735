import fs from 'node:fs/promises';
import path from 'node:path';
import zlib from 'node:zlib';
import type { FeedContent, NvdRecord, Resource } from './feedContent';

const FILES: Readonly<Record<string, string>> = {
  endoflife: 'endoflife/products-full.json.gz',
  kev: 'kev/known_exploited_vulnerabilities.json.gz',
  epss: 'epss/epss_scores-current.csv.gz',
};

/** The feeds of a folder laid out like `../shared/data/feeds`, read when asked for. @param now the servers' time; absent: the real one */
export function folderContent(folder: string, now: () => Date = () => new Date()): FeedContent {
  let records: Promise<readonly NvdRecord[]> | undefined;
  return {
    now,
    apiRecords: () => (records ??= recordsOfFeeds(folder)),
    async resource(name) {
      const relative = FILES[name] ?? name;
      // Only what the feeds consist of, and nothing outside the folder.
      if (!/^(?:[\w.-]+\/){1,2}[\w.-]+$/.test(relative) || relative.includes('..')) return undefined;
      const found = await readFile(path.join(folder, relative));
      if (!found) return undefined;
      // The real servers hold these two as text and pack it on the way.
      if (name === 'endoflife' || name === 'kev') return { ...found, bytes: zlib.gunzipSync(found.bytes), type: 'application/json' };
      return found;
    },
  };
}

async function readFile(file: string): Promise<Resource | undefined> {
  try {
    const [bytes, { mtime }] = await Promise.all([fs.readFile(file), fs.stat(file)]);
    return { bytes, modified: mtime, type: file.endsWith('.zip') ? 'application/zip' : file.endsWith('.gz') ? 'application/gzip' : 'application/octet-stream' };
  } catch {
    return undefined;
  }
}

/** What changed lately is what the API is asked for. */
async function recordsOfFeeds(folder: string): Promise<readonly NvdRecord[]> {
  const byId = new Map<string, NvdRecord>();
  for (const feed of ['modified', 'recent']) {
    const file = await readFile(path.join(folder, `nvd/nvdcve-2.0-${feed}.json.gz`));
    if (!file) continue;
    const { vulnerabilities } = JSON.parse(zlib.gunzipSync(file.bytes).toString('utf8')) as { vulnerabilities: { cve: NvdRecord }[] };
    for (const { cve } of vulnerabilities) byId.set(cve.id, cve);
  }
  return [...byId.values()];
}
