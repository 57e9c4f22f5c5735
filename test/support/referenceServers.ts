import type { Confidence, Cpe, SoftwareIdentity } from '../../src/core/identify/identity';
import type { OsSubject, ServerSubjects } from '../../src/core/match/matcher';
import { plainIsVersion } from './plainVersions';
import { criteriaOf, type RawMatch, type RawRecord } from './referenceRecord';
import { debPackage, os, server, software, UNKNOWN_OS, WINDOWS_2019 } from './subjects';

/** Small numbers in a fixed order (a linear congruential generator), so that a failure can be seen again. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Rows that a server is drawn from; each software then stands at, below and above every bound of its row. */
const ROWS_PER_SERVER = 3;
const PARTNER_RECORDS_PER_SERVER = 2;

/** Servers on every family of operating systems, with software drawn from the feed's own rows. The same seed draws the same servers. */
export class ServerDraw {
  private readonly draw: (below: number) => number;
  private readonly rows: readonly RawMatch[];
  /** One row per product, so that seldom products are drawn as well. */
  private readonly products: readonly RawMatch[];
  private readonly conditioned: readonly RawRecord[];
  private readonly windows: readonly RawMatch[];
  private readonly unixLike: readonly RawMatch[];

  constructor(records: readonly RawRecord[], seed: number) {
    this.draw = randomNumbers(seed);
    const rows: RawMatch[] = [];
    const systems: RawMatch[] = [];
    const products = new Map<string, RawMatch>();
    for (const { configurations = [] } of records) for (const { nodes } of configurations) for (const { cpeMatch } of nodes) for (const row of cpeMatch) {
      if (row.criteria.startsWith('cpe:2.3:o:')) systems.push(row);
      if (!row.vulnerable || row.criteria.startsWith('cpe:2.3:h:')) continue;
      const cpe = criteriaOf(row.criteria);
      if (!cpe) continue;
      if (cpe.part === 'a') rows.push(row);
      products.set(`${cpe.part}:${cpe.vendor}:${cpe.product}`, row);
    }
    this.rows = rows;
    this.products = [...products.values()];
    this.conditioned = records.filter(({ configurations = [] }) => configurations.some(({ operator }) => operator === 'AND'));
    this.windows = systems.filter(({ criteria }) => /:microsoft:windows_(?:server_20|10|11|7|8)/.test(criteria));
    this.unixLike = systems.filter(({ criteria }) => /:(?:debian:debian_linux|canonical:ubuntu_linux|redhat:enterprise_linux|fedoraproject:fedora|suse:[a-z_]*|opensuse:leap|apple:mac_?os(?:_x)?|freebsd:freebsd|oracle:solaris|linux:linux_kernel):/.test(criteria));
  }

  /** The next server; every second one has partners of configurations that join several products. */
  next(at: number): ServerSubjects {
    const installed: SoftwareIdentity[] = [];
    for (let row = 0; row < ROWS_PER_SERVER; row++) installed.push(...this.softwareAround(this.of(this.draw(3) === 0 ? this.rows : this.products)));
    for (let record = 0; at % 2 === 0 && record < PARTNER_RECORDS_PER_SERVER; record++) {
      const { configurations = [] } = this.of(this.conditioned);
      for (const { cpeMatch } of this.of(configurations).nodes) if (cpeMatch.length > 0) installed.push(this.softwareOf(this.of(cpeMatch)));
    }
    return server(this.system(at), ...installed);
  }

  private of<T>(items: readonly T[]): T {
    return items[this.draw(items.length)]!;
  }

  /** Software of a row's product with a version at, just below and just above each of its bounds, not given, and no version at all. */
  private softwareAround(row: RawMatch): SoftwareIdentity[] {
    const cpe = criteriaOf(row.criteria)!;
    const named = [row.versionStartIncluding, row.versionStartExcluding, row.versionEndIncluding, row.versionEndExcluding, /^[*-]$/.test(cpe.version) ? '' : cpe.version].flatMap((text) => (text ? [text.replaceAll(/\\(.)/g, '$1').toLowerCase()] : []));
    const versions = named.flatMap((version) => [version, below(version), above(version)]);
    return [...new Set([...versions, '-', ''])].map((version) => this.identity(cpe, version));
  }

