import type { Support } from '../../core/identify/identity';
import type { PlainDate } from '../../core/inventory/plainDate';
import { bucketOf } from '../../core/insights/buckets';
import type { SupportModel } from '../../protocol/viewModels';
import { grouped, plural } from './words';

/** A support status with its words. `subject` begins the sentence: "Support", "OS support". */
export function presentSupport(support: Support, asOf: PlainDate, subject = 'Support'): SupportModel {
  const bucket = bucketOf(support, asOf);
  const { endsOn, mainstreamEndsOn, extendedUntil, extendedLabel, daysLeft } = support;
  const further = extendedUntil !== null ? `, ${extendedLabel || 'extended support'} until ${extendedUntil}` : extendedLabel !== '' ? `, ${extendedLabel} without a set end` : '';
  const common = { bucket, endsOn, mainstreamEndsOn, extendedUntil, extendedLabel, daysLeft };
  switch (bucket) {
    case 'ended':
      return { ...common, short: endsOn ?? 'ended', text: endsOn === null ? `${subject} has ended${further}` : `${subject} ended ${endsOn}${further}` };
    case 'extended-paid':
      return { ...common, short: `until ${extendedUntil}`, text: `${subject} ended${endsOn === null ? '' : ` ${endsOn}`}${further}` };
    case 'ending':
      return {
        ...common,
        short: daysLeft === 0 ? 'today' : `in ${grouped(daysLeft ?? 0)} d`,
        text: `${subject} ends ${daysLeft === 0 ? 'today' : `in ${plural(daysLeft ?? 0, 'day')}`}, on ${endsOn}${further}`,
      };
    case 'supported':
      return { ...common, short: endsOn ?? 'supported', text: endsOn === null ? `${subject} runs, no end is set` : `${subject} until ${endsOn}` };
    case 'unknown':
      return { ...common, short: 'unknown', text: `${subject} is unknown` };
  }
}
