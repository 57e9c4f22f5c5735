import type { Software } from '../inventory/model';
import { schemeOfPackage } from '../version/schemeOfPackage';
import { cpeKey, parseLooseCpe } from './cpe';
import { SECURITY_CATEGORY } from './categories';
import { cpeOf, type CpeKey } from './cpeFields';
import { packageIdentity, projectOf, schemeOf } from './distribution';
import type { Cpe, DistributionPackage, SoftwareIdentity } from './identity';
import type { LifecycleCatalog } from './lifecycle';
import { cycleOf } from './lifecycleOf';
import { labelledProduct } from './lifecycleLabels';
import { distributionOf, packageOf, packageText, type PackageText } from './packageText';
import { parsePurl, purlProduct, type PackageUrl } from './purls';
import { ruleOf, ruleOfPackage } from './ruleIndex';
import type { UpstreamProject } from './rules/distributionPackages';
import type { RuleCpe, SoftwareRule } from './rules/rule';
import { sourcesOf } from './rules/sourcePackages';
import { NOTHING_FOUND, type SearchOutcome } from './search/productNames';
import type { SoftwareSearch } from './search/softwareSearch';
import { softwareText, versionText, type SoftwareText } from './softwareText';
import { isUpdateRow } from './updateRows';
import { columnVersion } from './versionForms';
import { wingetRow } from './wingetIds';

/** What identification reads of a software row. */
export type SoftwareRow = Pick<Software, 'name' | 'publisher' | 'version' | 'source' | 'cpe' | 'purl'>;

/**
 * What a software row stands for. Never throws; what nothing recognises has no CPE, rule `unknown` and confidence `low`.
 *
 * In this order, the first that decides is named in `rule`: the row's own CPE (`explicit-cpe`) or package URL (`purl:<type>`),
 * an update or KB row (`windows-update-row`, no software), a distribution's package (`distribution:<manager>`), a rule
 * (`rule:<id>`; `package:<project>` for a vendor's build of a known project), endoflife.date's own label (`endoflife:<product>`),
 * a search among the feed's products (`search:<vendor>:<product>`), `unknown`.
 *
 * A search is at most of medium confidence, and what it weighed stands in `candidates`; without one the feeds are not asked.
 *
 * A distribution's package keeps its package version in `version` and the upstream version in `cpes`; elsewhere `version` is
 * as the feeds write it. `product` and `cycle` are set only to what `lifecycle` has.
 */
export function identifySoftware(software: SoftwareRow, lifecycle: LifecycleCatalog, search?: SoftwareSearch): SoftwareIdentity {
  if (software.cpe !== '') {
    const explicit = explicitCpe(software, lifecycle);
    if (explicit) return explicit;
  }
  if (software.purl !== '') {
    const explicit = explicitPurl(software, lifecycle, search);
    if (explicit) return explicit;
  }
  return identifyByName(software, lifecycle, search);
}

function identifyByName(software: SoftwareRow, lifecycle: LifecycleCatalog, search?: SoftwareSearch): SoftwareIdentity {
  if (software.source.toLowerCase() === 'winget') return identifyWinget(software, lifecycle, search);
  const text = softwareText(software);
  const packaged = packageText(software);
  return packaged && !isUpdateRow(text) ? identifyPackage(packaged, text, lifecycle, search) : identifyByTitle(software, text, lifecycle, search);
}

/** A rule or label of any of an id's names comes before a search, which needs the publisher. */
function identifyWinget(software: SoftwareRow, lifecycle: LifecycleCatalog, search?: SoftwareSearch): SoftwareIdentity {
  const names = wingetRow(software).map((named) => ({ ...software, ...named }));
  const last = names.at(-1) ?? software;
  const ruled = names.map((named) => identifyWingetName(named, lifecycle)).find(({ rule }) => rule !== 'unknown');
  if (ruled && (ruled.cpes.length > 0 || !search)) return ruled;
  const found = identifyByTitle(last, softwareText(last), lifecycle, search);
  return ruled ? (found.cpes.length > 0 ? { ...ruled, cpes: found.cpes, rule: found.rule, confidence: found.confidence } : ruled) : found;
}

/** The number in an id (`Python.Python.3.11`) is the release and no version: without a version it decides the cycle, and not that its first version is installed. */
function identifyWingetName(named: SoftwareRow, lifecycle: LifecycleCatalog): SoftwareIdentity {
  const text = softwareText(named);
  if (text.version !== '') return identifyByTitle(named, { ...text, nameVersion: '' }, lifecycle);
  const { version, ...identity } = identifyByTitle(named, text, lifecycle);
  return { ...identity, version: '', cpes: identity.cpes.map((cpe) => (cpe.version === version ? { ...cpe, version: '*' } : cpe)) };
}

