import { columnVersion, components, nameFirst, trimZeros } from '../versionForms';
import type { SoftwareRule, VersionForm } from './rule';

const SERVERS = { category: 'Databases and data platforms', subcategory: 'database servers' } as const;
const TOOLS = { category: 'Databases and data platforms', subcategory: 'database tools' } as const;
const ANALYTICS = { category: 'Databases and data platforms', subcategory: 'search and analytics' } as const;

/** Oracle Database: the marketing release in the name, the column its full version. */
const oracleDatabaseVersion: VersionForm = (text) => {
  const { version } = columnVersion(text);
  const named = /\b(\d{2})(?:c|g|ai)(?: release ([12]))?\b/.exec(text.title);
  if (version !== '') return { version };
  if (!named) return { version: '' };
  const [, major = '', release] = named;
  return { version: release === undefined ? major : `${major}.${release}` };
};

/** Db2's fix pack is the third number; what follows is the installer's build. */
const db2Version: VersionForm = (text) => {
  const { version } = columnVersion(text);
  const [major, minor, pack = ''] = version.split('.');
  return /^\d{3,}$/.test(pack) ? { version: `${major}.${minor}`, cycleVersion: version } : { version };
};

export const DATABASE_RULES: readonly SoftwareRule[] = [
  {
    id: 'mysql-server',
    pattern: /^mysql(?: (?:community |enterprise )?server)?(?: \d)?$/,
    titles: ['mysql', 'mysql server', 'mysql community server', 'mysql enterprise server'],
    publisher: /^(?:oracle|mysql|sun microsystems)/,
    packages: ['mysql-community-server', 'mysql-community-server-core', 'mysql-commercial-server', 'mysql-enterprise-server'],
    cpes: ['a:oracle:mysql', 'a:oracle:mysql_server', 'a:mysql:mysql'],
    product: 'mysql',
    ...SERVERS,
  },
  {
    id: 'mysql-workbench',
    pattern: /^mysql workbench(?: \d)?(?: ce)?$/,
    titles: ['mysql workbench', 'mysql workbench ce'],
    cpes: ['a:oracle:mysql_workbench'],
    ...TOOLS,
  },
  {
    id: 'mysql-connector-net',
    pattern: /^mysql connector ?\/?net$/,
    titles: ['mysql connector net', 'mysql connector/net'],
    ...TOOLS,
  },
  {
    id: 'mysql-connector-odbc',
    pattern: /^mysql connector\/odbc$/,
    ...TOOLS,
  },
  {
    id: 'mariadb-server',
    pattern: /^mariadb(?: server)?(?: \d{1,2})?$/,
    titles: ['mariadb', 'mariadb server'],
    packages: ['mariadb-server', 'mariadb-server-core', 'mariadb-server-1*'],
    cpes: ['a:mariadb:mariadb'],
    product: 'mariadb',
    read: ({ version, nameVersion }) => ({ version: components(version || nameVersion, 3) }),
    ...SERVERS,
  },
  {
    id: 'postgresql',
    pattern: /^postgresql(?: (?:database )?server)?(?: (?:[89]|1\d))?$/,
    titles: ['postgresql', 'postgresql server'],
    publisher: /^(?:postgresql|enterprisedb|edb)/,
    packages: ['postgresql9?-server', 'postgresql1?-server'],
    cpes: ['a:postgresql:postgresql'],
    product: 'postgresql',
    // EDB's installer counts its own releases after a dash: `13.4-1`.
    read: (text) => ({ version: (columnVersion(text).version || /(\d+)$/.exec(text.title)?.[1] || '').replace(/-\d+$/, '') }),
    ...SERVERS,
  },
  {
    id: 'pgadmin',
    pattern: /^pgadmin(?: (?:iii|4))?$/,
    titles: ['pgadmin 4', 'pgadmin iii', 'pgadmin'],
    cpes: ({ title }) => (/4$/.test(title) ? ['a:pgadmin:pgadmin_4', 'a:pgadmin:pgadmin'] : ['a:pgadmin:pgadmin']),
    read: nameFirst,
    ...TOOLS,
  },
  {
    id: 'mongodb',
    pattern: /^mongodb(?: (?:enterprise|community|server|2008r2plus|ssl|\d))*$/,
    publisher: /^mongodb/,
    packages: ['mongodb-org-server', 'mongodb-org', 'mongodb-org-mongos', 'mongodb-enterprise-server', 'mongodb-enterprise'],
    cpes: ['a:mongodb:mongodb'],
    product: 'mongodb',
    ...SERVERS,
  },
  { id: 'mongodb-compass', pattern: /^mongodb ?compass$/, titles: ['mongodbcompass', 'mongodb compass'], cpes: ['a:mongodb:compass'], ...TOOLS },
  {
    id: 'redis',
    pattern: /^redis(?: (?:server|on windows|for windows|open source|community edition))?$/,
    titles: ['redis', 'redis on windows', 'redis server'],
    publisher: /^(?:redis|microsoft open tech|microsoft|msopentech|salvatore sanfilippo|tporadowski)/,
    packages: ['redis', 'redis-server', 'redis-stack-server'],
    cpes: ['a:redis:redis', 'a:redislabs:redis'],
    product: 'redis',
    ...SERVERS,
  },
  { id: 'valkey', titles: ['valkey'], packages: ['valkey'], cpes: ['a:lfprojects:valkey'], product: 'valkey', ...SERVERS },
  {
    id: 'memcached',
    titles: ['memcached'],
    packages: ['memcached'],
    cpes: ['a:memcached:memcached'],
    product: 'memcached',
    ...SERVERS,
  },
  {
    id: 'oracle-database',
    pattern: /^(?:oracle database|oraclexe)(?: (?:9i|10g|11g|12c|18c|19c|21c|23ai|23c|26ai))?(?: release [12])?(?: (?:enterprise|standard|express|personal))?(?: edition)?(?: 2| one)?$/,
    titles: ['oracle database'],
    publisher: /^oracle/,
    cpes: ['a:oracle:database_server', 'a:oracle:database'],
    product: 'oracle-database',
    read: oracleDatabaseVersion,
    ...SERVERS,
  },
  {
    id: 'oracle-client',
    pattern: /^oracle (?:database )?(?:9i |10g |11g |12c |18c |19c |21c )?(?:instant )?client(?: (?:9i|10g|11g|12c|18c|19c|21c))?$/,
    publisher: /^oracle/,
    ...TOOLS,
  },
  { id: 'ibm-db2', titles: ['db2'], pattern: /^(?:ibm )?db2(?: (?:advanced|enterprise|workgroup|express|standard|community|server|edition))*(?: - \w{1,20})?$/, publisher: /^(?:ibm|international business machines)/, cpes: ['a:ibm:db2'], product: 'ibm-db2', read: db2Version, ...SERVERS },
  {
    id: 'ibm-informix',
    pattern: /^ibm informix(?: dynamic server| database server)?$/,
    cpes: ['a:ibm:informix_dynamic_server'],
    ...SERVERS,
  },
  { id: 'sap-hana', pattern: /^sap hana(?: database| platform)?$/, cpes: ['a:sap:hana'], ...SERVERS },
  {
    id: 'sap-ase',
    pattern: /^sap (?:adaptive server enterprise|ase)$/,
    cpes: ['a:sap:adaptive_server_enterprise'],
    ...SERVERS,
  },
  { id: 'sybase-ase', pattern: /^sybase adaptive server enterprise$/, cpes: ['a:sybase:adaptive_server_enterprise'], ...SERVERS },
  { id: 'firebird', pattern: /^firebird(?: \d)?(?: server)?$/, titles: ['firebird', 'firebird server'], cpes: ['a:firebirdsql:firebird'], ...SERVERS },
  {
    id: 'elasticsearch',
    titles: ['elasticsearch', 'elasticsearch-oss'],
    packages: ['elasticsearch', 'elasticsearch-oss'],
    cpes: ['a:elastic:elasticsearch', 'a:elasticsearch:elasticsearch'],
    product: 'elasticsearch',
    ...ANALYTICS,
  },
  {
    id: 'kibana',
    titles: ['kibana'],
    packages: ['kibana', 'kibana-oss'],
    cpes: ['a:elastic:kibana', 'a:elasticsearch:kibana'],
    product: 'kibana',
    ...ANALYTICS,
  },
  {
    id: 'logstash',
    titles: ['logstash'],
    packages: ['logstash', 'logstash-oss'],
    cpes: ['a:elastic:logstash', 'a:elasticsearch:logstash'],
    product: 'logstash',
    ...ANALYTICS,
  },
  { id: 'opensearch', titles: ['opensearch'], packages: ['opensearch'], cpes: ['a:amazon:opensearch'], product: 'opensearch', ...ANALYTICS },
  { id: 'apache-solr', pattern: /^apache solr$/, titles: ['solr'], cpes: ['a:apache:solr'], product: 'solr', ...ANALYTICS },
  { id: 'apache-cassandra', pattern: /^apache cassandra$/, titles: ['cassandra'], packages: ['cassandra'], cpes: ['a:apache:cassandra'], product: 'apache-cassandra', ...SERVERS },
  { id: 'apache-couchdb', pattern: /^apache couchdb$/, titles: ['couchdb'], packages: ['couchdb'], cpes: ['a:apache:couchdb'], product: 'apache-couchdb', ...SERVERS },
  { id: 'couchbase-server', pattern: /^couchbase server(?: community| enterprise)?$/, packages: ['couchbase-server', 'couchbase-server-community'], cpes: ['a:couchbase:couchbase_server'], product: 'couchbase-server', ...SERVERS },
  { id: 'neo4j', pattern: /^neo4j(?: (?:community|enterprise|server))*$/, packages: ['neo4j', 'neo4j-enterprise'], cpes: ['a:neo4j:neo4j'], product: 'neo4j', ...SERVERS },
  { id: 'influxdb', titles: ['influxdb', 'influxdb2'], packages: ['influxdb', 'influxdb2'], cpes: ['a:influxdata:influxdb'], product: 'influxdb', ...SERVERS },
  { id: 'apache-hadoop', pattern: /^apache hadoop$/, cpes: ['a:apache:hadoop'], product: 'apache-hadoop', ...ANALYTICS },
  { id: 'apache-spark', pattern: /^apache spark$/, cpes: ['a:apache:spark'], product: 'apache-spark', ...ANALYTICS },
  { id: 'apache-kafka', pattern: /^apache kafka$/, titles: ['kafka'], cpes: ['a:apache:kafka'], product: 'apache-kafka', ...ANALYTICS },
  { id: 'apache-zookeeper', pattern: /^apache zookeeper$/, titles: ['zookeeper'], cpes: ['a:apache:zookeeper'], product: 'zookeeper', ...ANALYTICS },
  { id: 'heidisql', titles: ['heidisql'], ...TOOLS },
  { id: 'dbeaver', pattern: /^dbeaver(?: community| enterprise)?$/, ...TOOLS },
  { id: 'sqlite', titles: ['sqlite', 'sqlite3'], cpes: ['a:sqlite:sqlite'], product: 'sqlite', read: trimZeros(3), ...TOOLS },
  { id: 'tableau-server', pattern: /^tableau server$/, cpes: ['a:tableau:tableau_server'], ...ANALYTICS },
  { id: 'tableau-desktop', pattern: /^tableau(?: desktop)?$/, publisher: /^tableau/, cpes: ['a:tableau:tableau_desktop'], ...ANALYTICS },
  { id: 'qlik-sense', pattern: /^qlik sense(?: server| enterprise)?$/, publisher: /^qlik/, cpes: ['a:qlik:qlik_sense'], ...ANALYTICS },
];
