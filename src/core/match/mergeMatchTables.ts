import { gather, gatherTexts, gatherTuples, liveOf, mergeSorted, mergeTexts, mergeTuples, mergeVersions, type MergedDictionary } from './mergeDictionaries';
import type { Steps } from '../steps';
import { ATTRIBUTE_COUNT, BOUND_COUNT, exactVersionOf, type MatchTables } from './matchTables';
import { groupCriteria } from './sortRows';

/** ANY and NA stand first among versions and words. */
const FIXED_TEXTS = 2;

/**
 * One index of two: every CVE of `delta`, and those of `base` that are not in `delta` and not `dropped` (per CVE of `base`, 1 leaves it out).
 * The columns are those that `MatchIndexBuilder` makes of the same records, byte for byte, but sorted dictionaries are merged and
 * rows renumbered instead of reading any text again: 2,000 CVEs go into 1.8 million rows in a third of a second, in steps of a tenth of it.
 */
export function* mergeMatchTables(base: MatchTables, delta: MatchTables, dropped?: Uint8Array): Steps<MatchTables> {
  const cves = mergeCves(base, delta, dropped);
  const used = usedOf(base, cves.keptOfBase);

  yield;
  const baseProducts = { starts: base.productStarts, text: base.productText };
  const deltaProducts = { starts: delta.productStarts, text: delta.productText };
  const products = mergeTexts(baseProducts, liveOf(used.products), deltaProducts, 0);
  const baseWords = { starts: base.wordStarts, text: base.wordText };
  const deltaWords = { starts: delta.wordStarts, text: delta.wordText };
  const words = mergeTexts(baseWords, liveOf(used.words), deltaWords, FIXED_TEXTS);
  const baseVersions = { starts: base.versionStarts, text: base.versionText, rank: base.versionRank };
  const deltaVersions = { starts: delta.versionStarts, text: delta.versionText, rank: delta.versionRank };
  const versions = mergeVersions(baseVersions, liveOf(used.versions), deltaVersions, FIXED_TEXTS);
  yield;
  const attributes = mergeTuples(ATTRIBUTE_COUNT, base.attributes, liveOf(used.attributes), words.fromBase, delta.attributes, words.fromDelta);
  const bounds = mergeTuples(BOUND_COUNT, base.bounds, liveOf(used.bounds), versions.fromBase, delta.bounds, versions.fromDelta);
  yield;
  const criteria = mergeSorted(base.criteriaProduct.length, liveOf(used.criteria), delta.criteriaProduct.length, 0, (one, other) =>
    products.fromBase[base.criteriaProduct[one]!]! - products.fromDelta[delta.criteriaProduct[other]!]!
    || versions.fromBase[base.criteriaVersion[one]!]! - versions.fromDelta[delta.criteriaVersion[other]!]!
    || attributes.fromBase[base.criteriaAttributes[one]!]! - attributes.fromDelta[delta.criteriaAttributes[other]!]!);

  yield;
  const criteriaProduct = gatherTuples(1, criteria, base.criteriaProduct, products.fromBase, delta.criteriaProduct, products.fromDelta);
  const criteriaVersion = gatherTuples(1, criteria, base.criteriaVersion, versions.fromBase, delta.criteriaVersion, versions.fromDelta);
  const criteriaAttributes = gatherTuples(1, criteria, base.criteriaAttributes, attributes.fromBase, delta.criteriaAttributes, attributes.fromDelta);
  const versionKind = gather(new Uint8Array(versions.count), versions, base.versionKind, delta.versionKind);
  const productText = gatherTexts(products, baseProducts, deltaProducts);
  const versionText = gatherTexts(versions, baseVersions, deltaVersions);
  const wordText = gatherTexts(words, baseWords, deltaWords);
  yield;
  const { rowsOfNodes, ...configurations } = mergeConfigurations(base, delta, cves);
  yield;
  const exactOf = exactVersionOf({ criteriaVersion, versionKind, versionRank: versions.rank });
  const rows = mergeRows(base, delta, rowsOfNodes, criteria, bounds, groupCriteria(criteriaProduct, products.count, exactOf));
  yield;
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
    ...rows,
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
  const { rowNode, rowCriteria, rowBounds, nodeConfiguration, configurationCve, criteriaProduct, criteriaVersion, criteriaAttributes } = base;
  const nodeKept = new Uint8Array(nodeConfiguration.length);
  for (let node = 0; node < nodeKept.length; node++) nodeKept[node] = keptOfBase[configurationCve[nodeConfiguration[node]!]!]!;
  for (let row = 0; row < rowNode.length; row++) {
    if (nodeKept[rowNode[row]!] === 0) continue;
    criteria[rowCriteria[row]!] = 1;
    bounds[rowBounds[row]!] = 1;
  }
  const products = flags(base.productStarts.length - 1, 0);
  const versions = flags(base.versionRank.length, FIXED_TEXTS);
  const attributes = flags(base.attributes.length / ATTRIBUTE_COUNT, 1);
  const words = flags(base.wordStarts.length - 1, FIXED_TEXTS);
  for (let at = 0; at < criteria.length; at++) {
    if (criteria[at] === 0) continue;
    products[criteriaProduct[at]!] = 1;
    versions[criteriaVersion[at]!] = 1;
    attributes[criteriaAttributes[at]!] = 1;
  }
  markFields(BOUND_COUNT, base.bounds, bounds, versions);
  markFields(ATTRIBUTE_COUNT, base.attributes, attributes, words);
  return { criteria, bounds, products, versions, attributes, words };
}

