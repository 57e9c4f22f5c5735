import { dateOfTimestamp, daysBetween } from '../../core/inventory/plainDate';
import type { PlainDate } from '../../core/inventory/plainDate';
import type { FeedPart, FeedSkip, FeedState } from '../../core/match/knowledge';
import type { FeedStatusLine, TreeNode } from '../../protocol/viewModels';
import type { FeedsAround } from './feedsStatus';
import { feedLines, totalsOf } from './feedsStatus';
import { FEED_WORDS } from './frame';
import { escapeMarkdown } from './markdown';
import type { Place } from './treeNodes';
import { PLAIN, idOf, paged } from './treeNodes';
import type { View } from './view';
import { grouped, plural } from './words';

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
  return days === 0 ? 'today' : `${plural(days, 'day')} old`;
}

function problemNodes({ problems }: FeedsAround): TreeNode[] {
  return problems.map(({ message, fix = '' }, i) => ({
    ...PLAIN, ...WARNING,
    id: `feed-problem/${i}`,
    label: message,
    description: fix,
    tooltip: [message, fix].filter(Boolean).map(escapeMarkdown).join('\n\n'),
    context: 'feedProblem',
    accessibleLabel: ['Warning', message, fix].filter(Boolean).join(': '),
  }));
}

function feedNode(view: View, line: FeedStatusLine): TreeNode {
  const { name, label, text, ageDays, stale, starter, bytes, skipped, error, fix } = line;
  const age = ageDays === null ? '' : `${oldness(ageDays)}${stale ? ', stale' : ''}`;
  const facts = [text, age, bytes > 0 ? size(bytes) : '', skipped > 0 ? `${grouped(skipped)} left out` : ''].filter(Boolean);
  // The reason is a sentence or two, so it comes last, where a narrow view cuts it.
  const description = (error === '' ? facts : ['update failed', ...facts, error]).join(' · ');
  return {
    ...PLAIN,
    id: idOf(['feed', name]),
    label,
    description,
    tooltip: tooltipOf(view, line),
    ...(error !== '' ? ERROR : stale ? WARNING : { icon: starter ? 'beaker' : 'database', color: '' }),
    expandable: true,
    context: name === 'overlay' ? 'feedOverlay' : 'feed',
    accessibleLabel: [label, ...facts, error === '' ? '' : `last update failed: ${error} ${fix}`.trim()].filter(Boolean).join(', '),
  };
}

function tooltipOf(view: View, { label, text, fetchedAt, ageDays, stale, starter, error, fix }: FeedStatusLine): string {
  const lines = [`**${escapeMarkdown(label)}**: ${escapeMarkdown(text)}`];
  if (error !== '') lines.push(`$(error) The last update failed. ${escapeMarkdown(error)}`, ...(fix === '' ? [] : [escapeMarkdown(fix)]));
  if (fetchedAt !== '') lines.push(escapeMarkdown(`${starter ? 'Made' : 'Fetched'} ${moment(fetchedAt)}${ageDays === null ? '' : `, ${oldness(ageDays)}`}`));
  if (stale) lines.push(`$(warning) ${escapeMarkdown(`Older than ${plural(view.feedsMaximumAgeDays, 'day')}: update the feeds.`)}`);
  if (starter) lines.push('A small set that ships with the product, for a first look. Update the feeds before relying on what is found.');
  return lines.join('\n\n');
}

