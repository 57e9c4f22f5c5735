import { lineListing, type ListingHost } from './lineListing';
import type { Place } from './inventoryDraft';

const FIX = 'Write the list again with apt list --installed, or apt list --upgradable.';
/** "Listing..." in another language. */
const LISTING = /^\p{Lu}[\p{L} ']*(?:\.\.\.|…)(?: ?\p{L}+)?$/u;
/** Suites that carry security updates: `bookworm-security`, `jammy-security`, `oldstable-security`. */
const SECURITY_SUITE = /(?:^|[,/:-])(?:[a-z]+-)?security\b/i;

function pending({ draft, server }: ListingHost, name: string, version: string, suite: string, place: Place): void {
  const isSecurity = SECURITY_SUITE.test(suite);
  draft.update(server, { id: name, title: `${name} ${version}`, class: isSecurity ? 'security' : 'other', classification: suite, releasedOn: null }, place);
}

const ROW = /^(?<software>[a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)?\/(?<suite>\S*) (?<version>\S+) [a-z0-9-]+(?: \[(?<state>[^\]]*)\])?$/d;

/** What waits is listed without being there now, and its state ends with the version that is, in whatever language: "upgradable from: 1.0". */
function waits(suite: string, state: string): boolean {
  const words = state.split(' ');
  const last = words.pop() ?? '';
  return state.startsWith('upgradable from: ') || (!/(?:^|,)now$/.test(suite) && /\d/.test(last) && words.join(' ').includes(':'));
}

/** A list of nothing but what waits, in any language; in the others what is installed cannot be told from what was removed. */
function isWaitingList(lines: readonly string[]): boolean {
  const rows = lines.map((line) => ROW.exec(line)?.groups).filter((groups) => groups !== undefined);
  return rows.length > 0 && rows.every(({ suite = '', state = '' }) => waits(suite, state));
}

/**
 * `apt list --installed` and `apt list --upgradable`: package/suites version architecture [state].
 * The second lists only what waits for an update, so it says nothing about the other software.
 */
export const aptList = lineListing({
  id: 'apt-list',
  expects: 'the output of apt list --installed or apt list --upgradable',
  fix: FIX,
  rows: [{
    pattern: ROW,
    read({ software = '', suite = '', version = '', state = '' }, host, place) {
      if (waits(suite, state)) return pending(host, software, version, suite, place);
      if (!/^installed\b/.test(state)) return;
      host.draft.install(host.server, { name: software, version, source: 'dpkg' }, place);
      const to = /upgradable to: (\S+?)[,\]]?$/.exec(state);
      if (to) pending(host, software, to[1]!, suite, place);
    },
  }],
  notes: [/^Listing\.\.\./, LISTING, /^WARNING: apt does not have a stable CLI/, /^[NW]: /],
  sure: (lines) => (lines.some((line) => /^Listing\.\.\.|\[(?:installed|upgradable|residual)/.test(line)) || isWaitingList(lines) ? 2 : 0),
  // Only an upgradable list can be empty: no machine has nothing installed.
  nonePending: /^Listing\.\.\.(?: Done)?$/,
});

const INST = /^Inst (?<software>[a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)?(?: \[[^\]]*\])? \((?<version>\S+) (?<origins>[^[)]*)\[[^\]]*\]\)(?: \[.*\])?$/d;

/** `apt-get -s dist-upgrade`: what would be installed, with the origins that tell security updates apart. */
export const aptSimulation = lineListing({
  id: 'apt-simulation',
  expects: 'the output of apt-get -s dist-upgrade',
  fix: 'Write the list again with apt-get -s dist-upgrade.',
  rows: [{
    pattern: INST,
    read({ software = '', version = '', origins = '' }, host, place) {
      pending(host, software, version, origins.trim(), place);
    },
  }],
  // Whatever is said around the lines, in any language.
  notes: [/^(?!Inst )/],
  sure: (lines) => (lines.some((line) => INST.test(line)) || lines.some((line) => /^\d+ upgraded, /.test(line)) ? 2 : 0),
  nonePending: /^0 upgraded, 0 newly installed/,
});
