import { dataCves } from './data.js';
import { desktopCves } from './desktop.js';
import { javaCves } from './java.js';
import { linuxCves } from './linux.js';
import type { CveFact } from './types.js';
import { webCves } from './web.js';
import { windowsCves } from './windows.js';

/** Every CVE of the starter set. */
export const allCves: readonly CveFact[] = [...windowsCves, ...linuxCves, ...webCves, ...javaCves, ...dataCves, ...desktopCves];
