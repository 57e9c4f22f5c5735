import type { CpeKey } from '../../core/identify/cpeFields';
import type { Confidence, Cpe, DistributionPackage, IdentityCandidate, SoftwareIdentity } from '../../core/identify/identity';
import type { ByteWriter } from './byteWriter';

/** Scores have three digits. */
const SCORE_SCALE = 1_000;

/** Most fields of most CPE names: which ones say more is a bit each, in this order, the first being the lowest. */
const ANY = '*';
const CPE_FIELDS = ['part', 'vendor', 'product', 'version', 'update', 'edition', 'language', 'swEdition', 'targetSw', 'targetHw', 'other'] as const satisfies readonly (keyof Cpe)[];
const VERSION_FIELD = CPE_FIELDS.indexOf('version');

/** What users say is laid over a decision and is no part of it; a field that is added to identities must be written here, or named here as theirs. */
type Written = 'cpes' | 'version' | 'scheme' | 'product' | 'cycle' | 'rule' | 'confidence' | 'distribution' | 'category' | 'subcategory' | 'candidates';
type OfUsers = 'ignored' | 'categoryRule';
type Complete = Exclude<keyof SoftwareIdentity, Written | OfUsers> extends never ? SoftwareIdentity : never;

/** An identity as whole numbers, texts by their number in a table: some twenty-five bytes. Beyond the format's number nothing tells its fields. */
export function writeIdentity(to: ByteWriter, key: string, identity: Complete, textNumber: (text: string) => number): void {
  const text = (value: string): void => to.number(textNumber(value));
  /** What the row says itself stands in its key and needs no text: most versions are nobody else's. */
  const said = (value: string): void => {
    const at = value === '' ? -1 : key.indexOf(value);
    to.number(at + 1);
    if (at < 0) text(value);
    else to.number(value.length);
  };
  const { distribution, candidates = [] } = identity;
  to.number(distribution === null ? 0 : 1);
  said(identity.version);
  for (const field of ['scheme', 'product', 'cycle', 'rule', 'confidence', 'category', 'subcategory'] as const) text(identity[field]);
  if (distribution) {
    text(distribution.manager);
    for (const field of ['name', 'source', 'upstreamVersion'] as const) said(distribution[field]);
  }
  to.number(identity.cpes.length);
  for (const cpe of identity.cpes) {
    let given = 0;
    for (let at = 0; at < CPE_FIELDS.length; at++) if (cpe[CPE_FIELDS[at]!] !== ANY) given |= 1 << at;
    to.number(given);
    for (let at = 0; at < CPE_FIELDS.length; at++) if ((given >> at) & 1) (at === VERSION_FIELD ? said : text)(cpe[CPE_FIELDS[at]!]);
  }
  to.number(candidates.length);
  for (const { key, score } of candidates) {
    text(key);
    to.number(Math.round(score * SCORE_SCALE));
  }
}

/** What `writeIdentity` wrote at `from` about the same key. */
export function readIdentity(bytes: Uint8Array, from: number, key: string, texts: (number: number) => string): SoftwareIdentity {
  let at = from;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value |= (byte & 127) << shift;
      // Beyond the end there is no byte: that ends a number too.
      if ((byte & 128) === 0) return value >>> 0;
    }
  };
  const text = (): string => texts(number());
  const said = (): string => {
    const at = number();
    return at === 0 ? text() : key.slice(at - 1, at - 1 + number());
  };
  const distributed = number() === 1;
  const version = said();
  const scheme = text() as SoftwareIdentity['scheme'];
  const product = text();
  const cycle = text();
  const rule = text();
  const confidence = text() as Confidence;
  const category = text() as SoftwareIdentity['category'];
  const subcategory = text();
  const distribution = distributed ? { manager: text() as DistributionPackage['manager'], name: said(), source: said(), upstreamVersion: said() } : null;
  const cpes: Cpe[] = [];
  for (let left = number(); left > 0; left--) {
    const given = number();
    const field = (at: number): string => ((given >> at) & 1 ? (at === VERSION_FIELD ? said() : text()) : ANY);
    cpes.push({
      part: field(0) as Cpe['part'], vendor: field(1), product: field(2), version: field(3), update: field(4), edition: field(5),
      language: field(6), swEdition: field(7), targetSw: field(8), targetHw: field(9), other: field(10),
    });
  }
  const candidates: IdentityCandidate[] = [];
  for (let left = number(); left > 0; left--) candidates.push({ key: text() as CpeKey, score: number() / SCORE_SCALE });
  const identity: SoftwareIdentity = { cpes, version, scheme, product, cycle, rule, confidence, distribution, category, subcategory };
  return candidates.length > 0 ? { ...identity, candidates } : identity;
}
