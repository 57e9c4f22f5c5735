import { dateOfTimestamp, daysBetween } from '../../core/inventory/plainDate';
import type { PlainDate } from '../../core/inventory/plainDate';
import type { FeedPart, FeedSkip, FeedState } from '../../core/match/knowledge';
import type { FeedStatusLine } from '../../protocol/models/feeds';
import type { TreeNode } from '../../protocol/models/tree';
import { t } from '../l10n';
import type { FeedsAround } from './feedsStatus';
import { feedLines, totalsOf } from './feedsStatus';
import { FEED_WORDS } from './frame';
import { escapeMarkdown } from './markdown';
import type { Place } from './treeNodes';
import { PLAIN, idOf, paged } from './treeNodes';
import type { View } from './view';
import { decimal, grouped, plural } from './words';

const WARNING = { icon: 'warning', color: 'list.warningForeground' } as const;
const ERROR = { icon: 'error', color: 'list.errorForeground' } as const;

/** The Feeds view: what is wrong with the cache, each feed with its details below it, and the totals. */
export function feedsTree(view: View, place: Place | undefined, node: string, offset: number, around: FeedsAround): TreeNode[] {
  if (place === undefined) return [...problemNodes(around), ...feedLines(view, around).map((line) => feedNode(view, line)), totalsNode(view)];
  const state = view.assessment.knowledge.feeds.find(({ name }) => name === place[1]);
  const line = feedLines(view, around).find(({ name }) => name === place[1]);
  if (place[0] === 'feed' && line) return detailNodes(view, line, state);
  if (place[0] !== 'feedPart' || !state) return [];
  if (place[2] === 'skips') return paged(state.skips ?? [], node, offset, (skip, i) => skipNode(skip, `${node}/${i}`));
  if (place[2] === 'parts') return paged(state.parts ?? [], node, offset, (part) => partNode(part, view, `${node}/${part.name}`));
  return [];
}

/** "today", "1 day old", "3 days old". */
export function oldness(days: number): string {
  return days === 0 ? t('today') : plural(days, '{0} day old', '{0} days old');
}

function problemNodes({ problems }: FeedsAround): TreeNode[] {
  return problems.map(({ message, fix = '' }, i) => ({
    ...PLAIN, ...WARNING,
    id: `feed-problem/${i}`,
    label: message,
    description: fix,
    tooltip: [message, fix].filter(Boolean).map(escapeMarkdown).join('\n\n'),
    context: 'feedProblem',
    accessibleLabel: [t('Warning'), message, fix].filter(Boolean).join(': '),
  }));
}

function feedNode(view: View, line: FeedStatusLine): TreeNode {
  const { name, label, text, ageDays, stale, starter, bytes, skipped, error, fix } = line;
  const age = ageDays === null ? '' : stale ? t('{0}, stale', oldness(ageDays)) : oldness(ageDays);
  const facts = [text, age, bytes > 0 ? size(bytes) : '', skipped > 0 ? t('{0} left out', grouped(skipped)) : ''].filter(Boolean);
  // The reason is a sentence or two, so it comes last, where a narrow view cuts it.
  const description = (error === '' ? facts : [t('update failed'), ...facts, error]).join(' · ');
  return {
    ...PLAIN,
    id: idOf(['feed', name]),
    label,
    description,
    tooltip: tooltipOf(view, line),
    ...(error !== '' ? ERROR : stale ? WARNING : { icon: starter ? 'beaker' : 'database', color: '' }),
    expandable: true,
    context: name === 'overlay' ? 'feedOverlay' : 'feed',
    accessibleLabel: [label, ...facts, error === '' ? '' : t('last update failed: {0}', `${error} ${fix}`.trim())].filter(Boolean).join(', '),
  };
}

function tooltipOf(view: View, { label, text, fetchedAt, ageDays, stale, starter, error, fix }: FeedStatusLine): string {
  const lines = [`**${escapeMarkdown(label)}**: ${escapeMarkdown(text)}`];
  if (error !== '') lines.push(`$(error) ${t('The last update failed. {0}', escapeMarkdown(error))}`, ...(fix === '' ? [] : [escapeMarkdown(fix)]));
  if (fetchedAt !== '') lines.push(escapeMarkdown(`${starter ? t('Made {0}', moment(fetchedAt)) : t('Fetched {0}', moment(fetchedAt))}${ageDays === null ? '' : `, ${oldness(ageDays)}`}`));
  if (stale) lines.push(`$(warning) ${escapeMarkdown(plural(view.feedsMaximumAgeDays, 'Older than {0} day: update the feeds.', 'Older than {0} days: update the feeds.'))}`);
  if (starter) lines.push(t('A small set that ships with the product, for a first look. Update the feeds before relying on what is found.'));
  return lines.join('\n\n');
}

