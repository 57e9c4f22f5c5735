import path from 'node:path';
import { findInventories } from '../feeds/inventoryFiles';
import { InventoryPatterns } from './inventoryPatterns';

/** Which files are inventories: those in the workspace folders that a pattern names, and those that somebody opened as one. */
export class InventorySet {
  private roots: readonly string[] = [];
  private discovered: readonly string[] = [];
  private readonly opened = new Set<string>();
  private patterns: InventoryPatterns;
  private wantsDiscovery = true;

  constructor(include: readonly string[]) {
    this.patterns = new InventoryPatterns(include);
  }

  /** The workspace folders. */
  get folders(): readonly string[] {
    return this.roots;
  }

  set folders(folders: readonly string[]) {
    this.roots = folders;
    this.wantsDiscovery = true;
  }

  /** Other patterns: the folders are searched again. */
  setPatterns(include: readonly string[]): void {
    this.patterns = new InventoryPatterns(include);
    this.wantsDiscovery = true;
  }

  /** The folders are searched again when the files are asked for. */
  forget(): void {
    this.wantsDiscovery = true;
  }

  get isSearchDue(): boolean {
    return this.wantsDiscovery;
  }

  /** Files opened by hand. */
  get openedFiles(): readonly string[] {
    return [...this.opened];
  }

  /** No folder, and nothing opened by hand. */
  get isWithoutPlace(): boolean {
    return this.roots.length === 0 && this.opened.size === 0;
  }

  /** Treats a file as an inventory whatever its name. */
  open(file: string): void {
    this.opened.add(file);
  }

  /** Leaves a file out that was opened by hand; one that a pattern names stays. True when there was such a file. */
  close(file: string): boolean {
    return this.opened.delete(file);
  }

  /** True when this file is part of the estate, or would be once it exists. */
  has(file: string): boolean {
    return this.opened.has(file) || this.discovered.includes(file) || this.isNamed(file);
  }

  /** A file appeared; one that no pattern names is none of ours. */
  add(file: string): void {
    if (this.isNamed(file) && !this.discovered.includes(file)) this.discovered = [...this.discovered, file].sort();
  }

  /** A file went, or a folder with all that was in it. */
  remove(place: string): void {
    this.discovered = this.discovered.filter((one) => one !== place && !isBelow(one, place));
  }

  /** True for a folder that holds some. */
  hasBelow(folder: string): boolean {
    return this.discovered.some((file) => isBelow(file, folder));
  }

  /** True when a file at this path inside a folder would be taken for an inventory; with forward slashes. */
  accepts(relative: string): boolean {
    return this.patterns.matches(relative);
  }

  /** All of them, sorted; the folders are searched when that is due. */
  async files(): Promise<readonly string[]> {
    if (this.wantsDiscovery) {
      const found = await Promise.all(this.roots.map((folder) => findInventories(folder, (relative) => this.patterns.matches(relative))));
      this.discovered = [...new Set(found.flat())].sort();
      this.wantsDiscovery = false;
    }
    return [...new Set([...this.discovered, ...this.opened])].sort();
  }

  private isNamed(file: string): boolean {
    return this.roots.some((folder) => {
      const relative = path.relative(folder, file);
      return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative) && this.patterns.matches(relative.split(path.sep).join('/'));
    });
  }
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder + path.sep);
}
