import type { Knowledge } from '../../core/match/knowledge';
import { openKnowledge } from '../../feeds/store/openKnowledge';
import { feedsLine } from '../feedsLine';
import { jsonChunks, noteProblems, textTable, writeResult } from '../output';
import { feedsFolder, starterDir, wasmPath } from '../places';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

export const FEEDS_STATUS_SCHEMA = 'inventory-insights/feeds-status/1';

export const feedsStatusCommand: Command = {
  name: 'status',
  summary: 'which feeds there are, how old and how large',
  help: `inventory-insights feeds status [options]

  --feeds <dir>        folder of the feeds (default: the user's cache folder)
  --format <format>    summary (default) or json

Exit codes: 0; 2 wrong usage.
`,
  async run(args) {
    const { values, positionals } = parse(args, { feeds: { type: 'string' }, format: { type: 'string' } });
    if (positionals.length > 0) throw new UsageError('feeds status takes no files.');
    const format = choice('format', values.format, ['summary', 'json'], 'summary');
    const directory = feedsFolder(values.feeds);
    const { knowledge, problems } = await openKnowledge({ cacheDir: directory, starterDir, wasmPath });
    const status = statusOf(knowledge, directory);
    await writeResult(format === 'json' ? jsonChunks({ ...status, problems }) : statusText(knowledge, status), undefined);
    noteProblems(problems);
    return EXIT.ok;
  },
};

type Status = ReturnType<typeof statusOf>;

function statusOf({ feeds, starter, revision, lifecycle, index }: Knowledge, directory: string) {
  return {
    schema: FEEDS_STATUS_SCHEMA,
    directory,
    revision,
    starter,
    cves: index.cveCount,
    matchRows: index.rowCount,
    products: lifecycle.products.length,
    releases: lifecycle.products.reduce((sum, { releases }) => sum + releases.length, 0),
    // Distributions' advisories (OSV) are not imported yet.
    advisories: 0,
    feeds: feeds.map(({ name, revision: own, fetchedAt, records, skipped, starter: isStarter, bytes, error }) => ({ name, revision: own, fetchedAt, records, skipped, starter: isStarter, bytes, error })),
  };
}

function* statusText(knowledge: Knowledge, { directory, cves, matchRows, products, releases }: Status): Generator<string> {
  yield `${feedsLine(knowledge)}\n${directory}\n\n`;
  yield* textTable(['Feed', 'Revision', 'Fetched', 'Records', 'Left out', 'From'], knowledge.feeds.map((feed) => [
    feed.name, feed.revision || '-', feed.fetchedAt.slice(0, 10), feed.records, feed.skipped, feed.error ?? (feed.starter ? 'starter feeds' : 'import'),
  ]));
  yield `\n${cves.toLocaleString('en-US')} CVEs, ${matchRows.toLocaleString('en-US')} match rows, ${products.toLocaleString('en-US')} products, ${releases.toLocaleString('en-US')} releases\n`;
}
