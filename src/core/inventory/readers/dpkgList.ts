import { quoted } from '../cellValues';
import type { Place } from './inventoryDraft';
import { lineListing, type ListingHost, type ListingRow } from './lineListing';
import { RPM_RELEASE } from './rpmList';

/** Second letter of `dpkg -l`: installed, or unpacked and half done. `n` and `c` have no files (left). */
const PRESENT = /^.[iUFHWt]/;
const NAME = String.raw`(?<software>[a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)?`;
const VERSION = String.raw`(?<version>(?:\d+:)?\d[A-Za-z0-9.+~:-]*)`;
/** Debian's architectures; `all` and `amd64` tell its lists from RPM's. */
const ARCHITECTURE = '(?:all|amd64|i386|arm64|armhf|armel|ppc64el|s390x|riscv64|mips64el|loong64)';
/** ${db:Status-Abbrev} and ${Status}. */
const STATE = '(?<state>[uirph][ncHUFWti][ R]?|(?:install|hold|deinstall|purge|unknown) \\S+ \\S+)';

const read: ListingRow['read'] = ({ state = 'ii', software = '', version = '' }, { draft, server }, place) => {
  server.softwareKnown = true;
  const isPresent = / /.test(state.trim()) ? !/ (?:config-files|not-installed)$/.test(state) : PRESENT.test(state);
  if (isPresent) draft.install(server, { name: software, version, source: 'dpkg' }, place);
};

/** Widths below which dpkg's columns never are. A list of a whole host has longer names, so that one no wider was cut. */
const LEAST_NAME_WIDTH = 14;
const MOST_CUT_VERSION_WIDTH = 14;

/** Until 2014 dpkg cut names and versions at the width of a terminal, 80 columns into a file. Half a version would be a wrong one. */
function uncut(groups: Readonly<Record<string, string | undefined>>, { draft, widths }: ListingHost, place: Place): typeof groups {
  const [, name = 0, version = 0] = widths ?? [];
  if (name !== LEAST_NAME_WIDTH) return groups;
  const tell = (text: string, fate: string): void => draft.complain(place, { code: 'value-unknown', message: `${quoted(text)} fills its column, where dpkg cuts it on narrow terminals; ${fate}.`, fix: 'Write the list again with dpkg-query -W.' }, 'warning');
  const { software = '', suffix = '', version: number = '' } = groups;
  if (software.length + suffix.length === name) tell(`${software}${suffix}`, 'the package may have a longer name');
  if (version > MOST_CUT_VERSION_WIDTH || number.length !== version) return groups;
  tell(number, 'the version is left out');
  return { ...groups, version: '' };
}

/** What `dpkg-query -W -f` is told to write, in the orders that are usual; one separator throughout a line. */
const separated = ['\\t', '\\|', ',', ';', ' +'].flatMap((by): readonly RegExp[] => [
  new RegExp(`^${NAME}${by}${VERSION}${by}${ARCHITECTURE}(?:${by}${STATE})?$`, 'd'),
  new RegExp(`^${NAME}${by}${VERSION}${by}${STATE}$`, 'd'),
  new RegExp(`^${STATE} *${by}${NAME}${by}${VERSION}?(?:${by}${ARCHITECTURE})?$`, 'd'),
]);
const COLUMNS = new RegExp(String.raw`(?:^|[\t|,; ])(?:${ARCHITECTURE}|[uirph][ncHUFWti]|(?:install|deinstall) \S+ \S+)(?:$|[\t|,; ])`);

/**
 * `dpkg -l`: state, package, version, architecture, description (dpkg-query(1)); its heading is in the language of who ran it.
 * Also the columns name, version, architecture and state, as scripts have `dpkg-query -W -f` write them.
 */
export const dpkgList = lineListing({
  id: 'dpkg-list',
  expects: 'the output of dpkg -l, or of dpkg-query -W -f with name, version, architecture and status',
  fix: 'Write the list again with dpkg-query -W.',
  rows: [
    {
      pattern: /^(?<state>[uirph][ncHUFWti][ R]?) +(?<software>[a-z0-9][a-z0-9+.-]*)(?<suffix>:[a-z0-9-]+)? +(?<version>\S+) +(?:[a-z0-9-]+|<none>)(?: .*)?$/d,
      read: (groups, host, place) => read(uncut(groups, host, place), host, place),
    },
    ...separated.map((pattern): ListingRow => ({ pattern, read })),
  ],
  notes: [/^\p{L}+=\p{L}/u, /^\|/, /^ {3,}\p{L}/u, /^\+\+\+-=/],
  note(line, host) {
    if (line.startsWith('+++-')) host.widths = line.split('-').map(({ length }) => length);
  },
  sure(lines) {
    if (lines.some((line) => /^(?:Desired=|\+\+\+-=|.i {2})/.test(line))) return 2;
    const telling = lines.filter((line) => COLUMNS.test(line) && !RPM_RELEASE.test(line)).length;
    return telling * 2 >= lines.length ? 2 : 0;
  },
});
