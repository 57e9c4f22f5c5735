import type { Cause, Recommendation } from './recommendation';

const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
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
export function recommendationLabel(one: Recommendation): string {
  const versions = [...one.from, ...(one.versions > one.from.length ? [`${grouped(one.versions - one.from.length)} more`] : [])].filter((version) => version !== '').join(', ');
  // "Apache Tomcat 9.0 (9.0.30, 9.0.31)": a cycle stands before versions.
  const from = versions === '' || one.subject.endsWith(versions) ? '' : /\d$/.test(one.subject) ? ` (${versions})` : ` ${versions}`;
  switch (one.kind) {
    case 'upgrade-software': {
      const newest = one.newest === '' ? '' : ` (newest supported: ${one.newest})`;
      return one.to.length === 0 ? `Upgrade ${one.subject}${from} to a version without its findings, or replace it` : `Upgrade ${one.subject}${from} to ${one.to.join(' or ')}${newest}`;
    }
    case 'replace-software': return `Move ${one.subject}${from} to a supported version, replace or remove it`;
    case 'upgrade-os': return one.to.length === 0 ? `Replace ${one.subject}: no supported release of it is known` : `Upgrade ${one.subject} to ${one.to.join(' or ')}`;
    case 'install-updates': return one.updates > 0 ? `Install ${plural(one.updates, 'critical or security update')} of ${one.subject || 'servers of an unknown system'}` : `Install the newest updates of ${one.subject}`;
    case 'add-security': return 'Install security software';
    case 'add-patch-management': return 'Install patch-management software';
    case 'rescan': return 'Scan again: the inventory is stale';
    case 'map-software': return `Say what ${plural(one.software, 'unknown software', 'unknown software')} is`;
  }
}

/** Why, in words that stand beside the sentence. */
export function recommendationDetail(one: Recommendation): string {
  const cves = one.vulnerabilities === 0 ? '' : plural(one.vulnerabilities, 'vulnerability', 'vulnerabilities') + (one.exploited > 0 ? `, ${grouped(one.exploited)} known exploited` : '');
  const remaining = one.remaining === 0 ? '' : `${grouped(one.remaining)} ${one.remaining === 1 ? 'stays' : 'stay'}: no fix is known`;
  const none = one.kind === 'upgrade-software' && one.to.length === 0 ? 'The records name no fixed version' : '';
  return [...one.causes.map((cause) => CAUSE_WORDS[cause]), cves, remaining, none].filter(Boolean).join(' · ');
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
