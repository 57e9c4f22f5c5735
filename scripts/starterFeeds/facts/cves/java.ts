import { anyOf, cve, debian, kev, leap, only, range, v2, v30, v31, type CveFact } from './types';

const apache = 'security@apache.org';
const oracle = 'secalert_us@oracle.com';

const remoteV30 = v30('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV31 = v31('AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8);
const remoteV2 = v2('AV:N/AC:L/Au:N/C:C/I:C/A:C', 10.0);
const remotePartialV2 = v2('AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5);
const mediumPartialV2 = v2('AV:N/AC:M/Au:N/C:P/I:P/A:P', 6.8);

/** Oracle counts one release of Java as a JDK and as a JRE. */
const java = (...versions: readonly string[]) => [...only('a:oracle:jdk', ...versions), ...only('a:oracle:jre', ...versions)];
const april2019 = [
  anyOf(java('1.7.0:update_211', '1.8.0:update_201', '1.8.0:update_202', '11.0.2', '12')),
  anyOf(only('a:redhat:openshift_container_platform', '3.11')),
  anyOf(leap('15.0')),
];
const weblogic = 'a:oracle:weblogic_server';

export const javaCves: readonly CveFact[] = [
  // Java itself.
  cve('CVE-2019-2602', {
    by: oracle, published: '2019-04-23T19:32', modified: '2019-06-04T17:29', cvss: [v30('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5), v2('AV:N/AC:L/Au:N/C:N/I:N/A:P', 5.0)], cwe: 'CWE-284', advisory: 'https://www.oracle.com/security-alerts/cpuapr2019.html', where: april2019,
    text: 'BigDecimal computes a long time on certain numbers, so that whoever can pass one in stops a Java service.',
  }),
  cve('CVE-2019-2684', {
    by: oracle, published: '2019-04-23T19:32', modified: '2019-06-04T17:29', cvss: [v30('AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N', 5.9), v2('AV:N/AC:M/Au:N/C:N/I:P/A:N', 4.3)], cwe: 'CWE-284', advisory: 'https://www.oracle.com/security-alerts/cpuapr2019.html', where: april2019,
    text: 'The RMI registry lets a remote caller bind names that only the local machine should.',
  }),
  cve('CVE-2019-2698', {
    by: oracle, published: '2019-04-23T19:32', modified: '2019-06-04T17:29', cvss: [v30('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), mediumPartialV2], cwe: 'CWE-284', advisory: 'https://www.oracle.com/security-alerts/cpuapr2019.html',
    text: 'A crafted font overflows in Java’s 2D graphics and lets untrusted code leave the sandbox. The record names Update 202, not 201.',
    where: [anyOf(java('1.7.0:update_211', '1.8.0:update_202')), anyOf(only('a:redhat:openshift_container_platform', '3.11'))],
  }),
  cve('CVE-2019-2699', {
    by: oracle, published: '2019-04-23T19:32', modified: '2019-08-15T18:15', cvss: [v30('AV:N/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H', 9.0), mediumPartialV2], cwe: 'CWE-284', advisory: 'https://www.oracle.com/security-alerts/cpuapr2019.html',
    text: 'A library of Java for Windows lets a caller take the whole installation over.',
    where: [anyOf(java('1.8.0:update_202'))],
  }),
  cve('CVE-2021-2388', {
    by: oracle, published: '2021-07-21T15:15', modified: '2021-08-10T02:15', cvss: [v31('AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.5), v2('AV:N/AC:H/Au:N/C:P/I:P/A:P', 5.1)], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpujul2021.html',
    text: 'HotSpot compares methods wrongly when it optimises a loop, which lets untrusted code leave the sandbox.',
    where: [anyOf(only('a:oracle:graalvm', '20.3.2:*:*:*:enterprise', '21.1.0:*:*:*:enterprise'), only('a:oracle:jdk', '1.8.0:update291', '11.0.11', '16.0.1'))],
  }),

  // Libraries.
  cve('CVE-2018-11776', {
    by: apache, published: '2018-08-22T13:29', modified: '2020-07-15T03:15', cvss: [v30('AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.1), v2('AV:N/AC:M/Au:N/C:C/I:C/A:C', 9.3)], cwe: 'CWE-20', advisory: 'https://cwiki.apache.org/confluence/display/WW/S2-057',
    text: 'Struts evaluates OGNL in the address of a request where an action has no namespace.',
    kev: kev('2021-11-03', '2022-05-03', 'Apache', 'Struts'),
    where: [anyOf(range('a:apache:struts', '>=2.3.1 <=2.3.34', '>=2.5.0 <=2.5.16'))],
  }),
  cve('CVE-2019-17571', {
    by: apache, published: '2019-12-20T17:15', modified: '2020-01-06T05:15', cvss: [remoteV31, remotePartialV2], cwe: 'CWE-502', advisory: 'https://logging.apache.org/log4j/1.2/',
    text: 'The SocketServer of Log4j 1.2 deserialises whatever it receives. Log4j 2 is free of it.',
    where: [anyOf(range('a:apache:log4j', '>=1.2 <=1.2.17'))],
  }),
  cve('CVE-2020-9488', {
    by: apache, published: '2020-04-27T16:15', modified: '2020-07-15T17:15', cvss: [v31('AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N', 3.7), v2('AV:N/AC:M/Au:N/C:P/I:N/A:N', 4.3)], cwe: 'CWE-295', advisory: 'https://logging.apache.org/security.html',
    text: 'Log4j’s mail appender does not check the host name of its server, so that log lines can be read on the way.',
    where: [anyOf(range('a:apache:log4j', '<2.13.2'))],
  }),
  cve('CVE-2021-44228', {
    by: apache, published: '2021-12-10T10:15:09.143', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10.0), v2('AV:N/AC:M/Au:N/C:C/I:C/A:C', 9.3)], cwe: 'CWE-20 CWE-400 CWE-502', advisory: 'https://logging.apache.org/security.html',
    text: 'Log4Shell: Log4j looks names up in JNDI wherever a logged text asks for it, and runs the class it is given.',
    kev: kev('2021-12-10', '2021-12-24', 'Apache', 'Log4j2', 'Known'),
    leftOut: 'the rows of several hundred products that contain Log4j',
    where: [anyOf(range('a:apache:log4j', '>=2.0.1 <2.3.1', '>=2.4.0 <2.12.2', '>=2.13.0 <2.15.0'), only('a:apache:log4j', '2.0:-', '2.0:beta9', '2.0:rc1', '2.0:rc2'))],
  }),
  cve('CVE-2022-22950', {
    by: 'security@vmware.com', published: '2022-04-01T23:15', modified: '2022-06-22T13:53', cvss: [v31('AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H', 6.5), v2('AV:N/AC:L/Au:S/C:N/I:N/A:P', 4.0)], cwe: 'CWE-770', advisory: 'https://spring.io/security/cve-2022-22950',
    text: 'A Spring expression can ask for an array of any size and exhaust the memory. Release 5.3.17 has the repair.',
    where: [anyOf(range('a:vmware:spring_framework', '<5.2.20', '>=5.3.0 <5.3.17'))],
  }),
  cve('CVE-2022-22968', {
    by: 'security@vmware.com', published: '2022-04-14T21:15', modified: '2022-10-19T15:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:L/A:N', 5.3), v2('AV:N/AC:L/Au:N/C:N/I:P/A:N', 5.0)], cwe: 'CWE-178', advisory: 'https://spring.io/security/cve-2022-22968',
    text: 'Spring compares the names of disallowed fields with regard to case, so that other spellings pass.',
    where: [
      anyOf(range('a:vmware:spring_framework', '<5.2.0', '>=5.2.0 <=5.2.20', '>=5.3.0 <=5.3.18')),
      anyOf(
        only('a:netapp:snap_creator_framework', '-'),
        only('a:netapp:snapmanager', '-:*:*:*:*:oracle', '-:*:*:*:*:sap'),
        only('a:netapp:active_iq_unified_manager', '-:*:*:*:*:vmware_vsphere', '-:*:*:*:*:linux', '-:*:*:*:*:windows'),
        only('a:netapp:metrocluster_tiebreaker', '-:*:*:*:*:clustered_data_ontap'),
        only('a:netapp:cloud_secure_agent', '-'),
      ),
      anyOf(range('a:oracle:mysql_enterprise_monitor', '<=8.0.29')),
    ],
  }),
  cve('CVE-2022-42889', {
    by: apache, published: '2022-10-13T13:15', modified: '2022-10-18T03:15', cvss: [remoteV31], cwe: 'CWE-94', advisory: 'https://commons.apache.org/proper/commons-text/security.html',
    text: 'Text4Shell: Commons Text evaluates scripts and fetches addresses when it substitutes text from outside.',
    where: [anyOf(range('a:apache:commons_text', '>=1.5 <1.10.0'))],
  }),

  // Servers.
  cve('CVE-2016-3088', {
    by: 'secalert@redhat.com', published: '2016-06-01T20:59', modified: '2019-03-27T20:29', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-20', advisory: 'https://activemq.apache.org/security-advisories.data/CVE-2016-3088-announcement.txt',
    text: 'The file server in ActiveMQ’s web console stores and moves files anywhere, JSP pages among them.',
    kev: kev('2022-02-10', '2022-08-10', 'Apache', 'ActiveMQ'),
    where: [anyOf(range('a:apache:activemq', '<=5.13.3'))],
  }),
  cve('CVE-2021-26117', {
    by: apache, published: '2021-01-27T19:15', modified: '2021-07-20T23:15', cvss: [v31('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N', 7.5), v2('AV:N/AC:L/Au:N/C:N/I:P/A:N', 5.0)], cwe: 'CWE-287', advisory: 'https://activemq.apache.org/components/classic/security',
    text: 'ActiveMQ’s LDAP login takes an anonymous bind for proof of any user’s password.',
    where: [anyOf(range('a:apache:activemq', '>=5.15.0 <5.15.14', '>=5.16.0 <5.16.1'), range('a:apache:activemq_artemis', '<2.16.0')), anyOf(only('a:netapp:oncommand_workflow_automation', '-')), anyOf(debian('9.0'))],
  }),
  cve('CVE-2023-46604', {
    by: apache, published: '2023-10-27T15:15', cvss: [remoteV31], cwe: 'CWE-502', advisory: 'https://activemq.apache.org/security-advisories.data/CVE-2023-46604-announcement.txt',
    text: 'The OpenWire protocol of ActiveMQ creates any class that a peer names, and so runs commands.',
    kev: kev('2023-11-02', '2023-11-23', 'Apache', 'ActiveMQ', 'Known'),
    leftOut: 'rows of the legacy OpenWire module, Debian and NetApp',
    where: [anyOf(range('a:apache:activemq', '<5.15.16', '>=5.16.0 <5.16.7', '>=5.17.0 <5.17.6', '>=5.18.0 <5.18.3'))],
  }),
  cve('CVE-2017-10271', {
    by: oracle, published: '2017-10-19T17:29', modified: '2019-10-03T00:03', cvss: [v30('AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5), v2('AV:N/AC:L/Au:N/C:N/I:N/A:P', 5.0)], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpuoct2017.html',
    text: 'WebLogic’s web services security decodes XML into Java objects, which runs code without a login.',
    kev: kev('2022-02-10', '2022-08-10', 'Oracle', 'WebLogic Server', 'Known'),
    where: [anyOf(only(weblogic, '10.3.6.0.0', '12.1.3.0.0', '12.2.1.1.0', '12.2.1.2.0'))],
  }),
  cve('CVE-2018-2628', {
    by: oracle, published: '2018-04-19T02:29', modified: '2019-04-29T21:01', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-502', advisory: 'https://www.oracle.com/security-alerts/cpuapr2018.html',
    text: 'WebLogic deserialises objects from its T3 protocol and runs their code.',
    kev: kev('2022-09-08', '2022-09-29', 'Oracle', 'WebLogic Server'),
    where: [anyOf(only(weblogic, '10.3.6.0.0', '12.1.3.0.0', '12.2.1.2.0', '12.2.1.3'))],
  }),
  cve('CVE-2019-2725', {
    by: oracle, published: '2019-04-26T19:29', modified: '2019-05-07T18:29', cvss: [remoteV30, remotePartialV2], cwe: 'CWE-284', advisory: 'https://www.oracle.com/security-alerts/alert-cve-2019-2725.html',
    text: 'WebLogic’s asynchronous web services decode XML into Java objects, past the list of forbidden classes.',
    kev: kev('2022-01-10', '2022-07-10', 'Oracle', 'WebLogic Server', 'Known'),
    where: [anyOf(only(weblogic, '10.3.6.0.0', '12.1.3.0.0'))],
  }),
  cve('CVE-2020-2551', {
    by: oracle, published: '2020-01-15T17:15', modified: '2020-02-07T20:15', cvss: [remoteV31, remotePartialV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpujan2020.html',
    text: 'WebLogic deserialises objects from its IIOP protocol and runs their code.',
    kev: kev('2023-11-16', '2023-12-07', 'Oracle', 'Fusion Middleware'),
    where: [anyOf(only(weblogic, '10.3.6.0.0', '12.1.3.0.0', '12.2.1.3.0', '12.2.1.4.0'))],
  }),
  cve('CVE-2020-2883', {
    by: oracle, published: '2020-04-15T14:15', modified: '2020-06-04T22:15', cvss: [remoteV31, remotePartialV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpuapr2020.html',
    text: 'Another chain of classes runs code through WebLogic’s T3 and IIOP protocols, past an earlier repair.',
    kev: kev('2025-01-07', '2025-01-28', 'Oracle', 'WebLogic Server'),
    where: [anyOf(only(weblogic, '10.3.6.0.0', '12.1.3.0.0', '12.2.1.3.0', '12.2.1.4.0'))],
  }),
  cve('CVE-2021-2394', {
    by: oracle, published: '2021-07-21T15:15', modified: '2021-07-26T15:31', cvss: [remoteV31, remoteV2], cwe: 'NVD-CWE-noinfo', advisory: 'https://www.oracle.com/security-alerts/cpujul2021.html',
    text: 'Yet another deserialisation through WebLogic’s T3 and IIOP protocols, without a login.',
    where: [anyOf(only(weblogic, '10.3.6.0.0', '12.1.3.0.0', '12.2.1.3.0', '12.2.1.4.0', '14.1.1.0.0'))],
  }),
];
