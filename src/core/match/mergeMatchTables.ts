import { gather, gatherTexts, gatherTuples, liveOf, mergeSorted, mergeTexts, mergeTuples, mergeVersions, type MergedDictionary } from './mergeDictionaries';
import { ATTRIBUTE_COUNT, BOUND_COUNT, exactVersionOf, type MatchTables } from './matchTables';
import { sortRows, type UnsortedRows } from './sortRows';

/** ANY and NA stand first among versions and words. */
const FIXED_TEXTS = 2;

/**
 * One index of two: every CVE of `delta`, and those of `base` that are not in `delta` and not `dropped` (per CVE of `base`, 1 leaves it out).
 * The columns are those that `MatchIndexBuilder` makes of the same records, byte for byte, but sorted dictionaries are merged and
 * rows renumbered instead of reading any text again: 2,000 CVEs go into 1.8 million rows in a third of a second.
 */
export function mergeMatchTables(base: MatchTables, delta: MatchTables, dropped?: Uint8Array): MatchTables {
  const cves = mergeCves(base, delta, dropped);
  const used = usedOf(base, cves.keptOfBase);

  const baseProducts = { starts: base.productStarts, text: base.productText };
  const deltaProducts = { starts: delta.productStarts, text: delta.productText };
  const products = mergeTexts(baseProducts, liveOf(used.products), deltaProducts, 0);
  const baseWords = { starts: base.wordStarts, text: base.wordText };
  const deltaWords = { starts: delta.wordStarts, text: delta.wordText };
  const words = mergeTexts(baseWords, liveOf(used.words), deltaWords, FIXED_TEXTS);
  const baseVersions = { starts: base.versionStarts, text: base.versionText, rank: base.versionRank };
  const deltaVersions = { starts: delta.versionStarts, text: delta.versionText, rank: delta.versionRank };
  const versions = mergeVersions(baseVersions, liveOf(used.versions), deltaVersions, FIXED_TEXTS);
  const attributes = mergeTuples(ATTRIBUTE_COUNT, base.attributes, liveOf(used.attributes), words.fromBase, delta.attributes, words.fromDelta);
  const bounds = mergeTuples(BOUND_COUNT, base.bounds, liveOf(used.bounds), versions.fromBase, delta.bounds, versions.fromDelta);
  const criteria = mergeSorted(base.criteriaProduct.length, liveOf(used.criteria), delta.criteriaProduct.length, 0, (one, other) =>
    products.fromBase[base.criteriaProduct[one]!]! - products.fromDelta[delta.criteriaProduct[other]!]!
    || versions.fromBase[base.criteriaVersion[one]!]! - versions.fromDelta[delta.criteriaVersion[other]!]!
    || attributes.fromBase[base.criteriaAttributes[one]!]! - attributes.fromDelta[delta.criteriaAttributes[other]!]!);

  const criteriaProduct = gatherTuples(1, criteria, base.criteriaProduct, products.fromBase, delta.criteriaProduct, products.fromDelta);
  const criteriaVersion = gatherTuples(1, criteria, base.criteriaVersion, versions.fromBase, delta.criteriaVersion, versions.fromDelta);
  const criteriaAttributes = gatherTuples(1, criteria, base.criteriaAttributes, attributes.fromBase, delta.criteriaAttributes, attributes.fromDelta);
  const versionKind = gather(new Uint8Array(versions.count), versions, base.versionKind, delta.versionKind);
  const productText = gatherTexts(products, baseProducts, deltaProducts);
  const versionText = gatherTexts(versions, baseVersions, deltaVersions);
  const wordText = gatherTexts(words, baseWords, deltaWords);
  const { rows, ...configurations } = mergeConfigurations(base, delta, cves, criteria, bounds);
  const count = cves.origin.length;

  return {
    cveYear: gather(new Uint16Array(count), cves, base.cveYear, delta.cveYear),
    cveNumber: gather(new Uint32Array(count), cves, base.cveNumber, delta.cveNumber),
    published: gather(new Int32Array(count), cves, base.published, delta.published),
    severity: gather(new Uint8Array(count), cves, base.severity, delta.severity),
    score: gather(new Uint8Array(count), cves, base.score, delta.score),
    kev: gather(new Uint8Array(count), cves, base.kev, delta.kev),
    epss: gather(new Uint16Array(count), cves, base.epss, delta.epss),
    source: gather(new Uint8Array(count), cves, base.source, delta.source),
    ...configurations,
    nodeRows: rows.nodeRows,
    ...sortRows(rows, criteriaProduct, products.count, exactVersionOf({ criteriaVersion, versionKind, versionRank: versions.rank })),
    productStarts: productText.starts,
    productText: productText.text,
    criteriaProduct,
    criteriaVersion,
    criteriaAttributes,
    bounds: gatherTuples(BOUND_COUNT, bounds, base.bounds, versions.fromBase, delta.bounds, versions.fromDelta),
    attributes: gatherTuples(ATTRIBUTE_COUNT, attributes, base.attributes, words.fromBase, delta.attributes, words.fromDelta),
    versionStarts: versionText.starts,
    versionText: versionText.text,
    versionRank: versions.rank,
    versionKind,
    wordStarts: wordText.starts,
    wordText: wordText.text,
  };
}

