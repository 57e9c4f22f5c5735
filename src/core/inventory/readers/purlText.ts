/** What an inventory's reader needs of a package URL; the identification reads the rest. */
export interface PurlParts {
  /** `rpm`, `deb`, `maven`, …; '' when it is none. */
  readonly type: string;
  /** The qualifier `distro`: `rhel-9.6`. */
  readonly distro: string;
}

const PURL = /^pkg:\/{0,2}([a-z][a-z0-9.+-]*)\//i;

export function purlParts(purl: string): PurlParts {
  return {
    type: PURL.exec(purl)?.[1]?.toLowerCase() ?? '',
    distro: /[?&]distro=([A-Za-z0-9._%-]{1,100})/.exec(purl)?.[1] ?? '',
  };
}

/** Software of a distribution's package manager, which its distribution's advisories judge. */
export function isDistributionPurl({ type }: PurlParts): boolean {
  return type === 'deb' || type === 'rpm' || type === 'apk';
}

/** How the inventory names the manager of such software; other types stand for themselves. */
export function sourceOfPurl({ type }: PurlParts): string {
  return type === 'deb' ? 'dpkg' : type;
}
