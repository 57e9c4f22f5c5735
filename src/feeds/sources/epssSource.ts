import { wholeFileSource } from './wholeFileSource';

/** The exploit prediction scores of the day, 2 MB packed. */
export const epssSource = wholeFileSource({
  name: 'epss',
  kind: 'epss',
  label: 'EPSS',
  file: 'epss_scores-current.csv.gz',
  maxBytes: 64 * 1024 * 1024,
  url: ({ epss }) => epss,
});
