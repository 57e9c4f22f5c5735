import type { Diagnostic, Range } from 'vscode-languageserver/node';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../../core/inventory/problem';
import type { DiagnosticLevel, DiagnosticSettings } from '../../protocol/settings';
import type { Target } from '../../protocol/models/frame';
import { t } from '../l10n';
import type { View } from '../present/view';
import { grouped } from '../present/words';
import { addFindings } from './addFindings';
import { RowCells, lineRange } from './rowCells';
import { WorstEntries, type DiagnosticEntry, type ShownLevel } from './worstEntries';

/** Diagnostics of one file at most; one more says how many were left out. */
const MAX_PER_FILE = 500;

export const DIAGNOSTIC_SOURCE = 'Inventory Insights';

const LEVELS: Readonly<Record<ShownLevel, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
};

/** Everything worth a squiggle in one inventory file, the most severe first when there is too much. */
export function fileDiagnostics(view: View, file: number, document: TextDocument | undefined, settings: DiagnosticSettings): Diagnostic[] {
  const { estate } = view.assessment;
  const entries = new WorstEntries(MAX_PER_FILE);
  for (const problem of estate.problems) if (problem.file === estate.files[file].file) addProblem(entries, problem, settings);
  addFindings(entries, view, file, settings);
  const cells = document && new RowCells(estate.files[file].format, document);
  const diagnostics = shownDiagnostics(entries, cells);
  if (diagnostics.length < entries.count) {
    diagnostics.push({
      range: lineRange(1, 1), severity: DiagnosticSeverity.Information, source: DIAGNOSTIC_SOURCE, code: 'more', data: { view: 'overview' } satisfies Target,
      message: t('{0} further problems of this file are not shown here; the overview and the lists have all of them.', grouped(entries.count - diagnostics.length)),
    });
  }
  return diagnostics;
}

/** What is wrong with a file of decisions. */
export function decisionDiagnostics(problems: readonly Problem[], settings: DiagnosticSettings): Diagnostic[] {
  const entries = new WorstEntries(MAX_PER_FILE);
  for (const problem of problems.slice(0, MAX_PER_FILE)) addProblem(entries, problem, settings);
  return shownDiagnostics(entries, undefined);
}

function shownDiagnostics(entries: WorstEntries, cells: RowCells | undefined): Diagnostic[] {
  return entries.shown().map((entry) => ({ range: rangeOf(entry, cells), severity: LEVELS[entry.level], source: DIAGNOSTIC_SOURCE, code: entry.code, message: entry.message, data: entry.target }));
}

function rangeOf(entry: DiagnosticEntry, cells: RowCells | undefined): Range {
  if (!cells || entry.fields.length === 0) return lineRange(entry.line, entry.column, entry.endColumn);
  return cells.rangeOf(entry.line, entry.column, entry.fields);
}

/** What was wrong with the file itself. Errors and warnings follow the setting; information stays information. */
function addProblem(entries: WorstEntries, problem: Problem, { dataIssues }: DiagnosticSettings): void {
  const level = dataIssues === 'off' ? 'off' : problem.severity === 'information' ? 'information' : problem.severity === 'error' ? worse(dataIssues) : dataIssues;
  entries.add(level, () => ({
    code: problem.code,
    message: problem.fix ? `${problem.message} ${problem.fix}` : problem.message,
    line: Math.max(1, problem.line),
    column: Math.max(1, problem.column),
    fields: [],
    ...(problem.endColumn === undefined ? {} : { endColumn: problem.endColumn }),
    target: { view: 'dataIssues' },
  }));
}

/** A rejected row is one step worse than a doubtful one. */
function worse(level: DiagnosticLevel): DiagnosticLevel {
  return ({ hint: 'information', information: 'warning', warning: 'error', error: 'error', off: 'off' } as const)[level];
}
