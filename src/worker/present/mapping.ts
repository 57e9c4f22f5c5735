import { isExplicit } from '../../core/identify/userRules/applyMapping';
import { ruleWords } from '../../core/identify/userRules/decisionRule';
import type { ProductFound } from '../../core/identify/userRules/findProducts';
import type { Mapping } from '../../core/identify/userRules/mapping';
import type { Placed } from '../../core/identify/userRules/placed';
import type { SoftwareIdentity } from '../../core/identify/identity';
import type { MappingOptions, ProductChoice } from '../../protocol/models/mapping';
import type { View } from './view';
import { plural } from './words';

/** A product as a Quick Pick shows it. */
export function presentProduct(found: ProductFound): ProductChoice {
  if (found.kind === 'product') {
    const { name, label, releases } = found.product;
    return { kind: 'product', value: name, label, detail: `endoflife.date, ${plural(releases.length, 'release')}`, score: found.score };
  }
  return { kind: 'cpe', value: found.cpe, label: found.key.slice(2), detail: `${KINDS[found.key[0]] ?? ''}, ${plural(found.rows, 'match row')} in the vulnerability feed`, score: found.score };
}

const KINDS: Readonly<Record<string, string>> = { a: 'application', o: 'operating system', h: 'hardware' };

export function presentMappingOptions({ assessment }: View, row: number, candidates: readonly ProductFound[], mapping: Placed<Mapping> | undefined): MappingOptions {
  const { estate, identities, software } = assessment;
  const { name, publisher, version } = estate.software[row];
  const identity = identities.software[row];
  return {
    name, publisher, version,
    servers: software.servers[row],
    now: identityWords(identity),
    mapping: mapping ? { file: mapping.file, line: mapping.line } : null,
    explicit: isExplicit(identity) ? 'The inventory itself says by a CPE or package URL what this is; that goes before a mapping.' : '',
    candidates: candidates.map(presentProduct),
  };
}

/** What a software stands for, as a sentence without its end. */
export function identityWords(identity: SoftwareIdentity): string {
  const by = ruleWords(identity.rule);
  if (identity.ignored) return `Ignored by ${by}`;
  const [cpe] = identity.cpes;
  const product = [identity.product, identity.cycle].filter(Boolean).join(' ');
  const what = cpe ? `${cpe.vendor}:${cpe.product}` : product;
  if (what === '') return identity.rule === 'unknown' ? 'Not identified' : `No product of the feeds, by ${by}`;
  return `${what} by ${by}, confidence ${identity.confidence}`;
}
