import type { OperatingSystem } from '../inventory/model';
import type { OsIdentity } from './identity';
import type { LifecycleCatalog } from './lifecycle';
import { osText, unknownOs } from './os/osText';
import { identifyUnixLike } from './os/unixLike';
import { identifyWindows, isWindows } from './os/windows';

/**
 * What an operating system's name, version and build stand for. Never throws; what is not recognised has no CPE,
 * rule `unknown` and confidence `low`.
 *
 * `cpes` carry the release as NVD writes it (`windows_server_2012` `r2`, `debian_linux` `11.0`); Windows' build stands in
 * `build`, since ranges of Windows records compare it. The kernel of a Linux is judged by its package, not here.
 * `product` and `cycle` are set only to what `lifecycle` has.
 */
export function identifyOs(os: OperatingSystem, lifecycle: LifecycleCatalog): OsIdentity {
  const text = osText(os);
  if (isWindows(text)) return identifyWindows(text, lifecycle);
  return identifyUnixLike(text, lifecycle) ?? unknownOs(text);
}
