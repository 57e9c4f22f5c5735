import type { AdvisoryIndex } from './advisoryIndex';
import { intervalText, standsIn, type AdvisoryOrder, type InstalledVersion, type Interval } from './advisoryIntervals';
import type { ReleaseScope, ScopeExtension } from './releaseScope';

/** What one advisory says of the package, ready to be compared. */
export interface AdvisoryEntry {
  readonly advisory: string;
  readonly ecosystem: string;
  readonly extension: ScopeExtension | null;
  readonly intervals: readonly Interval[];
  readonly listed: ReadonlySet<string>;
  /** A build of a module stream (`nodejs:16`), whose versions say nothing of the package outside of modules. */
  readonly isModular: boolean;
  /** Affected from the first version to one fix: the plainest thing to say, and then another advisory's fix is as good. */
  readonly isPlain: boolean;
}

/** What the advisories of a CVE come to for one installed version. */
export interface AdvisoryOutcome {
  readonly state: 'affected' | 'other-stream' | 'unknown' | 'fixed';
  readonly entry: AdvisoryEntry;
  /** The deciding stretch in words, `= 1.0` for a version listed by itself; '' when the advisory names none. */
  readonly range: string;
  /** The first version that is not affected any more, as the advisory writes it; '' when it says none. */
  readonly fixedIn: string;
}

/** An installed package as advisories see it. */
export interface InstalledPackage {
  readonly text: string;
  /** null when the version is none that the distribution's order can place. */
  readonly version: InstalledVersion | null;
  readonly isModular: boolean;
}

const MODULE_BUILD = /\.module[_+]/i;
const STRENGTH: readonly AdvisoryOutcome['state'][] = ['fixed', 'unknown', 'other-stream', 'affected'];

export function isModuleBuild(version: string): boolean {
  return MODULE_BUILD.test(version);
}

/** A CVE and the key of the first version that is not affected any more. */
export interface Fix {
  readonly cve: string;
  readonly key: string;
}

interface Ordinary {
  readonly fixes: readonly Fix[];
  readonly others: readonly string[];
}

function ordinaryOf(byCve: ReadonlyMap<string, readonly AdvisoryEntry[]>): Ordinary {
  const fixes: Fix[] = [];
  const others: string[] = [];
  for (const [cve, all] of byCve) {
    const entries = all.filter(({ isModular, listed }) => !isModular || listed.size > 0);
    if (entries.length === 0) continue;
    if (entries.every(({ isPlain, extension }) => isPlain && extension === null)) {
      const keys = entries.map(({ intervals: [interval] }) => (interval!.toIncluded ? interval!.to!.key + JUST_AFTER : interval!.to!.key));
      fixes.push({ cve, key: keys.reduce((least, key) => (key < least ? key : least)) });
    } else others.push(cve);
  }
  return { fixes: fixes.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)), others };
}

/** A key with this behind it is the least of those above it. */
const JUST_AFTER = '\0';

/** Every advisory of one package in one release. */
export class PackageAdvisories {
  /** By CVE id. */
  readonly byCve = new Map<string, AdvisoryEntry[]>();
  /** Major versions in which the fixes of module builds only ever rose: one stream that follows upstream, not several side by side. */
  private readonly steadyMajors: ReadonlySet<string>;

  /** `names`: the package's own, as advisories call it. Without an advisory that names a CVE the package is not covered. */
  constructor(advisories: AdvisoryIndex, scope: ReleaseScope, name: string, order: AdvisoryOrder) {
    const entries: AdvisoryEntry[] = [];
    const add = (ecosystem: string, extension: ScopeExtension | null): void => {
      for (const { advisory, cves, ranges, versions } of advisories.advisoriesOf(ecosystem, name)) {
        if (cves.length === 0) continue;
        const intervals = order.intervals(ranges);
        const entry: AdvisoryEntry = {
          advisory, ecosystem, extension, intervals,
          listed: new Set(versions),
          isModular: ranges.some(({ events }) => events.some(({ version }) => isModuleBuild(version))),
          isPlain: intervals.length === 1 && intervals[0]!.from === null && intervals[0]!.to !== null && versions.length === 0,
        };
        entries.push(entry);
        for (const cve of cves) {
          const known = this.byCve.get(cve);
          if (known) known.push(entry);
          else this.byCve.set(cve, [entry]);
        }
      }
    };
    for (const ecosystem of scope.ecosystems) add(ecosystem, null);
    for (const extension of scope.extensions) add(extension.ecosystem, extension);
    this.steadyMajors = steadyMajorsOf(entries.filter(({ isModular }) => isModular));
  }

