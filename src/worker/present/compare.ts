import path from 'node:path';
import type { Assessment } from '../../core/insights/assessment';
import { compareServer } from '../../core/insights/compare/compareServer';
import type { ChangeCause, Comparison, ServerChange } from '../../core/insights/compare/comparison';
import { SERVER_RISKS } from '../../core/insights/filter';
import type { EstateSnapshot } from '../../core/insights/snapshot/estateSnapshot';
import { snapshotOf } from '../../core/insights/snapshot/snapshot';
import type { Estate } from '../../core/inventory/model';
import { dateOfTimestamp } from '../../core/inventory/plainDate';
import type { Problem } from '../../core/inventory/problem';
import type { FeedState } from '../../core/match/knowledge';
import { SEVERITIES, type Severity } from '../../core/match/verdict';
import type { CompareKind, CompareRow, CompareServers, CompareSide, CompareTotal, CompareTotals } from '../../protocol/models/compare';
import type { EmptyReason } from '../../protocol/models/frame';
import type { Page } from '../../protocol/models/lists';
import { t } from '../l10n';
import { FEED_WORDS, presentFrame } from './frame';
import type { View } from './view';
import { RISK_WORDS } from './words';

/** Servers of one page; the findings of each are worked out when it is asked for. */
export const COMPARE_PAGE_ROWS = 100;
/** Findings told of one server. */
const MOST_FINDINGS = 6;
/** Problems told of the other inventory. */
const MOST_PROBLEMS = 8;
/** Files named on a side. */
const MOST_FILES = 4;

const CAUSE_WORDS: Readonly<Record<ChangeCause, string>> = { inventory: t('Inventory'), feed: t('Feeds'), date: t('Date'), suppression: t('Set aside') };
const LEVEL_TOTALS: Readonly<Record<Severity, string>> = {
  critical: t('Servers whose highest level is critical'), high: t('Servers whose highest level is high'), medium: t('Servers whose highest level is medium'),
  low: t('Servers whose highest level is low'), none: t('Servers without vulnerability'), unknown: t('Servers not judged'),
};

/** What stands before, beside the comparison itself. */
export interface ComparedSides {
  readonly beforeSide: CompareSide;
  /** Beside "Now": what of now is compared. */
  readonly afterDetail: string;
  readonly notes: readonly string[];
  /** Of the inventory of before, the gravest first. */
  readonly problems: readonly Problem[];
}

export interface ComparedViews extends ComparedSides {
  readonly comparison: Comparison;
  readonly before: Assessment;
}

/** Two states of which every server is known. `shown`: the kind of servers listed; null: all that differ. */
export function presentCompare(view: View, compared: ComparedViews, empty: EmptyReason | null, shown: CompareKind | null): CompareServers {
  const { findings, kinds, steps, scoreBefore, scoreAfter } = compared.comparison;
  return {
    kind: 'servers',
    ...presentSides(view, compared, empty),
    scoreBefore, scoreAfter, findings, servers: kinds,
    steps: steps.map(({ cause, ...step }) => ({ label: CAUSE_WORDS[cause], ...step })),
    shown,
    page: presentComparePage(view, compared, shown, 0, COMPARE_PAGE_ROWS),
  };
}

/** Servers that differ, in the comparison's order, of one kind or all. */
export function presentComparePage(view: View, { comparison, before }: ComparedViews, shown: CompareKind | null, offset: number, limit: number): Page<CompareRow> {
  const changed = comparison.servers.filter(({ kind }) => (shown === null ? kind !== 'unchanged' : kind === shown));
  const rows = changed.slice(offset, offset + Math.min(limit, COMPARE_PAGE_ROWS));
  return { revision: view.revision, offset, total: changed.length, rows: rows.map((change) => presentRow(change, compareServer(before, change.before, view.assessment, change.after))) };
}

