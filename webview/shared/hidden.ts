import { html, type TemplateResult } from 'lit';
import type { Frame, HideablePart } from '../../src/protocol/models/frame';
import { icon } from './glyphs';
import { t } from './l10n';

/** What is told of each part that the sharing profile leaves out. */
export const HIDDEN_SENTENCES: Readonly<Record<HideablePart, string>> = {
  vulnerabilities: t('Vulnerabilities are hidden by the sharing profile.'),
  updates: t('Pending updates are hidden by the sharing profile.'),
};

/** True where the sharing profile leaves a part out of everything on show. */
export function hides(frame: Frame | undefined, part: HideablePart): boolean {
  return frame?.hidden?.includes(part) === true;
}

/** Stands for what is hidden: the word, or in a narrow cell a crossed eye that says it. Never a number, and not the dash of what is unknown. */
export function hiddenMark(label = '', narrow = false): TemplateResult {
  const spoken = label === '' ? t('hidden') : t('{0} hidden', label);
  return narrow
    ? html`<span class="dim" title=${t('Hidden by the sharing profile')}>${icon('hidden', true)}<span class="vh">${spoken}</span></span>`
    : html`<span class="dim" title=${t('Hidden by the sharing profile')} aria-hidden="true">${t('hidden')}</span><span class="vh">${spoken}</span>`;
}
