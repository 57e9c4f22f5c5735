/** A release of Windows Server or Windows: its CPE names as NVD writes them, best first, and its endoflife.date cycle. */
export interface WindowsRelease {
  /** Product and version of each CPE name, and its update where that is not the service pack. */
  readonly cpes: readonly (readonly [product: string, version: string, update?: string])[];
  readonly cycle: string;
  readonly label: string;
  /** How its older records were written; absent where they are written as they are today. */
  readonly old?: OldForms;
}

/** Forms of NVD's records of a release beside today's; see `windowsNames.ts`. */
export interface OldForms {
  /** The service pack stands in the version, `windows_7:sp1`, and "no service pack" is `gold`. */
  readonly packs?: true;
  /** The hardware stands in the edition, `windows_server_2008:*:sp2:x64`; until 2007 also as `64-bit`. */
  readonly hardware?: 'x64' | '64-bit';
  /** So does the edition, `windows_xp:*:sp2:professional`, by the words of a name. */
  readonly editions?: readonly (readonly [pattern: RegExp, word: string])[];
  /** Editions and hardware stand in the version, `windows_2003_server:enterprise_64-bit`. */
  readonly editionVersions?: true;
  /** The second release stands in the update, `windows_server_2012:-:r2`; the hardware in the target software. */
  readonly second?: true;
}

const XP_EDITIONS = [
  [/professional|\bpro\b/i, 'professional'],
  [/home/i, 'home'],
  [/media center/i, 'media_center'],
  [/tablet/i, 'tablet_pc'],
  [/embedded/i, 'embedded'],
] as const;

const VISTA_EDITIONS = [
  [/business/i, 'business'],
  [/enterprise/i, 'enterprise'],
  [/ultimate/i, 'ultimate'],
  [/home basic/i, 'home_basic'],
  [/home premium/i, 'home_premium'],
] as const;

const SERVER_EDITIONS = [
  [/datacent(?:er|re)/i, 'datacenter'],
  [/enterprise/i, 'enterprise'],
  [/standard/i, 'standard'],
  [/\bweb\b/i, 'web'],
] as const;

const NT_EDITIONS = [
  [/terminal server/i, 'terminal_server'],
  [/enterprise/i, 'enterprise_server'],
  [/server/i, 'server'],
  [/workstation/i, 'workstation'],
] as const;

const OF_2003: OldForms = { packs: true, hardware: '64-bit', editions: SERVER_EDITIONS, editionVersions: true };

/** By year, `r2` and display version. */
export const SERVERS: ReadonlyMap<string, WindowsRelease> = new Map([
  ['4.0', { cpes: [['windows_nt', '4.0']], cycle: '', label: 'Windows NT 4.0', old: { editions: NT_EDITIONS } }],
  ['2000', server('2000', '2000', [['windows_2000', '-'], ['windows_server_2000', '-']], { packs: true })],
  ['2003', server('2003', '2003-sp2', [['windows_server_2003', '-'], ['windows_2003_server', '-']], OF_2003)],
  ['2003 r2', server('2003 R2', '2003-sp2', [['windows_server_2003', 'r2'], ['windows_2003_server', 'r2']], { ...OF_2003, second: true })],
  ['2008', server('2008', '2008-sp2', [['windows_server_2008', '-'], ['windows_server_2008_sp2', '-', 'sp2'], ['windows_server', '2008']], { packs: true, hardware: 'x64' })],
  ['2008 r2', server('2008 R2', '2008-r2-sp1', [['windows_server_2008', 'r2'], ['windows_server_2008_r2', '-'], ['windows_server', '2008', 'r2']], { hardware: 'x64', second: true })],
  ['2012', server('2012', '2012', [['windows_server_2012', '-'], ['windows_server_2012', '-', 'gold'], ['windows_server', '2012']])],
  ['2012 r2', server('2012 R2', '2012-r2', [['windows_server_2012', 'r2'], ['windows_server_2012_r2', '-'], ['windows_server', '2012', 'r2']], { second: true })],
  ['2016', server('2016', '2016', [['windows_server_2016', '-'], ['windows_server', '2016']])],
  ['2019', server('2019', '2019', [['windows_server_2019', '-'], ['windows_server', '2019']])],
  ['2022', server('2022', '2022', [['windows_server_2022', '-'], ['windows_server', '2022']])],
  ['2025', server('2025', '2025', [['windows_server_2025', '-'], ['windows_server', '2025']])],
  // NVD files the semi-annual releases under Server 2016 or 2019, by version.
  ...['1709', '1803', '1809', '1903', '1909', '2004', '20h2'].map((release): [string, WindowsRelease] => [
    release,
    server(`version ${release.toUpperCase()}`, `${release}-sac`, [
      ['windows_server_2016', release],
      ['windows_server_2019', release],
      [`windows_server_${release}`, '-'],
      ['windows_server', release],
    ]),
  ]),
  ['23h2', server('version 23H2', '23h2-ac', [['windows_server_2022_23h2', '-'], ['windows_server_23h2', '-'], ['windows_server', '23h2']])],
]);

