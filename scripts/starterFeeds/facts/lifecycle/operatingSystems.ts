import { product } from './table';
import type { LifecycleFact } from './types';

const microsoft = { eoas: 'Active Support', eol: 'Security Support', eoes: 'Extended Security Updates' };
const rebuild = { eoas: 'Active Support', eol: 'Security Support' };

export const operatingSystems: readonly LifecycleFact[] = [
  product('windows-server', {
    label: 'Microsoft Windows Server',
    category: 'os',
    aliases: ['windowsserver'],
    labels: microsoft,
    cycles: `
      2025*        2024-11-01 2029-11-13 2034-11-14 -          10.0.26100 Windows Server 2025 (LTSC)
      23h2-ac      2023-10-24 2026-05-12 2026-05-12 -          10.0.25398 Windows Server, version 23H2 (annual channel)
      2022*        2021-08-18 2026-10-13 2031-10-14 -          10.0.20348 Windows Server 2022 (LTSC)
      20h2-sac     2020-10-20 2022-08-09 2022-08-09 -          10.0.19042 Windows Server, version 20H2 (semi-annual)
      2004-sac     2020-05-27 2021-12-14 2021-12-14 -          10.0.19041 Windows Server, version 2004 (semi-annual)
      1909-sac     2019-11-12 2021-05-11 2021-05-11 -          10.0.18363 Windows Server, version 1909 (semi-annual)
      1903-sac     2019-05-21 2020-12-08 2020-12-08 -          10.0.18362 Windows Server, version 1903 (semi-annual)
      1809-sac     2018-11-13 2020-11-10 2020-11-10 -          10.0.17763 Windows Server, version 1809 (semi-annual)
      2019*        2018-11-13 2024-01-09 2029-01-09 -          10.0.17763 Windows Server 2019 (LTSC)
      1803-sac     2018-04-30 2019-11-12 2019-11-12 -          10.0.17134 Windows Server, version 1803 (semi-annual)
      1709-sac     2017-10-17 2019-04-09 2019-04-09 -          10.0.16299 Windows Server, version 1709 (semi-annual)
      2016*        2016-10-15 2022-01-11 2027-01-12 2030-01-12 10.0.14393 Windows Server 2016 (LTSC)
      2012-r2*     2013-11-25 2018-10-09 2023-10-10 2026-10-13 6.3.9600   Windows Server 2012 R2
      2012*        2012-10-30 2018-10-09 2023-10-10 2026-10-13 6.2.9200   Windows Server 2012
      2008-r2-sp1* 2011-02-22 2015-01-13 2020-01-14 2023-01-10 6.1.7601   Windows Server 2008 R2 SP1
      2008-sp2*    2009-04-29 2015-01-13 2020-01-14 2023-01-10 6.0.6003   Windows Server 2008 SP2
      2003-sp2*    2007-03-13 2010-07-13 2015-07-14 -          5.2.3790   Windows Server 2003 SP2`,
  }),
  product('windows', {
    label: 'Microsoft Windows',
    category: 'os',
    cpe: ['o:microsoft:windows'],
    labels: microsoft,
    cycles: `
      11-26h1-e        2026-02-10 2029-03-13 2029-03-13 -          10.0.28000 Windows 11 26H1 (Enterprise)
      11-26h1-w        2026-02-10 2028-03-14 2028-03-14 -          10.0.28000 Windows 11 26H1 (Home, Pro)
      11-25h2-e        2025-09-30 2028-10-10 2028-10-10 -          10.0.26200 Windows 11 25H2 (Enterprise)
      11-25h2-w        2025-09-30 2027-10-12 2027-10-12 -          10.0.26200 Windows 11 25H2 (Home, Pro)
      11-24h2-iot-lts* 2024-10-01 2029-10-09 2034-10-10 -          10.0.26100 Windows 11 24H2 IoT Enterprise LTSC
      11-24h2-e-lts*   2024-10-01 2029-10-09 2029-10-09 -          10.0.26100 Windows 11 24H2 Enterprise LTSC
      11-24h2-e        2024-10-01 2027-10-12 2027-10-12 -          10.0.26100 Windows 11 24H2 (Enterprise)
      11-24h2-w        2024-10-01 2026-10-13 2026-10-13 -          10.0.26100 Windows 11 24H2 (Home, Pro)
      11-23h2-e        2023-10-31 2026-11-10 2026-11-10 -          10.0.22631 Windows 11 23H2 (Enterprise)
      11-23h2-w        2023-10-31 2025-11-11 2025-11-11 -          10.0.22631 Windows 11 23H2 (Home, Pro)
      10-22h2          2022-10-18 2025-10-14 2025-10-14 2028-10-10 10.0.19045 Windows 10 22H2
      11-22h2-e        2022-09-20 2025-10-14 2025-10-14 -          10.0.22621 Windows 11 22H2 (Enterprise)
      11-22h2-w        2022-09-20 2024-10-08 2024-10-08 -          10.0.22621 Windows 11 22H2 (Home, Pro)
      10-21h2-iot-lts* 2021-11-16 2027-01-12 2032-01-13 -          10.0.19044 Windows 10 21H2 IoT Enterprise LTSC
      10-21h2-e-lts*   2021-11-16 2027-01-12 2027-01-12 -          10.0.19044 Windows 10 21H2 Enterprise LTSC
      10-21h2-e        2021-11-16 2024-06-11 2024-06-11 -          10.0.19044 Windows 10 21H2 (Enterprise)
      10-21h2-w        2021-11-16 2023-06-13 2023-06-13 -          10.0.19044 Windows 10 21H2 (Home, Pro)
      11-21h2-e        2021-10-04 2024-10-08 2024-10-08 -          10.0.22000 Windows 11 21H2 (Enterprise)
      11-21h2-w        2021-10-04 2023-10-10 2023-10-10 -          10.0.22000 Windows 11 21H2 (Home, Pro)
      10-21h1          2021-05-18 2022-12-13 2022-12-13 -          10.0.19043 Windows 10 21H1
      10-20h2-e        2020-10-20 2023-05-09 2023-05-09 -          10.0.19042 Windows 10 20H2 (Enterprise)
      10-20h2-w        2020-10-20 2022-05-10 2022-05-10 -          10.0.19042 Windows 10 20H2 (Home, Pro)
      10-2004          2020-05-27 2021-12-14 2021-12-14 -          10.0.19041 Windows 10 2004
      10-1909-e        2019-11-12 2022-05-10 2022-05-10 -          10.0.18363 Windows 10 1909 (Enterprise)
      10-1909-w        2019-11-12 2021-05-11 2021-05-11 -          10.0.18363 Windows 10 1909 (Home, Pro)
      10-1903          2019-05-21 2020-12-08 2020-12-08 -          10.0.18362 Windows 10 1903
      10-1809-e-lts*   2018-11-13 2024-01-09 2029-01-09 -          10.0.17763 Windows 10 Enterprise LTSC 2019
      10-1809-e        2018-11-13 2021-05-11 2021-05-11 -          10.0.17763 Windows 10 1809 (Enterprise)
      10-1809-w        2018-11-13 2020-11-10 2020-11-10 -          10.0.17763 Windows 10 1809 (Home, Pro)
      10-1607-e-lts*   2016-08-02 2021-10-12 2026-10-13 -          10.0.14393 Windows 10 Enterprise LTSB 2016
      10-1607-e        2016-08-02 2019-04-09 2019-04-09 -          10.0.14393 Windows 10 1607 (Enterprise)
      10-1607-w        2016-08-02 2018-04-10 2018-04-10 -          10.0.14393 Windows 10 1607 (Home, Pro)
      10-1507-e-lts*   2015-07-29 2020-10-13 2025-10-14 -          10.0.10240 Windows 10 Enterprise LTSB 2015
      10-1507          2015-07-29 2017-05-09 2017-05-09 -          10.0.10240 Windows 10 1507
      8.1              2013-11-13 2018-01-09 2023-01-10 -          6.3.9600   Windows 8.1
      8                2012-10-30 2016-01-12 2016-01-12 -          6.2.9200   Windows 8
      7-sp1            2011-02-22 2015-01-13 2020-01-14 -          6.1.7601   Windows 7 SP1`,
  }),
  product('rhel', {
    label: 'Red Hat Enterprise Linux',
    category: 'os',
    aliases: ['redhat', 'redhatlinux'],
    cpe: ['o:redhat:enterprise_linux'],
    labels: { eoas: 'Full Support', eol: 'Maintenance Support', eoes: 'Extended Life Cycle Support' },
    cycles: `
      10 2025-05-20 2030-05-31 2035-05-31 2039-05-31 -
      9  2022-05-18 2027-05-31 2032-05-31 2036-05-31 -
      8  2019-05-07 2024-05-31 2029-05-31 2033-05-31 8.10
      7* 2014-06-10 2019-08-06 2024-06-30 2029-05-31 7.9
      6* 2010-11-10 2016-05-10 2020-11-30 2024-06-30 6.10
      5* 2007-03-15 2013-01-08 2017-03-31 2020-11-30 5.11
      4  2005-02-15 2009-03-31 2012-02-29 2017-03-31 4.9`,
  }),
  product('centos', {
    label: 'CentOS',
    category: 'os',
    cpe: ['o:centos:centos'],
    labels: rebuild,
    cycles: `
      8 2019-09-24 2021-12-31 2021-12-31 8@2021-11-16
      7 2014-07-07 2020-08-06 2024-06-30 7@2020-11-12
      6 2011-07-10 2017-05-10 2020-11-30 6.10@2018-07-03
      5 2007-04-12 2014-01-31 2017-03-31 5.11@2014-09-30`,
  }),
  product('centos-stream', {
    label: 'CentOS Stream',
    category: 'os',
    cpe: ['o:centos:stream'],
    labels: rebuild,
    cycles: `
      10 2024-12-12 2030-05-31 2030-05-31 -
      9  2021-09-15 2027-05-31 2027-05-31 -
      8  2019-09-24 2024-05-31 2024-05-31 -`,
  }),
  product('almalinux', {
    label: 'AlmaLinux OS',
    category: 'os',
    aliases: ['alma-linux', 'alma'],
    cpe: ['o:almalinux:almalinux'],
    labels: rebuild,
    cycles: `
      10 2025-05-27 2030-05-31 2035-05-31 -    AlmaLinux OS 10
      9  2022-05-26 2027-05-31 2032-05-31 -    AlmaLinux OS 9
      8  2021-03-30 2024-05-31 2029-05-31 8.10 AlmaLinux OS 8`,
  }),
  product('rocky-linux', {
    label: 'Rocky Linux',
    category: 'os',
    aliases: ['rocky', 'rockylinux'],
    cpe: ['o:rocky:rocky'],
    labels: rebuild,
    cycles: `
      10 2025-06-11 2030-05-31 2035-05-31 -
      9  2022-07-14 2027-05-31 2032-05-31 -
      8  2021-05-01 2024-05-31 2029-05-31 8.10`,
  }),
  product('oracle-linux', {
    label: 'Oracle Linux',
    category: 'os',
    aliases: ['oraclelinux'],
    cpe: ['o:oracle:linux'],
    labels: { eol: 'Basic/Premier Support', eoes: 'Extended Support' },
    cycles: `
      10 2025-06-26 -          offered    -
      9  2022-07-06 2032-06-30 2035-06-30 -
      8  2019-07-19 2029-07-31 2032-07-31 8.10
      7  2014-07-23 2024-12-31 2028-06-30 7.9
      6  2011-02-12 2021-03-31 2024-12-31 6.10`,
  }),
  product('sles', {
    label: 'SUSE Linux Enterprise Server',
    category: 'os',
    aliases: ['suseenterpriseserver', 'suseserver', 'suselinuxenterpriseserver'],
    cpe: ['o:suse:sles'],
    labels: { eol: 'General Support', eoes: 'Long Term Service Pack Support' },
    cycles: `
      16.0 2025-11-04 2027-11-30 2030-11-30 -
      15.7 2025-06-17 2031-07-31 2034-07-31 - 15 SP7
      15.6 2024-06-26 2025-12-31 2028-12-31 - 15 SP6
      15.5 2023-06-20 2024-12-31 2027-12-31 - 15 SP5
      15.4 2022-06-21 2023-12-31 2026-12-31 - 15 SP4
      15.3 2021-06-22 2022-12-31 2025-12-31 - 15 SP3
      15.2 2020-07-21 2021-12-31 2024-12-31 - 15 SP2
      15.1 2019-06-24 2021-01-31 2024-01-31 - 15 SP1
      15.0 2018-07-16 2019-12-31 2022-12-31 - 15
      12.5 2019-12-09 2024-10-31 2027-10-31 - 12 SP5
      12.4 2018-12-12 2020-06-30 2023-06-30 - 12 SP4
      12.3 2017-09-07 2019-06-30 2022-06-30 - 12 SP3
      12.2 2016-11-08 2018-03-31 2021-03-31 - 12 SP2
      12.1 2015-12-15 2017-05-31 2020-05-31 - 12 SP1
      12.0 2014-10-27 2016-06-30 2019-07-01 - 12
      11.4 2015-07-15 2019-03-31 2022-03-31 - 11 SP4
      11.3 2013-07-01 2016-01-31 2019-01-30 - 11 SP3
      11.2 2012-02-29 2014-01-31 2017-01-30 - 11 SP2
      11.1 2010-06-02 2012-08-31 2015-08-30 - 11 SP1
      11.0 2009-03-24 2010-12-31 2010-12-31 - 11`,
  }),
  product('opensuse', {
    label: 'openSUSE',
    category: 'os',
    aliases: ['opensuseleap'],
    cpe: ['o:opensuse:opensuse', 'o:opensuse:leap'],
    labels: { eol: 'End of Life' },
    cycles: `
      16.0 2025-10-01 2027-10-31 - Leap 16.0
      15.6 2024-06-12 2026-04-30 - Leap 15.6
      15.5 2023-06-07 2024-12-31 - Leap 15.5
      15.4 2022-06-09 2023-12-07 - Leap 15.4
      15.3 2021-06-02 2022-12-31 - Leap 15.3
      15.2 2020-07-02 2022-01-04 - Leap 15.2
      15.1 2019-05-22 2021-02-02 - Leap 15.1
      15.0 2018-05-25 2019-12-03 - Leap 15.0
      42.3 2017-07-26 2019-07-01 - Leap 42.3`,
  }),
  product('ubuntu', {
    label: 'Ubuntu',
    category: 'os',
    aliases: ['ubuntu-linux'],
    cpe: ['o:canonical:ubuntu_linux'],
    labels: { eoas: 'Hardware & Maintenance', eol: 'Maintenance & Security Support', eoes: 'Expanded Security Maintenance' },
    cycles: `
      26.04* 2026-04-23 2031-04-30 2031-04-30 2036-04-30 -       26.04 LTS (Resolute Raccoon)
      25.10  2025-10-09 2026-07-01 2026-07-01 -          25.10   25.10 (Questing Quokka)
      25.04  2025-04-17 2026-01-17 2026-01-17 -          25.04   25.04 (Plucky Puffin)
      24.10  2024-10-10 2025-07-10 2025-07-10 -          24.10   24.10 (Oracular Oriole)
      24.04* 2024-04-25 2029-05-31 2029-05-31 2036-05-31 -       24.04 LTS (Noble Numbat)
      23.10  2023-10-12 2024-07-12 2024-07-12 -          23.10   23.10 (Mantic Minotaur)
      23.04  2023-04-20 2024-01-20 2024-01-20 -          23.04   23.04 (Lunar Lobster)
      22.10  2022-10-20 2023-07-20 2023-07-20 -          22.10   22.10 (Kinetic Kudu)
      22.04* 2022-04-21 2024-09-30 2027-04-01 2032-04-09 22.04.5 22.04 LTS (Jammy Jellyfish)
      21.10  2021-10-14 2022-07-14 2022-07-14 -          21.10   21.10 (Impish Indri)
      21.04  2021-04-22 2022-01-20 2022-01-20 -          21.04   21.04 (Hirsute Hippo)
      20.10  2020-10-22 2021-07-22 2021-07-22 -          20.10   20.10 (Groovy Gorilla)
      20.04* 2020-04-23 2022-10-01 2025-05-31 2030-04-02 20.04.6 20.04 LTS (Focal Fossa)
      19.10  2019-10-17 2020-07-06 2020-07-06 -          19.10   19.10 (Eoan Ermine)
      19.04  2019-04-18 2020-01-23 2020-01-23 -          19.04   19.04 (Disco Dingo)
      18.10  2018-10-18 2019-07-18 2019-07-18 -          18.10   18.10 (Cosmic Cuttlefish)
      18.04* 2018-04-26 2023-05-31 2023-05-31 2028-04-01 18.04.6 18.04 LTS (Bionic Beaver)
      17.10  2017-10-19 2018-07-19 2018-07-19 -          17.10   17.10 (Artful Aardvark)
      17.04  2017-04-13 2018-01-13 2018-01-13 -          17.04   17.04 (Zesty Zapus)
      16.10  2016-10-13 2017-07-20 2017-07-20 -          16.10   16.10 (Yakkety Yak)
      16.04* 2016-04-21 2021-04-02 2021-04-02 2026-04-02 16.04.7 16.04 LTS (Xenial Xerus)
      15.10  2015-10-22 2016-07-28 2016-07-28 -          15.10   15.10 (Wily Werewolf)
      15.04  2015-04-23 2016-02-04 2016-02-04 -          15.04   15.04 (Vivid Vervet)
      14.10  2014-10-23 2015-07-23 2015-07-23 -          14.10   14.10 (Utopic Unicorn)
      14.04* 2014-04-17 2019-04-02 2019-04-02 2024-04-02 14.04.6 14.04 LTS (Trusty Tahr)
      12.04* 2012-04-26 2017-04-28 2017-04-28 2019-04-26 12.04.5 12.04 LTS (Precise Pangolin)
      10.04* 2010-04-29 2013-05-09 2013-05-09 -          10.04.4 10.04 LTS (Lucid Lynx)
      8.04*  2008-04-24 2013-05-09 2013-05-09 -          8.04.4  8.04 LTS (Hardy Heron)`,
  }),
  product('debian', {
    label: 'Debian',
    category: 'os',
    cpe: ['o:debian:debian_linux'],
    labels: { eol: 'Debian Security Support', eoes: 'Debian LTS' },
    cycles: `
      13 2025-08-09 2028-08-09 2030-06-30 -                 13 (Trixie)
      12 2023-06-10 2026-07-11 2028-06-30 12.15@2026-07-11  12 (Bookworm)
      11 2021-08-14 2024-08-14 2026-08-31 11.11@2024-08-31  11 (Bullseye)
      10 2019-07-06 2022-09-10 2024-06-30 10.13@2022-09-10  10 (Buster)
      9  2017-06-17 2020-07-18 2022-07-01 9.13@2020-07-18   9 (Stretch)
      8  2015-04-25 2018-06-17 2020-06-30 8.11@2018-06-23   8 (Jessie)
      7  2013-05-04 2016-04-25 2018-05-31 7.11@2016-06-04   7 (Wheezy)
      6  2011-02-06 2014-05-31 2016-02-29 6.0.10@2014-07-19 6 (Squeeze)
      5  2009-02-14 2012-02-06 2012-02-06 5.0.10@2012-03-10 5 (Lenny)`,
  }),
  product('amazon-linux', {
    label: 'Amazon Linux',
    category: 'os',
    cpe: ['o:amazon:linux', 'o:amazon:amazon_linux'],
    labels: { eoas: 'Standard Support', eol: 'Security Support' },
    cycles: `
      2023    2023-03-01 2027-06-30 2029-06-30 -
      2       2018-06-26 2026-06-30 2026-06-30 -
      2018.03 2018-04-25 2020-12-31 2023-12-31 - Amazon Linux AMI 2018.03
      2017.09 2017-11-03 2020-12-31 2023-12-31 - Amazon Linux AMI 2017.09`,
  }),
  product('esxi', {
    label: 'VMware ESXi',
    category: 'os',
    aliases: ['esx', 'vmwareesxi', 'vmesxi', 'vmware-esxi'],
    cpe: ['o:vmware:esxi'],
    labels: { eol: 'General Support' },
    cycles: `
      9.1 2026-05-12 2028-08-12 -
      9.0 2025-06-17 2027-09-17 -
      8.0 2022-10-11 2027-10-11 -
      7.0 2020-04-02 2025-10-02 -
      6.7 2018-04-17 2022-10-15 -
      6.5 2016-11-15 2022-10-15 -
      6.0 2015-03-12 2020-03-12 -
      5.5 2013-09-19 2018-09-19 -
      5.1 2012-08-27 2016-08-24 -
      5.0 2011-07-12 2016-08-24 -`,
  }),
];
