import { parseCpe } from '../../src/core/identify/cpe';
import type { Confidence, Cpe, OsFamily, OsIdentity, SoftwareIdentity } from '../../src/core/identify/identity';
import { parsePlainDate, type PlainDate } from '../../src/core/inventory/plainDate';
import type { OsSubject, ServerSubjects } from '../../src/core/match/matcher';
import { fullName } from './cveRecords';

function cpe(short: string): Cpe {
  const parsed = parseCpe(short.startsWith('cpe:') ? short : fullName(short));
  if (!parsed) throw new Error(`no CPE: ${short}`);
  return parsed;
}

function date(text: string | undefined): PlainDate | null {
  return text === undefined ? null : parsePlainDate(text)!;
}

/** An identified software from short CPE names, `a:apache:tomcat:9.0.30`; the version is the first one's. */
export function software(names: string | readonly string[], more: Partial<SoftwareIdentity> = {}): SoftwareIdentity {
  const cpes = (typeof names === 'string' ? [names] : names).map(cpe);
  const version = cpes[0]?.version ?? '';
  return {
    cpes,
    version: version === '*' || version === '-' ? '' : version,
    scheme: 'generic',
    product: '',
    cycle: '',
    rule: 'test',
    confidence: 'high',
    distribution: null,
    category: 'Others',
    subcategory: '',
    ...more,
  };
}

/** A dpkg package with its upstream version. */
export function debPackage(name: string, upstreamVersion: string): SoftwareIdentity {
  return software(name, { version: `${upstreamVersion}-1`, scheme: 'deb', distribution: { manager: 'dpkg', name: name.split(':')[2] ?? '', source: '', upstreamVersion } });
}

interface OsMore {
  readonly build?: string;
  readonly hotfix?: string;
  readonly supportEnds?: string;
  readonly confidence?: Confidence;
}

export function os(family: OsFamily, names: readonly string[], more: OsMore = {}): OsSubject {
  const cpes = names.map((name) => cpe(`o:${name}`));
  const build = more.build ?? '';
  const identity: OsIdentity = {
    cpes,
    version: family === 'windows' ? build : (cpes[0]?.version ?? ''),
    scheme: family === 'windows' ? 'windows' : 'generic',
    product: '',
    cycle: '',
    rule: 'test',
    confidence: more.confidence ?? (cpes.length > 0 ? 'high' : 'low'),
    family,
    distribution: '',
    label: cpes[0] ? cpes[0].product : family,
    build,
  };
  return { identity, newestHotfixOn: date(more.hotfix), supportEndsOn: date(more.supportEnds) };
}

export const WINDOWS_2019 = 'microsoft:windows_server_2019:-:*:*:*:datacenter:*:x64:*';
export const DEBIAN_12 = os('linux', ['debian:debian_linux:12.0']);
export const UNKNOWN_OS = os('unknown', []);

export function server(system: OsSubject, ...installed: SoftwareIdentity[]): ServerSubjects {
  return { os: system, software: installed };
}
