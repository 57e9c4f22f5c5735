/**
 * The small language in which the starter set's CVEs are written down.
 *
 * A fact file reads as a table: `cve('CVE-2020-1938', { …, where: [anyOf(range('a:apache:tomcat', '>=7.0.0 <=7.0.99'))] })`.
 * Each entry of `where` is one NVD configuration; the configurations of a CVE are alternatives.
 */

/** One `cpeMatch` row of an NVD configuration, without NVD's row id, which is no fact of its own. */
export interface CpeRow {
  readonly vulnerable: boolean;
  readonly criteria: string;
  readonly versionStartIncluding?: string;
  readonly versionStartExcluding?: string;
  readonly versionEndIncluding?: string;
  readonly versionEndExcluding?: string;
}

export interface CpeNode {
  readonly operator: 'OR';
  readonly negate: false;
  readonly cpeMatch: readonly CpeRow[];
}

/** An NVD configuration: one node, or the node of the software AND the nodes of what it must run on. */
export interface Configuration {
  readonly operator?: 'AND';
  readonly nodes: readonly CpeNode[];
}

export type CvssVersion = '3.1' | '3.0' | '2.0';

export interface CvssFact {
  readonly version: CvssVersion;
  /** As NVD prints it: with the `CVSS:3.x/` prefix in version 3, without one in version 2. */
  readonly vector: string;
  readonly score: number;
  /** Who scored it. NVD's own scores are Primary, all others Secondary. */
  readonly source: string;
}

/** An entry of CISA's catalogue of known exploited vulnerabilities. Dates are `YYYY-MM-DD`. */
export interface KevFact {
  readonly added: string;
  readonly due: string;
  readonly vendor: string;
  readonly product: string;
  readonly ransomware: 'Known' | 'Unknown';
}

export interface CveFact {
  readonly id: string;
  /** The CNA that assigned the id, as NVD's `sourceIdentifier`. */
  readonly by: string;
  /** UTC, `YYYY-MM-DDTHH:MM:SS.mmm`, as NVD writes it. */
  readonly published: string;
  readonly modified: string;
  readonly cvss: readonly CvssFact[];
  readonly cwe: readonly string[];
  /** What is wrong, in our own words. */
  readonly text: string;
  /** The vendor's advisory or fix. */
  readonly advisory: string;
  readonly kev?: KevFact;
  readonly where: readonly Configuration[];
  /** Set when NVD lists more than this table does, saying what was left out. */
  readonly leftOut?: string;
}

type CveEntry = Omit<CveFact, 'id' | 'by' | 'cwe' | 'cvss' | 'published' | 'modified'> & {
  readonly by?: string;
  readonly cwe?: string;
  /** To the minute is enough (`2020-02-24T22:15`); missing seconds are zero. */
  readonly published: string;
  /** Left out where no later revision is known: then the day of publication. */
  readonly modified?: string;
  readonly cvss?: readonly CvssFact[];
};

export function cve(id: string, entry: CveEntry): CveFact {
  const published = moment(entry.published);
  return {
    ...entry,
    id,
    by: entry.by ?? 'cve@mitre.org',
    published,
    modified: entry.modified === undefined ? published : moment(entry.modified),
    cvss: entry.cvss ?? [],
    cwe: entry.cwe?.split(' ') ?? [],
  };
}

function moment(text: string): string {
  return text.length === 'YYYY-MM-DDTHH:MM'.length ? `${text}:00.000` : text;
}

const NVD = 'nvd@nist.gov';

export function v31(vector: string, score: number, source = NVD): CvssFact {
  return { version: '3.1', vector: `CVSS:3.1/${vector}`, score, source };
}

export function v30(vector: string, score: number): CvssFact {
  return { version: '3.0', vector: `CVSS:3.0/${vector}`, score, source: NVD };
}

export function v2(vector: string, score: number): CvssFact {
  return { version: '2.0', vector, score, source: NVD };
}

export function kev(added: string, due: string, vendor: string, product: string, ransomware: 'Known' | 'Unknown' = 'Unknown'): KevFact {
  return { added, due, vendor, product, ransomware };
}

const FIELDS_OF_CPE = 13;

