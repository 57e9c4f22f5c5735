import { compareTable } from '../../core/export/compareTable';
import { writeCsv } from '../../core/export/csv';
import { NOTES } from '../../core/export/report';
import type { Assessment } from '../../core/insights/assessment';
import { compareAssessments, type ComparedStep } from '../../core/insights/compare/compareAssessments';
import { compareServer } from '../../core/insights/compare/compareServer';
import type { Comparison } from '../../core/insights/compare/comparison';
import { NO_DECISIONS } from '../../workspace/decisions';
import { extractRevision } from '../../workspace/gitRevisions';
import { hostsByFile, hostsOfCopy } from '../../workspace/hosts';
import { DECISION_HELP, DECISION_OPTIONS, decisionsFor } from '../decisions';
import { grouped } from '../grouped';
import { dateOf, openJudge, type EstateJudge } from '../judgeEstate';
import { note, noteProblems, textTable, writeResult } from '../output';
import { feedsFolder, today } from '../places';
import { readEstate } from '../readEstate';
import { refuseInput } from '../refuseInput';
import { Stats } from '../stats';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

const FORMATS = ['summary', 'json', 'csv'] as const;
const MOST_SHOWN = 20;

export const compareCommand: Command = {
  name: 'compare',
  summary: 'two inventories, revisions or dates: what is new, what is fixed, and why',
  help: `inventory-insights compare <before> <after> [options]
       inventory-insights compare <file or folder> --revision <revision> [options]
       inventory-insights compare <file or folder> --as-of-before <date> [options]

What became of servers and findings between two states. Each change is put down to the inventory, the feeds, the date or what users set
aside: these are changed one after another, in this order, and the servers assessed each time.

  --revision <name>      before: the same file or folder at a git revision, such as HEAD~1 or a tag
  --as-of-before <date>  before: support judged as of YYYY-MM-DD (default: as --as-of)
  --as-of <date>         after: support judged as of YYYY-MM-DD (default: today)
  --feeds-before <dir>   before: other feeds (default: as --feeds)
  --feeds <dir>          folder of the feeds (default: the user's cache folder; without feeds there, the starter feeds)
${DECISION_HELP}
  --before-decisions     before: with nothing set aside and nothing decided, to see what decisions changed
  --format <format>      summary (default), json, or csv with each new and fixed finding
  --out <file>           write there instead of to standard output

Exit codes: 0; 2 wrong usage; 3 an input could not be read or the results not written.
`,
  async run(args) {
    const { values, positionals } = parse(args, {
      'revision': { type: 'string' }, 'as-of-before': { type: 'string' }, 'as-of': { type: 'string' }, 'feeds-before': { type: 'string' }, 'feeds': { type: 'string' },
      'before-decisions': { type: 'boolean' }, 'format': { type: 'string' }, 'out': { type: 'string' }, ...DECISION_OPTIONS,
    });
    const format = choice('format', values.format, FORMATS, 'summary');
    const [first, second] = positionals;
    const differs = [values.revision, values['as-of-before'], values['feeds-before'], values['before-decisions']].some((one) => one !== undefined);
    if (first === undefined || positionals.length > 2) throw new UsageError('Name two inventories or folders, or one with --revision, --as-of-before, --feeds-before or --before-decisions.');
    if (second === undefined && !differs) throw new UsageError('With one inventory say what to compare it with: --revision, --as-of-before, --feeds-before or --before-decisions.');
    if (second !== undefined && values.revision !== undefined) throw new UsageError('--revision goes with one file or folder.');
    const asOf = dateOf('as-of', values['as-of']);
    const asOfBefore = values['as-of-before'] === undefined ? asOf : dateOf('as-of-before', values['as-of-before']);
    const path = second ?? first;
    const decisions = await decisionsFor(values, [path]);
    const decisionsBefore = values['before-decisions'] ? NO_DECISIONS : decisions;

    const revision = values.revision === undefined ? undefined : await extractRevision(first, values.revision);
    try {
      if (revision?.path === '') throw new UsageError(revision.problem);
      if (revision?.problem) note(revision.problem);
      const hosts = hostsByFile(decisions.hosts);
      const pathBefore = revision?.path ?? first;
      const after = await readEstate([path], today(), new Stats(), hosts);
      // Servers are the same by their names, so what names a listing's server names it on both sides.
      const before = second === undefined && revision === undefined ? after : await readEstate([pathBefore], today(), new Stats(), new Map([...hosts, ...hostsOfCopy(hosts, path, pathBefore)]));
      await refuseInput(values.out, [...before.estate.files, ...after.estate.files]);
      const judge = await openJudge(feedsFolder(values.feeds));
      const judgeBefore = values['feeds-before'] === undefined ? judge : await openJudge(feedsFolder(values['feeds-before']));
      let problems = [...judge.problems, ...after.estate.problems];
      const judged = (by: EstateJudge, ...input: Parameters<EstateJudge['judge']>): Assessment => {
        const made = by.judge(...input);
        problems = [...problems, ...made.problems];
        return made.assessment;
      };
      // One thing after another changes from before to after.
      const base = judgeBefore.judge(before.estate, asOfBefore, decisionsBefore).assessment;
      const steps: ComparedStep[] = [];
      if (before !== after) steps.push({ cause: 'inventory', assessment: judgeBefore.judge(after.estate, asOfBefore, decisionsBefore).assessment });
      if (judgeBefore !== judge) steps.push({ cause: 'feed', assessment: judge.judge(after.estate, asOfBefore, decisionsBefore).assessment });
      if (asOfBefore !== asOf) steps.push({ cause: 'date', assessment: judge.judge(after.estate, asOf, decisionsBefore).assessment });
      if (decisionsBefore !== decisions) steps.push({ cause: 'suppression', assessment: judged(judge, after.estate, asOf, decisions) });
      await writeResult(result(compareAssessments(base, steps), base, steps.at(-1)?.assessment ?? base, format), values.out);
      noteProblems(problems);
      return before.allRead && after.allRead ? EXIT.ok : EXIT.input;
    } finally {
      await revision?.dispose();
    }
  },
};