  private softwareOf(row: RawMatch): SoftwareIdentity {
    return this.of(this.softwareAround({ ...row, criteria: criteriaOf(row.criteria) ? row.criteria : 'cpe:2.3:a:x:y:1:*:*:*:*:*:*:*' }));
  }

  private identity(cpe: Cpe, version: string): SoftwareIdentity {
    const confidence: Confidence = this.of(['high', 'high', 'high', 'medium', 'low']);
    const { distribution } = this.draw(6) === 0 ? debPackage('a:x:y', version) : { distribution: null };
    const said = (field: string) => (this.draw(4) === 0 ? field : '*');
    const name: Cpe = {
      ...cpe,
      version: version === '' ? '*' : version, update: this.draw(2) ? plainField(cpe.update) : '*',
      edition: said(plainField(cpe.edition)), language: '*', swEdition: said(plainField(cpe.swEdition)), targetSw: said(plainField(cpe.targetSw)), targetHw: said(plainField(cpe.targetHw)), other: '*',
    };
    const scheme = plainIsVersion('semver', version) && this.draw(5) === 0 ? 'semver' : 'generic';
    return { ...software('a:x:y'), cpes: [name], version: version === '-' ? '' : version, scheme, confidence, distribution };
  }

  private system(at: number): OsSubject {
    switch (at % 8) {
      case 0: case 1: case 2: return this.windowsNear(this.of(this.windows));
      case 3: case 4: return this.unixLikeNear(this.of(this.unixLike));
      case 5: return os(this.of(['windows', 'linux', 'macos', 'unix'] as const), []);
      case 6: return os('windows', [WINDOWS_2019], { build: `10.0.17763.${this.draw(7_000)}`, supportEnds: '2029-01-09' });
      default: return UNKNOWN_OS;
    }
  }

  private windowsNear(row: RawMatch): OsSubject {
    const cpe = criteriaOf(row.criteria)!;
    const fix = row.versionEndExcluding ?? '';
    const build = this.of([fix, below(fix), above(fix).replace(/\.1$/, ''), fix.split('.').slice(0, 3).join('.'), '']);
    const more = this.of([{}, { hotfix: '2019-06-01' }, { hotfix: '2025-03-01' }, { supportEnds: '2019-05-01' }, { confidence: 'medium' as const }]);
    const fields = [cpe.vendor, cpe.product, plainField(cpe.version), this.draw(2) ? plainField(cpe.update) : '*', this.draw(2) ? plainField(cpe.edition) : '*', '*', '*', '*', this.of(['x64', '*'])];
    return os('windows', [fields.join(':')], { build: /^\d+(\.\d+)+$/.test(build) ? build : '', ...more });
  }

  private unixLikeNear(row: RawMatch): OsSubject {
    const cpe = criteriaOf(row.criteria)!;
    const family = cpe.vendor === 'apple' ? 'macos' : cpe.vendor === 'freebsd' || cpe.product === 'solaris' ? 'unix' : 'linux';
    const version = cpe.version === '*' ? (row.versionEndExcluding || row.versionEndIncluding || '*') : cpe.version;
    return os(family, [[cpe.vendor, cpe.product, this.of([version, below(version), above(version), '*', '-'].filter((text) => !/[\\():]/.test(text)))].join(':')]);
  }
}

/** A wildcard is for criteria: a name of ours never has one. */
function plainField(field: string): string {
  return /[*?\\]/.test(field) ? '*' : field;
}

function below(version: string): string {
  const last = /(.*?)(\d+)(\D*)$/.exec(version);
  return last && Number(last[2]) > 0 && last[2]!.length < 15 ? `${last[1]}${Number(last[2]) - 1}${last[3]}` : `${version}-rc1`;
}

function above(version: string): string {
  return `${version}.1`;
}
