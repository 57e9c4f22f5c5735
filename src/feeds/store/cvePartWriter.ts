import { dateOfTimestamp, parsePlainDate, type PlainDate } from '../../core/inventory/plainDate';
import type { CveRecord } from '../../core/match/cveRecord';
import { MatchIndexBuilder } from '../../core/match/matchIndexBuilder';
import type { MatchTables } from '../../core/match/matchTables';
import { matchTableParts } from '../../core/match/matchTablesFile';
import { mergeMatchTables } from '../../core/match/mergeMatchTables';
import { cveIdOfKey, cveKey, cveKeyOf } from '../decode/cveId';
import { inTurns, itemsInTurns } from '../inTurns';
import { decodeOverlayRecord, encodeOverlayRecord, type OverlayRecord } from '../decode/decodeOverlay';
import { BlockReader } from './blockReader';
import { BlockWriter } from './blockWriter';
import { Origin, Source } from './catalogTables';
import type { CatalogWriter, CveState } from './catalogWriter';
import { CveTexts, type TextsBefore } from './cveTexts';
import type { GenerationDraft } from './generationDraft';
import { joinExploitation, type Exploitation } from './joinExploitation';
import type { FileSeal, GenerationFile } from './manifest';
import type { LoadedGeneration } from './openGeneration';

/**
 * Match rows, and CVEs, collected before they are merged into the index: more take more memory, fewer more merges. Rows that all name other
 * software take more memory than NVD's, which repeat themselves: in a made-up year file of 300 MB the number of CVEs is what bounds it.
 */
const MERGED_ROWS = 400_000;
const MERGED_CVES = 35_000;

/** The CVEs of another generation that a new one goes on from; the catalog must have been made of the same generation. */
export interface CvesBefore {
  readonly directory: string;
  readonly cves: NonNullable<LoadedGeneration['cves']>;
  readonly files: Readonly<Partial<Record<GenerationFile, FileSeal>>>;
}

/**
 * Takes CVE records one by one, in any order, and writes a generation's CVE files: an empty set's, or those of another generation with the changes.
 * Of records with one id, withdrawn ones too, the newest `lastModified` wins; of equals the one that is there, unless only an overlay spoke of it.
 * NVD's own configurations stand before the overlay's, and those before the CNA's.
 * A CNA's list that an overlay stood in for is not kept: it comes back with NVD's next word on that CVE.
 */
export class CvePartWriter {
  private builder = new MatchIndexBuilder();
  /** Merged so far; undefined while there is nothing. */
  private tables: MatchTables | undefined;
  private readonly dropped = new Set<number>();
  private readonly texts: CveTexts;
  private readonly textsBefore: TextsBefore | undefined;
  /** `lastModified` of what was taken here, where no catalog needs to be asked; withdrawn ones too. */
  private readonly seen = new Map<number, string>();
  private readonly hasCves: boolean;
  private isChanged = false;

  private overlayBlocks: BlockWriter<unknown> | undefined;
  private readonly overlayModified = new Map<number, string>();
  private overlaidBefore: number[] = [];
  /** CVEs whose configurations the overlay may have to fill; 'all' after a new overlay or another NVD. */
  private overlayDue: Set<number> | 'all' = new Set();

  /**
   * `before`: absent for an empty set. With `isReplaced` only its overlay is carried over: its CVEs are the starter's.
   * `today` bounds what is assumed of a CVE that nobody dated.
   */
  constructor(
    private readonly draft: GenerationDraft,
    private readonly catalog: CatalogWriter,
    private readonly today: PlainDate,
    private readonly before?: CvesBefore,
    isReplaced = false,
  ) {
    this.hasCves = before !== undefined && !isReplaced;
    if (this.hasCves) this.tables = before?.cves.tables;
    const seal = before?.files['texts.bin'];
    this.textsBefore = this.hasCves && before && seal ? { directory: before.directory, seal, texts: before.cves.texts, tables: before.cves.tables } : undefined;
    this.texts = new CveTexts(draft, this.textsBefore);
    if (before && isReplaced) {
      catalog.clearCves();
      this.isChanged = true;
      if (before.cves.overlay) this.overlayDue = 'all';
    }
    if (!before) this.isChanged = true;
  }

  /** Distinct CVEs added or replaced so far. */
  get count(): number {
    return this.texts.count;
  }

