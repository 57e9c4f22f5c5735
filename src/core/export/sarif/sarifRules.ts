import type { CveDetails, CveText } from '../../match/knowledge';
import type { Severity } from '../../match/verdict';
import { plainText } from '../plainText';
import { nvdPage, ratingWords } from '../words';
import type { SarifCheck } from './sarifFindings';

export type SarifLevel = 'error' | 'warning' | 'note';

/** A reportingDescriptor (SARIF 2.1.0 §3.49) with the properties that GitHub reads. */
export interface SarifRule {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription: SarifMessage;
  readonly fullDescription: SarifMessage;
  readonly help: SarifMessage & { readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface SarifMessage {
  readonly text: string;
}

/** GitHub cuts descriptions at 1,024 characters. */
const MOST_DESCRIPTION = 1_000;
/** Weaknesses told as tags; GitHub shows at most ten tags. */
const MOST_WEAKNESSES = 6;
const MOST_REFERENCES = 10;

export const LEVEL_OF: Readonly<Record<Severity, SarifLevel>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', none: 'note', unknown: 'warning' };

/** `security-severity` is the CVSS score that the product shows, and absent without one: GitHub sorts by it. */
export function cveRule(details: CveDetails, { description, references }: CveText): SarifRule {
  const metric = details.metrics[0];
  const rating = ratingWords(details);
  const about = plainText(description, MOST_DESCRIPTION) || `The record of ${details.id} has no description.`;
  const links = [nvdPage(details.id), ...references.filter((one) => /^https?:\/\/[^\s<>()]+$/i.test(one))].slice(0, MOST_REFERENCES);
  return {
    id: details.id,
    shortDescription: { text: `${details.id} (${rating})` },
    fullDescription: { text: about },
    help: {
      text: `${about}\n\nRating: ${rating}.\n${links.join('\n')}`,
      markdown: `${escapedMarkdown(about)}\n\n**Rating:** ${escapedMarkdown(rating)}.\n\n${links.map((one) => `- <${one}>`).join('\n')}`,
    },
    helpUri: nvdPage(details.id),
    defaultConfiguration: { level: LEVEL_OF[metric?.severity ?? 'unknown'] },
    properties: {
      ...(metric ? { 'security-severity': metric.score.toFixed(1), cvss: { version: metric.version, vector: metric.vector, source: metric.source } } : {}),
      tags: ['security', 'vulnerability', ...(details.kev ? ['known-exploited'] : []), ...details.cwes.slice(0, MOST_WEAKNESSES).flatMap(weaknessTag)],
    },
  };
}

/** As CodeQL writes them, which GitHub groups by. */
function weaknessTag(cwe: string): string[] {
  const number = /^CWE-(\d{1,6})$/i.exec(cwe)?.[1];
  return number === undefined ? [] : [`external/cwe/cwe-${number.padStart(3, '0')}`];
}

const CHECKS: Readonly<Record<SarifCheck, { readonly name: string; readonly title: string; readonly about: string; readonly fix: string; readonly level: SarifLevel }>> = {
  'os-end-of-support': {
    name: 'OperatingSystemEndOfSupport', title: 'Operating system at its end of support', level: 'error',
    about: 'The vendor no longer gives general security updates for this release of the operating system.', fix: 'Upgrade or replace the operating system, or buy further support where the vendor sells it.',
  },
  'software-end-of-support': {
    name: 'SoftwareEndOfSupport', title: 'Software at its end of support', level: 'warning',
    about: 'This version of the software no longer gets security updates.', fix: 'Upgrade to a supported version, or remove the software.',
  },
  'pending-updates': {
    name: 'PendingUpdates', title: 'Critical or security updates are pending', level: 'warning',
    about: 'The inventory lists critical or security updates that are not installed.', fix: 'Install the pending updates.',
  },
  'missing-security-software': {
    name: 'MissingSecuritySoftware', title: 'No security software', level: 'warning',
    about: 'The software list of the server has no antivirus, threat detection, SIEM, identity and access management or other security software.', fix: 'Install security software, or correct the inventory.',
  },
  'missing-patch-management': {
    name: 'MissingPatchManagement', title: 'No patch-management software', level: 'warning',
    about: 'The software list of the server has no patch-management software.', fix: 'Install patch-management software, or correct the inventory.',
  },
};

/** A check has no CVSS score, so none is made up: no `security-severity`. */
export function checkRule(check: SarifCheck): SarifRule {
  const { name, title, about, fix, level } = CHECKS[check];
  return {
    id: check, name,
    shortDescription: { text: title },
    fullDescription: { text: about },
    help: { text: `${about} ${fix}`, markdown: `${about}\n\n${fix}` },
    defaultConfiguration: { level },
    properties: { tags: ['security', 'inventory'], 'problem.severity': level === 'error' ? 'error' : 'warning' },
  };
}

/** No markup of a feed's text is shown as such. */
function escapedMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&-]/g, '\\$&');
}
