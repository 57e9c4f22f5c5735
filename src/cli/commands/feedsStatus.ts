import { jsonText } from '../../core/export/json/jsonText';
import type { Knowledge } from '../../core/match/knowledge';
import { openKnowledge } from '../../feeds/store/openKnowledge';
import { feedsLine } from '../feedsLine';
import { feedsReport, type FeedsReport } from '../feedsReport';
import { grouped } from '../grouped';
import { megabytes } from '../megabytes';
import { noteProblems, printable, textTable, writeResult } from '../output';
import { feedsFolder, starterDir, wasmPath } from '../places';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

export const feedsStatusCommand: Command = {
  name: 'status',
  summary: 'which feeds there are, how old and how large, what was left out and what failed',
  help: `inventory-insights feeds status [options]

  --feeds <dir>        folder of the feeds (default: the user's cache folder)
  --format <format>    summary (default) or json (media/schemas/feeds-status.schema.json)

Exit codes: 0; 2 wrong usage.
`,
  async run(args) {
    const { values, positionals } = parse(args, { feeds: { type: 'string' }, format: { type: 'string' } });
    if (positionals.length > 0) throw new UsageError('feeds status takes no files.');
    const format = choice('format', values.format, ['summary', 'json'], 'summary');
    const directory = feedsFolder(values.feeds);
    const { knowledge, problems } = await openKnowledge({ cacheDir: directory, starterDir, wasmPath });
    const report = feedsReport(knowledge, directory, problems, new Date());
    await writeResult(format === 'json' ? jsonText(report) : statusText(knowledge, report), undefined);
    noteProblems(problems);
    return EXIT.ok;
  },
};

function* statusText(knowledge: Knowledge, report: FeedsReport): Generator<string> {
  yield `${feedsLine(knowledge)}\n${printable(report.directory)}\n\n`;
  yield* textTable(['Feed', 'Revision', 'Fetched', 'Age', 'Records', 'Left out', 'Size', 'From'], report.feeds.map((feed) => [
    feed.name, feed.revision || '-', feed.fetchedAt.slice(0, 10), ageText(feed), feed.records, feed.skipped, feed.bytes > 0 ? megabytes(feed.bytes) : '-',
    feed.starter ? 'starter feeds' : 'this folder',
  ]));
  yield `\n${grouped(report.cves)} CVEs, ${grouped(report.matchRows)} match rows, ${grouped(report.products)} products, ${grouped(report.releases)} releases, ${grouped(report.advisories)} advisories\n`;
  for (const { name, rejected, skips, parts, error } of report.feeds) {
    for (const part of parts) yield printable(`${name}: ${part.name}, ${grouped(part.records)} advisories of ${part.revision || 'an unknown date'}, fetched ${part.fetchedAt.slice(0, 10)}`) + '\n';
    if (rejected !== null && rejected > 0) yield `${name}: ${grouped(rejected)} rejected CVEs are not kept\n`;
    for (const { reason, count, example } of skips) yield printable(`${name}: ${grouped(count)} left out: ${reason}${example === '' ? '' : ` (first: ${example})`}`) + '\n';
    if (error !== null) yield printable(`${name}: the last refresh failed: ${error}`) + '\n';
  }
}

function ageText({ ageDays, stale }: FeedsReport['feeds'][number]): string {
  return ageDays === null ? 'unknown' : `${ageDays} ${ageDays === 1 ? 'day' : 'days'}${stale ? ', stale' : ''}`;
}
