import { quoted } from './cellValues';
import type { Hotfix, PendingUpdate, RowRef, Server, ServerFacts } from './model';
import type { Problem } from './problem';
import { NO_OPERATING_SYSTEM } from './serverFacts';
import { isFullName, serverKey } from './serverDirectory';

/** What one row of one file says of a server. `facts.pendingUpdates` carry that file's number already. */
export interface ServerAccount {
  readonly facts: ServerFacts;
  readonly row: RowRef;
}

type Read = (facts: ServerFacts) => string | number | null;
type Agree = (a: string, b: string) => boolean;

const equal: Agree = (a, b) => a === b;

/** Fields whose contradiction is a problem, and how messages name them. Addresses, disks and measurements change from day to day and only the newest counts. */
const COMPARED: readonly (readonly [string, Read, Agree?])[] = [
  ['name', (facts) => facts.name, sameName],
  ['FQDN', (facts) => facts.fqdn],
  ['environment', (facts) => facts.environment],
  ['site', (facts) => facts.site],
  ['OS name', (facts) => facts.os.name, sameSystem],
  ['OS version', (facts) => facts.os.version, (a, b) => a.startsWith(b) || b.startsWith(a)],
  ['OS build', (facts) => facts.os.build],
  ['cores', (facts) => facts.cores],
  ['memory', (facts) => facts.memoryMB],
  ['criticality', (facts) => facts.criticality],
  ['owner', (facts) => facts.owner],
];

/**
 * One server from every account of it, at least one. Field by field the newest account that says something wins (by `lastSeen`; of
 * undated or equally old ones the first); tags, properties and hotfixes unite. Contradictions go to `complain`: a warning when
 * nothing tells which is newer, otherwise information.
 */
export function mergeServer(index: number, accounts: readonly ServerAccount[], complain: (problem: Omit<Problem, 'file'>, row: RowRef) => void, place: (row: RowRef) => string): Server {
  if (accounts.length === 1) {
    const { facts, row } = accounts[0]!;
    return { ...facts, index, key: serverKey(facts), rows: [row] };
  }
  const newestFirst = accounts.map((account, order) => ({ account, order })).sort((a, b) => byLastSeen(a.account, b.account) || a.order - b.order).map(({ account }) => account);
  const facts = newestFirst.map((account) => account.facts);
  tellConflicts(newestFirst, complain, place);
  const text = (read: (facts: ServerFacts) => string): string => facts.map(read).find((value) => value !== '') ?? '';
  const value = <T>(read: (facts: ServerFacts) => T | null): T | null => facts.map(read).find((each) => each !== null) ?? null;
  const list = <T>(read: (facts: ServerFacts) => readonly T[]): readonly T[] => facts.map(read).find((each) => each.length > 0) ?? [];
  const merged: ServerFacts = {
    id: text((each) => each.id),
    name: text((each) => each.name),
    // Whichever account is the newest, the key must stay the same.
    fqdn: text((each) => each.fqdn) || text((each) => (isFullName(each.name) ? each.name : '')),
    ipAddresses: list((each) => each.ipAddresses),
    environment: text((each) => each.environment),
    site: text((each) => each.site),
    os: mergedSystem(facts),
    cores: value((each) => each.cores),
    memoryMB: value((each) => each.memoryMB),
    disks: list((each) => each.disks),
    networkAdapters: list((each) => each.networkAdapters),
    tags: united(facts.map((each) => each.tags)),
    criticality: facts.map((each) => each.criticality).find((each) => each !== '') ?? '',
    owner: text((each) => each.owner),
    lastSeen: value((each) => each.lastSeen),
    rebootPending: value((each) => each.rebootPending),
    hotfixes: unitedHotfixes(facts),
    performance: value((each) => each.performance),
    pendingUpdates: newestUpdates(facts),
    softwareKnown: facts.some((each) => each.softwareKnown),
    extra: united(facts.map((each) => each.extra)),
  };
  return { ...merged, index, key: serverKey(merged), rows: newestFirst.map(({ row }) => row) };
}

function byLastSeen(a: ServerAccount, b: ServerAccount): number {
  const [first, second] = [a.facts.lastSeen ?? '', b.facts.lastSeen ?? ''];
  return first === second ? 0 : first < second ? 1 : -1;
}

