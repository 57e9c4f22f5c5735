import type { AdvisoryEvent, AdvisoryIndex, AdvisoryPackage, AdvisoryRecord } from '../../src/core/match/advisories/advisoryIndex';
import { AdvisoryIndexBuilder, openAdvisoryIndex } from '../../src/core/match/advisories/advisoryIndexBuilder';

/**
 * An advisory from text: its CVEs, then per package `ecosystem | name | ranges`, several ranges by `;`.
 * A range is its events: `0 <3.0.2-1` introduced and fixed, `<=` last affected, `|` limit; `= 1.0 1.1` lists versions one by one.
 */
export function advisory(id: string, cves: string, packages: readonly string[], more: Partial<Pick<AdvisoryRecord, 'modified' | 'withdrawn'>> = {}): AdvisoryRecord {
  return {
    id, modified: '2024-05-06T00:00:00Z', withdrawn: false,
    cves: cves === '' ? [] : cves.split(' ').map((cve) => (cve.startsWith('CVE-') ? cve : `CVE-${cve}`)),
    affected: packages.map(affectedPackage),
    ...more,
  };
}

function affectedPackage(text: string): AdvisoryPackage {
  const [ecosystem = '', name = '', said = ''] = text.split(/ \|(?: |$)/).map((part) => part.trim());
  if (said.startsWith('=')) return { ecosystem, name, ranges: [], versions: said.slice(1).trim().split(' ') };
  const ranges = said === '' ? [] : said.split(';').map((range) => ({ type: 'ECOSYSTEM' as const, events: range.trim().split(' ').map(event) }));
  return { ecosystem, name, ranges, versions: [] };
}

function event(text: string): AdvisoryEvent {
  const [, sign = '', version = ''] = /^(<=|<|\|)?(.*)$/.exec(text)!;
  return { kind: sign === '<' ? 'fixed' : sign === '<=' ? 'last_affected' : sign === '|' ? 'limit' : 'introduced', version };
}

/** An index of these records, through the real builder and file. */
export function advisoryIndex(...records: readonly AdvisoryRecord[]): AdvisoryIndex {
  const builder = new AdvisoryIndexBuilder();
  for (const record of records) builder.add(record);
  const opened = openAdvisoryIndex(builder.build());
  if ('error' in opened) throw new Error(opened.error);
  return opened.index;
}
