import { sqlServerPack } from '../cycles';
import { columnVersion, yearNamed } from '../versionForms';
import type { VersionForm } from './rule';

/** Release names by the major version of a SQL Server build. */
const SQL_SERVER_YEARS: ReadonlyMap<string, string> = new Map([
  ['17', '2025'],
  ['16', '2022'],
  ['15', '2019'],
  ['14', '2017'],
  ['13', '2016'],
  ['12', '2014'],
  ['11', '2012'],
  ['10', '2008'],
  ['9', '2005'],
  ['8', '2000'],
]);

const SQL_SERVER_MAJORS: ReadonlyMap<string, string> = new Map([...SQL_SERVER_YEARS].map(([major, year]) => [year, major]));

/**
 * 13.2.5026.0 (the Uninstall key's) and 13.0.5026.0 (the engine's) are SQL Server 2016 SP2: NVD writes `2016` and `sp2`.
 * The version kept is the engine's, with the service pack's place taken by 0, so that it compares with Microsoft's builds.
 */
export const sqlServerVersion: VersionForm = ({ title, version }) => {
  const build = version.split('.');
  const major = build[0] ?? '';
  const year = /\b(20\d\d)\b/.exec(title)?.[1] ?? SQL_SERVER_YEARS.get(major) ?? '';
  const r2 = /\br2\b/.test(title) || (major === '10' && Number(build[1] ?? 0) >= 50);
  const belongs = SQL_SERVER_MAJORS.get(year) === major;
  const named = /\b(?:sp|service pack )(\d)\b/.exec(title)?.[1];
  const pack = belongs ? sqlServerPack(version) : undefined;
  const line = r2 ? '50' : '0';
  const engine = belongs && build.length > 2 ? [major, line, ...build.slice(2)].join('.') : '';
  const said = pack ?? (named === undefined ? undefined : `sp${named}`);
  return {
    version: engine || version,
    fields: {
      version: year || '*',
      update: said === undefined || Number(year) >= 2017 ? '*' : said === '' ? '-' : r2 && said === 'r2' ? 'r2' : r2 ? `r2_${said}` : said.replace('-acp', ''),
    },
    cycleVersion: engine,
    ...(Number(year) >= 2017 ? { cycle: `${SQL_SERVER_MAJORS.get(year)}.0` } : said === undefined ? lastPackCycle(r2 ? `${year} r2` : year) : {}),
    ...(r2 && said !== undefined && said !== 'r2' ? { alternatives: [{ version: year, update: `r2_${said}` }, { version: year, update: said }] } : {}),
  };
};

/**
 * The Uninstall key of the product often has no version. Then its last service pack is assumed, which was supported
 * longest: what is said to have ended has ended.
 */
function lastPackCycle(release: string): { cycle: string; confidence: 'medium' } | Record<string, never> {
  const cycle = LAST_PACKS.get(release);
  return cycle === undefined ? {} : { cycle, confidence: 'medium' };
}

const LAST_PACKS: ReadonlyMap<string, string> = new Map([
  ['2016', '13.0-sp3'],
  ['2014', '12.0-sp3'],
  ['2012', '11.0-sp4'],
  ['2008 r2', '10.50-sp3'],
  ['2008', '10.0-sp4'],
  ['2005', '9.0-sp4'],
]);

/** First builds of cumulative updates (third number of `15.1.2176.2`), newest first (Microsoft's Exchange build numbers page). */
const EXCHANGE_UPDATES: ReadonlyMap<string, readonly (readonly [build: number, update: number])[]> = new Map([
  ['2019', [[1748, 15], [1544, 14], [1258, 13], [1118, 12], [986, 11], [922, 10], [858, 9], [792, 8], [721, 7], [659, 6], [595, 5], [529, 4], [464, 3], [397, 2], [330, 1], [221, 0]]],
  ['2016', [[2507, 23], [2375, 22], [2308, 21], [2242, 20], [2176, 19], [2106, 18], [2044, 17], [1979, 16], [1913, 15], [1847, 14], [1779, 13], [1713, 12], [1591, 11], [1531, 10], [1466, 9], [1415, 8], [1261, 7], [1034, 6], [845, 5], [669, 4], [544, 3], [466, 2], [396, 1], [225, 0]]],
  ['2013', [[1497, 23], [1473, 22], [1395, 21], [1367, 20], [1365, 19], [1347, 18], [1320, 17], [1293, 16], [1263, 15], [1236, 14], [1210, 13], [1178, 12], [1156, 11], [1130, 10], [1104, 9], [1076, 8], [1044, 7], [995, 6], [913, 5], [847, 4], [775, 3], [712, 2], [620, 1], [516, 0]]],
]);

