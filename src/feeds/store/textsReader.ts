import type { CveText } from '../../core/match/knowledge';
import { asArray, asText } from '../decode/shape';
import { BlockReader } from './blockReader';

const NO_TEXT: CveText = { description: '', references: [] };
/** Longer than what the decoder lets in. */
const MAX_LENGTH = 65_536;

/** Reads `texts.bin`: blocks of `[description, [url, …]]`, and the slot of each CVE of the match index. */
export class TextsReader {
  private constructor(readonly blocks: BlockReader) {}

  /** Throws with a reason when the file is none of ours or was cut. */
  static open(path: string): TextsReader {
    return new TextsReader(BlockReader.open(path, 'texts.bin'));
  }

  get cveCount(): number {
    return this.blocks.table.length;
  }

  /** The text of a CVE by its index; empty when the file has gone or its block is damaged. */
  text(cve: number): CveText {
    const slot = this.blocks.table[cve];
    if (slot === undefined) return NO_TEXT;
    try {
      const value = asArray(this.blocks.value(slot));
      const description = asText(value?.[0], MAX_LENGTH);
      return description === undefined ? NO_TEXT : { description, references: (asArray(value?.[1]) ?? []).flatMap((url) => asText(url, MAX_LENGTH) ?? []) };
    } catch {
      return NO_TEXT;
    }
  }
}
