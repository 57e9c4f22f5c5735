import { lineListing } from './lineListing';

/** Second letter of `dpkg -l`: installed, or unpacked and half done. `n` and `c` have no files (left). */
const PRESENT = /^.[iUFHWt]/;

/** `dpkg -l`: state, package, version, architecture, description (dpkg-query(1)). */
export const dpkgList = lineListing({
  id: 'dpkg-list',
  expects: 'the output of dpkg -l',
  fix: 'Write the list again with dpkg-query -W.',
  rows: [{
    pattern: /^(?<state>[uirph][ncHUFWti][ R]?) +(?<software>[a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)? +(?<version>\S+) +(?:[a-z0-9-]+|<none>)(?: .*)?$/d,
    read({ state = '', software = '', version = '' }, { draft, server }, place) {
      server.softwareKnown = true;
      if (PRESENT.test(state)) draft.install(server, { name: software, version, source: 'dpkg' }, place);
    },
  }],
  notes: [/^Desired=/, /^\| Status=/, /^\|\/ Err\?=/, /^\|\|\/ Name /, /^\+\+\+-=/],
  sure: (lines) => (lines.some((line) => /^(?:Desired=|\+\+\+-=|.i  )/.test(line)) ? 2 : 1),
});
