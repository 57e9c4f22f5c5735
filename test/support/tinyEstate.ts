import { assess } from '../../src/core/insights/assess';
import type { Assessment } from '../../src/core/insights/assessment';
import { Identifier } from '../../src/core/insights/identifyEstate';
import { mergeEstate } from '../../src/core/inventory/estate';
import { recogniseFormat } from '../../src/core/inventory/formats';
import type { Estate } from '../../src/core/inventory/model';
import type { FileInventory } from '../../src/core/inventory/reader';
import type { Knowledge } from '../../src/core/match/knowledge';
import { createMatcher } from '../../src/core/match/matcher';
import { DEFAULT_SETTINGS } from '../../src/protocol/settings';
import type { View } from '../../src/worker/present/view';
import { createView } from '../../src/worker/present/view';
import { date } from './tinyKnowledge';

/** The tests' today. */
export const TODAY = '2026-11-21';

/** Files as text through the real readers, as one estate. A name without a folder stands in `/inv`. */
export function estateOf(files: Readonly<Record<string, string>>, today = TODAY): Estate {
  return mergeEstate(Object.entries(files).map(([name, text]) => read(name, text, today)));
}

function read(fileName: string, text: string, today: string): FileInventory {
  const file = `/inv/${fileName}`;
  const { format, problem } = recogniseFormat(fileName, text, file);
  if (!format) throw new Error(problem.message);
  const reading = format.open({ file, fileName, today: date(today), companions: new Map() });
  reading.write(new TextEncoder().encode(text));
  return reading.end();
}

export interface AssessOptions {
  readonly asOf?: string;
  readonly today?: string;
  readonly staleAfterDays?: number;
}

/** An estate through the real identification, matching and roll-up. */
export function assessEstate(estate: Estate, knowledge: Knowledge, { asOf, today = TODAY, staleAfterDays = 30 }: AssessOptions = {}): Assessment {
  const identities = new Identifier(knowledge.lifecycle).identify(estate);
  return assess({ estate, identities, knowledge, matcher: createMatcher(knowledge.index), asOf: date(asOf ?? today), today: date(today), staleAfterDays });
}

/** One JSON inventory of servers, assessed. */
export function assessServers(servers: readonly object[], knowledge: Knowledge, options: AssessOptions = {}): Assessment {
  return assessEstate(estateOf({ 'a.inventory.json': JSON.stringify({ servers }) }, options.today), knowledge, options);
}

export function viewOf(assessment: Assessment, plannedDate: string | null = null): View {
  return createView(assessment, { revision: 1, plannedDate: plannedDate === null ? null : date(plannedDate), title: 'inv', feedsMaximumAgeDays: DEFAULT_SETTINGS.feedsMaximumAgeDays });
}

/** The position of a server by its name. */
export function serverNamed({ estate }: Pick<Assessment, 'estate'>, name: string): number {
  const index = estate.servers.findIndex((server) => server.name === name);
  if (index === -1) throw new Error(`no server ${name}`);
  return index;
}

/** The position of a software by its name. */
export function softwareNamed({ estate }: Pick<Assessment, 'estate'>, name: string): number {
  const index = estate.software.findIndex((software) => software.name === name);
  if (index === -1) throw new Error(`no software ${name}`);
  return index;
}