function detailNodes(view: View, line: FeedStatusLine, state: FeedState | undefined): TreeNode[] {
  const { name, error, fix } = line;
  const nodes: TreeNode[] = [];
  const detail = (key: string, label: string, description: string, more: Partial<TreeNode> = {}): void => {
    nodes.push({ ...PLAIN, id: idOf(['feedPart', name, key]), label, description, icon: 'dash', context: 'feedDetail', accessibleLabel: `${label}: ${description}`, ...more });
  };
  if (error !== '') detail('error', error, fix, { ...ERROR, context: 'feedProblem', tooltip: [error, fix].filter(Boolean).map(escapeMarkdown).join('\n\n'), accessibleLabel: `The last update failed: ${[error, fix].filter(Boolean).join(' ')}` });
  if (!state) return nodes;
  detail('revision', 'Revision', state.revision || 'not given', { icon: 'tag' });
  detail('fetched', state.starter ? 'Made' : 'Fetched', moment(state.fetchedAt), { icon: 'calendar' });
  if (state.checkedAt !== undefined) detail('checked', 'Found current', moment(state.checkedAt), { icon: 'check' });
  if (state.through !== undefined) detail('through', 'Complete up to', moment(state.through), { icon: 'history' });
  detail('records', 'Records', `${grouped(state.records)} ${FEED_WORDS[name].unit}`, { icon: 'list-ordered' });
  if ((state.rejected ?? 0) > 0) detail('rejected', 'Withdrawn', `${grouped(state.rejected ?? 0)} CVEs that NVD rejected are not kept`, { icon: 'circle-slash' });
  if (state.skipped > 0) {
    const reasons = state.skips?.length ?? 0;
    detail('skips', 'Left out', `${plural(state.skipped, 'record')} that cannot be read`, { ...WARNING, expandable: reasons > 0 });
  }
  const parts = state.parts?.length ?? 0;
  if (parts > 0) detail('parts', 'Distributions', grouped(parts), { icon: 'layers', expandable: true });
  if (state.bytes > 0) detail('size', 'Size', `${size(state.bytes)} on disk`, { icon: 'save' });
  if (state.starter) detail('starter', 'Starter set', `ships with the product; ${view.assessment.knowledge.starter ? 'all feeds are' : 'this feed was'} not updated yet`, { icon: 'beaker' });
  return nodes;
}

function skipNode({ reason, count, example }: FeedSkip, id: string): TreeNode {
  const description = [plural(count, 'record'), example === '' ? '' : `first ${example}`].filter(Boolean).join(' · ');
  return { ...PLAIN, id, label: reason, description, tooltip: escapeMarkdown(`${reason}: ${description}`), icon: 'dash', context: 'feedDetail', accessibleLabel: `${reason}, ${description}` };
}

function partNode({ name, revision, fetchedAt, records }: FeedPart, view: View, id: string): TreeNode {
  const days = ageOf(fetchedAt, view.assessment.today);
  const stale = days !== null && days > view.feedsMaximumAgeDays;
  const description = [plural(records, 'advisory', 'advisories'), dateOfTimestamp(revision) ?? revision, days === null ? '' : `${oldness(days)}${stale ? ', stale' : ''}`].filter(Boolean).join(' · ');
  return { ...PLAIN, id, label: name, description, tooltip: escapeMarkdown(`${name}: fetched ${moment(fetchedAt)}`), ...(stale ? WARNING : { icon: 'package' }), context: 'feedDetail', accessibleLabel: `${name}, ${description}` };
}

function totalsNode(view: View): TreeNode {
  const { cves, matchRows, products, releases, advisories, bytes } = totalsOf(view.assessment.knowledge);
  const facts = [plural(cves, 'CVE'), plural(matchRows, 'match row'), plural(products, 'product'), plural(releases, 'release'), plural(advisories, 'advisory', 'advisories'), ...(bytes > 0 ? [size(bytes)] : [])];
  return {
    ...PLAIN,
    id: 'feed-totals',
    label: 'Total',
    description: facts.join(' · '),
    tooltip: facts.map(escapeMarkdown).join('\n\n'),
    icon: 'symbol-numeric',
    context: 'feedTotals',
    accessibleLabel: `Total of all feeds: ${facts.join(', ')}`,
  };
}

/** "2026-11-19 06:00 UTC"; what is no time stays as it is. */
function moment(timestamp: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|\+00:00)?$/.exec(timestamp);
  return match ? `${match[1]} ${match[2]} UTC` : timestamp || 'unknown';
}

function ageOf(timestamp: string, today: PlainDate): number | null {
  const fetched = dateOfTimestamp(timestamp);
  return fetched ? Math.max(0, daysBetween(fetched, today)) : null;
}

function size(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1_000))} kB`;
}
