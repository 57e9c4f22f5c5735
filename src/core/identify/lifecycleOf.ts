import { findRelease, releaseNamed } from './cycles';
import type { LifecycleCatalog } from './lifecycle';

/** Product and cycle as far as the catalog has them; '' each otherwise, so that nothing points at what is not there. */
export function cycleOf(lifecycle: LifecycleCatalog, name: string, version: string, cycle?: string): { product: string; cycle: string } {
  const product = name === '' ? undefined : lifecycle.product(name);
  if (!product) return { product: '', cycle: '' };
  const release = (cycle === undefined ? undefined : releaseNamed(product, cycle)) ?? (version === '' ? undefined : findRelease(product, version));
  return { product: product.name, cycle: release?.name ?? '' };
}
