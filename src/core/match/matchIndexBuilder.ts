import { cpeKey, hasWildcard, parseCpe } from '../identify/cpe';
import type { Cpe } from '../identify/identity';
import { epochDays } from '../inventory/plainDate';
import { isVersion, versionKey } from '../version/compareVersions';
import { runSteps, type Steps } from '../steps';
import { createMatchIndex } from './createMatchIndex';
import { parseCveId } from './cveId';
import { CONFIGURATION_SOURCES, type Configuration, type ConfigurationNode, type CpeMatch, type CveRating, type CveRecord } from './cveRecord';
import { columnOf, denseRanks, Interner, SEPARATOR, sortTexts, sortTuples, textColumns } from './dictionaries';
import { GrowingColumn } from './growingColumn';
import type { MatchIndex } from './matchIndex';
import {
  ATTRIBUTE_COUNT,
  BOUND_COUNT,
  exactVersionOf,
  NO_ATTRIBUTES,
  NO_EPSS,
  NO_SCORE,
  NODE_AND,
  NODE_INCOMPLETE,
  NODE_NEGATED,
  VersionKind,
  type MatchTables,
} from './matchTables';
import { decodeMatchTables, encodeMatchTables } from './matchTablesFile';
import { sortRows } from './sortRows';
import { SEVERITIES } from './verdict';

interface Entry {
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly lastModified: string;
  readonly published: number;
  readonly severity: number;
  readonly score: number;
  readonly kev: number;
  readonly epss: number;
  readonly source: number;
  /** Its configurations in the builder's columns. */
  readonly firstConfiguration: number;
  readonly configurationCount: number;
}

const NO_ATTRIBUTES_KEY = Array.from({ length: ATTRIBUTE_COUNT }, () => 0).join(SEPARATOR);
const NO_BOUNDS_KEY = Array.from({ length: BOUND_COUNT }, () => 0).join(SEPARATOR);
/** ANY and NA. */
const FIXED_TEXTS = 2;

/**
 * Collects CVE records and writes them as the bytes that `openMatchIndex` reads.
 * The order of `add` does not matter; of two records with one id the one modified last counts. The same records give the same bytes.
 */
export class MatchIndexBuilder {
  /** Match rows left out: their criteria is malformed, or names no single vendor and product. */
  skippedRows = 0;
  /** Records left out because their id is no CVE id. */
  skippedRecords = 0;

  private readonly entries = new Map<string, Entry>();
  private readonly products = new Interner();
  private readonly versions = new Interner(['*', '-']);
  private readonly words = new Interner(['*', '-']);
  private readonly attributes = new Interner([NO_ATTRIBUTES_KEY]);
  private readonly bounds = new Interner([NO_BOUNDS_KEY]);
  /** Tuples of product, version, attributes. */
  private readonly criteria = new Interner();
  /** By the text of the feed, so that each is parsed once; -1 for what is skipped. */
  private readonly criteriaOfText = new Map<string, number>();

  private readonly configurationIsAnd = new GrowingColumn();
  private readonly configurationNodes = new GrowingColumn();
  private readonly nodeFlags = new GrowingColumn();
  private readonly nodeRows = new GrowingColumn();
  private readonly rowCriteria = new GrowingColumn();
  private readonly rowBounds = new GrowingColumn();
  private readonly rowVulnerable = new GrowingColumn();

  /** Takes over what matching needs of the record. A rejected one should not come here; it keeps its id and matches nothing. */
  add(record: CveRecord, rating: CveRating): void {
    const id = parseCveId(record.id);
    if (!id) {
      this.skippedRecords++;
      return;
    }
    const known = this.entries.get(record.id.toUpperCase());
    if (known && known.lastModified > record.lastModified) return;
    const metric = record.metrics[0];
    const firstConfiguration = this.configurationIsAnd.length;
    if (record.vulnStatus !== 'Rejected') for (const configuration of record.configurations) this.addConfiguration(configuration);
    this.entries.set(record.id.toUpperCase(), {
      id: record.id.toUpperCase(),
      ...id,
      lastModified: record.lastModified,
      published: epochDays(rating.publishedOn),
      severity: SEVERITIES.indexOf(metric ? metric.severity : 'unknown'),
      score: metric && metric.score >= 0 && metric.score <= 10 ? Math.round(metric.score * 10) : NO_SCORE,
      kev: rating.kev,
      epss: rating.epss !== null && rating.epss >= 0 && rating.epss <= 1 ? Math.round(rating.epss * 10_000) : NO_EPSS,
      source: CONFIGURATION_SOURCES.indexOf(record.configurationSource ?? 'nvd'),
      firstConfiguration,
      configurationCount: this.configurationIsAnd.length - firstConfiguration,
    });
  }

