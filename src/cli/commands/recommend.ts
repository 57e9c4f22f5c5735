import { writeCsv } from '../../core/export/csv';
import { NOTES } from '../../core/export/report';
import type { Assessment } from '../../core/insights/assessment';
import { parseServerFilter, problemText } from '../../core/insights/filterText/parseFilter';
import { assessAfter } from '../../core/insights/recommend/assessAfter';
import { NO_CHANGE } from '../../core/insights/recommend/estateAfter';
import { recommend } from '../../core/insights/recommend/recommend';
import { recommendationDetail, recommendationLabel } from '../../core/insights/recommend/recommendationWords';
import { queryServers, ServerFields } from '../../core/insights/serverQuery';
import { hostsByFile } from '../../workspace/hosts';
import { DECISION_HELP, DECISION_OPTIONS, decisionsFor } from '../decisions';
import { grouped } from '../grouped';
import { dateOf, openJudge } from '../judgeEstate';
import { noteProblems, textTable, writeResult } from '../output';
import { feedsFolder, today } from '../places';
import { readEstate } from '../readEstate';
import { refuseInput } from '../refuseInput';
import { Stats } from '../stats';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

const FORMATS = ['summary', 'json', 'csv'] as const;
const MOST_SHOWN = 20;

export const recommendCommand: Command = {
  name: 'recommend',
  summary: 'what to do first: upgrades, updates and software that clear the most risk',
  help: `inventory-insights recommend <file or folder…> [options]

What to do for the inventories as one estate, the recommendation that clears the most points of the risk score first. Points are those of one
recommendation done alone; "~" marks a count that was not confirmed by assessing the servers as they would be.

  --feeds <dir>        folder of the feeds (default: the user's cache folder; without feeds there, the starter feeds)
  --filter <text>      only for the servers that pass, as in 'environment:production' (docs/filters.md)
${DECISION_HELP}
  --as-of <date>       judge support as of YYYY-MM-DD (default: today)
  --format <format>    summary (default), json or csv
  --most <number>      recommendations written at most (default: 20 with summary, else all)
  --out <file>         write there instead of to standard output

Exit codes: 0; 2 wrong usage; 3 an input could not be read.
`,
  async run(args) {
    const { values, positionals } = parse(args, { feeds: { type: 'string' }, filter: { type: 'string' }, 'as-of': { type: 'string' }, format: { type: 'string' }, most: { type: 'string' }, out: { type: 'string' }, ...DECISION_OPTIONS });
    if (positionals.length === 0) throw new UsageError('Name at least one inventory file or folder.');
    const format = choice('format', values.format, FORMATS, 'summary');
    const asOf = dateOf('as-of', values['as-of']);
    const most = values.most === undefined ? (format === 'summary' ? MOST_SHOWN : Infinity) : Number(values.most);
    if (!(most > 0)) throw new UsageError(`--most is a number above 0, not "${values.most}".`);
    const parsed = values.filter === undefined ? undefined : parseServerFilter(values.filter);
    if (parsed?.problem) throw new UsageError(`--filter "${values.filter}" is not understood. ${problemText(parsed.problem)}`);
    const decisions = await decisionsFor(values, positionals);
    const [{ estate, allRead }, judge] = await Promise.all([readEstate(positionals, today(), new Stats(), hostsByFile(decisions.hosts)), openJudge(feedsFolder(values.feeds))]);
    await refuseInput(values.out, estate.files);
    const { assessment: whole, problems } = judge.judge(estate, asOf, decisions);
    const assessment = parsed ? assessAfter(whole, [{ rows: queryServers(new ServerFields(whole), parsed.filter, false).rows, change: NO_CHANGE }]) : whole;
    await writeResult(result(assessment, format, most), values.out);
    noteProblems([...judge.problems, ...estate.problems, ...problems]);
    return allRead ? EXIT.ok : EXIT.input;
  },
};

function* result(assessment: Assessment, format: (typeof FORMATS)[number], most: number): Generator<string> {
  const { all, leftOut } = recommend(assessment);
  const shown = all.slice(0, most);
  const score = assessment.servers.score.reduce((sum, one) => sum + one, 0);
  switch (format) {
    case 'json':
      yield `${JSON.stringify({ asOf: assessment.asOf, score, servers: assessment.estate.servers.length, leftOut: leftOut + all.length - shown.length, recommendations: shown.map((one) => ({ ...one, label: recommendationLabel(one), detail: recommendationDetail(one) })), notes: NOTES }, undefined, 2)}\n`;
      return;
    case 'csv':
      yield* writeCsv(
        ['Recommendation', 'Why', 'Kind', 'Effort', 'Servers', 'Points cleared', 'Estimate', 'Vulnerabilities', 'Known exploited', 'Remaining', 'As of', 'Notice'],
        shown.map((one) => [recommendationLabel(one), recommendationDetail(one), one.kind, one.effort, one.servers, one.points, one.isEstimate ? 'yes' : 'no', one.vulnerabilities, one.exploited, one.remaining, assessment.asOf, NOTES.join(' ')]),
      );
      return;
    case 'summary':
      yield `As of ${assessment.asOf}. Risk score ${grouped(score)} on ${grouped(assessment.estate.servers.length)} servers.\n\n`;
      if (shown.length === 0) yield 'Nothing that the inventory shows needs doing.\n';
      else yield* textTable(['Clears', 'Servers', 'Effort', 'Recommendation', 'Why'], shown.map((one) => [one.isEstimate ? `~${grouped(one.points)}` : one.points, one.servers, one.effort, recommendationLabel(one), recommendationDetail(one)]));
      if (all.length + leftOut > shown.length) yield `… and ${grouped(all.length + leftOut - shown.length)} more; --most <number> shows more of them.\n`;
      yield `\n${NOTES.join('\n')}\n`;
  }
}
