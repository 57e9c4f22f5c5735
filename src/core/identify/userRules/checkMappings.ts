import type { Problem } from '../../inventory/problem';
import { cpeKey } from '../cpe';
import { releaseNamed } from '../cycles';
import type { LifecycleCatalog } from '../lifecycle';
import type { Mapping } from './mapping';
import { mappingCpe } from './mappingCpe';
import type { Placed } from './placed';

/** Releases named in one message. */
const MOST_NAMED = 8;

/** Which vendor and product pairs the loaded feed has; `MatchIndex` tells. */
export interface KnownProducts {
  hasProduct(key: string): boolean;
}

/** Names in mappings that the loaded feeds lack. The rest of such a mapping is applied. */
export function checkMappings(mappings: readonly Placed<Mapping>[], lifecycle: LifecycleCatalog, feed: KnownProducts | undefined): readonly Problem[] {
  return mappings.flatMap(({ entry, ...place }) => [...checkCpe(entry, feed), ...checkProduct(entry, lifecycle)].map(({ message, fix }): Problem => ({
    file: place.file, line: place.line, column: place.column, severity: 'warning', code: 'mapping-unknown-name', message, fix,
  })));
}

type Complaint = Pick<Problem, 'message' | 'fix'>;

function checkCpe({ name, cpe }: Mapping, feed: KnownProducts | undefined): Complaint[] {
  const parsed = cpe === undefined ? undefined : mappingCpe(cpe);
  if (parsed === undefined || feed === undefined || feed.hasProduct(cpeKey(parsed))) return [];
  return [{
    message: `The loaded vulnerability feed has no product ${parsed.vendor}:${parsed.product}, so no vulnerability of ${name} is found.`,
    fix: 'Choose another with Set Mapping…, or refresh the feeds.',
  }];
}

function checkProduct({ name, product, cycle }: Mapping, lifecycle: LifecycleCatalog): Complaint[] {
  if (product === undefined) return [];
  const known = lifecycle.product(product);
  if (known === undefined) {
    return [{ message: `endoflife.date has no product "${product}", so the support of ${name} stays unknown.`, fix: 'Write its name as in the address of its page there, or choose it with Set Mapping….' }];
  }
  if (cycle === undefined || releaseNamed(known, cycle)) return [];
  const names = known.releases.slice(0, MOST_NAMED).map((release) => release.name).join(', ');
  return [{
    message: `${known.label} has no release "${cycle}" at endoflife.date, so the release of ${name} follows from its version.`,
    fix: `Its releases are ${names}${known.releases.length > MOST_NAMED ? ' and older ones' : ''}.`,
  }];
}
