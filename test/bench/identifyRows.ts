import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProductNames } from '../../src/core/identify/search/productNames';
import type { Software } from '../../src/core/inventory/model';
import { repeatableNumbers } from '../support/repeatableNumbers';

const SETS = ['windows', 'linux', 'inventories', 'second', 'third'] as const;
/** Words of names that no feed has, as administrators give them. */
const HOUSE_WORDS = ('Payroll Badge Reader Gateway Sync Service Portal Client Agent Tool Console Monitor Report Viewer Launcher Helper Printing Label Warehouse Branch Logon ' +
  'Script Setup Driver Update Connector Manager Time Tracker Photo Album Scheduler Dispatcher Inventory Backup Archive Scan Data Collector Office Print Server Web Desktop').split(' ');
/** Of a hundred names: so many are products of the feed, so many packages, so many real rows with other versions; the rest is noise. */
const FEED_SHARE = 50;
const PACKAGE_SHARE = 20;
const REAL_SHARE = 10;

/**
 * `count` distinct software rows, the same at every run: products of the feed as Uninstall keys write them and as packages, the labelled
 * rows of real inventories with other versions, and names of ordinary words that stand for nothing.
 */
export function identifyRows(feed: ProductNames, count: number): readonly Software[] {
  const next = repeatableNumbers(42);
  const real = realRows();
  const rows = new Map<string, Software>();
  while (rows.size < count) {
    const row = rowOf(next, feed, real);
    rows.set([row.name, row.publisher, row.version, row.source].join('\0'), { ...row, index: rows.size });
  }
  return [...rows.values()];
}

type Row = Omit<Software, 'index'>;

function rowOf(next: (below: number) => number, feed: ProductNames, real: readonly Row[]): Row {
  const kind = next(100);
  const version = `${next(20)}.${next(30)}.${next(2_000)}`;
  const plain = { version, source: 'registry', cpe: '', purl: '' };
  if (kind < FEED_SHARE + PACKAGE_SHARE) {
    const [, vendor = '', product = ''] = feed.productKey(next(feed.productCount)).split(':');
    if (kind >= FEED_SHARE) return { ...plain, name: `${next(3) === 0 ? 'lib' : ''}${product.replaceAll('_', '-')}${next(3) === 0 ? String(next(30)) : ''}`, publisher: 'Debian Maintainers', version: `${version}-1+deb12u${next(9)}`, source: 'dpkg' };
    const name = words(product).map(titled).join(' ');
    return { ...plain, name: next(2) === 0 ? `${name} ${version} (x64)` : name, publisher: next(4) === 0 ? '' : `${words(vendor).map(titled).join(' ')}, Inc.` };
  }
  if (kind < FEED_SHARE + PACKAGE_SHARE + REAL_SHARE) return { ...real[next(real.length)]!, version };
  const house = (): string => HOUSE_WORDS[next(HOUSE_WORDS.length)]!;
  return { ...plain, name: [house(), house(), ...(next(2) === 0 ? [house()] : []), String(next(500))].join(' '), publisher: next(2) === 0 ? '' : `${house()} Systems GmbH` };
}

function words(field: string): readonly string[] {
  return field.split(/[_\s]+/).filter((word) => word !== '');
}

function titled(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function realRows(): readonly Row[] {
  return SETS.flatMap((set) =>
    readFileSync(path.resolve(process.cwd(), 'test/eval', `${set}.tsv`), 'utf8').trimEnd().split('\n').slice(1)
      .map((line): Row => {
        const [name = '', publisher = '', version = '', source = ''] = line.split('\t');
        return { name, publisher, version, source, cpe: '', purl: '' };
      }));
}
