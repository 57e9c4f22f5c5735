/**
 * The vulnerability feed as typed arrays: per CVE its rating, per product its match rows, per CVE its configurations.
 * Built from NVD records by `matchIndexBuilder.ts`, kept on disk as `matches.bin`.
 * The columns behind it are private to `core/match`; these are what the rest of the core and the presenters read.
 */
export interface MatchIndex {
  readonly cveCount: number;
  readonly rowCount: number;
  readonly productCount: number;
  /** `CVE-2021-44228`. CVE indexes are in the order of (year, number), so a higher index is a newer id. */
  cveId(cve: number): string;
  /** -1 when the id is not in the feed. */
  cveIndex(id: string): number;
  /** Days since 1970-01-01 of publication, per CVE. */
  readonly published: Int32Array;
  /** Index into `SEVERITIES`, per CVE, of the chosen metric. */
  readonly severity: Uint8Array;
  /** Base score × 10 (0 to 100) of the chosen metric, per CVE; 255 without one. */
  readonly score: Uint8Array;
  /** 0 not in KEV, 1 known exploited, 2 known exploited by ransomware, per CVE. */
  readonly kev: Uint8Array;
  /** EPSS probability × 10,000, per CVE; 65535 when there is none. */
  readonly epss: Uint16Array;
  /** Index into `CONFIGURATION_SOURCES`, per CVE: who said which software it concerns. */
  readonly source: Uint8Array;
  /** True when the feed has rows for this `part:vendor:product` (lower case). */
  hasProduct(key: string): boolean;
  /** The `part:vendor:product` at a place from 0 to `productCount` - 1, in the order of code units: a vendor's products of one part stand together. */
  productKey(product: number): string;
  /** Match rows of the product at that place: how much the feed says of it. */
  productRowCount(product: number): number;
}
