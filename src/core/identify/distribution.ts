import { cpeOf } from './cpeFields';
import type { Cpe, DistributionPackage, SoftwareIdentity } from './identity';
import type { LifecycleCatalog } from './lifecycle';
import { cycleOf } from './lifecycleOf';
import { distributionOf, type PackageText } from './packageText';
import { UPSTREAM_PROJECTS, type UpstreamProject } from './rules/distributionPackages';

const BY_NAME: ReadonlyMap<string, UpstreamProject> = new Map(
  UPSTREAM_PROJECTS.flatMap((project) => project.names.map((name): [string, UpstreamProject] => [name, project])),
);
const PATTERNS: readonly UpstreamProject[] = UPSTREAM_PROJECTS.filter(({ pattern }) => pattern !== undefined);

/** The upstream project that a binary package is built from; undefined when the table does not know it. */
export function projectOf({ name, version }: Pick<PackageText, 'name' | 'version'>): UpstreamProject | undefined {
  const project = BY_NAME.get(name) ?? PATTERNS.find(({ pattern }) => pattern?.test(name));
  // Debian's metapackages count their own releases: "13+225".
  return project && /^(?:\d+:)?\d+(?:\.\d+)?\+\d{1,3}(?!\d)/.test(version) && project.id !== 'openjdk' ? undefined : project;
}

/** The scheme that orders a manager's versions. */
export function schemeOf(manager: DistributionPackage['manager']): SoftwareIdentity['scheme'] {
  return manager === 'dpkg' ? 'deb' : manager;
}

/**
 * A package of a known project. Built by a distribution it keeps its package version, which the distribution's advisories
 * compare; built by a vendor it stands for the upstream version itself.
 */
export function packageIdentity(project: UpstreamProject, text: PackageText, lifecycle: LifecycleCatalog, rule: string): SoftwareIdentity {
  const { version, fields, cycleVersion } = upstreamReading(project, text.upstreamVersion);
  const { product, cycle } = cycleOf(lifecycle, project.product ?? '', cycleVersion);
  return {
    cpes: project.cpes.map((key) => cpeOf(key, { version: version === '' ? '*' : version, ...fields })),
    version: text.vendorBuilt ? text.upstreamVersion : text.version,
    scheme: text.vendorBuilt ? 'generic' : schemeOf(text.manager),
    product,
    cycle,
    rule,
    confidence: 'high',
    distribution: text.vendorBuilt ? null : distributionOf(text),
    category: project.category ?? 'Others',
    subcategory: project.subcategory ?? '',
  };
}

/** The upstream version as NVD writes it. */
function upstreamReading(project: UpstreamProject, upstream: string): { version: string; fields: Partial<Cpe>; cycleVersion: string } {
  if (project.id === 'openjdk') return openJdkReading(upstream);
  const patch = project.patchUpdate ? /^([\d.]+)-?[pP](\d+)/.exec(upstream) : null;
  if (patch) return { version: patch[1] ?? '', fields: { update: `p${patch[2]}` }, cycleVersion: upstream };
  return { version: upstream, fields: {}, cycleVersion: upstream };
}

/** `8u332-ga`, `1.8.0.332.b09`, `11.0.26+4`, `17.0.15.0.6`: NVD's `openjdk` writes 8 with an update and later ones by three numbers. */
function openJdkReading(upstream: string): { version: string; fields: Partial<Cpe>; cycleVersion: string } {
  const old = /^(?:1\.)?([678])(?:u|\.0\.)(\d{1,3})/.exec(upstream);
  if (old) return { version: old[1] ?? '', fields: { update: `update${old[2]}` }, cycleVersion: old[1] ?? '' };
  const version = /^\d+(?:\.\d+){0,2}/.exec(upstream)?.[0] ?? '';
  return { version, fields: {}, cycleVersion: version };
}
