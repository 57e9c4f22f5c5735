import { cpeKey, parseLooseCpe } from '../cpe';
import type { Cpe, SoftwareIdentity } from '../identity';
import type { LifecycleCatalog, LifecycleProduct } from '../lifecycle';
import { cycleOf } from '../lifecycleOf';
import { packageText } from '../packageText';
import type { SoftwareRow } from '../software';
import { softwareText } from '../softwareText';
import { columnVersion } from '../versionForms';
import { mappingRule } from './decisionRule';
import type { Mapping } from './mapping';
import { mappingCpe } from './mappingCpe';
import type { Placed } from './placed';

/** The row says itself what it is: that goes before what users say of its name. */
export function isExplicit({ rule }: Pick<SoftwareIdentity, 'rule'>): boolean {
  return rule === 'explicit-cpe' || rule.startsWith('purl:');
}

/**
 * What a software stands for by a user's mapping, over what it would be without.
 *
 * Of a distribution's package the distribution's advisories go on deciding; only the names in the feeds change. A product whose
 * CPE names endoflife.date knows brings them. A product or release that `lifecycle` lacks is left out.
 */
export function applyMapping(software: SoftwareRow, found: SoftwareIdentity, placed: Placed<Mapping>, lifecycle: LifecycleCatalog): SoftwareIdentity {
  const { entry } = placed;
  const rule = mappingRule(placed);
  const categorised: SoftwareIdentity = entry.category === undefined && entry.subcategory === undefined
    ? found
    : { ...found, category: entry.category ?? found.category, subcategory: entry.subcategory ?? (entry.category === undefined ? found.subcategory : ''), categoryRule: rule };
  if (isExplicit(found)) return categorised;
  if (entry.ignore) return { ...categorised, cpes: [], product: '', cycle: '', rule, confidence: 'high', distribution: null, ignored: true };
  if (entry.unknown) return { ...categorised, cpes: [], product: '', cycle: '', rule, confidence: 'high' };
  if (entry.cpe === undefined && entry.product === undefined) return categorised;

  const product = entry.product === undefined ? undefined : lifecycle.product(entry.product);
  const named = namesOf(entry, product);
  // A product that endoflife.date lacks says nothing, and is reported.
  if (entry.cpe === undefined && product === undefined) return categorised;
  const isSame = named.some((cpe) => found.cpes.some((other) => cpeKey(other) === cpeKey(cpe) && cpe.version === '*'));
  // A rule that found the same product knows best how the feeds write its version.
  const cpes = isSame || named.length === 0 ? found.cpes : named.map((cpe) => withVersion(cpe, plainVersion(software, found)));
  const version = isSame || named.length === 0 ? found.version : versionOf(found, cpes[0]!);
  const byCpe = named.map((cpe) => lifecycle.productOfCpe(cpeKey(cpe))).find((one) => one !== undefined);
  const support = product ?? byCpe;
  const cycleVersion = found.distribution?.upstreamVersion ?? version;
  const isSameProduct = support !== undefined && support.name === found.product && entry.cycle === undefined;
  return {
    ...categorised,
    cpes,
    version,
    ...(isSameProduct ? { product: found.product, cycle: found.cycle } : cycleOf(lifecycle, support?.name ?? '', cycleVersion, entry.cycle)),
    rule,
    confidence: 'high',
  };
}

/** The mapping's CPE, else those of its product. */
function namesOf({ cpe }: Mapping, product: LifecycleProduct | undefined): readonly Cpe[] {
  if (cpe !== undefined) return [mappingCpe(cpe)].filter((one) => one !== undefined);
  const known = (product?.identifiers ?? []).flatMap(({ type, id }) => (type === 'cpe' ? (parseLooseCpe(id) ?? []) : []));
  return [...new Map(known.map((one) => [cpeKey(one), { ...one, version: '*' }])).values()];
}

function withVersion(cpe: Cpe, version: string): Cpe {
  return cpe.version === '*' && version !== '' ? { ...cpe, version } : cpe;
}

/** The version without what packaging adds; a rule for another product may have read it in that product's way. */
function plainVersion(software: SoftwareRow, found: SoftwareIdentity): string {
  if (found.distribution) return found.distribution.upstreamVersion;
  return packageText(software)?.upstreamVersion ?? columnVersion(softwareText(software)).version;
}

function versionOf(found: SoftwareIdentity, { version }: Cpe): string {
  if (found.distribution) return found.version;
  return version === '*' || version === '-' ? '' : version;
}
