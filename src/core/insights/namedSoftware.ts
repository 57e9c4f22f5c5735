import type { SoftwareIdentity } from '../identify/identity';
import type { Software } from '../inventory/model';
import type { ProductRef, SoftwareRef } from './filter';

/** True for the software that the filter names. */
export function isSoftware(entry: Software, wanted: SoftwareRef): boolean {
  return SOFTWARE_PARTS.every((part) => wanted[part] === undefined || entry[part] === wanted[part]);
}

const SOFTWARE_PARTS = ['name', 'publisher', 'version', 'source', 'cpe', 'purl'] as const;

/** True for software whose support a product's cycle decides; a distribution's package follows its distribution (docs/adr/0001). */
export function followsProduct(identity: SoftwareIdentity, { name, cycle }: ProductRef): boolean {
  return identity.distribution === null && identity.product === name && (cycle === undefined || identity.cycle === cycle);
}