function identifyByTitle(software: SoftwareRow, text: SoftwareText, lifecycle: LifecycleCatalog, search?: SoftwareSearch): SoftwareIdentity {
  if (isUpdateRow(text)) return { ...unknown(text.version), rule: 'windows-update-row' };
  const rule = ruleOf(text) ?? snapRule(software);
  if (rule) return search && mayBeNamed(rule) ? namedInFeed(byRule(rule, text, lifecycle), search.product(text), lifecycle) : byRule(rule, text, lifecycle);
  const { version } = columnVersion(text);
  return byLabel(text, lifecycle) ?? (search && !COMPANION.test(text.name) ? bySearch(search.product(text), version, unknown(version), lifecycle) : unknown(version));
}

/** Rows beside a product that share its version and none of its code; the feed has old records under some of their names. */
const COMPANION = /\b(?:proofing tools|language packs?|help pack|sprachpaket|redistributable|targeting pack|interop assemblies)\b/;

/** Rules without a CPE name, and those that gather a family of security products for their category's sake. */
function mayBeNamed({ cpes, category }: SoftwareRule): boolean {
  return cpes === undefined || category === SECURITY_CATEGORY;
}

/** A rule that knows no CPE name, or another one, over a feed that has the product by its very name. */
function namedInFeed(byItsRule: SoftwareIdentity, found: SearchOutcome, lifecycle: LifecycleCatalog): SoftwareIdentity {
  if (found.score < EXACT_SCORE || found.keys.length === 0) return byItsRule;
  if (byItsRule.cpes.some((cpe) => cpe.vendor === 'microsoft' || found.keys.includes(cpeKey(cpe) as CpeKey))) return byItsRule;
  const { cpes, rule } = bySearch(found, byItsRule.version, byItsRule, lifecycle);
  return { ...byItsRule, cpes, rule, confidence: 'medium' };
}

/** The score of a name that agrees with product and publisher word for word. */
const EXACT_SCORE = 0.99;

/** Scores from which a search is as good as a rule without a publisher; below it a finding is only possible. */
const MEDIUM_SCORE = 0.95;

function bySearch(found: SearchOutcome, version: string, otherwise: SoftwareIdentity, lifecycle: LifecycleCatalog): SoftwareIdentity {
  const [best] = found.keys;
  if (best === undefined) return found.candidates.length > 0 ? { ...otherwise, candidates: found.candidates } : otherwise;
  const { product, cycle } = cycleOf(lifecycle, lifecycle.productOfCpe(best)?.name ?? '', version);
  const { scheme, distribution, category, subcategory } = otherwise;
  // Written out: spreading four objects costs more than the rest of a decision.
  return {
    cpes: found.keys.map((key) => cpeOf(key, { version: version === '' ? '*' : version })),
    version: otherwise.version,
    scheme,
    product,
    cycle,
    rule: `search:${best.slice(2)}`,
    confidence: found.score >= MEDIUM_SCORE ? 'medium' : 'low',
    distribution,
    category,
    subcategory,
    candidates: found.candidates,
  };
}

/** A snap is named as the vendor's package. */
function snapRule({ source, name }: SoftwareRow): SoftwareRule | undefined {
  return source.toLowerCase() === 'snap' ? ruleOfPackage(name.slice(0, 100).toLowerCase()) : undefined;
}

function identifyPackage(packaged: PackageText, text: SoftwareText, lifecycle: LifecycleCatalog, search?: SoftwareSearch): SoftwareIdentity {
  const project = projectOf(packaged);
  const rule = ruleOfPackage(packaged.name);
  // What a vendor builds is the vendor's product; what a distribution builds, the project's.
  if (project && !(packaged.vendorBuilt && rule)) {
    return packageIdentity(project, packaged, lifecycle, packaged.vendorBuilt ? `package:${project.id}` : `distribution:${packaged.manager}`);
  }
  const distribution = packaged.vendorBuilt ? null : distributionOf(packaged);
  if (rule) {
    // Vendors' packages are known by their own names; the maintainer column may hold anybody.
    const named = byRule(rule, { ...text, publisher: 'x', version: packaged.upstreamVersion, nameVersion: '' }, lifecycle);
    return distribution && isDistributionTool(packaged) ? { ...named, version: packaged.version, scheme: schemeOf(packaged.manager), distribution } : named;
  }
  const nothing: SoftwareIdentity = {
    ...unknown(distribution ? packaged.version : packaged.upstreamVersion),
    scheme: distribution ? schemeOf(packaged.manager) : 'generic',
    distribution,
  };
  const ofSource = projectOfSource(packaged);
  if (ofSource) return packageIdentity(ofSource, packaged, lifecycle, `distribution:${packaged.manager}`);
  return search ? bySearch(searchPackage(search, packaged, text), packaged.upstreamVersion, nothing, lifecycle) : nothing;
}

