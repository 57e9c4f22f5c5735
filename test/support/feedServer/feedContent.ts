/** What one address holds. */
export interface Resource {
  readonly bytes: Buffer;
  /** Content-Type. */
  readonly type: string;
  readonly modified: Date;
}

/** What a feed server serves. */
export interface FeedContent {
  /**
   * `endoflife`, `kev`, `epss` (gzipped), `nvd/nvdcve-2.0-<feed>.json.gz`, `nvd/nvdcve-2.0-<feed>.meta` or `osv/<ecosystem>/all.zip`;
   * undefined when there is no such file.
   */
  resource(name: string): Promise<Resource | undefined>;
  /** The records that NVD's API answers from: values of `cve`. */
  apiRecords(): Promise<readonly NvdRecord[]>;
  /** Now, as the servers see it. */
  now(): Date;
}

/** A value of `cve` in NVD's JSON 2.0. Whatever else it holds is passed on as it is. */
export interface NvdRecord {
  readonly id: string;
  /** UTC without a zone, as NVD writes it. */
  readonly lastModified: string;
  readonly [field: string]: unknown;
}
