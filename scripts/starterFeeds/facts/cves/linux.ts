import { anyOf, both, cve, debian, fedora, firmware, kev, leap, on, only, onLinux, range, redhat, ubuntu, v2, v30, v31, type CveFact } from './types';

const kernelOrg = 'https://www.kernel.org/';
const redHat = 'secalert@redhat.com';

const localV30 = v30('AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8);
const localV31 = v31('AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8);
const localV2 = v2('AV:L/AC:L/Au:N/C:C/I:C/A:C', 7.2);
const localPartialV2 = v2('AV:L/AC:L/Au:N/C:P/I:P/A:P', 4.6);
const remoteV30 = v30('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV2 = v2('AV:N/AC:L/Au:N/C:C/I:C/A:C', 10.0);
const remotePartialV2 = v2('AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5);

const kernel = 'o:linux:linux_kernel';
const bashVersions = ['1.14.0', '1.14.1', '1.14.2', '1.14.3', '1.14.4', '1.14.5', '1.14.6', '1.14.7', '2.0', '2.01', '2.01.1', '2.02', '2.02.1', '2.03', '2.04', '2.05', '2.05:a', '2.05:b', '3.0', '3.0.16', '3.1', '3.2', '3.2.48', '4.0', '4.0:rc1', '4.1', '4.2', '4.3'];

export const linuxCves: readonly CveFact[] = [
  // The kernel.
  cve('CVE-2016-5195', {
    by: 'chrome-cve-admin@google.com', published: '2016-11-10T21:59', modified: '2020-02-17T16:15', cvss: [localV30, localV2], cwe: 'CWE-362', advisory: 'https://dirtycow.ninja/',
    text: 'Dirty COW: a race in the copy-on-write of memory lets a local user write to files that are read-only to him.',
    kev: kev('2022-03-03', '2022-03-24', 'Linux', 'Kernel'),
    where: [
      anyOf(ubuntu('12.04/lts', '16.04/lts'), only('o:canonical:ubuntu_core', '15.04')),
      anyOf(range(kernel, '>=2.0.0 <4.8.3')),
      anyOf(redhat('enterprise_linux 5 6.0 7.0', 'enterprise_linux_aus 6.2 6.4 6.5', 'enterprise_linux_eus 6.6 6.7 7.1', 'enterprise_linux_long_life 5.6 5.9', 'enterprise_linux_tus 6.5')),
      anyOf(debian('7.0', '8.0')),
    ],
  }),
  cve('CVE-2017-6074', {
    published: '2017-02-18T21:59', modified: '2018-07-19T01:29', cvss: [localV30, localV2], cwe: 'CWE-415', advisory: kernelOrg,
    text: 'The DCCP protocol frees a packet’s buffer twice, which a local user can turn into kernel rights.',
    where: [anyOf(range(kernel, '<=4.9.11'))],
  }),
  cve('CVE-2017-7308', {
    published: '2017-03-29T20:59', modified: '2018-06-20T01:29', cvss: [localV30, localV2], cwe: 'CWE-119', advisory: kernelOrg,
    text: 'Packet sockets check the size of a ring’s blocks wrongly; a local user with raw network rights gains the kernel’s.',
    where: [anyOf(range(kernel, '<=4.10.6'))],
  }),
  cve('CVE-2017-16995', {
    by: 'security@debian.org', published: '2017-12-27T17:08', modified: '2021-01-05T20:15', cvss: [localV30, localV2], cwe: 'CWE-119', advisory: 'https://www.debian.org/security/2017/dsa-4073',
    text: 'The BPF verifier extends the sign of a number wrongly, so that a local user’s program reads and writes kernel memory.',
    where: [anyOf(range(kernel, '<=4.14.8')), anyOf(debian('9.0'))],
  }),
  cve('CVE-2017-1000112', {
    published: '2017-10-05T01:29', modified: '2018-08-06T01:29', cwe: 'CWE-362', advisory: kernelOrg,
    cvss: [v30('AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.0), v2('AV:L/AC:M/Au:N/C:C/I:C/A:C', 6.9)],
    text: 'UDP fragmentation offload corrupts memory when it switches paths in the middle of a packet; a local user gains kernel rights.',
    where: [anyOf(range(kernel, '<=4.13.9'))],
  }),
  cve('CVE-2018-18955', {
    published: '2018-11-16T20:29', modified: '2020-08-24T17:37', cwe: 'CWE-863', advisory: kernelOrg,
    cvss: [v30('AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.0), v2('AV:L/AC:M/Au:N/C:P/I:P/A:P', 4.4)],
    text: 'Nested user namespaces with more than five id ranges map ids wrongly, which opens files of the host to a container.',
    where: [anyOf(range(kernel, '>=4.15 <4.19.2')), anyOf(ubuntu('16.04/lts', '18.04/lts', '18.10'))],
  }),
  cve('CVE-2019-13272', {
    published: '2019-07-17T13:15', modified: '2019-07-25T19:15', cvss: [localV30, localV2], cwe: 'CWE-264', advisory: kernelOrg,
    text: 'PTRACE_TRACEME records the wrong credentials, so that a child of a setuid program can take over its parent.',
    kev: kev('2021-12-10', '2022-06-10', 'Linux', 'Kernel'),
    where: [anyOf(range(kernel, '<5.1.17')), anyOf(debian('8.0', '9.0', '10.0')), anyOf(fedora('29'))],
  }),
  cve('CVE-2020-8835', {
    by: 'security@ubuntu.com', published: '2020-04-02T18:15', modified: '2020-04-30T19:15', cvss: [localV31, localV2], cwe: 'CWE-119', advisory: 'https://ubuntu.com/security/CVE-2020-8835',
    text: 'The BPF verifier of the 5.5 kernels misjudges the bounds of 32-bit registers; a local user reads and writes kernel memory.',
    where: [anyOf(range(kernel, '>=5.5.0 <=5.5.13')), anyOf(fedora('32')), anyOf(ubuntu('18.04/lts', '19.10'))],
  }),
  cve('CVE-2021-3490', {
    by: 'security@ubuntu.com', published: '2021-06-04T02:15', modified: '2021-09-01T18:15', cvss: [localV31, localV2], cwe: 'CWE-125 CWE-787', advisory: 'https://ubuntu.com/security/CVE-2021-3490',
    text: 'BPF does not update the bounds of a 32-bit register after bitwise operations, which gives a local user kernel rights.',
    where: [anyOf(range(kernel, '>=5.10 <5.10.37', '>=5.11 <5.11.21', '>=5.12 <5.12.4'), only(kernel, '5.13:-', '5.13:rc1', '5.13:rc2', '5.13:rc3')), anyOf(ubuntu('20.04/lts', '20.10', '21.04'))],
  }),
  cve('CVE-2021-3493', {
    by: 'security@ubuntu.com', published: '2021-04-17T05:15', modified: '2021-05-31T17:15', cvss: [localV31, localV2], cwe: 'CWE-269', advisory: 'https://ubuntu.com/security/CVE-2021-3493',
    text: 'Ubuntu’s overlay file system does not check file capabilities across user namespaces, so a local user becomes root.',
    kev: kev('2022-10-20', '2022-11-10', 'Linux', 'Kernel'),
    where: [anyOf(range('o:canonical:ubuntu_linux:*:*:*:*:lts', '<18.04', '>=18.04.1 <20.04')), anyOf(range('o:canonical:ubuntu_linux:*:*:*:*:-', '<20.10'))],
  }),
  cve('CVE-2021-22555', {
    by: 'cve-coordination@google.com', published: '2021-07-07T12:15', modified: '2021-08-18T17:15', cvss: [localV31, localPartialV2], cwe: 'CWE-787', advisory: 'https://github.com/google/security-research/security/advisories/GHSA-xxx5-8mvq-3528',
    text: 'Netfilter writes past its buffer when it converts 32-bit rules; a local user gains root rights or leaves a container.',
    where: [anyOf(range(kernel, '>=2.6.19 <4.4.267', '>=4.5 <4.9.267', '>=4.10 <4.14.231', '>=4.15 <4.19.188', '>=4.20 <5.4.113', '>=5.5 <5.10.31', '>=5.11 <5.12'))],
  }),
  cve('CVE-2021-33909', {
    published: '2021-07-20T19:15', modified: '2021-08-26T00:15', cvss: [localV31, localV2], cwe: 'CWE-120', advisory: 'https://www.qualys.com/2021/07/20/cve-2021-33909/sequoia-local-privilege-escalation-linux.txt',
    text: 'Sequoia: a path longer than a gigabyte overflows a signed length in the seq_file layer, and a local user becomes root.',
    where: [anyOf(range(kernel, '>=3.16 <5.13.4')), anyOf(fedora('34')), anyOf(debian('9.0', '10.0'))],
  }),
  cve('CVE-2022-0185', {
    by: redHat, published: '2022-02-11T18:15', modified: '2022-03-29T16:08', cvss: [v31('AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.4), localV2], cwe: 'CWE-190', advisory: 'https://access.redhat.com/security/cve/CVE-2022-0185',
    text: 'The parser of file system parameters underflows a length, so a user of a container can write kernel memory and leave it.',
    kev: kev('2024-08-21', '2024-09-11', 'Linux', 'Kernel'),
    where: [anyOf(range(kernel, '>=5.1 <=5.16')), ...firmware('netapp', 'h300e', 'h300s', 'h410c', 'h410s', 'h500e', 'h500s', 'h700e', 'h700s')],
  }),
  cve('CVE-2022-0847', {
    by: redHat, published: '2022-03-10T17:44', modified: '2022-08-10T20:15', cvss: [localV31, localV2], cwe: 'CWE-665', advisory: 'https://dirtypipe.cm4all.com/',
    text: 'Dirty Pipe: a pipe’s buffer keeps an old flag, with which a local user overwrites any file that he may read.',
    kev: kev('2022-04-25', '2022-05-16', 'Linux', 'Kernel'),
    where: [
      anyOf(range(kernel, '>=5.8 <5.10.102', '>=5.15 <5.15.25', '>=5.16 <5.16.11')),
      anyOf(fedora('35')),
      anyOf(
        redhat('enterprise_linux 8.0', 'enterprise_linux_eus 8.2 8.4', 'enterprise_linux_server_aus 8.2 8.4', 'enterprise_linux_server_tus 8.2 8.4', 'enterprise_linux_server_update_services_for_sap_solutions 8.1 8.2 8.4'),
        redhat('enterprise_linux_for_real_time 8', 'enterprise_linux_for_real_time_tus 8.2 8.4', 'enterprise_linux_for_real_time_for_nfv 8', 'enterprise_linux_for_real_time_for_nfv_tus 8.2 8.4'),
        redhat('enterprise_linux_for_ibm_z_systems 8.0', 'enterprise_linux_for_ibm_z_systems_eus 8.2 8.4', 'enterprise_linux_for_power_little_endian 8.0', 'enterprise_linux_for_power_little_endian_eus 8.2 8.4'),
        redhat('enterprise_linux_server_for_power_little_endian_update_services_for_sap_solutions 8.1 8.2 8.4'),
      ),
      both(
        only('a:redhat:codeready_linux_builder', '-'),
        on(redhat('enterprise_linux 8.0', 'enterprise_linux_eus 8.2 8.4', 'enterprise_linux_for_power_little_endian 8.0', 'enterprise_linux_for_power_little_endian_eus 8.2 8.4')),
      ),
      both(only('a:redhat:virtualization_host', '4.0'), on(redhat('enterprise_linux 8.0'))),
      anyOf(only('a:ovirt:ovirt-engine', '4.4.10.2')),
    ],
  }),
  cve('CVE-2022-1015', {
    by: redHat, published: '2022-04-29T16:15', modified: '2022-09-09T20:16', cvss: [v31('AV:L/AC:L/PR:L/UI:N/S:U/C:L/I:L/A:H', 6.6), localPartialV2], cwe: 'CWE-787', advisory: 'https://access.redhat.com/security/cve/CVE-2022-1015',
    text: 'nf_tables does not check the registers of a rule, so that a local user writes outside the register file.',
    where: [anyOf(range(kernel, '<5.16.18')), anyOf(fedora('35'))],
  }),
  cve('CVE-2022-34918', {
    published: '2022-07-04T21:15', modified: '2022-09-28T17:15', cvss: [localV31, localV2], cwe: 'CWE-843', advisory: kernelOrg,
    text: 'nf_tables confuses the type of a set’s element and overflows the heap, which gives a local user root rights.',
    where: [anyOf(range(kernel, '>=5.8.0 <=5.18.9'))],
  }),
  cve('CVE-2025-21692', {
    by: '416baaa9-dc9f-4396-8d5f-8c081fb06d67', published: '2025-02-10T16:15', modified: '2025-02-21T15:59', cvss: [localV31], cwe: 'CWE-129', advisory: kernelOrg,
    text: 'The ETS packet scheduler indexes its classes out of bounds; a local user with network rights gains those of the kernel.',
    where: [
      anyOf(
        range(kernel, '>=5.6 <5.10.234', '>=5.11 <5.15.178', '>=5.16 <6.1.128', '>=6.2 <6.6.75', '>=6.7 <6.12.12'),
        only(kernel, '6.13:-', '6.13:rc1', '6.13:rc2', '6.13:rc3', '6.13:rc4', '6.13:rc5', '6.13:rc6', '6.13:rc7'),
      ),
    ],
  }),
  cve('CVE-2025-21756', {
    by: '416baaa9-dc9f-4396-8d5f-8c081fb06d67', published: '2025-02-27T03:15', modified: '2025-04-30T14:15', advisory: kernelOrg,
    text: 'A virtual socket loses its binding when its transport changes, and is then used after it was freed.',
    where: [anyOf(range(kernel, '>=5.5 <5.10.235', '>=5.11 <5.15.179', '>=5.16 <6.1.131', '>=6.2 <6.6.79', '>=6.7 <6.12.16', '>=6.13 <6.13.4'))],
  }),
  cve('CVE-2025-21785', {
    by: '416baaa9-dc9f-4396-8d5f-8c081fb06d67', published: '2025-02-27T03:15', modified: '2025-03-13T13:15', cvss: [localV31], cwe: 'CWE-787', advisory: kernelOrg,
    text: 'On ARM64 the detection of cache levels writes past its table when the processor reports more leaves than expected.',
    where: [anyOf(range(kernel, '>=4.0 <6.1.129', '>=6.2 <6.6.79', '>=6.7 <6.12.16', '>=6.13 <6.13.4'), only(kernel, '6.14:rc1', '6.14:rc2'))],
  }),

  // The tools of every distribution.
  cve('CVE-2014-6271', {
    by: 'security@debian.org', published: '2014-09-24T18:48', modified: '2021-02-01T21:38', cvss: [remoteV31, remoteV2], cwe: 'CWE-78', advisory: 'https://access.redhat.com/articles/1200223',
    text: 'Shellshock: Bash runs commands that follow a function in an environment variable, and web servers pass variables from outside.',
    kev: kev('2022-01-28', '2022-07-28', 'GNU', 'Bourne-Again Shell (Bash)'),
    where: [anyOf(only('a:gnu:bash', ...bashVersions))],
  }),
  cve('CVE-2014-7169', {
    published: '2014-09-25T01:55', modified: '2018-11-30T21:29', cvss: [remoteV2], cwe: 'CWE-78', advisory: 'https://access.redhat.com/articles/1200223',
    text: 'The first repair of Shellshock was incomplete: a malformed function in an environment variable still writes files or runs commands.',
    kev: kev('2022-01-28', '2022-07-28', 'GNU', 'Bourne-Again Shell (Bash)'),
    where: [anyOf(only('a:gnu:bash', ...bashVersions))],
  }),
  cve('CVE-2018-1111', {
    by: redHat, published: '2018-05-17T16:29', modified: '2019-10-03T00:03', cwe: 'CWE-78', advisory: 'https://access.redhat.com/security/vulnerabilities/3442151',
    cvss: [v30('AV:A/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 7.5), v2('AV:A/AC:M/Au:N/C:C/I:C/A:C', 7.9)],
    text: 'DynoRoot: a script of Red Hat’s DHCP client runs commands that a rogue DHCP server sends in its answer.',
    where: [
      anyOf(fedora('26', '27', '28')),
      anyOf(
        redhat('enterprise_linux 6.0 6.4 6.5 6.6 6.7 7.0 7.2 7.3 7.4 7.5', 'enterprise_linux_desktop 6.0 7.0', 'enterprise_linux_server 6.0 7.0', 'enterprise_linux_workstation 6.0 7.0'),
        only('a:redhat:enterprise_virtualization', '4.0', '4.2'),
        only('a:redhat:enterprise_virtualization_host', '4.0'),
      ),
    ],
  }),
  cve('CVE-2019-3462', {
    by: 'security@debian.org', published: '2019-01-28T21:29', modified: '2020-01-08T15:33', cwe: 'CWE-74', advisory: 'https://www.debian.org/security/2019/dsa-4371',
    cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), v2('AV:N/AC:M/Au:N/C:C/I:C/A:C', 9.3)],
    text: 'APT does not clean a redirect of its HTTP transport, so that a man in the middle can have it install a package of his own.',
    where: [
      anyOf(range('a:debian:advanced_package_tool', '<1.2.30', '>=1.3 <=1.4.8')),
      anyOf(ubuntu('12.04/esm', '14.04/lts', '16.04/lts', '18.04/lts', '18.10')),
      anyOf(debian('8.0', '9.0')),
      anyOf(only('a:netapp:active_iq', '-'), only('a:netapp:element_software', '-')),
    ],
  }),
  cve('CVE-2019-7304', {
    by: 'security@ubuntu.com', published: '2019-04-23T16:29', modified: '2019-10-09T23:52', cvss: [remoteV30, remoteV2], cwe: 'CWE-20', advisory: 'https://ubuntu.com/security/notices/USN-3887-1',
    text: 'Dirty Sock: snapd takes the user id of a socket’s peer from text the peer chose, so a local user becomes root.',
    where: [anyOf(range('a:canonical:snapd', '<2.37.1')), anyOf(ubuntu('14.04/lts', '16.04/lts', '18.04/lts', '18.10'))],
  }),
  cve('CVE-2019-14287', {
    published: '2019-10-17T18:15', modified: '2019-10-23T05:15', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8), v2('AV:N/AC:L/Au:S/C:C/I:C/A:C', 9.0)], cwe: 'CWE-20', advisory: 'https://www.sudo.ws/security/advisories/minus_1_uid/',
    text: 'Sudo takes the user id -1 for root, although the rule forbids to run the command as root.',
    where: [
      anyOf(range('a:sudo_project:sudo', '<1.8.28')),
      anyOf(fedora('30', '31')),
      anyOf(debian('8.0', '9.0', '10')),
      anyOf(leap('15.0', '15.1')),
      anyOf(ubuntu('12.04/esm', '14.04/esm', '16.04/lts', '18.04/lts', '19.04')),
      anyOf(only('a:netapp:element_software_management_node', '-')),
    ],
  }),
  cve('CVE-2019-18634', {
    published: '2020-01-29T18:15', modified: '2020-02-07T17:15', cvss: [localV31, localPartialV2], cwe: 'CWE-787', advisory: 'https://www.sudo.ws/security/advisories/pwfeedback/',
    text: 'With password feedback switched on, sudo overflows its stack on a long input and gives root rights.',
    where: [anyOf(range('a:sudo_project:sudo', '>=1.7.1 <1.8.26')), anyOf(debian('8.0', '9.0', '10.0'))],
  }),
  cve('CVE-2021-3156', {
    published: '2021-01-26T21:15', modified: '2021-07-20T23:15', cvss: [localV31, localV2], cwe: 'CWE-193', advisory: 'https://www.sudo.ws/security/advisories/unescape_overflow/',
    text: 'Baron Samedit: sudoedit overflows the heap on an argument that ends in a backslash, and any local user becomes root.',
    kev: kev('2022-04-06', '2022-04-27', 'Sudo', 'Sudo'),
    where: [
      anyOf(range('a:sudo_project:sudo', '<1.9.5'), only('a:sudo_project:sudo', '1.9.5:patch1')),
      anyOf(fedora('32', '33')),
      anyOf(debian('9.0', '10.0')),
      anyOf(only('a:netapp:hci_management_node', '-'), only('a:netapp:oncommand_unified_manager_core_package', '-'), only('a:netapp:solidfire', '-')),
      anyOf(only('a:mcafee:web_gateway', '8.2.17', '9.2.8', '10.0.4')),
      anyOf(only('a:synology:diskstation_manager', '6.2'), only('a:synology:diskstation_manager_unified_controller', '3.0')),
      ...firmware('synology', 'skynas', 'vs960hd'),
      anyOf(range('a:beyondtrust:privilege_management_for_mac', '<21.1.1'), range('a:beyondtrust:privilege_management_for_unix\\/linux:*:*:*:*:basic', '<10.3.2-10')),
    ],
  }),
  cve('CVE-2021-4034', {
    by: redHat, published: '2022-01-28T20:15', cvss: [localV31, localV2], cwe: 'CWE-787', advisory: 'https://access.redhat.com/security/vulnerabilities/RHSB-2022-001',
    text: 'PwnKit: pkexec reads its arguments out of bounds when it has none, and any local user becomes root.',
    kev: kev('2022-06-27', '2022-07-18', 'Red Hat', 'Polkit'),
    leftOut: 'rows of distributions and appliances that ship polkit',
    where: [anyOf(range('a:polkit_project:polkit', '<121'))],
  }),
  cve('CVE-2023-4911', {
    by: redHat, published: '2023-10-03T18:15', cvss: [localV31], cwe: 'CWE-122', advisory: 'https://www.qualys.com/2023/10/03/cve-2023-4911/looney-tunables-local-privilege-escalation-glibc-ld-so.txt',
    text: 'Looney Tunables: the dynamic loader overflows on a crafted GLIBC_TUNABLES variable, and any local user becomes root.',
    kev: kev('2023-11-21', '2023-12-12', 'GNU', 'GNU C Library'),
    leftOut: 'rows of distributions and appliances that ship glibc',
    where: [anyOf(range('a:gnu:glibc', '>=2.34 <2.39'))],
  }),
  cve('CVE-2020-6096', {
    by: 'talos-cna@cisco.com', published: '2020-04-01T22:15', modified: '2020-07-19T03:15', cwe: 'CWE-191', advisory: 'https://sourceware.org/bugzilla/show_bug.cgi?id=25620',
    cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), v2('AV:N/AC:M/Au:N/C:P/I:P/A:P', 6.8)],
    text: 'On 32-bit ARM, memcpy takes a negative length for a small one and writes past the buffer.',
    where: [anyOf(range('a:gnu:glibc', '<=2.31'))],
  }),
  cve('CVE-2021-33574', {
    published: '2021-05-25T22:15', modified: '2021-07-07T03:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-416', advisory: 'https://sourceware.org/bugzilla/show_bug.cgi?id=27896',
    text: 'mq_notify uses the attributes of a thread after the caller may have freed them.',
    where: [anyOf(range('a:gnu:glibc', '<=2.33'))],
  }),
  cve('CVE-2021-35942', {
    published: '2021-07-22T18:15', modified: '2021-08-27T07:15', cwe: 'CWE-190', advisory: 'https://sourceware.org/bugzilla/show_bug.cgi?id=28011',
    cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H', 9.1), v2('AV:N/AC:L/Au:N/C:P/I:N/A:P', 6.4)],
    text: 'wordexp reads memory it should not when a pattern holds a very large number.',
    where: [anyOf(range('a:gnu:glibc', '<2.32'))],
  }),
  cve('CVE-2018-15473', {
    published: '2018-08-17T19:29', modified: '2020-08-24T17:37', cwe: 'CWE-362', advisory: 'https://www.openssh.com/security.html',
    cvss: [v30('AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N', 5.3), v2('AV:N/AC:L/Au:N/C:P/I:N/A:N', 5.0)],
    text: 'OpenSSH answers a malformed request differently for users that exist, so that names can be tried from outside.',
    where: [
      anyOf(range('a:openbsd:openssh', '<=7.7')),
      anyOf(debian('8.0', '9.0')),
      anyOf(redhat('enterprise_linux_desktop 6.0', 'enterprise_linux_server 6.0', 'enterprise_linux_workstation 6.0')),
      anyOf(ubuntu('14.04/lts', '16.04/lts', '18.04/lts')),
      ...firmware('netapp', 'cn1610'),
      anyOf(
        ...['aff_baseboard_management_controller', 'fas_baseboard_management_controller', 'cloud_backup', 'steelstore_cloud_integrated_storage', 'ontap_select_deploy', 'service_processor', 'data_ontap_edge'].map((product) => only(`a:netapp:${product}`, '-')),
        only('o:netapp:clustered_data_ontap', '-'),
        only('o:netapp:data_ontap', '-:*:*:*:*:7-mode'),
        range('a:netapp:oncommand_unified_manager:*:*:*:*:*:vsphere', '>=9.4'),
        range('a:netapp:virtual_storage_console:*:*:*:*:*:vsphere', '>=7.2'),
      ),
      both(range('a:netapp:vasa_provider', '>=7.2'), on(only('o:netapp:clustered_data_ontap', '-'))),
      both(range('a:netapp:storage_replication_adapter:*:*:*:*:*:vsphere', '>=7.2'), on(only('o:netapp:clustered_data_ontap', '-'))),
    ],
  }),
  cve('CVE-2016-10009', {
    published: '2017-01-05T02:59', modified: '2018-09-11T10:29', cvss: [v30('AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:L', 7.3), remotePartialV2], cwe: 'CWE-426', advisory: 'https://www.openssh.com/txt/release-7.4',
    text: 'A forwarded ssh-agent loads PKCS#11 modules from any path, so that the remote host runs code on the user’s machine.',
    where: [anyOf(range('a:openbsd:openssh', '<=7.3'))],
  }),
  cve('CVE-2024-6387', {
    by: redHat, published: '2024-07-01T13:15:06.467', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1)], cwe: 'CWE-362 CWE-364', advisory: 'https://www.qualys.com/2024/07/01/cve-2024-6387/regresshion.txt',
    text: 'regreSSHion: the alarm of a login that takes too long calls functions unfit for a signal, and a patient attacker becomes root.',
    leftOut: 'rows of distributions and appliances that ship OpenSSH',
    where: [anyOf(range('a:openbsd:openssh', '<4.4', '>=8.6 <=9.8'), only('a:openbsd:openssh', '4.4:-', '8.5:p1', '8.6:-'))],
  }),
  cve('CVE-2025-26465', {
    by: redHat, published: '2025-02-18T19:15', modified: '2025-05-13T09:15', cvss: [v31('AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:N', 6.8)], advisory: 'https://www.openssh.com/txt/release-9.9p2',
    text: 'With VerifyHostKeyDNS on, an error during the check of a host key passes as success, so a man in the middle stays unseen.',
    where: [
      anyOf(range('a:openbsd:openssh', '>=6.9 <=9.8'), only('a:openbsd:openssh', '6.8:p1', '9.9:-', '9.9:p1')),
      anyOf(debian('11.0', '12.0'), redhat('enterprise_linux 9.0'), only('a:redhat:openshift_container_platform', '4.0'), only('a:netapp:active_iq_unified_manager', '-:*:*:*:*:vmware_vsphere'), only('a:netapp:ontap', '9')),
    ],
  }),
  cve('CVE-2024-3094', {
    by: redHat, published: '2024-03-29T17:15:21.150', modified: '2026-06-17T07:43:17.830', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10.0)], cwe: 'CWE-506', advisory: 'https://tukaani.org/xz-backdoor/',
    text: 'The release archives of xz 5.6.0 and 5.6.1 carry a back door that opens the SSH server of some distributions.',
    where: [anyOf(only('a:tukaani:xz', '5.6.0', '5.6.1'))],
  }),
  cve('CVE-2019-12735', {
    published: '2019-06-05T14:29', modified: '2019-06-13T21:29', cwe: 'CWE-78', advisory: 'https://github.com/vim/vim/commit/53575521406739cf20bbe4e384d88e7dca11f040',
    cvss: [v30('AV:L/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H', 8.6), v2('AV:N/AC:M/Au:N/C:C/I:C/A:C', 9.3)],
    text: 'A modeline can make Vim source a file outside its sandbox, so that opening a text file runs commands.',
    where: [anyOf(range('a:vim:vim', '<8.1.1365')), anyOf(range('a:neovim:neovim', '<0.3.6'))],
  }),
  cve('CVE-2022-0318', {
    by: 'security@huntr.dev', published: '2022-01-21T12:15', modified: '2022-08-29T18:59', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-122', advisory: 'https://github.com/vim/vim/commit/57df9e8a9f9ae1aafdde9b86b10ad907627a87dc',
    text: 'Vim overflows the heap when a change in block mode meets crafted text.',
    where: [anyOf(range('a:vim:vim', '<8.2.4151'))],
  }),
  cve('CVE-2022-3234', {
    by: 'security@huntr.dev', published: '2022-09-17T22:15', modified: '2022-10-17T14:15', cvss: [v31('AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8)], cwe: 'CWE-122', advisory: 'https://github.com/vim/vim/commit/c249913edc35c0e666d783bfc21595cf9f7d9e0d',
    text: 'Vim overflows the heap when it replaces text past the end of a line in virtual-edit mode.',
    where: [anyOf(range('a:vim:vim', '<9.0.0483'))],
  }),
  cve('CVE-2018-1000007', {
    published: '2018-01-24T22:29', modified: '2020-08-24T17:37', cvss: [remoteV30, v2('AV:N/AC:L/Au:N/C:P/I:N/A:N', 5.0)], cwe: 'NVD-CWE-noinfo', advisory: 'https://curl.se/docs/CVE-2018-1000007.html',
    text: 'curl sends an Authorization header of its own making on to the host that a redirect names.',
    where: [
      anyOf(range('a:haxx:curl', '>=7.1 <=7.57.0')),
      anyOf(debian('7.0', '8.0', '9.0')),
      anyOf(ubuntu('12.04/esm', '14.04/lts', '16.04/lts', '17.10')),
      anyOf(redhat('enterprise_linux_desktop 7.0', 'enterprise_linux_server 7.0', 'enterprise_linux_workstation 7.0')),
    ],
  }),
  cve('CVE-2021-22901', {
    by: 'support@hackerone.com', published: '2021-06-11T16:15', modified: '2021-07-30T14:15', cwe: 'CWE-416', advisory: 'https://curl.se/docs/CVE-2021-22901.html',
    cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), v2('AV:N/AC:M/Au:N/C:P/I:P/A:P', 6.8)],
    text: 'curl uses freed memory after a TLS connection changed hands and a new session arrives on it.',
    where: [anyOf(range('a:haxx:curl', '>=7.75.0 <=7.76.1'))],
  }),
  cve('CVE-2022-22576', {
    by: 'support@hackerone.com', published: '2022-05-26T17:15', modified: '2022-08-29T01:15', cwe: 'CWE-287', advisory: 'https://curl.se/docs/CVE-2022-22576.html',
    cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:N', 8.1), v2('AV:N/AC:L/Au:S/C:P/I:P/A:N', 5.5)],
    text: 'curl reuses a connection that was opened with other OAuth credentials.',
    where: [anyOf(range('a:haxx:curl', '>=7.33.0 <7.83.0'))],
  }),
  cve('CVE-2022-27782', {
    by: 'support@hackerone.com', published: '2022-06-02T14:15', modified: '2022-08-29T01:15', cwe: 'CWE-295', advisory: 'https://curl.se/docs/CVE-2022-27782.html',
    cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N', 7.5), v2('AV:N/AC:L/Au:N/C:N/I:P/A:N', 5.0)],
    text: 'curl reuses a TLS or SSH connection although an option that should forbid it has changed.',
    where: [anyOf(range('a:haxx:curl', '<7.83.1'))],
  }),
  cve('CVE-2020-10760', {
    by: redHat, published: '2020-07-06T19:15', modified: '2020-07-18T06:15', cwe: 'CWE-416', advisory: 'https://www.samba.org/samba/security/CVE-2020-10760.html',
    cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H', 6.5), v2('AV:N/AC:L/Au:S/C:N/I:N/A:P', 4.0)],
    text: 'Samba’s directory server uses freed memory when an LDAP search asks for two controls at once.',
    where: [anyOf(range('a:samba:samba', '>=4.5.0 <4.10.17', '>=4.11.0 <4.11.11', '>=4.12.0 <4.12.4')), anyOf(ubuntu('18.04/lts', '19.10', '20.04/lts'))],
  }),
  cve('CVE-2021-20254', {
    by: redHat, published: '2021-05-05T14:15', modified: '2021-06-24T18:30', cwe: 'CWE-125', advisory: 'https://www.samba.org/samba/security/CVE-2021-20254.html',
    cvss: [v31('AV:N/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:N', 6.8), v2('AV:N/AC:M/Au:S/C:P/I:P/A:N', 4.9)],
    text: 'Samba reads past an array while it maps group ids, and may give a process the rights of a group it does not belong to.',
    where: [
      anyOf(range('a:samba:samba', '>=3.6.0 <4.12.15', '>=4.13.0 <4.13.8', '>=4.14.0 <4.14.4')),
      anyOf(fedora('32', '33')),
      anyOf(redhat('enterprise_linux 7.0 8.0')),
      anyOf(debian('9.0')),
    ],
  }),
  cve('CVE-2022-32744', {
    by: redHat, published: '2022-08-25T18:15', modified: '2022-08-29T18:09', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8)], cwe: 'CWE-290', advisory: 'https://www.samba.org/samba/security/CVE-2022-32744.html',
    text: 'Samba’s directory server accepts a password change that is encrypted with the user’s own key, for any other user.',
    where: [anyOf(range('a:samba:samba', '>=4.3.0 <4.14.14', '>=4.15.0 <4.15.9', '>=4.16.0 <4.16.4'))],
  }),

  // Containers.
  cve('CVE-2019-5736', {
    published: '2019-02-11T19:29', modified: '2019-06-03T18:29', cwe: 'CWE-216', advisory: 'https://www.openwall.com/lists/oss-security/2019/02/11/2',
    cvss: [v30('AV:L/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H', 8.6), v2('AV:N/AC:M/Au:N/C:C/I:C/A:C', 9.3)],
    text: 'A container can overwrite the runc program of its host while it is being entered, and so run code as root outside.',
    where: [
      anyOf(range('a:docker:docker', '<18.09.2')),
      anyOf(range('a:opencontainers:runc', '<=1.0')),
      anyOf(only('a:opencontainers:runc', '1.0:rc1', '1.0:rc2', '1.0:rc3', '1.0:rc4', '1.0:rc5', '1.0:rc6')),
      anyOf(only('a:redhat:openshift', '3.4', '3.5', '3.6', '3.7', '3.9:*:*:*:enterprise'), redhat('enterprise_linux 7.0', 'enterprise_linux_server 7.0')),
      anyOf(only('a:google:kubernetes_engine', '-')),
      anyOf(only('a:linuxcontainers:lxc', '-')),
      anyOf(only('a:hp:onesphere', '-')),
      anyOf(only('a:netapp:element_software_management', '-')),
      anyOf(range('a:apache:mesos', '>=1.4.0 <=1.7.0')),
      anyOf(leap('15.0', '42.3')),
      anyOf(range('a:mesosphere:kubernetes_engine', '<2.2.0-1.13.3'), range('o:mesosphere:dc\\/os', '<1.10.10', '>=1.10.11 <1.11.9', '>=1.11.10 <1.12.1')),
      anyOf(fedora('29', '30')),
    ],
  }),
  cve('CVE-2019-14271', {
    published: '2019-07-29T18:15', modified: '2019-08-28T13:15', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-94', advisory: 'https://docs.docker.com/engine/release-notes/19.03/',
    text: 'docker cp loads name-service libraries from the container it copies from, and so runs the container’s code on the host.',
    where: [anyOf(range('a:docker:docker', '>=19.03 <19.03.1'))],
  }),
  cve('CVE-2021-21284', {
    by: 'security-advisories@github.com', published: '2021-02-02T18:15', modified: '2021-07-10T05:15', cwe: 'CWE-22', advisory: 'https://github.com/moby/moby/security/advisories/GHSA-7452-xqpj-6rpc',
    cvss: [v31('AV:A/AC:L/PR:L/UI:N/S:C/C:N/I:H/A:N', 6.8), v2('AV:A/AC:L/Au:S/C:N/I:P/A:N', 2.7)],
    text: 'With user namespaces remapped, root inside a Docker container may change files under the daemon’s own directory.',
    where: [anyOf(range('a:docker:docker', '<19.03.15', '>=20.0.0 <20.10.3')), anyOf(debian('10.0')), anyOf(range('a:netapp:e-series_santricity_os_controller', '>=11.0.0 <=11.60.3'))],
  }),
  cve('CVE-2022-23648', {
    by: 'security-advisories@github.com', published: '2022-03-03T14:15', modified: '2022-04-25T19:21', cwe: 'CWE-200', advisory: 'https://github.com/containerd/containerd/security/advisories/GHSA-crp2-qrr5-8pq7',
    cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5), v2('AV:N/AC:L/Au:N/C:P/I:N/A:N', 5.0)],
    text: 'An image with a crafted volume path shows files of the host to containers that containerd starts for Kubernetes.',
    where: [anyOf(range('a:linuxfoundation:containerd', '<1.4.13', '>=1.5.0 <1.5.10', '>=1.6.0 <1.6.1')), anyOf(debian('11.0'), fedora('34', '35', '36'))],
  }),
  cve('CVE-2022-24769', {
    by: 'security-advisories@github.com', published: '2022-03-24T20:15', modified: '2022-06-13T11:15', cwe: 'CWE-732', advisory: 'https://github.com/moby/moby/security/advisories/GHSA-2mm7-x5h6-5pvq',
    cvss: [v31('AV:L/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:L', 5.9), localPartialV2],
    text: 'Docker Engine starts containers with inheritable capabilities that they should not have.',
    where: [both(range('a:mobyproject:moby', '<20.10.14'), onLinux), anyOf(fedora('34', '35', '36')), anyOf(range('a:linuxfoundation:runc', '<1.1.2'))],
  }),
  cve('CVE-2022-29162', {
    by: 'security-advisories@github.com', published: '2022-05-17T21:15', modified: '2022-10-19T13:55', cvss: [localV31, localPartialV2], cwe: 'CWE-276', advisory: 'https://github.com/opencontainers/runc/security/advisories/GHSA-f3fp-gc8g-vw66',
    text: 'runc exec gives processes inheritable capabilities that the container was not meant to have.',
    where: [anyOf(range('a:linuxfoundation:runc', '<1.1.2')), anyOf(fedora('34', '35', '36'))],
  }),
  cve('CVE-2022-31030', {
    by: 'security-advisories@github.com', published: '2022-06-09T14:15', modified: '2022-06-16T04:15', cwe: 'CWE-400', advisory: 'https://github.com/containerd/containerd/security/advisories/GHSA-5ffw-gxpp-mxpf',
    cvss: [v31('AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H', 5.5), v2('AV:L/AC:L/Au:N/C:N/I:N/A:P', 2.1)],
    text: 'A program in a container can make containerd read its endless output into memory until the host has none left.',
    where: [anyOf(range('a:linuxfoundation:containerd', '<1.5.13', '>=1.6.0 <1.6.6')), anyOf(debian('11.0'))],
  }),
];
