import { any, anyOf, both, cve, debian, fedora, kev, leap, on, only, onLinux, onWindows, range, redhat, ubuntu, v2, v30, v31, windows, type CpeRow, type CveFact } from './types';

const microsoft = 'secure@microsoft.com';
const chromium = 'chrome-cve-admin@google.com';
const mozilla = 'security@mozilla.org';
const openssl = 'openssl-security@openssl.org';
const github = 'security-advisories@github.com';
const guide = (id: string): string => `https://msrc.microsoft.com/update-guide/vulnerability/${id}`;

const remoteV30 = v30('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV2 = v2('AV:N/AC:L/Au:N/C:C/I:C/A:C', 10.0);
const remotePartialV2 = v2('AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5);
const mediumPartialV2 = v2('AV:N/AC:M/Au:N/C:P/I:P/A:P', 6.8);
const mediumV2 = v2('AV:N/AC:M/Au:N/C:C/I:C/A:C', 9.3);
const pageV31 = v31('AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 8.8);
const fileV30 = v30('AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8);
const fileV31 = v31('AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8);
const localV31 = v31('AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8);
const localV2 = v2('AV:L/AC:L/Au:N/C:C/I:C/A:C', 7.2);
const stopV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5);
const stopV2 = v2('AV:N/AC:L/Au:N/C:N/I:N/A:P', 5.0);

const chrome = 'a:google:chrome';
const office = 'a:microsoft:office';
const putty = 'a:putty:putty';
const winrar = 'a:rarlab:winrar';
const vmwareTools = 'a:vmware:tools';
const openSsl = 'a:openssl:openssl';
const python = 'a:python:python';

/** Firefox, its long-term release and Thunderbird, each below a version. */
const mozillaBelow = (firefox: string, esr: string, thunderbird: string): CpeRow[] => [
  ...range('a:mozilla:firefox', `<${firefox}`),
  ...range('a:mozilla:firefox_esr', `<${esr}`),
  ...range('a:mozilla:thunderbird', `<${thunderbird}`),
];

/** Acrobat and Reader have the same versions; `track` is Adobe's continuous or classic. */
const acrobat = (track: string, ...intervals: readonly string[]): CpeRow[] => ['acrobat_dc', 'acrobat_reader_dc'].flatMap((product) => range(`a:adobe:${product}:*:*:*:*:${track}`, ...intervals));

export const desktopCves: readonly CveFact[] = [
  // Archivers.
  cve('CVE-2018-10115', {
    published: '2018-05-02T21:29', modified: '2020-08-24T17:37', cvss: [fileV30, mediumPartialV2], cwe: 'CWE-665 CWE-908', advisory: 'https://www.7-zip.org/history.txt',
    text: '7-Zip decodes a RAR archive with memory it never filled, which runs code. Version 18.05 has the repair.',
    where: [anyOf(range('a:7-zip:7-zip', '<=18.03'))],
  }),
  cve('CVE-2022-29072', {
    published: '2022-04-15T20:15', modified: '2022-04-25T18:53', cvss: [localV31, localV2], cwe: 'CWE-787', advisory: 'https://www.7-zip.org/history.txt',
    text: 'On Windows, a file dropped on the help window of 7-Zip is said to run commands with higher rights; the author disputes it.',
    where: [both(range('a:7-zip:7-zip', '<=21.07'), onWindows)],
  }),
  cve('CVE-2025-0411', {
    by: 'zdi-disclosures@trendmicro.com', published: '2025-01-25T05:15', modified: '2025-02-12T18:14', cvss: [v31('AV:L/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.0)], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.zerodayinitiative.com/advisories/ZDI-25-045/',
    text: '7-Zip does not hand the mark of the web on to files out of an archive within an archive, so that Windows does not warn.',
    kev: kev('2025-02-06', '2025-02-27', '7-Zip', '7-Zip'),
    where: [anyOf(range('a:7-zip:7-zip', '<24.09'))],
  }),
  cve('CVE-2018-20250', {
    by: 'cve@checkpoint.com', published: '2019-02-05T20:29', modified: '2019-10-09T23:39', cvss: [fileV30, mediumPartialV2], cwe: 'CWE-22', advisory: 'https://research.checkpoint.com/extracting-code-execution-from-winrar/',
    text: 'WinRAR unpacks an ACE archive to any path that it names, such as the Startup folder. Version 5.70 has the repair.',
    kev: kev('2022-02-15', '2022-08-15', 'RARLAB', 'WinRAR', 'Known'),
    where: [anyOf(range(winrar, '<=5.61'))],
  }),
  cve('CVE-2022-30333', {
    published: '2022-05-09T08:15', modified: '2022-08-05T17:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N', 7.5), v2('AV:N/AC:L/Au:N/C:N/I:P/A:N', 5.0)], cwe: 'CWE-22', advisory: 'https://www.rarlab.com/rar_add.htm',
    text: 'UnRAR on Unix follows a link out of the directory it unpacks to. WinRAR on Windows is free of it.',
    kev: kev('2022-08-09', '2022-08-30', 'RARLAB', 'UnRAR', 'Known'),
    where: [both(range('a:rarlab:unrar', '<6.12'), on(only('o:opengroup:unix', '-'), only('a:linux:linux_kernel', '-')))],
  }),
  cve('CVE-2023-38831', {
    published: '2023-08-23T17:15', cvss: [fileV31], cwe: 'CWE-351', advisory: 'https://www.rarlab.com/rarnew.htm',
    text: 'Opening a harmless file inside an archive makes WinRAR run a script from a folder of the same name.',
    kev: kev('2023-08-24', '2023-09-14', 'RARLAB', 'WinRAR', 'Known'),
    where: [anyOf(range(winrar, '<6.23'))],
  }),

  // Browsers.
  cve('CVE-2021-21148', {
    by: chromium, published: '2021-02-09T16:15', modified: '2021-05-17T19:56', cvss: [pageV31, mediumPartialV2], cwe: 'CWE-787', advisory: 'https://chromereleases.googleblog.com/2021/02/stable-channel-update-for-desktop_4.html',
    text: 'A web page overflows the heap in Chrome’s JavaScript engine.',
    kev: kev('2021-11-03', '2021-11-17', 'Google', 'Chromium V8'),
    where: [anyOf(range(chrome, '<88.0.4324.150')), anyOf(fedora('32', '33')), anyOf(debian('10.0'))],
  }),
  cve('CVE-2021-30563', {
    by: chromium, published: '2021-08-03T19:15', modified: '2021-08-09T16:43', cvss: [pageV31, mediumPartialV2], cwe: 'CWE-843', advisory: 'https://chromereleases.googleblog.com/2021/07/stable-channel-update-for-desktop.html',
    text: 'A web page confuses types in Chrome’s JavaScript engine and corrupts the heap.',
    kev: kev('2021-11-03', '2021-11-17', 'Google', 'Chromium V8'),
    where: [anyOf(range(chrome, '<91.0.4472.164'))],
  }),
  cve('CVE-2022-0609', {
    by: chromium, published: '2022-04-05T00:15', modified: '2022-04-08T17:14', cvss: [pageV31, mediumPartialV2], cwe: 'CWE-416', advisory: 'https://chromereleases.googleblog.com/2022/02/stable-channel-update-for-desktop_14.html',
    text: 'Chrome uses an animation after it was freed, which a web page turns into code.',
    kev: kev('2022-02-15', '2022-03-01', 'Google', 'Chromium Animation'),
    where: [anyOf(range(chrome, '<98.0.4758.102'))],
  }),
  cve('CVE-2022-1096', {
    by: chromium, published: '2022-07-23T00:15', modified: '2022-08-15T11:16', cvss: [pageV31], cwe: 'CWE-843', advisory: 'https://chromereleases.googleblog.com/2022/03/stable-channel-update-for-desktop_25.html',
    text: 'A web page confuses types in Chrome’s JavaScript engine; used in attacks before the repair.',
    kev: kev('2022-03-28', '2022-04-18', 'Google', 'Chromium V8'),
    where: [anyOf(range(chrome, '<99.0.4844.84'))],
  }),
  cve('CVE-2022-1364', {
    by: chromium, published: '2022-07-26T22:15', modified: '2022-08-30T17:55', cvss: [pageV31], cwe: 'CWE-843', advisory: 'https://chromereleases.googleblog.com/2022/04/stable-channel-update-for-desktop_14.html',
    text: 'Another confusion of types in Chrome’s JavaScript engine, found in attacks.',
    kev: kev('2022-04-15', '2022-05-06', 'Google', 'Chromium V8'),
    where: [anyOf(range(chrome, '<100.0.4896.127'))],
  }),
  cve('CVE-2022-2856', {
    by: chromium, published: '2022-09-26T16:15', modified: '2022-10-03T02:15', cvss: [v31('AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N', 6.5)], cwe: 'CWE-20', advisory: 'https://chromereleases.googleblog.com/2022/08/stable-channel-update-for-desktop_16.html',
    text: 'Chrome for Android opens other apps through intents that it does not check enough.',
    kev: kev('2022-08-18', '2022-09-08', 'Google', 'Chromium Intents'),
    where: [both(range(chrome, '<104.0.5112.101'), on(only('o:google:android', '-')))],
  }),
  cve('CVE-2022-3075', {
    by: chromium, published: '2022-09-26T16:15', modified: '2022-10-03T02:15', cvss: [v31('AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H', 9.6)], cwe: 'CWE-20', advisory: 'https://chromereleases.googleblog.com/2022/09/stable-channel-update-for-desktop.html',
    text: 'Chrome’s Mojo checks data too little, so that a page which owns its process leaves the sandbox.',
    kev: kev('2022-09-08', '2022-09-29', 'Google', 'Chromium Mojo'),
    where: [anyOf(range(chrome, '<105.0.5195.102'))],
  }),
  cve('CVE-2023-4863', {
    by: chromium, published: '2023-09-12T15:15:24.327', modified: '2023-10-28T19:15:38.643', cvss: [pageV31], cwe: 'CWE-787', advisory: 'https://chromereleases.googleblog.com/2023/09/stable-channel-update-for-desktop_11.html',
    text: 'libwebp writes outside its tables on a crafted image; browsers and many other programs contain it.',
    kev: kev('2023-09-13', '2023-10-04', 'Google', 'Chromium WebP'),
    where: [
      anyOf(range(chrome, '<116.0.5845.187')),
      anyOf(fedora('37', '38', '39')),
      anyOf(debian('10.0', '11.0', '12.0')),
      anyOf(range('a:mozilla:firefox', '<117.0.1'), range('a:mozilla:firefox_esr', '<102.15.1', '>=115.0 <115.2.1'), range('a:mozilla:thunderbird', '<102.15.1', '>=115.0 <115.2.2')),
      anyOf(range('a:microsoft:edge', '<117.0.2045.31')),
      anyOf(range('a:webmproject:libwebp', '<1.3.2')),
    ],
  }),
  cve('CVE-2025-2783', {
    by: chromium, published: '2025-03-26T16:15', modified: '2025-03-28T01:00', cvss: [v31('AV:N/AC:H/PR:N/UI:R/S:C/C:H/I:H/A:H', 8.3, '134c704f-9b21-4f2e-91b3-4a467353bcc0')], cwe: 'NVD-CWE-noinfo', advisory: 'https://chromereleases.googleblog.com/2025/03/stable-channel-update-for-desktop_25.html',
    text: 'On Windows, Chrome’s Mojo hands out a wrong handle, with which a page leaves the sandbox.',
    kev: kev('2025-03-27', '2025-04-17', 'Google', 'Chromium Mojo'),
    where: [both(range(chrome, '<134.0.6998.177'), onWindows)],
  }),
  cve('CVE-2020-0674', {
    by: microsoft, published: '2020-02-11T22:15', modified: '2020-05-08T21:15', cvss: [v31('AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.5), v2('AV:N/AC:H/Au:N/C:C/I:C/A:C', 7.6)], cwe: 'CWE-119', advisory: guide('CVE-2020-0674'),
    text: 'Internet Explorer’s script engine uses freed memory, which a web page turns into code.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'Internet Explorer'),
    where: [
      both(only('a:microsoft:internet_explorer', '9'), on(windows('server_2008 -:sp2'))),
      both(only('a:microsoft:internet_explorer', '10'), on(windows('server_2012 -'))),
      both(only('a:microsoft:internet_explorer', '11:-'), on(windows('10 - 1607 1709 1803 1809 1903 1909', '7 -:sp1', '8.1 -', 'rt_8.1 -', 'server_2008 r2:sp1:*:*:*:*:x64', 'server_2012 - r2', 'server_2019 -'))),
    ],
  }),
  cve('CVE-2019-11707', {
    by: mozilla, published: '2019-07-23T14:15', modified: '2019-08-15T18:15', cvss: [v30('AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 8.8), remotePartialV2], cwe: 'CWE-704', advisory: 'https://www.mozilla.org/en-US/security/advisories/mfsa2019-18/',
    text: 'Firefox confuses types when an array is shortened, which a web page turns into code.',
    kev: kev('2022-05-23', '2022-06-13', 'Mozilla', 'Firefox and Thunderbird'),
    where: [anyOf(mozillaBelow('60.7.3', '60.7.1', '60.7.2'))],
  }),
  cve('CVE-2020-6819', {
    by: mozilla, published: '2020-04-24T16:15', modified: '2020-05-01T13:58', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), mediumPartialV2], cwe: 'CWE-416', advisory: 'https://www.mozilla.org/en-US/security/advisories/mfsa2020-11/',
    text: 'A race while Firefox closes a document shell leads to a use of freed memory.',
    kev: kev('2021-11-03', '2022-05-03', 'Mozilla', 'Firefox and Thunderbird'),
    where: [anyOf(mozillaBelow('74.0.1', '68.6.1', '68.7.0'))],
  }),
  cve('CVE-2021-29980', {
    by: mozilla, published: '2021-08-17T20:15', modified: '2021-08-25T02:08', cvss: [pageV31, mediumPartialV2], cwe: 'CWE-909', advisory: 'https://www.mozilla.org/en-US/security/advisories/mfsa2021-33/',
    text: 'Firefox frees a canvas object it never filled. Version 91.0 has the repair.',
    where: [anyOf(mozillaBelow('91.0', '78.13.0', '78.13.0'))],
  }),
  cve('CVE-2021-29986', {
    by: mozilla, published: '2021-08-17T20:15', modified: '2021-08-25T18:13', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), mediumPartialV2], cwe: 'CWE-362', advisory: 'https://www.mozilla.org/en-US/security/advisories/mfsa2021-33/',
    text: 'On Linux, a race in looking up host names corrupts Firefox’s memory.',
    where: [both(mozillaBelow('91.0', '78.13.0', '78.13.0'), onLinux)],
  }),

  // Office and documents.
  cve('CVE-2017-0199', {
    by: microsoft, published: '2017-04-12T14:59', modified: '2019-10-03T00:03', cvss: [fileV30, mediumV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2017-0199'),
    text: 'A document with a linked object makes Office or WordPad fetch an HTML application and run it.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'Office and WordPad', 'Known'),
    where: [anyOf(only(office, '2007:sp3', '2010:sp2', '2013:sp1', '2016'), windows('7 *:sp1', 'server_2008 *:sp2 r2:sp1', 'server_2012 -', 'vista *:sp2'))],
  }),
  cve('CVE-2017-8570', {
    by: microsoft, published: '2017-07-11T21:29', modified: '2019-10-03T00:03', cvss: [fileV30, mediumV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2017-8570'),
    text: 'A document moves a script into Office’s reach through a composite moniker and runs it.',
    kev: kev('2022-02-25', '2022-08-25', 'Microsoft', 'Office'),
    where: [anyOf(only(office, '2007:sp3', '2010:sp2', '2013:sp1', '2013:sp1:*:*:rt', '2016'))],
  }),
  cve('CVE-2017-11882', {
    by: microsoft, published: '2017-11-15T03:29', modified: '2021-03-16T17:21', cvss: [fileV31, mediumV2], cwe: 'CWE-119', advisory: guide('CVE-2017-11882'),
    text: 'The Equation Editor of Office copies a font’s name past its buffer, so that opening a document runs code.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'Office', 'Known'),
    where: [anyOf(only(office, '2007:sp3', '2010:sp2', '2013:sp1', '2016'))],
  }),
  cve('CVE-2018-0802', {
    by: microsoft, published: '2018-01-10T01:29', modified: '2020-08-24T17:37', cvss: [fileV30, mediumV2], cwe: 'CWE-787', advisory: guide('CVE-2018-0802'),
    text: 'A second overflow in the Equation Editor, after which Microsoft removed it.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'Office'),
    where: [anyOf(only(office, '2007:sp3', '2010:sp2', '2013:sp1', '2016', '2016:*:*:*:click-to-run'), only('a:microsoft:office_compatibility_pack', '-:sp3'), only('a:microsoft:word', '2007:sp3', '2010:sp2', '2013:sp1', '2013:sp1:*:*:rt', '2016'))],
  }),
  cve('CVE-2021-31940', {
    by: microsoft, published: '2021-06-08T23:15', modified: '2021-06-10T23:00', cvss: [fileV31, mediumPartialV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-31940'),
    text: 'Office runs code from a crafted graphic in a document.',
    where: [anyOf(only('a:microsoft:365_apps', '-:*:*:*:enterprise'), only(office, '2013:sp1', '2013:sp1:*:*:rt', '2016', '2019:*:*:*:*:-', '2019:*:*:*:*:macos'))],
  }),
  cve('CVE-2022-38048', {
    by: microsoft, published: '2022-10-11T19:15', modified: '2022-10-12T19:04', cvss: [fileV31], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2022-38048'),
    text: 'Office runs code from a crafted document that the user opens.',
    where: [
      anyOf(
        only('a:microsoft:365_apps', '-:*:*:*:enterprise'),
        only(office, '2013:sp1:*:*:-', '2013:sp1:*:*:rt', '2016', '2019:*:*:*:*:-', '2019:*:*:*:*:macos'),
        only('a:microsoft:office_long_term_servicing_channel', '2021:*:*:*:*:-', '2021:*:*:*:*:macos'),
      ),
    ],
  }),
  cve('CVE-2018-4990', {
    by: 'psirt@adobe.com', published: '2018-07-09T19:29', modified: '2019-08-21T16:20', cvss: [v30('AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 8.8), mediumPartialV2], cwe: 'CWE-415', advisory: 'https://helpx.adobe.com/security/products/acrobat/apsb18-09.html',
    text: 'Acrobat and Reader free an object of a JPEG 2000 image twice, which runs code.',
    kev: kev('2022-06-08', '2022-06-22', 'Adobe', 'Acrobat and Reader'),
    where: [
      both(
        [...acrobat('continuous', '>=15.008.20082 <=18.011.20038'), ...acrobat('classic', '>=15.006.30060 <=15.006.30417', '>=17.011.30059 <=17.011.30079')],
        on(any('o:microsoft:windows'), any('o:apple:mac_os_x')),
      ),
    ],
  }),
  cve('CVE-2019-7089', {
    by: 'psirt@adobe.com', published: '2019-05-24T19:29', modified: '2019-08-21T16:20', cvss: [v30('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5), v2('AV:N/AC:L/Au:N/C:C/I:N/A:N', 7.8)], cwe: 'CWE-200', advisory: 'https://helpx.adobe.com/security/products/acrobat/apsb19-07.html',
    text: 'A PDF makes Reader fetch a style sheet over SMB and so sends the user’s NTLM hash out.',
    where: [
      both(
        [...acrobat('continuous', '>=15.008.20082 <19.010.20091'), ...acrobat('classic', '>=15.006.30060 <15.006.30475', '>=17.011.30059 <17.011.30120')],
        on(only('o:apple:mac_os_x', '-'), only('o:microsoft:windows', '-')),
      ),
    ],
  }),
  cve('CVE-2019-8196', {
    by: 'psirt@adobe.com', published: '2019-10-17T21:15', modified: '2019-11-11T17:15', cvss: [remoteV31, remoteV2], cwe: 'CWE-476', advisory: 'https://helpx.adobe.com/security/products/acrobat/apsb19-49.html',
    text: 'Acrobat and Reader follow a pointer they should not trust, which a PDF turns into code.',
    where: [
      both(
        [...acrobat('continuous', '>=15.008.20082 <19.021.20047'), ...acrobat('classic', '>=15.006.30060 <15.006.30504', '>=17.011.30059 <17.011.30150')],
        on(only('o:apple:mac_os', '-'), only('o:microsoft:windows', '-')),
      ),
    ],
  }),
  cve('CVE-2021-28640', {
    by: 'psirt@adobe.com', published: '2021-08-20T19:15', modified: '2021-08-26T20:36', cvss: [v31('AV:L/AC:L/PR:L/UI:R/S:U/C:H/I:H/A:H', 7.3), v2('AV:N/AC:M/Au:S/C:P/I:P/A:P', 6.0)], cwe: 'CWE-416', advisory: 'https://helpx.adobe.com/security/products/acrobat/apsb21-51.html',
    text: 'Acrobat and Reader use freed memory, which a PDF turns into code.',
    where: [anyOf(acrobat('continuous', '>=15.008.20082 <=21.005.20054'), acrobat('classic', '>=17.011.30059 <=17.011.30197', '>=20.001.30005 <=20.004.30005'))],
  }),

  // Tools.
  cve('CVE-2019-16294', {
    published: '2019-09-14T16:15', modified: '2019-10-02T17:15', cvss: [fileV31, mediumPartialV2], cwe: 'CWE-20', advisory: 'https://notepad-plus-plus.org/downloads/v7.7/',
    text: 'The editing component of Notepad++ overflows on a crafted source file. Version 7.7 has the repair.',
    where: [anyOf(range('a:notepad-plus-plus:notepad\\+\\+', '<7.7')), anyOf(only('a:scintilla:scintilla', '-'))],
  }),
  cve('CVE-2022-32168', {
    by: 'vulnerabilitylab@mend.io', published: '2022-09-28T09:15', modified: '2022-09-29T16:22', cvss: [fileV31], cwe: 'CWE-427', advisory: 'https://github.com/notepad-plus-plus/notepad-plus-plus/releases/tag/v8.4.5',
    text: 'Notepad++ 8.3 to 8.4.4 loads a library from its own directory before that of the system.',
    where: [anyOf(range('a:notepad-plus-plus:notepad\\+\\+', '>=8.3 <8.4.5'))],
  }),
  cve('CVE-2019-9894', {
    published: '2019-03-21T16:01', modified: '2019-04-26T15:43', cvss: [v30('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N', 7.5), v2('AV:N/AC:L/Au:N/C:N/I:P/A:P', 6.4)], cwe: 'CWE-320', advisory: 'https://www.chiark.greenend.org.uk/~sgtatham/putty/changes.html',
    text: 'A server can overwrite PuTTY’s memory during an RSA key exchange, before its key is checked.',
    where: [anyOf(range(putty, '<0.71')), anyOf(fedora('28', '29')), anyOf(debian('8.0', '9.0')), anyOf(only('a:netapp:oncommand_unified_manager', '-')), anyOf(leap('15.0'))],
  }),
  cve('CVE-2019-9895', {
    published: '2019-03-21T16:01', modified: '2019-04-05T05:29', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-119', advisory: 'https://www.chiark.greenend.org.uk/~sgtatham/putty/changes.html',
    text: 'On Unix, PuTTY overflows while it forwards ports with many connections. Windows is free of it.',
    where: [both(range(putty, '<0.71'), on(only('o:opengroup:unix', '-'))), anyOf(fedora('28', '29'))],
  }),
  cve('CVE-2019-9898', {
    published: '2019-03-21T16:01', modified: '2019-04-26T14:11', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-327', advisory: 'https://www.chiark.greenend.org.uk/~sgtatham/putty/changes.html',
    text: 'PuTTY may use the same random numbers twice.',
    where: [anyOf(range(putty, '<0.71')), anyOf(fedora('28', '29')), anyOf(debian('8.0', '9.0')), anyOf(leap('15.0')), anyOf(only('a:netapp:oncommand_unified_manager', '-'))],
  }),
  cve('CVE-2021-33500', {
    published: '2021-05-21T20:15', modified: '2021-05-27T21:30', cvss: [stopV31, stopV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.chiark.greenend.org.uk/~sgtatham/putty/changes.html',
    text: 'On Windows, a server that changes the window’s title without pause hangs the whole desktop.',
    where: [both(range(putty, '<0.75'), onWindows)],
  }),
  cve('CVE-2021-36367', {
    published: '2021-07-09T21:15', modified: '2021-07-14T14:26', cvss: [v31('AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:N', 8.1), v2('AV:N/AC:M/Au:N/C:P/I:P/A:N', 5.8)], cwe: 'CWE-345', advisory: 'https://www.chiark.greenend.org.uk/~sgtatham/putty/changes.html',
    text: 'PuTTY goes on after a login without any proof, so that a server can ask for the password again in a false prompt.',
    where: [anyOf(range(putty, '<=0.75'))],
  }),
  cve('CVE-2021-3331', {
    published: '2021-01-27T21:15', modified: '2021-02-04T15:59', cvss: [remoteV31, remoteV2], cwe: 'NVD-CWE-Other', advisory: 'https://winscp.net/eng/docs/history',
    text: 'A link of the sftp kind can carry settings that make WinSCP run a program.',
    where: [anyOf(range('a:winscp:winscp', '<5.17.10'))],
  }),
  cve('CVE-2021-22207', {
    by: 'cve@gitlab.com', published: '2021-04-23T18:15', modified: '2021-07-09T09:15', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H', 6.5), stopV2], cwe: 'CWE-89', advisory: 'https://www.wireshark.org/security/wnpa-sec-2021-04.html',
    text: 'Wireshark takes all memory on a crafted MS-WSP packet.',
    where: [anyOf(range('a:wireshark:wireshark', '>=3.2.0 <=3.2.12', '>=3.4.0 <=3.4.4'))],
  }),
  cve('CVE-2022-3190', {
    by: 'cve@gitlab.com', published: '2022-09-13T15:15', modified: '2022-09-14T22:34', cvss: [v31('AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H', 5.5)], cwe: 'CWE-835', advisory: 'https://www.wireshark.org/security/wnpa-sec-2022-06.html',
    text: 'Wireshark loops without end on a crafted F5 trailer. Version 3.4.16 has the repair.',
    where: [anyOf(range('a:wireshark:wireshark', '>=3.4.0 <3.4.16', '>=3.6.0 <3.6.8'))],
  }),
  cve('CVE-2020-3941', {
    by: 'security@vmware.com', published: '2020-01-15T20:15', modified: '2020-02-05T19:56', cvss: [v31('AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.0), v2('AV:L/AC:M/Au:N/C:P/I:P/A:P', 4.4)], cwe: 'CWE-362', advisory: 'https://www.vmware.com/security/advisories/VMSA-2020-0002.html',
    text: 'A race during a repair of VMware Tools for Windows raises a local user’s rights. Version 11 is free of it.',
    where: [both(range(vmwareTools, '>=10.0.0 <11.0.0'), onWindows)],
  }),
  cve('CVE-2021-21997', {
    by: 'security@vmware.com', published: '2021-06-18T13:15', modified: '2021-06-24T18:50', cvss: [v31('AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H', 5.5), v2('AV:L/AC:L/Au:N/C:N/I:N/A:C', 4.9)], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.vmware.com/security/advisories/VMSA-2021-0011.html',
    text: 'A local user of a Windows guest can crash it through a driver of VMware Tools. Version 11.3.0 has the repair.',
    where: [both(range(vmwareTools, '>=11.0.0 <11.3.0'), onWindows)],
  }),
  cve('CVE-2021-21999', {
    by: 'security@vmware.com', published: '2021-06-23T12:15', modified: '2021-06-30T00:34', cvss: [localV31, localV2], cwe: 'CWE-20', advisory: 'https://www.vmware.com/security/advisories/VMSA-2021-0013.html',
    text: 'VMware’s programs for Windows load an OpenSSL configuration from a directory that a local user may create.',
    where: [anyOf(range('a:vmware:app_volumes', '>=2.0 <2.18.10', '>=4 <2103'), range('a:vmware:remote_console:*:*:*:*:*:windows', '>=12.0.0 <12.0.1'), range('a:vmware:tools:*:*:*:*:*:windows', '>=11.0.0 <11.2.6'))],
  }),
  cve('CVE-2022-31676', {
    by: 'security@vmware.com', published: '2022-08-23T20:15', modified: '2022-10-18T00:15', cvss: [localV31], cwe: 'CWE-269', advisory: 'https://www.vmware.com/security/advisories/VMSA-2022-0024.html',
    text: 'A local user of a guest becomes its administrator through VMware Tools.',
    where: [both(range(vmwareTools, '>=10.0.0 <12.1.0'), onWindows), both(range(vmwareTools, '>=10.0.0 <10.3.25', '>=11.0.0 <12.1.0'), onLinux), anyOf(debian('10.0', '11.0'))],
  }),
  cve('CVE-2019-11634', {
    published: '2019-05-22T17:29', modified: '2019-05-23T14:35', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-284', advisory: 'https://support.citrix.com/article/CTX251986',
    text: 'Citrix Workspace for Windows opens the user’s local drives to the remote session against his settings.',
    kev: kev('2021-11-03', '2022-05-03', 'Citrix', 'Workspace Application and Receiver for Windows', 'Known'),
    where: [anyOf(only('a:citrix:receiver', '4.9:cumulative_update_6:*:*:windows'), range('a:citrix:workspace:*:*:*:*:*:windows', '<1904'))],
  }),

  // Development.
  cve('CVE-2018-17456', {
    published: '2018-10-06T14:29', modified: '2020-08-24T17:37', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-88', advisory: 'https://www.debian.org/security/2018/dsa-4311',
    text: 'A submodule whose address begins with a dash makes git clone run commands.',
    where: [
      anyOf(range('a:git-scm:git', '>=2.14.0 <2.14.5', '>=2.15.0 <2.15.3', '>=2.16.0 <2.16.5', '>=2.17.0 <2.17.2', '>=2.18.0 <2.18.1', '>=2.19.0 <2.19.1')),
      anyOf(
        redhat('enterprise_linux 6.0 6.7 7.0 7.3 7.4 7.5 7.6', 'enterprise_linux_desktop 7.0', 'enterprise_linux_server 7.0', 'enterprise_linux_server_aus 7.6', 'enterprise_linux_server_eus 7.6', 'enterprise_linux_server_tus 7.6', 'enterprise_linux_workstation 7.0'),
        only('a:redhat:ansible_tower', '3.3'),
      ),
      anyOf(ubuntu('14.04/lts', '16.04/lts', '18.04/lts')),
      anyOf(debian('9.0')),
    ],
  }),
  cve('CVE-2018-19486', {
    published: '2018-11-23T08:29', modified: '2019-04-11T03:29', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-426', advisory: 'https://github.com/git/git/blob/master/Documentation/RelNotes/2.19.2.txt',
    text: 'On Linux, Git looks for a command in the working directory when the search path is empty of it.',
    where: [both(range('a:git-scm:git', '<2.19.2'), onLinux), anyOf(ubuntu('18.04/lts', '18.10'))],
  }),
  cve('CVE-2022-24765', {
    by: github, published: '2022-04-12T18:15', modified: '2022-10-06T02:37', cvss: [localV31, v2('AV:L/AC:M/Au:N/C:C/I:C/A:C', 6.9)], cwe: 'CWE-427', advisory: 'https://github.com/git-for-windows/git/security/advisories/GHSA-vw2c-22j4-2fh2',
    text: 'On a shared Windows machine, Git runs commands from a repository that another user put in a parent directory.',
    where: [both(range('a:git-scm:git', '<2.35.2'), onWindows), anyOf(fedora('34', '35', '36')), anyOf(range('a:apple:xcode', '<13.4'))],
  }),
  cve('CVE-2022-29187', {
    by: github, published: '2022-07-12T21:15', modified: '2022-07-29T03:15', cvss: [localV31, v2('AV:L/AC:M/Au:N/C:C/I:C/A:C', 6.9)], cwe: 'CWE-282 CWE-427', advisory: 'https://github.com/git/git/security/advisories/GHSA-j342-m5hw-rr3v',
    text: 'The check of a repository’s owner, new in 2.35.2, misses cases in which root enters a directory of another user.',
    where: [anyOf(range('a:git-scm:git', '>=2.30.3 <2.30.5', '>=2.31.2 <2.31.4', '>=2.32.1 <2.32.3', '>=2.33.2 <2.33.4', '>=2.34.2 <2.34.4', '>=2.35.2 <2.35.4', '>=2.36.0 <2.36.2', '>=2.37.0 <2.37.1'))],
  }),
  cve('CVE-2019-9740', {
    published: '2019-03-13T03:29', modified: '2019-05-28T18:29', cvss: [v30('AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1), v2('AV:N/AC:M/Au:N/C:N/I:P/A:N', 4.3)], cwe: 'CWE-93', advisory: 'https://bugs.python.org/issue36276',
    text: 'urllib accepts a line break in an address, with which a caller adds headers. Release 2.7.17 has the repair.',
    where: [anyOf(range(python, '>=2.0 <=2.7.16', '>=3.0.0 <=3.7.2'))],
  }),
  cve('CVE-2020-8492', {
    published: '2020-01-30T19:15', modified: '2020-07-15T12:15', cvss: [v31('AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H', 6.5), v2('AV:N/AC:M/Au:N/C:N/I:N/A:C', 7.1)], cwe: 'CWE-400', advisory: 'https://bugs.python.org/issue39503',
    text: 'A server’s login header keeps Python’s urllib busy without end. Release 2.7.18 has the repair.',
    where: [anyOf(range(python, '>=2.7.0 <=2.7.17', '>=3.5.0 <=3.5.9', '>=3.6.0 <=3.6.10', '>=3.7.0 <=3.7.6', '>=3.8.0 <=3.8.1')), anyOf(leap('15.1'))],
  }),
  cve('CVE-2021-3177', {
    published: '2021-01-19T06:15', modified: '2021-07-20T23:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-120', advisory: 'https://bugs.python.org/issue42938',
    text: 'ctypes overflows when it prints a very large number. The record names Python 3 only.',
    where: [anyOf(range(python, '>=3.6.0 <=3.6.12', '>=3.7.0 <=3.7.9', '>=3.8.0 <=3.8.7', '>=3.9.0 <=3.9.1')), anyOf(fedora('32', '33')), anyOf(only('a:netapp:ontap_select_deploy_administration_utility', '-'))],
  }),
  cve('CVE-2021-23336', {
    by: 'report@snyk.io', published: '2021-02-15T13:15', modified: '2021-07-20T23:15', cvss: [v31('AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:L/A:H', 5.9), v2('AV:N/AC:H/Au:N/C:N/I:P/A:P', 4.0)], cwe: 'CWE-444', advisory: 'https://bugs.python.org/issue42967',
    text: 'Python splits a query at semicolons where proxies do not, so that a cache can be poisoned.',
    where: [
      anyOf(range(python, '<3.6.13', '>=3.7.0 <3.7.10', '>=3.8.0 <3.8.8', '>=3.9.0 <3.9.2')),
      anyOf(fedora('32', '33', '34')),
      anyOf(debian('9.0')),
      anyOf(...['inventory_collect_tool', 'ontap_select_deploy_administration_utility', 'snapcenter'].map((product) => only(`a:netapp:${product}`, '-'))),
      anyOf(range('a:djangoproject:django', '>=2.2 <2.2.19', '>=3.0 <3.0.13', '>=3.1 <3.1.7')),
      anyOf(only('o:oracle:zfs_storage_appliance', '8.8')),
    ],
  }),
  cve('CVE-2021-24112', {
    by: microsoft, published: '2021-02-25T23:15', modified: '2021-07-07T19:34', cvss: [remoteV31, remotePartialV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-24112'),
    text: '.NET runs code while it disposes of a crafted metafile, on systems other than Windows.',
    where: [anyOf(range('a:microsoft:.net', '>=5.0 <=5.0.2'), range('a:microsoft:.net_core', '>=2.1 <=2.1.24', '>=3.1 <=3.1.11'), range('a:microsoft:mono', '>=6.12.0 <6.12.0.122'), only('a:microsoft:visual_studio_2019', '-:*:*:*:*:macos'))],
  }),
  cve('CVE-2021-26701', {
    by: microsoft, published: '2021-02-25T23:15', modified: '2021-08-16T13:06', cvss: [remoteV31, remotePartialV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-26701'),
    text: '.NET’s text encoder writes wrongly on some inputs, which runs code.',
    where: [
      anyOf(
        range('a:microsoft:.net', '>=5.0 <5.0.6'),
        range('a:microsoft:.net_core', '>=2.1 <2.1.28', '>=3.1 <3.1.15'),
        only('a:microsoft:visual_studio_2019', '-:*:*:*:*:macos'),
        range('a:microsoft:visual_studio_2019', '>=16.0 <=16.9'),
        only('a:microsoft:powershell_core', '7.0', '7.1'),
      ),
      anyOf(fedora('32', '33', '34')),
    ],
  }),
  cve('CVE-2022-24464', {
    by: microsoft, published: '2022-03-09T17:15', modified: '2022-05-12T16:26', cvss: [stopV31, stopV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2022-24464'),
    text: 'A crafted form makes ASP.NET Core busy without end. .NET Core 3.1.23 has the repair.',
    where: [
      anyOf(
        range('a:microsoft:.net', '>=5.0 <=5.0.14', '>=6.0.0 <=6.0.2'),
        range('a:microsoft:.net_core', '>=3.1 <=3.1.22'),
        range('a:microsoft:visual_studio_2019', '>=16.0 <=16.6.4', '>=16.7.0 <16.7.26', '>=16.8.0 <=16.8.7', '>=16.9.0 <16.9.18', '>=16.10.0 <=16.10.4', '>=16.11.0 <16.11.11'),
        range('a:microsoft:visual_studio_2022', '>=17.0.0 <17.0.7'),
      ),
      anyOf(fedora('34', '35', '36')),
    ],
  }),

  // OpenSSL.
  cve('CVE-2019-1551', {
    by: openssl, published: '2019-12-06T18:15', modified: '2019-12-25T11:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N', 5.3), v2('AV:N/AC:L/Au:N/C:P/I:N/A:N', 5.0)], cwe: 'CWE-200', advisory: 'https://openssl-library.org/news/vulnerabilities/',
    text: 'A multiplication for 512-bit moduli overflows on x64, which might help against short RSA and Diffie-Hellman keys.',
    where: [anyOf(range(openSsl, '>=1.0.2 <=1.0.2t', '>=1.1.1 <=1.1.1d'))],
  }),
  cve('CVE-2020-1967', {
    by: openssl, published: '2020-04-21T14:15', modified: '2020-07-17T12:15', cvss: [stopV31, stopV2], cwe: 'CWE-476', advisory: 'https://openssl-library.org/news/vulnerabilities/',
    text: 'A peer crashes OpenSSL 1.1.1d to 1.1.1f with a signature algorithm it does not know.',
    where: [anyOf(range(openSsl, '>=1.1.1d <=1.1.1f')), anyOf(debian('10'), fedora('30', '32'), only('o:freebsd:freebsd', '12.1:-'))],
  }),
  cve('CVE-2021-3711', {
    by: openssl, published: '2021-08-24T15:15', modified: '2021-08-31T16:37', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-120', advisory: 'https://openssl-library.org/news/vulnerabilities/',
    text: 'OpenSSL takes too small a buffer for SM2 decryption and overflows on a crafted text.',
    where: [
      anyOf(range(openSsl, '>=1.1.1 <1.1.1l')),
      anyOf(debian('10.0', '11.0')),
      anyOf(
        ...['clustered_data_ontap', 'clustered_data_ontap_antivirus_connector', 'hci_management_node', 'manageability_software_development_kit', 'santricity_smi-s_provider', 'solidfire', 'storage_encryption'].map((product) => only(`a:netapp:${product}`, '-')),
        range('a:netapp:e-series_santricity_os_controller', '>=11.0 <=11.50.2'),
      ),
    ],
  }),
  cve('CVE-2021-3712', {
    by: openssl, published: '2021-08-24T15:15', modified: '2021-08-31T16:48', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:H', 7.4), v2('AV:N/AC:M/Au:N/C:P/I:N/A:P', 5.8)], cwe: 'CWE-125', advisory: 'https://openssl-library.org/news/vulnerabilities/',
    text: 'OpenSSL reads past ASN.1 strings that an application built without a closing zero.',
    where: [
      anyOf(range(openSsl, '>=1.0.2 <1.0.2za', '>=1.1.1 <1.1.1l')),
      anyOf(debian('10.0', '11.0')),
      anyOf(
        ...['clustered_data_ontap', 'clustered_data_ontap_antivirus_connector', 'hci_management_node', 'manageability_software_development_kit', 'santricity_smi-s_provider', 'solidfire', 'storage_encryption'].map((product) => only(`a:netapp:${product}`, '-')),
        range('a:netapp:e-series_santricity_os_controller', '>=11.0 <=11.50.2'),
      ),
    ],
  }),
  cve('CVE-2022-1292', {
    by: openssl, published: '2022-05-03T16:15', modified: '2022-10-16T17:15', cvss: [remoteV31, remoteV2], cwe: 'CWE-78', advisory: 'https://openssl-library.org/news/vulnerabilities/',
    text: 'The script c_rehash runs commands hidden in the name of a certificate file.',
    where: [anyOf(range(openSsl, '>=1.0.2 <1.0.2ze', '>=1.1.1 <1.1.1o', '>=3.0.0 <3.0.3'))],
  }),
  cve('CVE-2022-2068', {
    by: openssl, published: '2022-06-21T15:15', modified: '2022-07-23T04:15', cvss: [remoteV31, remoteV2], cwe: 'CWE-78', advisory: 'https://openssl-library.org/news/vulnerabilities/',
    text: 'More places in c_rehash run commands from file names, after the first repair.',
    where: [anyOf(range(openSsl, '>=1.0.2 <1.0.2zf', '>=1.1.1 <1.1.1p', '>=3.0.0 <3.0.4')), anyOf(debian('10.0', '11.0'))],
  }),
  cve('CVE-2022-2274', {
    by: openssl, published: '2022-07-01T08:15', modified: '2022-07-15T16:15', cvss: [remoteV31, remoteV2], cwe: 'CWE-787', advisory: 'https://openssl-library.org/news/vulnerabilities/',
    text: 'OpenSSL 3.0.4 alone corrupts memory in RSA on processors with AVX-512.',
    where: [anyOf(only(openSsl, '3.0.4'))],
  }),
];
