import { setAsideText, statusText } from '../../core/export/vex/setAsideText';
import { keyOfStatement } from '../../core/export/vex/statements';
import type { Assessment } from '../../core/insights/assessment';
import { OS_SUBJECT, softwareLabel, subjectOf } from '../../core/insights/findings';
import { formatServerFilter } from '../../core/insights/filterText/formatFilter';
import type { SetAsideRule } from '../../core/insights/suppress/setAside';
import type { ServerScope, SoftwareScope, SuppressionScope } from '../../core/insights/suppress/suppression';
import { dateOfTimestamp } from '../../core/inventory/plainDate';
import type { SetAsideOffer, SetAsideRow, SetAsideScope } from '../../protocol/models/suppressions';
import type { EvidenceStep } from '../../protocol/models/evidence';
import type { FindingRef } from '../../protocol/models/server';
import type { Decisions } from '../../workspace/decisions';
import { LANGUAGE, t } from '../l10n';
import { basename } from './paths';
import { softwareRef } from './rows';
import type { View } from './view';

/** Tags offered as scopes at most. */
const MOST_TAGS = 20;
/** Scopes of a statement that are written out. */
const MOST_SCOPES = 3;

/** The step of the evidence that says who set a finding aside and why, with the statement's place. */
export function setAsideStep(rule: SetAsideRule, { setAside }: Pick<Decisions, 'setAside'>): EvidenceStep {
  const place = setAside[rule.position];
  return {
    title: t('Set aside'), note: t('not counted'), text: setAsideText(rule, LANGUAGE), code: [], range: null,
    target: place ? { view: 'source', file: place.file, line: place.line, column: place.column } : null,
    targetLabel: place ? `${basename(place.file)}:${place.line}` : '',
  };
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
      key: keyOfStatement(placed.entry), cve, status, statusText: statusText(suppression, LANGUAGE), justification, reason: impact || action, note,
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
  if (scopes.length === 0) return t('nothing');
  const said = scopes.slice(0, MOST_SCOPES).map(({ servers, software }) => t('{0} on {1}', softwareText(software), serversText(assessment, servers)));
  return scopes.length > MOST_SCOPES ? t('{0} and {1} more', said.join('; '), scopes.length - MOST_SCOPES) : said.join('; ');
}

function serversText({ estate }: Assessment, scope: ServerScope): string {
  switch (scope.kind) {
    case 'all': return t('all servers');
    case 'server': return estate.servers.find(({ key }) => key === scope.key)?.name ?? scope.key;
    case 'filter': return t('servers with {0}', scope.text);
    case 'having': return t('servers with {0}', [...scope.names.purls, ...scope.names.cpes].join(', '));
    case 'named': return scope.name;
  }
}

function softwareText(scope: SoftwareScope): string {
  switch (scope.kind) {
    case 'any': return t('any software');
    case 'os': return t('the operating system');
    case 'software': return scope.software.version === undefined ? t('{0}, any version,', scope.software.name) : softwareLabel({ name: scope.software.name, version: scope.software.version });
    case 'names': return [...scope.names.purls, ...scope.names.cpes].join(', ');
  }
}
