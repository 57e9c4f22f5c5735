import { jsonText } from '../../core/export/json/jsonText';
import type { ImportedFeed } from '../../feeds/sync/importFiles';
import { grouped } from '../grouped';
import { interruptible } from '../interrupt';
import { note, noteProblems, writeResult } from '../output';
import { feedsFolder, starterDir, wasmPath } from '../places';
import { ProgressLine } from '../progressLine';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

export const feedsImportCommand: Command = {
  name: 'import',
  summary: 'take feeds from files or from a bundle',
  help: `inventory-insights feeds import <file or folder…> [options]

Takes feed files, plain or gzipped, into the cache; what each is, is seen by its content:
endoflife.date's products-full.json, NVD 2.0 feeds (merged into what is there, the newest record of a CVE winning), CISA's KEV catalogue,
EPSS scores, OSV's all.zip of a distribution, overlays of NVD records.
Or one bundle of "feeds export", which replaces all feeds.
A file that cannot be used leaves the last good data in place.

  --feeds <dir>        folder of the feeds (default: the user's cache folder)
  --format <format>    summary (default) or json
  --quiet              no progress on standard error

Exit codes: 0; 2 wrong usage; 3 some file could not be imported (the others are); 130 interrupted.
`,
  async run(args) {
    const { values, positionals } = parse(args, { feeds: { type: 'string' }, format: { type: 'string' }, quiet: { type: 'boolean' } });
    if (positionals.length === 0) throw new UsageError('Name at least one feed file or folder, or a bundle.');
    const format = choice('format', values.format, ['summary', 'json'], 'summary');
    const cacheDir = feedsFolder(values.feeds);
    const progress = new ProgressLine(values.quiet === true);
    const { feedChanges } = await import('../../feeds/feedChanges');
    const { imported, problems, cancelled } = await interruptible((signal) => feedChanges.importFeedsOrBundle(positionals, {
      cacheDir, starterDir, wasmPath, now: new Date().toISOString(), signal, progress: progress.report,
    }));
    progress.end();
    await writeResult(format === 'json' ? jsonText({ directory: cacheDir, imported, problems }) : imported.map(lineOf), undefined);
    noteProblems(problems);
    if (cancelled) {
      note('Interrupted; the feeds are as they were.');
      return EXIT.interrupted;
    }
    return imported.length === 0 || problems.some(({ severity }) => severity === 'error') ? EXIT.input : EXIT.ok;
  },
};

function lineOf({ name, revision, records, skipped }: ImportedFeed): string {
  return `${name}: ${grouped(records)} records of ${revision || 'an unknown date'}${skipped > 0 ? `, ${grouped(skipped)} left out` : ''}\n`;
}
