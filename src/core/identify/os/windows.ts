import { cpeOf } from '../cpeFields';
import { releaseNamed } from '../cycles';
import type { Confidence, OsIdentity } from '../identity';
import type { LifecycleCatalog } from '../lifecycle';
import { labelOf, targetHardware, unknownOs, weaker, type OsText } from './osText';
import { BUILDS, windowsBuild, type WindowsBuild } from './windowsBuild';
import { windowsNames } from './windowsNames';
import { windowsParts } from './windowsParts';
import { EDITIONS, LONG_TERM, OLD_CLIENTS, SERVERS, YEAR_OF_DISPLAY_VERSION, type WindowsRelease } from './windowsReleases';

const DISPLAY_VERSION = /\b(1507|1511|1607|1703|1709|1803|1809|1903|1909|2004|2[0-9]h[12])\b/i;

/** True when the name says Windows, or there is no name and the version is one of Windows NT's. */
export function isWindows(text: OsText): boolean {
  if (/\bwindows\b|\bwin(?:server|srv)? ?(?:20\d\d|1[01]|xp|[78])|hyper-v server/i.test(text.name)) return true;
  return text.name === '' && BUILDS.has(windowsBuild(text).number);
}

export function identifyWindows(text: OsText, lifecycle: LifecycleCatalog): OsIdentity {
  const os = windowsOf(text, lifecycle);
  return { ...os, cpes: [...os.cpes, ...windowsParts(os.cpes)] };
}

function windowsOf(text: OsText, lifecycle: LifecycleCatalog): OsIdentity {
  const build = windowsBuild(text);
  if (/embedded|posready/i.test(text.name)) return embedded(text, build, lifecycle);
  if (/server|srv|hyper-v/i.test(text.name)) return windowsServer(text, build, lifecycle);
  const known = BUILDS.get(build.number);
  const isNameless = /^(?:(?:microsoft )?windows)?$/i.test(text.name);
  // A build that only a server has decides; one that both have does not.
  if (isNameless && known && known.server !== '' && known.client === '') return windowsServer(text, build, lifecycle);
  if (isNameless && known && known.server !== '') return { ...unknownOs(text, 'windows'), build: build.full, version: build.full, scheme: 'windows' };
  return windowsClient(text, build, lifecycle);
}

function windowsServer(text: OsText, build: WindowsBuild, lifecycle: LifecycleCatalog): OsIdentity {
  const { key, confidence, certain } = serverRelease(text, build);
  const release = SERVERS.get(key);
  if (!release) {
    return {
      ...unknownOs(text, 'windows'),
      distribution: 'windows-server',
      build: build.full,
      version: build.full,
      scheme: 'windows',
    };
  }
  const hasPacks = /^(?:4|200[038])/.test(key);
  const edition = EDITIONS.find(([pattern]) => pattern.test(text.name));
  const pack = hasPacks ? servicePack(text, build) : '*';
  const said = targetHardware(text);
  // From 2008 R2 on there is no 32-bit server; Itanium names itself.
  const hardware = /^(?:4|200[03]|2008$)/.test(key) || (said !== '*' && said !== 'x86') ? said : 'x64';
  const cycle = !key.startsWith('2003') ? release.cycle : pack === 'sp1' ? '2003-sp1' : pack === '-' ? '2003' : release.cycle;
  return {
    cpes: windowsNames(release, { name: text.name, pack, swEdition: edition?.[1] ?? '*', hardware }),
    version: build.full,
    scheme: 'windows',
    ...cycleOf(lifecycle, 'windows-server', certain ? [cycle] : []),
    rule: 'os:windows-server',
    confidence,
    family: 'windows',
    distribution: 'windows-server',
    label: labelOf(edition ? `${release.label} ${edition[2]}` : release.label, text),
    build: build.full,
  };
}

