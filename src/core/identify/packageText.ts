import type { Software } from '../inventory/model';
import type { DistributionPackage } from './identity';

/** A row that a package manager wrote. */
export interface PackageText {
  /** Binary package name, lower case, without architecture. */
  readonly name: string;
  /** The same as the manager writes it: rpm tells names apart by case. */
  readonly writtenName: string;
  /** Source package, '' when the row does not give it. */
  readonly source: string;
  /** As the manager writes it, with epoch and revision. */
  readonly version: string;
  readonly manager: DistributionPackage['manager'];
  /** Epoch, revision and repackaging suffixes removed. */
  readonly upstreamVersion: string;
  /** Built by the vendor or a third party, so no distribution's advisories speak of it. */
  readonly vendorBuilt: boolean;
}

const MANAGERS: ReadonlyMap<string, DistributionPackage['manager']> = new Map([
  ['dpkg', 'dpkg'],
  ['deb', 'dpkg'],
  ['apt', 'dpkg'],
  ['debian', 'dpkg'],
  ['rpm', 'rpm'],
  ['yum', 'rpm'],
  ['dnf', 'rpm'],
  ['zypper', 'rpm'],
  ['apk', 'apk'],
]);

/** UTF-16 code units; package names and versions are far shorter. */
const MAX_LENGTH = 200;

const PACKAGE_NAME = /^[a-z0-9][a-z0-9+._-]*(?::[a-z0-9]{3,10})?$/i;
const DEB_REVISION = /ubuntu\d|[+~-]deb\d|\+b\d+$|dfsg|build\d+$|nodesource|pgdg/;
const RPM_RELEASE = /\.(?:el\d|fc\d|amzn\d|al\d|ol\d|suse|oe\d|mga\d|rhel\d)|\.module[_+]|-(?:lp)?15\d{4}\.|-\d+\.\d+\.\d+$/;
/** What `rpm -qa` prints when nothing was asked for: name, version, release and architecture in one. */
const RPM_NEVRA = /^([^\s]+)-([^-\s]+)-([^-\s]+)\.(?:x86_64|noarch|i[3-6]86|aarch64|ppc64le|s390x)$/;

/** Maintainers and vendors of distributions, lower case. */
const DISTRIBUTION_PUBLISHER =
  /debian|ubuntu|canonical|red ?hat|centos|fedora|rocky|almalinux|oracle america|\bsuse\b|opensuse|amazon linux|amazon\.com|scientific linux|cloudlinux|alpine|raspbian|openeuler|epel|\bmaintain(?:ers|ance)\b/;
/** Repositories of vendors, by the mark they leave in the version. */
const VENDOR_MARK = /nodesource|pgdg|\+maria~|\.remi\b|\.ius\b|sury|~(?:ubuntu|debian)[.-]|percona|\bmysql\d/;
/** Legal forms: no Debian team has one. */
const COMPANY = /\b(?:inc|corp|corporation|llc|ltd|limited|gmbh|company)\b/;
/** Vendors that publish packages of their own, by the domain of the maintainer's address. */
const VENDOR_ADDRESS =
  /@(?:[\w-]+\.)*(?:docker|containerd|nginx|f5|nodesource|elastic|mongodb|grafana|influxdata|gitlab|hashicorp|microsoft|google|percona|mariadb|mysql|oracle|zabbix|puppet|chef|datadoghq|crowdstrike|sentinelone|wazuh|splunk|veeam|vmware|jenkins-ci|kohsuke|rabbitmq|couchbase|neo4j|teamviewer|slack-corp|virtualbox)\.(?:com|io|org|co|net|de)/;

/** The row as a package, or undefined when it is none: another source, or no source and not the shape of one. */
export function packageText(software: Pick<Software, 'name' | 'publisher' | 'version' | 'source'>): PackageText | undefined {
  const name = software.name.slice(0, MAX_LENGTH).trim();
  const version = software.version.slice(0, MAX_LENGTH).trim();
  const source = software.source.trim().toLowerCase();
  const nevra = version === '' ? RPM_NEVRA.exec(name) : null;
  const parts = nevra ? { name: nevra[1] ?? '', version: `${nevra[2]}-${nevra[3]}` } : { name, version };
  if (!PACKAGE_NAME.test(parts.name)) return undefined;
  const publisher = software.publisher.slice(0, MAX_LENGTH).toLowerCase();
  const manager = MANAGERS.get(source) ?? (source === '' ? managerByShape(parts.name, parts.version, publisher, nevra !== null) : undefined);
  if (!manager) return undefined;
  return packageOf(manager, parts.name, parts.version, publisher);
}

/** A package whose manager is known, as from a package URL. */
export function packageOf(manager: DistributionPackage['manager'], name: string, version: string, publisher: string): PackageText {
  const lower = version.toLowerCase();
  const distributed = DISTRIBUTION_PUBLISHER.test(publisher);
  // A Debian maintainer may be any person; an rpm vendor is an organisation.
  const foreign = !distributed && (manager === 'rpm' ? publisher !== '' : manager === 'dpkg' && COMPANY.test(publisher) && !DEB_REVISION.test(version));
  const writtenName = name.replace(/:[a-zA-Z0-9]+$/, '');
  return {
    name: writtenName.toLowerCase(),
    writtenName,
    source: '',
    version,
    manager,
    upstreamVersion: upstreamVersion(manager, version),
    vendorBuilt: VENDOR_MARK.test(lower) || VENDOR_ADDRESS.test(publisher) || foreign,
  };
}

function managerByShape(name: string, version: string, publisher: string, nevra: boolean): DistributionPackage['manager'] | undefined {
  if (nevra || RPM_RELEASE.test(version)) return /[A-Z\s]/.test(version) && !nevra ? undefined : 'rpm';
  if (/[A-Z]/.test(name)) return undefined;
  if (DEB_REVISION.test(version)) return 'dpkg';
  if (!/^\d/.test(version)) return undefined;
  if (/debian|ubuntu|@/.test(publisher)) return 'dpkg';
  return DISTRIBUTION_PUBLISHER.test(publisher) ? 'rpm' : undefined;
}

/** What the identity of a distribution's package keeps of it. */
export function distributionOf({ manager, writtenName: name, source, upstreamVersion }: PackageText): DistributionPackage {
  return { manager, name, source, upstreamVersion };
}

/** `1.1.1w` of `1:1.1.1w-0+deb11u1`, `3.6.2` of `3.6.2+dfsg-1`, `7.76.1` of `7.76.1-29.el9_4`. */
export function upstreamVersion(manager: DistributionPackage['manager'], version: string): string {
  const bare = version.replace(/^\d+:/, '');
  if (manager === 'apk') return bare.replace(/-r\d+$/, '');
  const dash = manager === 'rpm' ? bare.indexOf('-') : bare.lastIndexOf('-');
  const upstream = dash > 0 ? bare.slice(0, dash) : bare;
  if (manager === 'rpm') return upstream.replace(/[~^].*$/, '');
  return upstream.replace(/^.*\+really/, '').replace(/(?:[+.~-]?(?:dfsg|ds|repack|git|svn|nmu|op(?=\d))|\+|~).*$/, '');
}
