import type { CpeKey } from './cpeFields';
import type { Category } from './identity';

/** A package URL taken apart (package-url specification); type and name as they compare. */
export interface PackageUrl {
  readonly type: string;
  /** `org.apache.logging.log4j/log4j-core`, `@angular/core`, `debian/openssl`. */
  readonly path: string;
  /** The last part of the path. */
  readonly name: string;
  readonly version: string;
  readonly qualifiers: ReadonlyMap<string, string>;
}

/** UTF-16 code units; longer ones are no package URLs. */
const MAX_LENGTH = 1_024;

/** Undefined when malformed. Never throws on broken percent-encoding. */
export function parsePurl(text: string): PackageUrl | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const match = /^pkg:\/{0,2}([a-z0-9.+-]+)\/([^?#]+)(?:\?([^#]*))?/i.exec(text.trim());
  if (!match) return undefined;
  const body = match[2] ?? '';
  const at = body.lastIndexOf('@');
  const hasVersion = at > body.lastIndexOf('/') + 1;
  const path = decoded((hasVersion ? body.slice(0, at) : body).replace(/\/+$/, ''));
  const type = (match[1] ?? '').toLowerCase();
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '') return undefined;
  return {
    type,
    // Maven's coordinates alone are told apart by case.
    path: type === 'maven' ? path : path.toLowerCase(),
    name,
    version: hasVersion ? decoded(body.slice(at + 1)) : '',
    qualifiers: new Map((match[3] ?? '').split('&').map((pair): [string, string] => [pair.split('=')[0] ?? '', decoded(pair.slice(pair.indexOf('=') + 1))])),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A library or application that NVD names, by package URL. */
export interface PurlProduct {
  readonly cpes: readonly CpeKey[];
  /** `node.js` for npm packages: NVD tells them by target software. */
  readonly targetSw?: string;
  readonly product?: string;
  readonly category?: Category;
  readonly subcategory?: string;
}

const npm = (...cpes: CpeKey[]): PurlProduct => ({ cpes, targetSw: 'node.js' });
const library = (product: string | undefined, ...cpes: CpeKey[]): PurlProduct => ({ cpes, ...(product === undefined ? {} : { product }) });

/** By `type:path`; a path that ends in `/` stands for every artifact of the group. */
export const PURL_PRODUCTS: ReadonlyMap<string, PurlProduct> = new Map<string, PurlProduct>([
  ['maven:org.apache.logging.log4j/log4j-core', library('log4j', 'a:apache:log4j')],
  ['maven:log4j/log4j', library('log4j', 'a:apache:log4j')],
  ['maven:org.springframework/', library('spring-framework', 'a:vmware:spring_framework', 'a:pivotal_software:spring_framework')],
  ['maven:org.springframework.boot/', library('spring-boot', 'a:vmware:spring_boot')],
  ['maven:org.springframework.security/', library('spring-security', 'a:vmware:spring_security')],
  ['maven:org.apache.struts/struts2-core', library('apache-struts', 'a:apache:struts')],
  ['maven:struts/struts', library('apache-struts', 'a:apache:struts')],
  ['maven:org.apache.tomcat/tomcat', library('tomcat', 'a:apache:tomcat')],
  ['maven:org.apache.tomcat/tomcat-catalina', library('tomcat', 'a:apache:tomcat')],
  ['maven:org.apache.tomcat/tomcat-coyote', library('tomcat', 'a:apache:tomcat')],
  ['maven:org.apache.tomcat.embed/tomcat-embed-core', library('tomcat', 'a:apache:tomcat')],
  ['maven:org.eclipse.jetty/', library('eclipse-jetty', 'a:eclipse:jetty')],
  ['maven:com.fasterxml.jackson.core/jackson-databind', library(undefined, 'a:fasterxml:jackson-databind')],
  ['maven:commons-collections/commons-collections', library(undefined, 'a:apache:commons_collections')],
  ['maven:org.apache.commons/commons-text', library(undefined, 'a:apache:commons_text')],
  ['maven:commons-io/commons-io', library(undefined, 'a:apache:commons_io')],
  ['maven:commons-fileupload/commons-fileupload', library(undefined, 'a:apache:commons_fileupload')],
  ['maven:commons-beanutils/commons-beanutils', library(undefined, 'a:apache:commons_beanutils')],
  ['maven:org.apache.shiro/shiro-core', library(undefined, 'a:apache:shiro')],
  ['maven:org.apache.activemq/', library('apache-activemq', 'a:apache:activemq')],
  ['maven:org.apache.kafka/kafka-clients', library('apache-kafka', 'a:apache:kafka')],
  ['maven:org.apache.solr/solr-core', library('solr', 'a:apache:solr')],
  ['maven:org.elasticsearch/elasticsearch', library('elasticsearch', 'a:elastic:elasticsearch')],
  ['maven:com.h2database/h2', library(undefined, 'a:h2database:h2')],
  ['maven:com.thoughtworks.xstream/xstream', library(undefined, 'a:xstream:xstream', 'a:xstream_project:xstream')],
  ['maven:org.yaml/snakeyaml', library(undefined, 'a:snakeyaml_project:snakeyaml')],
  ['maven:com.google.guava/guava', library(undefined, 'a:google:guava')],
  ['maven:io.netty/', library(undefined, 'a:netty:netty')],
  ['maven:io.undertow/undertow-core', library(undefined, 'a:redhat:undertow')],
  ['maven:org.hibernate/hibernate-core', library('hibernate-orm', 'a:hibernate:hibernate_orm')],
  ['maven:org.keycloak/', library('keycloak', 'a:redhat:keycloak')],
  ['maven:org.postgresql/postgresql', library(undefined, 'a:postgresql:postgresql_jdbc_driver')],
  ['maven:mysql/mysql-connector-java', library(undefined, 'a:oracle:mysql_connectors')],
  ['npm:lodash', npm('a:lodash:lodash')],
  ['npm:express', { ...npm('a:openjsf:express'), product: 'express' }],
  ['npm:axios', npm('a:axios:axios')],
  ['npm:minimist', npm('a:substack:minimist')],
  ['npm:jquery', library('jquery', 'a:jquery:jquery')],
  ['npm:angular', library('angularjs', 'a:angularjs:angular.js')],
  ['npm:@angular/core', library('angular', 'a:angular:angular')],
  ['npm:react', library('react', 'a:facebook:react')],
  ['npm:moment', npm('a:momentjs:moment')],
  ['npm:node-fetch', npm('a:node-fetch_project:node-fetch')],
  ['npm:semver', npm('a:npmjs:semver')],
  ['npm:ws', npm('a:ws_project:ws')],
  ['npm:handlebars', npm('a:handlebarsjs:handlebars')],
  ['npm:follow-redirects', npm('a:follow-redirects:follow_redirects')],
  ['npm:jsonwebtoken', npm('a:auth0:jsonwebtoken')],
  ['pypi:django', library('django', 'a:djangoproject:django')],
  ['pypi:flask', library(undefined, 'a:palletsprojects:flask')],
  ['pypi:jinja2', library(undefined, 'a:palletsprojects:jinja')],
  ['pypi:werkzeug', library(undefined, 'a:palletsprojects:werkzeug')],
  ['pypi:requests', library(undefined, 'a:python:requests')],
  ['pypi:urllib3', library(undefined, 'a:python:urllib3')],
  ['pypi:pyyaml', library(undefined, 'a:pyyaml:pyyaml')],
  ['pypi:pillow', library(undefined, 'a:python:pillow')],
  ['pypi:cryptography', library(undefined, 'a:cryptography.io:cryptography')],
  ['pypi:numpy', library('numpy', 'a:numpy:numpy')],
  ['pypi:tensorflow', library(undefined, 'a:google:tensorflow')],
  ['pypi:ansible', library('ansible', 'a:redhat:ansible')],
  ['pypi:salt', library('salt', 'a:saltstack:salt')],
  ['nuget:newtonsoft.json', library(undefined, 'a:newtonsoft:json.net')],
  ['golang:github.com/docker/docker', library('docker-engine', 'a:mobyproject:moby', 'a:docker:docker')],
  ['golang:github.com/containerd/containerd', library('containerd', 'a:linuxfoundation:containerd')],
  ['golang:github.com/opencontainers/runc', library(undefined, 'a:linuxfoundation:runc')],
  ['composer:drupal/core', library('drupal', 'a:drupal:drupal')],
  ['composer:laravel/framework', library('laravel', 'a:laravel:framework')],
  ['gem:rails', library('rails', 'a:rubyonrails:rails')],
]);

/** The entry of a package URL: its own, else its group's. */
export function purlProduct({ type, path }: PackageUrl): PurlProduct | undefined {
  const slash = path.lastIndexOf('/');
  return PURL_PRODUCTS.get(`${type}:${path}`) ?? (slash > 0 ? PURL_PRODUCTS.get(`${type}:${path.slice(0, slash + 1)}`) : undefined);
}
