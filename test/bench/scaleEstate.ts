import { parseCpeKey } from '../../src/core/identify/cpe';
import { cpeOf } from '../../src/core/identify/cpeFields';
import type { OsFamily, SoftwareIdentity } from '../../src/core/identify/identity';
import type { EstateIdentities } from '../../src/core/insights/identifyEstate';
import type { Estate, Server, Software } from '../../src/core/inventory/model';
import { parsePlainDate } from '../../src/core/inventory/plainDate';
import { tablesOf } from '../../src/core/match/createMatchIndex';
import { FeedReader } from '../../src/core/match/feedReader';
import type { MatchIndex } from '../../src/core/match/matchIndex';
import { VersionKind } from '../../src/core/match/matchTables';
import type { OsSubject } from '../../src/core/match/matcher';

export interface ScaleOptions {
  readonly servers: number;
  readonly rowsPerServer: number;
  readonly software: number;
}

/** Of the distinct software, how many stand for a product of the feed. */
const IDENTIFIED_SHARE = 0.8;
const VERSIONS_PER_PRODUCT = 16;
/** Half of all installs are of this many software, as runtimes, browsers and agents are. */
const COMMON_SOFTWARE = 2_000;

const SYSTEMS: readonly (readonly [family: OsFamily, cpe: string, version: string, build: string])[] = [
  ['windows', 'o:microsoft:windows_server_2012', 'r2', '6.3.9600.21620'],
  ['windows', 'o:microsoft:windows_server_2016', '-', '10.0.14393.6796'],
  ['windows', 'o:microsoft:windows_server_2019', '-', '10.0.17763.5329'],
  ['windows', 'o:microsoft:windows_server_2019', '-', '10.0.17763.2000'],
  ['windows', 'o:microsoft:windows_server_2022', '-', '10.0.20348.2227'],
  ['windows', 'o:microsoft:windows_10_22h2', '-', '10.0.19045.3930'],
  ['linux', 'o:debian:debian_linux', '11.0', ''],
  ['linux', 'o:debian:debian_linux', '12.0', ''],
  ['linux', 'o:canonical:ubuntu_linux', '20.04', ''],
  ['linux', 'o:redhat:enterprise_linux', '8.0', ''],
  ['linux', 'o:redhat:enterprise_linux', '9.0', ''],
  ['unknown', '', '', ''],
];

/** A big estate as it stands after reading and identifying, with the feed's own products: the same one at each run. */
export function scaleEstate(index: MatchIndex, options: ScaleOptions): { readonly estate: Estate; readonly identities: EstateIdentities } {
  const draw = randomNumbers(35_000);
  const identities = [...identified(index, Math.round(options.software * IDENTIFIED_SHARE), draw)];
  while (identities.length < options.software) identities.push(unidentified());
  shuffle(identities, draw);
  const software = identities.map((identity, at): Software => ({ index: at, name: `Software ${at}`, publisher: '', version: identity.version, source: '', cpe: '', purl: '' }));

  const offsets = new Uint32Array(options.servers + 1);
  const ids = new Uint32Array(options.servers * options.rowsPerServer);
  const seen = new Uint32Array(options.software);
  let filled = 0;
  for (let server = 0; server < options.servers; server++) {
    const begin = filled;
    while (filled - begin < options.rowsPerServer) {
      const id = draw(2) ? draw(COMMON_SOFTWARE) : draw(options.software);
      if (seen[id] === server + 1) continue;
      seen[id] = server + 1;
      ids[filled++] = id;
    }
    offsets[server + 1] = filled;
  }
  const servers = Array.from({ length: options.servers }, (_, at) => serverAt(at));
  const os = SYSTEMS.map(subjectOf);
  return {
    estate: {
      files: [], servers, software, problems: [],
      installs: { offsets, software: ids, file: new Uint16Array(filled), line: Uint32Array.from(ids, (_, at) => at + 2) },
    },
    identities: { software: identities, os, osOf: Uint32Array.from(servers, () => draw(os.length)) },
  };
}

function* identified(index: MatchIndex, count: number, draw: (below: number) => number): Generator<SoftwareIdentity> {
  const feed = new FeedReader(tablesOf(index)!);
  const { productRows, rowCriteria, criteriaVersion, versionKind, rowBounds, bounds } = feed.tables;
  const applications = Array.from({ length: index.productCount }, (_, product) => product).filter((product) => feed.productKey(product).startsWith('a:'));
  // What is installed on many servers is also what most records are about.
  const known = [...applications].sort((a, b) => rowsOf(b) - rowsOf(a)).slice(0, 2_000);
  function rowsOf(product: number): number {
    return productRows[product + 1]! - productRows[product]!;
  }
  for (let made = 0; made < count;) {
    const product = draw(2) ? known[draw(known.length)]! : applications[draw(applications.length)]!;
    const key = feed.productKey(product);
    for (let version = 0; version < VERSIONS_PER_PRODUCT && made < count; version++, made++) {
      const row = productRows[product]! + draw(rowsOf(product));
      const named = [criteriaVersion[rowCriteria[row]!]!, ...bounds.subarray(rowBounds[row]! * 4, rowBounds[row]! * 4 + 4)].filter((one) => versionKind[one] === VersionKind.version);
      const text = named.length === 0 ? '1.0' : feed.version(named[draw(named.length)]!);
      yield { ...unidentified(), cpes: [cpeOf(key as 'a:x:y', { ...parseCpeKey(key), version: text })], version: text, rule: 'explicit-cpe', confidence: 'high' };
    }
  }
}

function unidentified(): SoftwareIdentity {
  return { cpes: [], version: '', scheme: 'generic', product: '', cycle: '', rule: 'unknown', confidence: 'low', distribution: null, category: 'Others', subcategory: '' };
}

function subjectOf([family, key, version, build]: (typeof SYSTEMS)[number]): OsSubject {
  return {
    identity: {
      cpes: key === '' ? [] : [cpeOf(key as 'o:x:y', { version })],
      version: family === 'windows' ? build : version, scheme: family === 'windows' ? 'windows' : 'generic', product: '', cycle: '', rule: 'explicit-cpe',
      confidence: key === '' ? 'low' : 'high', family, distribution: '', label: key, build,
    },
    newestHotfixOn: null,
    supportEndsOn: family === 'windows' ? parsePlainDate('2027-01-12')! : null,
  };
}

function serverAt(index: number): Server {
  const name = `srv-${index}`;
  return {
    index, key: name, rows: [], id: '', name, fqdn: '', ipAddresses: [], environment: '', site: '', os: { name: '', version: '', build: '', architecture: '' },
    cores: null, memoryMB: null, disks: [], networkAdapters: [], tags: {}, criticality: '', owner: '', lastSeen: null, rebootPending: null,
    hotfixes: null, performance: null, pendingUpdates: null, softwareKnown: true, extra: {},
  };
}

function shuffle<T>(items: T[], draw: (below: number) => number): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = draw(at + 1);
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
}

/** A linear congruential generator (Numerical Recipes), so that every run measures the same estate. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
