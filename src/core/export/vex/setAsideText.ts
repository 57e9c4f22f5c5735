import { ENGLISH, type Language } from '../../language';
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
export function statusText({ status, justification, until }: Pick<Suppression, 'status' | 'justification' | 'until'>, { t, word }: Language = ENGLISH): string {
  if (status === 'affected' && until === null) return t('Affected');
  return justification === '' ? word(STATUS_WORDS[status]) : `${word(STATUS_WORDS[status])}: ${word(JUSTIFICATION_WORDS[justification])}`;
}

/** Why a finding is set aside, as sentences: status, reason, until when and by whom. */
export function setAsideText({ suppression }: SetAsideRule, language: Language = ENGLISH): string {
  const { t } = language;
  const { impact, action, note, until, by, saidAt } = suppression;
  const on = saidAt.slice(0, 10);
  const said = by === '' ? (on === '' ? '' : t('Said on {0}', on)) : on === '' ? t('Said by {0}', by) : t('Said by {0} on {1}', by, on);
  return [
    `${statusText(suppression, language)}.`, ...[impact, action, note].filter(Boolean).map(sentence),
    until === null ? '' : t('Set aside until {0}.', until), said && sentence(said),
  ].filter(Boolean).join(' ');
}

function sentence(text: string): string {
  return /[.!?]\s*$/.test(text) ? text.trim() : `${text.trim()}.`;
}
