import { importFeeds, type ImportProgress } from '../../feeds/sync/importFiles';
import { jsonChunks, note, noteProblems, writeResult } from '../output';
import { feedsFolder, starterDir, wasmPath } from '../places';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

export const feedsImportCommand: Command = {
  name: 'import',
  summary: 'take feeds from files: endoflife.date, NVD 2.0, KEV, EPSS',
  help: `inventory-insights feeds import <file or folder…> [options]

Takes feed files, plain or gzipped, into the cache; what each is, is seen by its content:
endoflife.date's products-full.json, NVD 2.0 feeds (all files given together replace NVD's data), CISA's KEV catalogue, EPSS scores.
A file that cannot be used leaves the last good data in place.

  --feeds <dir>        folder of the feeds (default: the user's cache folder)
  --format <format>    summary (default) or json

Exit codes: 0; 2 wrong usage; 3 some file could not be imported (the others are).
`,
  async run(args) {
    const { values, positionals } = parse(args, { feeds: { type: 'string' }, format: { type: 'string' } });
    if (positionals.length === 0) throw new UsageError('Name at least one feed file or folder.');
    const format = choice('format', values.format, ['summary', 'json'], 'summary');
    const cacheDir = feedsFolder(values.feeds);
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    process.once('SIGINT', stop);
    try {
      const { imported, problems, cancelled } = await importFeeds(positionals, { cacheDir, starterDir, wasmPath, now: new Date().toISOString(), signal: controller.signal, progress: progressLines() });
      const text = imported.map(({ name, revision, records, skipped }) => `${name}: ${records.toLocaleString('en-US')} records of ${revision || 'an unknown date'}${skipped > 0 ? `, ${skipped.toLocaleString('en-US')} left out` : ''}\n`);
      await writeResult(format === 'json' ? jsonChunks({ directory: cacheDir, imported, problems }) : text, undefined);
      noteProblems(problems);
      if (cancelled) note('Cancelled; the feeds are as they were.');
      return cancelled || imported.length === 0 || problems.some(({ severity }) => severity === 'error') ? EXIT.input : EXIT.ok;
    } finally {
      process.off('SIGINT', stop);
    }
  },
};

/** A line on standard error for each file, and on a terminal the share that is done. */
function progressLines(): (progress: ImportProgress) => void {
  let last = '';
  return ({ text, share, records }) => {
    const line = process.stderr.isTTY ? `${text}: ${Math.round(share * 100)} %${records > 0 ? `, ${records.toLocaleString('en-US')} CVEs` : ''}` : text;
    if (line === last) return;
    last = line;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}${share === 1 ? '\n' : ''}`);
    else note(line);
  };
}