function* result(comparison: Comparison, before: Assessment, after: Assessment, format: (typeof FORMATS)[number]): Generator<string> {
  const changed = comparison.servers.filter(({ kind }) => kind !== 'unchanged');
  if (format === 'csv') {
    const { header, rows } = compareTable(comparison, before, after);
    yield* writeCsv(header, rows);
    return;
  }
  if (format === 'json') {
    const { servers: _, ...rest } = comparison;
    yield `${JSON.stringify({ ...rest, notes: NOTES }, undefined, 2).slice(0, -2)},\n  "servers": [\n`;
    for (const [at, { before: serverBefore, after: serverAfter, ...change }] of changed.entries()) {
      yield `    ${JSON.stringify({ ...change, changes: compareServer(before, serverBefore, after, serverAfter) })}${at < changed.length - 1 ? ',' : ''}\n`;
    }
    yield '  ]\n}\n';
    return;
  }
  const { findings, kinds, steps, scoreBefore, scoreAfter, asOfBefore, asOfAfter } = comparison;
  yield `As of ${asOfBefore}${asOfAfter === asOfBefore ? '' : `, then ${asOfAfter}`}. Risk score ${grouped(scoreBefore)} before, ${grouped(scoreAfter)} after.\n`;
  yield `Findings: ${grouped(findings.added)} new, ${grouped(findings.fixed)} fixed, ${grouped(findings.unchanged)} unchanged. Servers: ${grouped(kinds.new)} new, ${grouped(kinds.gone)} gone, ${grouped(kinds.changed)} changed, ${grouped(kinds.unchanged)} unchanged.\n`;
  if (steps.length > 0) {
    yield '\n';
    yield* textTable(['Cause', 'New', 'Fixed', 'Score', 'Servers'], steps.map(({ cause, added, fixed, score, servers }) => [cause, added, fixed, `${score > 0 ? '+' : ''}${grouped(score)}`, servers]));
  }
  if (changed.length > 0) {
    yield '\n';
    yield* textTable(['Server', 'Change', 'New', 'Fixed', 'Before', 'After', 'Cause'], changed.slice(0, MOST_SHOWN).map((one) => [one.name, one.kind, one.findings.added, one.findings.fixed, one.scoreBefore ?? '–', one.scoreAfter ?? '–', one.causes.join(' ')]));
    if (changed.length > MOST_SHOWN) yield `… and ${grouped(changed.length - MOST_SHOWN)} more; --format csv has them all.\n`;
  }
  yield `\n${NOTES.join('\n')}\n`;
}
