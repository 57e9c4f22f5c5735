import type { LifecycleProduct, LifecycleRelease } from './lifecycle';

/**
 * The cycle (release) of a product that a version belongs to; undefined when none is known, never a guess.
 *
 * In general the longest release name that is a dotted prefix of the version: `1.1.1` of `1.1.1w`, `20.04` of `20.04.6`,
 * `9` of `9.4.1` unless there is a `9.4`. Products whose cycle names are not versions have a quirk below.
 * `version` may carry a leading `v` or a package epoch.
 */
export function findRelease(product: LifecycleProduct, version: string): LifecycleRelease | undefined {
  const bare = version.trim().toLowerCase().slice(0, MAX_VERSION_LENGTH).replace(/^(?:\d+:|v(?=\d))/, '');
  if (bare === '') return undefined;
  const quirk = QUIRKS.get(product.name);
  return quirk ? quirk(product, bare) : byPrefix(product, bare);
}

/** The release of exactly this name. */
export function releaseNamed(product: LifecycleProduct, name: string): LifecycleRelease | undefined {
  return product.releases.find((release) => release.name === name);
}

/** UTF-16 code units of a version that are looked at. */
const MAX_VERSION_LENGTH = 128;

function byPrefix(product: LifecycleProduct, version: string): LifecycleRelease | undefined {
  let best: LifecycleRelease | undefined;
  for (const release of product.releases) {
    if (isPrefix(release.name.toLowerCase(), version) && (!best || release.name.length > best.name.length)) best = release;
  }
  return best;
}

