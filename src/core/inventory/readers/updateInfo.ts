import type { UpdateClass } from '../model';
import { lineListing } from './lineListing';

/** `Critical/Sec.`, `Important/Sec.`, `Moderate/Sec.`, `security`; everything else is no security update. */
function classOf(severity: string): UpdateClass {
  const lower = severity.toLowerCase();
  if (lower.startsWith('critical')) return 'critical';
  return /sec\b|security|important|moderate|low\b/.test(lower) ? 'security' : 'other';
}

const PACKAGE = String.raw`(?<software>[A-Za-z0-9][\w+.~-]{0,200})-(?<version>(?:\d+:)?[^\s-]{1,200}-[^\s-]{1,200})\.(?:noarch|x86_64|i[3-6]86|aarch64|ppc64le|ppc64|s390x?|src)`;

/** `dnf updateinfo list`, `yum updateinfo list`: advisory, type or severity, package; dnf 5 has type and severity apart and the date behind. */
export const updateInfo = lineListing({
  id: 'updateinfo',
  expects: 'the output of dnf updateinfo list or yum updateinfo list',
  fix: 'Write the list again with dnf updateinfo list --available.',
  rows: [{
    pattern: new RegExp(`^(?<installed>i )? *(?<update>[A-Z][A-Za-z0-9_]*[-:][\\w:.-]{1,200}) +(?<type>[A-Za-z./]+)(?: +(?<severity>[A-Za-z]+))? +${PACKAGE}(?: +(?<issued>\\d{4}-\\d{2}-\\d{2})\\b.*)?$`, 'd'),
    read({ installed, update = '', type = '', severity = '', software = '', version = '' }, { draft, server }, place) {
      server.updatesKnown = true;
      if (installed !== undefined) return;
      const classification = severity === '' || severity === 'None' ? type : `${severity} ${type}`;
      draft.update(server, { id: software, title: `${software} ${version} (${update})`, class: classOf(classification), classification, releasedOn: null }, place);
    },
  }],
  notes: [/^(?:Last metadata expiration check|Loaded plugins|updateinfo list done|Updating|Repositories loaded|Not root|Unable to read consumer identity|Repository |Waiting for process|Name +Type +Severity|Extra Packages|Subscription Management|This system is|Red Hat Subscription)/i],
  sure: (lines) => (lines.some((line) => /[-:]\d{4}[-:]\w+ +\S/.test(line)) || lines.some((line) => /^updateinfo list done/.test(line)) ? 2 : 0),
  nonePending: /^(?:updateinfo list done|Last metadata expiration check: .*\.)$/i,
});
