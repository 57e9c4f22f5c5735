import type { Support } from '../../core/identify/identity';
import type { PlainDate } from '../../core/inventory/plainDate';
import { bucketOf } from '../../core/insights/buckets';
import type { SupportModel } from '../../protocol/models/frame';
import { t } from '../l10n';
import { grouped, plural } from './words';

/** A support status with its words. `subject` begins the sentence: "Support", "OS support". */
export function presentSupport(support: Support, asOf: PlainDate, subject = t('Support')): SupportModel {
  const bucket = bucketOf(support, asOf);
  const { endsOn, mainstreamEndsOn, extendedUntil, extendedLabel, daysLeft } = support;
  const further = extendedUntil !== null ? t(', {0} until {1}', extendedLabel || t('extended support'), extendedUntil) : extendedLabel !== '' ? t(', {0} without a set end', extendedLabel) : '';
  const common = { bucket, endsOn, mainstreamEndsOn, extendedUntil, extendedLabel, daysLeft };
  switch (bucket) {
    case 'ended':
      return { ...common, short: endsOn ?? t('ended'), text: (endsOn === null ? t('{0} has ended', subject) : t('{0} ended {1}', subject, endsOn)) + further };
    case 'extended-paid':
      return { ...common, short: t('until {0}', extendedUntil ?? ''), text: (endsOn === null ? t('{0} ended', subject) : t('{0} ended {1}', subject, endsOn)) + further };
    case 'ending':
      return {
        ...common,
        short: daysLeft === 0 ? t('today') : t('in {0} d', grouped(daysLeft ?? 0)),
        text: (daysLeft === 0 ? t('{0} ends today, on {1}', subject, endsOn ?? '') : plural(daysLeft ?? 0, '{1} ends in {0} day, on {2}', '{1} ends in {0} days, on {2}', subject, endsOn ?? '')) + further,
      };
    case 'supported':
      return { ...common, short: endsOn ?? t('supported'), text: endsOn === null ? t('{0} runs, no end is set', subject) : t('{0} until {1}', subject, endsOn) };
    case 'unknown':
      return { ...common, short: t('unknown'), text: t('{0} is unknown', subject) };
  }
}
