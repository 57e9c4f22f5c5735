import { formatCpe } from '../../../../src/core/identify/cpe';
import type { Cpe, OsIdentity, SoftwareIdentity } from '../../../../src/core/identify/identity';

/** `microsoft:sql_server:2016:sp2`: the formatted string without its prefix and its trailing ANYs. */
export function shortCpe(cpe: Cpe | undefined): string {
  return cpe ? formatCpe(cpe).slice('cpe:2.3:'.length + 2).replace(/(?::\*)+$/, '') : 'no cpe';
}

/** One line of everything a table compares: rule, first CPE, product/cycle, category › subcategory. */
export function describeSoftware(identity: SoftwareIdentity): string {
  const { rule, cpes, product, cycle, category, subcategory, distribution, confidence } = identity;
  if (rule === 'unknown' && cpes.length === 0) return distribution ? `unknown, ${distribution.manager} ${distribution.upstreamVersion}` : 'unknown';
  return [
    rule,
    shortCpe(cpes[0]),
    ...(product === '' ? [] : [`${product}/${cycle}`]),
    subcategory === '' ? category : `${category} › ${subcategory}`,
    ...(distribution ? [`${distribution.manager} ${distribution.upstreamVersion}`] : []),
    ...(confidence === 'high' ? [] : [confidence]),
  ].join(', ');
}

export function describeOs(identity: OsIdentity): string {
  const { rule, cpes, product, cycle, family, build, confidence } = identity;
  if (rule === 'unknown') return build === '' ? `unknown ${family}` : `unknown ${family}, build ${build}`;
  return [
    rule,
    shortCpe(cpes[0]),
    `${product}/${cycle}`,
    ...(build === '' ? [] : [`build ${build}`]),
    ...(confidence === 'high' ? [] : [confidence]),
  ].join(', ');
}