  /** Match rows taken so far, those of replaced records too: what the builder's memory grows with. */
  get rowCount(): number {
    return this.rowCriteria.length;
  }

  /** CVEs that the index would have. */
  get cveCount(): number {
    return this.entries.size;
  }

  /** Takes a CVE out again: it was rejected after the record that was added. Nothing happens when it is not in. */
  remove(id: string): void {
    this.entries.delete(id.toUpperCase());
  }

  private addConfiguration(configuration: Configuration): void {
    if (configuration.nodes.length === 0) return;
    // not (a and b) = not a or not b: with the negation in the nodes, a configuration is only AND or OR.
    this.configurationIsAnd.push((configuration.operator === 'AND') !== configuration.negate ? 1 : 0);
    this.configurationNodes.push(this.nodeFlags.length);
    for (const node of configuration.nodes) this.addNode(node, node.negate !== configuration.negate);
  }

  private addNode(node: ConfigurationNode, negated: boolean): void {
    this.nodeRows.push(this.rowCriteria.length);
    let incomplete = false;
    for (const match of node.cpeMatch) {
      const criteria = this.criteriaNumber(match.criteria);
      if (criteria < 0) {
        incomplete = true;
        this.skippedRows++;
        continue;
      }
      this.rowCriteria.push(criteria);
      this.rowBounds.push(this.boundsNumber(match));
      this.rowVulnerable.push(match.vulnerable ? 1 : 0);
    }
    this.nodeFlags.push((node.operator === 'AND' ? NODE_AND : 0) | (negated ? NODE_NEGATED : 0) | (incomplete ? NODE_INCOMPLETE : 0));
  }

  private criteriaNumber(text: string): number {
    let number = this.criteriaOfText.get(text);
    if (number === undefined) {
      const cpe = parseCpe(text);
      number = cpe && namesOneProduct(cpe) ? this.internCriteria(cpe) : -1;
      this.criteriaOfText.set(text, number);
    }
    return number;
  }

  private internCriteria(cpe: Cpe): number {
    const words = [cpe.update, cpe.edition, cpe.language, cpe.swEdition, cpe.targetSw, cpe.targetHw, cpe.other];
    // Four of five criteria say nothing beyond the version.
    const attributes = words.every((word) => word === '*') ? NO_ATTRIBUTES : this.attributes.number(words.map((word) => this.words.number(word)).join(SEPARATOR));
    return this.criteria.number([this.products.number(cpeKey(cpe)), this.versions.number(cpe.version), attributes].join(SEPARATOR));
  }

  private boundsNumber(match: CpeMatch): number {
    const { versionStartIncluding, versionStartExcluding, versionEndIncluding, versionEndExcluding } = match;
    if (!versionStartIncluding && !versionStartExcluding && !versionEndIncluding && !versionEndExcluding) return 0;
    const texts = [versionStartIncluding, versionStartExcluding, versionEndIncluding, versionEndExcluding];
    return this.bounds.number(texts.map((text) => (text === '' ? 0 : this.versions.number(plainBound(text)))).join(SEPARATOR));
  }

  /** The bytes of the index: see `matchTables.ts`. The builder may be filled further and built again. */
  build(): Uint8Array {
    return encodeMatchTables(runSteps(this.buildTables()));
  }

