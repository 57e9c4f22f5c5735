import { cpeOf } from '../cpeFields';
import type { Cpe, OsFamily } from '../identity';
import { netScalerKeys, netScalerRelease } from '../netScaler';
import type { OsText } from './osText';

/** A distribution or Unix: how it is recognised and what its releases are called in the feeds. */
export interface UnixLike {
  /** os-release's `ID` where there is one. */
  readonly id: string;
  readonly pattern: RegExp;
  readonly family: OsFamily;
  readonly label: string;
  /** endoflife.date product; '' when it has none. */
  readonly product: string;
  /** CPE names of a version as NVD writes them, best first. An empty version is ANY. */
  cpes(version: string, name: string): readonly Cpe[];
  /** The version in a text, where it is not simply its first number. */
  version?(text: string): string | undefined;
  /** The release as the vendor writes it in its name. */
  shownVersion?(version: string, name: string): string;
  /** Another entry that this version really belongs to. */
  choose?(version: string, text: OsText): UnixLike | undefined;
  /** The version says nothing of the patch level: ESXi is 6.7.0 from its first build to its last. */
  readonly hasLevels?: boolean;
}

const any = (version: string): string => (version === '' ? '*' : version);
const major = (version: string): string => version.split('.')[0] ?? '';
/** `8` and `8.6` as `8.0`: NVD's name of a whole major release. */
const pointZero = (version: string): string => (version === '' ? '*' : `${major(version)}.0`);

function distinct(cpes: readonly Cpe[]): readonly Cpe[] {
  return cpes.filter((cpe, i) => cpes.findIndex((other) => other.product === cpe.product && other.version === cpe.version) === i);
}

const DEBIAN_CODENAMES: ReadonlyMap<string, string> = new Map([
  ['wheezy', '7'],
  ['jessie', '8'],
  ['stretch', '9'],
  ['buster', '10'],
  ['bullseye', '11'],
  ['bookworm', '12'],
  ['trixie', '13'],
]);

const UBUNTU_CODENAMES: ReadonlyMap<string, string> = new Map([
  ['trusty', '14.04'],
  ['xenial', '16.04'],
  ['bionic', '18.04'],
  ['focal', '20.04'],
  ['jammy', '22.04'],
  ['noble', '24.04'],
  ['resolute', '26.04'],
]);

function byCodename(names: ReadonlyMap<string, string>): (text: string) => string | undefined {
  return (text) => {
    if (/\d/.test(text)) return undefined;
    const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
    return names.get(words.find((word) => names.has(word)) ?? '');
  };
}

/** Long-term releases: April of even years. */
function isUbuntuLts(version: string): boolean {
  return /^\d?[02468]\.04/.test(version) && version !== '6.06';
}

function suseFields(version: string): Partial<Cpe> {
  const [release = '', pack] = version.split('.');
  return { version: any(release), update: pack === undefined ? '*' : pack === '0' ? '-' : `sp${pack}` };
}

function suseShown(version: string): string {
  const [release = '', pack] = version.split('.');
  return pack === undefined || pack === '0' ? release : `${release} SP${pack}`;
}

const CENTOS_STREAM: UnixLike = {
  id: 'centos-stream',
  pattern: /centos.{0,10}stream/i,
  family: 'linux',
  label: 'CentOS Stream',
  product: 'centos-stream',
  cpes: (version) => [cpeOf('o:centos:stream', { version: any(version) })],
};

/** Network appliances, which inventories of machines list beside servers. */
const APPLIANCES: readonly UnixLike[] = [
  {
    id: 'pan-os',
    pattern: /\bpan-?os\b/i,
    family: 'unix',
    label: 'PAN-OS',
    product: 'panos',
    version: (text) => /\d+\.\d+\.\d+(?:-h\d{1,3})?/i.exec(text)?.[0].toLowerCase(),
    // A hotfix is the update: 10.2.9 without one is `10.2.9` `-`.
    cpes: (version) => {
      const [release = '', hotfix] = version.split('-');
      return [cpeOf('o:paloaltonetworks:pan-os', { version: any(release), update: release === '' ? '*' : (hotfix ?? '-') })];
    },
  },
  {
    id: 'fortios',
    pattern: /\bforti(?:os|gate)\b/i,
    family: 'unix',
    label: 'FortiOS',
    product: 'fortios',
    version: (text) => /\bv?(\d+\.\d+\.\d+)/i.exec(text)?.[1],
    cpes: (version) => [cpeOf('o:fortinet:fortios', { version: any(version) })],
  },
  {
    id: 'cisco-ios-xe',
    pattern: /\bios[- ]xe\b/i,
    family: 'unix',
    label: 'Cisco IOS XE',
    product: 'cisco-ios-xe',
    // It writes its own numbers with zeros, `17.09.04a`; records do not.
    version: (text) => /\d+\.\d+\.\d+[a-z]?/i.exec(text)?.[0].replaceAll(/(?<![\d])0+(?=\d)/g, '').toLowerCase(),
    cpes: (version) => [cpeOf('o:cisco:ios_xe', { version: any(version) })],
  },
  {
    id: 'cisco-nx-os',
    pattern: /\bnx-?os\b/i,
    family: 'unix',
    label: 'Cisco NX-OS',
    product: '',
    version: (text) => /\d+\.\d+\(\w{1,6}\)(?:\w+\(\w{1,6}\))?/.exec(text)?.[0].toLowerCase(),
    cpes: (version) => [cpeOf('o:cisco:nx-os', { version: any(version) })],
  },
  {
    id: 'netscaler',
    pattern: /\bnet ?scaler\b|\bcitrix (?:adc|gateway)\b/i,
    family: 'unix',
    label: 'NetScaler',
    product: '',
    version: netScalerRelease,
    cpes: (version, name) => netScalerKeys(/gateway/i.test(name)).map((key) => cpeOf(key, { version: any(version) })),
  },
];

