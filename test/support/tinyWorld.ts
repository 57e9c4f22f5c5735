import type { AdvisoryRecord } from '../../src/core/match/advisories/advisoryIndex';
import type { Knowledge } from '../../src/core/match/knowledge';
import { advisory } from './advisories';
import type { TinyCve } from './tinyKnowledge';
import { about, lifecycle, tinyKnowledge } from './tinyKnowledge';

/** Where life cycles of the tests' world stand on 2026-11-21: one ended the day before, one ends today, one tomorrow. */
export const PRODUCTS = [
  lifecycle('debian', 'o:debian:debian_linux', '10 eol 2022-09-10 eoes 2024-06-30', '11 eol 2026-11-20 eoes 2031-06-30', '12 eol 2026-11-21', '13 eol 2028-08-09', '14 eol 2027-01-15'),
  lifecycle('windows-server', 'o:microsoft:windows_server_2019', '2019 eoas 2024-01-09 eol 2029-01-09 latest 10.0.17763', '2012 eol 2023-10-10 eoes 2026-10-13 latest 6.2.9200'),
  lifecycle('widget', 'a:acme:widget', '1 eol 2026-11-20', '2 eol 2026-11-21', '3 eol 2027-02-01', '4 eol 2030-01-01', '5'),
  lifecycle('gadget', 'a:acme:gadget', '1 eol yes', '2 eol 2027-02-01'),
  // One that distributions package too.
  lifecycle('redis', 'a:redis:redis', '5.0 eol 2022-04-27', '7.2 eol 2029-02-28'),
];

export const CVES: readonly TinyCve[] = [
  // The same CVE on two products.
  about('CVE-2024-0001', 'critical', ['a:acme:widget <3.5', 'a:acme:gadget <9'], { kev: 'known', epss: 0.9 }),
  about('CVE-2024-0002', 'high', ['a:acme:widget <2.5']),
  about('CVE-2024-0003', 'medium', ['a:acme:gadget <1.5'], { epss: 0.02 }),
  about('CVE-2024-0004', 'low', ['a:acme:gizmo']),
  about('CVE-2024-0005', 'unknown', ['a:acme:gizmo <2']),
  about('CVE-2024-0006', 'none', ['a:acme:gizmo <2']),
  // Only together with a gadget, only on Windows.
  about('CVE-2024-0010', 'high', ['a:acme:plugin <2'], { on: ['?a:acme:gadget'] }),
  about('CVE-2024-0011', 'critical', ['a:acme:plugin <2'], { on: ['?o:microsoft:windows:-'], kev: 'ransomware' }),
  // Says nothing about versions, so at most possible.
  about('CVE-2024-0020', 'critical', ['a:acme:vague:-']),
  // Of an operating system's release: possible until its advisories decide.
  about('CVE-2024-0030', 'high', ['o:debian:debian_linux:10.0']),
  about('CVE-2024-0031', 'high', ['o:debian:debian_linux:12.0']),
  // Of a project that distributions package.
  about('CVE-2024-0040', 'critical', ['a:openssl:openssl <3.0.8'], { kev: 'known' }),
  about('CVE-2024-0041', 'medium', ['a:openssl:openssl <3.1']),
  about('CVE-2024-0042', 'low', ['a:openssl:openssl <4']),
];

/** Debian 12 and AlmaLinux 8 and 9 are covered; Debian 13 but for its packages of OpenSSL, the rest is not. */
export const ADVISORIES: readonly AdvisoryRecord[] = [
  advisory('DSA-1', '2024-0040 2024-9999', ['Debian:12 | openssl | 0 <3.0.5-1']),
  advisory('DSA-2', '2024-0041', ['Debian:12 | openssl | 0 <3.0.9-1']),
  advisory('DSA-3', '2024-0031', ['Debian:12 | redis | 0 <5:6', 'Debian:12 | sudo | 0']),
  advisory('DSA-4', '2024-0042', ['Debian:12 | openssl | 0'], { withdrawn: true }),
  advisory('DSA-5', '2024-0003', ['Debian:13 | sudo | 0 <2-1']),
  advisory('ALSA-2024:1', '2024-0040', ['AlmaLinux:9 | openssl-libs | 0 <1:3.0.7-2.el9', 'AlmaLinux:8 | openssl-libs | 0 <1:1.1.1k-3.el8']),
  advisory('ALSA-2024:2', '2024-0041 2024-8888', ['AlmaLinux:9 | openssl-libs | 0 <1:3.0.7-3.el9']),
];

export function tinyWorld(): Knowledge {
  return tinyKnowledge({ cves: CVES, products: PRODUCTS, advisories: ADVISORIES });
}

export interface TinySoftware {
  readonly name: string;
  readonly publisher?: string;
  readonly version?: string;
  readonly source?: string;
  readonly cpe?: string;
}

/** A software of the world with its identity written out: `widget 2.1`. */
export function acme(text: string): TinySoftware {
  const [product, version] = text.split(' ');
  return {
    name: product[0].toUpperCase() + product.slice(1),
    publisher: 'Acme',
    ...(version === undefined ? {} : { version }),
    cpe: `cpe:2.3:a:acme:${product}:${version ?? '*'}:*:*:*:*:*:*:*`,
  };
}

/** What satisfies both checks, and stands for nothing in the feeds of the world. */
export const PROTECTION: readonly TinySoftware[] = [
  { name: 'CrowdStrike Windows Sensor', publisher: 'CrowdStrike, Inc.', version: '7.29.20108.0' },
  { name: 'Configuration Manager Client', publisher: 'Microsoft Corporation', version: '5.00.9135.1008' },
];

export const DEBIAN = (version: string): object => ({ name: 'Debian GNU/Linux', version });
export const ALMA = (version: string): object => ({ name: 'AlmaLinux', version });

/** Packages of distributions; the same version is another matter on another release. */
export const PACKAGES: readonly TinySoftware[] = [
  { name: 'libssl3', version: '3.0.4-1', source: 'dpkg' },
  { name: 'libssl3', version: '3.0.6-1', source: 'dpkg' },
  { name: 'openssl', version: '3.0.9-1', source: 'dpkg' },
  { name: 'openssl', version: '', source: 'dpkg' },
  { name: 'sudo', version: '1.9-1', source: 'dpkg' },
  { name: 'openssl-libs', version: '3.0.7-2.el9', source: 'rpm' },
  { name: 'openssl-libs', version: '1:1.1.1k-2.el8', source: 'rpm' },
];
export const WINDOWS_2019 = { name: 'Microsoft Windows Server 2019 Standard', version: '10.0.17763', build: '10.0.17763.5329' };