  /** The columns of the index by themselves, for `mergeMatchTables`. Nothing may be added before its last step. */
  *buildTables(): Steps<MatchTables> {
    const entries = [...this.entries.values()].sort((a, b) => a.year - b.year || a.number - b.number);
    const used = this.usedBy(entries);
    yield;
    const products = sortTexts(this.products.texts, used.products, (text) => text);
    yield;
    const versions = sortTexts(this.versions.texts, used.versions, (text) => versionKey('generic', text));
    yield;
    const words = sortTexts(this.words.texts, used.words, (text) => text);
    const attributes = sortTuples(this.attributes.texts, used.attributes, () => words.rankOf);
    const bounds = sortTuples(this.bounds.texts, used.bounds, () => versions.rankOf);
    const ranksOfCriteria = [products.rankOf, versions.rankOf, attributes.rankOf];
    yield;
    const criteria = sortTuples(this.criteria.texts, used.criteria, (field) => ranksOfCriteria[field]!);

    yield;
    const configurationCount = sum(entries, (entry) => entry.configurationCount);
    const nodesOf = (configuration: number) => [this.configurationNodes.at(configuration), this.end(this.configurationNodes, configuration, this.nodeFlags.length)] as const;
    const rowsOf = (node: number) => [this.nodeRows.at(node), this.end(this.nodeRows, node, this.rowCriteria.length)] as const;
    const nodeOrder: number[] = [];
    const cveConfigurations = new Uint32Array(entries.length + 1);
    const configurationCve = new Uint32Array(configurationCount);
    const configurationIsAnd = new Uint8Array(configurationCount);
    const configurationNodes = new Uint32Array(configurationCount + 1);
    const nodeConfigurations = new GrowingColumn();
    let configuration = 0;
    entries.forEach((entry, cve) => {
      for (let from = entry.firstConfiguration; from < entry.firstConfiguration + entry.configurationCount; from++) {
        configurationCve[configuration] = cve;
        configurationIsAnd[configuration] = this.configurationIsAnd.at(from);
        const [firstNode, endNode] = nodesOf(from);
        for (let node = firstNode; node < endNode; node++) {
          nodeOrder.push(node);
          nodeConfigurations.push(configuration);
        }
        configurationNodes[++configuration] = nodeOrder.length;
      }
      cveConfigurations[cve + 1] = configuration;
    });

    const nodeRows = new Uint32Array(nodeOrder.length + 1);
    nodeOrder.forEach((node, at) => {
      const [first, end] = rowsOf(node);
      nodeRows[at + 1] = nodeRows[at]! + end - first;
    });
    const rowCount = nodeRows[nodeOrder.length]!;
    yield;
    const criteriaProduct = columnOf(criteria.tuples, 0);
    const criteriaVersion = columnOf(criteria.tuples, 1);
    const versionRank = denseRanks(versions.keys);
    const versionKind = Uint8Array.from(versions.texts, versionKindOf);
    const unsorted = { nodeRows, criteria: new Uint32Array(rowCount), bounds: new Uint32Array(rowCount), vulnerable: new Uint8Array(rowCount) };
    nodeOrder.forEach((node, at) => {
      const [first, end] = rowsOf(node);
      for (let from = first, row = nodeRows[at]!; from < end; from++, row++) {
        unsorted.criteria[row] = criteria.rankOf[this.rowCriteria.at(from)]!;
        unsorted.bounds[row] = bounds.rankOf[this.rowBounds.at(from)]!;
        unsorted.vulnerable[row] = this.rowVulnerable.at(from);
      }
    });

    yield;
    const rows = sortRows(unsorted, criteriaProduct, products.texts.length, exactVersionOf({ criteriaVersion, versionKind, versionRank }));
    yield;
    return {
      cveYear: Uint16Array.from(entries, (entry) => entry.year),
      cveNumber: Uint32Array.from(entries, (entry) => entry.number),
      published: Int32Array.from(entries, (entry) => entry.published),
      severity: Uint8Array.from(entries, (entry) => entry.severity),
      score: Uint8Array.from(entries, (entry) => entry.score),
      kev: Uint8Array.from(entries, (entry) => entry.kev),
      epss: Uint16Array.from(entries, (entry) => entry.epss),
      source: Uint8Array.from(entries, (entry) => entry.source),
      cveConfigurations,
      configurationCve,
      configurationIsAnd,
      configurationNodes,
      nodeConfiguration: Uint32Array.from({ length: nodeOrder.length }, (_, at) => nodeConfigurations.at(at)),
      nodeFlags: Uint8Array.from(nodeOrder, (node) => this.nodeFlags.at(node)),
      nodeRows,
      ...rows,
      ...textColumns('product', products.texts),
      criteriaProduct,
      criteriaVersion,
      criteriaAttributes: columnOf(criteria.tuples, 2),
      bounds: Uint32Array.from(bounds.tuples.flat()),
      attributes: Uint32Array.from(attributes.tuples.flat()),
      ...textColumns('version', versions.texts),
      versionRank,
      versionKind,
      ...textColumns('word', words.texts),
    };
  }

