import { anyOf, both, cve, debian, fedora, kev, on, only, onLinux, onWindows, range, redhat, v2, v30, v31, type CveFact } from './types';

const microsoft = 'secure@microsoft.com';
const oracle = 'secalert_us@oracle.com';
const redHat = 'secalert@redhat.com';
const github = 'security-advisories@github.com';
const guide = (id: string): string => `https://msrc.microsoft.com/update-guide/vulnerability/${id}`;

const remoteV30 = v30('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV2 = v2('AV:N/AC:L/Au:N/C:C/I:C/A:C', 10.0);
const remotePartialV2 = v2('AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5);
const userV31 = v31('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8);
const userPartialV2 = v2('AV:N/AC:L/Au:S/C:P/I:P/A:P', 6.5);
const adminStopV31 = v31('AV:N/AC:L/PR:H/UI:N/S:U/C:N/I:N/A:H', 4.9);
const adminStopV2 = v2('AV:N/AC:L/Au:S/C:N/I:N/A:P', 4.0);
const localV31 = v31('AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8);
const localPartialV2 = v2('AV:L/AC:L/Au:N/C:P/I:P/A:P', 4.6);

const sqlServer = 'a:microsoft:sql_server';
const x64 = ':*:*:*:*:x64';
const postgresql = 'a:postgresql:postgresql';
const adselfservice61 = [anyOf(range('a:zohocorp:manageengine_adselfservice_plus', '<6.1'), only('a:zohocorp:manageengine_adselfservice_plus', '6.1:-', '6.1:6100', '6.1:6101', '6.1:6102', '6.1:6103'))];
const veeam = 'a:veeam:backup_\\&_replication';
const veeam11 = [...range(veeam, '>=10.0.0.4442 <10.0.1.4854', '>=11.0.0.825 <11.0.1.1261'), ...only(veeam, '10.0.1.4854:-', '10.0.1.4854:p20201202', '10.0.1.4854:p20210609', '10.0.1.4854:p20220304', '11.0.1.1261:-', '11.0.1.1261:p20211123', '11.0.1.1261:p20211211', '11.0.1.1261:p20220302')];

export const dataCves: readonly CveFact[] = [
  // SQL Server.
  cve('CVE-2019-1068', {
    by: microsoft, published: '2019-07-15T19:15', modified: '2019-07-17T01:39', cvss: [v30('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8), userPartialV2], cwe: 'CWE-20', advisory: guide('CVE-2019-1068'),
    text: 'A user of SQL Server runs code as the service account through an internal function.',
    where: [anyOf(only(sqlServer, '2014:sp2', '2014:sp3', `2016:sp1${x64}`, `2016:sp2${x64}`, `2017:*${x64}`))],
  }),
  cve('CVE-2020-0618', {
    by: microsoft, published: '2020-02-11T22:15', modified: '2020-03-12T22:15', cvss: [userV31, userPartialV2], cwe: 'CWE-20', advisory: guide('CVE-2020-0618'),
    text: 'SQL Server Reporting Services deserialise a page request and run code for any reader of reports.',
    kev: kev('2024-09-18', '2024-10-09', 'Microsoft', 'SQL Server'),
    where: [anyOf(only(sqlServer, '2012:sp4', '2014:sp3', `2016:sp2${x64}`))],
  }),
  cve('CVE-2021-1636', {
    by: microsoft, published: '2021-01-12T20:15', modified: '2021-01-14T19:05', cvss: [userV31, userPartialV2], cwe: 'CWE-89', advisory: guide('CVE-2021-1636'),
    text: 'A user of SQL Server raises his rights while an extended event session runs.',
    where: [anyOf(only(sqlServer, '2012:sp4', '2014:sp3', `2016:sp2${x64}`, `2017:-${x64}`, `2019:*${x64}`))],
  }),
  cve('CVE-2022-23276', {
    by: microsoft, published: '2022-02-09T17:15', modified: '2022-02-14T18:40', cvss: [localV31, localPartialV2], cwe: 'CWE-269', advisory: guide('CVE-2022-23276'),
    text: 'In SQL Server 2019 for Linux containers a user can raise his rights.',
    where: [both(only(sqlServer, '2019'), onLinux)],
  }),
  cve('CVE-2022-29143', {
    by: microsoft, published: '2022-06-15T22:15', modified: '2022-06-24T19:06', cvss: [v31('AV:N/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.5), v2('AV:N/AC:M/Au:S/C:P/I:P/A:P', 6.0)], cwe: 'NVD-CWE-noinfo', advisory: guide('CVE-2022-29143'),
    text: 'A user of SQL Server runs code with a crafted query over partitioned tables.',
    where: [anyOf(only(sqlServer, '2014:sp3', `2016:sp2${x64}`, `2016:sp3${x64}`, `2017:-${x64}`, `2019:*${x64}`))],
  }),

  // MySQL and MariaDB.
  cve('CVE-2016-6663', {
    by: 'cve@mitre.org', published: '2016-12-13T21:59', modified: '2019-03-05T18:23', cvss: [v30('AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.0), v2('AV:L/AC:M/Au:N/C:P/I:P/A:P', 4.4)], cwe: 'CWE-362', advisory: 'https://www.oracle.com/security-alerts/cpuoct2016.html',
    text: 'A race during REPAIR TABLE gives a database user with a shell the rights of the database’s account.',
    where: [
      anyOf(range('a:oracle:mysql', '>=5.5.0 <=5.5.52', '>=5.6.0 <=5.6.33', '>=5.7.0 <=5.7.15')),
      anyOf(range('a:percona:percona_server', '>=5.5 <5.5.51-38.2', '>=5.6 <5.6.32-78.1', '>=5.7 <5.7.14-8'), range('a:percona:xtradb_cluster', '>=5.5 <5.5.41-37.0', '>=5.6 <5.6.32-25.17', '>=5.7 <5.7.14-26.17')),
      anyOf(range('a:mariadb:mariadb', '>=5.5.20 <5.5.52', '>=10.0.0 <10.0.28', '>=10.1.0 <10.1.18')),
      anyOf(only('a:oracle:mysql', '8.0')),
    ],
  }),
  cve('CVE-2021-2144', {
    by: oracle, published: '2021-04-22T22:15', modified: '2021-05-13T18:15', cvss: [v31('AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H', 7.2), userPartialV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpuapr2021.html',
    text: 'An administrator of MySQL can take the server over through its parser. Release 5.7.30 has the repair.',
    where: [anyOf(range('a:oracle:mysql', '>=5.7.0 <=5.7.29', '>=8.0.0 <=8.0.19'))],
  }),
  cve('CVE-2021-2154', {
    by: oracle, published: '2021-04-22T22:15', modified: '2021-05-26T12:15', cvss: [adminStopV31, adminStopV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpuapr2021.html',
    text: 'An administrator of MySQL can crash the server with a data manipulation statement.',
    where: [
      anyOf(range('a:oracle:mysql', '>=5.7.0 <=5.7.33')),
      anyOf(range('a:mariadb:mariadb', '>=10.5.0 <10.5.10')),
      anyOf(...['oncommand_insight', 'oncommand_workflow_automation', 'snapcenter'].map((product) => only(`a:netapp:${product}`, '-')), fedora('33')),
    ],
  }),
  cve('CVE-2021-2307', {
    by: oracle, published: '2021-04-22T22:15', modified: '2021-05-13T18:15', cvss: [v31('AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:L/A:N', 6.1), v2('AV:L/AC:M/Au:N/C:P/I:P/A:N', 3.3)], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpuapr2021.html',
    text: 'The packages of MySQL let a local attacker reach data of the server when somebody helps him unknowingly.',
    where: [anyOf(range('a:oracle:mysql', '>=5.7.0 <=5.7.33', '>=8.0 <=8.0.23'))],
  }),
  cve('CVE-2022-21417', {
    by: oracle, published: '2022-04-19T21:15', modified: '2022-06-29T20:55', cvss: [adminStopV31, adminStopV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpuapr2022.html',
    text: 'An administrator of MySQL can hang or crash the server through InnoDB.',
    where: [
      anyOf(range('a:oracle:mysql', '>=5.0.0 <=5.7.37', '>=8.0.0 <=8.0.28')),
      anyOf(...['snapcenter', 'oncommand_workflow_automation', 'oncommand_insight'].map((product) => only(`a:netapp:${product}`, '-')), only('a:netapp:active_iq_unified_manager', '-:*:*:*:*:vmware_vsphere', '-:*:*:*:*:windows')),
    ],
  }),
  cve('CVE-2021-27928', {
    published: '2021-03-19T03:15', modified: '2021-05-26T12:15', cvss: [v31('AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H', 7.2), v2('AV:N/AC:L/Au:S/C:C/I:C/A:C', 9.0)], cwe: 'CWE-78', advisory: 'https://jira.mariadb.org/browse/MDEV-25179',
    text: 'An administrator of MariaDB can set the provider of replication to a library of his own, which the server then loads.',
    where: [
      anyOf(range('a:mariadb:mariadb', '>=10.2 <10.2.37', '>=10.3 <10.3.28', '>=10.4 <10.4.18', '>=10.5 <10.5.9')),
      anyOf(range('a:percona:percona_server', '<=2021-03-03')),
      anyOf(range('a:galeracluster:wsrep:*:*:*:*:*:mysql', '<=2021-03-03')),
      anyOf(debian('9.0')),
    ],
  }),
  cve('CVE-2022-24052', {
    by: 'zdi-disclosures@trendmicro.com', published: '2022-02-18T20:15', modified: '2022-06-30T19:30', cvss: [localV31, localPartialV2], cwe: 'CWE-122', advisory: 'https://www.zerodayinitiative.com/advisories/ZDI-22-367/',
    text: 'MariaDB’s CONNECT engine overflows the heap on an overlong value in a query.',
    where: [anyOf(range('a:mariadb:mariadb', '>=10.2.0 <10.2.42', '>=10.3.0 <10.3.33', '>=10.4.0 <10.4.23', '>=10.5.0 <10.5.14', '>=10.6.0 <10.6.6', '>=10.7.0 <10.7.2'), only('a:mariadb:mariadb', '10.8.0')), anyOf(fedora('34', '35', '36'))],
  }),
  cve('CVE-2022-27376', {
    published: '2022-04-12T20:15', modified: '2022-09-29T16:28', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5), v2('AV:N/AC:L/Au:N/C:N/I:N/A:P', 5.0)], cwe: 'CWE-416', advisory: 'https://jira.mariadb.org/browse/MDEV-26354',
    text: 'A crafted query makes MariaDB use an argument after it was freed, and crash.',
    where: [anyOf(range('a:mariadb:mariadb', '>=10.3.0 <10.3.35', '>=10.4.0 <10.4.25', '>=10.5.0 <10.5.16', '>=10.6.0 <10.6.8', '>=10.7.0 <10.7.4')), anyOf(debian('10.0'))],
  }),

  // PostgreSQL.
  cve('CVE-2019-10208', {
    by: redHat, published: '2019-10-29T19:15', modified: '2019-11-04T17:23', cvss: [userV31, userPartialV2], cwe: 'CWE-89', advisory: 'https://www.postgresql.org/support/security/CVE-2019-10208/',
    text: 'A function of PostgreSQL with the owner’s rights can be made to run SQL of the caller’s choice.',
    where: [anyOf(range(postgresql, '>=9.4.0 <9.4.24', '>=9.5.0 <9.5.19', '>=9.6.0 <9.6.15', '>=10.0 <10.10', '>=11.0 <11.5'))],
  }),
  cve('CVE-2019-10211', {
    by: redHat, published: '2019-10-29T19:15', modified: '2019-11-06T18:41', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-20', advisory: 'https://www.postgresql.org/support/security/CVE-2019-10211/',
    text: 'PostgreSQL’s installer for Windows bundles an OpenSSL that loads its configuration from a directory open to all.',
    where: [both(range(postgresql, '<9.4.24', '>=9.5.0 <9.5.19', '>=9.6.0 <9.6.15', '>=10.0 <10.10', '>=11.0 <11.5'), onWindows)],
  }),
  cve('CVE-2021-32027', {
    by: redHat, published: '2021-06-01T14:15', modified: '2021-07-13T10:15', cvss: [userV31, userPartialV2], cwe: 'CWE-119 CWE-190', advisory: 'https://www.postgresql.org/support/security/CVE-2021-32027/',
    text: 'PostgreSQL lacks a bound on array subscripts, with which a user writes over the server’s memory.',
    where: [
      anyOf(range(postgresql, '>=9.6.0 <9.6.22', '>=10.0 <10.17', '>=11.0 <11.12', '>=12.0 <12.7', '>=13.0 <13.3')),
      anyOf(only('a:redhat:jboss_enterprise_application_platform', '7.0.0'), only('a:redhat:software_collections', '-'), redhat('enterprise_linux 7.0 8.0')),
    ],
  }),
  cve('CVE-2022-1552', {
    by: redHat, published: '2022-08-31T16:15', modified: '2022-09-07T20:04', cvss: [userV31], cwe: 'CWE-89 CWE-459', advisory: 'https://www.postgresql.org/support/security/CVE-2022-1552/',
    text: 'PostgreSQL’s autovacuum and index commands run a table owner’s functions with the rights of a superuser.',
    where: [anyOf(range(postgresql, '>=10.0 <10.21', '>=11.0 <11.16', '>=12.0 <12.11', '>=13.0 <13.7', '>=14.0 <14.3'))],
  }),
  cve('CVE-2022-2625', {
    by: redHat, published: '2022-08-18T19:15', modified: '2022-08-31T16:15', cvss: [v31('AV:N/AC:L/PR:L/UI:R/S:U/C:H/I:H/A:H', 8.0)], cwe: 'CWE-913', advisory: 'https://www.postgresql.org/support/security/CVE-2022-2625/',
    text: 'An extension of PostgreSQL takes over objects that a user placed before it, and later runs them for its owner.',
    where: [
      anyOf(range(postgresql, '>=10.0 <10.22', '>=11.0 <11.17', '>=12.0 <12.12', '>=13.0 <13.8', '>=14.0 <14.5'), only(postgresql, '15:beta1', '15:beta2')),
      anyOf(fedora('36')),
      anyOf(redhat('enterprise_linux 6.0 7.0 8.0 9.0')),
    ],
  }),

  // Oracle and DB2.
  cve('CVE-2018-3110', {
    by: oracle, published: '2018-08-10T22:29', modified: '2019-10-03T00:03', cvss: [v30('AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9), userPartialV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/alert-cve-2018-3110.html',
    text: 'A user who may create a session takes an Oracle database over through its Java VM.',
    where: [anyOf(only('a:oracle:database_server', '11.2.0.4', '12.1.0.2', '12.2.0.1', '18'))],
  }),
  cve('CVE-2018-3259', {
    by: oracle, published: '2018-10-17T01:31', modified: '2019-10-03T00:03', cvss: [remoteV30, remotePartialV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpuoct2018.html',
    text: 'The Java VM of the Oracle database can be taken over from the network without a login.',
    where: [anyOf(only('a:oracle:database_server', '11.2.0.4', '12.1.0.2', '12.2.0.1', '18c'))],
  }),
  cve('CVE-2022-21498', {
    by: oracle, published: '2022-04-19T21:15', modified: '2022-04-28T15:52', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:H/A:N', 6.5), v2('AV:N/AC:L/Au:S/C:N/I:P/A:N', 4.0)], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpuapr2022.html',
    text: 'A user who may create procedures changes data through the Java VM of the Oracle database.',
    where: [anyOf(only('a:oracle:database', '12.1.0.2:*:*:*:enterprise', '19c:*:*:*:enterprise', '21c:*:*:*:enterprise'))],
  }),
  cve('CVE-2022-22389', {
    by: 'psirt@us.ibm.com', published: '2022-06-24T17:15', modified: '2022-07-29T20:15', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H', 6.5), v2('AV:N/AC:L/Au:S/C:N/I:N/A:P', 4.0)], cwe: 'CWE-89', advisory: 'https://www.ibm.com/support/pages/node/6598047',
    text: 'A crafted SQL statement ends the Db2 server.',
    where: [both(only('a:ibm:db2', '9.7', '10.1', '10.5', '11.1', '11.5'), on(only('o:microsoft:windows', '-'), only('o:linux:linux_kernel', '-'), only('o:opengroup:unix', '-')))],
  }),

  // Redis, Elasticsearch, Kibana.
  cve('CVE-2021-21309', {
    by: github, published: '2021-02-26T22:15', modified: '2021-03-31T14:15', cvss: [userV31, userPartialV2], cwe: 'CWE-190', advisory: 'https://github.com/redis/redis/security/advisories/GHSA-hgj8-vff2-7cjf',
    text: 'On 32-bit systems a raised limit for bulk input overflows a length in Redis.',
    where: [anyOf(range('a:redislabs:redis', '>=4.0 <5.0.11', '>=6.0.0 <6.0.11'))],
  }),
  cve('CVE-2021-29477', {
    by: github, published: '2021-05-04T16:15', modified: '2021-07-09T09:15', cvss: [userV31, userPartialV2], cwe: 'CWE-190', advisory: 'https://github.com/redis/redis/security/advisories/GHSA-vqxj-26vj-996g',
    text: 'The STRALGO command of Redis 6 overflows a length and corrupts the heap. Redis 5 has no such command.',
    where: [anyOf(range('a:redislabs:redis', '>=6.0.0 <6.0.13', '>=6.2.0 <6.2.3')), anyOf(fedora('33', '34'))],
  }),
  cve('CVE-2021-32761', {
    by: github, published: '2021-07-21T21:15', modified: '2021-08-27T16:15', cvss: [v31('AV:N/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.5), v2('AV:N/AC:M/Au:S/C:P/I:P/A:P', 6.0)], cwe: 'CWE-125 CWE-680', advisory: 'https://github.com/redis/redis/security/advisories/GHSA-8wxq-j7rp-g8wj',
    text: 'On 32-bit systems the bit commands of Redis overflow a length and corrupt the heap.',
    where: [anyOf(range('a:redislabs:redis', '>=2.2.0 <5.0.13', '>=6.0 <6.0.15', '>=6.2.0 <6.2.5')), anyOf(debian('9.0'))],
  }),
  cve('CVE-2022-0543', {
    by: 'security@debian.org', published: '2022-02-18T20:15', modified: '2022-06-05T02:35', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10.0), remoteV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.debian.org/security/2022/dsa-5081',
    text: 'Debian’s package of Redis leaves a Lua library within reach of scripts, which then leave their sandbox.',
    kev: kev('2022-03-28', '2022-04-18', 'Redis', 'Debian-specific Redis Servers'),
    where: [anyOf(only('a:redis:redis', '-')), anyOf(debian('9.0', '10.0', '11.0'))],
  }),
  cve('CVE-2022-24735', {
    by: github, published: '2022-04-27T20:15', modified: '2022-10-07T15:21', cvss: [v31('AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8), v2('AV:N/AC:M/Au:N/C:P/I:P/A:P', 6.8)], cwe: 'CWE-94', advisory: 'https://github.com/redis/redis/security/advisories/GHSA-647m-2wmq-qmvq',
    text: 'A user of Redis can change the Lua environment so that scripts of other users run his code with their rights.',
    where: [
      anyOf(range('a:redis:redis', '<6.2.7'), only('a:redis:redis', '7.0:rc1', '7.0:rc2', '7.0:rc3')),
      anyOf(fedora('34', '35', '36')),
      anyOf(only('a:netapp:management_services_for_element_software', '-'), only('a:netapp:management_services_for_netapp_hci', '-')),
      anyOf(only('a:oracle:communications_operations_monitor', '4.3', '4.4', '5.0')),
    ],
  }),
  cve('CVE-2015-1427', {
    published: '2015-02-17T15:59', modified: '2018-10-09T19:55', cvss: [remotePartialV2], cwe: 'CWE-284', advisory: 'https://www.elastic.co/community/security/',
    text: 'The Groovy sandbox of Elasticsearch can be left by a search request, which then runs commands.',
    kev: kev('2022-03-25', '2022-04-15', 'Elastic', 'Elasticsearch'),
    where: [anyOf(range('a:elasticsearch:elasticsearch', '<=1.3.7'), only('a:elasticsearch:elasticsearch', '1.4.0', '1.4.0:beta1', '1.4.1', '1.4.2'))],
  }),
  cve('CVE-2019-7609', {
    by: 'security@elastic.co', published: '2019-03-25T19:29', modified: '2019-09-27T05:15', cvss: [v30('AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10.0), remoteV2], cwe: 'CWE-77', advisory: 'https://www.elastic.co/community/security/',
    text: 'The Timelion visualizer of Kibana runs JavaScript of a user, and through it commands on the server.',
    kev: kev('2022-01-10', '2022-07-10', 'Elastic', 'Kibana'),
    where: [anyOf(range('a:elastic:kibana', '<5.6.15', '>=6.0.0 <6.6.1'))],
  }),
  cve('CVE-2020-7009', {
    by: 'security@elastic.co', published: '2020-03-31T19:15', modified: '2020-04-09T14:58', cvss: [userV31, userPartialV2], cwe: 'CWE-269', advisory: 'https://discuss.elastic.co/t/elastic-stack-6-8-8-and-7-6-2-security-update/225920',
    text: 'Whoever may create API keys in Elasticsearch can make one with more rights than his own.',
    where: [anyOf(range('a:elastic:elasticsearch', '>=6.7.0 <6.8.8', '>=7.0.0 <7.6.2'))],
  }),
  cve('CVE-2021-22134', {
    by: 'security@elastic.co', published: '2021-03-08T21:15', modified: '2021-05-05T13:28', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N', 4.3), v2('AV:N/AC:L/Au:S/C:P/I:N/A:N', 4.0)], cwe: 'CWE-200', advisory: 'https://discuss.elastic.co/t/elastic-stack-7-11-0-security-update/265835',
    text: 'Elasticsearch skips the security of documents and fields when a recently changed document is fetched.',
    where: [anyOf(range('a:elastic:elasticsearch', '>=7.6.0 <=7.11.0'))],
  }),
  cve('CVE-2021-22145', {
    by: 'security@elastic.co', published: '2021-07-21T15:15', modified: '2021-08-27T07:15', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N', 6.5), v2('AV:N/AC:L/Au:S/C:P/I:N/A:N', 4.0)], cwe: 'CWE-209', advisory: 'https://discuss.elastic.co/t/elasticsearch-7-13-4-security-update/279177',
    text: 'A malformed query makes Elasticsearch answer with old contents of its buffers.',
    where: [anyOf(range('a:elastic:elasticsearch', '>=7.10.0 <=7.13.3'))],
  }),

  // Backup and administration.
  cve('CVE-2022-26500', {
    published: '2022-03-17T21:15', modified: '2022-03-24T13:26', cvss: [userV31, userPartialV2], cwe: 'CWE-22', advisory: 'https://www.veeam.com/kb4288',
    text: 'A domain user reaches internal functions of the Veeam Distribution Service and uploads and runs code.',
    kev: kev('2022-12-13', '2023-01-03', 'Veeam', 'Backup & Replication', 'Known'),
    where: [anyOf(veeam11, only(veeam, '9.5.0.1536', '9.5.4.2615'))],
  }),
  cve('CVE-2022-26501', {
    published: '2022-03-17T21:15', modified: '2022-03-24T19:02', cvss: [remoteV31, remoteV2], cwe: 'CWE-863', advisory: 'https://www.veeam.com/kb4288',
    text: 'The Veeam Distribution Service lets anyone on the network call internal functions and run code.',
    kev: kev('2022-12-13', '2023-01-03', 'Veeam', 'Backup & Replication', 'Known'),
    where: [anyOf(veeam11)],
  }),
  cve('CVE-2022-26503', {
    published: '2022-03-17T17:15', modified: '2022-03-23T19:06', cvss: [localV31, v2('AV:L/AC:L/Au:N/C:C/I:C/A:C', 7.2)], cwe: 'CWE-502', advisory: 'https://www.veeam.com/kb4289',
    text: 'Veeam Agent for Windows deserialises data on a local port and runs it as SYSTEM.',
    where: [both([...only('a:veeam:veeam', '2.0', '2.1', '2.2', '3.0.2'), ...range('a:veeam:veeam', '>=4.0.0 <4.0.2.2208', '>=5.0.0 <5.0.3.4708')], onWindows)],
  }),
  cve('CVE-2025-23120', {
    by: 'support@hackerone.com', published: '2025-03-20T16:15', modified: '2025-04-02T16:01', cvss: [userV31], advisory: 'https://www.veeam.com/kb4724',
    text: 'A domain user runs code on a Veeam server that is joined to the domain. Only version 12 is named.',
    where: [anyOf(range('a:veeam:veeam_backup_\\&_replication', '>=12.0.0.1402 <12.3.1.1139'))],
  }),
  cve('CVE-2019-8394', {
    published: '2019-02-17T04:29', modified: '2019-02-26T15:57', cvss: [v30('AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:H/A:N', 6.5), v2('AV:N/AC:L/Au:S/C:N/I:P/A:N', 4.0)], cwe: 'CWE-434', advisory: 'https://www.manageengine.com/products/service-desk/readme.html',
    text: 'A user of ServiceDesk Plus uploads files of any kind through the login page’s customisation.',
    kev: kev('2021-11-03', '2022-05-03', 'Zoho', 'ManageEngine'),
    where: [anyOf(range('a:zohocorp:manageengine_servicedesk_plus', '<10.0'))],
  }),
  cve('CVE-2021-37415', {
    published: '2021-09-01T06:15', modified: '2021-09-09T11:24', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-287', advisory: 'https://www.manageengine.com/products/service-desk/on-premises/readme.html',
    text: 'Some REST addresses of ServiceDesk Plus need no login.',
    kev: kev('2021-12-01', '2021-12-15', 'Zoho', 'ManageEngine ServiceDesk Plus (SDP)'),
    where: [anyOf(range('a:zohocorp:manageengine_servicedesk_plus', '<11.3'), only('a:zohocorp:manageengine_servicedesk_plus', '11.3:-', '11.3:11300', '11.3:11301'))],
  }),
  cve('CVE-2021-37421', {
    published: '2021-08-30T19:15', modified: '2021-09-02T16:37', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-863', advisory: 'https://www.manageengine.com/products/self-service-password/release-notes.html', where: adselfservice61,
    text: 'The restriction of ADSelfService Plus’s administration to certain addresses can be passed.',
  }),
  cve('CVE-2021-25274', {
    published: '2021-02-03T17:15', modified: '2021-02-08T14:56', cvss: [remoteV31, remoteV2], cwe: 'CWE-502', advisory: 'https://www.trustwave.com/en-us/resources/blogs/spiderlabs-blog/full-system-control-with-new-solarwinds-orion-based-and-serv-u-ftp-vulnerabilities/',
    text: 'The SolarWinds Orion platform leaves its message queue open, and deserialises as SYSTEM what anyone puts there.',
    where: [anyOf(range('a:solarwinds:orion_platform', '<2020.2.4'))],
  }),
  cve('CVE-2021-35211', {
    by: 'psirt@solarwinds.com', published: '2021-07-14T21:15', modified: '2021-07-26T15:39', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10.0), remoteV2], cwe: 'CWE-668', advisory: 'https://www.solarwinds.com/trust-center/security-advisories/cve-2021-35211',
    text: 'The SSH server in SolarWinds Serv-U follows memory it never filled, and runs an attacker’s code.',
    kev: kev('2021-11-03', '2021-11-17', 'SolarWinds', 'Serv-U', 'Known'),
    where: [anyOf(range('a:solarwinds:serv-u', '<15.2.3'), only('a:solarwinds:serv-u', '15.2.3:-', '15.2.3:hotfix1'))],
  }),
  cve('CVE-2022-20698', {
    by: 'ykramarz@cisco.com', published: '2022-01-14T06:15', modified: '2022-01-21T13:57', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5), v2('AV:N/AC:L/Au:N/C:N/I:N/A:P', 5.0)], cwe: 'CWE-20', advisory: 'https://blog.clamav.net/2022/01/clamav-01035-and-01042-security-patch.html',
    text: 'A crafted Office file crashes ClamAV while it reads the file’s details.',
    where: [
      anyOf(range('a:clamav:clamav', '>=0.104.0 <0.104.2'), range('a:clamav:clamav:*:*:*:*:lts', '<0.103.5')),
      anyOf(debian('9.0', '10.0', '11.0')),
      anyOf(only('o:canonical:ubuntu_linux', '14.04:*:*:*:esm', '16.04:*:*:*:esm', '18.04', '20.04:*:*:*:lts', '20.10', '21.04')),
    ],
  }),
  cve('CVE-2019-13608', {
    published: '2019-08-29T19:15', modified: '2019-09-04T17:24', cvss: [v30('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5), v2('AV:N/AC:L/Au:N/C:P/I:N/A:N', 5.0)], cwe: 'CWE-611', advisory: 'https://support.citrix.com/article/CTX251988',
    text: 'Citrix StoreFront resolves external entities in XML and so gives files away.',
    kev: kev('2021-11-03', '2022-05-03', 'Citrix', 'StoreFront Server', 'Known'),
    where: [anyOf(range('a:citrix:storefront_server', '<1903')), anyOf(range('a:citrix:storefront_server', '<3.12.4000')), anyOf(range('a:citrix:storefront_server', '<3.0.8000'))],
  }),
  cve('CVE-2019-19781', {
    published: '2019-12-27T14:15', modified: '2020-01-08T19:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-22', advisory: 'https://support.citrix.com/article/CTX267027',
    text: 'Citrix ADC and Gateway let a path leave its directory, and run a template that an attacker wrote.',
    kev: kev('2021-11-03', '2022-05-03', 'Citrix', 'Application Delivery Controller (ADC), Gateway, and SD-WAN WANOP Appliance', 'Known'),
    where: [
      both(only('o:citrix:application_delivery_controller_firmware', '10.5', '11.1', '12.0', '12.1', '13.0'), on(only('h:citrix:application_delivery_controller', '-'))),
      both(only('o:citrix:netscaler_gateway_firmware', '10.5', '11.1', '12.0', '12.1'), on(only('h:citrix:netscaler_gateway', '-'))),
      both(only('o:citrix:gateway_firmware', '13.0'), on(only('h:citrix:gateway', '-'))),
    ],
  }),
];
