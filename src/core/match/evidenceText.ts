import type { FeedReader } from './feedReader';
import { ANY, VersionKind } from './matchTables';
import { Bound } from './preparedRows';

/** The versions of a row in words: `≥ 9.0.0, < 9.0.31`, `= 1.8.0 update 201`, `any version`, `no version given`. */
export function rangeText(feed: FeedReader, row: number): string {
  const { tables } = feed;
  const version = tables.criteriaVersion[tables.rowCriteria[row]!]!;
  const update = updateText(feed.update(row));
  switch (tables.versionKind[version]) {
    case VersionKind.na:
      return `no version given${update}`;
    case VersionKind.any: {
      const bounds = BOUND_SIGNS.map(([bound, sign]) => [sign, feed.bound(row, bound)] as const).filter(([, at]) => at !== ANY);
      return bounds.length === 0 ? `any version${update}` : bounds.map(([sign, at]) => `${sign} ${feed.version(at)}`).join(', ') + update;
    }
    default:
      return `= ${feed.version(version)}${update}`;
  }
}

/** The first version that is out of the range upwards; '' when the row does not say. */
export function fixedInText(feed: FeedReader, row: number): string {
  const { tables } = feed;
  if (tables.versionKind[tables.criteriaVersion[tables.rowCriteria[row]!]!] !== VersionKind.any) return '';
  const end = feed.bound(row, Bound.endExcluding);
  return end === ANY ? '' : feed.version(end);
}

const BOUND_SIGNS = [
  [Bound.startIncluding, '≥'],
  [Bound.startExcluding, '>'],
  [Bound.endIncluding, '≤'],
  [Bound.endExcluding, '<'],
] as const;

function updateText(update: string): string {
  if (update === '*' || update === '-') return '';
  return ` ${update.replaceAll('_', ' ').replace(/^([a-z]{3,})(\d)/, '$1 $2')}`;
}
