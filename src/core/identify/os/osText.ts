import type { OperatingSystem } from '../../inventory/model';
import type { Confidence, OsIdentity } from '../identity';

/** UTF-16 code units of a field that are looked at; a longer one is cut, so that every pattern stays cheap. */
const MAX_LENGTH = 256;

/** An operating system's fields with marks, repeated and unusual spaces removed. */
export interface OsText {
  readonly name: string;
  readonly version: string;
  readonly build: string;
  readonly architecture: string;
  /** The name comes from a hypervisor's guest list, which is coarser than what runs inside. */
  readonly guestType: boolean;
}

export function osText(os: OperatingSystem): OsText {
  const name = spaced(tidy(os.name));
  return {
    name,
    version: tidy(os.version),
    build: tidy(os.build),
    architecture: tidy(os.architecture),
    guestType: /\((?:32|64)-bit\)$/i.test(name),
  };
}

/** Names written as one word: Defender's `WindowsServer2012R2` and `RedHatEnterpriseLinux`, Resource Graph's `windows_server_2019`. */
function spaced(name: string): string {
  if (name.includes(' ')) return name;
  const words = name.replaceAll(/(?<!x86)_/gi, ' ');
  // Defender's `Windows8Blue` is 8.1.
  const joined = /^(?:microsoft)?(windows)(server|nt|rt)?(xp|vista|\d+(?:\.\d+)?)?(r2|multisession|wvd)?$/i.exec(words.replace(/8blue$/i, '8.1'));
  if (joined) return joined.slice(1).filter(Boolean).join(' ');
  return words.replace(/^RedHat(?:EnterpriseLinux)?$/i, 'Red Hat Enterprise Linux');
}

function tidy(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .replaceAll(/[®™©]|\((?:r|tm|c)\)/gi, '')
    .replaceAll(/[\s\u00a0\u200b]+/g, ' ')
    .trim();
}

/** CPE's name of the architecture, `x64`, `x86`, `arm64`, `itanium`; '*' when the inventory does not say. */
export function targetHardware({ architecture, name }: OsText): string {
  const text = `${architecture} ${name}`;
  if (/\b(?:arm64|aarch64)\b/i.test(text)) return 'arm64';
  if (/\b(?:ia-?64|itanium)\b/i.test(text)) return 'itanium';
  if (/\b(?:x64|x86[_-]64|amd64|64[- ]?bits?)\b/i.test(text)) return 'x64';
  if (/\b(?:x86|i[3-6]86|32[- ]?bits?)\b/i.test(text)) return 'x86';
  return '*';
}

/** What an operating system is when nothing more can be said. */
export function unknownOs(text: OsText, family: OsIdentity['family'] = 'unknown'): OsIdentity {
  return {
    cpes: [],
    version: '',
    scheme: 'generic',
    product: '',
    cycle: '',
    rule: 'unknown',
    confidence: 'low',
    family,
    distribution: '',
    label: text.name,
    build: '',
  };
}

/** The composed name, unless the inventory says less: a label never claims more than was read. */
export function labelOf(composed: string, text: OsText): string {
  const said = [text.name, text.version].filter((part) => part !== '').join(' ');
  return composed.length <= said.length ? composed : text.name || said;
}

export function weaker(a: Confidence, b: Confidence): Confidence {
  return a === 'low' || b === 'low' ? 'low' : a === 'medium' || b === 'medium' ? 'medium' : 'high';
}
