import type { CpeKey } from '../../core/identify/cpeFields';
import type { Confidence, Cpe, DistributionPackage, IdentityCandidate, SoftwareIdentity } from '../../core/identify/identity';
import type { ByteWriter } from './byteWriter';

/** Scores have three digits. */
const SCORE_SCALE = 1_000;

/** What users say is laid over a decision and is no part of it; a field that is added to identities must be written here, or named here as theirs. */
type Written = 'cpes' | 'version' | 'scheme' | 'product' | 'cycle' | 'rule' | 'confidence' | 'distribution' | 'category' | 'subcategory' | 'candidates';
type OfUsers = 'ignored' | 'categoryRule';
type Complete = Exclude<keyof SoftwareIdentity, Written | OfUsers> extends never ? SoftwareIdentity : never;

/** An identity as whole numbers, texts by their number in a table: some forty bytes. Beyond the format's number nothing tells its fields. */
export function writeIdentity(to: ByteWriter, identity: Complete, textNumber: (text: string) => number): void {
  const text = (value: string): void => to.number(textNumber(value));
  const { distribution, candidates = [] } = identity;
  to.number(distribution === null ? 0 : 1);
  for (const field of ['version', 'scheme', 'product', 'cycle', 'rule', 'confidence', 'category', 'subcategory'] as const) text(identity[field]);
  if (distribution) for (const field of ['manager', 'name', 'source', 'upstreamVersion'] as const) text(distribution[field]);
  to.number(identity.cpes.length);
  for (const cpe of identity.cpes) {
    for (const field of ['part', 'vendor', 'product', 'version', 'update', 'edition', 'language', 'swEdition', 'targetSw', 'targetHw', 'other'] as const) text(cpe[field]);
  }
  to.number(candidates.length);
  for (const { key, score } of candidates) {
    text(key);
    to.number(Math.round(score * SCORE_SCALE));
  }
}

/** What `writeIdentity` wrote at `from`. */
export function readIdentity(bytes: Uint8Array, from: number, texts: (number: number) => string): SoftwareIdentity {
  let at = from;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const text = (): string => texts(number());
  const distributed = number() === 1;
  const version = text();
  const scheme = text() as SoftwareIdentity['scheme'];
  const product = text();
  const cycle = text();
  const rule = text();
  const confidence = text() as Confidence;
  const category = text() as SoftwareIdentity['category'];
  const subcategory = text();
  const distribution = distributed ? { manager: text() as DistributionPackage['manager'], name: text(), source: text(), upstreamVersion: text() } : null;
  const cpes: Cpe[] = [];
  for (let left = number(); left > 0; left--) {
    cpes.push({
      part: text() as Cpe['part'], vendor: text(), product: text(), version: text(), update: text(), edition: text(),
      language: text(), swEdition: text(), targetSw: text(), targetHw: text(), other: text(),
    });
  }
  const candidates: IdentityCandidate[] = [];
  for (let left = number(); left > 0; left--) candidates.push({ key: text() as CpeKey, score: number() / SCORE_SCALE });
  const identity: SoftwareIdentity = { cpes, version, scheme, product, cycle, rule, confidence, distribution, category, subcategory };
  return candidates.length > 0 ? { ...identity, candidates } : identity;
}
