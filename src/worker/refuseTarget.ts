import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { NotWrittenError } from '../feeds/replaceFile';
import { DECISIONS_FOLDER } from '../workspace/folder';
import { t } from './l10n';

/**
 * Rejects with NotWrittenError where an export by hand would take the place of a file that the estate is made of, by whatever name, or of a decision:
 * neither is ever rewritten by an export. `files`: the estate's.
 */
export async function refuseTarget(target: string, files: readonly { readonly file: string }[]): Promise<void> {
  const end = await realpath(target).catch(() => undefined);
  const folder = path.dirname(end ?? path.join(await realpath(path.dirname(target)).catch(() => path.dirname(target)), path.basename(target)));
  if (folder.split(path.sep).some((segment) => segment.toLowerCase() === DECISIONS_FOLDER)) throw new NotWrittenError(t('{0} is no place for exports. Choose another folder.', DECISIONS_FOLDER));
  if (end === undefined) return;
  for (const { file } of files) {
    if ((await realpath(file).catch(() => undefined)) === end) throw new NotWrittenError(t('it is one of the inventories, which are never rewritten. Choose another name.'));
  }
}