  /** Takes an NVD record. False when it says nothing newer. */
  add(record: CveRecord): boolean {
    const key = cveKey(record.id);
    const publishedOn = dateOfTimestamp(record.published);
    if (key === undefined || publishedOn === undefined) return false;
    const known = this.known(key);
    if (known.lastModified !== undefined && known.lastModified >= record.lastModified) return false;
    const source = record.configurations.length === 0 ? Source.none : record.configurationSource === 'cna' ? Source.cna : Source.nvd;
    if (known.isRejected) this.catalog.removeRejected(key);
    this.put(key, record, publishedOn, Origin.nvd, source);
    if (!this.hasCves) this.seen.set(key, record.lastModified);
    if (source !== Source.nvd && this.overlayDue !== 'all' && this.before?.cves.overlay && this.catalog.overlaySlot(key) !== undefined) this.overlayDue.add(key);
    return true;
  }

  /** Leaves a CVE out that was withdrawn, unless a newer record of it says otherwise, and remembers that. */
  reject(id: string, lastModified: string): void {
    const key = cveKey(id);
    if (key === undefined) return;
    const known = this.known(key);
    if (known.lastModified !== undefined && known.lastModified >= lastModified) return;
    this.catalog.putRejected(key, lastModified);
    if (!this.hasCves) this.seen.set(key, lastModified);
    if (known.isPresent) this.drop(key);
  }

  /** What NVD last said of a CVE, whether that was its withdrawal, and whether the CVE is in. */
  private known(key: number): { readonly lastModified?: string; readonly isRejected: boolean; readonly isPresent: boolean } {
    if (!this.hasCves) {
      const lastModified = this.seen.get(key);
      if (lastModified === undefined) return { isRejected: false, isPresent: false };
      return { lastModified, isRejected: !this.texts.has(key), isPresent: this.texts.has(key) };
    }
    const state = this.catalog.cve(key);
    if (state) return { ...(state.origin === Origin.nvd ? { lastModified: state.lastModified } : {}), isRejected: false, isPresent: true };
    const rejectedAt = this.catalog.rejectedAt(key);
    return rejectedAt === undefined ? { isRejected: false, isPresent: false } : { lastModified: rejectedAt, isRejected: true, isPresent: false };
  }

  private put(key: number, record: CveRecord, publishedOn: PlainDate, origin: number, source: number): void {
    this.catalog.putCve(key, record, origin, source);
    this.texts.put(key, { description: record.description, references: record.references });
    this.index(key, record, publishedOn);
  }

  /** KEV and EPSS are joined at the end. */
  private index(key: number, record: CveRecord, publishedOn: PlainDate): void {
    this.dropped.delete(key);
    this.builder.add(record, { publishedOn, kev: 0, epss: null });
    this.isChanged = true;
  }

  private drop(key: number): void {
    this.catalog.removeCve(key);
    this.texts.delete(key);
    this.builder.remove(cveIdOfKey(key));
    this.dropped.add(key);
    this.isChanged = true;
  }

  /** To be awaited between chunks of input: what is compressed goes to the disk, what has become much goes into the index. */
  async drain(): Promise<void> {
    await this.texts.drain();
    await this.overlayBlocks?.drain();
    if (this.builder.rowCount > MERGED_ROWS || this.builder.cveCount > MERGED_CVES) await this.merge();
  }

  private async merge(): Promise<void> {
    const delta = await inTurns(this.builder.buildTables());
    this.builder = new MatchIndexBuilder();
    const { tables } = this;
    if (!tables) this.tables = delta;
    else if (delta.cveNumber.length > 0 || this.dropped.size > 0) {
      const dropped = this.dropped.size === 0 ? undefined : Uint8Array.from(tables.cveYear, (year, cve) => (this.dropped.has(cveKeyOf(year, tables.cveNumber[cve])) ? 1 : 0));
      this.tables = await inTurns(mergeMatchTables(tables, delta, dropped));
    }
    this.dropped.clear();
  }

  /** The overlay's records follow with `addOverlay`; they take the place of the overlay that was there. */
  beginOverlay(): void {
    this.overlaidBefore = this.hasCves ? this.catalog.overlaidCves() : [];
    this.catalog.clearOverlay();
    this.overlayBlocks = new BlockWriter(this.draft.temporary('overlay.bin'));
    this.overlayDue = 'all';
  }

  /** Takes a record of the overlay; of several with one id the one modified last, of equals the first. */
  addOverlay(record: OverlayRecord): void {
    const key = cveKey(record.id);
    if (key === undefined || !this.overlayBlocks) return;
    const known = this.overlayModified.get(key);
    if (known !== undefined && known >= record.modified) return;
    this.overlayModified.set(key, record.modified);
    this.catalog.putOverlay(key, this.overlayBlocks.add(encodeOverlayRecord(record)));
  }