/** `a:apache:tomcat` to a whole CPE 2.3 name; fields not given are `*`. An escaped colon does not end a field. */
function cpe(fields: string): string {
  const name = `cpe:2.3:${fields}`;
  const given = name.split(/(?<!\\):/).length;
  return name + ':*'.repeat(FIELDS_OF_CPE - given);
}

const BOUNDS = {
  '>=': 'versionStartIncluding',
  '>': 'versionStartExcluding',
  '<=': 'versionEndIncluding',
  '<': 'versionEndExcluding',
} as const;

/** Rows of version ranges: `range('a:php:php', '>=7.4.0 <7.4.30', '<7.3')`. Further fields may follow the stem: `a:jenkins:jenkins:*:*:*:*:lts`. */
export function range(stem: string, ...intervals: readonly string[]): CpeRow[] {
  return intervals.map((interval) => {
    const bounds: Record<string, string> = {};
    for (const part of interval.split(' ')) {
      const found = /^(>=|>|<=|<)(\S+)$/.exec(part);
      if (found === null) throw new Error(`Not a bound: "${part}" in the range "${interval}" of ${stem}`);
      bounds[BOUNDS[found[1] as keyof typeof BOUNDS]] = found[2]!;
    }
    return { vulnerable: true, criteria: cpe(stem), ...bounds };
  });
}

/** Rows of exact versions; a version may go on with update and further fields: `sp2:*:*:*:*:x64`. */
export function only(stem: string, ...versions: readonly string[]): CpeRow[] {
  return versions.map((version) => ({ vulnerable: true, criteria: cpe(`${stem}:${version}`) }));
}

/** The product in any version. */
export function any(stem: string): CpeRow[] {
  return [{ vulnerable: true, criteria: cpe(stem) }];
}

/** Rows of Windows releases, a line a product: `windows('10 - 1607', 'server_2008 -:sp2')`. */
export function windows(...lines: readonly string[]): CpeRow[] {
  return lines.flatMap((line) => {
    const [product, ...versions] = line.split(' ');
    return only(`o:microsoft:windows_${product}`, ...versions);
  });
}

export const debian = (...releases: readonly string[]): CpeRow[] => only('o:debian:debian_linux', ...releases);
export const fedora = (...releases: readonly string[]): CpeRow[] => only('o:fedoraproject:fedora', ...releases);
export const leap = (...releases: readonly string[]): CpeRow[] => only('o:opensuse:leap', ...releases);
/** Red Hat's many products: `redhat('enterprise_linux 7.0 8.0', 'enterprise_linux_eus 8.2')`. */
export function redhat(...lines: readonly string[]): CpeRow[] {
  return lines.flatMap((line) => {
    const [product, ...versions] = line.split(' ');
    return only(`o:redhat:${product}`, ...versions);
  });
}
/** `18.04/lts` is the release with NVD's software edition `lts`; `19.04` has none. */
export function ubuntu(...releases: readonly string[]): CpeRow[] {
  return releases.map((release) => {
    const [version, edition] = release.split('/');
    return { vulnerable: true, criteria: cpe(`o:canonical:ubuntu_linux:${version}${edition === undefined ? '' : `:*:*:*:${edition}`}`) };
  });
}

function node(groups: readonly (readonly CpeRow[])[]): CpeNode {
  return { operator: 'OR', negate: false, cpeMatch: groups.flat() };
}

/** A configuration without a condition: any of the rows. */
export function anyOf(...groups: readonly (readonly CpeRow[])[]): Configuration {
  return { nodes: [node(groups)] };
}

/** A configuration with a condition: any of the rows, on any of the platforms. */
export function both(software: readonly CpeRow[], platforms: readonly CpeRow[]): Configuration {
  return { operator: 'AND', nodes: [node([software]), node([platforms])] };
}

/** The rows as conditions: not vulnerable themselves, but they must be there. */
export function on(...groups: readonly (readonly CpeRow[])[]): CpeRow[] {
  return groups.flat().map((row) => ({ ...row, vulnerable: false }));
}

export const onWindows = on(only('o:microsoft:windows', '-'));
export const onLinux = on(only('o:linux:linux_kernel', '-'));

/** Firmware on its own appliance, as NVD pairs them. */
export function firmware(vendor: string, ...devices: readonly string[]): Configuration[] {
  return devices.map((device) => both(only(`o:${vendor}:${device}_firmware`, '-'), on(only(`h:${vendor}:${device}`, '-'))));
}
