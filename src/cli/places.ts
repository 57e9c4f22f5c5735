import fs from 'node:fs';
import path from 'node:path';
import { parsePlainDate, type PlainDate } from '../core/inventory/plainDate';
import { cacheFolder } from '../feeds/store/cacheFolder';

/** What ships beside the bundle `dist/cli.js`. */
export const starterDir = path.join(__dirname, '..', 'media', 'feeds', 'generation');
export const wasmPath = path.join(__dirname, 'sql-wasm.wasm');

/** Where the feeds are: the folder told, else the user's cache folder, which the extension uses too. */
export function feedsFolder(told: string | undefined): string {
  return told === undefined || told === '' ? cacheFolder() : path.resolve(told);
}

/** The product's version, from the package that the bundle lies in. */
export function productVersion(): string {
  try {
    const { version } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** The calendar day where this runs. */
export function today(now = new Date()): PlainDate {
  const written = `${String(now.getFullYear()).padStart(4, '0')}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  const date = parsePlainDate(written);
  if (date === undefined) throw new Error(`this computer's clock says ${written}`);
  return date;
}
