import type { CveText } from '../../core/match/knowledge';
import type { MatchTables } from '../../core/match/matchTables';
import { cveKeyOf } from '../decode/cveId';
import { DamagedSource } from './blockWriter';
import { sealOf, type GenerationDraft } from './generationDraft';
import type { FileSeal } from './manifest';
import type { TextsReader } from './textsReader';
import { TextsWriter } from './textsWriter';

/** The texts of another generation. */
export interface TextsBefore {
  readonly directory: string;
  readonly seal: FileSeal;
  readonly texts: TextsReader;
  /** In the order of the texts' slots. */
  readonly tables: MatchTables;
}

/** The texts of a generation's CVEs while it is written: new ones, behind those carried over. */
export class CveTexts {
  private writer: TextsWriter | undefined;
  /** Of texts that were written here, by `cveKey`. */
  private readonly slots = new Map<number, number>();
  private readonly isRewritten: boolean;

  /** `before`: absent when no text is carried over. */
  constructor(
    private readonly draft: GenerationDraft,
    private readonly before: TextsBefore | undefined,
  ) {
    this.isRewritten = before !== undefined && TextsWriter.isWorthRewriting(before.texts);
  }

  /** CVEs whose text was written here. */
  get count(): number {
    return this.slots.size;
  }

  has(key: number): boolean {
    return this.slots.has(key);
  }

  put(key: number, text: CveText): void {
    this.slots.set(key, this.open().add(text));
  }

  delete(key: number): void {
    this.slots.delete(key);
  }

  async drain(): Promise<void> {
    await this.writer?.drain();
  }

  async abandon(): Promise<void> {
    await this.writer?.abandon();
  }

  /** Puts `texts.bin` into the draft. Rejects with `DamagedSource` when the texts carried over are damaged. */
  async finish(tables: MatchTables): Promise<void> {
    const writer = this.open();
    const slotOfCve = new Uint32Array(tables.cveNumber.length);
    const carried: [cve: number, old: number][] = [];
    // Both are in the order of (year, number).
    let old = 0;
    for (let cve = 0; cve < slotOfCve.length; cve++) {
      const key = cveKeyOf(tables.cveYear[cve], tables.cveNumber[cve]);
      const slot = this.slots.get(key);
      if (slot !== undefined) slotOfCve[cve] = slot;
      else if (this.before) {
        const was = this.before.tables;
        while (old < was.cveNumber.length && cveKeyOf(was.cveYear[old], was.cveNumber[old]) < key) old++;
        if (this.isRewritten) carried.push([cve, old]);
        else slotOfCve[cve] = this.before.texts.blocks.table[old];
      }
    }
    if (this.before && carried.length > 0) await rewrite(carried, this.before, writer, slotOfCve);
    await this.draft.adopt('texts.bin', await writer.finish(slotOfCve));
  }

  /** The same for CVEs that are those of the generation before, every one. */
  async copy({ directory, seal }: TextsBefore): Promise<void> {
    await this.draft.copy('texts.bin', directory, seal);
  }

  private open(): TextsWriter {
    const file = this.draft.temporary('texts.bin');
    this.writer ??= this.before && !this.isRewritten ? TextsWriter.append(file, this.before.texts, this.before.seal) : TextsWriter.create(file);
    return this.writer;
  }
}

async function rewrite(carried: readonly (readonly [cve: number, old: number])[], { texts, seal }: TextsBefore, writer: TextsWriter, slotOfCve: Uint32Array): Promise<void> {
  if ((await sealOf(texts.blocks.path)).sha256 !== seal.sha256) throw new DamagedSource(texts.blocks.path);
  const bySlot = [...carried].sort(([, a], [, b]) => texts.blocks.table[a] - texts.blocks.table[b]);
  for (const [cve, old] of bySlot) {
    slotOfCve[cve] = writer.add(texts.text(old));
    await writer.drain();
  }
}
