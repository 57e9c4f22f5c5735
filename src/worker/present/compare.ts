import type { Assessment } from '../../core/insights/assessment';
import { compareServer } from '../../core/insights/compare/compareServer';
import type { ChangeCause, Comparison, ServerChange } from '../../core/insights/compare/comparison';
import type { CompareModel, CompareRow } from '../../protocol/models/compare';
import type { EmptyReason } from '../../protocol/models/frame';
import { t } from '../l10n';
import { presentFrame } from './frame';
import type { View } from './view';

/** Servers shown, and those of them whose findings are told; the export has all. */
const MOST_ROWS = 500;
const MOST_WITH_FINDINGS = 100;
/** Findings told of one server. */
const MOST_FINDINGS = 6;

const CAUSE_WORDS: Readonly<Record<ChangeCause, string>> = { inventory: t('Inventory'), feed: t('Feeds'), date: t('Date'), suppression: t('Set aside') };

export interface ComparedViews {
  readonly comparison: Comparison;
  readonly before: Assessment;
  readonly beforeLabel: string;
  readonly note: string;
}

export function presentCompare(view: View, { comparison, before, beforeLabel, note }: ComparedViews, empty: EmptyReason | null): CompareModel {
  const { findings, kinds, steps, scoreBefore, scoreAfter, servers } = comparison;
  const changed = servers.filter(({ kind }) => kind !== 'unchanged');
  return {
    frame: presentFrame(view),
    empty,
    before: beforeLabel,
    after: t('Now, as of {0}', comparison.asOfAfter),
    scoreBefore, scoreAfter, findings, servers: kinds,
    steps: steps.map(({ cause, ...step }) => ({ label: CAUSE_WORDS[cause], ...step })),
    rows: changed.slice(0, MOST_ROWS).map((change, at) => presentRow(change, at < MOST_WITH_FINDINGS ? compareServer(before, change.before, view.assessment, change.after) : [])),
    more: Math.max(0, changed.length - MOST_ROWS),
    note,
  };
}

function presentRow({ key, name, kind, scoreBefore, scoreAfter, findings, causes, after }: ServerChange, changes: ReturnType<typeof compareServer>): CompareRow {
  return {
    key, name, kind: kind === 'unchanged' ? 'changed' : kind, scoreBefore, scoreAfter, ...findings,
    causes: causes.map((cause) => CAUSE_WORDS[cause]),
    target: after < 0 ? null : { view: 'server', server: key },
    findings: changes.slice(0, MOST_FINDINGS).map((one) => ({ ...one, kind: one.kind === 'added' ? 'new' : 'fixed' })),
  };
}
