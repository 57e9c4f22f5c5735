import { writeCsv } from '../../core/export/csv';
import { jsonText } from '../../core/export/json/jsonText';
import { buildReport } from '../../core/export/report';
import { findingsTable, serversTable, softwareTable, type TableKind } from '../../core/export/tables';
import { assess } from '../../core/insights/assess';
import type { Assessment } from '../../core/insights/assessment';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT, type ServerFilter } from '../../core/insights/filter';
import { parseServerFilter, problemText } from '../../core/insights/filterText/parseFilter';
import { Identifier } from '../../core/insights/identifyEstate';
import { queryServers, ServerFields, sortServers } from '../../core/insights/serverQuery';
import { SoftwareFields, sortSoftware } from '../../core/insights/softwareQuery';
import { estatePart } from '../../core/inventory/estatePart';
import type { Estate } from '../../core/inventory/model';
import { parsePlainDate, type PlainDate } from '../../core/inventory/plainDate';
import type { Problem } from '../../core/inventory/problem';
import { createMatcher } from '../../core/match/matcher';
import { SEVERITIES, type Severity } from '../../core/match/verdict';
import { KeptIdentities } from '../../feeds/identities/keptIdentities';
import { openKnowledge } from '../../feeds/store/openKnowledge';
import { AppliedDecisions, DECISION_HELP, DECISION_OPTIONS, decisionsFor } from '../decisions';
import { note, noteProblems, writeResult } from '../output';
import { feedsFolder, starterDir, today, wasmPath } from '../places';
import { readEstate } from '../readEstate';
import { Stats } from '../stats';
import { summaryText } from '../summaryText';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

const STALE_AFTER_DAYS = 30;
const FORMATS = ['summary', 'json', 'csv'] as const;
const TABLES: readonly TableKind[] = ['servers', 'software', 'findings'];
const LEVELS = ['critical', 'high', 'medium', 'low', 'none'] as const;

