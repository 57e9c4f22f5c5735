import { wholeFileSource } from './wholeFileSource';

/** CISA's catalogue of known exploited vulnerabilities, 1.5 MB. */
export const kevSource = wholeFileSource({
  name: 'kev',
  kind: 'kev',
  label: 'KEV',
  file: 'known_exploited_vulnerabilities.json',
  maxBytes: 32 * 1024 * 1024,
  url: ({ kev }) => kev,
});
