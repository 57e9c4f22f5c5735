import type { OsText } from './osText';

/** What a build number of Windows NT is released as; a client and a server can share one. */
export interface BuildRelease {
  /** `6.1`, `10.0`. */
  readonly nt: string;
  /** Server release as the tables of `windows.ts` name it; '' when no server has it. */
  readonly server: string;
  /** Client release: `7`, `8.1`, `10 1809`, `11 22h2`; '' when no client has it. */
  readonly client: string;
  /** Service pack that the build number itself tells; '' when it does not. */
  readonly pack: string;
}

function release(nt: string, server: string, client: string, pack = ''): BuildRelease {
  return { nt, server, client, pack };
}

/** Released build numbers (Microsoft's release information pages for Windows and Windows Server). */
export const BUILDS: ReadonlyMap<number, BuildRelease> = new Map([
  [2195, release('5.0', '2000', '2000')],
  [2600, release('5.1', '', 'xp')],
  [3790, release('5.2', '2003', '')],
  [6000, release('6.0', '', 'vista')],
  [6001, release('6.0', '2008', 'vista', 'sp1')],
  [6002, release('6.0', '2008', 'vista', 'sp2')],
  [6003, release('6.0', '2008', 'vista', 'sp2')],
  [7600, release('6.1', '2008 r2', '7', '-')],
  [7601, release('6.1', '2008 r2', '7', 'sp1')],
  [9200, release('6.2', '2012', '8')],
  [9600, release('6.3', '2012 r2', '8.1')],
  [10240, release('10.0', '', '10 1507')],
  [10586, release('10.0', '', '10 1511')],
  [14393, release('10.0', '2016', '10 1607')],
  [15063, release('10.0', '', '10 1703')],
  [16299, release('10.0', '1709', '10 1709')],
  [17134, release('10.0', '1803', '10 1803')],
  [17763, release('10.0', '2019', '10 1809')],
  [18362, release('10.0', '1903', '10 1903')],
  [18363, release('10.0', '1909', '10 1909')],
  [19041, release('10.0', '2004', '10 2004')],
  [19042, release('10.0', '20h2', '10 20h2')],
  [19043, release('10.0', '', '10 21h1')],
  [19044, release('10.0', '', '10 21h2')],
  [19045, release('10.0', '', '10 22h2')],
  [20348, release('10.0', '2022', '')],
  [22000, release('10.0', '', '11 21h2')],
  [22621, release('10.0', '', '11 22h2')],
  [22631, release('10.0', '', '11 23h2')],
  [25398, release('10.0', '23h2', '')],
  [26100, release('10.0', '2025', '11 24h2')],
  [26200, release('10.0', '', '11 25h2')],
  [28000, release('10.0', '', '11 26h1')],
]);

/** A build as far as an inventory gives it. */
export interface WindowsBuild {
  /** `10.0.17763.5329`, `10.0.17763`, `6.3`; '' when nothing is given. */
  readonly full: string;
  /** `6.3`; '' when unknown. */
  readonly nt: string;
  /** 17763; 0 when unknown. */
  readonly number: number;
}

const NT = /(?<![\d.])(4\.0|5\.[012]|6\.[0123]|10\.0)(?:\.(\d{4,5})(?:\.(\d{1,6}))?)?(?![\d.]*\.\d)/;
const NUMBER = /(?<![\d.])(\d{4,5})(?:\.(\d{1,6}))?(?![\d.])/;

/**
 * The build in `10.0.17763.5329`, `10.0 (17763)`, `10.0.17763 N/A Build 17763`, or a build column of `17763`, `17763.5329`
 * or only the update revision `5329` beside a version that has the rest.
 */
export function windowsBuild({ version, build, name }: OsText): WindowsBuild {
  const nt = NT.exec(version) ?? NT.exec(build) ?? NT.exec(name);
  let number = Number(nt?.[2] ?? 0);
  let revision = nt?.[3] ?? '';
  if (number === 0) {
    const alone = knownNumber(build) ?? knownNumber(version) ?? (nt ? knownNumber(name) : undefined);
    if (alone) {
      number = alone.number;
      revision = alone.revision;
    }
  }
  if (number !== 0 && revision === '') revision = revisionOf(build, number);
  const family = nt?.[1] ?? BUILDS.get(number)?.nt ?? '';
  return { full: [family, number || '', revision].filter((part) => part !== '').join('.'), nt: family, number };
}

function knownNumber(text: string): { readonly number: number; readonly revision: string } | undefined {
  const match = NUMBER.exec(text);
  const number = Number(match?.[1]);
  return match && BUILDS.has(number) ? { number, revision: match[2] ?? '' } : undefined;
}

/** A build column beside a complete version: `17763.5329`, `10.0.17763.5329` or `5329`. */
function revisionOf(build: string, number: number): string {
  const after = new RegExp(`(?<!\\d)${number}\\.(\\d{1,6})(?!\\d)`).exec(build);
  if (after) return after[1] ?? '';
  return /^\d{1,6}$/.test(build) && Number(build) !== number ? build : '';
}