/** Name, version and build belong together: a newer name with an older build would be a system that never was. */
function mergedSystem(facts: readonly ServerFacts[]): ServerFacts['os'] {
  const named = facts.find(({ os }) => os.name !== '')?.os;
  if (!named) return facts.find(({ os }) => os.version !== '' || os.build !== '')?.os ?? facts[0]!.os ?? NO_OPERATING_SYSTEM;
  const same = facts.map(({ os }) => os).filter((os) => os.name === '' || sameSystem(fold(os.name), fold(named.name)));
  const first = (read: (os: ServerFacts['os']) => string): string => same.map(read).find((text) => text !== '') ?? '';
  return { name: named.name, version: first((os) => os.version), build: first((os) => os.build), architecture: first((os) => os.architecture) };
}

/** A file that only knows the FQDN names the server by it: `web01` and `web01.contoso.com` do not contradict each other. */
function sameName(a: string, b: string): boolean {
  return a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

/** `Windows Server 2019` and `Microsoft Windows Server 2019 Standard` are one system, told in more or fewer words; 2012 and 2012 R2 are two. */
function sameSystem(a: string, b: string): boolean {
  const [first, second] = [words(a), words(b)];
  if (first.includes('r2') !== second.includes('r2')) return false;
  return first.every((word) => second.includes(word)) || second.every((word) => first.includes(word));
}

function words(name: string): readonly string[] {
  return name.split(/[^\p{L}\p{N}.]+/u).filter((word) => word !== '' && word !== 'microsoft');
}

/** A newer scan replaces an older one; lists that are equally new complete each other. */
function newestUpdates(facts: readonly ServerFacts[]): readonly PendingUpdate[] | null {
  const lists = facts.filter((each) => each.pendingUpdates !== null);
  if (lists.length === 0) return null;
  const seen = new Set<string>();
  return lists
    .filter((each) => each.lastSeen === lists[0]!.lastSeen)
    .flatMap((each) => each.pendingUpdates!)
    .filter(({ id }) => !seen.has(id.toLowerCase()) && seen.add(id.toLowerCase()));
}

function unitedHotfixes(facts: readonly ServerFacts[]): readonly Hotfix[] | null {
  const lists = facts.filter((each) => each.hotfixes !== null).map((each) => each.hotfixes!);
  if (lists.length === 0) return null;
  const byId = new Map<string, Hotfix>();
  for (const hotfix of lists.flat()) {
    const known = byId.get(hotfix.id.toLowerCase());
    if (!known || (known.installedOn === null && hotfix.installedOn !== null)) byId.set(hotfix.id.toLowerCase(), hotfix);
  }
  return [...byId.values()];
}

function united(records: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const entries = new Map<string, string>();
  for (const record of records) for (const [name, value] of Object.entries(record)) if (!entries.has(name)) entries.set(name, value);
  return Object.fromEntries(entries);
}

function tellConflicts(newestFirst: readonly ServerAccount[], complain: (problem: Omit<Problem, 'file'>, row: RowRef) => void, place: (row: RowRef) => string): void {
  for (const [label, read, agree = equal] of COMPARED) {
    const winner = newestFirst.find(({ facts }) => says(read(facts)));
    if (!winner) continue;
    const used = read(winner.facts);
    const told = new Set([fold(used)]);
    for (const account of newestFirst) {
      const other = read(account.facts);
      if (!says(other) || told.has(fold(other)) || agree(fold(other), fold(used))) continue;
      told.add(fold(other));
      const dated = byLastSeen(winner, account) < 0;
      complain(
        {
          line: account.row.line,
          column: account.row.column,
          severity: dated ? 'information' : 'warning',
          code: 'server-conflict',
          message: `The ${label} of ${quoted(winner.facts.name)} is ${quoted(String(other))} here but ${quoted(String(used))} in ${place(winner.row)}, which is used because it ${dated ? 'was seen later' : 'comes first'}.`,
          fix: 'Correct one of the files.',
        },
        account.row,
      );
    }
  }
}

function says(value: string | number | null): value is string | number {
  return value !== '' && value !== null;
}

function fold(value: string | number | null): string {
  return String(value).toLowerCase();
}
