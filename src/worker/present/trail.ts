import type { Assessment } from '../../core/insights/assessment';
import { subjectOf } from '../../core/insights/findings';
import type { WrittenCell } from '../../core/inventory/rowAsWritten';
import type { EvidenceStep } from '../../protocol/models/evidence';
import { t } from '../l10n';
import { rowLabel } from './paths';
import { sourceOf } from './vulnerabilities';

export const EMPTY_STEP: EvidenceStep = { title: '', note: '', text: '', code: [], target: null, targetLabel: '', range: null };

/**
 * The first step of every trail: what the inventory says of a software or the operating system of a server.
 * @param written the row as its file has it; empty when that could not be read
 */
export function rowStep(assessment: Assessment, server: number, software: number, written: readonly WrittenCell[]): EvidenceStep {
  const { estate } = assessment;
  const subject = subjectOf(assessment, server, software);
  const { os } = estate.servers[server];
  return {
    ...EMPTY_STEP,
    title: t('Inventory row'),
    // A row as written says all of it.
    code: written.length > 0 ? [] : subject.software
      ? [subject.software.name, [subject.software.publisher, subject.software.version].filter(Boolean).join(' · ')].filter(Boolean)
      : [[os.name, os.version, os.build].filter(Boolean).join(' ')],
    ...(written.length > 0 ? { cells: written } : {}),
    target: subject.row ? sourceOf(assessment, subject.row) : null,
    targetLabel: subject.row ? rowLabel(estate.files[subject.row.file], subject.row.line) : '',
  };
}

/** A trail as text for the clipboard. */
export function trailText(title: string, steps: readonly EvidenceStep[]): string {
  return [
    title,
    ...steps.map((step, i) => [
      `${i + 1}. ${step.title}${step.note ? ` (${step.note})` : ''}`,
      ...step.code.map((line) => `   ${line}`),
      ...(step.cells ?? []).map(({ name, value }) => `   ${name === '' ? value : `${name}: ${value}`}`),
      ...(step.text ? [`   ${step.text}`] : []),
      ...(step.target?.view === 'source' ? [`   ${step.target.file}:${step.target.line}:${step.target.column}`] : []),
    ].join('\n')),
  ].join('\n');
}
