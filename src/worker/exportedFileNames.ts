import path from 'node:path';
import type { ExportSelection } from '../core/export/selection';
import type { View } from './present/view';

/**
 * Inventory files as exports name them: relative to their workspace folder, with its name where there are several, else the name alone.
 * Where somebody's folders lie on this machine is nobody's business who gets the file.
 */
export class ExportedFileNames {
  private readonly names = new Map<string, string>();
  private readonly paths = new Map<string, string>();

  constructor(private readonly folders: readonly string[], view: View) {
    for (const { file } of view.assessment.estate.files) {
      const name = this.relative(file);
      // Two files outside of the workspace may have one name; a place must not lead to the wrong one.
      const told = this.paths.has(name) ? file : name;
      this.names.set(file, told);
      this.paths.set(told, file);
    }
  }

  nameOf(file: string): string {
    return this.names.get(file) ?? this.relative(file);
  }

  pathOf(name: string): string {
    return this.paths.get(name) ?? name;
  }

  inSelection(selection: ExportSelection): ExportSelection {
    const { assessment } = selection;
    const files = assessment.estate.files.map((entry) => ({ ...entry, file: this.nameOf(entry.file) }));
    return { ...selection, assessment: { ...assessment, estate: { ...assessment.estate, files } } };
  }

  private relative(file: string): string {
    const folder = this.folders.find((one) => file.startsWith(one + path.sep));
    if (folder === undefined) return path.basename(file);
    const inside = path.relative(this.folders.length > 1 ? path.dirname(folder) : folder, file);
    return inside.split(path.sep).join('/');
  }
}
