import { keyOfStatement } from '../../core/export/vex/statements';
import type { Assessment } from '../../core/insights/assessment';
import { OS_SUBJECT, softwareLabel, subjectOf } from '../../core/insights/findings';
import { formatServerFilter } from '../../core/insights/filterText/formatFilter';
import type { SetAsideRule } from '../../core/insights/suppress/setAside';
import type { ServerScope, SoftwareScope, Suppression, SuppressionScope, VexJustification, VexStatus } from '../../core/insights/suppress/suppression';
import { dateOfTimestamp } from '../../core/inventory/plainDate';
import type { SetAsideOffer, SetAsideRow, SetAsideScope } from '../../protocol/models/suppressions';
import type { EvidenceStep, FindingRef } from '../../protocol/viewModels';
import { softwareRef } from './rows';
import type { View } from './view';

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

/** Tags offered as scopes at most. */
const MOST_TAGS = 20;
/** Scopes of a statement that are written out. */
const MOST_SCOPES = 3;

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

/** The step of the evidence that says who set a finding aside and why; none when it counts. */
export function setAsideSteps({ setAside }: Assessment, view: Pick<View, 'decisions'> | undefined, server: number, software: number, cve: number): EvidenceStep[] {
  const rule = setAside.of(server, software, cve);
  if (rule === undefined) return [];
  const place = view?.decisions.setAside[rule.position];
  return [{
    title: 'Set aside', note: 'not counted', text: setAsideText(rule), code: [], range: null,
    target: place ? { view: 'source', file: place.file, line: place.line, column: place.column } : null,
    targetLabel: place ? `vex.json:${place.line}` : '',
  }];
}

/** What a user may say of a finding. */
export function presentOffer({ assessment }: View, server: number, finding: FindingRef): SetAsideOffer {
  const { estate } = assessment;
  const { key, name, tags } = estate.servers[server];
  const count = (tag: string, value: string): number => estate.servers.filter((other) => other.tags[tag] === value).length;
  return {
    finding,
    server: { key, name },
    subject: subjectOf(assessment, server, finding.software).label,
    software: finding.software === OS_SUBJECT ? null : softwareRef(estate.software[finding.software]),
    tags: Object.entries(tags).slice(0, MOST_TAGS).map(([tag, value]) => {
      const written = value === '' ? tag : `${tag}=${value}`;
      return { tag: written, filter: formatServerFilter({ tags: [written] }), servers: count(tag, value) };
    }),
    servers: estate.servers.length,
  };
}

/** Every statement, those in force first, then by CVE. */
export function presentSetAside({ assessment, decisions }: View): SetAsideRow[] {
  return assessment.setAside.statements.flatMap(({ suppression, state, servers }, position): SetAsideRow[] => {
    const placed = decisions.setAside[position];
    if (placed === undefined) return [];
    const { cve, status, justification, impact, action, note, until, by, saidAt } = suppression;
    return [{
      key: keyOfStatement(placed.entry), cve, status, statusText: statusText(suppression), justification, reason: impact || action, note,
      scopeText: scopesText(assessment, suppression.scopes), scope: plainScope(suppression.scopes), until, by, on: dateOfTimestamp(saidAt) ?? '', state, servers,
      place: { view: 'source', file: placed.file, line: placed.line, column: placed.column },
    }];
  }).sort((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) || (a.cve < b.cve ? -1 : a.cve > b.cve ? 1 : 0));
}

const STATE_ORDER = ['expired', 'in-force', 'counted', 'names-nothing', 'unknown-cve'];

/** The one scope of a statement made here. */
function plainScope(scopes: readonly SuppressionScope[]): SetAsideScope | null {
  const [scope] = scopes;
  if (scopes.length !== 1 || scope === undefined) return null;
  const { servers, software } = scope;
  if (servers.kind === 'having' || servers.kind === 'named' || software.kind === 'names') return null;
  return { servers: servers.kind === 'filter' ? { kind: 'filter', text: servers.text } : servers, software };
}

function scopesText(assessment: Assessment, scopes: readonly SuppressionScope[]): string {
  if (scopes.length === 0) return 'nothing';
  const said = scopes.slice(0, MOST_SCOPES).map(({ servers, software }) => `${softwareText(software)} on ${serversText(assessment, servers)}`);
  return scopes.length > MOST_SCOPES ? `${said.join('; ')} and ${scopes.length - MOST_SCOPES} more` : said.join('; ');
}

function serversText({ estate }: Assessment, scope: ServerScope): string {
  switch (scope.kind) {
    case 'all': return 'all servers';
    case 'server': return estate.servers.find(({ key }) => key === scope.key)?.name ?? scope.key;
    case 'filter': return `servers with ${scope.text}`;
    case 'having': return `servers with ${[...scope.names.purls, ...scope.names.cpes].join(', ')}`;
    case 'named': return scope.name;
  }
}

function softwareText(scope: SoftwareScope): string {
  switch (scope.kind) {
    case 'any': return 'any software';
    case 'os': return 'the operating system';
    case 'software': return scope.software.version === undefined ? `${scope.software.name}, any version,` : softwareLabel({ name: scope.software.name, version: scope.software.version });
    case 'names': return [...scope.names.purls, ...scope.names.cpes].join(', ');
  }
}
