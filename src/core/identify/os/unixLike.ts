import { findRelease } from '../cycles';
import type { OsIdentity } from '../identity';
import type { LifecycleCatalog } from '../lifecycle';
import { labelOf, unknownOs, type OsText } from './osText';
import { UNIX_LIKE, type UnixLike } from './unixLikeReleases';

/** Linux distributions, macOS, ESXi and the Unixes; undefined when the name is none of them. */
export function identifyUnixLike(text: OsText, lifecycle: LifecycleCatalog): OsIdentity | undefined {
  const kind = UNIX_LIKE.find(({ pattern }) => pattern.test(text.name));
  if (!kind) return /linux|\bgnu\b/i.test(text.name) ? unknownOs(text, 'linux') : undefined;
  const version = versionOf(kind, text);
  const choice = kind.choose?.(version, text) ?? kind;
  const product = choice.product === '' ? undefined : lifecycle.product(choice.product);
  const release = product && version !== '' ? findRelease(product, version) : undefined;
  const cpes = choice.cpes(version, text.name);
  // Medium makes what the feeds say of the first level only possible.
  const levelUnknown = choice.hasLevels === true && cpes.every(({ update }) => update === '*');
  return {
    cpes,
    version,
    scheme: 'generic',
    product: product?.name ?? '',
    cycle: release?.name ?? '',
    rule: `os:${choice.id}`,
    confidence: version === '' ? 'low' : release || choice.product === '' ? (text.guestType || levelUnknown ? 'medium' : 'high') : 'medium',
    family: choice.family,
    distribution: choice.id,
    label: labelOf(`${choice.label} ${choice.shownVersion?.(version, text.name) ?? version}`.trim(), text),
    build: '',
  };
}

const VERSION = /\d+(?:\.\d+)*/;
/** A further number or hotfix, `10.2.9-h1` of `10.2.9`. */
const CONTINUES = /^(?:\.|-h\d)/;
/** A kernel release in the version column: `5.4.0-42-generic`, `4.18.0-372.el8.x86_64`. */
const KERNEL = /-generic|\.el\d|\.amzn|-amd64|\d-default|-azure|-aws|^[2-6]\.\d+\.\d+-\d/i;

/**
 * The finer of the name's and the version column's number when one continues the other, else the name's;
 * '' when the name is a range of releases (`CentOS 4/5 or later`) and nothing else tells.
 */
function versionOf(kind: UnixLike, { name, version, build }: OsText): string {
  const range = /\d\/\d|or later|or newer/i.test(name);
  // "Oracle Linux 7 (64-bit)": the bits are not a version; nor is a point of "Other 3.x".
  const bare = name.replace(/\((?:32|64)-bit\)|\b(?:x86[_-]64|amd64|arm64|i[3-6]86)\b/gi, ' ');
  const named = range ? '' : (servicePackVersion(bare) ?? kind.version?.(bare) ?? VERSION.exec(bare.replace(kind.pattern, ' '))?.[0] ?? '');
  const column = KERNEL.test(version) ? '' : (servicePackVersion(version) ?? kind.version?.(version) ?? VERSION.exec(version)?.[0] ?? '');
  return finer(finer(named, column), kind.version?.(build) ?? '');
}

/** The second where it continues the first, or where there is no first. */
function finer(version: string, other: string): string {
  return version === '' || (other.startsWith(version) && CONTINUES.test(other.slice(version.length))) ? other : version;
}

/** SUSE's `12 SP5`, `15-SP5`, `11 (x86_64) PATCHLEVEL 4`: `12.5`, `15.5`, `11.4`. */
function servicePackVersion(text: string): string | undefined {
  const match = /(?<![\d.])(\d{2})[^\d]{0,12}(?:sp|patchlevel)[ =]{0,3}(\d)\b/i.exec(text);
  return match ? `${match[1]}.${match[2]}` : undefined;
}
