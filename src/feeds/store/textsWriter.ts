import type { CveText } from '../../core/match/knowledge';
import { BlockWriter } from './blockWriter';
import type { FileSeal } from './manifest';
import type { TextsReader } from './textsReader';

/**
 * Texts of a file that no CVE refers to any more, as a share of all: beyond it the file is written anew.
 * An update adds its texts behind the others in a tenth of the time that packing all of them again would take.
 */
const MAX_GARBAGE = 0.25;

/** Writes `texts.bin`: descriptions and references in blocks, and the slot of each CVE in the order of the match index. */
export class TextsWriter {
  private constructor(private readonly blocks: BlockWriter<readonly [string, readonly string[]]>) {}

  static create(path: string): TextsWriter {
    return new TextsWriter(new BlockWriter(path));
  }

  /** Goes on from the texts of another generation, which keep their slots. `drain` or `finish` rejects with `DamagedSource` when they are not those that were sealed. */
  static append(path: string, before: TextsReader, seal: FileSeal): TextsWriter {
    return new TextsWriter(new BlockWriter(path, { path: before.blocks.path, seal, starts: before.blocks.starts }));
  }

  /** Takes one text and answers its slot. */
  add({ description, references }: CveText): number {
    return this.blocks.add([description, references]);
  }

  drain(): Promise<void> {
    return this.blocks.drain();
  }

  finish(slotOfCve: Uint32Array): Promise<FileSeal> {
    return this.blocks.finish(slotOfCve);
  }

  abandon(): Promise<void> {
    return this.blocks.abandon();
  }

  /** True when so many texts are dead that the next file is better written anew. */
  static isWorthRewriting({ blocks, cveCount }: TextsReader): boolean {
    return blocks.slotCount - cveCount > blocks.slotCount * MAX_GARBAGE;
  }
}
