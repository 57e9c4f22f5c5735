import type { VerdictReason } from '../match/matcher';

/** Why a verdict was reached, as a sentence. */
export const REASON_WORDS: Readonly<Record<VerdictReason, string>> = {
  'version-in-range': 'The installed version is inside the range that the record gives.',
  'version-equal': 'The record names exactly this version.',
  'all-versions': 'The record covers every version.',
  'version-unspecified': 'The record names the product without saying which versions, so this is possible, not certain.',
  'update-unspecified': 'The record is about one update level of this version, which the inventory does not give.',
  'version-unknown': 'The inventory gives no version that can be compared, so nothing is said about it.',
  'low-confidence-identity': 'The name could only be mapped with low confidence, so this is possible, not certain.',
  'cna-data-only': 'NVD has not analyzed the record, and what it concerns is the word of the CNA alone, so this is possible, not certain.',
  'distribution-package': 'The upstream version is in the range, but the distribution may have backported the fix.',
  'distribution-release': 'The record names the whole distribution release; its advisories decide, and none that is loaded names it.',
  'condition-undecided': 'It depends on something that the inventory does not say.',
  'condition-not-met': 'It needs something else on the server that is not there.',
  'os-support-ended-before': 'Support of this release had ended before the vulnerability was published, so no general update fixes it.',
  'os-patched-before': 'The newest update of this server is older than the vulnerability.',
  'os-patched-after': 'A cumulative update newer than the vulnerability is installed.',
  'os-patch-level-unknown': 'The inventory does not say which updates are installed, so this is possible, not certain.',
  'version-outside-range': 'The installed version is outside the range that the record gives.',
  'attribute-differs': 'The record is about another edition, platform or language of the product.',
  'product-not-listed': 'The record does not name this product.',
  'advisory-affected': 'The distribution’s advisory says that the installed version is affected.',
  'advisory-fixed': 'The installed version is outside the range that the distribution’s advisory gives.',
  'advisory-not-listed': 'The distribution’s advisories for this package do not name it, so NVD’s upstream range does not count.',
  'advisory-other-stream': 'The advisory is about another module stream of this package, so this is possible, not certain.',
  'advisory-decides': 'The record names the whole release; the distribution’s advisories say which of its packages it concerns, and those are judged.',
};
