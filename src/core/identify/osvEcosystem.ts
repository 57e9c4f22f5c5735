/** OSV's ecosystems of operating systems (OSV schema, "Defined ecosystems"), by the distribution's id in os-release. Derivatives without advisories of their own there are left out. */
const ECOSYSTEMS: ReadonlyMap<string, string> = new Map([
  ['almalinux', 'AlmaLinux'],
  ['alpine', 'Alpine'],
  ['debian', 'Debian'],
  ['opensuse', 'openSUSE'],
  ['opensuse-tumbleweed', 'openSUSE'],
  ['rhel', 'Red Hat'],
  ['rocky', 'Rocky Linux'],
  ['sled', 'SUSE'],
  ['sles', 'SUSE'],
  ['ubuntu', 'Ubuntu'],
]);

/** All of them, sorted. */
export const OSV_ECOSYSTEMS: readonly string[] = [...new Set(ECOSYSTEMS.values())].sort();

/** OSV's ecosystem, without a release, that has the advisories of a distribution (`OsIdentity.distribution`); undefined when OSV has none. */
export function osvEcosystem(distribution: string): string | undefined {
  return ECOSYSTEMS.get(distribution);
}

/** The ecosystems of these operating systems: distinct, sorted. */
export function osvEcosystems(systems: Iterable<{ readonly distribution: string }>): string[] {
  const found = new Set<string>();
  for (const { distribution } of systems) {
    const ecosystem = osvEcosystem(distribution);
    if (ecosystem !== undefined) found.add(ecosystem);
  }
  return [...found].sort();
}
