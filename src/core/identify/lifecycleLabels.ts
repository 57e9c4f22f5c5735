import type { CpeKey } from './cpeFields';
import { cpeKey, parseLooseCpe } from './cpe';
import { findRelease } from './cycles';
import type { Category } from './identity';
import type { LifecycleCatalog, LifecycleProduct } from './lifecycle';

/** A product recognised by its label alone. */
export interface LabelledProduct {
  readonly product: string;
  readonly cycle: string;
  readonly cpes: readonly CpeKey[];
  readonly category: Category;
}

/** Categories of endoflife.date whose labels are names of installable software; devices and standards are not. */
const CATEGORIES: ReadonlyMap<string, Category> = new Map([
  ['app', 'Others'],
  ['database', 'Databases and data platforms'],
  ['lang', 'Others'],
  ['server-app', 'Business applications'],
]);

/** Shorter labels are words that other software uses as well ("Go", "ROS"). */
const MIN_LABEL_LENGTH = 5;

const LABELS = new WeakMap<LifecycleCatalog, ReadonlyMap<string, LifecycleProduct>>();

/**
 * The product whose label is exactly this title, provided that the version belongs to one of its cycles: a name that agrees
 * by chance rarely agrees in version too.
 */
export function labelledProduct(lifecycle: LifecycleCatalog, title: string, version: string): LabelledProduct | undefined {
  if (title.length < MIN_LABEL_LENGTH || version === '') return undefined;
  const product = labelsOf(lifecycle).get(title);
  const category = product && CATEGORIES.get(product.category);
  const release = product && findRelease(product, version);
  if (!product || !category || !release) return undefined;
  return { product: product.name, cycle: release.name, cpes: cpesOf(product), category };
}

function labelsOf(lifecycle: LifecycleCatalog): ReadonlyMap<string, LifecycleProduct> {
  const known = LABELS.get(lifecycle);
  if (known) return known;
  const labels = new Map(lifecycle.products.map((product): [string, LifecycleProduct] => [product.label.toLowerCase(), product]));
  LABELS.set(lifecycle, labels);
  return labels;
}

function cpesOf(product: LifecycleProduct): readonly CpeKey[] {
  const keys = product.identifiers.flatMap(({ type, id }) => {
    const cpe = type === 'cpe' ? parseLooseCpe(id) : undefined;
    return cpe ? [cpeKey(cpe) as CpeKey] : [];
  });
  return [...new Set(keys)];
}
