import type { Cpe } from './identity';

/** `part:vendor:product` as rules write it, with the quoting of CPE 2.3 removed: `a:apache:tomcat`, `a:microsoft:.net`. */
export type CpeKey = `${'a' | 'o' | 'h'}:${string}:${string}`;

/** A CPE name of this key; every field that is not given is ANY. */
export function cpeOf(key: CpeKey, fields: Partial<Cpe> = {}): Cpe {
  const colon = key.indexOf(':', 2);
  // Written out: a spread costs more than the rest of a decision.
  return {
    part: fields.part ?? (key[0] as Cpe['part']),
    vendor: fields.vendor ?? (colon < 0 ? key.slice(2) : key.slice(2, colon)),
    product: fields.product ?? (colon < 0 ? '' : key.slice(colon + 1)),
    version: fields.version ?? '*',
    update: fields.update ?? '*',
    edition: fields.edition ?? '*',
    language: fields.language ?? '*',
    swEdition: fields.swEdition ?? '*',
    targetSw: fields.targetSw ?? '*',
    targetHw: fields.targetHw ?? '*',
    other: fields.other ?? '*',
  };
}
