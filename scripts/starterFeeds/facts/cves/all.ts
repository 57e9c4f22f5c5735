import { dataCves } from './data';
import { desktopCves } from './desktop';
import { javaCves } from './java';
import { linuxCves } from './linux';
import type { CveFact } from './types';
import { webCves } from './web';
import { windowsCves } from './windows';

/** Every CVE of the starter set. */
export const allCves: readonly CveFact[] = [...windowsCves, ...linuxCves, ...webCves, ...javaCves, ...dataCves, ...desktopCves];
