import { explanationLines, explanationReport } from '../../core/export/explanation';
import { jsonText } from '../../core/export/json/jsonText';
import { REASON_WORDS } from '../../core/export/reasonWords';
import { ruleWords } from '../../core/identify/userRules/decisionRule';
import { assess } from '../../core/insights/assess';
import type { Assessment } from '../../core/insights/assessment';
import { subjectOf } from '../../core/insights/findings';
import { Identifier } from '../../core/insights/identifyEstate';
import { whyNot, type WhyNot } from '../../core/insights/whyNot';
import { parseCveId } from '../../core/match/cveId';
import { createMatcher } from '../../core/match/matcher';
import { openKnowledge } from '../../feeds/store/openKnowledge';
import { hostsByFile } from '../../workspace/hosts';
import { AppliedDecisions, DECISION_HELP, DECISION_OPTIONS, decisionsFor } from '../decisions';
import { note, noteProblems, printableLines, writeResult } from '../output';
import { feedsFolder, starterDir, today, wasmPath } from '../places';
import { readEstate } from '../readEstate';
import { Stats } from '../stats';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

const STALE_AFTER_DAYS = 30;
const FORMATS = ['summary', 'json'] as const;
/** Servers named when the one asked for is not there. */
const MAX_SUGGESTED = 10;

export const explainCommand: Command = {
  name: 'explain',
  summary: 'say why a server is, or is not, affected by a CVE',
  help: `inventory-insights explain <file or folder…> --server <name> --cve <id> [options]

Gives the evidence of a finding, or the first reason that ruled it out, for each software of the server that the record names.

  --server <name>      name, fully qualified name or key of the server, in any letter case
  --cve <id>           like CVE-2021-44228
  --feeds <dir>        folder of the feeds (default: the user's cache folder; without feeds there, the starter feeds)
${DECISION_HELP}
  --format <format>    summary (default) or json: the same with each subject's whole evidence
  --out <file>         write there instead of to standard output; the file appears when it is whole

Exit codes: 0; 2 wrong usage, or no such server; 3 an input could not be read (the others are used) or the results not written.
`,
  async run(args) {
    const { values, positionals } = parse(args, { server: { type: 'string' }, cve: { type: 'string' }, feeds: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' }, ...DECISION_OPTIONS });
    if (positionals.length === 0) throw new UsageError('Name at least one inventory file or folder.');
    if (values.server === undefined) throw new UsageError('Name the server with --server.');
    if (values.cve === undefined) throw new UsageError('Name the CVE with --cve.');
    const format = choice('format', values.format, FORMATS, 'summary');
    const id = values.cve.trim();
    if (!parseCveId(id)) throw new UsageError(`--cve is an id like CVE-2021-44228, not "${id}".`);

    const decisions = await decisionsFor(values, positionals);
    const opening = openKnowledge({ cacheDir: feedsFolder(values.feeds), starterDir, wasmPath });
    const { estate, allRead } = await readEstate(positionals, today(), new Stats(), hostsByFile(decisions.hosts));
    const { knowledge, problems: feedProblems } = await opening;
    const applied = new AppliedDecisions(decisions, knowledge);
    const identities = applied.identities(estate, new Identifier(knowledge.lifecycle, knowledge.index).identify(estate));
    const assessment = applied.over(assess({ estate, identities, knowledge, matcher: createMatcher(knowledge.index), asOf: today(), today: today(), staleAfterDays: STALE_AFTER_DAYS }));
    const server = findServer(assessment, values.server);
    if (server === -1) {
      noteProblems([...feedProblems, ...estate.problems, ...applied.problems]);
      note(unknownServer(assessment, values.server));
      return allRead ? EXIT.usage : EXIT.input;
    }
    const why = whyNot(assessment, server, id);
    await writeResult(format === 'json' ? jsonText(explanationReport(assessment, server, why)) : printableLines(summary(assessment, server, why)), values.out);
    noteProblems([...feedProblems, ...applied.problems]);
    return allRead ? EXIT.ok : EXIT.input;
  },
};

function findServer({ estate }: Assessment, name: string): number {
  const wanted = name.trim().toLowerCase();
  return estate.servers.findIndex(({ key, name: own, fqdn }) => [key, own, fqdn].some((text) => text.toLowerCase() === wanted));
}

function unknownServer({ estate }: Assessment, name: string): string {
  const wanted = name.trim().toLowerCase();
  const near = estate.servers.filter((server) => server.name.toLowerCase().includes(wanted)).slice(0, MAX_SUGGESTED);
  const shown = near.length > 0 ? near : estate.servers.slice(0, MAX_SUGGESTED);
  const names = shown.map((server) => server.name).join(', ');
  return `No server of the inventory is called "${name}". ${names === '' ? 'The inventory has no servers.' : `${near.length > 0 ? 'Called alike' : `Of its ${estate.servers.length}`}: ${names}.`}`;
}

/** Line by line, without the breaks. */
function* summary(assessment: Assessment, server: number, why: WhyNot): Generator<string> {
  yield* explanationLines(assessment, server, why);
  for (const { software, evidence } of why.subjects) {
    const { label, row, identity } = subjectOf(assessment, server, software);
    yield '';
    yield `${label}: ${evidence.verdict}`;
    yield `  ${REASON_WORDS[evidence.reason]}`;
    if (row) yield `  row         ${assessment.estate.files[row.file].file}:${row.line}:${row.column}`;
    yield `  identity    ${evidence.cpe} by ${ruleWords(identity.rule)}, confidence ${evidence.confidence}`;
    if (evidence.criteria !== '') yield `  criteria    ${evidence.criteria}`;
    if (evidence.range !== '') yield `  range       ${evidence.range}${evidence.fixedIn === '' ? '' : `; fixed in ${evidence.fixedIn}`}`;
    for (const { state, criteria, by } of evidence.conditions) yield `  condition   ${state}: ${criteria}${by === '' ? '' : ` by ${by}`}`;
  }
  if (why.cve === -1) return;
  const details = assessment.knowledge.details(why.cve);
  const [metric] = details.metrics;
  yield '';
  yield `record        ${details.id}, ${details.vulnStatus || 'without status'}, last modified ${details.lastModified}`;
  yield `severity      ${metric ? `${metric.score.toFixed(1)} ${metric.severity}, CVSS ${metric.version}, ${metric.source}` : 'unknown, the record has no CVSS metric'}`;
}
