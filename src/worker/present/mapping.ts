import { isExplicit } from '../../core/identify/userRules/applyMapping';
import { ruleWords } from '../../core/identify/userRules/decisionRule';
import type { ProductFound } from '../../core/identify/userRules/findProducts';
import type { Mapping } from '../../core/identify/userRules/mapping';
import type { Placed } from '../../core/identify/userRules/placed';
import type { SoftwareIdentity } from '../../core/identify/identity';
import type { MappingOptions, ProductChoice } from '../../protocol/models/mapping';
import { LANGUAGE, t } from '../l10n';
import type { View } from './view';
import { confidenceWord, plural } from './words';

/** A product as a Quick Pick shows it. */
export function presentProduct(found: ProductFound): ProductChoice {
  if (found.kind === 'product') {
    const { name, label, releases } = found.product;
    return { kind: 'product', value: name, label, detail: `endoflife.date, ${plural(releases.length, '{0} release', '{0} releases')}`, score: found.score };
  }
  return { kind: 'cpe', value: found.cpe, label: found.key.slice(2), detail: `${KINDS[found.key[0]] ?? ''}, ${plural(found.rows, '{0} match row in the vulnerability feed', '{0} match rows in the vulnerability feed')}`, score: found.score };
}

const KINDS: Readonly<Record<string, string>> = { a: t('application'), o: t('operating system'), h: t('hardware') };

export function presentMappingOptions({ assessment }: View, row: number, candidates: readonly ProductFound[], mapping: Placed<Mapping> | undefined): MappingOptions {
  const { estate, identities, software } = assessment;
  const { name, publisher, version } = estate.software[row];
  const identity = identities.software[row];
  return {
    name, publisher, version,
    servers: software.servers[row],
    now: identityWords(identity),
    mapping: mapping ? { file: mapping.file, line: mapping.line } : null,
    explicit: isExplicit(identity) ? t('The inventory itself says by a CPE or package URL what this is; that goes before a mapping.') : '',
    candidates: candidates.map(presentProduct),
  };
}

/** What a software stands for, as a sentence without its end. */
export function identityWords(identity: SoftwareIdentity): string {
  const by = ruleWords(identity.rule, LANGUAGE);
  if (identity.ignored) return t('Ignored by {0}', by);
  const [cpe] = identity.cpes;
  const product = [identity.product, identity.cycle].filter(Boolean).join(' ');
  const what = cpe ? `${cpe.vendor}:${cpe.product}` : product;
  if (what === '') return identity.rule === 'unknown' ? t('Not identified') : t('No product of the feeds, by {0}', by);
  return t('{0} by {1}, confidence {2}', what, by, confidenceWord(identity.confidence));
}
