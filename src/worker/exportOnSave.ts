import fs from 'node:fs/promises';
import type { Connection } from 'vscode-languageserver/node';
import { EXPORT_FORMATS, type ExportFormat } from '../core/export/exportFormat';
import { formatOfName } from '../core/export/formatOfName';
import { DEFAULT_SERVER_SORT, DEFAULT_SOFTWARE_SORT } from '../core/insights/filter';
import { parseServerFilter, parseSoftwareFilter, problemText, type FilterReading } from '../core/insights/filterText/parseFilter';
import { NotWrittenError } from '../feeds/replaceFile';
import { ExportSaved } from '../protocol/lsp';
import type { SavedExport } from '../protocol/settings';
import { exportTarget } from './exportTarget';
import { t } from './l10n';
import type { View } from './present/view';
import { notify } from './requests/register';
import type { Session } from './session';
import { writeExport, type ExportOrder } from './writeExport';

/** Milliseconds without another save before exports are written: a save is told by the editor and again by the disk. */
const GATHER_MS = 500;
/** Milliseconds after which exports are written although saves go on. */
const MOST_GATHER_MS = 10_000;

/** What was written last into a file: the same again is not written. */
interface Written {
  readonly of: string;
  readonly stamp: string;
}

/**
 * Writes the exports of the settings again when an inventory or a decision was saved and judged anew. Several saves in a row are written once; an
 * export that fails is told once, until it succeeds or the setting says something else. Nothing here rejects.
 */
export class ExportOnSave {
  private timer: NodeJS.Timeout | undefined;
  private firstSave = 0;
  private isDue = false;
  private working: Promise<void> | undefined;
  private readonly written = new Map<string, Written>();
  /** By export what was said of it last. */
  private readonly told = new Map<string, string>();

  constructor(private readonly connection: Connection, private readonly session: Session, private readonly productVersion: string) {}

  /** An inventory or a decision file was saved. */
  saved(): void {
    if (this.session.settings.exportOnSave.length === 0) return;
    const now = performance.now();
    if (this.timer === undefined) this.firstSave = now;
    else clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.isDue = true;
      this.working ??= this.work().finally(() => (this.working = undefined));
    }, Math.max(0, Math.min(GATHER_MS, this.firstSave + MOST_GATHER_MS - now)));
  }

  /** A save that comes while exports are written makes them be written once more, after it. */
  private async work(): Promise<void> {
    while (this.isDue) {
      this.isDue = false;
      const targets = new Set<string>();
      for (const entry of this.session.settings.exportOnSave) await this.write(entry, targets);
    }
  }

  private async write(entry: SavedExport, targets: Set<string>): Promise<void> {
    const key = JSON.stringify(entry);
    try {
      const order = orderOf(entry);
      const target = await exportTarget(entry, (file) => this.session.isInventory(file));
      if (targets.has(target)) throw new NotWrittenError(t('another export of the setting has the same name. Give each its own.'));
      targets.add(target);
      // Asked for each anew: what changed while the last one was written is in this one.
      const view = await this.session.view();
      if (await this.isWritten(view, key, target)) return;
      await writeExport(view, order(target), { folders: this.session.workspaceFolders, productVersion: this.productVersion });
      this.written.set(target, { of: contentOf(view, key), stamp: await stampOf(target) });
      this.told.delete(key);
      notify(this.connection, ExportSaved, { file: entry.file, problem: '' });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (!(error instanceof NotWrittenError)) this.connection.console.error(`Export on save, ${entry.file}: ${error instanceof Error ? (error.stack ?? problem) : problem}`);
      if (this.told.get(key) === problem) return;
      this.told.set(key, problem);
      notify(this.connection, ExportSaved, { file: entry.file, problem });
    }
  }

  private async isWritten(view: View, key: string, target: string): Promise<boolean> {
    const written = this.written.get(target);
    return written !== undefined && written.of === contentOf(view, key) && written.stamp === (await stampOf(target));
  }
}

function contentOf({ revision, assessment: { asOf } }: View, key: string): string {
  return `${revision} ${asOf} ${key}`;
}

/** Tells the file that was written from one that somebody changed or removed since. */
async function stampOf(file: string): Promise<string> {
  const stat = await fs.stat(file).catch(() => undefined);
  return stat === undefined ? '' : `${stat.size} ${stat.mtimeMs}`;
}

/** The export that an entry asks for, as soon as its path is known. */
function orderOf({ file, format, list, filter }: SavedExport): (path: string) => ExportOrder {
  const chosen = formatOf(file, format);
  if (list === 'software') {
    const software = understood(parseSoftwareFilter(filter));
    return (path) => ({ what: list, filter: software, sort: DEFAULT_SOFTWARE_SORT, format: chosen, path });
  }
  const servers = understood(parseServerFilter(filter));
  return (path) => ({ what: list, filter: servers, sort: DEFAULT_SERVER_SORT, format: chosen, path });
}

function formatOf(file: string, format: string): ExportFormat {
  const chosen = format === '' ? formatOfName(file) : EXPORT_FORMATS.find((one) => one === format);
  if (chosen !== undefined) return chosen;
  throw new NotWrittenError(format === ''
    ? t('its ending tells no format. Give it one of .csv, .xlsx, .json, .sarif, .bom.json, .md and .html, or set "format".')
    : t('there is no format “{0}”; there are {1}.', format, EXPORT_FORMATS.join(', ')));
}

function understood<Filter>({ filter, problem }: FilterReading<Filter>): Filter {
  if (problem !== null) throw new NotWrittenError(t('its filter is not understood. {0}', problemText(problem)));
  return filter;
}
