import assert from 'node:assert/strict';
import { identifyOs } from '../../../../src/core/identify/operatingSystem';
import type { OsIdentity } from '../../../../src/core/identify/identity';
import { describeOs, shortCpe } from './describeIdentity';
import { endoflifeCatalog } from './endoflifeFile';
import { SMALL_CATALOG } from './smallCatalog';

/** `name | version | build`. */
function identify(row: string, architecture = '', catalog = SMALL_CATALOG): OsIdentity {
  const [name = '', version = '', build = ''] = row.split(' | ');
  return identifyOs({ name, version, build, architecture }, catalog);
}

function check(row: string, expected: string): void {
  assert.equal(describeOs(identify(row)), expected, row);
}

/** Operating systems and what they stand for: rule, first CPE, product/cycle, build, confidence unless high. */
const TABLES: Readonly<Record<string, readonly (readonly [row: string, expected: string])[]>> = {
  'Windows Server by name, version and build': [
    ['Microsoft Windows Server 2019 Standard | 10.0.17763 | ', 'os:windows-server, microsoft:windows_server_2019:-:*:*:*:standard:*:x64, windows-server/2019, build 10.0.17763'],
    ['Windows Server 2019 Datacenter | 1809 | 17763.5329', 'os:windows-server, microsoft:windows_server_2019:-:*:*:*:datacenter:*:x64, windows-server/2019, build 10.0.17763.5329'],
    ['Windows Server 2019 Datacenter | 10.0.17763 | 5329', 'os:windows-server, microsoft:windows_server_2019:-:*:*:*:datacenter:*:x64, windows-server/2019, build 10.0.17763.5329'],
    ['Microsoft Windows Server 2016 or later (64-bit) |  | ', 'os:windows-server, microsoft:windows_server_2016:-:*:*:*:*:*:x64, windows-server/, low'],
    ['Microsoft Windows Server 2016 or later (64-bit) | 10.0.20348 | ', 'os:windows-server, microsoft:windows_server_2022:-:*:*:*:*:*:x64, windows-server/2022, build 10.0.20348'],
    ['Microsoft Windows Server 2016 (64-bit) |  | ', 'os:windows-server, microsoft:windows_server_2016:-:*:*:*:*:*:x64, windows-server/2016, medium'],
    ['Microsoft Windows Server 2016 Datacenter | 10.0.14393 N/A Build 14393 | ', 'os:windows-server, microsoft:windows_server_2016:-:*:*:*:datacenter:*:x64, windows-server/2016, build 10.0.14393'],
    ['Windows Server 2012 R2 | 6.3.9600 | ', 'os:windows-server, microsoft:windows_server_2012:r2:*:*:*:*:*:x64, windows-server/2012-r2, build 6.3.9600'],
    ['Microsoft Windows Server 2012 (64-bit) |  | ', 'os:windows-server, microsoft:windows_server_2012:-:*:*:*:*:*:x64, windows-server/2012, low'],
    ['Microsoft Windows Server 2012 Standard | 6.2.9200 | ', 'os:windows-server, microsoft:windows_server_2012:-:*:*:*:standard:*:x64, windows-server/2012, build 6.2.9200'],
    ['Windows Server 2012 | 6.3 | ', 'os:windows-server, microsoft:windows_server_2012:r2:*:*:*:*:*:x64, windows-server/2012-r2, build 6.3'],
    ['Windows Server | 2012 R2 | ', 'os:windows-server, microsoft:windows_server_2012:r2:*:*:*:*:*:x64, windows-server/2012-r2'],
    ['Microsoft® Windows Server® 2008 Standard | 6.0.6002 | Service Pack 2', 'os:windows-server, microsoft:windows_server_2008:-:sp2:*:*:standard, windows-server/2008-sp2, build 6.0.6002'],
    ['Microsoft Windows Server 2008 (32-bit) |  | ', 'os:windows-server, microsoft:windows_server_2008:-:*:x86:*:*:*:x86, windows-server/2008-sp2, medium'],
    ['Windows Server 2008 R2 Enterprise | 6.1.7601 | ', 'os:windows-server, microsoft:windows_server_2008:r2:sp1:x64:*:enterprise:*:x64, windows-server/2008-r2-sp1, build 6.1.7601'],
    ['Windows Server 2008 R2 Enterprise | 6.1.7600 | ', 'os:windows-server, microsoft:windows_server_2008:r2:-:x64:*:enterprise:*:x64, windows-server/2008-r2-sp1, build 6.1.7600'],
    ['Microsoft(R) Windows(R) Server 2003, Standard Edition | 5.2.3790 | Service Pack 2', 'os:windows-server, microsoft:windows_server_2003:-:sp2:*:*:standard, windows-server/2003-sp2, build 5.2.3790'],
    ['Microsoft Windows Server 2003 R2 Enterprise |  | Service Pack 1', 'os:windows-server, microsoft:windows_server_2003:r2:sp1:*:*:enterprise, windows-server/2003-sp1'],
    ['Windows 2000 Server | 5.0.2195 | Service Pack 4', 'os:windows-server, microsoft:windows_2000:-:sp4, windows-server/2000, build 5.0.2195'],
    ['Windows Server Datacenter | 10.0.18363 | ', 'os:windows-server, microsoft:windows_server_2016:1909:*:*:*:datacenter:*:x64, windows-server/1909-sac, build 10.0.18363, medium'],
    ['Windows Server Standard | 10.0.17763 | ', 'os:windows-server, microsoft:windows_server_2016:1809:*:*:*:standard:*:x64, windows-server/1809-sac, build 10.0.17763, medium'],
    ['Windows Server, version 20H2 |  | ', 'os:windows-server, microsoft:windows_server_2016:20h2:*:*:*:*:*:x64, windows-server/20h2-sac'],
    ['Windows Server 23H2 |  | ', 'os:windows-server, microsoft:windows_server_2022_23h2:-:*:*:*:*:*:x64, windows-server/23h2-ac'],
    ['Windows Server 2022 Datacenter: Azure Edition | 10.0.20348.2227 | ', 'os:windows-server, microsoft:windows_server_2022:-:*:*:*:azure:*:x64, windows-server/2022, build 10.0.20348.2227'],
    ['Windows Server 2025 Standard |  | 26100.1742', 'os:windows-server, microsoft:windows_server_2025:-:*:*:*:standard:*:x64, windows-server/2025, build 10.0.26100.1742'],
    ['Windows Server |  | ', 'unknown windows'],
    ['Microsoft Hyper-V Server 2016 | 10.0.14393 | ', 'os:windows-server, microsoft:windows_server_2016:-:*:*:*:*:*:x64, windows-server/2016, build 10.0.14393'],
    ['Windows Small Business Server 2011 Standard |  | ', 'os:windows-server, microsoft:windows_server_2008:r2:*:x64:*:standard:*:x64, windows-server/2008-r2-sp1, medium'],
    [' | 10.0.20348.1 | ', 'os:windows-server, microsoft:windows_server_2022:-:*:*:*:*:*:x64, windows-server/2022, build 10.0.20348.1, medium'],
    [' | 10.0.17763 | ', 'unknown windows, build 10.0.17763'],
    // The edition, in a wide sense, decides what a build that a client and a server share stands for; "Windows" alone decides nothing.
    ['Windows | 10.0.17763 | ', 'unknown windows, build 10.0.17763'],
    ['Microsoft Windows | 10.0.26100 | ', 'unknown windows, build 10.0.26100'],
    ['Windows | 10.0.20348 | ', 'os:windows-server, microsoft:windows_server_2022:-:*:*:*:*:*:x64, windows-server/2022, build 10.0.20348, medium'],
    ['Windows Server | 10.0.14393 | ', 'os:windows-server, microsoft:windows_server_2016:-:*:*:*:*:*:x64, windows-server/2016, build 10.0.14393, medium'],
    ['Windows Server | 10.0.17763 | ', 'os:windows-server, microsoft:windows_server_2019:-:*:*:*:*:*:x64, windows-server/2019, build 10.0.17763, medium'],
    ['Windows Server 2022 Datacenter | 21H2 | 20348.2113', 'os:windows-server, microsoft:windows_server_2022:-:*:*:*:datacenter:*:x64, windows-server/2022, build 10.0.20348.2113'],
    ['Windows Server | 21H2 | ', 'os:windows-server, microsoft:windows_server_2022:-:*:*:*:*:*:x64, windows-server/2022'],
    ['Windows Server Datacenter | 23H2 | 25398', 'os:windows-server, microsoft:windows_server_2022_23h2:-:*:*:*:datacenter:*:x64, windows-server/23h2-ac, build 10.0.25398'],
    ['Windows Server 2025 Datacenter | 24H2 | 26100.2314', 'os:windows-server, microsoft:windows_server_2025:-:*:*:*:datacenter:*:x64, windows-server/2025, build 10.0.26100.2314'],
    ['Windows Server IoT 2019 Standard | 1809 | 17763', 'os:windows-server, microsoft:windows_server_2019:-:*:*:*:standard:*:x64, windows-server/2019, build 10.0.17763'],
    ['Windows Storage Server 2016 Standard | 10.0.14393 | ', 'os:windows-server, microsoft:windows_server_2016:-:*:*:*:standard:*:x64, windows-server/2016, build 10.0.14393'],
    ['Windows Server vNext Datacenter | 10.0.29500 | ', 'unknown windows, build 10.0.29500'],
    ['Microsoft Windows NT 4.0 Server |  | ', 'os:windows-server, microsoft:windows_nt:4.0, windows-server/, build 4.0, medium'],
  ],
  'Windows as vSphere, Defender and Resource Graph name it': [
    ['Microsoft Windows Server Threshold (64-bit) |  | ', 'os:windows-server, microsoft:windows_server_2016:-:*:*:*:*:*:x64, windows-server/2016, medium'],
    ['Microsoft Windows Server 2019 (64-bit) |  | ', 'os:windows-server, microsoft:windows_server_2019:-:*:*:*:*:*:x64, windows-server/2019, medium'],
    ['Microsoft Windows Server 2019 or later (64-bit) |  | ', 'os:windows-server, microsoft:windows_server_2019:-:*:*:*:*:*:x64, windows-server/, low'],
    ['Microsoft Windows 7 (32-bit) |  | ', 'os:windows, microsoft:windows_7:-:*:x86:*:*:*:x86, windows/7-sp1, medium'],
    ['Microsoft Windows 11 (64-bit) |  | ', 'os:windows, microsoft:windows_11:*:*:*:*:*:*:x64, windows/, medium'],
    ['WindowsServer2019 |  | ', 'os:windows-server, microsoft:windows_server_2019:-:*:*:*:*:*:x64, windows-server/2019'],
    ['WindowsServer2012R2 |  | ', 'os:windows-server, microsoft:windows_server_2012:r2:*:*:*:*:*:x64, windows-server/2012-r2'],
    ['WindowsServer2008R2 | 6.1 | 7601', 'os:windows-server, microsoft:windows_server_2008:r2:sp1:x64:*:*:*:x64, windows-server/2008-r2-sp1, build 6.1.7601'],
    ['Windows8Blue |  | ', 'os:windows, microsoft:windows_8.1:-, windows/8.1'],
    ['Windows10 | 22H2 | 19045', 'os:windows, microsoft:windows_10_22h2:-, windows/10-22h2, build 10.0.19045, medium'],
    ['Windows11 |  | ', 'os:windows, microsoft:windows_11, windows/, medium'],
    ['windows_server_2019 | 10.0.17763.5329 | ', 'os:windows-server, microsoft:windows_server_2019:-:*:*:*:*:*:x64, windows-server/2019, build 10.0.17763.5329'],
    ['windows_server_2012_r2 |  | ', 'os:windows-server, microsoft:windows_server_2012:r2:*:*:*:*:*:x64, windows-server/2012-r2'],
    ['windows_10 | 10.0.19045.3803 | ', 'os:windows, microsoft:windows_10_22h2:-, windows/10-22h2, build 10.0.19045.3803, medium'],
  ],
  'Windows clients by name, build and edition': [
    ['Windows 10 Enterprise | 10.0.17763 | ', 'os:windows, microsoft:windows_10_1809:-, windows/10-1809-e, build 10.0.17763'],
    ['Windows 10 Pro | 10.0.17763 | ', 'os:windows, microsoft:windows_10_1809:-, windows/10-1809-w, build 10.0.17763'],
    ['Windows 10 Enterprise | 10.0.19044 | ', 'os:windows, microsoft:windows_10_21h2:-, windows/10-21h2-e, build 10.0.19044'],
    ['Windows 10 Pro | 22H2 | 19045.3803', 'os:windows, microsoft:windows_10_22h2:-, windows/10-22h2, build 10.0.19045.3803'],
    ['Windows 10 Enterprise LTSC 2019 | 10.0.17763.5329 | ', 'os:windows, microsoft:windows_10_1809:-, windows/10-1809-e-lts, build 10.0.17763.5329'],
    ['Windows 10 Enterprise 2016 LTSB |  | ', 'os:windows, microsoft:windows_10_1607:-, windows/10-1607-e-lts'],
    ['Windows 10 IoT Enterprise LTSC | 10.0.19044 | ', 'os:windows, microsoft:windows_10_21h2:-, windows/10-21h2-iot-lts, build 10.0.19044'],
    ['Windows 10 Enterprise multi-session | 10.0.19042 | ', 'os:windows, microsoft:windows_10_20h2:-, windows/10-20h2-e, build 10.0.19042'],
    ['Microsoft Windows 10 (64-bit) |  | ', 'os:windows, microsoft:windows_10:*:*:*:*:*:*:x64, windows/, medium'],
    ['Windows 10 Pro | 10.0.22631 | ', 'os:windows, microsoft:windows_11_23h2:-, windows/11-23h2-w, build 10.0.22631'],
    ['Microsoft Windows 11 Enterprise | 10.0.22621.1 | ', 'os:windows, microsoft:windows_11_22h2:-, windows/11-22h2-e, build 10.0.22621.1'],
    ['Windows 11 | 10.0.26100 | ', 'os:windows, microsoft:windows_11_24h2:-, windows/11-24h2-w, build 10.0.26100, medium'],
    ['Windows 7 Professional | 6.1.7601 | ', 'os:windows, microsoft:windows_7:-:sp1, windows/7-sp1, build 6.1.7601'],
    ['Windows 8.1 Pro |  | ', 'os:windows, microsoft:windows_8.1:-, windows/8.1'],
    ['Windows XP Professional | 5.1.2600 | Service Pack 3', 'os:windows, microsoft:windows_xp:-:sp3, windows/5-sp3, build 5.1.2600'],
    ['Windows Vista Business | 6.0.6002 | ', 'os:windows, microsoft:windows_vista:-:sp2, windows/6-sp2, build 6.0.6002'],
    ['Windows 10 Enterprise | 10.0.14393 | ', 'os:windows, microsoft:windows_10_1607:-, windows/10-1607-e, build 10.0.14393'],
    ['Windows 11 Enterprise LTSC 2024 | 24H2 | 26100', 'os:windows, microsoft:windows_11_24h2:-, windows/11-24h2-e-lts, build 10.0.26100'],
    ['Windows 10 IoT Enterprise 2019 LTSC | 1809 | 17763', 'os:windows, microsoft:windows_10_1809:-, windows/10-1809-e-lts, build 10.0.17763'],
    ['Windows 10 Enterprise for Virtual Desktops | 10.0.17763 | ', 'os:windows, microsoft:windows_10_1809:-, windows/10-1809-e, build 10.0.17763'],
    ['Windows 10 Education | 1809 | 17763', 'os:windows, microsoft:windows_10_1809:-, windows/10-1809-e, build 10.0.17763'],
    ['Windows 10 Team | 10.0.19042 | ', 'os:windows, microsoft:windows_10_20h2:-, windows/10-20h2-w, build 10.0.19042, medium'],
    ['Windows RT 8.1 |  | ', 'os:windows, microsoft:windows_rt_8.1:-, windows/'],
    ['Windows Embedded Standard 7 | 6.1.7601 | ', 'os:windows-embedded, microsoft:windows_7:-:sp1, windows-embedded/standard-7-sp1, build 6.1.7601, medium'],
    ['Windows 12 Quantum |  | ', 'unknown windows'],
  ],
  'Linux distributions, as os-release and hypervisors write them': [
    ['Red Hat Enterprise Linux 7 (64-bit) |  | ', 'os:rhel, redhat:enterprise_linux:7.0, rhel/7, medium'],
    ['Red Hat Enterprise Linux Server release 7.9 (Maipo) |  | ', 'os:rhel, redhat:enterprise_linux:7.9, rhel/7'],
    ['Red Hat Enterprise Linux 8.6 (Ootpa) | 4.18.0-372.9.1.el8.x86_64 | ', 'os:rhel, redhat:enterprise_linux:8.6, rhel/8'],
    ['Red Hat Enterprise Linux | 9.4 | ', 'os:rhel, redhat:enterprise_linux:9.4, rhel/9'],
    ['RedHatEnterpriseLinux | 8.6 | ', 'os:rhel, redhat:enterprise_linux:8.6, rhel/8'],
    ['red_hat_enterprise_linux | 8.6 | ', 'os:rhel, redhat:enterprise_linux:8.6, rhel/8'],
    ['ubuntu_linux | 20.04 | ', 'os:ubuntu, canonical:ubuntu_linux:20.04:*:*:*:lts, ubuntu/20.04'],
    ['rhel | 9 | ', 'os:rhel, redhat:enterprise_linux:9.0, rhel/9'],
    ['CentOS Linux 7 (Core) | 7.9.2009 | 3.10.0-1160.el7.x86_64', 'os:centos, centos:centos:7.9.2009, centos/7'],
    ['CentOS Linux 8 |  | ', 'os:centos, centos:centos:8, centos/8'],
    ['CentOS Stream 8 |  | ', 'os:centos-stream, centos:stream:8, centos-stream/8'],
    ['CentOS 9 (64-bit) |  | ', 'os:centos-stream, centos:stream:9, centos-stream/9, medium'],
    ['CentOS 4/5 or later (64-bit) |  | ', 'os:centos, centos:centos, centos/, low'],
    ['CentOS 4/5/6/7 (64-bit) |  | ', 'os:centos, centos:centos, centos/, low'],
    ['AlmaLinux 9.3 (Shamrock Pampas Gazelle) |  | ', 'os:almalinux, almalinux:almalinux:9.3, almalinux/9'],
    ['Rocky Linux 8.9 |  | ', 'os:rocky, rocky:rocky:8.9, rocky-linux/8'],
    ['Oracle Linux Server 7.9 |  | ', 'os:oracle, oracle:linux:7, oracle-linux/7'],
    ['Oracle Linux 4/5 or later (64-bit) |  | ', 'os:oracle, oracle:linux, oracle-linux/, low'],
    ['Oracle Linux 7 (64-bit) |  | ', 'os:oracle, oracle:linux:7, oracle-linux/7, medium'],
    ['Ubuntu 20.04.6 LTS |  | ', 'os:ubuntu, canonical:ubuntu_linux:20.04:*:*:*:lts, ubuntu/20.04'],
    ['Ubuntu 23.10 |  | ', 'os:ubuntu, canonical:ubuntu_linux:23.10, ubuntu/23.10'],
    ['Ubuntu Linux (64-bit) |  | ', 'os:ubuntu, canonical:ubuntu_linux, ubuntu/, low'],
    ['Ubuntu Linux (64-bit) | 5.15.0-1053-azure | ', 'os:ubuntu, canonical:ubuntu_linux, ubuntu/, low'],
    ['ubuntu | 22.04 | ', 'os:ubuntu, canonical:ubuntu_linux:22.04:*:*:*:lts, ubuntu/22.04'],
    ['Ubuntu Jammy |  | ', 'os:ubuntu, canonical:ubuntu_linux:22.04:*:*:*:lts, ubuntu/22.04'],
    ['Debian GNU/Linux 11 (bullseye) | 5.10.0-9-amd64 | ', 'os:debian, debian:debian_linux:11.0, debian/11'],
    ['Debian GNU/Linux | 12 | ', 'os:debian, debian:debian_linux:12.0, debian/12'],
    ['Debian GNU/Linux 8 (32-bit) |  | ', 'os:debian, debian:debian_linux:8.0, debian/8, medium'],
    ['Debian GNU/Linux bookworm |  | ', 'os:debian, debian:debian_linux:12.0, debian/12'],
    ['SUSE Linux Enterprise Server 12 SP5 |  | ', 'os:sles, suse:linux_enterprise_server:12:sp5, sles/12.5'],
    ['SUSE Linux Enterprise Server 15 SP5 | 15.5 | 5.14.21-150500.55.49-default', 'os:sles, suse:linux_enterprise_server:15:sp5, sles/15.5'],
    ['SuSE | 15.4 | ', 'os:sles, suse:linux_enterprise_server:15:sp4, sles/15.4'],
    ['SLES | 15-SP4 | ', 'os:sles, suse:linux_enterprise_server:15:sp4, sles/15.4'],
    ['SUSE Linux Enterprise Server 11 (x86_64) PATCHLEVEL 4 |  | ', 'os:sles, suse:linux_enterprise_server:11:sp4, sles/11.4'],
    ['SUSE Linux Enterprise 11 (64-bit) |  | ', 'os:sles, suse:linux_enterprise_server:11, sles/, medium'],
    ['SUSE Linux Enterprise Server 15 |  | ', 'os:sles, suse:linux_enterprise_server:15, sles/, medium'],
    ['openSUSE Leap 15.5 |  | ', 'os:opensuse, opensuse:leap:15.5, opensuse/15.5'],
    ['openSUSE Tumbleweed | 20240101 | ', 'os:opensuse-tumbleweed, opensuse:tumbleweed:-, /'],
    ['Amazon Linux 2 |  | ', 'os:amazon, amazon:linux_2:-, amazon-linux/2'],
    ['Amazon Linux AMI 2018.03 |  | ', 'os:amazon, amazon:linux:2018.03, amazon-linux/2018.03'],
    ['Amazon Linux 2023 | 2023.3.20231218 | ', 'os:amazon, amazon:linux:2023, amazon-linux/2023'],
    ['Alpine Linux v3.18 |  | ', 'os:alpine, alpinelinux:alpine_linux:3.18, alpine-linux/3.18'],
    ['Fedora Linux 38 |  | ', 'os:fedora, fedoraproject:fedora:38, fedora/38'],
    ['VMware Photon OS (64-bit) |  | ', 'os:photon, vmware:photon_os, photon/, low'],
  ],
  'macOS, ESXi, the Unixes and what is unknown': [
    ['macOS Ventura 13.2 |  | ', 'os:macos, apple:macos:13.2, macos/13'],
    ['Mac OS X 10.14.6 |  | ', 'os:macos, apple:mac_os_x:10.14.6, macos/10.14'],
    ['VMware ESXi 6.7.0 build-14320388 |  | ', 'os:esxi, vmware:esxi:6.7, esxi/6.7, medium'],
    ['VMware ESXi 7.0 Update 3 |  | ', 'os:esxi, vmware:esxi:7.0:update_3, esxi/7.0'],
    ['FreeBSD (64-bit) |  | ', 'os:freebsd, freebsd:freebsd, freebsd/, low'],
    ['FreeBSD 14.1-RELEASE |  | ', 'os:freebsd, freebsd:freebsd:14.1, freebsd/14.1'],
    ['Oracle Solaris 10 (64-bit) |  | ', 'os:solaris, oracle:solaris:10, oracle-solaris/10, medium'],
    ['AIX 7.2 | 7.2.5 | ', 'os:aix, ibm:aix:7.2.5, ibm-aix/7.2.5'],
    ['IBM AIX 7.2 | 7.2 | 7200-05-03-2148', 'os:aix, ibm:aix:7.2.5, ibm-aix/7.2.5'],
    ['SunOS 5.10 | 5.10 | ', 'os:solaris, oracle:solaris:10, oracle-solaris/10'],
    ['SunOS 5.11 | 11.4.42.111.0 | ', 'os:solaris, oracle:solaris:11.4.42.111.0, oracle-solaris/11.4'],
    ['PAN-OS 10.2.9 | 10.2.9 | ', 'os:pan-os, paloaltonetworks:pan-os:10.2.9:-, panos/10.2'],
    ['Palo Alto Networks PAN-OS 10.2.9 | 10.2.9-h1 | ', 'os:pan-os, paloaltonetworks:pan-os:10.2.9:h1, panos/10.2'],
    ['FortiGate FortiOS v7.2.5 build1517 | v7.2.5 | ', 'os:fortios, fortinet:fortios:7.2.5, fortios/7.2'],
    ['Cisco IOS XE Software, Version 17.09.04a | 17.9.4a | ', 'os:cisco-ios-xe, cisco:ios_xe:17.9.4a, cisco-ios-xe/17.9'],
    ['Cisco NX-OS 9.3(8) | 9.3(8) | ', 'os:cisco-nx-os, cisco:nx-os:9.3\\(8\\), /'],
    ['NetScaler NS13.1: Build 48.47.nc | 13.1-48.47 | ', 'os:netscaler, citrix:netscaler_application_delivery_controller:13.1-48.47, /'],
    ['Other Linux (64-bit) |  | ', 'unknown linux'],
    ['Other 3.x or later Linux (64-bit) |  | ', 'unknown linux'],
    ['NavStar Weighbridge OS | 4.2 | ', 'unknown unknown'],
    [' |  | ', 'unknown unknown'],
  ],
};

