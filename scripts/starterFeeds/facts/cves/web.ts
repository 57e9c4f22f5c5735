import { anyOf, both, cve, debian, fedora, kev, leap, on, only, onWindows, range, ubuntu, v2, v30, v31, type CveFact } from './types';

const apache = 'security@apache.org';
const microsoft = 'secure@microsoft.com';
const guide = (id: string): string => `https://msrc.microsoft.com/update-guide/vulnerability/${id}`;
const httpdSecurity = 'https://httpd.apache.org/security/vulnerabilities_24.html';

const remoteV30 = v30('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV2 = v2('AV:N/AC:L/Au:N/C:C/I:C/A:C', 10.0);
const remotePartialV2 = v2('AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5);
const userRemoteV31 = v31('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8);
const leakV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5);
const leakV2 = v2('AV:N/AC:L/Au:N/C:P/I:N/A:N', 5.0);
const changeV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N', 7.5);
const changeV2 = v2('AV:N/AC:L/Au:N/C:N/I:P/A:N', 5.0);
const stopV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5);
const stopV2 = v2('AV:N/AC:L/Au:N/C:N/I:N/A:P', 5.0);

const tomcat = 'a:apache:tomcat';
const httpd = 'a:apache:http_server';
const exchange = 'a:microsoft:exchange_server';

/** `milestones('9.0.0:m', 3)`: the first three milestones of a release. */
const milestones = (stem: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${stem}${index + 1}`);
const cumulativeUpdates = (version: string, ...updates: readonly number[]): string[] => updates.map((update) => `${version}:cumulative_update_${update}`);

const proxyShell = [anyOf(only(exchange, ...cumulativeUpdates('2013', 23), ...cumulativeUpdates('2016', 19, 20), ...cumulativeUpdates('2019', 8, 9)))];
const proxyNotShell = [anyOf(only(exchange, ...cumulativeUpdates('2013', 23), ...cumulativeUpdates('2016', 22, 23), ...cumulativeUpdates('2019', 11, 12)))];

export const webCves: readonly CveFact[] = [
  // Apache Tomcat.
  cve('CVE-2018-8014', {
    by: apache, published: '2018-05-16T16:29', modified: '2019-10-03T00:03', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-1188', advisory: 'https://tomcat.apache.org/security-9.html',
    text: 'Tomcat’s CORS filter, as it comes, allows credentials from every origin.',
    where: [
      anyOf(only(tomcat, '8.0.0:rc1', '9.0.0:m1'), range(tomcat, '>=7.0.41 <=7.0.88', '>=8.0.0 <=8.0.52', '>=8.5.0 <=8.5.31', '>=9.0.0 <=9.0.8')),
      anyOf(ubuntu('14.04/lts', '16.04/lts', '17.10', '18.04/lts')),
      anyOf(debian('8.0')),
      anyOf(
        ...['oncommand_workflow_automation', 'oncommand_insight', 'snapcenter_server', 'storage_automation_store'].map((product) => only(`a:netapp:${product}`, '-')),
        range('a:netapp:oncommand_unified_manager:*:*:*:*:*:vmware_vsphere', '>=9.4'),
      ),
      both(range('a:netapp:oncommand_unified_manager', '>=7.3'), onWindows),
    ],
  }),
  cve('CVE-2019-0232', {
    by: apache, published: '2019-04-15T15:29', modified: '2019-06-01T09:29', cvss: [v30('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), v2('AV:N/AC:M/Au:N/C:C/I:C/A:C', 9.3)], cwe: 'CWE-20', advisory: 'https://tomcat.apache.org/security-9.html',
    text: 'On Windows, Tomcat’s CGI servlet passes arguments on in a way that runs commands.',
    where: [both([...range(tomcat, '>=7.0.0 <=7.0.93', '>=8.5.0 <=8.5.39', '>=9.0.1 <=9.0.17'), ...only(tomcat, ...milestones('9.0.0:m', 26))], onWindows)],
  }),
  cve('CVE-2019-12418', {
    by: apache, published: '2019-12-23T18:15', modified: '2020-01-07T08:15', cvss: [v31('AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.0), v2('AV:L/AC:M/Au:N/C:P/I:P/A:P', 4.4)], cwe: 'CWE-522', advisory: 'https://tomcat.apache.org/security-9.html',
    text: 'With JMX remote access on, a local attacker between Tomcat and its registry learns the password and takes the server over.',
    where: [anyOf(range(tomcat, '>=7.0.0 <=7.0.97', '>=8.5.0 <=8.5.47', '>=9.0.0 <=9.0.28')), anyOf(debian('9.0'))],
  }),
  cve('CVE-2019-17563', {
    by: apache, published: '2019-12-23T17:15', modified: '2020-02-13T17:15', cvss: [v31('AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.5), v2('AV:N/AC:H/Au:N/C:P/I:P/A:P', 5.1)], cwe: 'CWE-384', advisory: 'https://tomcat.apache.org/security-9.html',
    text: 'A narrow window in Tomcat’s form login lets an attacker fix the session of a user.',
    where: [anyOf(range(tomcat, '>=7.0.0 <=7.0.98', '>=8.5.0 <=8.5.49', '>=9.0.0 <=9.0.29')), anyOf(ubuntu('16.04/lts'), debian('8.0', '9.0'), leap('15.1'))],
  }),
  cve('CVE-2020-1938', {
    by: apache, published: '2020-02-24T22:15', modified: '2020-07-15T03:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-20', advisory: 'https://tomcat.apache.org/security-9.html',
    text: 'Ghostcat: the AJP connector, open by default, trusts what it is sent; files of the web application can be read and, after an upload, run.',
    kev: kev('2022-03-03', '2022-03-17', 'Apache', 'Tomcat'),
    where: [anyOf(range(tomcat, '>=7.0.0 <=7.0.99', '>=8.5.0 <=8.5.50', '>=9.0.0 <=9.0.30'))],
  }),
  cve('CVE-2020-1935', {
    by: apache, published: '2020-02-24T22:15', modified: '2020-07-15T03:15', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:L/A:N', 4.8), v2('AV:N/AC:M/Au:N/C:P/I:P/A:N', 5.8)], cwe: 'CWE-444', advisory: 'https://tomcat.apache.org/security-9.html',
    text: 'Tomcat accepts headers with a wrong end of line, which behind some proxies lets one request hide in another.',
    where: [anyOf(range(tomcat, '>=7.0.0 <=7.0.99', '>=8.5.0 <=8.5.50', '>=9.0.0 <=9.0.30'), only(tomcat, '9.0.0:-', ...milestones('9.0.0:milestone', 27))), anyOf(debian('8.0'))],
  }),
  cve('CVE-2020-9484', {
    by: apache, published: '2020-05-20T19:15', modified: '2020-07-18T16:15', cvss: [v31('AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.0), v2('AV:L/AC:M/Au:N/C:P/I:P/A:P', 4.4)], cwe: 'CWE-502', advisory: 'https://tomcat.apache.org/security-9.html',
    text: 'Where sessions are kept in files and an attacker can place one, Tomcat deserialises it and runs its code.',
    where: [
      anyOf(range(tomcat, '>=7.0.0 <=7.0.103', '>=8.5.0 <=8.5.54', '>=9.0.1 <=9.0.34'), only(tomcat, ...milestones('9.0.0:milestone', 27), ...milestones('10.0.0:milestone', 4))),
      anyOf(debian('8.0'), leap('15.1')),
    ],
  }),
  cve('CVE-2021-30640', {
    by: apache, published: '2021-07-12T15:15', modified: '2021-08-27T07:15', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:H/A:N', 6.5), v2('AV:N/AC:M/Au:N/C:P/I:P/A:N', 5.8)], cwe: 'CWE-287', advisory: 'https://tomcat.apache.org/security-9.html',
    text: 'Tomcat’s JNDI realm does not escape user names, so that variants of a name log in and the lock-out is avoided.',
    where: [anyOf(range(tomcat, '>=7.0.0 <7.0.109', '>=8.5.0 <8.5.66', '>=9.0.0 <9.0.46', '>=10.0.0 <10.0.6')), anyOf(range('a:oracle:communications_diameter_signaling_router', '>=8.0.0 <=8.5.0'))],
  }),
  cve('CVE-2021-33037', {
    by: apache, published: '2021-07-12T15:15', modified: '2021-08-30T11:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:L/A:N', 5.3), changeV2], cwe: 'CWE-444', advisory: 'https://tomcat.apache.org/security-9.html',
    text: 'Tomcat reads the Transfer-Encoding header wrongly in three ways, which lets requests be smuggled through a proxy.',
    where: [anyOf(range(tomcat, '>=8.5.0 <=8.5.66', '>9.0.0 <=9.0.46', '>10.0.0 <=10.0.6'))],
  }),

  // Apache HTTP Server.
  cve('CVE-2017-7679', {
    by: apache, published: '2017-06-20T01:29', modified: '2021-06-06T11:15', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-119', advisory: httpdSecurity,
    text: 'mod_mime can be made to read one byte past a buffer by a crafted Content-Type header.',
    where: [anyOf(range(httpd, '>=2.2.0 <2.2.33', '>=2.4.0 <2.4.26'))],
  }),
  cve('CVE-2019-0190', {
    by: apache, published: '2019-01-30T22:29', modified: '2019-07-23T23:15', cvss: [v30('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5), stopV2], cwe: 'CWE-20', advisory: httpdSecurity,
    text: 'mod_ssl of 2.4.37 with OpenSSL 1.1.1 loops without end when a client renegotiates in a certain way.',
    where: [anyOf(only(httpd, '2.4.37'), range('a:openssl:openssl', '>=1.1.1')), anyOf(only('a:netapp:santricity_cloud_connector', '-')), anyOf(only('a:oracle:enterprise_manager_ops_center', '12.3.3'))],
  }),
  cve('CVE-2019-0211', {
    by: apache, published: '2019-04-08T22:29', modified: '2019-06-11T22:29', cvss: [v30('AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8), v2('AV:L/AC:L/Au:N/C:C/I:C/A:C', 7.2)], cwe: 'CWE-264', advisory: httpdSecurity,
    text: 'Code in a worker process, such as a script in mod_php, can change the scoreboard and run as root at the next graceful restart.',
    kev: kev('2021-11-03', '2022-05-03', 'Apache', 'HTTP Server'),
    where: [
      anyOf(range(httpd, '>=2.4.17 <=2.4.38')),
      anyOf(fedora('29', '30')),
      anyOf(ubuntu('14.04/lts', '16.04/lts', '18.04/lts', '18.10')),
      anyOf(debian('9.0')),
      anyOf(leap('15.0', '42.3')),
    ],
  }),
  cve('CVE-2019-10098', {
    by: apache, published: '2019-09-25T17:15', modified: '2019-10-09T23:44', cvss: [v31('AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1), v2('AV:N/AC:M/Au:N/C:P/I:P/A:N', 5.8)], cwe: 'CWE-601', advisory: httpdSecurity,
    text: 'Redirects of mod_rewrite that were meant to stay on the site can be led elsewhere by encoded line ends.',
    where: [anyOf(range(httpd, '>=2.4.0 <=2.4.39'))],
  }),
  cve('CVE-2021-26691', {
    by: apache, published: '2021-06-10T07:15', modified: '2021-07-17T08:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-787', advisory: httpdSecurity,
    text: 'mod_session overflows the heap on a session header that an origin server crafted.',
    where: [anyOf(range(httpd, '>=2.4.0 <=2.4.46'))],
  }),
  cve('CVE-2021-33193', {
    by: apache, published: '2021-08-16T08:15', modified: '2021-08-24T12:45', cvss: [changeV31, changeV2], cwe: 'NVD-CWE-Other', advisory: httpdSecurity,
    text: 'A crafted method in an HTTP/2 request passes the checks and is forwarded by mod_proxy as two requests.',
    where: [anyOf(range(httpd, '>=2.4.17 <=2.4.48'))],
  }),
  cve('CVE-2021-41773', {
    by: apache, published: '2021-10-05T09:15:07.593', cvss: [leakV31, v2('AV:N/AC:M/Au:N/C:P/I:N/A:N', 4.3)], cwe: 'CWE-22', advisory: httpdSecurity,
    text: 'Version 2.4.49 decodes dots in a path too late: files outside the document root can be read, and run where CGI is on.',
    kev: kev('2021-11-03', '2021-11-17', 'Apache', 'HTTP Server', 'Known'),
    leftOut: 'rows of Fedora, Oracle and NetApp',
    where: [anyOf(only(httpd, '2.4.49'))],
  }),
  cve('CVE-2021-42013', {
    by: apache, published: '2021-10-07T16:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-22', advisory: httpdSecurity,
    text: 'The repair of the path traversal of 2.4.49 misses dots that are encoded twice, so that 2.4.50 is open too.',
    kev: kev('2021-11-03', '2021-11-17', 'Apache', 'HTTP Server', 'Known'),
    leftOut: 'rows of Fedora, Oracle and NetApp',
    where: [anyOf(only(httpd, '2.4.49', '2.4.50'))],
  }),
  cve('CVE-2022-23943', {
    by: apache, published: '2022-03-14T11:15', modified: '2022-08-15T11:18', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-787', advisory: httpdSecurity,
    text: 'mod_sed writes past the heap with data that an attacker may provide.',
    where: [
      anyOf(range(httpd, '>=2.4.0 <=2.4.52')),
      anyOf(fedora('34', '35', '36')),
      anyOf(debian('9.0')),
      anyOf(only('a:oracle:http_server', '12.2.1.3.0', '12.2.1.4.0'), only('a:oracle:zfs_storage_appliance_kit', '8.8')),
    ],
  }),
  cve('CVE-2022-31813', {
    by: apache, published: '2022-06-09T17:15', modified: '2022-08-19T12:54', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-345', advisory: httpdSecurity,
    text: 'A client can have mod_proxy drop the X-Forwarded headers, so that an origin server which checks addresses is deceived.',
    where: [anyOf(range(httpd, '<=2.4.53')), anyOf(only('a:netapp:clustered_data_ontap', '-')), anyOf(fedora('35', '36'))],
  }),
  cve('CVE-2024-38475', {
    by: apache, published: '2024-07-01T19:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N', 9.1)], cwe: 'CWE-116', advisory: httpdSecurity,
    text: 'mod_rewrite escapes its output too little, so that an address reaches files which no link leads to, and code among them.',
    kev: kev('2025-05-01', '2025-05-22', 'Apache', 'HTTP Server'),
    leftOut: 'rows of products that contain the server',
    where: [anyOf(range(httpd, '>=2.4.0 <2.4.60'))],
  }),

  // nginx, PHP, Node.js.
  cve('CVE-2016-1247', {
    by: 'security@debian.org', published: '2016-11-29T17:59', modified: '2021-04-30T03:15', cvss: [v30('AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8), v2('AV:L/AC:L/Au:N/C:C/I:C/A:C', 7.2)], cwe: 'CWE-59', advisory: 'https://www.debian.org/security/2016/dsa-3701',
    text: 'The nginx packages of Debian and Ubuntu give the web user the log directory, with which he becomes root at the next rotation.',
    where: [
      both(range('a:nginx:nginx', '<=1.10.1'), on(ubuntu('16.10'))),
      both(range('a:nginx:nginx', '<=1.10.0'), on(ubuntu('16.04/lts'))),
      both(range('a:nginx:nginx', '<=1.6.2'), on(debian('8.0'))),
      both(range('a:nginx:nginx', '<=1.4.3'), on(ubuntu('14.04/lts'))),
    ],
  }),
  cve('CVE-2019-20372', {
    published: '2020-01-09T21:15', modified: '2020-01-15T21:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N', 5.3), v2('AV:N/AC:M/Au:N/C:P/I:N/A:N', 4.3)], cwe: 'CWE-444', advisory: 'https://nginx.org/en/CHANGES',
    text: 'With certain error pages nginx lets a request be smuggled behind another.',
    where: [anyOf(range('a:nginx:nginx', '<1.17.7'))],
  }),
  cve('CVE-2021-23017', {
    by: 'f5sirt@f5.com', published: '2021-06-01T13:15', modified: '2021-07-08T05:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-193', advisory: 'https://nginx.org/en/security_advisories.html',
    text: 'nginx’s own DNS resolver writes one byte too many on an answer forged by someone on the path.',
    where: [anyOf(range('a:nginx:nginx', '>=0.6.18 <1.20.1')), anyOf(range('a:openresty:openresty', '<1.19.3.2')), anyOf(fedora('33', '34'))],
  }),
  cve('CVE-2019-11043', {
    by: 'security@php.net', published: '2019-10-28T15:15', modified: '2019-10-30T20:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-787', advisory: 'https://bugs.php.net/bug.php?id=78599',
    text: 'Behind certain nginx configurations PHP-FPM writes before its buffer on a path with a line break, and runs code.',
    kev: kev('2022-03-25', '2022-04-15', 'PHP', 'FastCGI Process Manager (FPM)', 'Known'),
    where: [
      anyOf(range('a:php:php', '>=7.1.0 <7.1.33', '>=7.2.0 <7.2.24', '>=7.3.0 <7.3.11')),
      anyOf(ubuntu('12.04/esm', '14.04/esm', '16.04/lts', '18.04/lts', '19.04', '19.10')),
      anyOf(debian('9.0', '10')),
    ],
  }),
  cve('CVE-2021-21702', {
    by: 'security@php.net', published: '2021-02-15T04:15', modified: '2021-07-22T18:15', cvss: [stopV31, stopV2], cwe: 'CWE-476', advisory: 'https://bugs.php.net/bug.php?id=80672',
    text: 'A malicious SOAP server can crash PHP with malformed XML.',
    where: [anyOf(range('a:php:php', '>=7.3.0 <7.3.27', '>=7.4.0 <7.4.15', '>=8.0.0 <8.0.2')), anyOf(debian('10.0')), anyOf(only('a:netapp:clustered_data_ontap', '-'))],
  }),
  cve('CVE-2022-31625', {
    by: 'security@php.net', published: '2022-06-16T06:15', modified: '2022-10-07T15:48', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), v2('AV:N/AC:M/Au:N/C:P/I:P/A:P', 6.8)], cwe: 'CWE-763', advisory: 'https://bugs.php.net/bug.php?id=81720',
    text: 'PHP frees memory it never filled when a PostgreSQL query is given parameters of the wrong type.',
    where: [anyOf(range('a:php:php', '>=7.4.0 <7.4.30', '>=8.0.0 <8.0.20', '>=8.1.0 <8.1.7')), anyOf(debian('11.0'))],
  }),
  cve('CVE-2022-31626', {
    by: 'security@php.net', published: '2022-06-16T06:15', modified: '2022-09-29T17:15', cvss: [userRemoteV31, v2('AV:N/AC:M/Au:S/C:P/I:P/A:P', 6.0)], cwe: 'CWE-120', advisory: 'https://bugs.php.net/bug.php?id=81719',
    text: 'PHP’s MySQL driver overflows on a very long password, where an application lets users name the server and password.',
    where: [anyOf(range('a:php:php', '>=7.4.0 <7.4.30', '>=8.0.0 <8.0.20', '>=8.1.0 <8.1.7'))],
  }),
  cve('CVE-2024-4577', {
    by: 'security@php.net', published: '2024-06-09T20:15', cvss: [remoteV31], cwe: 'CWE-78', advisory: 'https://github.com/php/php-src/security/advisories/GHSA-3qgc-jrrr-25jv',
    text: 'On Windows with some languages, PHP in CGI mode takes a soft hyphen for a dash, and with it arguments that run code.',
    kev: kev('2024-06-12', '2024-07-03', 'PHP Group', 'PHP', 'Known'),
    leftOut: 'rows of Fedora',
    where: [both(range('a:php:php', '<8.1.29', '>=8.2 <8.2.20', '>=8.3 <8.3.8'), onWindows)],
  }),
  cve('CVE-2021-22918', {
    by: 'support@hackerone.com', published: '2021-07-12T11:15', modified: '2021-08-05T12:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N', 5.3), leakV2], cwe: 'CWE-125', advisory: 'https://nodejs.org/en/blog/vulnerability/july-2021-security-releases',
    text: 'libuv reads past a buffer while it turns a host name into ASCII.',
    where: [anyOf(range('a:nodejs:node.js:*:*:*:*:-', '>=12.0.0 <12.22.2', '>=14.0.0 <14.17.2', '>=16.0.0 <=16.4.1'))],
  }),
  cve('CVE-2021-22921', {
    by: 'support@hackerone.com', published: '2021-07-12T11:15', modified: '2021-08-05T12:15', cvss: [v31('AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8), v2('AV:L/AC:M/Au:N/C:P/I:P/A:P', 4.4)], cwe: 'CWE-732', advisory: 'https://nodejs.org/en/blog/vulnerability/july-2021-security-releases',
    text: 'The Node.js installer for Windows leaves its directory open to other users, who can plant programs there.',
    where: [both(range('a:nodejs:node.js:*:*:*:*:-', '>=12.0.0 <12.22.2', '>=14.0.0 <14.17.2', '>=16.0.0 <16.4.1'), onWindows)],
  }),
  cve('CVE-2021-22931', {
    by: 'support@hackerone.com', published: '2021-08-16T19:15', modified: '2021-08-24T13:54', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-20', advisory: 'https://nodejs.org/en/blog/vulnerability/aug-2021-security-releases',
    text: 'Node.js returns host names from DNS unchecked, so that applications which print them are open to injection.',
    where: [anyOf(range('a:nodejs:node.js:*:*:*:*:-', '>=12.0.0 <12.22.4', '>=13.0.0 <14.17.4', '>=15.0.0 <16.6.0'))],
  }),
  cve('CVE-2021-22940', {
    by: 'support@hackerone.com', published: '2021-08-16T19:15', modified: '2021-08-24T17:10', cvss: [changeV31, changeV2], cwe: 'CWE-416', advisory: 'https://nodejs.org/en/blog/vulnerability/aug-2021-security-releases',
    text: 'Node.js uses an HTTP/2 stream after it was closed.',
    where: [anyOf(range('a:nodejs:node.js:*:*:*:*:lts', '>=12.0.0 <12.22.5', '>=14.0.0 <14.17.5'), range('a:nodejs:node.js:*:*:*:*:-', '>=16.0.0 <16.6.2'))],
  }),
  cve('CVE-2022-32212', {
    by: 'support@hackerone.com', published: '2022-07-14T15:15', modified: '2022-10-07T16:38', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1)], cwe: 'CWE-78', advisory: 'https://nodejs.org/en/blog/vulnerability/july-2022-security-releases',
    text: 'The debugger of Node.js accepts invalid addresses as its own, which lets a web page reach it by DNS rebinding.',
    where: [
      anyOf(range('a:nodejs:node.js:*:*:*:*:-', '>=14.0.0 <=14.14.0', '>=16.0.0 <=16.12.0', '>=18.0.0 <18.5.0'), range('a:nodejs:node.js:*:*:*:*:lts', '>=14.15.0 <14.20.1', '>=16.13.0 <16.17.1')),
      anyOf(debian('10.0')),
    ],
  }),

  // Applications.
  cve('CVE-2019-3396', {
    by: 'security@atlassian.com', published: '2019-03-25T19:29', modified: '2019-04-22T16:10', cvss: [remoteV30, remoteV2], cwe: 'CWE-22', advisory: 'https://jira.atlassian.com/browse/CONFSERVER-57974',
    text: 'The widget connector of Confluence takes a template from anywhere and runs it.',
    kev: kev('2021-11-03', '2022-05-03', 'Atlassian', 'Confluence Server and Data Server', 'Known'),
    where: [anyOf(range('a:atlassian:confluence', '<6.6.12', '>=6.7.0 <6.12.3', '>=6.13.0 <6.13.3', '>=6.14.0 <6.14.2'))],
  }),
  cve('CVE-2021-26084', {
    by: 'security@atlassian.com', published: '2021-08-30T07:15', modified: '2021-09-07T14:56', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-74', advisory: 'https://jira.atlassian.com/browse/CONFSERVER-67940',
    text: 'Confluence evaluates OGNL in form fields of pages that need no login. Release 7.13.0 has the repair.',
    kev: kev('2021-11-03', '2021-11-17', 'Atlassian', 'Confluence Server and Data Center', 'Known'),
    where: [
      anyOf(
        range('a:atlassian:confluence', '<6.13.23', '>=6.14.0 <7.4.11', '>=7.5.0 <7.11.6', '>=7.12.0 <7.12.5'),
        range('a:atlassian:data_center', '<6.13.23', '>=6.14.0 <7.4.11', '>=7.5.0 <7.11.6', '>=7.12.0 <7.12.5'),
      ),
    ],
  }),
  cve('CVE-2021-26085', {
    by: 'security@atlassian.com', published: '2021-08-03T00:15', modified: '2021-08-11T17:49', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N', 5.3), leakV2], cwe: 'CWE-862', advisory: 'https://jira.atlassian.com/browse/CONFSERVER-67893',
    text: 'Confluence shows restricted files of its installation through the /s/ path.',
    kev: kev('2022-03-28', '2022-04-18', 'Atlassian', 'Confluence Server', 'Known'),
    where: [anyOf(range('a:atlassian:confluence', '<7.4.10', '>=7.5.0 <7.12.3'))],
  }),
  cve('CVE-2022-26134', {
    by: 'security@atlassian.com', published: '2022-06-03T22:15', modified: '2022-06-30T06:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-74', advisory: 'https://jira.atlassian.com/browse/CONFSERVER-79016',
    text: 'Confluence evaluates OGNL in the address of a request, without a login.',
    kev: kev('2022-06-02', '2022-06-06', 'Atlassian', 'Confluence Server/Data Center', 'Known'),
    where: [
      anyOf(
        ...['confluence_data_center', 'confluence_server'].flatMap((product) => [
          only(`a:atlassian:${product}`, '7.18.0'),
          range(`a:atlassian:${product}`, '>=1.3 <7.4.17', '>=7.13.0 <7.13.7', '>=7.14.0 <7.14.3', '>=7.15.0 <7.15.2', '>=7.16.0 <7.16.4', '>=7.17.0 <7.17.4'),
        ]),
      ),
    ],
  }),
  cve('CVE-2022-26138', {
    by: 'security@atlassian.com', published: '2022-07-20T18:15', modified: '2022-08-04T14:13', cvss: [remoteV31], cwe: 'CWE-798', advisory: 'https://jira.atlassian.com/browse/CONFSERVER-79483',
    text: 'The app Questions for Confluence creates an account with a password that is known to everyone.',
    kev: kev('2022-07-29', '2022-08-19', 'Atlassian', 'Confluence'),
    where: [both(only('a:atlassian:questions_for_confluence', '2.7.34', '2.7.35', '3.0.2'), on(only('a:atlassian:confluence_server', '-'), only('a:atlassian:confluence_data_center', '-')))],
  }),
  cve('CVE-2023-22515', {
    by: 'security@atlassian.com', published: '2023-10-04T14:15', cvss: [remoteV31], advisory: 'https://jira.atlassian.com/browse/CONFSERVER-92475',
    text: 'Anyone may reopen the setup of Confluence 8.0 and later and make himself an administrator. Releases before 8.0 are free of it.',
    kev: kev('2023-10-05', '2023-10-13', 'Atlassian', 'Confluence Data Center and Server', 'Known'),
    where: [
      anyOf(
        range('a:atlassian:confluence_data_center', '>=8.0.0 <8.3.3', '>=8.4.0 <8.4.3', '>=8.5.0 <8.5.2'),
        range('a:atlassian:confluence_server', '>=8.0.0 <8.3.3', '>=8.4.0 <8.4.3', '>=8.5.0 <8.5.2'),
      ),
    ],
  }),
  cve('CVE-2018-1000861', {
    by: 'jenkinsci-cert@googlegroups.com', published: '2018-12-10T14:29', modified: '2019-05-08T22:23', cvss: [remoteV30, remoteV2], cwe: 'CWE-502', advisory: 'https://www.jenkins.io/security/advisory/2018-12-05/',
    text: 'The routing of Jenkins reaches methods that were never meant for the web.',
    kev: kev('2022-02-10', '2022-08-10', 'Jenkins', 'Jenkins Stapler Web Framework'),
    where: [anyOf(range('a:jenkins:jenkins:*:*:*:*:lts', '<=2.138.3'), range('a:jenkins:jenkins:*:*:*:*:-', '<=2.153')), anyOf(only('a:redhat:openshift_container_platform', '3.11'))],
  }),
  cve('CVE-2019-1003000', {
    by: 'jenkinsci-cert@googlegroups.com', published: '2019-01-22T14:29', modified: '2019-05-17T16:29', cvss: [v30('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8), v2('AV:N/AC:L/Au:S/C:P/I:P/A:P', 6.5)], cwe: 'CWE-254', advisory: 'https://www.jenkins.io/security/advisory/2019-01-08/',
    text: 'The sandbox of the Script Security plugin for Jenkins can be left while a script is compiled.',
    where: [anyOf(range('a:jenkins:script_security:*:*:*:*:*:jenkins', '<=1.49')), anyOf(only('a:redhat:openshift_container_platform', '3.11'))],
  }),
  cve('CVE-2021-21671', {
    by: 'jenkinsci-cert@googlegroups.com', published: '2021-06-30T17:15', modified: '2021-07-06T14:01', cvss: [v31('AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.5), v2('AV:N/AC:H/Au:N/C:P/I:P/A:P', 5.1)], cwe: 'CWE-384', advisory: 'https://www.jenkins.io/security/advisory/2021-06-30/',
    text: 'Jenkins keeps the old session at login, which lets an attacker fix it beforehand.',
    where: [anyOf(range('a:jenkins:jenkins:*:*:*:*:-', '>=2.266 <2.300'), range('a:jenkins:jenkins:*:*:*:*:lts', '>=2.277.1 <2.289.2'))],
  }),
  cve('CVE-2022-0538', {
    by: 'jenkinsci-cert@googlegroups.com', published: '2022-02-09T14:15', modified: '2022-02-11T20:44', cvss: [stopV31, stopV2], cwe: 'CWE-502', advisory: 'https://www.jenkins.io/security/advisory/2022-02-09/',
    text: 'Jenkins unpacks XML that keeps a processor busy without end.',
    where: [anyOf(range('a:jenkins:jenkins:*:*:*:*:lts', '<2.319.3'), range('a:jenkins:jenkins:*:*:*:*:-', '<2.334'))],
  }),
  cve('CVE-2022-34174', {
    by: 'jenkinsci-cert@googlegroups.com', published: '2022-06-23T17:15', modified: '2022-06-29T15:29', cvss: [leakV31, leakV2], cwe: 'CWE-203', advisory: 'https://www.jenkins.io/security/advisory/2022-06-22/',
    text: 'The time that a login takes tells whether Jenkins knows the user.',
    where: [anyOf(range('a:jenkins:jenkins:*:*:*:*:lts', '<=2.332.3'), range('a:jenkins:jenkins:*:*:*:*:-', '<=2.355'))],
  }),
  cve('CVE-2024-23897', {
    by: 'jenkinsci-cert@googlegroups.com', published: '2024-01-24T18:15:09.370', cvss: [remoteV31], cwe: 'CWE-27', advisory: 'https://www.jenkins.io/security/advisory/2024-01-24/',
    text: 'The command line of Jenkins replaces an argument that begins with @ by the contents of a file on the server.',
    kev: kev('2024-08-19', '2024-09-09', 'Jenkins', 'Jenkins Command Line Interface (CLI)', 'Known'),
    where: [anyOf(range('a:jenkins:jenkins:*:*:*:*:lts', '<2.426.3'), range('a:jenkins:jenkins:*:*:*:*:-', '<2.442'))],
  }),
  cve('CVE-2021-22205', {
    by: 'cve@gitlab.com', published: '2021-04-23T18:15', modified: '2021-04-30T19:37', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9), v2('AV:N/AC:L/Au:S/C:P/I:P/A:P', 6.5)], cwe: 'CWE-20', advisory: 'https://gitlab.com/gitlab-org/cves/-/blob/master/2021/CVE-2021-22205.json',
    text: 'GitLab hands uploaded images to ExifTool unchecked, which runs commands from a DjVu file.',
    kev: kev('2021-11-03', '2021-11-17', 'GitLab', 'Community and Enterprise Editions', 'Known'),
    where: [anyOf(...['community', 'enterprise'].map((edition) => range(`a:gitlab:gitlab:*:*:*:*:${edition}`, '>=11.9.0 <13.8.8', '>=13.9.0 <13.9.6', '>=13.10.0 <13.10.3')))],
  }),
  cve('CVE-2022-2884', {
    by: 'cve@gitlab.com', published: '2022-10-17T16:15', modified: '2022-10-19T17:48', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9)], cwe: 'CWE-78', advisory: 'https://gitlab.com/gitlab-org/cves/-/blob/master/2022/CVE-2022-2884.json',
    text: 'A user of GitLab can run commands on the server through the import from GitHub.',
    where: [anyOf(...['community', 'enterprise'].map((edition) => range(`a:gitlab:gitlab:*:*:*:*:${edition}`, '>=11.3.4 <15.1.5', '>=15.2 <15.2.3', '>=15.3 <15.3.1')))],
  }),
  cve('CVE-2021-24175', {
    by: 'contact@wpscan.com', published: '2021-04-05T19:15', modified: '2021-04-09T17:22', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-287', advisory: 'https://wpscan.com/vulnerability/c311feef-7041-4c21-9525-132b9bd32f89',
    text: 'The WordPress plugin The Plus Addons for Elementor logs anyone in as any user, the administrator included.',
    where: [anyOf(range('a:posimyth:the_plus_addons_for_elementor:*:*:*:*:*:wordpress', '<4.1.7'))],
  }),
  cve('CVE-2022-0739', {
    by: 'contact@wpscan.com', published: '2022-03-21T19:15', modified: '2022-03-28T19:09', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-89', advisory: 'https://wpscan.com/vulnerability/388cd42d-b61a-42a4-8604-99b812db2357',
    text: 'The WordPress plugin BookingPress puts a parameter into SQL unchecked.',
    where: [anyOf(range('a:reputeinfosystems:bookingpress:*:*:*:*:*:wordpress', '<1.0.11'))],
  }),
  cve('CVE-2018-15961', {
    by: 'psirt@adobe.com', published: '2018-09-25T13:29', modified: '2020-09-04T14:09', cvss: [remoteV30, remoteV2], cwe: 'CWE-434', advisory: 'https://helpx.adobe.com/security/products/coldfusion/apsb18-33.html',
    text: 'The file manager in ColdFusion’s editor accepts uploads of any kind from anyone, JSP pages among them.',
    kev: kev('2021-11-03', '2022-05-03', 'Adobe', 'ColdFusion'),
    where: [anyOf(only('a:adobe:coldfusion', '11.0:-', ...milestones('11.0:update', 8), ...['9', '10', '11', '12', '13', '14'].map((update) => `11.0:update${update}`), '2016:-', ...milestones('2016:update', 6), '2018:-'))],
  }),
  cve('CVE-2022-23131', {
    by: 'security@zabbix.com', published: '2022-01-13T16:15', modified: '2022-01-19T21:08', cvss: [remoteV31, v2('AV:N/AC:H/Au:N/C:P/I:P/A:P', 5.1)], cwe: 'CWE-290', advisory: 'https://support.zabbix.com/browse/ZBX-20350',
    text: 'With SAML on, the Zabbix frontend keeps the user’s name in an unsigned cookie, so that anyone can be the administrator.',
    kev: kev('2022-02-22', '2022-03-08', 'Zabbix', 'Frontend'),
    where: [anyOf(range('a:zabbix:zabbix', '>=5.4.0 <=5.4.8'), only('a:zabbix:zabbix', '6.0.0:alpha1'))],
  }),
  cve('CVE-2022-31097', {
    by: 'security-advisories@github.com', published: '2022-07-15T12:15', modified: '2022-09-09T20:41', cvss: [v31('AV:N/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N', 5.4)], cwe: 'CWE-79', advisory: 'https://github.com/grafana/grafana/security/advisories/GHSA-vw7q-p2qg-4m5f',
    text: 'An editor of Grafana can store a script in an alert that runs for the administrator who looks at it.',
    where: [anyOf(range('a:grafana:grafana', '>=8.0.0 <8.3.10', '>=8.4.0 <8.4.10', '>=8.5.0 <8.5.9', '>=9.0.0 <9.0.3')), anyOf(only('a:netapp:e-series_performance_analyzer', '-'))],
  }),
  cve('CVE-2022-32158', {
    by: 'prodsec@splunk.com', published: '2022-06-15T17:15', modified: '2022-07-12T21:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10.0), remotePartialV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.splunk.com/en_us/product-security/announcements/svd-2022-0608.html',
    text: 'A Splunk deployment server takes bundles from any of its clients and hands them to all others, which then run them.',
    where: [anyOf(range('a:splunk:splunk:*:*:*:*:enterprise', '<9.0'))],
  }),

  // Mail and collaboration.
  cve('CVE-2019-10149', {
    by: 'secalert@redhat.com', published: '2019-06-05T14:29', modified: '2019-06-11T20:29', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-20', advisory: 'https://www.exim.org/static/doc/security/CVE-2019-10149.txt',
    text: 'Return of the WIZard: Exim 4.87 to 4.91 expands a recipient’s address and runs the commands in it.',
    kev: kev('2022-01-10', '2022-07-10', 'Exim', 'Mail Transfer Agent (MTA)'),
    where: [anyOf(range('a:exim:exim', '>=4.87 <=4.91'))],
  }),
  cve('CVE-2019-15846', {
    published: '2019-09-06T11:15', modified: '2019-09-06T15:15', cvss: [remoteV30, remoteV2], cwe: 'CWE-119', advisory: 'https://www.exim.org/static/doc/security/CVE-2019-15846.txt',
    text: 'Exim overflows on a server name that ends in a backslash in the TLS handshake, and runs code as root.',
    where: [anyOf(range('a:exim:exim', '<4.92.2')), anyOf(debian('8.0', '9.0', '10'))],
  }),
  cve('CVE-2019-16928', {
    published: '2019-09-27T21:15', modified: '2019-10-02T04:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-120', advisory: 'https://www.exim.org/static/doc/security/CVE-2019-16928.txt',
    text: 'Exim overflows the heap on an overlong EHLO greeting.',
    kev: kev('2022-03-03', '2022-03-17', 'Exim', 'Exim Internet Mailer'),
    where: [anyOf(range('a:exim:exim', '>=4.92 <=4.92.2')), anyOf(ubuntu('19.04'), debian('10'))],
  }),
  cve('CVE-2019-0604', {
    by: microsoft, published: '2019-03-05T23:29', modified: '2019-12-13T15:17', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-20', advisory: guide('CVE-2019-0604'),
    text: 'SharePoint deserialises part of a request and so runs code in its application pool.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'SharePoint', 'Known'),
    where: [anyOf(only('a:microsoft:sharepoint_enterprise_server', '2016'), only('a:microsoft:sharepoint_foundation', '2013:sp1'), only('a:microsoft:sharepoint_server', '2010:sp2', '2019'))],
  }),
  cve('CVE-2020-0688', {
    by: microsoft, published: '2020-02-11T22:15', modified: '2020-02-20T17:15', cvss: [userRemoteV31, v2('AV:N/AC:L/Au:S/C:C/I:C/A:C', 9.0)], cwe: 'CWE-502', advisory: guide('CVE-2020-0688'),
    text: 'All installations of Exchange share one validation key, with which a mailbox user runs code as SYSTEM. Cumulative Update 19 is free of it.',
    kev: kev('2021-11-03', '2022-05-03', 'Microsoft', 'Exchange Server', 'Known'),
    where: [anyOf(only(exchange, '2010:sp3_rollup_30', ...cumulativeUpdates('2013', 23), ...cumulativeUpdates('2016', 14, 15), ...cumulativeUpdates('2019', 3, 4)))],
  }),
  cve('CVE-2021-26855', {
    by: microsoft, published: '2021-03-03T00:15', modified: '2021-05-21T18:15', cvss: [remoteV31, remotePartialV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-26855'),
    text: 'ProxyLogon: a cookie makes the front end of Exchange send requests in its own name, without a login.',
    kev: kev('2021-11-03', '2021-04-16', 'Microsoft', 'Exchange Server', 'Known'),
    where: [anyOf(only(exchange, ...cumulativeUpdates('2013', 21, 22, 23), ...cumulativeUpdates('2016', 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19), '2019:-', ...cumulativeUpdates('2019', 1, 2, 3, 4, 5, 6, 7, 8)))],
  }),
  cve('CVE-2021-26857', {
    by: microsoft, published: '2021-03-03T00:15', modified: '2021-03-08T20:45', cvss: [v31('AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8), v2('AV:N/AC:M/Au:N/C:P/I:P/A:P', 6.8)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-26857'),
    text: 'The Unified Messaging service of Exchange deserialises voice mail data and runs code as SYSTEM; part of the ProxyLogon attacks.',
    kev: kev('2021-11-03', '2021-04-16', 'Microsoft', 'Exchange Server', 'Known'),
    where: [anyOf(only(exchange, '2010:sp3', ...cumulativeUpdates('2013', 23), ...cumulativeUpdates('2016', 18, 19), ...cumulativeUpdates('2019', 7, 8)))],
  }),
  cve('CVE-2021-26858', {
    by: microsoft, published: '2021-03-03T00:15', modified: '2021-03-08T20:46', cvss: [v31('AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8), v2('AV:N/AC:M/Au:N/C:P/I:P/A:P', 6.8)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-26858'),
    text: 'Once logged in, an attacker can have Exchange write a file to any path; part of the ProxyLogon attacks.',
    kev: kev('2021-11-03', '2021-04-16', 'Microsoft', 'Exchange Server', 'Known'),
    where: [anyOf(only(exchange, ...cumulativeUpdates('2013', 23), ...cumulativeUpdates('2016', 18, 19), ...cumulativeUpdates('2019', 7, 8)))],
  }),
  cve('CVE-2021-31207', {
    by: microsoft, published: '2021-05-11T19:15', modified: '2021-08-20T18:15', cvss: [v31('AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H', 7.2), v2('AV:N/AC:L/Au:S/C:P/I:P/A:P', 6.5)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-31207'), where: proxyShell,
    text: 'The last step of ProxyShell: the export of a mailbox writes a web page of the attacker’s to the server.',
    kev: kev('2021-11-03', '2021-11-17', 'Microsoft', 'Exchange Server', 'Known'),
  }),
  cve('CVE-2021-34473', {
    by: microsoft, published: '2021-07-14T18:15', modified: '2021-08-20T18:15', cvss: [remoteV31, remoteV2], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2021-34473'), where: proxyShell,
    text: 'The first step of ProxyShell: a confused path reaches the back end of Exchange without a login.',
    kev: kev('2021-11-03', '2021-11-17', 'Microsoft', 'Exchange Server', 'Known'),
  }),
  cve('CVE-2021-34523', {
    by: microsoft, published: '2021-07-14T18:15', modified: '2021-08-20T18:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-269', advisory: guide('CVE-2021-34523'), where: proxyShell,
    text: 'The second step of ProxyShell: the PowerShell back end of Exchange takes its user from a parameter.',
    kev: kev('2021-11-03', '2021-11-17', 'Microsoft', 'Exchange Server', 'Known'),
  }),
  cve('CVE-2022-41040', {
    by: microsoft, published: '2022-10-03T01:15', modified: '2022-10-06T20:15', cvss: [userRemoteV31], cwe: 'CWE-269', advisory: guide('CVE-2022-41040'), where: proxyNotShell,
    text: 'ProxyNotShell: a user of Exchange reaches the PowerShell back end through the Autodiscover path.',
    kev: kev('2022-09-30', '2022-10-21', 'Microsoft', 'Exchange Server', 'Known'),
  }),
  cve('CVE-2022-41082', {
    by: microsoft, published: '2022-10-03T01:15', modified: '2022-10-06T20:15', cvss: [userRemoteV31], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2022-41082'), where: proxyNotShell,
    text: 'The second half of ProxyNotShell: remote PowerShell of Exchange runs code for a user who reaches it.',
    kev: kev('2022-09-30', '2022-10-21', 'Microsoft', 'Exchange Server', 'Known'),
  }),
];
