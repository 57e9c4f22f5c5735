import { formatCveId } from '../cveId';
import { findText, textAt } from '../matchTables';
import type { AdvisoryIndex, AdvisoryRange, PackageAdvisory } from './advisoryIndex';
import { EVENT_KINDS, RANGE_TYPES, type AdvisoryTables } from './advisoryTables';

const tablesOfIndex = new WeakMap<AdvisoryIndex, AdvisoryTables>();

/** The columns of an index that `createAdvisoryIndex` made; undefined for any other. */
export function advisoryTablesOf(index: AdvisoryIndex): AdvisoryTables | undefined {
  return tablesOfIndex.get(index);
}

/** The columns as what the rest of the core reads. */
export function createAdvisoryIndex(tables: AdvisoryTables): AdvisoryIndex {
  const reader = new AdvisoryReader(tables);
  const named = new Map<string, ReadonlySet<string>>();
  const ecosystems = Array.from({ length: tables.ecosystemStarts.length - 1 }, (_, at) => textAt(tables.ecosystemStarts, tables.ecosystemText, at));
  const index: AdvisoryIndex = {
    advisoryCount: tables.advisoryModified.length,
    ecosystems,
    coversRelease: (ecosystem) => reader.ecosystem(ecosystem) >= 0,
    advisoriesOf: (ecosystem, name) => {
      const group = reader.group(reader.ecosystem(ecosystem), name);
      return group < 0 ? [] : reader.advisories(group);
    },
    namesCve: (ecosystem, cve) => {
      let known = named.get(ecosystem);
      if (!known) named.set(ecosystem, (known = reader.cvesOfRelease(reader.ecosystem(ecosystem))));
      return known.has(cve);
    },
  };
  tablesOfIndex.set(index, tables);
  return index;
}

/** Reads rows out of the columns. Places are -1 where there is none. */
export class AdvisoryReader {
  constructor(private readonly tables: AdvisoryTables) {}

  ecosystem(name: string): number {
    return findText(this.tables.ecosystemStarts, this.tables.ecosystemText, name);
  }

  group(ecosystem: number, name: string): number {
    const { packageStarts, packageText, ecosystemGroups, groupPackage } = this.tables;
    const wanted = ecosystem < 0 ? -1 : findText(packageStarts, packageText, name);
    if (wanted < 0) return -1;
    let low = ecosystemGroups[ecosystem]!;
    let high = ecosystemGroups[ecosystem + 1]! - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = groupPackage[middle]!;
      if (found === wanted) return middle;
      if (found < wanted) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  packageName(group: number): string {
    return textAt(this.tables.packageStarts, this.tables.packageText, this.tables.groupPackage[group]!);
  }

  advisories(group: number): PackageAdvisory[] {
    const { groupRows, rowAdvisory, rowStatement } = this.tables;
    const advisories: PackageAdvisory[] = [];
    for (let row = groupRows[group]!; row < groupRows[group + 1]!; row++) {
      const advisory = rowAdvisory[row]!;
      advisories.push({ advisory: this.id(advisory), cves: this.cves(advisory), ...this.statement(rowStatement[row]!) });
    }
    return advisories;
  }

  id(advisory: number): string {
    return textAt(this.tables.advisoryStarts, this.tables.advisoryText, advisory);
  }

  cves(advisory: number): string[] {
    const { advisoryCves, advisoryCveList, cveYear, cveNumber } = this.tables;
    return Array.from(advisoryCveList.subarray(advisoryCves[advisory]!, advisoryCves[advisory + 1]!), (cve) => formatCveId(cveYear[cve]!, cveNumber[cve]!));
  }

  statement(statement: number): { readonly ranges: readonly AdvisoryRange[]; readonly versions: readonly string[] } {
    const { statementRanges, statementVersions, statementVersionList, rangeType, rangeEvents, eventKind, eventVersion } = this.tables;
    const ranges: AdvisoryRange[] = [];
    for (let range = statementRanges[statement]!; range < statementRanges[statement + 1]!; range++) {
      const events = [];
      for (let event = rangeEvents[range]!; event < rangeEvents[range + 1]!; event++) events.push({ kind: EVENT_KINDS[eventKind[event]!]!, version: this.version(eventVersion[event]!) });
      ranges.push({ type: RANGE_TYPES[rangeType[range]!]!, events });
    }
    const listed = statementVersionList.subarray(statementVersions[statement]!, statementVersions[statement + 1]!);
    return { ranges, versions: Array.from(listed, (version) => this.version(version)) };
  }

  cvesOfRelease(ecosystem: number): ReadonlySet<string> {
    const cves = new Set<string>();
    if (ecosystem < 0) return cves;
    const { ecosystemGroups, groupRows, rowAdvisory, advisoryModified } = this.tables;
    const seen = new Uint8Array(advisoryModified.length);
    const end = groupRows[ecosystemGroups[ecosystem + 1]!]!;
    for (let row = groupRows[ecosystemGroups[ecosystem]!]!; row < end; row++) {
      const advisory = rowAdvisory[row]!;
      if (seen[advisory]) continue;
      seen[advisory] = 1;
      for (const cve of this.cves(advisory)) cves.add(cve);
    }
    return cves;
  }

  private version(version: number): string {
    return textAt(this.tables.versionStarts, this.tables.versionText, version);
  }
}
