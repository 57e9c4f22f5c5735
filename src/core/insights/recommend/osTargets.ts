import { identifyOs } from '../../identify/operatingSystem';
import type { LifecycleCatalog } from '../../identify/lifecycle';
import type { PlainDate } from '../../inventory/plainDate';
import type { OsSubject } from '../../match/matcher';
import type { Assessment } from '../assessment';
import { splitMatches } from '../splitMatches';
import { newestSupported } from './newestSupported';

/** Above every revision of a Windows build, so that each record with a fixed build counts as installed. */
const NEWEST_REVISION = 65_535;

/**
 * An operating system with all updates that its release has. Windows: its build at the newest revision and a cumulative update of `today`, so
 * records that no update fixes stay (those published after the end of support). Linux: as it is, since its records speak of packages.
 * Others: nothing is known against it, as their records do not tell updates apart.
 */
export function updatedOs(subject: OsSubject, today: PlainDate): OsSubject {
  const { identity } = subject;
  if (identity.family === 'linux') return subject;
  if (identity.family !== 'windows') return { ...subject, identity: { ...identity, cpes: [] } };
  const build = identity.build.split('.').slice(0, 3).join('.');
  const full = build === '' ? '' : `${build}.${NEWEST_REVISION}`;
  return { ...subject, identity: { ...identity, build: full, version: full }, newestHotfixOn: today };
}

/** An operating system with its updates, and what it is affected by told apart by whether they fix it. CVE indexes. */
export interface OsUpdates {
  readonly subject: OsSubject;
  readonly fixed: Uint32Array;
  readonly left: Uint32Array;
}

const kept = new WeakMap<Assessment, readonly OsUpdates[]>();

/** Per operating system of an assessment; kept with it. */
export function updatesOfSystems(assessment: Assessment): readonly OsUpdates[] {
  let made = kept.get(assessment);
  if (!made) kept.set(assessment, (made = assessment.os.map(({ beside }, i) => updatesOf(assessment, assessment.identities.os[i], beside.affected))));
  return made;
}

function updatesOf({ matcher, today }: Assessment, before: OsSubject, affected: Uint32Array): OsUpdates {
  const subject = updatedOs(before, today);
  if (subject === before || affected.length === 0) return { subject, fixed: new Uint32Array(0), left: affected };
  const after = new Set(splitMatches(matcher.matchBeside(subject, subject)).affected);
  return { subject, fixed: affected.filter((cve) => !after.has(cve)), left: affected.filter((cve) => after.has(cve)) };
}

/** What an operating system out of support should become. */
export interface OsTarget {
  /** "Windows Server 2025"; '' when no supported release of it is known, so another system takes its place. */
  readonly label: string;
  readonly subject: OsSubject;
}

/** The newest supported release of the same product with all its updates, judged as any other system is. */
export function osTarget(subject: OsSubject, lifecycle: LifecycleCatalog, asOf: PlainDate, today: PlainDate): OsTarget {
  const { identity } = subject;
  const supported = newestSupported(lifecycle, identity.product, asOf, false);
  const product = lifecycle.product(identity.product);
  if (!supported || !product) {
    return { label: '', subject: { identity: { ...identity, cpes: [], product: '', cycle: '', version: '', rule: 'planned' }, newestHotfixOn: today, supportEndsOn: null } };
  }
  const name = `${product.label} ${supported.cycle}`;
  const there = identifyOs({ name, version: identity.family === 'windows' ? supported.version : supported.cycle, build: identity.family === 'windows' ? supported.version : '', architecture: '' }, lifecycle);
  const release = product.releases.find((candidate) => candidate.name === supported.cycle);
  const known = there.product === identity.product && there.cycle === supported.cycle;
  const next = known ? there : { ...identity, cycle: supported.cycle, cpes: [], version: supported.version, build: '', label: name, rule: 'planned' };
  return { label: next.label, subject: updatedOs({ identity: next, newestHotfixOn: today, supportEndsOn: release?.eolFrom ?? null }, today) };
}