/** Marks what the used tuples refer to. */
function markFields(width: number, tuples: Uint32Array, used: Uint8Array, into: Uint8Array): void {
  for (let at = 0; at < used.length; at++) {
    if (used[at]) for (let field = at * width; field < (at + 1) * width; field++) into[tuples[field]!] = 1;
  }
}

type ConfigurationColumns = Pick<MatchTables, 'cveConfigurations' | 'configurationCve' | 'configurationIsAnd' | 'configurationNodes' | 'nodeConfiguration' | 'nodeFlags'>;

/** Where the nodes of both indexes went; -1 for those left out. */
interface NodePlaces {
  readonly nodeOfBase: Int32Array;
  readonly nodeOfDelta: Int32Array;
  readonly nodeRows: Uint32Array;
}

/** Configurations and nodes in the order of the CVEs. */
function mergeConfigurations(base: MatchTables, delta: MatchTables, { origin }: MergedCves): ConfigurationColumns & { readonly rowsOfNodes: NodePlaces } {
  const cveConfigurations = new Uint32Array(origin.length + 1);
  let nodeCount = 0;
  for (let at = 0; at < origin.length; at++) {
    const tables = origin[at]! >= 0 ? base : delta;
    const cve = origin[at]! >= 0 ? origin[at]! : ~origin[at]!;
    const first = tables.cveConfigurations[cve]!;
    const end = tables.cveConfigurations[cve + 1]!;
    cveConfigurations[at + 1] = cveConfigurations[at]! + end - first;
    nodeCount += tables.configurationNodes[end]! - tables.configurationNodes[first]!;
  }
  const configurationCount = cveConfigurations[origin.length]!;
  const configurationCve = new Uint32Array(configurationCount);
  const configurationIsAnd = new Uint8Array(configurationCount);
  const configurationNodes = new Uint32Array(configurationCount + 1);
  const nodeConfiguration = new Uint32Array(nodeCount);
  const nodeFlags = new Uint8Array(nodeCount);
  const nodeRows = new Uint32Array(nodeCount + 1);
  const nodeOfBase = new Int32Array(base.nodeFlags.length).fill(-1);
  const nodeOfDelta = new Int32Array(delta.nodeFlags.length);
  let configuration = 0;
  let node = 0;
  for (let at = 0; at < origin.length; at++) {
    const isBase = origin[at]! >= 0;
    const tables = isBase ? base : delta;
    const nodeOf = isBase ? nodeOfBase : nodeOfDelta;
    const cve = isBase ? origin[at]! : ~origin[at]!;
    for (let from = tables.cveConfigurations[cve]!; from < tables.cveConfigurations[cve + 1]!; from++) {
      configurationCve[configuration] = at;
      configurationIsAnd[configuration] = tables.configurationIsAnd[from]!;
      for (let fromNode = tables.configurationNodes[from]!; fromNode < tables.configurationNodes[from + 1]!; fromNode++) {
        nodeConfiguration[node] = configuration;
        nodeFlags[node] = tables.nodeFlags[fromNode]!;
        nodeOf[fromNode] = node;
        nodeRows[node + 1] = nodeRows[node]! + tables.nodeRows[fromNode + 1]! - tables.nodeRows[fromNode]!;
        node++;
      }
      configurationNodes[++configuration] = node;
    }
  }
  return { cveConfigurations, configurationCve, configurationIsAnd, configurationNodes, nodeConfiguration, nodeFlags, rowsOfNodes: { nodeOfBase, nodeOfDelta, nodeRows } };
}

type RowColumns = Pick<MatchTables, 'nodeRows' | 'nodeRowList' | 'rowNode' | 'rowCriteria' | 'rowBounds' | 'rowVulnerable' | 'productRows' | 'productExactRows'>;