/** Display versions that Windows Server releases with a year carry as well. */
export const YEAR_OF_DISPLAY_VERSION: ReadonlyMap<string, string> = new Map([
  ['1607', '2016'],
  ['21h2', '2022'],
  ['24h2', '2025'],
]);

/** Windows before 10, by the name it was sold under. */
export const OLD_CLIENTS: ReadonlyMap<string, WindowsRelease> = new Map<string, WindowsRelease>([
  ['nt', { cpes: [['windows_nt', '4.0']], cycle: '', label: 'Windows NT 4.0', old: { editions: NT_EDITIONS } }],
  ['2000', { cpes: [['windows_2000', '-']], cycle: '', label: 'Windows 2000', old: { packs: true } }],
  ['xp', { cpes: [['windows_xp', '-']], cycle: '5-sp3', label: 'Windows XP', old: { packs: true, hardware: '64-bit', editions: XP_EDITIONS } }],
  ['vista', { cpes: [['windows_vista', '-']], cycle: '6-sp2', label: 'Windows Vista', old: { packs: true, hardware: 'x64', editions: VISTA_EDITIONS } }],
  ['7', { cpes: [['windows_7', '-']], cycle: '7-sp1', label: 'Windows 7', old: { packs: true, hardware: 'x64' } }],
  ['8', { cpes: [['windows_8', '-'], ['windows_8.0', '-']], cycle: '8', label: 'Windows 8', old: { hardware: 'x64' } }],
  ['8.1', { cpes: [['windows_8.1', '-']], cycle: '8.1', label: 'Windows 8.1' }],
  ['rt', { cpes: [['windows_rt', '-'], ['windows_rt', '-', 'gold']], cycle: '', label: 'Windows RT' }],
  ['rt 8.1', { cpes: [['windows_rt_8.1', '-'], ['windows_8.1', 'rt']], cycle: '', label: 'Windows RT 8.1' }],
]);

/** Long-term releases by the year in their name. */
export const LONG_TERM: ReadonlyMap<string, string> = new Map([
  ['2015', '1507'],
  ['2016', '1607'],
  ['2019', '1809'],
  ['2021', '21h2'],
  ['2024', '24h2'],
]);

/** Server editions as NVD writes them in `sw_edition`, and as they are shown. */
export const EDITIONS: readonly (readonly [pattern: RegExp, swEdition: string, label: string])[] = [
  [/azure edition/i, 'azure', 'Datacenter: Azure Edition'],
  [/datacent(?:er|re)/i, 'datacenter', 'Datacenter'],
  [/enterprise/i, 'enterprise', 'Enterprise'],
  [/standard/i, 'standard', 'Standard'],
  [/essentials/i, 'essentials', 'Essentials'],
  [/foundation/i, 'foundation', 'Foundation'],
  [/\bweb\b/i, 'web', 'Web'],
];

function server(label: string, cycle: string, cpes: WindowsRelease['cpes'], old?: OldForms): WindowsRelease {
  return { cpes, cycle, label: /^version/.test(label) ? `Windows Server, ${label}` : `Windows Server ${label}`, ...(old ? { old } : {}) };
}
