import { wholeFileSource } from './wholeFileSource';

/** endoflife.date API v1, every product with its releases at once: 2.7 MB, 0.3 MB on the way. */
export const endoflifeSource = wholeFileSource({
  name: 'endoflife',
  kind: 'endoflife',
  label: 'endoflife.date',
  file: 'products-full.json',
  maxBytes: 32 * 1024 * 1024,
  url: ({ endoflife }) => `${endoflife}/api/v1/products/full`,
});
