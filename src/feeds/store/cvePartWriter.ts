import { dateOfTimestamp } from '../../core/inventory/plainDate';
import type { CveRecord } from '../../core/match/cveRecord';
import type { KevRecord } from '../../core/match/knowledge';
import { MatchIndexBuilder, openMatchIndex } from '../../core/match/matchIndexBuilder';
import { cveKey } from '../decode/cveId';
import type { CatalogWriter } from './catalogWriter';
import type { GenerationDraft } from './generationDraft';
import { TextsWriter } from './textsWriter';

/** What is joined to the CVEs beside NVD, by `cveKey`. */
export interface Exploitation {
  readonly kev: ReadonlyMap<number, KevRecord>;
  /** Probability 0 to 1. */
  readonly epss: ReadonlyMap<number, number>;
}

/**
 * Takes CVE records one by one, in any order, and writes a generation's CVE files.
 * Of records with one id, withdrawn ones too, the newest `lastModified` wins, of equals the first.
 */
export class CvePartWriter {
  private readonly builder = new MatchIndexBuilder();
  private readonly texts: TextsWriter;
  private readonly lastModified = new Map<number, string>();
  private readonly slots = new Map<number, number>();

  constructor(
    private readonly draft: GenerationDraft,
    private readonly catalog: CatalogWriter,
    private readonly exploitation: Exploitation,
  ) {
    this.texts = new TextsWriter(draft.temporary('texts.bin'));
  }

  add(record: CveRecord): void {
    const key = cveKey(record.id);
    const publishedOn = dateOfTimestamp(record.published);
    if (key === undefined || publishedOn === undefined) return;
    const known = this.lastModified.get(key);
    if (known !== undefined && known >= record.lastModified) return;
    this.lastModified.set(key, record.lastModified);
    this.slots.set(key, this.texts.add({ description: record.description, references: record.references }));
    this.catalog.putCve(key, record);
    const kev = this.exploitation.kev.get(key);
    this.builder.add(record, { publishedOn, kev: kev ? (kev.ransomware ? 2 : 1) : 0, epss: this.exploitation.epss.get(key) ?? null });
  }

  /** Leaves a CVE out that was withdrawn, unless a newer record of it says otherwise. */
  reject(id: string, lastModified: string): void {
    const key = cveKey(id);
    if (key === undefined) return;
    const known = this.lastModified.get(key);
    if (known !== undefined && known >= lastModified) return;
    this.lastModified.set(key, lastModified);
    if (!this.slots.delete(key)) return;
    this.catalog.removeCve(key);
    this.builder.remove(id);
  }

  /** Distinct CVEs so far. */
  get count(): number {
    return this.slots.size;
  }

  /** To be awaited between chunks of input: what is compressed goes to the disk. */
  drain(): Promise<void> {
    return this.texts.drain();
  }

  /** Puts `matches.bin` and `texts.bin` into the draft. */
  async finish(): Promise<void> {
    const bytes = this.builder.build();
    const opened = openMatchIndex(bytes);
    if ('error' in opened) throw new Error(`the match index just built does not open: ${opened.error}`);
    const { index } = opened;
    const slotOfCve = new Uint32Array(index.cveCount);
    for (let cve = 0; cve < index.cveCount; cve++) slotOfCve[cve] = this.slots.get(cveKey(index.cveId(cve)) ?? -1) ?? 0;
    await this.draft.put('matches.bin', bytes);
    await this.texts.finish(slotOfCve);
    await this.draft.adopt('texts.bin');
  }

  async abandon(): Promise<void> {
    await this.texts.abandon();
  }
}
