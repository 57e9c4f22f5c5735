import { t, t as translated } from './l10n';

/** Numbers, shares and ages as every panel writes them, in the language of the document. */

const formats = new Map<string, Intl.NumberFormat>();

function format(kind: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const language = document.documentElement.lang;
  const key = `${language} ${kind}`;
  let made = formats.get(key);
  if (made === undefined) {
    try {
      made = new Intl.NumberFormat(language || undefined, options);
    } catch {
      // A lang attribute that is no language tag must not blank the panel.
      made = new Intl.NumberFormat(undefined, options);
    }
    formats.set(key, made);
  }
  return made;
}

/** A whole number with the locale's grouping: 1,284. */
export function countText(value: number): string {
  return format('count', { maximumFractionDigits: 0 }).format(value);
}

/** A share of 0 to 1 with one decimal: 24.8%. */
export function shareText(share: number): string {
  return format('share', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share);
}

/** A CVSS score, always with one decimal. */
export function cvssText(score: number): string {
  return format('cvss', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(score);
}

/** Whole days as an age: "today", "38 d". */
export function ageText(days: number): string {
  return days <= 0 ? t('today') : t('{0} d', countText(days));
}

/** "1 server", "12 servers": of `{0} server` and `{0} servers` the one that fits, the count with its locale's grouping. Further values follow from `{1}`. */
export function countOf(value: number, one: string, many: string, ...values: readonly (string | number)[]): string {
  return translated(value === 1 ? one : many, countText(value), ...values);
}

/** A length in percent for an SVG attribute, at most two decimals; never below 0, never above 100. */
export function percent(fraction: number): string {
  const bounded = Math.min(1, Math.max(0, Number.isFinite(fraction) ? fraction : 0));
  return `${Math.round(bounded * 10000) / 100}%`;
}
