import { ENGLISH, type Language } from '../../language';
import type { Cause, Recommendation } from './recommendation';

/** Why something is recommended. */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  'os-end-of-support': 'OS end of support',
  'software-end-of-support': 'End of support',
  vulnerabilities: '',
  'pending-updates': '',
  'missing-security-software': 'None of the security categories was found in their software lists',
  'missing-patch-management': 'None was found in their software lists',
  stale: 'Their inventory is old, so the rest may be wrong',
  'unknown-software': 'Not judged, and never counted as safe',
};

/** The sentence of a recommendation, without its servers. */
export function recommendationLabel(one: Recommendation, { t, grouped }: Language = ENGLISH): string {
  const versions = [...one.from, ...(one.versions > one.from.length ? [t('{0} more', grouped(one.versions - one.from.length))] : [])].filter((version) => version !== '').join(', ');
  // "Apache Tomcat 9.0 (9.0.30, 9.0.31)": a cycle stands before versions.
  const from = versions === '' || one.subject.endsWith(versions) ? '' : /\d$/.test(one.subject) ? ` (${versions})` : ` ${versions}`;
  const subject = one.subject + from;
  const to = one.to.join(t(' or '));
  switch (one.kind) {
    case 'upgrade-software':
      if (one.to.length === 0) return t('Upgrade {0} to a version without its findings, or replace it', subject);
      return one.newest === '' ? t('Upgrade {0} to {1}', subject, to) : t('Upgrade {0} to {1} (newest supported: {2})', subject, to, one.newest);
    case 'replace-software': return t('Move {0} to a supported version, replace or remove it', subject);
    case 'upgrade-os': return one.to.length === 0 ? t('Replace {0}: no supported release of it is known', one.subject) : t('Upgrade {0} to {1}', one.subject, to);
    case 'install-updates': {
      if (one.updates === 0) return t('Install the newest updates of {0}', one.subject);
      const of = one.subject || t('servers of an unknown system');
      return one.updates === 1 ? t('Install 1 critical or security update of {0}', of) : t('Install {0} critical or security updates of {1}', grouped(one.updates), of);
    }
    case 'add-security': return t('Install security software');
    case 'add-patch-management': return t('Install patch-management software');
    case 'rescan': return t('Scan again: the inventory is stale');
    case 'map-software': return t('Say what {0} unknown software is', grouped(one.software));
  }
}

/** Why, in words that stand beside the sentence. */
export function recommendationDetail(one: Recommendation, { t, word, grouped }: Language = ENGLISH): string {
  const found = one.vulnerabilities === 0 ? '' : one.vulnerabilities === 1 ? t('1 vulnerability') : t('{0} vulnerabilities', grouped(one.vulnerabilities));
  const cves = found !== '' && one.exploited > 0 ? `${found}, ${t('{0} known exploited', grouped(one.exploited))}` : found;
  const remaining = one.remaining === 0 ? '' : one.remaining === 1 ? t('1 stays: no fix is known') : t('{0} stay: no fix is known', grouped(one.remaining));
  const none = one.kind === 'upgrade-software' && one.to.length === 0 ? t('The records name no fixed version') : '';
  return [...one.causes.map((cause) => word(CAUSE_WORDS[cause])), cves, remaining, none].filter(Boolean).join(' · ');
}