interface MergedCves {
  /** Per CVE of the result, in the order of (year, number), as `MergedDictionary.origin`. */
  readonly origin: Int32Array;
  readonly keptOfBase: Uint8Array;
}

function mergeCves(base: MatchTables, delta: MatchTables, dropped: Uint8Array | undefined): MergedCves {
  const baseCount = base.cveNumber.length;
  const deltaCount = delta.cveNumber.length;
  const origin = new Int32Array(baseCount + deltaCount);
  const keptOfBase = new Uint8Array(baseCount);
  let count = 0;
  let other = 0;
  for (let cve = 0; cve < baseCount; cve++) {
    let order = 1;
    for (; other < deltaCount; other++) {
      order = base.cveYear[cve]! - delta.cveYear[other]! || base.cveNumber[cve]! - delta.cveNumber[other]!;
      if (order <= 0) break;
      origin[count++] = ~other;
    }
    if ((other < deltaCount && order === 0) || dropped?.[cve]) continue;
    keptOfBase[cve] = 1;
    origin[count++] = cve;
  }
  for (; other < deltaCount; other++) origin[count++] = ~other;
  return { origin: origin.slice(0, count), keptOfBase };
}

/** What the CVEs that stay refer to: one that is replaced leaves nothing in the dictionaries. ANY, NA and the empty tuples always stay. */
function usedOf(base: MatchTables, keptOfBase: Uint8Array) {
  const flags = (count: number, fixed: number): Uint8Array => new Uint8Array(count).fill(1, 0, fixed);
  const criteria = flags(base.criteriaProduct.length, 0);
  const bounds = flags(base.bounds.length / BOUND_COUNT, 1);
  const nodeKept = Uint8Array.from(base.nodeConfiguration, (configuration) => keptOfBase[base.configurationCve[configuration]!]!);
  for (let row = 0; row < base.rowNode.length; row++) {
    if (!nodeKept[base.rowNode[row]!]) continue;
    criteria[base.rowCriteria[row]!] = 1;
    bounds[base.rowBounds[row]!] = 1;
  }
  const products = flags(base.productStarts.length - 1, 0);
  const versions = flags(base.versionRank.length, FIXED_TEXTS);
  const attributes = flags(base.attributes.length / ATTRIBUTE_COUNT, 1);
  const words = flags(base.wordStarts.length - 1, FIXED_TEXTS);
  for (let at = 0; at < criteria.length; at++) {
    if (!criteria[at]) continue;
    products[base.criteriaProduct[at]!] = 1;
    versions[base.criteriaVersion[at]!] = 1;
    attributes[base.criteriaAttributes[at]!] = 1;
  }
  for (let at = 0; at < base.bounds.length; at++) if (bounds[Math.floor(at / BOUND_COUNT)]) versions[base.bounds[at]!] = 1;
  for (let at = 0; at < base.attributes.length; at++) if (attributes[Math.floor(at / ATTRIBUTE_COUNT)]) words[base.attributes[at]!] = 1;
  return { criteria, bounds, products, versions, attributes, words };
}

