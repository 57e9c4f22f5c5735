import type { PlainDate } from '../inventory/plainDate';
import { daysBetween } from '../inventory/plainDate';
import type { Assessment } from './assessment';
import { compareNames } from './query';
import type { ServerFields } from './serverQuery';

/** A calendar quarter with what leaves support in it. */
export interface HorizonQuarter {
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
  /** First and last day. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly servers: number;
  readonly software: number;
  /** The operating system with most servers among them; '' when none. */
  readonly label: string;
}

/** One product cycle or operating system and the day its support ends. */
export interface HorizonEnd {
  readonly date: PlainDate;
  readonly days: number;
  readonly label: string;
  /** Servers of the rows that have it. */
  readonly servers: number;
  /** Set for software; null for an operating system. */
  readonly product: { readonly name: string; readonly cycle: string } | null;
  /** Operating system group; '' for software. */
  readonly os: string;
}

export interface SupportHorizon {
  readonly quarters: readonly HorizonQuarter[];
  readonly next: readonly HorizonEnd[];
  readonly laterServers: number;
  readonly laterSoftware: number;
}

const QUARTERS = 12;
const NEXT_ENDS = 6;

/**
 * When servers (by their OS) and distinct software leave support: 12 quarters from the as-of date's own on,
 * and the soonest ends after it. Rows are those of `serverRows`; software counts when one of them has it.
 */
export function supportHorizon(fields: ServerFields, serverRows: readonly number[], softwareRows: readonly number[]): SupportHorizon {
  const { assessment } = fields;
  const { asOf, os, identities, software } = assessment;
  const first = quarterOf(asOf);
  const servers = new Uint32Array(QUARTERS);
  const softwares = new Uint32Array(QUARTERS);
  const labels = Array.from({ length: QUARTERS }, () => new Map<string, number>());
  const ends = new Map<string, End>();
  let laterServers = 0;
  let laterSoftware = 0;

  for (const row of serverRows) {
    const { endsOn } = os[identities.osOf[row]].support;
    if (endsOn === null || endsOn < asOf) continue;
    const position = quarterOf(endsOn) - first;
    if (position < QUARTERS) {
      servers[position]++;
      add(labels[position], fields.os[row]);
    } else laterServers++;
    const key = `${endsOn} os ${fields.os[row]}`;
    const end = ends.get(key);
    if (end) end.servers++;
    else ends.set(key, { date: endsOn, label: fields.os[row], servers: 1, product: null, os: fields.os[row] });
  }
  const endOfSoftware = new Map<number, string>();
  for (const row of softwareRows) {
    const { endsOn } = software.support[row];
    if (endsOn === null || endsOn < asOf) continue;
    const position = quarterOf(endsOn) - first;
    if (position < QUARTERS) softwares[position]++;
    else laterSoftware++;
    const { product, cycle } = identities.software[row];
    const key = `${endsOn} software ${product} ${cycle}`;
    endOfSoftware.set(row, key);
    if (!ends.has(key)) {
      ends.set(key, { date: endsOn, label: cycleLabel(assessment, product, cycle), servers: 0, product: { name: product, cycle }, os: '' });
    }
  }

  return {
    quarters: Array.from({ length: QUARTERS }, (_, i): HorizonQuarter => {
      const { year, quarter, from, to } = quarterDates(first + i);
      const top = [...labels[i]].sort((a, b) => b[1] - a[1] || compareNames(a[0], b[0]))[0];
      return { year, quarter, from, to, servers: servers[i], software: softwares[i], label: top?.[0] ?? '' };
    }),
    next: soonest(assessment, serverRows, ends, endOfSoftware),
    laterServers,
    laterSoftware,
  };
}

interface End extends Omit<HorizonEnd, 'days'> {
  servers: number;
}

/** The first ends by date, of one day those on most servers; servers of software are counted for these alone. */
function soonest(
  { asOf, estate }: Assessment, serverRows: readonly number[], ends: ReadonlyMap<string, End>, endOfSoftware: ReadonlyMap<number, string>,
): HorizonEnd[] {
  const dates = [...ends.values()].map(({ date }) => date).sort();
  const last = dates[Math.min(NEXT_ENDS, dates.length) - 1];
  const candidates = new Map([...ends].filter(([, { date }]) => date <= last));
  const endOf = new Map([...endOfSoftware].filter(([, key]) => candidates.has(key)));
  const { offsets, software } = estate.installs;
  if (endOf.size > 0) {
    for (const row of serverRows) {
      const has = new Set<string>();
      for (let i = offsets[row]; i < offsets[row + 1]; i++) {
        const key = endOf.get(software[i]);
        if (key !== undefined) has.add(key);
      }
      for (const key of has) candidates.get(key)!.servers++;
    }
  }
  return [...candidates.values()]
    .map((end): HorizonEnd => ({ ...end, days: daysBetween(asOf, end.date) }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : b.servers - a.servers || compareNames(a.label, b.label)))
    .slice(0, NEXT_ENDS);
}

/** "Redis 5.0": the product's label and the cycle. */
export function cycleLabel({ knowledge }: Pick<Assessment, 'knowledge'>, product: string, cycle: string): string {
  return `${knowledge.lifecycle.product(product)?.label ?? product} ${cycle}`.trim();
}

/** Quarters since year 0, so that they subtract. */
function quarterOf(date: PlainDate): number {
  return Number(date.slice(0, 4)) * 4 + Math.floor((Number(date.slice(5, 7)) - 1) / 3);
}

function quarterDates(index: number): Pick<HorizonQuarter, 'year' | 'quarter' | 'from' | 'to'> {
  const year = Math.floor(index / 4);
  const quarter = ((index % 4) + 1) as 1 | 2 | 3 | 4;
  const [from, to] = [['01-01', '03-31'], ['04-01', '06-30'], ['07-01', '09-30'], ['10-01', '12-31']][quarter - 1];
  return { year, quarter, from: `${year}-${from}` as PlainDate, to: `${year}-${to}` as PlainDate };
}

function add(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