/** Now beside a day of which only counts were kept. */
export function presentTotals(view: View, before: EstateSnapshot, empty: EmptyReason | null): CompareTotals {
  const now = snapshotOf(view.assessment, view.servers);
  const notes = [
    t('Of that day only totals were kept, so which servers and findings differ is not known. A git revision of the inventory tells that.'),
    ...(before.feeds === now.feeds ? [] : [t('The feeds of that day were others, so a part of the difference may be theirs.')]),
  ];
  const row = (label: string, of: (snapshot: EstateSnapshot) => number): CompareTotal => ({ label, before: of(before), after: of(now) });
  return {
    kind: 'totals',
    ...presentSides(view, { beforeSide: { label: t('Kept on {0}', before.date), detail: `.inventory-insights/history/${before.date}.json` }, afterDetail: '', notes, problems: [] }, empty),
    totals: [
      row(t('Total risk score'), ({ score }) => score),
      row(t('Servers'), ({ servers }) => servers),
      row(t('Servers at risk'), ({ serversAtRisk }) => serversAtRisk),
      row(t('Servers with a known exploited vulnerability'), ({ serversExploited }) => serversExploited),
      row(t('Findings'), ({ findings }) => findings),
      ...SEVERITIES.map((level) => row(LEVEL_TOTALS[level], ({ levels }) => levels[level])),
      ...SERVER_RISKS.map((risk) => row(RISK_WORDS[risk], ({ risks }) => risks[risk])),
      row(t('Distinct software'), ({ software }) => software),
      row(t('End-of-support software, distinct'), ({ softwareEnded }) => softwareEnded),
      row(t('Vulnerable software, distinct'), ({ softwareVulnerable }) => softwareVulnerable),
    ],
  };
}

function presentSides(view: View, { beforeSide, afterDetail, notes, problems }: ComparedSides, empty: EmptyReason | null) {
  return {
    frame: presentFrame(view),
    empty,
    before: beforeSide,
    after: { label: t('Now, as of {0}', view.assessment.asOf), detail: afterDetail },
    notes,
    problems: problems.slice(0, MOST_PROBLEMS).map(problemText),
    moreProblems: Math.max(0, problems.length - MOST_PROBLEMS),
  };
}

/** "hamburg.inventory.csv, line 12: …". */
export function problemText({ file, line, message, fix }: Problem): string {
  const text = `${message} ${fix ?? ''}`.trimEnd();
  return line > 0 ? t('{0}, line {1}: {2}', file, line, text) : t('{0}: {1}', file, text);
}

/** Files by name, the first few. */
export function filesInShort(files: readonly string[]): string {
  const named = files.slice(0, MOST_FILES).join(', ');
  return files.length > MOST_FILES ? t('{0} and {1} more files', named, files.length - MOST_FILES) : named;
}

/** The files of an estate, by name. */
export function filesOfEstate({ files }: Estate): string {
  return filesInShort(files.map(({ file }) => path.basename(file)));
}

/** "NVD 2026-11-14, endoflife.date 2026-11-13": each feed's own date, else the day on which it was fetched. */
export function feedsInShort(feeds: readonly Pick<FeedState, 'name' | 'revision' | 'fetchedAt' | 'starter'>[]): string {
  return feeds.map(({ name, revision, fetchedAt, starter }) => {
    const { label } = FEED_WORDS[name];
    return starter ? t('{0} (starter)', label) : `${label} ${dateOfTimestamp(revision) ?? fetchedAt.slice(0, 10)}`;
  }).join(', ');
}

function presentRow({ key, name, kind, scoreBefore, scoreAfter, findings, causes, after }: ServerChange, changes: ReturnType<typeof compareServer>): CompareRow {
  return {
    key, name, kind: kind === 'unchanged' ? 'changed' : kind, scoreBefore, scoreAfter, ...findings,
    causes: causes.map((cause) => CAUSE_WORDS[cause]),
    target: after < 0 ? null : { view: 'server', server: key },
    findings: changes.slice(0, MOST_FINDINGS).map((one) => ({ ...one, kind: one.kind === 'added' ? 'new' : 'fixed' })),
  };
}
