import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { parsePlainDate } from '../core/inventory/plainDate';
import { SERVER_RISKS } from '../core/insights/filter';
import type { EstateSnapshot } from '../core/insights/snapshot/estateSnapshot';
import { SEVERITIES } from '../core/match/verdict';
import { DECISIONS_FOLDER } from './folder';

/** Snapshots stand here, one file a day. */
const HISTORY_FOLDER = 'history';
/** Days kept; the oldest go first. */
export const MOST_SNAPSHOTS = 400;
/** A larger file is none of ours, bytes. */
const MOST_BYTES = 20_000;
const NAME = /^\d{4}-\d{2}-\d{2}\.json$/;

const amount = v.pipe(v.number(), v.integer(), v.minValue(0));
const date = v.pipe(v.string(), v.transform((text) => parsePlainDate(text)), v.custom<NonNullable<ReturnType<typeof parsePlainDate>>>((value) => value !== undefined));
const counts = <Name extends string>(names: readonly Name[]) => v.object(Object.fromEntries(names.map((name) => [name, amount])) as Record<Name, typeof amount>);
const SNAPSHOT = v.object({
  schemaVersion: v.literal(1), date, asOf: date, feeds: v.pipe(v.string(), v.maxLength(200)), servers: amount, serversAtRisk: amount, serversExploited: amount, score: amount, findings: amount,
  software: amount, softwareEnded: amount, softwareVulnerable: amount, levels: counts(SEVERITIES), risks: counts(SERVER_RISKS),
});

/** True where users keep something beside the inventory: only there a history is kept without being asked for. */
export function keepsDecisions(folder: string): Promise<boolean> {
  return stat(path.join(folder, DECISIONS_FOLDER)).then((found) => found.isDirectory(), () => false);
}

/**
 * Keeps the snapshot of its day; one of the same day is replaced. The folder is made, and the oldest of more than `MOST_SNAPSHOTS` go.
 * @returns false when the day has the same snapshot already
 */
export async function keepSnapshot(folder: string, snapshot: EstateSnapshot): Promise<boolean> {
  const history = path.join(folder, DECISIONS_FOLDER, HISTORY_FOLDER);
  const target = path.join(history, `${snapshot.date}.json`);
  const text = `${JSON.stringify({ schemaVersion: 1, ...snapshot }, undefined, 2)}\n`;
  if (await readFile(target, 'utf8').catch(() => '') === text) return false;
  await mkdir(history, { recursive: true });
  const temporary = path.join(history, `.${snapshot.date}.${process.pid}.tmp`);
  try {
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  const days = await daysOf(history);
  for (const name of days.slice(0, Math.max(0, days.length - MOST_SNAPSHOTS))) await rm(path.join(history, name), { force: true });
  return true;
}

/** The days kept, oldest first, and the files that could not be read. */
export async function readHistory(folder: string): Promise<{ readonly snapshots: readonly EstateSnapshot[]; readonly unread: readonly string[] }> {
  const history = path.join(folder, DECISIONS_FOLDER, HISTORY_FOLDER);
  const snapshots: EstateSnapshot[] = [];
  const unread: string[] = [];
  for (const name of (await daysOf(history)).slice(-MOST_SNAPSHOTS)) {
    const snapshot = await readOne(path.join(history, name));
    if (snapshot) snapshots.push(snapshot);
    else unread.push(path.join(history, name));
  }
  return { snapshots: snapshots.sort((a, b) => (a.date < b.date ? -1 : 1)), unread };
}

async function readOne(file: string): Promise<EstateSnapshot | undefined> {
  try {
    if ((await stat(file)).size > MOST_BYTES) return undefined;
    const read = v.safeParse(SNAPSHOT, JSON.parse(await readFile(file, 'utf8')) as unknown);
    if (!read.success) return undefined;
    const { schemaVersion: _, ...snapshot } = read.output;
    return snapshot as EstateSnapshot;
  } catch {
    return undefined;
  }
}

async function daysOf(history: string): Promise<string[]> {
  return (await readdir(history).catch(() => [])).filter((name) => NAME.test(name)).sort();
}
