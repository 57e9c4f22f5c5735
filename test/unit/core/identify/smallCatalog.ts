import { createLifecycleCatalog, type LifecycleCatalog, type LifecycleProduct, type LifecycleRelease } from '../../../../src/core/identify/lifecycle';

/** A release of which only the name matters, or the fields given. */
export function release(name: string, fields: Partial<LifecycleRelease> = {}): LifecycleRelease {
  return {
    name,
    label: name,
    releaseDate: null,
    isLts: false,
    eoasFrom: null,
    isEoas: false,
    eolFrom: null,
    isEol: false,
    eoesFrom: null,
    isEoes: null,
    latest: '',
    latestDate: null,
    ...fields,
  };
}

export function product(name: string, releases: readonly (string | LifecycleRelease)[], fields: Partial<LifecycleProduct> = {}): LifecycleProduct {
  return {
    name,
    label: name,
    category: 'app',
    aliases: [],
    identifiers: [],
    eoesLabel: '',
    releases: releases.map((item) => (typeof item === 'string' ? release(item) : item)),
    ...fields,
  };
}

function names(list: string): readonly string[] {
  return list.split(' ');
}

/** `10-1809-w` with its build. */
function builds(list: string): readonly LifecycleRelease[] {
  return names(list).map((item) => {
    const [name = '', latest = ''] = item.split('=');
    return release(name, { latest, isLts: /^20(?!04)/.test(name) });
  });
}