/** The project of the source package that a distribution builds this one from, where its own name tells nothing: `bsdextrautils` of util-linux. */
function projectOfSource(packaged: PackageText): UpstreamProject | undefined {
  if (packaged.vendorBuilt) return undefined;
  for (const name of sourceNames(packaged)) {
    const project = projectOf({ name, version: packaged.version });
    if (project) return project;
  }
  return undefined;
}

/** Source packages of dpkg and apk; rpm's advisories name the binary, and so does what is known of it. */
function sourceNames(packaged: PackageText): readonly string[] {
  const known = packaged.manager === 'rpm' ? [] : sourcesOf(packaged.name, packaged.version).names.filter((name) => name !== packaged.name);
  return packaged.source === '' ? known : [packaged.source, ...known];
}

/** The tools and headers that the kernel's source brings along are not the kernel. */
const NO_CODE_IN_RPM = /-(?:devel|doc|debuginfo|debugsource|langpack-\w+)$|^kernel-(?:tools|headers|doc|abi|srpm)/;

/** A vendor's package is first looked for among the vendor's products; a distribution's maintainer is no vendor. */
function searchPackage(search: SoftwareSearch, packaged: PackageText, text: SoftwareText): SearchOutcome {
  if (packaged.vendorBuilt) {
    const own = search.product({ title: packaged.name, publisher: text.publisher.replace(/ ?<.*$/, '') });
    if (own.keys.length > 0) return own;
  }
  const carriesCode = packaged.manager === 'rpm' ? !NO_CODE_IN_RPM.test(packaged.name) : sourcesOf(packaged.name, packaged.version).names.length > 0;
  return carriesCode ? search.package(packaged.name, sourceNames(packaged)) : NOTHING_FOUND;
}

/** Distributions mark what they build in its version; a vendor's `falcon-sensor` has a plain one. */
function isDistributionTool({ version }: PackageText): boolean {
  return /ubuntu|deb\d|dfsg|nmu|\.el\d.*|\.fc\d|\.amzn|150\d{3}|^\d+(?:\.\d+)*$/.test(version);
}

function byRule(rule: SoftwareRule, text: SoftwareText, lifecycle: LifecycleCatalog): SoftwareIdentity {
  const reading = (rule.read ?? columnVersion)(text);
  const version = reading.version;
  const cpes = typeof rule.cpes === 'function' ? rule.cpes(text, version) : (rule.cpes ?? []);
  const fieldSets = reading.alternatives ?? [reading.fields ?? {}];
  const productName = typeof rule.product === 'function' ? rule.product(text) : (rule.product ?? '');
  // Without a publisher a name alone has decided.
  const sure = text.publisher !== '' || rule.publisher === undefined;
  return {
    cpes: cpes.flatMap((cpe) => fieldSets.map((fields) => ruleCpe(cpe, version, fields))),
    version,
    scheme: 'generic',
    ...cycleOf(lifecycle, productName, reading.cycleVersion ?? version, reading.cycle),
    rule: `rule:${rule.id}`,
    confidence: rule.part?.test(text.title) ? 'low' : (rule.confidence ?? reading.confidence ?? (sure ? 'high' : 'medium')),
    distribution: null,
    category: rule.category ?? 'Others',
    subcategory: rule.subcategory ?? '',
  };
}

function ruleCpe(cpe: RuleCpe, version: string, fields: Partial<Cpe>): Cpe {
  const [key, fixed] = typeof cpe === 'string' ? [cpe, {}] : cpe;
  return cpeOf(key, { version: version === '' ? '*' : version, ...fields, ...fixed });
}

function byLabel(text: SoftwareText, lifecycle: LifecycleCatalog): SoftwareIdentity | undefined {
  const { version } = columnVersion(text);
  const found = labelledProduct(lifecycle, text.title, version);
  if (!found) return undefined;
  return {
    ...unknown(version),
    cpes: found.cpes.map((key) => cpeOf(key, { version })),
    product: found.product,
    cycle: found.cycle,
    rule: `endoflife:${found.product}`,
    confidence: 'medium',
    category: found.category,
  };
}

/** Neither ANY nor NA, without which a CPE stands for nothing that is installed. */
const NAMES_ONE = /[^*?-]/;

