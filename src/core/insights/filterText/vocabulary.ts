import type { ServerFilter, SoftwareFilter, SoftwareRef, ProductRef } from '../filter';

/** What a key's values are. */
export type KeyKind =
  /** `yes` or `no`; the key alone is `yes`. */
  | 'flag'
  /** One of some words, or several. */
  | 'words'
  /** Any text, or several. */
  | 'values'
  /** One text. */
  | 'text'
  | 'cve'
  | 'dates'
  /** `( … )` with the keys of another vocabulary. */
  | 'group';

export type VocabularyName = 'servers' | 'software' | 'softwareParts' | 'productParts';

/** One key of the filter language, and the field that it sets. */
export interface FilterKey {
  readonly key: string;
  readonly aliases?: readonly string[];
  readonly field: string;
  readonly kind: KeyKind;
  /** Of `words`: each with the value that it stands for; of words for the same value the first is canonical. */
  readonly words?: Readonly<Record<string, string>>;
  /** Of `group`: the keys inside. */
  readonly inside?: VocabularyName;
  /** Of `group`: the field that a plain text sets instead of a group. */
  readonly short?: string;
  /** For the completion list. */
  readonly about: string;
}

const words = (...names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(names.map((name) => [name, name]));

const SEVERITY_WORDS = words('critical', 'high', 'medium', 'low', 'none', 'unknown');
const SUPPORT_WORDS = { ...words('ended'), paid: 'extended-paid', 'extended-paid': 'extended-paid', ...words('ending', 'supported', 'unknown') };
const RISK_WORDS = {
  ...words('os-end-of-support', 'software-end-of-support', 'vulnerabilities', 'pending-updates', 'missing-security-software', 'missing-patch-management'),
  'os-ended': 'os-end-of-support', 'software-ended': 'software-end-of-support', vulnerable: 'vulnerabilities', 'updates': 'pending-updates',
  'no-security-software': 'missing-security-software', 'no-patch-management': 'missing-patch-management',
};
const DATA_WORDS = { ...words('software', 'updates', 'os'), 'last-seen': 'lastSeen' };

/** Every field of a filter must have its key: the compiler names one that is forgotten. */
type KeysOf<Filter> = { readonly [Field in keyof Required<Omit<Filter, 'text'>>]: Omit<FilterKey, 'field'> };

const PRODUCT: Omit<FilterKey, 'field'> = { key: 'product', kind: 'group', inside: 'productParts', short: 'name', about: 'endoflife.date product, product:(name:redis cycle:7.2)' };
const SOFTWARE: Omit<FilterKey, 'field'> = { key: 'software', kind: 'group', inside: 'softwareParts', short: 'name', about: 'exactly this software' };
const CVE: Omit<FilterKey, 'field'> = { key: 'cve', kind: 'cve', about: 'affected by this CVE' };
const ENDS: Omit<FilterKey, 'field'> = { key: 'support-ends', kind: 'dates', about: '<2027-03-01, 2026-01-01..2026-12-31, 90d' };
const APPS: Omit<FilterKey, 'field'> = { key: 'app', aliases: ['application'], kind: 'values', about: 'name, or name and version; * and ? stand for any; "" without software data' };

const SERVER: KeysOf<ServerFilter> = {
  environments: { key: 'environment', aliases: ['env'], kind: 'values', about: 'environment' },
  sites: { key: 'site', kind: 'values', about: 'site' },
  os: { key: 'os', kind: 'values', about: 'operating system' },
  workloads: { key: 'workload', kind: 'words', words: { ...words('databases', 'web', 'containers', 'business', 'other', 'unknown') }, about: 'what it is for, by its software' },
  criticality: { key: 'criticality', kind: 'words', words: { ...words('critical', 'high', 'medium', 'low'), none: '' }, about: 'how critical it is' },
  coverage: { key: 'coverage', kind: 'words', words: words('protected', 'partial', 'unprotected', 'excluded', 'unknown'), about: 'security and patch-management software' },
  tags: { key: 'tag', kind: 'values', about: 'key or key=value' },
  support: { key: 'support', kind: 'words', words: SUPPORT_WORDS, about: 'support of the operating system' },
  supportEnds: ENDS,
  atRisk: { key: 'at-risk', kind: 'flag', about: 'has a risk' },
  risks: { key: 'risk', kind: 'words', words: RISK_WORDS, about: 'why it is at risk' },
  levels: { key: 'level', kind: 'words', words: SEVERITY_WORDS, about: 'highest severity' },
  severities: { key: 'severity', kind: 'words', words: SEVERITY_WORDS, about: 'has findings of this severity' },
  exploited: { key: 'exploited', kind: 'flag', about: 'has a known exploited vulnerability' },
  cve: CVE,
  findings: { key: 'finding', kind: 'values', about: 'CVE id, check, or text' },
  names: { key: 'name', kind: 'values', about: 'name of the server; * and ? stand for any' },
  apps: APPS,
  software: SOFTWARE,
  product: PRODUCT,
  updates: { key: 'updates', kind: 'words', words: words('critical', 'security', 'other'), about: 'has pending updates of this class' },
  knows: { key: 'has', kind: 'words', words: DATA_WORDS, about: 'what the inventory says' },
  lacks: { key: 'lacks', kind: 'words', words: DATA_WORDS, about: 'what the inventory does not say' },
  unknownRisks: { key: 'unknown', kind: 'words', words: RISK_WORDS, about: 'a risk of which nothing is known' },
  stale: { key: 'stale', kind: 'flag', about: 'not seen for long' },
  keys: { key: 'key', kind: 'values', about: 'exactly this server' },
  within: { key: 'within', kind: 'group', inside: 'servers', about: 'only servers that pass this too' },
  except: { key: 'except', kind: 'group', inside: 'servers', about: 'none of these' },
};

const SOFTWARE_LIST: KeysOf<SoftwareFilter> = {
  atRisk: { key: 'at-risk', kind: 'flag', about: 'end of support or vulnerable' },
  risks: { key: 'risk', kind: 'words', words: { ...words('end-of-support', 'vulnerable', 'end-of-support-and-vulnerable'), ended: 'end-of-support', both: 'end-of-support-and-vulnerable' }, about: 'why it is at risk' },
  levels: { key: 'level', kind: 'words', words: SEVERITY_WORDS, about: 'highest severity' },
  exploited: { key: 'exploited', kind: 'flag', about: 'has a known exploited vulnerability' },
  support: { key: 'support', kind: 'words', words: SUPPORT_WORDS, about: 'support of this version' },
  supportEnds: ENDS,
  categories: {
    key: 'category', kind: 'words', about: 'category',
    words: {
      security: 'Security & compliance', databases: 'Databases and data platforms', web: 'Web hosting', business: 'Business applications',
      containers: 'Containers and virtualization', others: 'Others',
    },
  },
  publishers: { key: 'publisher', kind: 'values', about: 'publisher' },
  sources: { key: 'source', kind: 'values', about: 'where the inventory has it from' },
  cve: CVE,
  identified: { key: 'identified', kind: 'flag', about: 'the feeds know it' },
  versionKnown: { key: 'version-known', kind: 'flag', about: 'its version could be read' },
  name: { key: 'name', kind: 'text', about: 'exactly this name' },
  apps: APPS,
  software: SOFTWARE,
  product: PRODUCT,
  server: { key: 'server', kind: 'text', about: 'installed on this server (key)' },
  servers: { key: 'on', kind: 'group', inside: 'servers', about: 'installed on servers that pass this' },
  except: { key: 'except', kind: 'group', inside: 'software', about: 'none of these' },
};

const part = (key: string): Omit<FilterKey, 'field'> => ({ key, kind: 'text', about: `exactly this ${key}` });
const SOFTWARE_PARTS: KeysOf<SoftwareRef> = { name: part('name'), publisher: part('publisher'), version: part('version'), source: part('source'), cpe: part('cpe'), purl: part('purl') };
const PRODUCT_PARTS: KeysOf<ProductRef> = { name: part('name'), cycle: part('cycle') };

function list(keys: Readonly<Record<string, Omit<FilterKey, 'field'>>>): readonly FilterKey[] {
  return Object.entries(keys).map(([field, key]) => ({ field, ...key }));
}

/** The keys of each list, and of what is named in groups, in the order in which they are written. */
export const VOCABULARIES: Readonly<Record<VocabularyName, readonly FilterKey[]>> = {
  servers: list(SERVER), software: list(SOFTWARE_LIST), softwareParts: list(SOFTWARE_PARTS), productParts: list(PRODUCT_PARTS),
};

/** The key of this name or alias, in any case. */
export function findKey(vocabulary: VocabularyName, name: string): FilterKey | undefined {
  const wanted = name.toLowerCase();
  return VOCABULARIES[vocabulary].find(({ key, aliases = [] }) => key === wanted || aliases.includes(wanted));
}

/** A flag that stands alone: `stale`, `-exploited`. */
export function findFlag(vocabulary: VocabularyName, word: string): FilterKey | undefined {
  const found = findKey(vocabulary, word);
  return found?.kind === 'flag' ? found : undefined;
}

/** Plain words are searched for in lists only. */
export function takesText(vocabulary: VocabularyName): boolean {
  return vocabulary === 'servers' || vocabulary === 'software';
}

/** Words without their other names. */
export function canonicalWords({ words = {} }: FilterKey): string[] {
  return Object.keys(words).filter((word) => Object.keys(words).find((first) => words[first] === words[word]) === word);
}
