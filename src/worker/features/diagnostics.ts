import type { Diagnostic, Range } from 'vscode-languageserver/node';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { OS_SUBJECT, distinctByCve, findingsOfSoftware, softwareLabel, subjectMatches } from '../../core/insights/findings';
import type { Problem } from '../../core/inventory/problem';
import type { CellField } from '../../core/inventory/reader';
import { isIdentified } from '../../core/match/matcher';
import { SEVERITIES } from '../../core/match/verdict';
import type { DiagnosticLevel, DiagnosticSettings } from '../../protocol/settings';
import type { Target } from '../../protocol/models/frame';
import { t } from '../l10n';
import { softwareRef } from '../present/rows';
import { presentSupport } from '../present/support';
import type { View } from '../present/view';
import { decimal, grouped } from '../present/words';
import { fileRows } from './fileRows';
import { RowCells, lineRange } from './rowCells';

/** Diagnostics of one file at most; one more says how many were left out. */
const MAX_PER_FILE = 500;
/** CVE ids named in one message. */
const MAX_NAMED = 3;

export const DIAGNOSTIC_SOURCE = 'Inventory Insights';

const LEVELS: Readonly<Record<Exclude<DiagnosticLevel, 'off'>, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
};

interface Entry {
  readonly kind: keyof DiagnosticSettings;
  readonly code: string;
  readonly message: string;
  /** The row's place, and the cells that it is about in order of preference. */
  readonly line: number;
  readonly column: number;
  readonly fields: readonly CellField[];
  readonly endColumn?: number;
  readonly target: Target;
  readonly level: DiagnosticLevel;
}

/** Everything worth a squiggle in one inventory file, the most severe first when there is too much. */
export function fileDiagnostics(view: View, file: number, document: TextDocument | undefined, settings: DiagnosticSettings): Diagnostic[] {
  const entries = [...problemEntries(view, file, settings), ...findingEntries(view, file, settings)].filter(({ level }) => level !== 'off');
  const rank = (level: DiagnosticLevel): number => (level === 'off' ? 9 : LEVELS[level]);
  const shown = entries.length <= MAX_PER_FILE ? entries : [...entries].sort((a, b) => rank(a.level) - rank(b.level)).slice(0, MAX_PER_FILE);
  const cells = document && new RowCells(view.assessment.estate.files[file].format, document);
  const diagnostics = shown.map((entry): Diagnostic => ({
    range: rangeOf(entry, cells),
    severity: LEVELS[entry.level as Exclude<DiagnosticLevel, 'off'>],
    source: DIAGNOSTIC_SOURCE,
    code: entry.code,
    message: entry.message,
    data: entry.target,
  }));
  if (shown.length < entries.length) {
    diagnostics.push({
      range: lineRange(1, 1), severity: DiagnosticSeverity.Information, source: DIAGNOSTIC_SOURCE, code: 'more', data: { view: 'overview' } satisfies Target,
      message: t('{0} further problems of this file are not shown here; the overview and the lists have all of them.', grouped(entries.length - shown.length)),
    });
  }
  return diagnostics;
}

/** What is wrong with a file of decisions. */
export function decisionDiagnostics(problems: readonly Problem[], settings: DiagnosticSettings): Diagnostic[] {
  return problems.slice(0, MAX_PER_FILE).flatMap((problem) => {
    const { level, code, message, line, column, endColumn, target } = problemEntry(problem, settings);
    if (level === 'off') return [];
    return [{ range: lineRange(line, column, endColumn), severity: LEVELS[level], source: DIAGNOSTIC_SOURCE, code, message, data: target }];
  });
}

function rangeOf(entry: Entry, cells: RowCells | undefined): Range {
  if (!cells || entry.fields.length === 0) return lineRange(entry.line, entry.column, entry.endColumn);
  return cells.rangeOf(entry.line, entry.column, entry.fields);
}

/** What was wrong with the file itself. Errors and warnings follow the setting; information stays information. */
function problemEntries(view: View, file: number, settings: DiagnosticSettings): Entry[] {
  const { estate } = view.assessment;
  const name = estate.files[file].file;
  return estate.problems.filter((problem) => problem.file === name).map((problem) => problemEntry(problem, settings));
}

function problemEntry(problem: Problem, settings: DiagnosticSettings): Entry {
  return {
    kind: 'dataIssues',
    code: problem.code,
    message: problem.fix ? `${problem.message} ${problem.fix}` : problem.message,
    line: Math.max(1, problem.line),
    column: Math.max(1, problem.column),
    fields: [],
    ...(problem.endColumn === undefined ? {} : { endColumn: problem.endColumn }),
    target: { view: 'dataIssues' },
    level: settings.dataIssues === 'off' ? 'off' : problem.severity === 'information' ? 'information' : problem.severity === 'error' ? worse(settings.dataIssues) : settings.dataIssues,
  };
}

/** A rejected row is one step worse than a doubtful one. */
function worse(level: DiagnosticLevel): DiagnosticLevel {
  return ({ hint: 'information', information: 'warning', warning: 'error', error: 'error', off: 'off' } as const)[level];
}