/** `certain` is false when the name stands for several releases (`2016 or later`), so no cycle may be claimed. */
function serverRelease(text: OsText, build: WindowsBuild): { key: string; confidence: Confidence; certain: boolean } {
  const { version } = text;
  // Some lists split "Windows Server" and "2012 R2" over two columns.
  const name = /^20\d\d\b/.test(version) ? `${text.name} ${version}` : text.name;
  const byBuild = BUILDS.get(build.number)?.server ?? '';
  const orLater = /or later|or newer/i.test(name);
  if (/\bNT\b/.test(name)) return { key: '4.0', confidence: 'medium', certain: true };
  // vSphere lists Server 2016 by its code name.
  const year = /threshold/i.test(name) ? '2016' : /(?:^|[^\d.])(2000|2003|2008|2012|2016|2019|2022|2025)(?![\d.])/.exec(name.replace(/version 2004/i, ''))?.[1];
  if (orLater && byBuild !== '') return { key: byBuild, confidence: 'high', certain: true };
  // Small Business Server 2011 is built on 2008 R2.
  if (/server 2011/i.test(name)) return { key: '2008 r2', confidence: 'medium', certain: true };
  if (year) {
    const r2 = /R2\b/i.test(name) || isR2(year, build) || (year === '2008' && byBuild === '2008 r2');
    const hasR2 = ['2003', '2008', '2012'].includes(year);
    // A hypervisor's guest type "Windows Server 2012" is chosen for 2012 R2 as well.
    const coarse = text.guestType && year === '2012' && !r2 && build.nt === '';
    return {
      key: r2 && hasR2 ? `${year} r2` : year,
      confidence: orLater || coarse ? 'low' : text.guestType && build.number === 0 ? 'medium' : 'high',
      certain: !orLater,
    };
  }
  const display = (DISPLAY_VERSION.exec(name) ?? DISPLAY_VERSION.exec(version))?.[1]?.toLowerCase() ?? '';
  if (SERVERS.has(display)) return { key: display, confidence: 'high', certain: true };
  const yearOfDisplay = YEAR_OF_DISPLAY_VERSION.get(display);
  if (yearOfDisplay !== undefined) return { key: yearOfDisplay, confidence: 'high', certain: true };
  // "Windows Server Datacenter" without a year is how semi-annual releases name themselves, 2019's build among them.
  if (byBuild === '2019' && /standard|datacenter/i.test(name)) return { key: '1809', confidence: 'medium', certain: true };
  return { key: byBuild, confidence: 'medium', certain: true };
}

/** 2008 with 6.1 and 2012 with 6.3 are the R2 releases, whatever the name left out. */
function isR2(year: string, { nt }: WindowsBuild): boolean {
  return (year === '2008' && nt === '6.1') || (year === '2012' && nt === '6.3');
}

function servicePack(text: OsText, build: WindowsBuild): string {
  const said = /(?:\bSP|service pack) ?(\da?)/i.exec(`${text.name} ${text.version} ${text.build}`)?.[1];
  const byBuild = BUILDS.get(build.number)?.pack ?? '';
  if (byBuild !== '') return byBuild;
  return said === undefined ? '*' : said === '0' ? '-' : `sp${said.toLowerCase()}`;
}

function windowsClient(text: OsText, build: WindowsBuild, lifecycle: LifecycleCatalog): OsIdentity {
  const major = clientMajor(text, build);
  const old = OLD_CLIENTS.get(major);
  const common = { version: build.full, scheme: 'windows', rule: 'os:windows', family: 'windows', distribution: 'windows', build: build.full } as const;
  const targetHw = targetHardware(text);
  if (old) {
    const pack = /^(?:8|rt)/.test(major) ? '*' : servicePack(text, build);
    return {
      ...common,
      cpes: windowsNames(old, { name: text.name, pack, swEdition: '*', hardware: targetHw }),
      ...cycleOf(lifecycle, 'windows', [old.cycle]),
      confidence: text.guestType && build.number === 0 ? 'medium' : 'high',
      label: labelOf(clientLabel(old.label, text), text),
    };
  }
  if (major !== '10' && major !== '11') return { ...unknownOs(text, 'windows'), ...common, rule: 'unknown', distribution: '' };
  const release = clientRelease(major, text, build);
  const label = labelOf(clientLabel(release === '' ? `Windows ${major}` : `Windows ${major} ${release.toUpperCase()}`, text), text);
  if (release === '') {
    return { ...common, cpes: [cpeOf(`o:microsoft:windows_${major}`, { targetHw })], ...cycleOf(lifecycle, 'windows', []), confidence: 'medium', label };
  }
  const names: WindowsRelease['cpes'] = [
    [`windows_${major}_${release}`, '-'],
    [`windows_${major}`, release],
    // The first releases carry no version in older records.
    ...(release === '1507' || (major === '11' && release === '21h2') ? ([[`windows_${major}`, '-']] as const) : []),
  ];
  const edition = editionOf(text.name);
  return {
    ...common,
    cpes: windowsNames({ cpes: names, cycle: '', label: '' }, { name: text.name, pack: '*', swEdition: '*', hardware: targetHw }),
    ...cycleOf(lifecycle, 'windows', cycleNames(`${major}-${release}`, edition)),
    confidence: weaker('high', edition === '' && !text.guestType ? 'medium' : 'high'),
    label,
  };
}

