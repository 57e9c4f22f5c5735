import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ExportContext } from '../../core/export/exportContext';
import { relativeUri } from '../../core/export/relativeUri';
import { selectAll } from '../../core/export/selection';
import type { TableKind } from '../../core/export/tables';
import type { Assessment } from '../../core/insights/assessment';
import type { ServerFilter } from '../../core/insights/filter';
import { parseServerFilter, problemText } from '../../core/insights/filterText/parseFilter';
import { Identifier } from '../../core/insights/identifyEstate';
import { queryServers, ServerFields } from '../../core/insights/serverQuery';
import { assessShared, HIDEABLE_PARTS, type HideablePart } from '../../core/insights/sharing';
import { estatePart } from '../../core/inventory/estatePart';
import type { Estate } from '../../core/inventory/model';
import { parsePlainDate, type PlainDate } from '../../core/inventory/plainDate';
import type { Problem } from '../../core/inventory/problem';
import { createMatcher } from '../../core/match/matcher';
import { SEVERITIES, type Severity } from '../../core/match/verdict';
import { exportChunks } from '../../feeds/exportChunks';
import { KeptIdentities } from '../../feeds/identities/keptIdentities';
import { openKnowledge } from '../../feeds/store/openKnowledge';
import { hostsByFile } from '../../workspace/hosts';
import { AppliedDecisions, DECISION_HELP, DECISION_OPTIONS, decisionsFor } from '../decisions';
import { note, noteProblems, writeResult } from '../output';
import { feedsFolder, productVersion, starterDir, today, wasmPath } from '../places';
import { readEstate } from '../readEstate';
import { refuseInput } from '../refuseInput';
import { Stats } from '../stats';
import { summaryText } from '../summaryText';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

const STALE_AFTER_DAYS = 30;
const FORMATS = ['summary', 'json', 'csv', 'xlsx', 'sarif', 'cyclonedx', 'markdown', 'html'] as const;
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
  --format <format>    summary (default), json (media/schemas/assessment.schema.json), csv, xlsx, sarif, cyclonedx, markdown or html (docs/exports.md)
  --table <table>      with csv: servers (default), software or findings
  --findings           with json: every finding with its evidence
  --hide <parts>       leave out vulnerabilities, updates, or both with a comma: shown as hidden, and in no score
  --out <file>         write there instead of to standard output; the file appears when it is whole. xlsx is not written to a terminal
  --fail-on <level>    exit 1 when a finding is at or above critical, high, medium or low; none (default) never
  --stats              phases in ms and peak memory as one line of JSON on standard error

Results go to standard output, everything else to standard error.
Exit codes: 0; 1 a finding at or above --fail-on; 2 wrong usage; 3 an input could not be read (the others are assessed; goes before 1),
or the results could not be written.
`,
  async run(args) {
    const { values, positionals } = parse(args, {
      feeds: { type: 'string' }, filter: { type: 'string' }, 'as-of': { type: 'string' }, format: { type: 'string' }, table: { type: 'string' },
      findings: { type: 'boolean' }, hide: { type: 'string' }, out: { type: 'string' }, 'fail-on': { type: 'string' }, stats: { type: 'boolean' }, ...DECISION_OPTIONS,
    });
    if (positionals.length === 0) throw new UsageError('Name at least one inventory file or folder.');
    const format = choice('format', values.format, FORMATS, 'summary');
    const table = choice('table', values.table, TABLES, 'servers');
    const failOn = choice('fail-on', values['fail-on'], LEVELS, 'none');
    if (values.table !== undefined && format !== 'csv') throw new UsageError('--table goes with --format csv.');
    if (values.findings && format !== 'json') throw new UsageError('--findings goes with --format json; for CSV use --table findings.');
    if (format === 'xlsx' && values.out === undefined && process.stdout.isTTY) throw new UsageError('--format xlsx is no text for a terminal: name a file with --out.');
    const hidden = hideOption(values.hide);
    if (failOn !== 'none' && hidden.includes('vulnerabilities')) throw new UsageError('--fail-on needs the vulnerabilities that --hide leaves out.');
    const asOf = dateOption(values['as-of']);
    const decisions = await decisionsFor(values, positionals);
    const filter = filterOption(values.filter);

    const stats = new Stats();
    // SQLite compiles beside the reading; `openKnowledge` never rejects.
    const cacheDir = feedsFolder(values.feeds);
    const opening = openKnowledge({ cacheDir, starterDir, wasmPath });
    const { estate: wholeEstate, allRead } = await readEstate(positionals, today(), stats, hostsByFile(decisions.hosts));
    await refuseInput(values.out, wholeEstate.files);
    const { knowledge, problems: feedProblems } = await opening;
    stats.lap('feeds');
    const kept = new KeptIdentities(cacheDir, knowledge.revision);
    const identifier = new Identifier(knowledge.lifecycle, knowledge.index, kept);
    const applied = new AppliedDecisions(decisions, knowledge);
    const matcher = createMatcher(knowledge.index);
    const judge = (estate: Estate): Assessment => {
      const identities = applied.identities(estate, identifier.identify(estate));
      stats.lap('identify');
      const judged = applied.over(assessShared({ estate, identities, knowledge, matcher, asOf: asOf ?? today(), today: today(), staleAfterDays: STALE_AFTER_DAYS }, hidden));
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
    let isBounded = false;
    // The summary has no list: nothing is put into order for it.
    await writeResult(format === 'summary' ? summaryText(assessment, problems) : exportChunks({ ...selectAll(assessment), onBounded: () => (isBounded = true) }, format, contextOf(positionals, values.filter ?? '', problems), { table, findings: values.findings === true }), values.out);
    stats.lap('write');
    if (isBounded) note(`${format} has no room for everything: it says what is left out. Narrow it with --filter, or use --format json.`);
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

/** What an export says of itself; places are relative to the working folder, as the files were named. */
function contextOf(paths: readonly string[], filterText: string, problems: readonly Problem[]): ExportContext {
  const base = pathToFileURL(`${process.cwd()}${path.sep}`).href;
  return {
    title: path.basename(path.resolve(paths[0]!)), productVersion: productVersion(), madeAt: new Date().toISOString(), filterText, problems,
    fileUri: (file) => relativeUri(pathToFileURL(path.resolve(file)).href, [base]),
  };
}

function hideOption(text: string | undefined): readonly HideablePart[] {
  return [...new Set((text ?? '').split(',').map((part) => part.trim()).filter((part) => part !== ''))].map((part) => choice('hide', part, HIDEABLE_PARTS, 'vulnerabilities'));
}

/** True when some server is affected by a CVE of the level or a worse one. */
function hasFinding({ servers, estate }: Assessment, level: Severity): boolean {
  const last = SEVERITIES.indexOf(level);
  return estate.servers.some((_, row) => servers.bySeverity.subarray(row * SEVERITIES.length, row * SEVERITIES.length + last + 1).some((count) => count > 0));
}