function findingEntries(view: View, file: number, settings: DiagnosticSettings): Entry[] {
  const { assessment } = view;
  const { estate, identities, os, software, asOf } = assessment;
  const rows = fileRows(estate, file);
  const entries: Entry[] = [];
  const osSeen = new Set<number>();
  const unmappedSeen = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    const { server, software: id, ...place } = rows.at(i);
    const key = estate.servers[server].key;
    const panel = (software: number) => (cve: string): Target => ({ view: 'server', server: key, section: 'vulnerabilities', finding: { cve, software } });
    // The operating system is judged once, in the newest file that names the server.
    if (!osSeen.has(server) && (estate.servers[server].rows[0]?.file ?? file) === file) {
      osSeen.add(server);
      const { support } = os[identities.osOf[server]];
      const words = presentSupport(support, asOf, t('Operating system support'));
      const fields: readonly CellField[] = ['os', 'osVersion', 'server'];
      const overview: Target = { view: 'server', server: key };
      if (words.bucket === 'ended' || words.bucket === 'extended-paid') {
        entries.push({ ...place, kind: 'osEndOfSupport', code: 'os-end-of-support', message: `${words.text}: ${identities.os[identities.osOf[server]].identity.label}.`, fields, target: overview, level: settings.osEndOfSupport });
      } else if (words.bucket === 'ending') {
        entries.push({ ...place, kind: 'osEndingSoon', code: 'os-ending-soon', message: `${words.text}: ${identities.os[identities.osOf[server]].identity.label}.`, fields, target: overview, level: settings.osEndingSoon });
      }
      pushCves(view, server, OS_SUBJECT, { ...place, fields: ['os', 'server'] }, settings, panel(OS_SUBJECT), entries);
    }
    if (id < 0) continue;
    if (software.ended[id]) {
      entries.push({
        ...place, kind: 'softwareEndOfSupport', code: 'software-end-of-support', message: `${presentSupport(software.support[id], asOf).text}: ${softwareLabel(estate.software[id])}.`,
        fields: ['version', 'software'], target: { view: 'server', server: key, section: 'software' }, level: settings.softwareEndOfSupport,
      });
    }
    const identity = identities.software[id];
    if (!unmappedSeen.has(id) && settings.unmappedSoftware !== 'off' && !view.software.isIdentified(id) && !view.software.isIgnored(id)) {
      unmappedSeen.add(id);
      entries.push({
        ...place, kind: 'unmappedSoftware', code: 'software-unmapped', message: t('{0} is not identified, so nothing is judged of it.', softwareLabel(estate.software[id])),
        fields: ['software'], target: { view: 'mapping', software: softwareRef(estate.software[id]) }, level: settings.unmappedSoftware,
      });
    }
    if (isIdentified(identity) && identity.version === '') {
      entries.push({
        ...place, kind: 'unknownVersion', code: 'unknown-version', message: t('The version of {0} cannot be compared, so its vulnerabilities are unknown.', estate.software[id].name),
        fields: ['version', 'software'], target: { view: 'server', server: key, section: 'software' }, level: settings.unknownVersion,
      });
    }
    pushCves(view, server, id, { ...place, fields: ['version', 'software'] }, settings, panel(id), entries);
  }
  return entries;
}

/** At most one entry for exploited and one for other critical CVEs of a row, each naming the worst. */
function pushCves(
  view: View, server: number, software: number, place: Pick<Entry, 'line' | 'column' | 'fields'>,
  settings: DiagnosticSettings, panel: (cve: string) => Target, entries: Entry[],
): void {
  const { assessment } = view;
  const { index } = assessment.matcher;
  const matches = subjectMatches(assessment, server, software);
  if (matches.affected.length === 0 && matches.conditional.length === 0) return;
  const affected = distinctByCve(findingsOfSoftware(assessment, server, software).filter(({ verdict }) => verdict === 'affected')).map(({ finding }) => finding.cve);
  const exploited = affected.filter((cve) => index.kev[cve] > 0);
  const critical = affected.filter((cve) => index.kev[cve] === 0 && SEVERITIES[index.severity[cve]] === 'critical');
  const what = software === OS_SUBJECT ? assessment.identities.os[assessment.identities.osOf[server]].identity.label : softwareLabel(assessment.estate.software[software]);
  const add = (kind: 'exploitedVulnerability' | 'criticalVulnerability', code: string, cves: readonly number[], say: (named: string) => string): void => {
    if (cves.length === 0) return;
    const named = cves.slice(0, MAX_NAMED).map((cve) => `${index.cveId(cve)}${index.score[cve] === 255 ? '' : ` (${decimal(index.score[cve] / 10, 1)})`}`).join(', ');
    const more = cves.length > MAX_NAMED ? ` ${t('and {0} more', grouped(cves.length - MAX_NAMED))}` : '';
    entries.push({ ...place, kind, code, message: say(named + more), target: panel(index.cveId(cves[0])), level: settings[kind] });
  };
  add('exploitedVulnerability', 'exploited-vulnerability', exploited, (named) => exploited.length === 1 ? t('{0} has a vulnerability known to be exploited: {1}.', what, named) : t('{0} has vulnerabilities known to be exploited: {1}.', what, named));
  add('criticalVulnerability', 'critical-vulnerability', critical, (named) => critical.length === 1 ? t('{0} has a critical vulnerability: {1}.', what, named) : t('{0} has critical vulnerabilities: {1}.', what, named));
}
