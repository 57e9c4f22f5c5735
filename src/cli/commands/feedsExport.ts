import path from 'node:path';
import { jsonText } from '../../core/export/json/jsonText';
import { BUNDLE_EXTENSION } from '../../feeds/bundle/bundleManifest';
import { grouped } from '../grouped';
import { interruptible } from '../interrupt';
import { megabytes } from '../megabytes';
import { note, noteProblems, writeResult } from '../output';
import { feedsFolder, productVersion } from '../places';
import { ProgressLine } from '../progressLine';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

export const feedsExportCommand: Command = {
  name: 'export',
  summary: 'write all feeds as one file for a machine without a network',
  help: `inventory-insights feeds export <file> [options]

Writes the feeds in use, verified, as one file (by convention *${BUNDLE_EXTENSION}) that "feeds import" opens on another machine to the same results.
The same feeds give the same file.

  --feeds <dir>        folder of the feeds (default: the user's cache folder)
  --force              replace the file when it is there
  --format <format>    summary (default) or json
  --quiet              no progress on standard error

Exit codes: 0; 2 wrong usage; 3 no bundle was written; 130 interrupted.
`,
  async run(args) {
    const { values, positionals } = parse(args, { feeds: { type: 'string' }, force: { type: 'boolean' }, format: { type: 'string' }, quiet: { type: 'boolean' } });
    if (positionals.length !== 1) throw new UsageError('Name one file to write.');
    const format = choice('format', values.format, ['summary', 'json'], 'summary');
    const progress = new ProgressLine(values.quiet === true);
    const { feedChanges } = await import('../../feeds/feedChanges');
    const { bundle, problems, cancelled } = await interruptible((signal) => feedChanges.exportBundle({
      cacheDir: feedsFolder(values.feeds), file: path.resolve(positionals[0]), productVersion: productVersion(),
      overwrite: values.force === true, signal, progress: progress.report,
    }));
    progress.end();
    noteProblems(problems);
    if (cancelled) {
      note('Interrupted; no bundle was written.');
      return EXIT.interrupted;
    }
    if (format === 'json') await writeResult(jsonText({ bundle: bundle ?? null, problems }), undefined);
    else if (bundle) await writeResult([`${bundle.file}: ${megabytes(bundle.bytes)}, revision ${bundle.revision}: ${bundle.feeds.map(({ name, records }) => `${name} ${grouped(records)}`).join(', ')}\n`], undefined);
    return bundle ? EXIT.ok : EXIT.input;
  },
};
