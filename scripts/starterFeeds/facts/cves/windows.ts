import { anyOf, both, cve, fedora, debian, kev, leap, on, only, range, ubuntu, v2, v30, v31, windows, type CpeRow, type CveFact } from './types';

const microsoft = 'secure@microsoft.com';
const guide = (id: string): string => `https://msrc.microsoft.com/update-guide/vulnerability/${id}`;
const bulletin = (id: string): string => `https://learn.microsoft.com/security-updates/securitybulletins/20${id.slice(2, 4)}/${id.toLowerCase()}`;

// Severities that recur.
const remoteV2 = v2('AV:N/AC:L/Au:N/C:C/I:C/A:C', 10.0);
const mediumRemoteV2 = v2('AV:N/AC:M/Au:N/C:C/I:C/A:C', 9.3);
const localV2 = v2('AV:L/AC:L/Au:N/C:C/I:C/A:C', 7.2);
const localPartialV2 = v2('AV:L/AC:L/Au:N/C:P/I:P/A:P', 4.6);
const remoteV30 = v30('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const localV30 = v30('AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8);
const localV31 = v31('AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8);

// Releases that recur, as NVD writes them: without a build.
const windows7To81 = ['7 -:sp1', '8.1 -', 'rt_8.1 -'];
const server2008 = 'server_2008 -:sp2';
const x64 = ':*:*:*:*:x64';
const arm64 = ':*:*:*:*:arm64';
const x86 = ':*:*:*:*:x86';
const itanium = ':*:*:*:*:itanium';
const server2008To2012 = [server2008, `server_2008 r2:sp1${x64}`, 'server_2012 - r2'];
const server2008To2012AndItanium = [server2008, `server_2008 r2:sp1${itanium} r2:sp1${x64}`, 'server_2012 - r2'];

/** The security builds of one month of cumulative updates: base build to revision. */
type Month = Readonly<Record<number, number>>;
const january2025: Month = { 10240: 20890, 14393: 7699, 17763: 6775, 19044: 5371, 19045: 5371, 20348: 3091, 22621: 4751, 22631: 4751, 25398: 1369, 26100: 2894 };
const february2025: Month = { 10240: 20915, 14393: 7785, 17763: 6893, 19044: 5487, 19045: 5487, 20348: 3207, 22621: 4890, 22631: 4890, 25398: 1425, 26100: 3194 };
const march2025: Month = { 10240: 20947, 14393: 7876, 17763: 7009, 19044: 5608, 19045: 5608, 20348: 3328, 22621: 5039, 22631: 5039, 25398: 1486, 26100: 3476 };
const april2025: Month = { 10240: 20978, 14393: 7969, 17763: 7136, 19044: 5737, 19045: 5737, 20348: 3453, 22621: 5189, 22631: 5189, 25398: 1551, 26100: 3775 };

const baseBuild: Readonly<Record<string, number>> = {
  '10_1507': 10240,
  '10_1607': 14393,
  '10_1809': 17763,
  '10_21h2': 19044,
  '10_22h2': 19045,
  '11_22h2': 22621,
  '11_23h2': 22631,
  '11_24h2': 26100,
  server_2016: 14393,
  server_2019: 17763,
  server_2022: 20348,
  server_2022_23h2: 25398,
  server_2025: 26100,
};

/** Releases older than a month's updates; `10_1809/x64/x86` names hardware, a row each. */
function before(month: Month, ...releases: readonly string[]): CpeRow[] {
  return releases.flatMap((release) => {
    const [name, ...hardware] = release.split('/');
    const base = baseBuild[name!]!;
    const stem = `o:microsoft:windows_${name}`;
    const stems = hardware.length === 0 ? [stem] : hardware.map((kind) => `${stem}:*:*:*:*:*:*:${kind}`);
    return stems.flatMap((each) => range(each, `<10.0.${base}.${month[base]}`));
  });
}
const windows10And11 = ['10_1809/x64/x86', '10_21h2', '10_22h2', '11_22h2', '11_23h2', '11_24h2'];
const windows10Old = ['10_1507/x64/x86', '10_1607/x64/x86'];
const servers2016To2022 = ['server_2016', 'server_2019', 'server_2022'];

// MS17-010: SMB 1.0 on these.
const smb1 = [
  both(
    only('a:microsoft:server_message_block', '1.0'),
    on(windows('10 * 1511 1607', '7 -:sp1', '8.1 *', 'rt_8.1 -', 'server_2008 -:sp2 r2:sp1', 'server_2012 -:gold r2', 'server_2016 -', 'vista -:sp2')),
  ),
];
const ms17010 = bulletin('MS17-010');
const smb1Cvss = [v30('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), mediumRemoteV2];

export const windowsCves: readonly CveFact[] = [
  cve('CVE-2008-4250', {
    by: microsoft, published: '2008-10-23T22:00', modified: '2019-02-26T14:04', cvss: [remoteV2], cwe: 'CWE-94', advisory: bulletin('MS08-067'),
    text: 'The Server service mishandles a path in an RPC request, so that anyone on the network can run code as SYSTEM. The Conficker worm spread through it.',
    where: [anyOf(windows('2000 *:sp4', 'server_2003 * *:sp1 *:sp1:itanium *:sp2', 'server_2008 *:*:itanium *:*:x32 *:*:x64', 'vista * *:*:x64 *:sp1 *:sp1:x64', 'xp *:*:professional_x64 *:sp2 *:sp2:professional_x64 *:sp3'))],
  }),
  cve('CVE-2014-6324', {
    by: microsoft, published: '2014-11-18T23:59', modified: '2019-02-26T14:04', cvss: [v2('AV:N/AC:L/Au:S/C:C/I:C/A:C', 9.0)], cwe: 'CWE-264', advisory: bulletin('MS14-068'),
    text: 'The Kerberos key distribution centre accepts forged signatures in a ticket, which makes any domain user a domain administrator.',
    kev: kev('2022-03-25', '2022-04-15', 'Microsoft', 'Kerberos Key Distribution Center (KDC)'),
    where: [anyOf(windows('7 *', '8 *', '8.1 *', 'server_2003 *:sp2', 'server_2008 *:sp2 r2:sp1', 'server_2012 - r2', 'vista -:sp2'))],
  }),
  cve('CVE-2014-6321', {
    by: microsoft, published: '2014-11-11T22:55', modified: '2019-10-09T23:11', cvss: [remoteV2], cwe: 'CWE-94', advisory: bulletin('MS14-066'),
    text: 'Schannel processes crafted TLS packets wrongly, which lets a remote attacker run code on a server that speaks TLS.',
    where: [anyOf(windows('7 -:sp1', '8 -', '8.1 -', 'rt -', 'rt_8.1 -', 'server_2003 -:sp2', server2008, `server_2008 r2:sp1${itanium} r2:sp1${x64}`, 'server_2012 - r2', 'vista -:sp2'))],
  }),
  cve('CVE-2015-1635', {
    by: microsoft, published: '2015-04-14T20:59', modified: '2019-05-14T19:53', cvss: [remoteV2], cwe: 'CWE-94', advisory: bulletin('MS15-034'),
    text: 'The HTTP.sys driver overflows on a crafted Range header; a single request to IIS can crash the server or run code in the kernel.',
    kev: kev('2022-02-10', '2022-08-10', 'Microsoft', 'HTTP.sys'),
    where: [anyOf(windows('7 -:sp1', '8 -', '8.1 -', `server_2008 r2:sp1${itanium} r2:sp1${x64}`, 'server_2012 - r2'))],
  }),
  cve('CVE-2016-0099', {
    by: microsoft, published: '2016-03-09T11:59', modified: '2018-10-12T22:11', cvss: [localV30, localV2], cwe: 'CWE-264', advisory: bulletin('MS16-032'),
    text: 'The Secondary Logon service mishandles request handles in memory, so a local user can become administrator.',
    kev: kev('2022-03-03', '2022-03-24', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 - 1511', '7 -:sp1', '8.1 -', 'rt_8.1 -', 'server_2008 *:sp2 r2:sp1', 'server_2012 - r2', 'vista *:sp2'))],
  }),
  cve('CVE-2016-7255', {
    by: microsoft, published: '2016-11-10T07:00', modified: '2018-10-12T22:14', cvss: [localV30, localV2], cwe: 'CWE-264', advisory: bulletin('MS16-135'),
    text: 'A flaw in the Win32k driver raises the rights of a local program to those of the kernel.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'Win32k'),
    where: [anyOf(windows('10 - 1511 1607', '7 *:sp1', '8.1 *', 'rt_8.1 *', 'server_2008 *:sp2 r2:sp1', 'server_2012 - r2', 'server_2016 *', 'vista *:sp2'))],
  }),
  cve('CVE-2017-0143', {
    by: microsoft, published: '2017-03-17T00:59', modified: '2018-06-21T01:29', cvss: smb1Cvss, cwe: 'CWE-20', advisory: ms17010, where: smb1,
    text: 'The SMB 1.0 server runs code sent in crafted packets by anyone who can reach it; one of the flaws behind EternalBlue and its kin.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'Windows', 'Known'),
  }),
  cve('CVE-2017-0144', {
    by: microsoft, published: '2017-03-17T00:59', modified: '2018-06-21T01:29', cvss: smb1Cvss, cwe: 'CWE-20', advisory: ms17010, where: smb1,
    text: 'EternalBlue: a crafted transaction to the SMB 1.0 server runs code in the kernel without any login. WannaCry and NotPetya used it.',
    kev: kev('2022-02-10', '2022-08-10', 'Microsoft', 'SMBv1', 'Known'),
  }),
  cve('CVE-2017-0145', {
    by: microsoft, published: '2017-03-17T00:59', modified: '2018-06-21T01:29', cvss: smb1Cvss, cwe: 'CWE-20', advisory: ms17010, where: smb1,
    text: 'Another remote code execution in the SMB 1.0 server, repaired together with EternalBlue.',
    kev: kev('2022-02-10', '2022-08-10', 'Microsoft', 'SMBv1', 'Known'),
  }),
  cve('CVE-2017-0146', {
    by: microsoft, published: '2017-03-17T00:59', modified: '2018-06-21T01:29', cvss: smb1Cvss, cwe: 'CWE-20', advisory: ms17010, where: smb1,
    text: 'Remote code execution in the SMB 1.0 server through a race in its transaction handling.',
    kev: kev('2022-03-25', '2022-04-15', 'Microsoft', 'Windows', 'Known'),
  }),
  cve('CVE-2017-0147', {
    by: microsoft, published: '2017-03-17T00:59', modified: '2018-06-21T01:29', cwe: 'CWE-200', advisory: ms17010, where: smb1,
    cvss: [v30('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N', 5.9), v2('AV:N/AC:M/Au:N/C:P/I:N/A:N', 4.3)],
    text: 'The SMB 1.0 server gives parts of its memory away in answers to crafted packets.',
    kev: kev('2022-05-24', '2022-06-14', 'Microsoft', 'SMBv1 server', 'Known'),
  }),
  cve('CVE-2017-0148', {
    by: microsoft, published: '2017-03-17T00:59', modified: '2018-06-21T01:29', cvss: smb1Cvss, cwe: 'CWE-20', advisory: ms17010, where: smb1,
    text: 'A further remote code execution in the SMB 1.0 server, of the same update as EternalBlue.',
    kev: kev('2022-04-06', '2022-04-27', 'Microsoft', 'SMBv1 server', 'Known'),
  }),
  cve('CVE-2017-0213', {
    by: microsoft, published: '2017-05-12T14:29', modified: '2019-10-03T00:03', cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2017-0213'),
    cvss: [v30('AV:L/AC:H/PR:L/UI:N/S:U/C:N/I:H/A:N', 4.7), v2('AV:L/AC:M/Au:N/C:N/I:P/A:N', 1.9)],
    text: 'The COM aggregate marshaler lets a crafted local program raise its rights.',
    kev: kev('2022-03-28', '2022-04-18', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 - 1511 1607 1703', '7 *:sp1', '8.1 *', 'rt_8.1 *', 'server_2008 *:sp2 r2:sp1', 'server_2012 - r2', 'server_2016 *'))],
  }),
  cve('CVE-2018-0886', {
    by: microsoft, published: '2018-03-14T17:29', modified: '2019-03-13T13:45', cwe: 'CWE-287', advisory: guide('CVE-2018-0886'),
    cvss: [v30('AV:L/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.0), v2('AV:N/AC:H/Au:N/C:C/I:C/A:C', 7.6)],
    text: 'CredSSP trusts too early: an attacker between a Remote Desktop client and its server can relay the credentials and run commands.',
    where: [anyOf(windows('10 - 1511 1607 1703 1709 1803', ...windows7To81, ...server2008To2012AndItanium, 'server_2016 - 1709 1803'))],
  }),
  cve('CVE-2018-8120', {
    by: microsoft, published: '2018-05-09T19:29', modified: '2019-10-03T00:03', cvss: [v30('AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.0), localV2], cwe: 'CWE-404', advisory: guide('CVE-2018-8120'),
    text: 'Win32k follows a null pointer that a local program controls, which yields kernel rights on Windows 7 and Server 2008.',
    kev: kev('2022-03-15', '2022-04-05', 'Microsoft', 'Win32k', 'Known'),
    where: [anyOf(windows('7 -:sp1', server2008, `server_2008 r2:sp1${itanium} r2:sp1${x64}`))],
  }),
  cve('CVE-2018-8174', {
    by: microsoft, published: '2018-05-09T19:29', modified: '2020-08-24T17:37', cwe: 'CWE-787', advisory: guide('CVE-2018-8174'),
    cvss: [v30('AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.5), v2('AV:N/AC:H/Au:N/C:C/I:C/A:C', 7.6)],
    text: 'The VBScript engine uses freed memory; a web page or an Office document can run code as the user.',
    kev: kev('2022-02-15', '2022-08-15', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 - 1607 1703 1709 1803', ...windows7To81, ...server2008To2012AndItanium, 'server_2016 - 1709 1803'))],
  }),
  cve('CVE-2018-8440', {
    by: microsoft, published: '2018-09-13T00:29', modified: '2019-10-03T00:03', cvss: [localV30, localV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2018-8440'),
    text: 'The Task Scheduler’s ALPC interface sets file permissions without checking the caller, so a local user becomes SYSTEM.',
    kev: kev('2022-03-28', '2022-04-18', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 - 1607 1703 1709 1803', ...windows7To81, 'server_2008 -:sp2 r2:sp1', 'server_2012 - r2', 'server_2016 - 1709 1803'))],
  }),
  cve('CVE-2018-8453', {
    by: microsoft, published: '2018-10-10T13:29', modified: '2019-10-03T00:03', cvss: [localV30, localV2], cwe: 'CWE-404', advisory: guide('CVE-2018-8453'),
    text: 'Win32k frees a window object too early; a local program gains kernel rights.',
    kev: kev('2022-01-21', '2022-07-21', 'Microsoft', 'Win32k', 'Known'),
    where: [anyOf(windows('10 - 1607 1703 1709 1803 1809', '7 -:sp1', '8.1 *', 'rt_8.1 -', 'server_2008 -:sp2 r2:sp1', 'server_2012 - r2', 'server_2016 - 1709 1803', 'server_2019 -'))],
  }),
  cve('CVE-2019-0708', {
    by: microsoft, published: '2019-05-16T19:29', modified: '2019-07-15T17:15', cvss: [remoteV30, remoteV2], cwe: 'CWE-20', advisory: guide('CVE-2019-0708'),
    text: 'BlueKeep: Remote Desktop Services run code sent before any login, so that a worm needs no user. Windows 8 and Server 2012 and later are free of it.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'Remote Desktop Services', 'Known'),
    where: [anyOf(windows('7 -:sp1', `server_2003 -:sp2${x64} -:sp2${x86} r2:sp2`, server2008, `server_2008 r2:sp1${itanium} r2:sp1${x64}`, 'vista -:sp2', 'xp -:sp2:*:*:professional:*:x64 -:sp3:*:*:*:*:x86'))],
  }),
  cve('CVE-2019-0803', {
    by: microsoft, published: '2019-04-09T21:29', modified: '2019-05-23T18:29', cvss: [localV30, localV2], cwe: 'CWE-264', advisory: guide('CVE-2019-0803'),
    text: 'Win32k mishandles objects in memory, which gives a local program kernel rights.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'Win32k'),
    where: [anyOf(windows('10 - 1607 1703 1709 1803 1809', ...windows7To81, ...server2008To2012AndItanium, 'server_2016 - 1709 1803', 'server_2019 -'))],
  }),
  cve('CVE-2019-1040', {
    by: microsoft, published: '2019-06-12T14:29', modified: '2019-06-13T18:23', cwe: 'CWE-254', advisory: guide('CVE-2019-1040'),
    cvss: [v30('AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N', 5.9), v2('AV:N/AC:M/Au:N/C:N/I:P/A:N', 4.3)],
    text: 'An attacker in the middle can strip the integrity check from an NTLM exchange and relay it to another server.',
    where: [anyOf(windows('10 - 1607 1703 1709 1803 1809 1903', ...windows7To81, ...server2008To2012AndItanium, 'server_2016 - 1803 1903', 'server_2019 -'))],
  }),
  cve('CVE-2019-1181', {
    by: microsoft, published: '2019-08-14T21:15', modified: '2020-02-10T21:51', cvss: [remoteV30, remoteV2], cwe: 'CWE-284', advisory: guide('CVE-2019-1181'),
    text: 'DejaBlue: Remote Desktop Services on Windows 7 to 10 run code sent without a login.',
    where: [anyOf(windows('10 - 1607 1703 1709 1803 1809 1903', ...windows7To81, server2008, 'server_2012 - r2', 'server_2016 - 1803 1903', 'server_2019 -'))],
  }),
  cve('CVE-2019-1322', {
    by: microsoft, published: '2019-10-10T14:15', modified: '2019-12-19T00:15', cvss: [localV31, localPartialV2], cwe: 'CWE-287', advisory: guide('CVE-2019-1322'),
    text: 'A service may be reconfigured by accounts of other services, so that a service account becomes SYSTEM.',
    kev: kev('2022-03-15', '2022-04-05', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 1803 1809 1903', 'server_2016 1803 1903', 'server_2019 -'))],
  }),
  cve('CVE-2019-1458', {
    by: microsoft, published: '2019-12-10T22:15', modified: '2019-12-11T21:38', cvss: [localV31, localV2], cwe: 'CWE-269', advisory: guide('CVE-2019-1458'),
    text: 'WizardOpium: a use of uninitialised memory in Win32k lifts a local program to kernel rights.',
    kev: kev('2022-01-10', '2022-07-10', 'Microsoft', 'Win32k', 'Known'),
    where: [anyOf(windows('10 - 1607', ...windows7To81, `server_2008 -:sp2${itanium} r2:sp1${itanium} r2:sp1${x86}`, 'server_2012 - r2', 'server_2016 -'))],
  }),
  cve('CVE-2020-0601', {
    by: microsoft, published: '2020-01-14T23:15', modified: '2020-01-16T18:15', cwe: 'CWE-295', advisory: guide('CVE-2020-0601'),
    cvss: [v31('AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:N', 8.1), v2('AV:N/AC:M/Au:N/C:P/I:P/A:N', 5.8)],
    text: 'CurveBall: the CryptoAPI does not check the curve of an elliptic-curve certificate, so forged code signatures and TLS certificates pass as genuine.',
    kev: kev('2021-11-03', '2020-01-29', 'Microsoft', 'Windows'),
    where: [anyOf(windows('10 - 1607 1709 1803 1809 1903 1909', 'server_2016 - 1803 1903 1909', 'server_2019 -'))],
  }),
  cve('CVE-2020-0609', {
    by: microsoft, published: '2020-01-14T23:15', modified: '2020-01-17T21:16', cvss: [remoteV31, remoteV2], cwe: 'CWE-20', advisory: guide('CVE-2020-0609'),
    text: 'BlueGate: the Remote Desktop Gateway runs code from crafted UDP packets before any login.',
    where: [anyOf(windows('server_2012 - r2', 'server_2016 -', 'server_2019 -'))],
  }),
  cve('CVE-2020-0610', {
    by: microsoft, published: '2020-01-14T23:15', modified: '2020-01-17T21:11', cvss: [remoteV31, remoteV2], cwe: 'CWE-20', advisory: guide('CVE-2020-0610'),
    text: 'The second of the two BlueGate flaws of the Remote Desktop Gateway.',
    where: [anyOf(windows('server_2012 - r2', 'server_2016 -', 'server_2019 -'))],
  }),
  cve('CVE-2020-0787', {
    by: microsoft, published: '2020-03-12T16:15', modified: '2020-06-11T19:15', cvss: [localV31, localV2], cwe: 'CWE-269', advisory: guide('CVE-2020-0787'),
    text: 'The Background Intelligent Transfer Service follows links that a user planted, and moves files with SYSTEM rights.',
    kev: kev('2022-01-28', '2022-07-28', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 - 1607 1709 1803 1809 1903 1909', ...windows7To81, ...server2008To2012AndItanium, 'server_2016 - 1803 1903 1909', 'server_2019 -'))],
  }),
  cve('CVE-2020-0796', {
    by: microsoft, published: '2020-03-12T16:15', modified: '2020-06-11T19:15', cwe: 'CWE-20', advisory: guide('CVE-2020-0796'),
    cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10.0), v2('AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5)],
    text: 'SMBGhost: an overflow in the compression of SMB 3.1.1 runs code remotely. Only versions 1903 and 1909 have that compression.',
    kev: kev('2022-02-10', '2022-08-10', 'Microsoft', 'SMBv3', 'Known'),
    where: [anyOf(windows('10 1903 1909', 'server_2016 1903 1909'))],
  }),
  cve('CVE-2020-1350', {
    by: microsoft, published: '2020-07-14T23:15', modified: '2020-07-15T16:13', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10.0), remoteV2], cwe: 'CWE-119', advisory: guide('CVE-2020-1350'),
    text: 'SIGRed: the DNS server overflows on an oversized SIG answer and runs code as SYSTEM, often on a domain controller.',
    kev: kev('2021-11-03', '2020-07-24', 'Microsoft', 'Windows'),
    where: [anyOf(windows(...server2008To2012, 'server_2016 - 1903 1909 2004', 'server_2019 -'))],
  }),
  cve('CVE-2020-1472', {
    by: microsoft, published: '2020-08-17T19:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10.0), mediumRemoteV2], cwe: 'CWE-330', advisory: guide('CVE-2020-1472'),
    text: 'Zerologon: Netlogon encrypts with a constant vector, so that anyone who reaches a domain controller can set its password to nothing.',
    kev: kev('2021-11-03', '2020-09-21', 'Microsoft', 'Netlogon', 'Known'),
    leftOut: 'rows of Synology and Oracle appliances',
    where: [
      anyOf(windows(`server_2008 r2:sp1${x64}`, 'server_2012 - r2', 'server_2016 - 1903 1909 2004', 'server_2019 -')),
      anyOf(range('a:samba:samba', '>=4.0.0 <4.10.18', '>=4.11.0 <4.11.13', '>=4.12.0 <4.12.7')),
      anyOf(fedora('31', '32', '33'), leap('15.1', '15.2')),
      anyOf(ubuntu('14.04/esm', '16.04/lts', '18.04/lts', '20.04/lts')),
      anyOf(debian('9.0')),
    ],
  }),
  cve('CVE-2021-24078', {
    by: microsoft, published: '2021-02-25T23:15', modified: '2021-03-04T17:12', cvss: [remoteV31, v2('AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-24078'),
    text: 'The DNS server can be made to run code by a remote attacker without a login.',
    where: [anyOf(windows(...server2008To2012, 'server_2016 - 1909 2004 20h2', 'server_2019 -'))],
  }),
  cve('CVE-2021-24086', {
    by: microsoft, published: '2021-02-25T23:15', modified: '2021-07-14T17:15', cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-24086'),
    cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5), v2('AV:N/AC:L/Au:N/C:N/I:N/A:P', 5.0)],
    text: 'Fragmented IPv6 packets crash the TCP/IP driver, and with it the machine.',
    where: [anyOf(windows('10 - 1607 1803 1809 1909 2004 20h2', ...windows7To81, ...server2008To2012, 'server_2016 - 1909 2004 20h2', 'server_2019 -'))],
  }),
  cve('CVE-2021-1732', {
    by: microsoft, published: '2021-02-25T23:15', modified: '2021-03-26T02:46', cvss: [localV31, localPartialV2], cwe: 'CWE-269', advisory: guide('CVE-2021-1732'),
    text: 'Win32k confuses the offset of a window’s extra memory, which gives a local program kernel rights.',
    kev: kev('2021-11-03', '2021-11-17', 'Microsoft', 'Win32k', 'Known'),
    where: [anyOf(windows('10 1803 1809 1909 2004 20h2', 'server_2016 1909 2004 20h2', 'server_2019 -'))],
  }),
  cve('CVE-2021-28310', {
    by: microsoft, published: '2021-04-13T20:15', modified: '2021-04-16T16:49', cvss: [localV31, localPartialV2], cwe: 'CWE-269', advisory: guide('CVE-2021-28310'),
    text: 'The Desktop Window Manager writes outside its bounds; local programs used it to leave a browser’s sandbox.',
    kev: kev('2021-11-03', '2021-11-17', 'Microsoft', 'Win32k'),
    where: [anyOf(windows('10 1803 1809 1909 2004 20h2', 'server_2016 1909 2004 20h2', 'server_2019 -'))],
  }),
  cve('CVE-2021-31166', {
    by: microsoft, published: '2021-05-11T19:15', modified: '2021-05-26T19:44', cvss: [remoteV31, v2('AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5)], cwe: 'CWE-416', advisory: guide('CVE-2021-31166'),
    text: 'HTTP.sys frees memory twice on a crafted Accept-Encoding header. Only versions 2004 and 20H2 are affected.',
    kev: kev('2022-04-06', '2022-04-27', 'Microsoft', 'HTTP Protocol Stack'),
    where: [anyOf(windows('10 2004 20h2', 'server_2016 2004 20h2'))],
  }),
  cve('CVE-2021-1675', {
    by: microsoft, published: '2021-06-08T23:15', modified: '2021-07-07T13:46', cvss: [v31('AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 8.8), mediumRemoteV2], cwe: 'CWE-269', advisory: guide('CVE-2021-1675'),
    text: 'The Print Spooler loads a driver for a user who may not install one; the first half of PrintNightmare.',
    kev: kev('2021-11-03', '2021-11-17', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 - 1607 1809 1909 2004 20h2 21h1', ...windows7To81, ...server2008To2012, 'server_2016 -', 'server_2019 -'))],
  }),
  cve('CVE-2021-34527', {
    by: microsoft, published: '2021-07-02T22:15', modified: '2021-07-14T18:15', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8), v2('AV:N/AC:L/Au:S/C:C/I:C/A:C', 9.0)], cwe: 'CWE-269', advisory: guide('CVE-2021-34527'),
    text: 'PrintNightmare: any domain user can make the Print Spooler of another machine load a driver as SYSTEM.',
    kev: kev('2021-11-03', '2021-07-20', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 - 1607 1809 1909 2004 20h2 21h1', ...windows7To81, ...server2008To2012, 'server_2016 - 2004 20h2', 'server_2019 -'))],
  }),
  cve('CVE-2021-31979', {
    by: microsoft, published: '2021-07-14T18:15', modified: '2021-07-17T03:59', cvss: [localV31, localV2], cwe: 'CWE-269', advisory: guide('CVE-2021-31979'),
    text: 'An integer overflow in the kernel gives a local program full rights; sold as part of spyware.',
    kev: kev('2021-11-03', '2021-11-17', 'Microsoft', 'Windows'),
    where: [anyOf(windows('10 - 1607 1809 1909 2004 20h2 21h1', ...windows7To81, ...server2008To2012, 'server_2016 - 2004 20h2', 'server_2019 -'))],
  }),
  cve('CVE-2021-36934', {
    by: microsoft, published: '2021-07-22T07:15', modified: '2021-09-01T18:15', cvss: [localV31, localPartialV2], cwe: 'CWE-269', advisory: guide('CVE-2021-36934'),
    text: 'HiveNightmare: ordinary users of Windows 10 may read the SAM database in a shadow copy, and so the password hashes.',
    kev: kev('2022-02-10', '2022-02-24', 'Microsoft', 'Windows'),
    where: [anyOf(windows('10 1809 1909 2004 20h2 21h1'))],
  }),
  cve('CVE-2021-36942', {
    by: microsoft, published: '2021-08-12T18:15', modified: '2021-08-20T18:59', cwe: 'CWE-290', advisory: guide('CVE-2021-36942'),
    cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:L/A:N', 5.3), v2('AV:N/AC:L/Au:N/C:N/I:P/A:N', 5.0)],
    text: 'PetitPotam: a server can be forced, without a login, to authenticate by NTLM against a machine of the attacker’s choice.',
    kev: kev('2021-11-03', '2021-11-17', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows(...server2008To2012, 'server_2016 - 2004 20h2', 'server_2019 -'))],
  }),
  cve('CVE-2022-21907', {
    by: microsoft, published: '2022-01-11T21:15', modified: '2022-08-26T17:46', cvss: [remoteV31, remoteV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2022-21907'),
    text: 'HTTP.sys runs code from a crafted request when trailers are supported, which Server 2022 does by default.',
    where: [
      anyOf(
        windows('server_2019 -', 'server 20h2 2022', `11 -:*${arm64} -:*${x64}`),
        windows(...['1809', '20h2', '21h1', '21h2'].map((version) => `10 ${version}:*${x64} ${version}:*${x86} ${version}:*${arm64}`)),
      ),
    ],
  }),
  cve('CVE-2022-24521', {
    by: microsoft, published: '2022-04-15T19:15', modified: '2022-04-22T15:26', cvss: [localV31, localPartialV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2022-24521'),
    text: 'The Common Log File System driver trusts fields of a log file, which gives a local user SYSTEM rights.',
    kev: kev('2022-04-13', '2022-05-04', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 - 1607 1809 1909 20h2 21h1 21h2', `11 -:*${arm64} -:*${x64}`, ...windows7To81, `server_2008 *:sp2 r2:sp1${x64}`, 'server_2012 - r2', 'server_2016 - 20h2', 'server_2019 -', 'server_2022 -'))],
  }),
  cve('CVE-2022-26809', {
    by: microsoft, published: '2022-04-15T19:15', modified: '2022-04-19T18:37', cvss: [remoteV31, remoteV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2022-26809'),
    text: 'The RPC runtime overflows while it gathers a call in pieces; a remote caller runs code with the rights of the service.',
    where: [anyOf(windows('10 - 1607 1809 1909 20h2 21h1 21h2', `11 -:*${arm64} -:*${x64}`, ...windows7To81, `server_2008 *:sp2 r2:sp1${x64}`, 'server_2012 - r2', 'server_2016 - 20h2', 'server_2019 -', 'server_2022 -'))],
  }),
  cve('CVE-2022-26904', {
    by: microsoft, published: '2022-04-15T19:15', modified: '2022-04-26T14:08', cwe: 'CWE-362', advisory: guide('CVE-2022-26904'),
    cvss: [v31('AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.0), v2('AV:L/AC:M/Au:N/C:P/I:P/A:P', 4.4)],
    text: 'A race in the User Profile Service lets a local user write where only SYSTEM may.',
    kev: kev('2022-04-25', '2022-05-16', 'Microsoft', 'Windows'),
    where: [anyOf(windows('10 - 1607 1809 1909 20h2 21h1 21h2', `11 -:*${arm64} -:*${x64}`, ...windows7To81, `server_2008 *:sp2 r2:sp1${x64}`, 'server_2012 - r2', 'server_2016 - 20h2', 'server_2019 -', 'server_2022 -'))],
  }),
  cve('CVE-2022-26925', {
    by: microsoft, published: '2022-05-10T21:15', modified: '2022-10-07T18:08', cwe: 'CWE-290', advisory: guide('CVE-2022-26925'),
    cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N', 5.9), v2('AV:N/AC:M/Au:N/C:N/I:P/A:N', 4.3)],
    text: 'An anonymous call to the LSARPC interface makes a domain controller authenticate to the attacker by NTLM.',
    kev: kev('2022-07-01', '2022-07-22', 'Microsoft', 'Windows'),
    where: [
      anyOf(
        windows(`10 -:*${x64} -:*${x86} 1607:*${x64} 1607:*${x86}`, ...['1809', '1909', '20h2', '21h1', '21h2'].map((version) => `10 ${version}:*${x64} ${version}:*${x86} ${version}:*${arm64}`)),
        windows(`11 -:*${arm64} -:*${x64}`, `7 -:sp1${x86} -:sp1${x64}`, `8.1 -:*${x64} -:*${x86}`, 'rt_8.1 -'),
        windows(`server_2008 r2:sp1${x64} r2:sp1${x86} sp2:*${x64} sp2:*${x86}`, 'server_2012 - r2', 'server_2016 -', 'server_2019 -', 'server 2022'),
      ),
    ],
  }),
  cve('CVE-2022-30190', {
    by: microsoft, published: '2022-06-01T20:15', modified: '2022-06-07T18:15', cvss: [v31('AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8), mediumRemoteV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2022-30190'),
    text: 'Follina: the Support Diagnostic Tool, called by a link in a document, runs PowerShell with the rights of the program that opened it.',
    kev: kev('2022-06-14', '2022-07-05', 'Microsoft', 'Windows', 'Known'),
    where: [anyOf(windows('10 - 1607 1809 20h2 21h1 21h2', `11 -:*${arm64} -:*${x64}`, ...windows7To81, 'server_2008 -:sp2 r2:sp1', 'server_2012 - r2', 'server_2016 -', 'server_2019 -', 'server_2022 -'))],
  }),
  cve('CVE-2022-34718', {
    by: microsoft, published: '2022-09-13T19:15', modified: '2022-09-17T01:22', cvss: [remoteV31], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2022-34718'),
    text: 'EvilESP: the TCP/IP driver writes out of bounds on crafted IPv6 packets where IPsec is on.',
    where: [anyOf(windows('10 - 1607 1809 20h2 21h1 21h2', `11 -:*${arm64} -:*${x64}`, ...windows7To81, ...server2008To2012, 'server_2016 -', 'server_2019 -', 'server_2022 - -:*:*:*:azure'))],
  }),
  cve('CVE-2025-21293', {
    by: microsoft, published: '2025-01-14T18:15', modified: '2025-01-24T21:47', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2025-21293'),
    text: 'Members of the Network Configuration Operators group may write registry keys of performance counters and so become SYSTEM on a domain controller.',
    where: [anyOf(windows('server_2012 - r2'), before(january2025, ...windows10Old, ...windows10And11, ...servers2016To2022, 'server_2022_23h2', 'server_2025/x64'))],
  }),
  cve('CVE-2025-21297', {
    by: microsoft, published: '2025-01-14T18:15', modified: '2025-01-24T21:48', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2025-21297'),
    text: 'A race in the Remote Desktop Gateway lets a remote attacker run code without a login.',
    where: [anyOf(windows(`server_2008 r2:sp1${x64}`, 'server_2012 - r2'), before(january2025, ...servers2016To2022, 'server_2022_23h2', 'server_2025/x64'))],
  }),
  cve('CVE-2025-21298', {
    by: microsoft, published: '2025-01-14T18:15', modified: '2025-01-24T21:48', cvss: [remoteV31], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2025-21298'),
    text: 'OLE frees an object twice while it reads a crafted RTF, so that the preview of a mail runs code.',
    where: [anyOf(windows(...server2008To2012), before(january2025, ...windows10Old, ...windows10And11, ...servers2016To2022, 'server_2022_23h2', 'server_2025/x64'))],
  }),
  cve('CVE-2025-21307', {
    by: microsoft, published: '2025-01-14T18:15', modified: '2025-01-24T21:50', cvss: [remoteV31], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2025-21307'),
    text: 'The Reliable Multicast driver uses freed memory on crafted packets to an open PGM port, and runs code.',
    where: [anyOf(windows(...server2008To2012), before(january2025, ...windows10Old, ...windows10And11, ...servers2016To2022, 'server_2022_23h2', 'server_2025/x64'))],
  }),
  cve('CVE-2025-21309', {
    by: microsoft, published: '2025-01-14T18:15', modified: '2025-01-24T21:50', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2025-21309'),
    text: 'A server with the Remote Desktop Gateway role uses memory it left unprotected, and a remote attacker who wins a race runs code.',
    where: [anyOf(windows('server_2012 - r2'), before(january2025, ...servers2016To2022, 'server_2022_23h2', 'server_2025/x64'))],
  }),
  cve('CVE-2025-21333', {
    by: microsoft, published: '2025-01-14T18:15', modified: '2025-04-03T20:58', cvss: [localV31], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2025-21333'),
    text: 'A heap overflow in the Hyper-V NT kernel integration gives a local user SYSTEM rights. Server 2019 and older lack that component.',
    kev: kev('2025-01-14', '2025-02-04', 'Microsoft', 'Windows'),
    where: [
      anyOf(
        before(january2025, '10_21h2/x64', '10_22h2/x64', '11_22h2', '11_23h2/x64', '11_24h2', 'server_2022_23h2/x64', 'server_2025/x64'),
        range('o:microsoft:windows_11_23h2:*:*:*:*:*:*:arm64', '<10.0.22621.4751'), // sic: the record gives the ARM row the build of 22H2
      ),
    ],
  }),
  cve('CVE-2025-21208', {
    by: microsoft, published: '2025-02-11T18:15', modified: '2025-02-28T16:11', cvss: [v31('AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 8.8)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2025-21208'),
    text: 'The Routing and Remote Access Service runs code when it connects to a server of the attacker’s.',
    where: [anyOf(windows(`server_2008 r2:sp1${x64} -:sp2${x64} -:sp2${x86}`, 'server_2012 - r2'), before(february2025, ...servers2016To2022, 'server_2022_23h2/x64', 'server_2025/x64'))],
  }),
  cve('CVE-2025-21391', {
    by: microsoft, published: '2025-02-11T18:15', modified: '2025-02-12T18:14', cvss: [v31('AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:H/A:H', 7.1)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2025-21391'),
    text: 'Windows Storage follows links before it deletes, so a local user can remove files of others and stop services.',
    kev: kev('2025-02-11', '2025-03-04', 'Microsoft', 'Windows'),
    where: [anyOf(before(february2025, ...windows10Old, ...windows10And11, ...servers2016To2022, 'server_2022_23h2', 'server_2025'))],
  }),
  cve('CVE-2025-21418', {
    by: microsoft, published: '2025-02-11T18:15', modified: '2025-02-12T18:14', cvss: [localV31], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2025-21418'),
    text: 'A heap overflow in the driver behind Winsock gives a local program SYSTEM rights.',
    kev: kev('2025-02-11', '2025-03-04', 'Microsoft', 'Windows'),
    where: [
      anyOf(
        windows(...server2008To2012, 'server_2016 -'),
        before(february2025, ...windows10And11, 'server_2019', 'server_2022', 'server_2022_23h2', 'server_2025/x64'),
        range('o:microsoft:windows_10_1607:*:*:*:*:*:*:x64', '<10.0.10240.20915'), // sic: the record gives 1607 the build of 1507
        range('o:microsoft:windows_10_1607:*:*:*:*:*:*:x86', '<10.0.10240.20915'),
      ),
    ],
  }),
  cve('CVE-2025-24054', {
    by: microsoft, published: '2025-03-11T17:16', modified: '2025-04-28T20:48', cvss: [v31('AV:N/AC:L/PR:N/UI:R/S:U/C:L/I:L/A:N', 5.4)], advisory: guide('CVE-2025-24054'),
    text: 'A library file in a downloaded archive makes Explorer send the user’s NTLM hash to a foreign server, without being opened.',
    kev: kev('2025-04-17', '2025-05-08', 'Microsoft', 'Windows'),
    where: [
      anyOf(
        windows(`server_2008 r2:sp1${x64}`, 'server_2012 - r2'),
        before(march2025, ...windows10Old, '10_1809/x64/x86', '10_21h2/arm64/x64/x86', '10_22h2/arm64/x64/x86', '11_22h2/arm64/x64', '11_23h2/arm64/x64', 'server_2016', 'server_2019', 'server_2022_23h2'),
        // Fixed by a hotpatch on these, hence other builds than the month's.
        range('o:microsoft:windows_11_24h2:*:*:*:*:*:*:arm64', '<10.0.26100.3403'),
        range('o:microsoft:windows_11_24h2:*:*:*:*:*:*:x64', '<10.0.26100.3403'),
        range('o:microsoft:windows_server_2022', '<10.0.20348.3270'),
        range('o:microsoft:windows_server_2025', '<10.0.26100.3403'),
      ),
    ],
  }),
  cve('CVE-2025-24983', {
    by: microsoft, published: '2025-03-11T17:16', modified: '2025-03-13T19:54', cvss: [v31('AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.0)], cwe: 'CWE-416', advisory: guide('CVE-2025-24983'),
    text: 'Win32k uses freed memory; a local program that wins a race becomes SYSTEM. Server 2019 and later are free of it.',
    kev: kev('2025-03-11', '2025-04-01', 'Microsoft', 'Windows'),
    where: [anyOf(windows(`server_2008 r2:sp1${x64} -:sp2${x64} -:sp2${x86}`, 'server_2012 - r2'), before(march2025, ...windows10Old, 'server_2016'))],
  }),
  cve('CVE-2025-24984', {
    by: microsoft, published: '2025-03-11T17:16', modified: '2025-03-13T19:54', cvss: [v31('AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 4.6, microsoft)], advisory: guide('CVE-2025-24984'),
    text: 'NTFS writes parts of the heap to a log file, which someone with a crafted USB drive can read.',
    kev: kev('2025-03-11', '2025-04-01', 'Microsoft', 'Windows'),
    where: [anyOf(windows('server_2012 - r2'), before(march2025, ...windows10Old, ...windows10And11, ...servers2016To2022, 'server_2022_23h2/x64', 'server_2025/x64'))],
  }),
  cve('CVE-2025-29824', {
    by: microsoft, published: '2025-04-08T18:16', modified: '2025-05-14T21:11', cvss: [v31('AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8, microsoft)], advisory: guide('CVE-2025-29824'),
    text: 'The Common Log File System driver uses freed memory; ransomware used it to become SYSTEM.',
    kev: kev('2025-04-08', '2025-04-29', 'Microsoft', 'Windows', 'Known'),
    where: [
      anyOf(
        windows(`server_2008 r2:sp1${x64} -:sp2${x86}`, 'server_2012 - r2'),
        before(april2025, ...windows10Old, '10_1809/x64/x86', '10_21h2/arm64/x64/x86', '10_22h2/arm64/x64/x86', '11_22h2/arm64/x64', '11_23h2/arm64/x64', '11_24h2/arm64/x64'),
        before(april2025, ...servers2016To2022, 'server_2022_23h2', 'server_2025/x64'),
      ),
    ],
  }),
];