type ConfigurationColumns = Pick<MatchTables, 'cveConfigurations' | 'configurationCve' | 'configurationIsAnd' | 'configurationNodes' | 'nodeConfiguration' | 'nodeFlags'>;

/** Configurations, nodes and rows in the order of the CVEs, the rows' criteria and bounds renumbered. */
function mergeConfigurations(base: MatchTables, delta: MatchTables, { origin }: MergedCves, criteria: MergedDictionary, bounds: MergedDictionary): ConfigurationColumns & { readonly rows: UnsortedRows } {
  const cveConfigurations = new Uint32Array(origin.length + 1);
  let nodeCount = 0;
  let rowCount = 0;
  for (let at = 0; at < origin.length; at++) {
    const tables = origin[at]! >= 0 ? base : delta;
    const cve = origin[at]! >= 0 ? origin[at]! : ~origin[at]!;
    const first = tables.cveConfigurations[cve]!;
    const end = tables.cveConfigurations[cve + 1]!;
    cveConfigurations[at + 1] = cveConfigurations[at]! + end - first;
    const firstNode = tables.configurationNodes[first]!;
    const endNode = tables.configurationNodes[end]!;
    nodeCount += endNode - firstNode;
    rowCount += tables.nodeRows[endNode]! - tables.nodeRows[firstNode]!;
  }
  const configurationCount = cveConfigurations[origin.length]!;
  const configurationCve = new Uint32Array(configurationCount);
  const configurationIsAnd = new Uint8Array(configurationCount);
  const configurationNodes = new Uint32Array(configurationCount + 1);
  const nodeConfiguration = new Uint32Array(nodeCount);
  const nodeFlags = new Uint8Array(nodeCount);
  const rows = { nodeRows: new Uint32Array(nodeCount + 1), criteria: new Uint32Array(rowCount), bounds: new Uint32Array(rowCount), vulnerable: new Uint8Array(rowCount) };
  let configuration = 0;
  let node = 0;
  let row = 0;
  for (let at = 0; at < origin.length; at++) {
    const isBase = origin[at]! >= 0;
    const tables = isBase ? base : delta;
    const cve = isBase ? origin[at]! : ~origin[at]!;
    const criteriaMap = isBase ? criteria.fromBase : criteria.fromDelta;
    const boundsMap = isBase ? bounds.fromBase : bounds.fromDelta;
    for (let from = tables.cveConfigurations[cve]!; from < tables.cveConfigurations[cve + 1]!; from++) {
      configurationCve[configuration] = at;
      configurationIsAnd[configuration] = tables.configurationIsAnd[from]!;
      for (let fromNode = tables.configurationNodes[from]!; fromNode < tables.configurationNodes[from + 1]!; fromNode++) {
        nodeConfiguration[node] = configuration;
        nodeFlags[node] = tables.nodeFlags[fromNode]!;
        for (let listed = tables.nodeRows[fromNode]!; listed < tables.nodeRows[fromNode + 1]!; listed++, row++) {
          const place = tables.nodeRowList[listed]!;
          rows.criteria[row] = criteriaMap[tables.rowCriteria[place]!]!;
          rows.bounds[row] = boundsMap[tables.rowBounds[place]!]!;
          rows.vulnerable[row] = tables.rowVulnerable[place]!;
        }
        rows.nodeRows[++node] = row;
      }
      configurationNodes[++configuration] = node;
    }
  }
  return { cveConfigurations, configurationCve, configurationIsAnd, configurationNodes, nodeConfiguration, nodeFlags, rows };
}
