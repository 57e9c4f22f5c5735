import type { OperatingSystem } from '../model';
import { READ_LIMITS } from '../reader';
import { NO_OPERATING_SYSTEM } from '../serverFacts';

/** What listings of one host are called after the tool that wrote them; longest first where one begins another. */
const TOOL = [
  'dpkg-query-w', 'dpkg-query', 'dpkg-l', 'dpkg', 'packages', 'apt-list-installed', 'apt-list-upgradable', 'apt-get-s-dist-upgrade', 'apt-installed',
  'apt-upgradable', 'apt-list', 'apt', 'rpm-qa', 'rpm', 'dnf-updateinfo', 'yum-updateinfo', 'updateinfo', 'dnf', 'yum',
  'winget-export', 'winget', 'osquery', 'programs', 'deb_packages', 'rpm_packages', 'ansible-facts', 'ansible', 'facts',
  'uninstall', 'registry', 'hotfixes', 'hotfix', 'updates', 'software', 'installed', 'upgradable', 'sbom', 'bom', 'cdx', 'spdx',
].join('|');

const ONLY_TOOL = new RegExp(`^(?:${TOOL})$`, 'i');
const BEFORE = new RegExp(`^(?:${TOOL})[-_.@]+(?=.)`, 'i');
const AFTER = new RegExp(`(?<=.)[-_.@](?:${TOOL})$`, 'i');
const EXTENSION = /(?<=.)\.(?:txt|csv|tsv|list|lst|log|out|json|reg|xlsx)$/i;

/** The host that a listing is of, by the file's name: `web01` of `web01.txt`, `web01.dpkg.txt` and `dpkg-query-W-web01.txt`. */
export function hostOf(fileName: string): string {
  const base = withoutExtension(fileName);
  if (ONLY_TOOL.test(base)) return base;
  return base.replace(BEFORE, '').replace(AFTER, '');
}

/** True where that is only what tools call their output, `packages.txt`, so that it says nothing of the host. */
export function namesNoHost(fileName: string): boolean {
  return ONLY_TOOL.test(withoutExtension(fileName));
}

/** What a tool writes for the machine that it runs on when nobody named one. */
export function isHere(name: string): boolean {
  return name === '' || name === '.' || name.toLowerCase() === 'localhost';
}

/** Base names under which the host's `os-release` may lie beside its listing. */
export function releaseFilesOf(fileName: string): readonly string[] {
  return [...new Set([`${hostOf(fileName)}.${OS_RELEASE}`, `${withoutExtension(fileName)}.${OS_RELEASE}`, OS_RELEASE])];
}

const OS_RELEASE = 'os-release';

function withoutExtension(fileName: string): string {
  return fileName.replace(EXTENSION, '');
}

/** The operating system by the first of those files that there is. */
export function releaseBeside(fileName: string, companions: ReadonlyMap<string, string>): OperatingSystem {
  const text = releaseFilesOf(fileName).map((name) => companions.get(name)).find((each) => each !== undefined);
  return text === undefined ? NO_OPERATING_SYSTEM : osOfRelease(text);
}

/** os-release(5): `KEY=value` lines, values quoted as a shell would. */
function osOfRelease(text: string): OperatingSystem {
  const values = new Map<string, string>();
  for (const line of text.slice(0, READ_LIMITS.headBytes).split(/\r\n|\r|\n/)) {
    const match = /^\s*([A-Z][A-Z0-9_]*)=(.*?)\s*$/.exec(line);
    if (!match) continue;
    const value = match[2]!.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(["'\\$`])/g, '$1');
    values.set(match[1]!, value.slice(0, READ_LIMITS.cellLength).trim());
  }
  return {
    ...NO_OPERATING_SYSTEM,
    name: values.get('NAME') || values.get('PRETTY_NAME') || values.get('ID') || '',
    version: values.get('VERSION_ID') || '',
  };
}
