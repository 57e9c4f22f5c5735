import { findFeedFiles } from '../sync/feedFiles';
import { importFeeds, type ImportOptions, type ImportResult } from '../sync/importFiles';
import { BundleError, bundleProblem } from './bundleError';
import { isBundle } from './bundleZip';
import { importBundle } from './importBundle';

/** Zip files looked at for being a bundle; a folder with more is one of feed files. */
const MAX_LOOKED_AT = 64;

/**
 * What "import" means wherever the user says it: feed files and folders of them, or one bundle (named, or alone in a folder), told apart by content.
 * A bundle is a whole set and is imported by itself; beside other files nothing is imported and the problem says so. Never rejects.
 */
export async function importFeedsOrBundle(paths: readonly string[], options: ImportOptions): Promise<ImportResult> {
  const files = await findFeedFiles(paths);
  const bundles: string[] = [];
  for (const { path: file } of files.filter(({ path: name, explicit }) => explicit || /\.zip$/i.test(name)).slice(0, MAX_LOOKED_AT)) {
    if (await isBundle(file)) bundles.push(file);
  }
  if (bundles.length === 0) return importFeeds(paths, options);
  if (files.length === 1) return importBundle(bundles[0], options);
  const error = new BundleError('file-format-unknown', 'it is a bundle, which replaces all feeds, and there are other files beside it', 'Name the bundle alone; other feed files can be imported after it.');
  return { imported: [], problems: bundles.map((file) => bundleProblem(file, error, 'This was not imported', 'The feeds are as they were.')), cancelled: false };
}