/** `1.1.1` is a prefix of `1.1.1w` and of `1.1.1.2`, not of `1.1.12`. */
function isPrefix(name: string, version: string): boolean {
  return version.startsWith(name) && !isDigit(version.charCodeAt(name.length));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

type Quirk = (product: LifecycleProduct, version: string) => LifecycleRelease | undefined;

/** Leading dotted numbers: `13.2.5026.0` is [13, 2, 5026, 0]. */
function numbers(version: string): number[] {
  const run = /^\d+(?:\.\d+)*/.exec(version);
  return run ? run[0].split('.').map(Number) : [];
}

/** First service-pack builds per SQL Server major (and 10.50 apart), newest first; the last is the RTM. */
const SQL_SERVER_PACKS: ReadonlyMap<string, readonly (readonly [firstBuild: number, pack: string])[]> = new Map([
  ['13', [[7000, 'sp3-acp'], [6300, 'sp3'], [5026, 'sp2'], [4001, 'sp1'], [0, '']]],
  ['12', [[6024, 'sp3'], [5000, 'sp2'], [4100, 'sp1'], [0, '']]],
  ['11', [[7001, 'sp4'], [6020, 'sp3'], [5058, 'sp2'], [3000, 'sp1'], [0, '']]],
  ['10.50', [[6000, 'sp3'], [4000, 'sp2'], [2500, 'sp1'], [0, 'r2']]],
  ['10', [[6000, 'sp4'], [5500, 'sp3'], [4000, 'sp2'], [2531, 'sp1'], [0, '']]],
  ['9', [[5000, 'sp4'], [4035, 'sp3'], [3042, 'sp2'], [2047, 'sp1'], [0, '']]],
]);

/**
 * The service pack of a SQL Server build, `sp2` of both `13.0.5026.0` (the engine's) and `13.2.5026.0` (the Uninstall key's);
 * '' for the first release and where service packs ended (2017 on), undefined when the version has no build.
 */
export function sqlServerPack(version: string): string | undefined {
  const [major, minor = 0, build] = numbers(version);
  if (major === undefined) return undefined;
  if (major >= 14) return '';
  if (build === undefined) return undefined;
  const packs = SQL_SERVER_PACKS.get(major === 10 && minor >= 50 ? '10.50' : String(major));
  return packs?.find(([firstBuild]) => build >= firstBuild)?.[1];
}

/** Names vary between `10.0`, `10.00` and `10.50`: compare their numbers. */
const sqlServer: Quirk = (product, version) => {
  const [major, minor = 0] = numbers(version);
  const pack = sqlServerPack(version);
  if (major === undefined || pack === undefined) return undefined;
  const line = major === 10 && minor >= 50 ? 50 : 0;
  return product.releases.find(({ name }) => {
    const [releaseMajor, releaseMinor = 0] = numbers(name);
    const dash = name.indexOf('-');
    return releaseMajor === major && releaseMinor === line && (dash < 0 ? '' : name.slice(dash + 1)) === pack;
  });
};

/** A Windows release has its build as `latest`; where several share one, the long-term release of a server, else the Home and Pro one. */
const windows: Quirk = (product, version) => {
  const direct = releaseNamed(product, version);
  if (direct) return direct;
  const build = numbers(version).slice(0, 3).join('.');
  const sharing = product.releases.filter((release) => release.latest !== '' && numbers(release.latest).slice(0, 3).join('.') === build);
  return product.name === 'windows-server'
    ? (sharing.find((release) => release.isLts) ?? sharing[0])
    : (sharing.find((release) => release.name.endsWith('-w')) ?? sharing[0]);
};

/** `1.8.0_201` and `8.0.2010.9` are Java 8; only up to 1.4 the `1.` belongs to the name. */
const java: Quirk = (product, version) => byPrefix(product, version.replace(/^1\.(?=[5-9](?!\d))/, ''));

/** Build ranges in place of names: the first floor at or below the version's leading numbers decides. */
function byFloors(floors: readonly (readonly [floor: readonly number[], name: string])[]): Quirk {
  return (product, version) => {
    const direct = releaseNamed(product, version);
    if (direct) return direct;
    const own = numbers(version);
    if (own.length < 2) return undefined;
    const name = floors.find(([floor]) => isAtLeast(own, floor) && own[0] === floor[0])?.[1];
    return name === undefined ? undefined : releaseNamed(product, name);
  };
}

function isAtLeast(own: readonly number[], floor: readonly number[]): boolean {
  for (let i = 0; i < floor.length; i++) {
    const difference = (own[i] ?? 0) - (floor[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** A Jenkins LTS (`2.204.2`) is not the weekly line `2`; an LTS line that is not listed is unknown. */
const jenkins: Quirk = (product, version) => {
  const release = byPrefix(product, version);
  return release?.name === '2' && numbers(version).length > 2 ? undefined : release;
};

/** `15 SP5`, `15-SP5` and `15.5`; a bare `15` does not say its service pack. */
const sles: Quirk = (product, version) => byPrefix(product, version.replace(/[ -]?sp(?=\d)/, '.'));

const QUIRKS: ReadonlyMap<string, Quirk> = new Map([
  ['mssqlserver', sqlServer],
  ['windows', windows],
  ['windows-server', windows],
  ['oracle-jdk', java],
  ['eclipse-temurin', java],
  ['amazon-corretto', java],
  ['azul-zulu', java],
  ['microsoft-build-of-openjdk', java],
  ['redhat-build-of-openjdk', java],
  ['bellsoft-liberica', java],
  ['ibm-semeru-runtime', java],
  ['jenkins', jenkins],
  ['sles', sles],
  [
    'msexchange',
    byFloors([
      [[15, 2, 2562], 'subscription'],
      [[15, 2], '2019'],
      [[15, 1], '2016'],
      [[15, 0], '2013'],
      [[14, 0], '2010'],
      [[8, 0], '2007'],
      [[6, 5], '2003'],
      [[6, 0], '2000'],
    ]),
  ],
  [
    'sharepoint',
    byFloors([
      [[16, 0, 14000], 'subscription'],
      [[16, 0, 10000], '2019'],
      [[16, 0], '2016'],
      [[15, 0], '2013'],
      [[14, 0], '2010'],
      [[12, 0], '2007'],
    ]),
  ],
  // 16.0 is Office 2016 to 2024 and Microsoft 365 alike, so only the name can tell those.
  [
    'office',
    byFloors([
      [[15, 0], '2013'],
      [[14, 0], '2010'],
      [[12, 0], '2007'],
    ]),
  ],
  // The Uninstall key's builds: 4.8.09037 is 4.8.1.
  [
    'dotnetfx',
    byFloors([
      [[4, 8, 9000], '4.8.1'],
      [[4, 8, 3000], '4.8'],
      [[4, 8, 1], '4.8.1'],
      [[4, 8], '4.8'],
      [[4, 7, 3000], '4.7.2'],
      [[4, 7, 2500], '4.7.1'],
      [[4, 7, 2000], '4.7'],
      [[4, 7], '4.7'],
      [[4, 6, 1500], '4.6.2'],
      [[4, 6, 1000], '4.6.1'],
      [[4, 6], '4.6'],
      [[4, 5, 51000], '4.5.2'],
      [[4, 5, 50900], '4.5.1'],
      [[4, 5], '4.5'],
      [[4, 0], '4.0'],
      [[3, 5], '3.5-sp1'],
    ]),
  ],
]);
