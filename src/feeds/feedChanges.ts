import { exportBundle } from './bundle/exportBundle';
import { importBundle } from './bundle/importBundle';
import { importFeedsOrBundle } from './bundle/importFeedsOrBundle';
import { updateFeeds } from './sync/updateFeeds';

/**
 * Everything that changes feeds: the network, the decoders, the writers. Built as `dist/feedChanges.js`, which the worker and the CLI load
 * when feeds are first changed: half of their code would otherwise be read at every start, and most starts only read what is there.
 * Import it with `import()` only.
 */
export const feedChanges = { exportBundle, importBundle, importFeedsOrBundle, updateFeeds };
