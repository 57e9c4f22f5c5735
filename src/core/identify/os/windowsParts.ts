import { cpeOf } from '../cpeFields';
import type { Cpe } from '../identity';

/** Version 1, which the records of MS17-010 are about (CVE-2017-0144, "EternalBlue"). */
const FILE_SHARING = cpeOf('a:microsoft:server_message_block', { version: '1.0' });
/** Windows that installs it unasked, by the first name of the release: until Server 2016 and version 1703 of Windows 10. */
const WITH_FILE_SHARING: ReadonlySet<string> = new Set([
  'windows_vista', 'windows_7', 'windows_8', 'windows_8.1', 'windows_rt', 'windows_rt_8.1',
  'windows_10_1507', 'windows_10_1511', 'windows_10_1607', 'windows_10_1703',
  'windows_server_2008', 'windows_server_2012', 'windows_server_2016',
]);

/**
 * Names of what belongs to a Windows and is mended by its updates, though NVD files it as software that Windows is the condition of.
 * No inventory lists it, and its version says nothing of a fix: as a name of the operating system it is judged by how far that is patched.
 */
export function windowsParts([first]: readonly Cpe[]): readonly Cpe[] {
  // Semi-annual releases stand under a year's product with a version of their own.
  const isRelease = first !== undefined && (first.version === '-' || first.version === 'r2');
  return isRelease && WITH_FILE_SHARING.has(first.product) ? [FILE_SHARING] : [];
}
