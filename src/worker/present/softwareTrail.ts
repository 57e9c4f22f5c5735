import { formatCpe } from '../../core/identify/cpe';
import { isExplicit } from '../../core/identify/userRules/applyMapping';
import { findingsOfSoftware, softwareLabel } from '../../core/insights/findings';
import type { WrittenCell } from '../../core/inventory/rowAsWritten';
import type { EvidenceStep, SoftwareTrail } from '../../protocol/models/evidence';
import { LANGUAGE, t } from '../l10n';
import { hiddenSentence, hides } from './hidden';
import { identityWords } from './mapping';
import { presentSoftwareRow, softwareRef } from './rows';
import { EMPTY_STEP, rowStep, trailText } from './trail';
import type { View } from './view';
import { grouped, plural } from './words';

/**
 * What a software of a server is taken for, by which rule, and what follows from that: category, support, findings.
 * @param written the inventory row as its file has it
 */
export function presentSoftwareTrail(view: View, server: number, software: number, written: readonly WrittenCell[]): SoftwareTrail {
  const { assessment } = view;
  const label = softwareLabel(assessment.estate.software[software]);
  const steps = [
    rowStep(assessment, server, software, written),
    identityStep(view, software),
    categoryStep(view, software),
    supportStep(view, software),
    findingsStep(view, server, software),
  ];
  return { software, label, steps, plain: trailText(t('{0} on {1} (as of {2})', label, assessment.estate.servers[server].name, assessment.asOf), steps) };
}

function identityStep({ assessment }: View, software: number): EvidenceStep {
  const { estate, identities } = assessment;
  const identity = identities.software[software];
  const nearest = (identity.cpes.length > 0 ? [] : identity.candidates ?? []).map(({ key }) => key.slice(2));
  return {
    ...EMPTY_STEP,
    title: t('Identity'),
    text: [`${identityWords(identity)}.`, nearest.length === 0 ? '' : t('Nearest names in the vulnerability feed: {0}.', nearest.join(', '))].filter(Boolean).join(' '),
    code: identity.cpes.map(formatCpe),
    // The inventory's own word goes before a mapping.
    ...(isExplicit(identity) ? {} : { target: { view: 'mapping', software: softwareRef(estate.software[software]) }, targetLabel: t('Set mapping…') }),
  };
}

function categoryStep({ assessment }: View, software: number): EvidenceStep {
  const { identities, software: { isSecurity, isPatch } } = assessment;
  const { category, subcategory } = identities.software[software];
  return {
    ...EMPTY_STEP,
    title: t('Category'),
    text: [
      [category, subcategory].filter(Boolean).map((word) => LANGUAGE.word(word)).join(' · '),
      isSecurity[software] === 1 ? t('It satisfies the check for security software.') : '',
      isPatch[software] === 1 ? t('It satisfies the check for patch-management software.') : '',
    ].filter(Boolean).join('\n'),
  };
}

function supportStep(view: View, software: number): EvidenceStep {
  const { support, product, cycle } = presentSoftwareRow(view, software);
  const { distribution } = view.assessment.identities.software[software];
  return {
    ...EMPTY_STEP,
    title: t('Support'),
    note: support.short,
    text: [
      `${support.text}.`,
      product !== '' ? t('By endoflife.date, product and cycle as shown, as of {0}.', view.assessment.asOf) : distribution ? '' : t('endoflife.date lists no product for it.'),
    ].filter(Boolean).join(' '),
    code: product === '' ? [] : [[product, cycle].filter(Boolean).join(' ')],
  };
}

function findingsStep(view: View, server: number, software: number): EvidenceStep {
  const { assessment } = view;
  const step = { ...EMPTY_STEP, title: t('Vulnerabilities on this server') };
  if (hides(view, 'vulnerabilities')) return { ...step, text: hiddenSentence('vulnerabilities') };
  if (!view.software.isJudged(software)) return { ...step, text: t('Not identified, so nothing was judged about vulnerabilities.') };
  const findings = findingsOfSoftware(assessment, server, software);
  const affected = findings.filter(({ verdict }) => verdict === 'affected').length;
  const aside = findings.filter(({ verdict }) => verdict === 'suppressed').length;
  const others = findings.length - affected - aside;
  return {
    ...step,
    text: [
      affected === 0 ? t('None that is known affects it.') : plural(affected, '{0} affects it.', '{0} affect it.'),
      others === 0 ? '' : t('{0} possibly, not counted.', grouped(others)),
      aside === 0 ? '' : t('{0} set aside.', grouped(aside)),
    ].filter(Boolean).join(' '),
    ...(findings.length === 0 ? {} : { target: { view: 'server', server: assessment.estate.servers[server].key, section: 'vulnerabilities' }, targetLabel: t('Show vulnerabilities') }),
  };
}
