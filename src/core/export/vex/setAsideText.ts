import type { SetAsideRule } from '../../insights/suppress/setAside';
import type { Suppression, VexJustification, VexStatus } from '../../insights/suppress/suppression';

export const STATUS_WORDS: Readonly<Record<VexStatus, string>> = {
  not_affected: 'Not affected', fixed: 'Fixed', under_investigation: 'Under investigation', affected: 'Affected, risk accepted',
};

export const JUSTIFICATION_WORDS: Readonly<Record<VexJustification, string>> = {
  component_not_present: 'the component is not present',
  vulnerable_code_not_present: 'the vulnerable code is not present',
  vulnerable_code_not_in_execute_path: 'the vulnerable code is never executed',
  vulnerable_code_cannot_be_controlled_by_adversary: 'nobody hostile can reach the vulnerable code',
  inline_mitigations_already_exist: 'it is mitigated already',
};

/** "Not affected: the vulnerable code is not present". */
export function statusText({ status, justification, until }: Pick<Suppression, 'status' | 'justification' | 'until'>): string {
  if (status === 'affected' && until === null) return 'Affected';
  return justification === '' ? STATUS_WORDS[status] : `${STATUS_WORDS[status]}: ${JUSTIFICATION_WORDS[justification]}`;
}

/** Why a finding is set aside, as sentences: status, reason, until when and by whom. */
export function setAsideText({ suppression }: SetAsideRule): string {
  const { impact, action, note, until, by, saidAt } = suppression;
  const who = [by && `by ${by}`, saidAt && `on ${saidAt.slice(0, 10)}`].filter(Boolean).join(' ');
  return [
    `${statusText(suppression)}.`, ...[impact, action, note].filter(Boolean).map(sentence),
    until === null ? '' : `Set aside until ${until}.`, who && sentence(`Said ${who}`),
  ].filter(Boolean).join(' ');
}

function sentence(text: string): string {
  return /[.!?]\s*$/.test(text) ? text.trim() : `${text.trim()}.`;
}