function detailNodes(view: View, line: FeedStatusLine, state: FeedState | undefined): TreeNode[] {
  const { name, error, fix } = line;
  const nodes: TreeNode[] = [];
  const detail = (key: string, label: string, description: string, more: Partial<TreeNode> = {}): void => {
    nodes.push({ ...PLAIN, id: idOf(['feedPart', name, key]), label, description, icon: 'dash', context: 'feedDetail', accessibleLabel: `${label}: ${description}`, ...more });
  };
  if (error !== '') detail('error', error, fix, { ...ERROR, context: 'feedProblem', tooltip: [error, fix].filter(Boolean).map(escapeMarkdown).join('\n\n'), accessibleLabel: t('The last update failed: {0}', [error, fix].filter(Boolean).join(' ')) });
  if (!state) return nodes;
  detail('revision', t('Revision'), state.revision || t('not given'), { icon: 'tag' });
  detail('fetched', state.starter ? t('Made') : t('Fetched'), moment(state.fetchedAt), { icon: 'calendar' });
  if (state.checkedAt !== undefined) detail('checked', t('Found current'), moment(state.checkedAt), { icon: 'check' });
  if (state.through !== undefined) detail('through', t('Complete up to'), moment(state.through), { icon: 'history' });
  detail('records', t('Records'), `${grouped(state.records)} ${FEED_WORDS[name].unit}`, { icon: 'list-ordered' });
  if ((state.rejected ?? 0) > 0) detail('rejected', t('Withdrawn'), t('{0} CVEs that NVD rejected are not kept', grouped(state.rejected ?? 0)), { icon: 'circle-slash' });
  if (state.skipped > 0) {
    const reasons = state.skips?.length ?? 0;
    detail('skips', t('Left out'), plural(state.skipped, '{0} record that cannot be read', '{0} records that cannot be read'), { ...WARNING, expandable: reasons > 0 });
  }
  const parts = state.parts?.length ?? 0;
  if (parts > 0) detail('parts', t('Distributions'), grouped(parts), { icon: 'layers', expandable: true });
  if (state.bytes > 0) detail('size', t('Size'), t('{0} on disk', size(state.bytes)), { icon: 'save' });
  if (state.starter) detail('starter', t('Starter set'), view.assessment.knowledge.starter ? t('ships with the product; all feeds are not updated yet') : t('ships with the product; this feed was not updated yet'), { icon: 'beaker' });
  return nodes;
}

function skipNode({ reason, count, example }: FeedSkip, id: string): TreeNode {
  const description = [plural(count, '{0} record', '{0} records'), example === '' ? '' : t('first {0}', example)].filter(Boolean).join(' · ');
  return { ...PLAIN, id, label: reason, description, tooltip: escapeMarkdown(`${reason}: ${description}`), icon: 'dash', context: 'feedDetail', accessibleLabel: `${reason}, ${description}` };
}

function partNode({ name, revision, fetchedAt, records }: FeedPart, view: View, id: string): TreeNode {
  const days = ageOf(fetchedAt, view.assessment.today);
  const stale = days !== null && days > view.feedsMaximumAgeDays;
  const description = [plural(records, '{0} advisory', '{0} advisories'), dateOfTimestamp(revision) ?? revision, days === null ? '' : stale ? t('{0}, stale', oldness(days)) : oldness(days)].filter(Boolean).join(' · ');
  return { ...PLAIN, id, label: name, description, tooltip: escapeMarkdown(t('{0}: fetched {1}', name, moment(fetchedAt))), ...(stale ? WARNING : { icon: 'package' }), context: 'feedDetail', accessibleLabel: `${name}, ${description}` };
}

function totalsNode(view: View): TreeNode {
  const { cves, matchRows, products, releases, advisories, bytes } = totalsOf(view.assessment.knowledge);
  const facts = [plural(cves, '{0} CVE', '{0} CVEs'), plural(matchRows, '{0} match row', '{0} match rows'), plural(products, '{0} product', '{0} products'), plural(releases, '{0} release', '{0} releases'), plural(advisories, '{0} advisory', '{0} advisories'), ...(bytes > 0 ? [size(bytes)] : [])];
  return {
    ...PLAIN,
    id: 'feed-totals',
    label: t('Total'),
    description: facts.join(' · '),
    tooltip: facts.map(escapeMarkdown).join('\n\n'),
    icon: 'symbol-numeric',
    context: 'feedTotals',
    accessibleLabel: t('Total of all feeds: {0}', facts.join(', ')),
  };
}

/** "2026-11-19 06:00 UTC"; what is no time stays as it is. */
function moment(timestamp: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|\+00:00)?$/.exec(timestamp);
  return match ? `${match[1]} ${match[2]} UTC` : timestamp || t('unknown');
}

function ageOf(timestamp: string, today: PlainDate): number | null {
  const fetched = dateOfTimestamp(timestamp);
  return fetched ? Math.max(0, daysBetween(fetched, today)) : null;
}

function size(bytes: number): string {
  return bytes >= 1_000_000 ? `${decimal(bytes / 1_000_000, 1)} MB` : `${Math.max(1, Math.round(bytes / 1_000))} kB`;
}
