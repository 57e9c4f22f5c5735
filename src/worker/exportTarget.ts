import fs from 'node:fs/promises';
import path from 'node:path';
import { NotWrittenError, writeReason } from '../feeds/replaceFile';
import { DECISIONS_FOLDER, isWithin } from '../workspace/folder';
import { t } from './l10n';

/** Folders whose files are read by others and written by nobody else's export. */
const NOT_FOR_EXPORTS: readonly string[] = [DECISIONS_FOLDER, '.git', '.vscode'];

/** Where an export of the settings goes. */
export interface ExportTarget {
  /** The workspace folder, absolute. */
  readonly folder: string;
  /** As it was written, relative to the folder. */
  readonly file: string;
}

/**
 * The absolute path of an export that is written by itself; its folder is made when it is missing. Rejects with NotWrittenError where it would leave the
 * workspace folder, also through a link, or be read as an inventory or a decision: then every export would be a change that makes the next.
 */
export async function exportTarget({ folder, file }: ExportTarget, isInventory: (path: string) => boolean): Promise<string> {
  if (file.includes('\0') || path.isAbsolute(file) || path.win32.isAbsolute(file)) throw new NotWrittenError(t('it is no path inside the workspace folder. Write it relative to the folder, as in reports/estate.xlsx.'));
  const target = path.resolve(folder, file);
  if (!isWithin(folder, target)) throw outside();
  const reserved = path.relative(folder, target).split(path.sep).find((segment) => NOT_FOR_EXPORTS.includes(segment.toLowerCase()));
  if (reserved !== undefined) throw new NotWrittenError(t('{0} is no place for exports. Choose another folder.', reserved));
  if (isInventory(target)) throw new NotWrittenError(t('its name is that of an inventory, and an inventory that is saved would be exported without end. Choose a name that no pattern of inventoryInsights.files.include fits.'));
  await refuseWayOut(folder, path.dirname(target));
  // A link is followed by whoever writes, so it may lead anywhere, to an inventory too.
  const found = await fs.lstat(target).catch(() => undefined);
  if (found && !found.isFile() && !found.isDirectory()) throw new NotWrittenError(t('it is a link or a device. Choose another name.'));
  await fs.mkdir(path.dirname(target), { recursive: true }).catch((error: unknown) => {
    throw new NotWrittenError(writeReason(error));
  });
  return target;
}

/** A link inside the folder may lead out of it. What is not there yet is made where its nearest folder really lies. */
async function refuseWayOut(folder: string, directory: string): Promise<void> {
  const root = await fs.realpath(folder).catch((error: unknown) => {
    throw new NotWrittenError(writeReason(error));
  });
  for (let existing = directory; ; existing = path.dirname(existing)) {
    const real = await fs.realpath(existing).catch(() => undefined);
    if (real === undefined && existing !== path.dirname(existing)) continue;
    if (real !== root && (real === undefined || !isWithin(root, real))) throw outside();
    return;
  }
}

function outside(): NotWrittenError {
  return new NotWrittenError(t('it lies outside of the workspace folder. Write it relative to the folder, as in reports/estate.xlsx.'));
}