/** Release names by the first two numbers of an Exchange build. */
const EXCHANGE_YEARS: ReadonlyMap<string, string> = new Map([
  ['15.2', '2019'],
  ['15.1', '2016'],
  ['15.0', '2013'],
]);

/** The subscription edition continues the builds of 2019. */
const FIRST_SUBSCRIPTION_BUILD = 2562;

/** `cumulative_update_19` from the name, else from the build. */
export const exchangeVersion: VersionForm = (text) => {
  const { title, version } = text;
  const [major = '', minor = '', third = ''] = version.split('.');
  const year = /\b(20\d\d)\b/.exec(title)?.[1] ?? EXCHANGE_YEARS.get(`${major}.${Number(minor)}`) ?? '';
  if (/subscription/.test(title) || (year === '2019' && !title.includes(year) && Number(third) >= FIRST_SUBSCRIPTION_BUILD)) return { version, fields: { version: '-', swEdition: 'subscription' }, cycle: 'subscription' };
  const named = /\b(?:cumulative update|cu) ?(\d{1,2})\b/.exec(title)?.[1];
  const pack = /\b(?:sp|service pack )(\d)\b/.exec(title)?.[1];
  const build = third === '' ? NaN : Number(third);
  const update = named ?? EXCHANGE_UPDATES.get(year)?.find(([first]) => build >= first)?.[1];
  const field = pack !== undefined ? `sp${pack}` : update === undefined ? '*' : Number(update) === 0 ? '-' : `cumulative_update_${update}`;
  return { version, fields: { version: year || '*', update: field }, ...(year === '' ? { cycleVersion: version } : { cycle: year }) };
};

type Packs = readonly (readonly [firstBuild: readonly [number, number], pack: string])[];

/** First builds of Office and SharePoint service packs by release year (major 15, 14, 12). */
const OFFICE_PACKS: ReadonlyMap<string, Packs> = new Map([
  ['2013', [[[0, 4569], 'sp1'], [[0, 0], '-']]],
  ['2010', [[[0, 7015], 'sp2'], [[0, 6029], 'sp1'], [[0, 0], '-']]],
  ['2007', [[[0, 6612], 'sp3'], [[0, 6425], 'sp2'], [[0, 6215], 'sp1'], [[0, 0], '-']]],
]);

function officePack(year: string, build: string): string {
  const third = Number(build.split('.')[2] ?? NaN);
  return OFFICE_PACKS.get(year)?.find(([[, first]]) => third >= first)?.[1] ?? '*';
}

/** Year and service pack; 2013 to 2007 by build, later ones have none. */
export const officeVersion: VersionForm = yearNamed((build, { title }) => ({ update: officePack(/\b(20\d\d)\b/.exec(title)?.[1] ?? '', build) }));

/** As Office; the subscription edition has no year and stands as `-` with an edition in NVD. */
export const sharePointVersion: VersionForm = (text) =>
  /subscription/.test(text.title)
    ? { version: text.version, fields: { version: '-', swEdition: 'subscription' }, cycle: 'subscription' }
    : officeVersion(text);

/** .NET Framework: the name's version is the release; the column is a build of it (`4.8.03761`). */
export const netFrameworkVersion: VersionForm = (text) => {
  const pack = /\b(?:sp|service pack )(\d)\b/.exec(text.name)?.[1];
  const release = text.nameVersion || /\bframework (\d)\b/.exec(text.name)?.[1] || '';
  const named = release.split('.').slice(0, 3).join('.');
  // "Client Profile" and "Extended" of 4 carry 4.0.30319.
  const shown = named === '4' || /^4\.0\./.test(named) ? '4.0' : named;
  return {
    version: shown || text.version,
    fields: { update: pack === undefined ? '*' : `sp${pack}` },
    cycleVersion: shown === '3.5' || shown === '3.5.1' ? '3.5-sp1' : shown || text.version,
  };
};

/** Visual C++ redistributables: NVD knows 2005, 2008 and 2010, by year and service pack. */
export const visualCppVersion: VersionForm = (text) => {
  const year = /\b(2005|2008|2010)\b/.exec(text.title)?.[1] ?? '';
  const build = columnVersion(text).version;
  const sp1 = /^(?:8\.0\.5[679]\d\d\d|8\.0\.6\d{4}|9\.0\.30729|10\.0\.40219)/.test(build);
  return { version: build, fields: { version: year || '*', update: sp1 ? 'sp1' : '*', edition: 'redistributable_package' } };
};
