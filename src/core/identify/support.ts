import { daysBetween, type PlainDate } from '../inventory/plainDate';
import type { Support, SupportPhase } from './identity';
import type { LifecycleProduct, LifecycleRelease } from './lifecycle';

const UNKNOWN: Support = {
  phase: 'unknown',
  mainstreamEndsOn: null,
  endsOn: null,
  extendedUntil: null,
  extendedLabel: '',
  daysLeft: null,
};

/**
 * Where support of a cycle stands on `asOf`.
 *
 * endoflife.date's booleans are as of its `generated_at`, so dates decide wherever there is one; a date is the last
 * supported day, and the phase changes on the day after it. A boolean decides only without its date:
 * `isEol` with `eolFrom` null has ended on an unknown day, not `isEol` with `eolFrom` null has no known end.
 * Without `eoasFrom` mainstream support runs until `eolFrom` (endoflife.date API v1 schema).
 * Further support that runs with no end set has a label and no date.
 */
export function supportOf(release: LifecycleRelease | undefined, product: LifecycleProduct | undefined, asOf: PlainDate): Support {
  if (!release) return UNKNOWN;
  const endsOn = release.eolFrom;
  const mainstreamEndsOn = release.eoasFrom ?? (release.isEoas ? null : endsOn);
  const extendedUntil = furtherSupport(release);
  return {
    phase: phaseOf(release, asOf),
    mainstreamEndsOn,
    endsOn,
    extendedUntil,
    extendedLabel: extendedUntil === null && !isOpenEnded(release) ? '' : product?.eoesLabel || 'Extended support',
    daysLeft: endsOn === null ? null : daysBetween(asOf, endsOn),
  };
}

function phaseOf(release: LifecycleRelease, asOf: PlainDate): SupportPhase {
  if (isOver(release.eolFrom, release.isEol, asOf)) return 'ended';
  return isOver(release.eoasFrom, release.isEoas, asOf) ? 'extended' : 'mainstream';
}

function isOver(lastDay: PlainDate | null, ended: boolean, asOf: PlainDate): boolean {
  return lastDay === null ? ended : asOf > lastDay;
}

/** Further support that runs with no end set, as vendors sell it for Struts and Angular. Like every boolean it is of the feed's own day. */
function isOpenEnded({ eoesFrom, isEoes }: LifecycleRelease): boolean {
  return eoesFrom === null && isEoes === false;
}

/** Some products repeat the end of support in this column; only a later day is further support. */
function furtherSupport({ eoesFrom, eolFrom }: LifecycleRelease): PlainDate | null {
  return eoesFrom !== null && (eolFrom === null || eoesFrom > eolFrom) ? eoesFrom : null;
}