export const assessCommand: Command = {
  name: 'assess',
  summary: 'judge inventories: support, vulnerabilities, updates, missing protection',
  help: `inventory-insights assess <file or folder…> [options]

Judges every server and software of the inventories as one estate. A folder is searched for files called like inventories.

  --feeds <dir>        folder of the feeds (default: the user's cache folder; without feeds there, the starter feeds)
  --filter <text>      only the servers that pass, as in 'environment:production exploited:yes' (docs/filters.md); counts follow
${DECISION_HELP}
  --as-of <date>       judge support as of YYYY-MM-DD (default: today)
  --format <format>    summary (default), json (media/schemas/assessment.schema.json) or csv
  --table <table>      with csv: servers (default), software or findings
  --findings           with json: every finding with its evidence
  --out <file>         write there instead of to standard output; the file appears when it is whole
  --fail-on <level>    exit 1 when a finding is at or above critical, high, medium or low; none (default) never
  --stats              phases in ms and peak memory as one line of JSON on standard error

Results go to standard output, everything else to standard error.
Exit codes: 0; 1 a finding at or above --fail-on; 2 wrong usage; 3 an input could not be read (the others are assessed; goes before 1).
`,
  async run(args) {
    const { values, positionals } = parse(args, {
      feeds: { type: 'string' }, filter: { type: 'string' }, 'as-of': { type: 'string' }, format: { type: 'string' }, table: { type: 'string' },
      findings: { type: 'boolean' }, out: { type: 'string' }, 'fail-on': { type: 'string' }, stats: { type: 'boolean' }, ...DECISION_OPTIONS,
    });
    if (positionals.length === 0) throw new UsageError('Name at least one inventory file or folder.');
    const format = choice('format', values.format, FORMATS, 'summary');
    const table = choice('table', values.table, TABLES, 'servers');
    const failOn = choice('fail-on', values['fail-on'], LEVELS, 'none');
    if (values.table !== undefined && format !== 'csv') throw new UsageError('--table goes with --format csv.');
    if (values.findings && format !== 'json') throw new UsageError('--findings goes with --format json; for CSV use --table findings.');
    const asOf = dateOption(values['as-of']);
    const decisions = await decisionsFor(values, positionals);
    const filter = filterOption(values.filter);

    const stats = new Stats();
    // SQLite compiles beside the reading; `openKnowledge` never rejects.
    const cacheDir = feedsFolder(values.feeds);
    const opening = openKnowledge({ cacheDir, starterDir, wasmPath });
    const { estate: wholeEstate, allRead } = await readEstate(positionals, today(), stats);
    const { knowledge, problems: feedProblems } = await opening;
    stats.lap('feeds');
    const kept = new KeptIdentities(cacheDir, knowledge.revision);
    const identifier = new Identifier(knowledge.lifecycle, knowledge.index, kept);
    const applied = new AppliedDecisions(decisions, knowledge);
    const matcher = createMatcher(knowledge.index);
    const judge = (estate: Estate): Assessment => {
      const identities = applied.identities(estate, identifier.identify(estate));
      stats.lap('identify');
      const judged = applied.over(assess({ estate, identities, knowledge, matcher, asOf: asOf ?? today(), today: today(), staleAfterDays: STALE_AFTER_DAYS }));
      stats.lap('assess');
      return judged;
    };
    const whole = judge(wholeEstate);
    // What is wrong with decisions is a matter of the whole: a mapping of software outside the filter is no mistake.
    const decisionProblems = applied.problems;
    // The part is judged as an estate of its own, from matches that are known by now: every format then writes exactly it.
    const part = filter && estatePart(wholeEstate, queryServers(new ServerFields(whole), filter, false).rows);
    const assessment = part === undefined || part === wholeEstate ? whole : judge(part);
    const { estate } = assessment;

    const problems = [...feedProblems, ...estate.problems, ...decisionProblems];
    await writeResult(chunksOf(assessment, format, table, values.findings === true, problems), values.out);
    stats.lap('write');
    await kept.keep(identifier.decided);
    stats.lap('keep');
    noteProblems(problems);
    if (values.stats) note(stats.line({ servers: estate.servers.length, software: estate.software.length, installs: estate.installs.software.length, cves: knowledge.index.cveCount }));
    if (!allRead) return EXIT.input;
    return failOn !== 'none' && hasFinding(assessment, failOn) ? EXIT.findings : EXIT.ok;
  },
};

function dateOption(value: string | undefined): PlainDate | undefined {
  if (value === undefined) return undefined;
  const date = parsePlainDate(value);
  if (date === undefined) throw new UsageError(`--as-of is a date like 2027-01-31, not "${value}".`);
  return date;
}

function filterOption(text: string | undefined): ServerFilter | undefined {
  if (text === undefined) return undefined;
  const { filter, problem } = parseServerFilter(text);
  if (problem) throw new UsageError(`--filter "${text}" is not understood. ${problemText(problem)}`);
  return filter;
}

function chunksOf(assessment: Assessment, format: (typeof FORMATS)[number], table: TableKind, findings: boolean, problems: readonly Problem[]): Iterable<string> {
  if (format === 'json') return jsonText({ ...buildReport(assessment, { findings }), problems });
  if (format === 'summary') return summaryText(assessment, problems);
  const { header, rows } = tableOf(assessment, table);
  return writeCsv(header, rows);
}

/** In the lists' default order. */
function tableOf(assessment: Assessment, table: TableKind): ReturnType<typeof serversTable> {
  const { estate } = assessment;
  if (table === 'software') return softwareTable(assessment, sortSoftware(new SoftwareFields(assessment), estate.software.map((_, row) => row), DEFAULT_SOFTWARE_SORT));
  const rows = sortServers(new ServerFields(assessment), estate.servers.map((_, row) => row), DEFAULT_SERVER_SORT);
  return table === 'servers' ? serversTable(assessment, rows) : findingsTable(assessment, rows);
}

/** True when some server is affected by a CVE of the level or a worse one. */
function hasFinding({ servers, estate }: Assessment, level: Severity): boolean {
  const last = SEVERITIES.indexOf(level);
  return estate.servers.some((_, row) => servers.bySeverity.subarray(row * SEVERITIES.length, row * SEVERITIES.length + last + 1).some((count) => count > 0));
}