  get isCovered(): boolean {
    return this.byCve.size > 0;
  }

  /**
   * The CVEs of ordinary builds for which only fixes count, by the first version that has one: a build is affected by those from
   * `fixesAfter` on. Nearly all CVEs are such, and kernels have thousands.
   */
  get fixes(): readonly Fix[] {
    return this.ordinary.fixes;
  }

  /** The other CVEs of ordinary builds: `judge` each. */
  get others(): readonly string[] {
    return this.ordinary.others;
  }

  private get ordinary(): Ordinary {
    return (this.ordinaryBuilds ??= ordinaryOf(this.byCve));
  }

  private ordinaryBuilds: Ordinary | undefined;

  /** Position in `fixes` of the first that the version has not reached. */
  fixesAfter({ key }: InstalledVersion): number {
    const { fixes } = this.ordinary;
    let low = 0;
    let high = fixes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fixes[middle]!.key <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What the advisories say of a CVE; undefined when none that concerns this build names it. */
  judge(cve: string, installed: InstalledPackage): AdvisoryOutcome | undefined {
    const entries = this.entriesFor(this.byCve.get(cve) ?? [], installed);
    if (entries.length === 0) return undefined;
    const { version } = installed;
    if (!version) return { state: 'unknown', entry: entries[0]!, range: rangeText(entries[0]!), fixedIn: '' };
    const near = installed.isModular ? nearestStream(entries, installed.text, this.steadyMajors) : { entries, isSame: true };
    return near.isSame ? judgeEntries(near.entries, installed.text, version) : judgeOtherStreams(near.entries, installed.text, version);
  }

  /** Those that speak of builds of this kind. Where builds of longer support have advisories of their own, these decide about them alone. */
  private entriesFor(entries: readonly AdvisoryEntry[], installed: InstalledPackage): readonly AdvisoryEntry[] {
    const own = entries.filter(({ isModular, listed }) => isModular === installed.isModular || listed.size > 0);
    const marked = own.filter(({ extension }) => extension?.mark.test(installed.text));
    return marked.length > 0 ? marked : own.filter(({ extension }) => extension === null || extension.adds);
  }
}

/**
 * Fixes stand beside one another: the same one in several builds of an advisory, a regression's, that of a minor release beside that of
 * the next one's rebase, which lists the CVE again (`8.7p1-49.el9_7` and `9.9p1-7.el9_8`). Any of them will do: what a fix left open
 * gets a CVE of its own. Anything else that is said of versions counts by itself.
 */
function judgeEntries(entries: readonly AdvisoryEntry[], text: string, version: InstalledVersion): AdvisoryOutcome {
  let byFixes: AdvisoryOutcome | undefined;
  let best: AdvisoryOutcome | undefined;
  for (const entry of entries) {
    const outcome = judgeEntry(entry, text, version);
    if (!entry.isPlain) best = best && !isStronger(outcome, best) ? best : outcome;
    else if (!byFixes || isStronger(byFixes, outcome)) byFixes = outcome;
  }
  return best && byFixes ? (isStronger(byFixes, best) ? byFixes : best) : (best ?? byFixes)!;
}

/** The fixes of other streams: where one of them is still ahead, this stream may lack it. */
function judgeOtherStreams(entries: readonly AdvisoryEntry[], text: string, version: InstalledVersion): AdvisoryOutcome {
  const outcomes = entries.map((entry) => judgeEntry(entry, text, version)).sort((a, b) => STRENGTH.indexOf(b.state) - STRENGTH.indexOf(a.state) || (endKey(a) < endKey(b) ? -1 : 1));
  const [first] = outcomes;
  return first!.state === 'affected' ? { ...first!, state: 'other-stream' } : first!;
}

function judgeEntry(entry: AdvisoryEntry, text: string, version: InstalledVersion): AdvisoryOutcome {
  if (entry.listed.has(text)) return { state: 'affected', entry, range: `= ${text}`, fixedIn: '' };
  let open: Interval | undefined;
  let passed: Interval | undefined;
  for (const interval of entry.intervals) {
    const stands = standsIn(version, interval);
    if (stands === 'inside') return { state: 'affected', entry, range: intervalText(interval), fixedIn: fixOf(interval) };
    if (stands === 'open') open ??= interval;
    else if (interval.to && version.key >= interval.to.key) passed = interval;
  }
  if (open) return { state: 'unknown', entry, range: intervalText(open), fixedIn: fixOf(open) };
  return { state: 'fixed', entry, range: rangeText(entry), fixedIn: passed ? fixOf(passed) : '' };
}

function fixOf({ to, toIncluded }: Interval): string {
  return to && !toIncluded ? to.text : '';
}

/** All of an entry's stretches; '' when it has none. */
function rangeText({ intervals }: AdvisoryEntry): string {
  return intervals.map(intervalText).join(' or ');
}

/** A stronger state first; of the same, the one whose fix is later: only that clears both. */
function isStronger(a: AdvisoryOutcome, b: AdvisoryOutcome): boolean {
  const order = STRENGTH.indexOf(a.state) - STRENGTH.indexOf(b.state);
  if (order !== 0) return order > 0;
  return endKey(a) > endKey(b);
}

/** Above every key of a version. */
const NO_END = '\uffff';

function endKey({ entry, fixedIn }: AdvisoryOutcome): string {
  return entry.intervals.find(({ to }) => to?.text === fixedIn)?.to?.key ?? NO_END;
}

/**
 * The entries of the installed build's own module stream. A build does not say its stream, but streams differ in the upstream version:
 * the fix that shares two numbers with the installed version is of its stream, and one that shares the major is where that major only
 * ever rose. Any other fix is another stream's, and then it is only possible that this one is affected too.
 */
function nearestStream(entries: readonly AdvisoryEntry[], text: string, steadyMajors: ReadonlySet<string>): { readonly entries: readonly AdvisoryEntry[]; readonly isSame: boolean } {
  const [major, minor] = numbersOf(text);
  const shared = entries.map((entry) => {
    const [theirMajor, theirMinor] = numbersOf(fixText(entry));
    return theirMajor !== major ? 0 : theirMinor === minor ? 2 : 1;
  });
  const most = Math.max(...shared);
  const isSame = most === 2 || (most === 1 && steadyMajors.has(major));
  return { entries: entries.filter((_, at) => shared[at] === most), isSame };
}

function steadyMajorsOf(entries: readonly AdvisoryEntry[]): ReadonlySet<string> {
  const inOrder = entries.map((entry) => ({ order: advisoryOrder(entry.advisory), numbers: numbersOf(fixText(entry)) })).sort((a, b) => a.order - b.order);
  const highest = new Map<string, number>();
  const unsteady = new Set<string>();
  for (const { numbers: [major, minor] } of inOrder) {
    const before = highest.get(major) ?? -1;
    if (Number(minor) < before) unsteady.add(major);
    highest.set(major, Math.max(before, Number(minor)));
  }
  return new Set([...highest.keys()].filter((major) => !unsteady.has(major)));
}

function fixText({ intervals }: AdvisoryEntry): string {
  return intervals[intervals.length - 1]?.to?.text ?? '';
}

/** Major and minor of the upstream version. */
function numbersOf(version: string): readonly [major: string, minor: string] {
  const numbers = /^(?:\d+:)?(\d+)(?:\.(\d+))?/.exec(version);
  return [numbers?.[1] ?? '', numbers?.[2] ?? '0'];
}

/** Errata are numbered through each year: `ALSA-2022:4796`. */
function advisoryOrder(id: string): number {
  const numbers = /(\d{4})[:-](\d{1,7})/.exec(id);
  return numbers ? Number(numbers[1]) * 10_000_000 + Number(numbers[2]) : 0;
}
