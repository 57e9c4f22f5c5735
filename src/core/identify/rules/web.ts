import { columnVersion, components, nameFirst } from '../versionForms';
import type { SoftwareRule } from './rule';

const SERVERS = { category: 'Web hosting', subcategory: 'web servers' } as const;
const APPLICATION_SERVERS = { category: 'Web hosting', subcategory: 'application servers' } as const;
const CONTENT = { category: 'Web hosting', subcategory: 'content management' } as const;
const MESSAGING = { category: 'Web hosting', subcategory: 'messaging' } as const;

export const WEB_RULES: readonly SoftwareRule[] = [
  {
    id: 'apache-tomcat',
    // The Windows installer writes "Apache Tomcat 9.0 Tomcat9 (remove only)".
    pattern: /^apache tomcat(?: (?:[5-9]|1[01]))?(?: \(?(?:remove only\)?|tomcat\d{0,2}))*$/,
    titles: ['apache tomcat', 'tomcat'],
    publisher: /^(?:apache|tomcat)/,
    cpes: ['a:apache:tomcat'],
    product: 'tomcat',
    ...APPLICATION_SERVERS,
  },
  { id: 'apache-tomcat-native', pattern: /^apache tomcat native(?: library)?$/, cpes: ['a:apache:tomcat_native'], ...APPLICATION_SERVERS },
  {
    id: 'apache-http-server',
    pattern: /^apache (?:http(?:d)? server|httpd|web server)(?: \d)?$/,
    titles: ['httpd', 'apache', 'apache2'],
    publisher: /^(?:apache|apachefriends|apache lounge)/,
    cpes: ['a:apache:http_server'],
    product: 'apache-http-server',
    ...SERVERS,
  },
  { id: 'nginx', titles: ['nginx', 'nginx open source', 'nginx server'], publisher: /^(?:nginx|f5|igor sysoev)/, packages: ['nginx', 'nginx-full'], cpes: ['a:f5:nginx', 'a:nginx:nginx'], product: 'nginx', ...SERVERS },
  { id: 'nginx-plus', pattern: /^nginx plus(?: r\d\d)?$/, packages: ['nginx-plus'], cpes: ['a:f5:nginx_plus'], read: columnVersion, ...SERVERS },
  { id: 'haproxy', titles: ['haproxy'], packages: ['haproxy'], cpes: ['a:haproxy:haproxy'], product: 'haproxy', category: 'Web hosting', subcategory: 'load balancing' },
  { id: 'traefik', titles: ['traefik'], cpes: ['a:traefik:traefik'], product: 'traefik', category: 'Web hosting', subcategory: 'load balancing' },
  { id: 'varnish', titles: ['varnish', 'varnish cache'], packages: ['varnish'], cpes: ['a:varnish-cache:varnish', 'a:varnish_cache_project:varnish_cache'], product: 'vinyl-cache', category: 'Web hosting', subcategory: 'load balancing' },
  { id: 'lighttpd', titles: ['lighttpd'], packages: ['lighttpd'], cpes: ['a:lighttpd:lighttpd'], ...SERVERS },
  { id: 'caddy', titles: ['caddy'], packages: ['caddy'], publisher: /^(?:caddy|matthew holt|light code labs)/, cpes: ['a:caddyserver:caddy'], product: 'caddy', ...SERVERS },
  { id: 'squid', titles: ['squid'], packages: ['squid'], cpes: ['a:squid-cache:squid'], product: 'squid', category: 'Web hosting', subcategory: 'proxies' },
  {
    id: 'weblogic',
    pattern: /^oracle weblogic server(?: (?:10g|11g|12c|14c))?(?: release \d)?$/,
    titles: ['weblogic server', 'oracle weblogic'],
    publisher: /^(?:oracle|bea)/,
    cpes: ['a:oracle:weblogic_server'],
    ...APPLICATION_SERVERS,
  },
  { id: 'websphere', titles: ['websphere application server'], publisher: /^(?:ibm|international)/, pattern: /^ibm websphere application server(?: (?:network deployment|base|express|nd|v\d))*$/, cpes: ['a:ibm:websphere_application_server'], ...APPLICATION_SERVERS },
  { id: 'websphere-liberty', pattern: /^(?:ibm )?websphere (?:application server )?liberty$/, publisher: /^(?:ibm|international)/, cpes: [['a:ibm:websphere_application_server', { swEdition: 'liberty' }]], ...APPLICATION_SERVERS },
  { id: 'ibm-http-server', pattern: /^ibm http server(?: v\d)?$/, cpes: ['a:ibm:http_server'], ...SERVERS },
  { id: 'ibm-mq', pattern: /^ibm (?:websphere )?mq(?: (?:server|advanced))?$/, titles: ['websphere mq'], cpes: ['a:ibm:mq', 'a:ibm:websphere_mq'], product: 'ibm-mq', ...MESSAGING },
  { id: 'jboss-eap', pattern: /^(?:red hat )?jboss (?:enterprise application platform|eap)(?: \d)?$/, titles: ['red hat jboss enterprise application platform', 'jboss eap', 'red hat jboss eap'], cpes: ['a:redhat:jboss_enterprise_application_platform'], product: 'redhat-jboss-eap', ...APPLICATION_SERVERS },
  { id: 'wildfly', pattern: /^wildfly(?: application server)?$/, titles: ['wildfly'], cpes: ['a:redhat:wildfly', 'a:redhat:jboss_wildfly_application_server'], ...APPLICATION_SERVERS },
  { id: 'jboss-as', pattern: /^jboss application server$/, titles: ['jboss as'], cpes: ['a:redhat:jboss_application_server'], ...APPLICATION_SERVERS },
  { id: 'glassfish', pattern: /^(?:oracle |eclipse )?glassfish(?: server)?$/, titles: ['glassfish', 'oracle glassfish server', 'eclipse glassfish'], cpes: ['a:oracle:glassfish_server', 'a:eclipse:glassfish'], ...APPLICATION_SERVERS },
  { id: 'payara', pattern: /^payara(?: server)?(?: (?:community|enterprise))?$/, publisher: /^payara/, cpes: ['a:payara:payara'], ...APPLICATION_SERVERS },
  { id: 'jetty', titles: ['jetty', 'eclipse jetty'], publisher: /^eclipse/, cpes: ['a:eclipse:jetty'], product: 'eclipse-jetty', ...APPLICATION_SERVERS },
  { id: 'coldfusion', pattern: /^adobe coldfusion(?: (?:10|11|20(?:16|18|21|23|25)))?(?: (?:release|server|enterprise|standard|edition))*$/, cpes: ['a:adobe:coldfusion'], product: 'coldfusion', read: ({ title, version }) => { const year = /\b(1[01]|20\d\d)\b/.exec(title)?.[1] ?? version.split('.')[0] ?? ''; return { version, fields: { version: year || '*', update: coldFusionUpdate(version) }, cycle: year, confidence: 'medium' }; }, ...APPLICATION_SERVERS },
  { id: 'rabbitmq', pattern: /^rabbitmq(?: server)?$/, titles: ['rabbitmq', 'rabbitmq server'], packages: ['rabbitmq-server'], cpes: ['a:vmware:rabbitmq', 'a:pivotal_software:rabbitmq', 'a:broadcom:rabbitmq_server'], product: 'rabbitmq', ...MESSAGING },
  { id: 'activemq', pattern: /^(?:apache )?activemq$/, titles: ['apache activemq', 'activemq'], cpes: ['a:apache:activemq'], product: 'apache-activemq', ...MESSAGING },
  { id: 'wordpress', titles: ['wordpress'], cpes: ['a:wordpress:wordpress'], product: 'wordpress', ...CONTENT },
  { id: 'drupal', titles: ['drupal', 'drupal core'], cpes: ['a:drupal:drupal'], product: 'drupal', ...CONTENT },
  { id: 'joomla', titles: ['joomla', 'joomla!'], cpes: ['a:joomla:joomla!'], product: 'joomla', ...CONTENT },
  { id: 'confluence', pattern: /^(?:atlassian )?confluence(?: (?:server|data center))?$/, titles: ['atlassian confluence', 'confluence', 'confluence server', 'confluence data center', 'atlassian confluence server', 'atlassian confluence data center'], publisher: /^atlassian/, cpes: ['a:atlassian:confluence_server', 'a:atlassian:confluence_data_center', 'a:atlassian:confluence'], product: 'confluence', read: nameFirst, category: 'Business applications', subcategory: 'mail and collaboration' },
  { id: 'jira', titles: ['jira', 'jira software', 'atlassian jira', 'jira core', 'atlassian jira software', 'jira server', 'jira data center'], publisher: /^atlassian/, cpes: ['a:atlassian:jira_data_center', 'a:atlassian:jira_server', 'a:atlassian:jira'], product: 'jira-software', read: nameFirst, category: 'Business applications', subcategory: 'mail and collaboration' },
  { id: 'bitbucket', titles: ['bitbucket', 'atlassian bitbucket', 'bitbucket server', 'bitbucket data center', 'stash'], publisher: /^atlassian/, cpes: ['a:atlassian:bitbucket', 'a:atlassian:bitbucket_data_center'], product: 'bitbucket', read: nameFirst, category: 'Business applications', subcategory: 'development' },
  { id: 'bamboo', titles: ['bamboo', 'atlassian bamboo', 'bamboo server'], publisher: /^atlassian/, cpes: ['a:atlassian:bamboo'], product: 'bamboo', read: nameFirst, category: 'Business applications', subcategory: 'development' },
  { id: 'jenkins', pattern: /^jenkins(?: (?:lts|\d))?$/, titles: ['jenkins', 'jenkins lts'], packages: ['jenkins'], cpes: (_, version) => [['a:jenkins:jenkins', { swEdition: version.split('.').length > 2 ? 'lts' : version === '' ? '*' : '-' }]], product: 'jenkins', read: ({ version, nameVersion }) => ({ version: jenkinsVersion(nameVersion || version) }), category: 'Business applications', subcategory: 'development' },
  { id: 'gitlab', titles: ['gitlab', 'gitlab community edition', 'gitlab enterprise edition', 'gitlab-ce', 'gitlab-ee'], packages: ['gitlab-ce', 'gitlab-ee'], cpes: ({ title }) => [['a:gitlab:gitlab', { swEdition: /community|-ce$/.test(title) ? 'community' : /enterprise|-ee$/.test(title) ? 'enterprise' : '*' }]], product: 'gitlab', read: (text) => ({ version: columnVersion(text).version.replace(/-.*$/, '') }), category: 'Business applications', subcategory: 'development' },
  { id: 'sonarqube', titles: ['sonarqube', 'sonarqube community edition', 'sonarqube server'], cpes: ['a:sonarsource:sonarqube'], product: 'sonarqube-server', category: 'Business applications', subcategory: 'development' },
  { id: 'nexus-repository', titles: ['nexus repository', 'sonatype nexus repository', 'nexus repository manager', 'sonatype nexus repository manager'], cpes: ['a:sonatype:nexus_repository_manager', 'a:sonatype:nexus'], product: 'nexus', category: 'Business applications', subcategory: 'development' },
  { id: 'artifactory', titles: ['artifactory', 'jfrog artifactory'], packages: ['jfrog-artifactory-pro', 'jfrog-artifactory-oss'], cpes: ['a:jfrog:artifactory'], product: 'artifactory', category: 'Business applications', subcategory: 'development' },
  { id: 'teamcity', titles: ['teamcity', 'jetbrains teamcity', 'teamcity server'], cpes: ['a:jetbrains:teamcity'], category: 'Business applications', subcategory: 'development' },
  { id: 'keycloak', titles: ['keycloak'], cpes: ['a:redhat:keycloak'], product: 'keycloak', category: 'Security & compliance', subcategory: 'identity and access management' },
  { id: 'xampp', titles: ['xampp'], cpes: ['a:apachefriends:xampp'], read: (text) => ({ version: columnVersion(text).version.replace(/-\d+$/, '') }), ...SERVERS },
  { id: 'wampserver', pattern: /^wampserver(?: \d)?$/, titles: ['wampserver'], cpes: ['a:wampserver:wampserver'], ...SERVERS },
  { id: 'phpmyadmin', titles: ['phpmyadmin'], cpes: ['a:phpmyadmin:phpmyadmin'], product: 'phpmyadmin', category: 'Databases and data platforms', subcategory: 'database tools' },
];

/** The third number of `2021.0.05.330109` is the update. 0 is what was installed first: updates do not always write themselves down. */
function coldFusionUpdate(version: string): string {
  const update = Number(/^20\d\d\.\d+\.(\d{1,3})\./.exec(version)?.[1] ?? 0);
  return update === 0 ? '*' : `update${update}`;
}

/** Weeklies are two numbers, LTS releases three; an installer pads with zeros and large numbers (`2.303.10000` is 2.303.1). */
function jenkinsVersion(version: string): string {
  const [major = '', minor = '', patch] = version.split('.');
  if (patch === undefined) return version;
  const lts = Number(patch) >= 10_000 ? String(Number(patch) / 10_000) : patch;
  return lts === '0' ? components(version, 2) : `${major}.${minor}.${lts}`;
}
