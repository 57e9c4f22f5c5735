import type { Cpe } from './identity';

/** `part:vendor:product` as rules write it, with the quoting of CPE 2.3 removed: `a:apache:tomcat`, `a:microsoft:.net`. */
export type CpeKey = `${'a' | 'o' | 'h'}:${string}:${string}`;

/** A CPE name of this key; every field that is not given is ANY. */
export function cpeOf(key: CpeKey, fields: Partial<Cpe> = {}): Cpe {
  const [part, vendor = '', ...product] = key.split(':');
  return {
    part: part as Cpe['part'],
    vendor,
    product: product.join(':'),
    version: '*',
    update: '*',
    edition: '*',
    language: '*',
    swEdition: '*',
    targetSw: '*',
    targetHw: '*',
    other: '*',
    ...fields,
  };
}