  /**
   * Joins the overlay to what came and puts `overlay.bin`, where there is one, into the draft; the catalog has all of the CVEs afterwards.
   * Rejects with `DamagedSource` when a file carried over is damaged.
   */
  async finishRecords(): Promise<void> {
    const records = await this.overlayRecords();
    if (!records || (this.overlayDue !== 'all' && this.overlayDue.size === 0)) return;
    const due = this.overlayDue;
    // In the order of their blocks, each of which is then opened once.
    const slots = due === 'all' ? this.catalog.overlaySlots() : [...due].map((key): [number, number] => [key, this.catalog.overlaySlot(key) ?? 0]).sort(([, a], [, b]) => a - b);
    for await (const [key, slot] of itemsInTurns(slots)) {
      const decoded = decodeOverlayRecord(records.value(slot));
      if (decoded.kind === 'overlay') this.overlay(key, decoded.record);
      await this.drain();
    }
    const present = new Set(slots.map(([key]) => key));
    for (const key of this.overlaidBefore) if (!present.has(key)) this.withoutOverlay(key, this.catalog.cve(key));
  }

  /** After `finishRecords`: puts `matches.bin` and `texts.bin` into the draft and answers how many CVEs they have. Rejects with `DamagedSource` too. */
  async finish(exploitation: Exploitation): Promise<number> {
    await this.merge();
    const tables = this.tables;
    if (!tables) throw new Error('the match index was not built');
    joinExploitation(tables, exploitation);
    // Both end before anybody clears up after one that failed.
    const texts = this.textsBefore && !this.isChanged ? this.texts.copy(this.textsBefore) : this.texts.finish(tables);
    const ends = await Promise.allSettled([texts, this.draft.putParts('matches.bin', matchTableParts(tables))]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return tables.cveNumber.length;
  }

  async abandon(): Promise<void> {
    await this.texts.abandon();
    await this.overlayBlocks?.abandon();
  }

  /** The overlay's records: those just given, or those of the generation before. Either way `overlay.bin` is then in the draft. */
  private async overlayRecords(): Promise<BlockReader | undefined> {
    if (this.overlayBlocks) {
      await this.draft.adopt('overlay.bin', await this.overlayBlocks.finish(new Uint32Array(0)));
      this.overlayBlocks = undefined;
    } else {
      const seal = this.before?.files['overlay.bin'];
      if (!this.before || !seal) return undefined;
      await this.draft.copy('overlay.bin', this.before.directory, seal);
    }
    return BlockReader.open(this.draft.path('overlay.bin'), 'overlay.bin');
  }

  private overlay(key: number, record: OverlayRecord): void {
    const state = this.catalog.cve(key);
    if (!state || state.origin === Origin.overlay) {
      if (!state && this.catalog.rejectedAt(key) !== undefined) return;
      const source = record.configurations.length > 0 ? Source.overlay : Source.none;
      this.put(key, recordOf(record), this.publishedOf(record.id, record.published), Origin.overlay, source);
    } else if (state.source !== Source.nvd) {
      if (record.configurations.length === 0) {
        if (state.source === Source.overlay) this.withoutOverlay(key, state);
        return;
      }
      this.index(key, this.withConfigurations(key, state, record.configurations), this.publishedOf(record.id, state.published));
      this.catalog.setSource(key, Source.overlay);
    }
  }

  /** The overlay no longer speaks of this CVE. */
  private withoutOverlay(key: number, state: CveState | undefined): void {
    if (state?.origin === Origin.overlay) this.drop(key);
    else if (state?.source === Source.overlay) {
      this.index(key, this.withConfigurations(key, state, []), this.publishedOf(cveIdOfKey(key), state.published));
      this.catalog.setSource(key, Source.none);
    }
  }

  /** What the index needs of a CVE that NVD described and whose configurations are the overlay's. */
  private withConfigurations(key: number, { published, lastModified }: CveState, configurations: CveRecord['configurations']): CveRecord {
    return {
      id: cveIdOfKey(key), published, lastModified, vulnStatus: '', description: '', references: [], cwes: [], metrics: this.catalog.metrics(key),
      configurations, configurationSource: configurations.length > 0 ? 'overlay' : 'nvd',
    };
  }

  /**
   * The day of publication; of a CVE that nobody dated the last day of its id's year: a Windows update that was installed before it
   * must not count as one that came after.
   */
  private publishedOf(id: string, published: string): PlainDate {
    const day = dateOfTimestamp(published) ?? parsePlainDate(`${id.slice(4, 8)}-12-31`) ?? this.today;
    return day < this.today ? day : this.today;
  }
}

function recordOf({ id, published, modified, description, references, configurations }: OverlayRecord): CveRecord {
  return {
    id, published, lastModified: modified, vulnStatus: '', description, references, cwes: [], metrics: [],
    configurations, configurationSource: configurations.length > 0 ? 'overlay' : 'nvd',
  };
}