function clientMajor({ name, version }: OsText, build: WindowsBuild): string {
  // Windows 11 still calls itself 10 in the registry; its builds start at 22000.
  if (build.number >= 22000) return '11';
  const said = /\b(?:windows|win) ?(11|10|8\.1|8|7|vista|xp|2000|nt|rt(?: 8\.1)?)(?![\d.])\b/i.exec(name)?.[1]?.toLowerCase();
  if (said) return said;
  const known = BUILDS.get(build.number)?.client.split(' ')[0];
  return known ?? (/^1[01]\b/.exec(version)?.[0] ?? '');
}

function clientRelease(major: string, { name, version }: OsText, build: WindowsBuild): string {
  const known = BUILDS.get(build.number)?.client ?? '';
  if (known.startsWith(`${major} `)) return known.slice(major.length + 1);
  const longTerm = /\bLTS[BC]\b/i.test(name) ? /\b(20(?:15|16|19|21|24))\b/.exec(name)?.[1] : undefined;
  if (longTerm) return LONG_TERM.get(longTerm) ?? '';
  return (DISPLAY_VERSION.exec(version) ?? DISPLAY_VERSION.exec(name))?.[1]?.toLowerCase() ?? '';
}

type ClientEdition = '' | 'home' | 'enterprise' | 'long-term' | 'iot-long-term';

function editionOf(name: string): ClientEdition {
  if (/\bLTS[BC]\b/i.test(name)) return /\bIoT\b/i.test(name) ? 'iot-long-term' : 'long-term';
  if (/ent(?:er|re)prise|education|multi-session|virtual desktops|\biot\b/i.test(name)) return 'enterprise';
  return /\b(?:home|pro|professional|professionnel|famille|core|workstations?|s)\b/i.test(name) ? 'home' : '';
}

/** Cycle names in order of choice: endoflife.date tells editions apart only where their dates differ. */
function cycleNames(release: string, edition: ClientEdition): readonly string[] {
  switch (edition) {
    case 'iot-long-term':
      return [`${release}-iot-lts`, `${release}-e-lts`];
    case 'long-term':
      return [`${release}-e-lts`];
    case 'enterprise':
      return [`${release}-e`, release];
    case 'home':
      return [`${release}-w`, release];
    case '':
      // Home and Pro is what most machines run, and what a guest type without edition stands for.
      return [release, `${release}-w`];
  }
}

function clientLabel(release: string, { name }: OsText): string {
  const edition = /\b(?:(?:IoT )?Enterprise(?:(?: 20\d\d)? LTS[BC](?: 20\d\d)?)?|Education|Pro(?:fessional)?|Home|Ultimate)\b/i.exec(name)?.[0];
  return edition ? `${release} ${edition}` : release;
}

function embedded(text: OsText, build: WindowsBuild, lifecycle: LifecycleCatalog): OsIdentity {
  const { name } = text;
  const cycle = /posready 7/i.test(name)
    ? 'posready-7'
    : /standard 7/i.test(name)
      ? 'standard-7-sp1'
      : /8\.1.*industry|industry.*8\.1/i.test(name)
        ? '8.1-industry'
        : /8\.1.*pro/i.test(name)
          ? '8.1-pro'
          : /compact (7|2013)/i.test(name)
            ? `compact-${/compact (7|2013)/i.exec(name)?.[1]}`
            : '';
  const base = /8\.1/.test(name) ? '8.1' : /\b7\b/.test(name) ? '7' : '';
  const release = OLD_CLIENTS.get(base);
  return {
    cpes: release && !/compact/i.test(name) ? windowsNames(release, { name: text.name, pack: base === '7' ? servicePack(text, build) : '*', swEdition: '*', hardware: targetHardware(text) }) : [],
    version: build.full,
    scheme: 'windows',
    ...cycleOf(lifecycle, 'windows-embedded', [cycle]),
    rule: 'os:windows-embedded',
    confidence: 'medium',
    family: 'windows',
    distribution: 'windows',
    label: text.name,
    build: build.full,
  };
}

function cycleOf(lifecycle: LifecycleCatalog, name: string, cycles: readonly string[]): { product: string; cycle: string } {
  const product = lifecycle.product(name);
  if (!product) return { product: '', cycle: '' };
  return { product: product.name, cycle: cycles.find((cycle) => releaseNamed(product, cycle) !== undefined) ?? '' };
}