  /** What the entries refer to: a record that a newer one replaced leaves nothing in the dictionaries. ANY, NA and the empty tuples always stay. */
  private usedBy(entries: readonly Entry[]) {
    const flags = (interner: Interner, fixed: number) => new Uint8Array(interner.texts.length).fill(1, 0, fixed);
    const used = {
      products: flags(this.products, 0),
      versions: flags(this.versions, FIXED_TEXTS),
      words: flags(this.words, FIXED_TEXTS),
      attributes: flags(this.attributes, 1),
      bounds: flags(this.bounds, 1),
      criteria: flags(this.criteria, 0),
    };
    for (const { firstConfiguration, configurationCount } of entries) {
      if (configurationCount === 0) continue;
      const firstNode = this.configurationNodes.at(firstConfiguration);
      const endNode = this.end(this.configurationNodes, firstConfiguration + configurationCount - 1, this.nodeFlags.length);
      if (firstNode === endNode) continue;
      const endRow = this.end(this.nodeRows, endNode - 1, this.rowCriteria.length);
      for (let row = this.nodeRows.at(firstNode); row < endRow; row++) {
        used.criteria[this.rowCriteria.at(row)] = 1;
        used.bounds[this.rowBounds.at(row)] = 1;
      }
    }
    const mark = (flagsOf: Uint8Array, tuples: readonly string[], fields: readonly Uint8Array[]) => {
      tuples.forEach((tuple, at) => {
        if (flagsOf[at]) tuple.split(SEPARATOR).forEach((number, field) => (fields[field]![Number(number)] = 1));
      });
    };
    mark(used.criteria, this.criteria.texts, [used.products, used.versions, used.attributes]);
    mark(used.attributes, this.attributes.texts, Array.from({ length: ATTRIBUTE_COUNT }, () => used.words));
    mark(used.bounds, this.bounds.texts, Array.from({ length: BOUND_COUNT }, () => used.versions));
    return used;
  }

  private end(starts: GrowingColumn, at: number, total: number): number {
    return at + 1 < starts.length ? starts.at(at + 1) : total;
  }
}

/** Opens the bytes that `MatchIndexBuilder.build` wrote; they must not change while the index is used. The error says what is wrong with them. */
export function openMatchIndex(bytes: Uint8Array): { readonly index: MatchIndex } | { readonly error: string } {
  const decoded = decodeMatchTables(bytes);
  return 'error' in decoded ? decoded : { index: createMatchIndex(decoded.tables) };
}

/** A criteria for every vendor or every product would be reported on everything: it says nothing. */
function namesOneProduct(cpe: Cpe): boolean {
  return [cpe.vendor, cpe.product].every((field) => field !== '*' && field !== '-' && !hasWildcard(field));
}

/** Bounds come quoted as in a CPE (`7.0\(3\)i7\(4\)`). */
function plainBound(text: string): string {
  return text.replace(/\\(.)/g, '$1').toLowerCase();
}

function versionKindOf(text: string): number {
  if (text === '*') return VersionKind.any;
  if (text === '-') return VersionKind.na;
  if (hasWildcard(text)) return VersionKind.wildcard;
  return isVersion('generic', text) ? VersionKind.version : VersionKind.text;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
