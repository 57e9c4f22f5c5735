import { areBelow, areStarts, type Column, type ColumnFormat, decodeColumns, encodeColumns } from './columnFile';

/**
 * The columns behind an `AdvisoryIndex` and their place in `advisories.bin`.
 *
 * A group is one package of one release; groups stand by release, in it by package, and have rows: an advisory and what it says
 * of versions. What several advisories say in the same words is kept once, as a statement: ranges of events, or versions one by one.
 * Owner → owned goes by start offsets (one more entry than owners). Text is UTF-16 code units with start offsets.
 */
export interface AdvisoryTables {
  // Per release, sorted by its name (`AlmaLinux:9`).
  readonly ecosystemStarts: Uint32Array;
  readonly ecosystemText: Uint16Array;
  readonly ecosystemGroups: Uint32Array;
  // Per group.
  readonly groupPackage: Uint32Array;
  readonly groupRows: Uint32Array;
  // Per row.
  readonly rowAdvisory: Uint32Array;
  readonly rowStatement: Uint32Array;
  // Per package name, sorted.
  readonly packageStarts: Uint32Array;
  readonly packageText: Uint16Array;
  // Per advisory, sorted by its id.
  readonly advisoryStarts: Uint32Array;
  readonly advisoryText: Uint16Array;
  /** Seconds since 1970 of its last change; 0 when unknown. */
  readonly advisoryModified: Uint32Array;
  readonly advisoryCves: Uint32Array;
  readonly advisoryCveList: Uint32Array;
  // Per CVE, in the order of (year, number).
  readonly cveYear: Uint16Array;
  readonly cveNumber: Uint32Array;
  // Per statement, range and event.
  readonly statementRanges: Uint32Array;
  readonly statementVersions: Uint32Array;
  readonly statementVersionList: Uint32Array;
  readonly rangeType: Uint8Array;
  readonly rangeEvents: Uint32Array;
  readonly eventKind: Uint8Array;
  readonly eventVersion: Uint32Array;
  // Per version text, sorted by code units.
  readonly versionStarts: Uint32Array;
  readonly versionText: Uint16Array;
}

/** The codes of `rangeType` and `eventKind` are places in these. */
export const RANGE_TYPES = ['ECOSYSTEM', 'SEMVER'] as const;
export const EVENT_KINDS = ['introduced', 'fixed', 'last_affected', 'limit'] as const;

/** "IIAX" read as a little-endian number. */
const FORMAT: ColumnFormat<AdvisoryTables> = {
  label: 'the advisory index',
  magic: 0x58414949,
  version: 1,
  sections: [
    ['ecosystemStarts', Uint32Array],
    ['ecosystemText', Uint16Array],
    ['ecosystemGroups', Uint32Array],
    ['groupPackage', Uint32Array],
    ['groupRows', Uint32Array],
    ['rowAdvisory', Uint32Array],
    ['rowStatement', Uint32Array],
    ['packageStarts', Uint32Array],
    ['packageText', Uint16Array],
    ['advisoryStarts', Uint32Array],
    ['advisoryText', Uint16Array],
    ['advisoryModified', Uint32Array],
    ['advisoryCves', Uint32Array],
    ['advisoryCveList', Uint32Array],
    ['cveYear', Uint16Array],
    ['cveNumber', Uint32Array],
    ['statementRanges', Uint32Array],
    ['statementVersions', Uint32Array],
    ['statementVersionList', Uint32Array],
    ['rangeType', Uint8Array],
    ['rangeEvents', Uint32Array],
    ['eventKind', Uint8Array],
    ['eventVersion', Uint32Array],
    ['versionStarts', Uint32Array],
    ['versionText', Uint16Array],
  ],
};

export function encodeAdvisoryTables(tables: AdvisoryTables): Uint8Array {
  return encodeColumns(FORMAT, tables);
}

/** The columns as views of `bytes`. Every number that leads from one column into another is checked, so that reading cannot leave them. */
export function decodeAdvisoryTables(bytes: Uint8Array): { readonly tables: AdvisoryTables } | { readonly error: string } {
  const decoded = decodeColumns(FORMAT, bytes);
  if ('error' in decoded) return decoded;
  const wrong = findInconsistency(decoded.tables);
  return wrong ? { error: `the advisory index is damaged (${wrong})` } : decoded;
}

type Name = keyof AdvisoryTables;

/** The name of a column whose length or values do not fit the others; undefined when all fit. */
function findInconsistency(t: AdvisoryTables): Name | undefined {
  const ecosystems = t.ecosystemStarts.length - 1;
  const groups = t.groupPackage.length;
  const rows = t.rowAdvisory.length;
  const packages = t.packageStarts.length - 1;
  const advisories = t.advisoryModified.length;
  const cves = t.cveNumber.length;
  const statements = t.statementRanges.length - 1;
  const ranges = t.rangeType.length;
  const events = t.eventKind.length;
  const versions = t.versionStarts.length - 1;

  const lengths: readonly (readonly [Name, number])[] = [
    ['ecosystemGroups', ecosystems + 1], ['groupRows', groups + 1], ['rowStatement', rows], ['advisoryStarts', advisories + 1], ['advisoryCves', advisories + 1],
    ['cveYear', cves], ['statementVersions', statements + 1], ['rangeEvents', ranges + 1], ['eventVersion', events],
  ];
  for (const [name, length] of lengths) if (t[name].length !== length) return name;

  const starts: readonly (readonly [Name, number])[] = [
    ['ecosystemStarts', t.ecosystemText.length], ['ecosystemGroups', groups], ['groupRows', rows], ['packageStarts', t.packageText.length],
    ['advisoryStarts', t.advisoryText.length], ['advisoryCves', t.advisoryCveList.length], ['statementRanges', ranges],
    ['statementVersions', t.statementVersionList.length], ['rangeEvents', events], ['versionStarts', t.versionText.length],
  ];
  for (const [name, end] of starts) if (!areStarts(t[name] as Column, end)) return name;

  const references: readonly (readonly [Name, number])[] = [
    ['groupPackage', packages], ['rowAdvisory', advisories], ['rowStatement', statements], ['advisoryCveList', cves], ['statementVersionList', versions],
    ['rangeType', RANGE_TYPES.length], ['eventKind', EVENT_KINDS.length], ['eventVersion', versions],
  ];
  for (const [name, end] of references) if (!areBelow(t[name] as Column, end)) return name;
  return undefined;
}