suite('operating system identity', () => {
  for (const [name, rows] of Object.entries(TABLES)) {
    test(name, () => {
      for (const [row, expected] of rows) check(row, expected);
    });
  }

  test('every name NVD has for a release stands in the set', () => {
    const cpes = (row: string, architecture = ''): string[] => identify(row, architecture).cpes.map(shortCpe);
    assert.deepEqual(cpes('Windows 10 Pro | 10.0.17763', 'x64'), ['microsoft:windows_10_1809:-:*:*:*:*:*:x64', 'microsoft:windows_10:1809:*:*:*:*:*:x64']);
    assert.deepEqual(cpes('Windows 11 Pro | 10.0.22000'), ['microsoft:windows_11_21h2:-', 'microsoft:windows_11:21h2', 'microsoft:windows_11:-']);
    assert.deepEqual(cpes('Windows Server 2012 R2'), [
      'microsoft:windows_server_2012:r2:*:*:*:*:*:x64',
      'microsoft:windows_server_2012:r2:r2:*:*:*:*:x64',
      'microsoft:windows_server_2012:r2:*:*:*:*:x64:x64',
      'microsoft:windows_server_2012_r2:-:*:*:*:*:*:x64',
      'microsoft:windows_server:2012:r2:*:*:*:*:x64',
      'microsoft:server_message_block:1.0',
    ]);
    assert.deepEqual(cpes('Windows Server, version 1903'), [
      'microsoft:windows_server_2016:1903:*:*:*:*:*:x64',
      'microsoft:windows_server_2019:1903:*:*:*:*:*:x64',
      'microsoft:windows_server_1903:-:*:*:*:*:*:x64',
      'microsoft:windows_server:1903:*:*:*:*:*:x64',
    ]);
    // NVD names a whole major release `.0`.
    assert.deepEqual(cpes('Red Hat Enterprise Linux 8.6'), ['redhat:enterprise_linux:8.6', 'redhat:enterprise_linux:8.0']);
    assert.deepEqual(cpes('Red Hat Enterprise Linux Server 7.9'), ['redhat:enterprise_linux:7.9', 'redhat:enterprise_linux:7.0', 'redhat:enterprise_linux_server:7.0']);
  });

  test('Windows that installs version 1 of file sharing unasked has its name too', () => {
    const shares = (row: string): boolean => identify(row).cpes.map(shortCpe).includes('microsoft:server_message_block:1.0');
    for (const row of ['Windows Vista', 'Windows 7 Professional', 'Windows 8.1 Pro', 'Windows 10 Pro | 10.0.15063', 'Windows Server 2008', 'Windows Server 2008 R2 Standard', 'Windows Server 2016 Datacenter', 'Windows Embedded Standard 7']) assert.ok(shares(row), row);
    for (const row of ['Windows XP', 'Windows 10 Pro | 10.0.16299', 'Windows 11 Pro | 10.0.22000', 'Windows Server, version 1709', 'Windows Server 2019 Standard', 'Debian GNU/Linux 12', 'Windows']) assert.ok(!shares(row), row);
  });

  test('the architecture is read from its column or the name', () => {
    const hardware = (row: string, architecture: string): string | undefined => identify(row, architecture).cpes[0]?.targetHw;
    assert.equal(hardware('Windows 10 Pro | 22H2', 'ARM64'), 'arm64');
    assert.equal(hardware('Windows 7 Professional', '32-bit'), 'x86');
    assert.equal(hardware('Windows Server 2008 R2 for Itanium-Based Systems', ''), 'itanium');
    assert.equal(hardware('Windows Server 2022 Standard', ''), 'x64');
  });

  test('labels say no more than the inventory', () => {
    const rows: readonly (readonly [row: string, label: string])[] = [
      ['Microsoft Windows Server 2016 Standard | 10.0.14393', 'Windows Server 2016 Standard'],
      ['Microsoft Windows Server 2008 R2 (64-bit)', 'Windows Server 2008 R2'],
      ['Ubuntu 20.04.6 LTS', 'Ubuntu 20.04.6 LTS'],
      ['SUSE Linux Enterprise Server 12 SP5', 'SUSE Linux Enterprise Server 12 SP5'],
      ['debian | 12', 'debian'],
      ['NavStar Weighbridge OS | 4.2', 'NavStar Weighbridge OS'],
    ];
    for (const [row, label] of rows) assert.equal(identify(row).label, label);
  });

  test('families decide conditions: a hypervisor guest without version is still Linux', () => {
    const rows: readonly (readonly [row: string, family: string, distribution: string])[] = [
      ['Other Linux (64-bit)', 'linux', ''],
      ['Ubuntu Linux (64-bit)', 'linux', 'ubuntu'],
      ['Windows Server', 'windows', 'windows-server'],
      ['VMware ESXi 7.0', 'unix', 'esxi'],
      ['NavStar Weighbridge OS', 'unknown', ''],
    ];
    for (const [row, family, distribution] of rows) {
      const identity = identify(row);
      assert.deepEqual([identity.family, identity.distribution], [family, distribution], row);
    }
  });

  test('every cycle of the table is one of endoflife.date', function () {
    const catalog = endoflifeCatalog();
    if (!catalog) return this.skip();
    for (const rows of Object.values(TABLES)) {
      for (const [row, expected] of rows) {
        const cycle = / ([\w-]+)\/([\w.-]+)/.exec(expected.replace(/^[^,]*,[^,]*,/, ''));
        if (!cycle) continue;
        const identity = identify(row, '', catalog);
        assert.equal(`${identity.product}/${identity.cycle}`, `${cycle[1]}/${cycle[2]}`, row);
      }
    }
  });

  test('every cycle of Windows in endoflife.date has a name that leads to it', function () {
    const catalog = endoflifeCatalog();
    if (!catalog) return this.skip();
    const found = new Set<string>();
    const add = (row: string) => {
      const { product, cycle } = identify(row, '', catalog);
      found.add(`${product}/${cycle}`);
    };
    const displayVersions = '1507 1511 1607 1703 1709 1803 1809 1903 1909 2004 20H2 21H1 21H2 22H2 23H2 24H2 25H2 26H1'.split(' ');
    for (const edition of ['Pro', 'Enterprise', 'Enterprise LTSC', 'IoT Enterprise LTSC']) {
      for (const version of displayVersions) for (const major of ['10', '11']) add(`Windows ${major} ${edition} | ${version}`);
    }
    for (const name of ['7', '8', '8.1', 'XP', 'Vista']) add(`Windows ${name}`);
    for (const year of ['2000', '2003', '2008', '2008 R2', '2012', '2012 R2', '2016', '2019', '2022', '2025']) add(`Windows Server ${year} Standard`);
    for (const pack of ['0', '1', '2']) add(`Windows Server 2003 |  | Service Pack ${pack}`);
    for (const version of displayVersions) add(`Windows Server, version ${version}`);
    const unreached = ['windows', 'windows-server'].flatMap((name) => catalog.product(name)!.releases.map((release) => `${name}/${release.name}`)).filter((cycle) => !found.has(cycle));
    // IoT Core of 2015, which shares its name and build with the desktop's.
    assert.deepEqual(unreached, ['windows/10-1507-iot']);
  });
});
