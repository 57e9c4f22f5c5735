import { hasWildcard, parseCpe } from '../cpe';
import { cpeOf } from '../cpeFields';
import type { Cpe } from '../identity';

/** A vendor or a product alone, as CPE 2.3 writes it with or without quoting; no colon. */
const SHORT = /^([^\s:*?]+):([^\s:*?]+)$/;

/** What a mapping's `cpe` names: `vendor:product` of an application, or any CPE name, of which the version counts where it has one. Undefined for anything else. */
export function mappingCpe(text: string): Cpe | undefined {
  const written = text.trim().toLowerCase();
  const short = SHORT.exec(written);
  const cpe = short ? cpeOf(`a:${unquoted(short[1]!)}:${unquoted(short[2]!)}`) : parseCpe(written);
  return cpe === undefined || [cpe.vendor, cpe.product, cpe.version].some(hasWildcard) || cpe.vendor === '*' || cpe.product === '*' ? undefined : cpe;
}

function unquoted(field: string): string {
  return field.replace(/\\([^*?\\])/g, '$1');
}