/**
 * The rows of both, which stand in the order of groups and then of nodes already: one pass over each, side by side.
 * (Sorting them again would cost the most of a merge: it writes five columns at random places.)
 */
function mergeRows(base: MatchTables, delta: MatchTables, { nodeOfBase, nodeOfDelta, nodeRows }: NodePlaces, criteria: MergedDictionary, bounds: MergedDictionary, groups: ReturnType<typeof groupCriteria>): RowColumns {
  const { groupOfCriteria, firstGroupOfProduct } = groups;
  const count = nodeRows[nodeRows.length - 1]!;
  const rowNode = new Uint32Array(count);
  const rowCriteria = new Uint32Array(count);
  const rowBounds = new Uint32Array(count);
  const rowVulnerable = new Uint8Array(count);
  const placeOfBase = new Uint32Array(base.rowNode.length);
  const placeOfDelta = new Uint32Array(delta.rowNode.length);
  const groupEnds = new Uint32Array(groups.groups + 1);
  // In names of their own: read through their objects, the columns cost twice the time.
  const { rowNode: baseNode, rowCriteria: baseCriteria, rowBounds: baseBounds, rowVulnerable: baseVulnerable } = base;
  const { rowNode: deltaNode, rowCriteria: deltaCriteria, rowBounds: deltaBounds, rowVulnerable: deltaVulnerable } = delta;
  const { fromBase: criteriaOfBase, fromDelta: criteriaOfDelta } = criteria;
  const { fromBase: boundsOfBase, fromDelta: boundsOfDelta } = bounds;
  const behindAll = groups.groups + 1;
  let nextGroup = deltaNode.length > 0 ? groupOfCriteria[criteriaOfDelta[deltaCriteria[0]!]!]! : behindAll;
  let place = 0;
  let other = 0;
  for (let row = 0; row <= baseNode.length; row++) {
    // Behind the last row of the one comes all that is left of the other.
    const isRow = row < baseNode.length;
    const node = isRow ? nodeOfBase[baseNode[row]!]! : 0;
    if (node < 0) continue;
    const own = isRow ? criteriaOfBase[baseCriteria[row]!]! : 0;
    const group = isRow ? groupOfCriteria[own]! : groups.groups;
    while (nextGroup < group || (nextGroup === group && nodeOfDelta[deltaNode[other]!]! < node)) {
      const taken = criteriaOfDelta[deltaCriteria[other]!]!;
      rowNode[place] = nodeOfDelta[deltaNode[other]!]!;
      rowCriteria[place] = taken;
      rowBounds[place] = boundsOfDelta[deltaBounds[other]!]!;
      rowVulnerable[place] = deltaVulnerable[other]!;
      groupEnds[nextGroup + 1]!++;
      placeOfDelta[other++] = place++;
      nextGroup = other < deltaNode.length ? groupOfCriteria[criteriaOfDelta[deltaCriteria[other]!]!]! : behindAll;
    }
    if (!isRow) break;
    rowNode[place] = node;
    rowCriteria[place] = own;
    rowBounds[place] = boundsOfBase[baseBounds[row]!]!;
    rowVulnerable[place] = baseVulnerable[row]!;
    groupEnds[group + 1]!++;
    placeOfBase[row] = place++;
  }

  const nodeRowList = new Uint32Array(count);
  listRows(base, nodeOfBase, placeOfBase, nodeRows, nodeRowList);
  listRows(delta, nodeOfDelta, placeOfDelta, nodeRows, nodeRowList);
  for (let group = 0; group < groups.groups; group++) groupEnds[group + 1]! += groupEnds[group]!;
  return {
    nodeRows, nodeRowList, rowNode, rowCriteria, rowBounds, rowVulnerable,
    productRows: Uint32Array.from(firstGroupOfProduct, (group) => groupEnds[group]!),
    productExactRows: Uint32Array.from(firstGroupOfProduct.subarray(0, -1), (group) => groupEnds[group + 1]!),
  };
}

/** The rows of each node, at their new places. */
function listRows({ nodeRows: firstRows, nodeRowList: list }: MatchTables, nodeOf: Int32Array, placeOf: Uint32Array, nodeRows: Uint32Array, nodeRowList: Uint32Array): void {
  for (let node = 0; node < nodeOf.length; node++) {
    if (nodeOf[node]! < 0) continue;
    let at = nodeRows[nodeOf[node]!]!;
    const end = firstRows[node + 1]!;
    for (let listed = firstRows[node]!; listed < end; listed++) nodeRowList[at++] = placeOf[list[listed]!]!;
  }
}