function explicitCpe(software: SoftwareRow, lifecycle: LifecycleCatalog): SoftwareIdentity | undefined {
  const parsed = parseLooseCpe(software.cpe);
  if (!parsed || !NAMES_ONE.test(parsed.vendor) || !NAMES_ONE.test(parsed.product)) return undefined;
  const byName = identifyByName(software, lifecycle);
  const column = versionText(software.version);
  const version = parsed.version === '*' || parsed.version === '-' ? column : parsed.version;
  const cpe: Cpe = parsed.version === '*' && column !== '' ? { ...parsed, version: column } : parsed;
  const product = lifecycle.productOfCpe(cpeKey(cpe))?.name ?? '';
  return {
    ...byName,
    cpes: [cpe],
    version,
    scheme: 'generic',
    ...(product === '' ? sameProduct(byName, cpe) : cycleOf(lifecycle, product, version)),
    rule: 'explicit-cpe',
    confidence: 'high',
    // The row itself says what to compare; a distribution's package version would be the wrong thing to.
    distribution: null,
  };
}

/** The name's product and cycle hold when the name stands for the same CPE product. */
function sameProduct(byName: SoftwareIdentity, cpe: Cpe): { product: string; cycle: string } {
  const same = byName.cpes.some((other) => other.vendor === cpe.vendor && other.product === cpe.product);
  return same ? { product: byName.product, cycle: byName.cycle } : { product: '', cycle: '' };
}

const PURL_MANAGERS: ReadonlyMap<string, DistributionPackage['manager']> = new Map([
  ['deb', 'dpkg'],
  ['rpm', 'rpm'],
  ['apk', 'apk'],
]);

function explicitPurl(software: SoftwareRow, lifecycle: LifecycleCatalog, search?: SoftwareSearch): SoftwareIdentity | undefined {
  const purl = parsePurl(software.purl);
  if (!purl) return undefined;
  const manager = PURL_MANAGERS.get(purl.type);
  if (manager) return packagePurl(purl, manager, software, lifecycle, search);
  const byName = identifyByName(software, lifecycle);
  const version = purl.version || versionText(software.version);
  const rule = `purl:${purl.type}`;
  const known = purlProduct(purl);
  if (known) {
    return {
      ...unknown(version),
      scheme: schemeOfPackage(purl.type),
      cpes: known.cpes.map((key) => cpeOf(key, { version: version === '' ? '*' : version, targetSw: known.targetSw ?? '*' })),
      ...cycleOf(lifecycle, known.product ?? '', version),
      rule,
      confidence: 'high',
      category: known.category ?? byName.category,
      subcategory: known.subcategory ?? 'libraries',
    };
  }
  const product = lifecycle.productOfPurl(`pkg:${purl.type}/${purl.path}`);
  if (!product) return { ...unknown(version), category: byName.category, subcategory: byName.subcategory };
  const cpes = product.identifiers.flatMap(({ type, id }) => (type === 'cpe' ? (parseLooseCpe(id) ?? []) : []));
  return {
    ...unknown(version),
    scheme: schemeOfPackage(purl.type),
    cpes: cpes.slice(0, 1).map((cpe) => ({ ...cpe, version: version === '' ? '*' : version })),
    ...cycleOf(lifecycle, product.name, version),
    rule,
    confidence: 'medium',
    category: byName.category,
    subcategory: byName.subcategory,
  };
}

/** `pkg:deb/debian/libssl1.1@1.1.1w-0+deb11u1`, `pkg:rpm/redhat/openssl@1.1.1k-12.el8?epoch=1`. */
function packagePurl(purl: PackageUrl, manager: DistributionPackage['manager'], software: SoftwareRow, lifecycle: LifecycleCatalog, search?: SoftwareSearch): SoftwareIdentity {
  const epoch = purl.qualifiers.get('epoch') ?? '';
  const bare = purl.version || software.version;
  const version = /^\d+$/.test(epoch) && epoch !== '0' && !/^\d+:/.test(bare) ? `${epoch}:${bare}` : bare;
  const packaged = packageOf(manager, purl.name, version, purl.path.split('/')[0] ?? '');
  // `upstream` names the source package, at times with its version.
  const source = manager === 'rpm' ? '' : (purl.qualifiers.get('upstream') ?? '').replace(/@.*$/, '').toLowerCase();
  const own = { ...packaged, vendorBuilt: false, source };
  const project = projectOf(own);
  if (project) return packageIdentity(project, own, lifecycle, `purl:${purl.type}`);
  const identity = identifyPackage(own, softwareText({ ...software, name: purl.name, version }), lifecycle, search);
  return identity.rule === 'unknown' || identity.rule.startsWith('search:') ? identity : { ...identity, rule: `purl:${purl.type}` };
}

function unknown(version: string): SoftwareIdentity {
  return {
    cpes: [],
    version,
    scheme: 'generic',
    product: '',
    cycle: '',
    rule: 'unknown',
    confidence: 'low',
    distribution: null,
    category: 'Others',
    subcategory: '',
  };
}