/** In order: a derivative that names its origin stands before it. */
export const UNIX_LIKE: readonly UnixLike[] = [
  CENTOS_STREAM,
  {
    id: 'centos',
    pattern: /\bcentos/i,
    family: 'linux',
    label: 'CentOS Linux',
    product: 'centos',
    cpes: (version) => distinct([cpeOf('o:centos:centos', { version: any(version) }), cpeOf('o:centos:centos', { version: pointZero(version) })]),
    // There is no CentOS Linux 9; a hypervisor's "CentOS 9 (64-bit)" is Stream.
    choose: (version) => (Number(major(version)) >= 9 ? CENTOS_STREAM : undefined),
  },
  {
    id: 'almalinux',
    pattern: /\balma ?linux/i,
    family: 'linux',
    label: 'AlmaLinux',
    product: 'almalinux',
    cpes: (version) => [cpeOf('o:almalinux:almalinux', { version: any(version) })],
  },
  {
    id: 'rocky',
    pattern: /\brocky(?: ?linux)?\b/i,
    family: 'linux',
    label: 'Rocky Linux',
    product: 'rocky-linux',
    cpes: (version) => [cpeOf('o:rocky:rocky', { version: any(version) })],
  },
  {
    id: 'oracle',
    pattern: /\boracle(?: enterprise)? ?linux|^ol ?\d?$/i,
    family: 'linux',
    label: 'Oracle Linux',
    product: 'oracle-linux',
    cpes: (version) => [cpeOf('o:oracle:linux', { version: any(major(version)) })],
  },
  {
    id: 'amazon',
    pattern: /\bamazon ?linux|\bamzn/i,
    family: 'linux',
    label: 'Amazon Linux',
    product: 'amazon-linux',
    cpes: (version) =>
      major(version) === '2'
        ? [cpeOf('o:amazon:linux_2', { version: '-' })]
        : [cpeOf('o:amazon:linux', { version: any(Number(major(version)) >= 2023 ? major(version) : version) })],
  },
  {
    id: 'rhel',
    pattern: /\bred ?hat\b|\brhel/i,
    family: 'linux',
    label: 'Red Hat Enterprise Linux',
    product: 'rhel',
    cpes: (version) =>
      distinct([
        cpeOf('o:redhat:enterprise_linux', { version: any(version.includes('.') ? version : pointZero(version)) }),
        cpeOf('o:redhat:enterprise_linux', { version: pointZero(version) }),
        ...(Number(major(version)) < 8 ? [cpeOf('o:redhat:enterprise_linux_server', { version: pointZero(version) })] : []),
      ]),
  },
  {
    id: 'fedora',
    pattern: /\bfedora/i,
    family: 'linux',
    label: 'Fedora Linux',
    product: 'fedora',
    cpes: (version) => [cpeOf('o:fedoraproject:fedora', { version: any(version) })],
  },
  {
    id: 'ubuntu',
    pattern: /\bubuntu/i,
    family: 'linux',
    label: 'Ubuntu',
    product: 'ubuntu',
    version: byCodename(UBUNTU_CODENAMES),
    shownVersion: (version) => (isUbuntuLts(version) ? `${version} LTS` : version),
    cpes: (version) => {
      const release = version.split('.').slice(0, 2).join('.');
      return [cpeOf('o:canonical:ubuntu_linux', { version: any(release), swEdition: isUbuntuLts(release) ? 'lts' : '*' })];
    },
  },
  {
    id: 'debian',
    pattern: /\bdebian/i,
    family: 'linux',
    label: 'Debian GNU/Linux',
    product: 'debian',
    version: byCodename(DEBIAN_CODENAMES),
    cpes: (version) => [cpeOf('o:debian:debian_linux', { version: pointZero(version) })],
  },
  {
    id: 'sled',
    pattern: /\bsled\b|suse linux enterprise desktop/i,
    family: 'linux',
    label: 'SUSE Linux Enterprise Desktop',
    product: '',
    shownVersion: suseShown,
    cpes: (version) => [cpeOf('o:suse:linux_enterprise_desktop', suseFields(version))],
  },
  {
    id: 'sles',
    pattern: /\bsles(?:[_ ]sap)?\b|\bsuse linux enterprise\b|\bsuse linux\b|^suse$/i,
    family: 'linux',
    label: 'SUSE Linux Enterprise Server',
    product: 'sles',
    shownVersion: suseShown,
    cpes: (version) => [
      cpeOf('o:suse:linux_enterprise_server', suseFields(version)),
      cpeOf('o:suse:suse_linux_enterprise_server', suseFields(version)),
    ],
  },
  {
    // A rolling release has no cycle; its snapshot's date is not a version.
    id: 'opensuse-tumbleweed',
    pattern: /\btumbleweed/i,
    family: 'linux',
    label: 'openSUSE Tumbleweed',
    product: '',
    cpes: () => [cpeOf('o:opensuse:tumbleweed', { version: '-' })],
  },
  {
    id: 'opensuse',
    pattern: /\bopensuse/i,
    family: 'linux',
    label: 'openSUSE Leap',
    product: 'opensuse',
    // Leap is 42.x and 15 on; what lies between are the last releases before it.
    cpes: (version) => [
      cpeOf(Number(major(version)) >= 10 && Number(major(version)) < 15 ? 'o:opensuse:opensuse' : 'o:opensuse:leap', { version: any(version) }),
    ],
  },
  {
    id: 'alpine',
    pattern: /\balpine/i,
    family: 'linux',
    label: 'Alpine Linux',
    product: 'alpine-linux',
    cpes: (version) => [cpeOf('o:alpinelinux:alpine_linux', { version: any(version) })],
  },
  {
    id: 'photon',
    pattern: /\bphoton\b/i,
    family: 'linux',
    label: 'VMware Photon OS',
    product: 'photon',
    cpes: (version) => [cpeOf('o:vmware:photon_os', { version: any(version) })],
  },
  {
    id: 'linuxmint',
    pattern: /\blinux ?mint\b/i,
    family: 'linux',
    label: 'Linux Mint',
    product: 'linuxmint',
    cpes: (version) => [cpeOf('o:linuxmint:linuxmint', { version: any(version) })],
  },
  {
    id: 'esxi',
    pattern: /\besxi?\b|vmkernel/i,
    family: 'unix',
    label: 'VMware ESXi',
    product: 'esxi',
    hasLevels: true,
    cpes: (version, name) => {
      const update = /\bupdate (\d[a-z]?)\b|\bU(\d[a-z]?)\b/i.exec(name);
      const letter = update?.[1] ?? update?.[2];
      return [
        cpeOf('o:vmware:esxi', {
          version: any(version.split('.').slice(0, 2).join('.')),
          update: letter === undefined ? '*' : `update_${letter.toLowerCase()}`,
        }),
      ];
    },
  },
  {
    id: 'macos',
    pattern: /\bmac ?os\b|\bos x\b/i,
    family: 'macos',
    label: 'macOS',
    product: 'macos',
    cpes: (version) =>
      version.startsWith('10.') || version === ''
        ? [cpeOf('o:apple:mac_os_x', { version: any(version) }), cpeOf('o:apple:macos', { version: any(version) })]
        : [cpeOf('o:apple:macos', { version })],
  },
  {
    id: 'freebsd',
    pattern: /\bfreebsd/i,
    family: 'unix',
    label: 'FreeBSD',
    product: 'freebsd',
    cpes: (version) => [cpeOf('o:freebsd:freebsd', { version: any(version) })],
  },
  {
    id: 'solaris',
    pattern: /\bsolaris|\bsunos/i,
    family: 'unix',
    label: 'Oracle Solaris',
    product: 'oracle-solaris',
    // The kernel's name of Solaris 10 is SunOS 5.10.
    version: (text) => /(?<![\d.])5\.(\d{1,2})(?![\d.])/.exec(text)?.[1],
    cpes: (version) => [
      cpeOf('o:oracle:solaris', { version: any(version) }),
      cpeOf('o:sun:solaris', { version: any(version) }),
      ...(Number(version) <= 11 ? [cpeOf('o:sun:sunos', { version: `5.${version}` })] : []),
    ],
  },
  {
    id: 'aix',
    pattern: /\baix\b/i,
    family: 'unix',
    label: 'IBM AIX',
    product: 'ibm-aix',
    // `oslevel -s` writes 7.2 with technology level 5 as `7200-05-03-2148`.
    version: (text) => /\b(\d)(\d)00-(\d\d)\b/.exec(text)?.slice(1).map(Number).join('.'),
    cpes: (version) => distinct([cpeOf('o:ibm:aix', { version: any(version) }), cpeOf('o:ibm:aix', { version: any(version.split('.').slice(0, 2).join('.')) })]),
  },
  {
    id: 'hp-ux',
    pattern: /\bhp-?ux\b/i,
    family: 'unix',
    label: 'HP-UX',
    product: '',
    cpes: (version) => [cpeOf('o:hp:hp-ux', { version: any(version) })],
  },
  ...APPLIANCES,
];