/** A hand-made slice of endoflife.date: names and builds as it has them, no dates. */
export const SMALL_CATALOG: LifecycleCatalog = createLifecycleCatalog([
  product(
    'windows-server',
    builds(
      '2025=10.0.26100 23h2-ac=10.0.25398 2022=10.0.20348 20h2-sac=10.0.19042 2004-sac=10.0.19041 1909-sac=10.0.18363 1903-sac=10.0.18362 1809-sac=10.0.17763 2019=10.0.17763 1803-sac=10.0.17134 1709-sac=10.0.16299 2016=10.0.14393 2012-r2=6.3.9600 2012=6.2.9200 2008-r2-sp1=6.1.7601 2008-sp2=6.0.6003 2003-sp2=5.2.3790 2003-sp1=5.2.3790 2000=5.0.2195',
    ),
  ),
  product(
    'windows',
    builds(
      '11-25h2-e=10.0.26200 11-25h2-w=10.0.26200 11-24h2-e-lts=10.0.26100 11-24h2-e=10.0.26100 11-24h2-w=10.0.26100 11-23h2-e=10.0.22631 11-23h2-w=10.0.22631 11-22h2-e=10.0.22621 11-22h2-w=10.0.22621 11-21h2-e=10.0.22000 11-21h2-w=10.0.22000 10-22h2=10.0.19045 10-21h2-iot-lts=10.0.19044 10-21h2-e-lts=10.0.19044 10-21h2-e=10.0.19044 10-21h2-w=10.0.19044 10-21h1=10.0.19043 10-20h2-e=10.0.19042 10-20h2-w=10.0.19042 10-2004=10.0.19041 10-1909-e=10.0.18363 10-1909-w=10.0.18363 10-1809-e-lts=10.0.17763 10-1809-e=10.0.17763 10-1809-w=10.0.17763 10-1607-e-lts=10.0.14393 10-1607-e=10.0.14393 10-1607-w=10.0.14393 10-1507-e-lts=10.0.10240 10-1507=10.0.10240 8.1=6.3.9600 8=6.2.9200 7-sp1=6.1.7601 6-sp2=6.0.6200 5-sp3=5.1.2600',
    ),
  ),
  product('windows-embedded', names('8.1-industry 8.1-pro posready-7 standard-7-sp1')),
  product('rhel', names('10 9 8 7 6 5')),
  product('centos', names('8 7 6')),
  product('centos-stream', names('10 9 8')),
  product('almalinux', names('9 8')),
  product('rocky-linux', names('9 8')),
  product('oracle-linux', names('9 8 7 6')),
  product('fedora', names('40 39 38')),
  product('debian', names('13 12 11 10 9 8')),
  product('ubuntu', names('24.04 23.10 22.04 20.04 18.04 16.04 14.04')),
  product('sles', names('15.7 15.5 15.4 15.0 12.5 12.0 11.4')),
  product('opensuse', names('15.6 15.5 13.2')),
  product('amazon-linux', names('2023 2 2018.03')),
  product('alpine-linux', names('3.19 3.18')),
  product('photon', names('5.0 4.0')),
  product('macos', names('14 13 10.15 10.14')),
  product('esxi', names('8.0 7.0 6.7')),
  product('freebsd', names('14.1 14 13.2')),
  product('oracle-solaris', names('11.4 11 10')),
  product('ibm-aix', names('7.3.1 7.2.5')),
  product('panos', names('11.1 10.2')),
  product('fortios', names('7.4 7.2')),
  product('cisco-ios-xe', names('17.12 17.9')),
  product(
    'mssqlserver',
    names(
      '17.0 16.0 13.0-sp3-acp 13.0-sp3 15.0 12.0-sp3 13.0-sp2 11.0-sp4 14.0 13.0-sp1 12.0-sp2 13.0 11.0-sp3 12.0-sp1 10.50-sp3 10.0-sp4 11.0-sp2 12.0 11.0-sp1 10.50-sp2 11.0 10.00-sp3 10.50-sp1 9.0-sp4 10.00-sp2 10.50-r2 10.00-sp1 9.00-sp3 10.00 9.00-sp2 9.0-sp1 9.0 8.0-sp4',
    ),
    { aliases: ['mssql'], identifiers: [{ type: 'cpe', id: 'cpe:2.3:a:microsoft:sql_server' }] },
  ),
  product('msexchange', names('subscription 2019 2016 2013 2010 2007')),
  product('sharepoint', names('subscription 2019 2016 2013 2010')),
  product('office', names('2024 2021 2019 2016 2013 2010 2007')),
  product('dotnetfx', names('4.8.1 4.8 4.7.2 4.7.1 4.7 4.6.2 4.6.1 4.6 4.5.2 4.5.1 4.5 4.0 3.5-sp1')),
  product('dotnet', names('10 9 8 7 6 5 3.1 3.0 2.2 2.1')),
  product('visual-studio', names('17.2 17.0 16.11 16.10')),
  product('powershell', names('7.4 7.2 7.0')),
  product('mysql', names('8.4 8.0 5.7')),
  product('mariadb', names('10.6 10.5 10.3 10.2')),
  product('postgresql', names('15 14 13 9.6')),
  product('mongodb', names('4.4 4.2')),
  product('redis', names('7.0 6.0 5.0')),
  product('oracle-database', names('21 19 12.2 12.1 11.2')),
  product('ibm-db2', names('11.5 10.5')),
  product('elasticsearch', names('8 7')),
  product('tomcat', names('10.1 9.0 8.5 7'), { identifiers: [{ type: 'cpe', id: 'cpe:/a:apache:tomcat' }] }),
  product('apache-http-server', names('2.4 2.2')),
  product('nginx', names('1.18')),
  product('coldfusion', names('2021 2018')),
  product('rabbitmq', names('3.8')),
  product('confluence', names('7.13 7.4')),
  product('jenkins', names('2 2.568 2.555')),
  product('oracle-jdk', names('21 17 11 8 7 6 5 1.4 1.3')),
  product('eclipse-temurin', names('17 11 8')),
  product('amazon-corretto', names('17 11 8')),
  product('python', names('3.11 3.10 3.9 3.8 2.7')),
  product('nodejs', names('20 14 12')),
  product('php', names('8.2 7.4 7.0')),
  product('openssl', names('3.2 3.0 1.1.1 1.1.0 1.0.2')),
  product('docker-engine', names('24.0 20.10')),
  product('kubernetes', names('1.27')),
  product('veeam-backup-and-replication', names('12 11')),
  product('citrix-vad', names('2203 1912 7.15')),
  product('vcenter', names('8.0 7.0 6.7')),
  product('firefox', names('115 91')),
  product('chrome', names('104 96')),
  product('clamav', names('1.0 0.103')),
  product('log4j', names('2 1')),
  product('spring-framework', names('5.3')),
  product('zookeeper', names('3.9'), { identifiers: [{ type: 'purl', id: 'pkg:maven/org.apache.zookeeper/zookeeper' }, { type: 'cpe', id: 'cpe:/a:apache:zookeeper' }] }),
  product('bacula', names('5.1'), { label: 'Bacula Server', category: 'server-app', identifiers: [{ type: 'cpe', id: 'cpe:2.3:a:bacula:bacula' }] }),
  product('go', names('1.21 1.18')),
]);
