import fs from 'node:fs';
import path from 'node:path';
import { searchOf } from '../core/identify/search/softwareSearch';
import type { Assessment } from '../core/insights/assessment';
import { withDecisions } from '../core/insights/estate/withDecisions';
import type { EstateIdentities } from '../core/insights/identifyEstate';
import { UserOverlay } from '../core/insights/userIdentities';
import type { Estate } from '../core/inventory/model';
import type { Problem } from '../core/inventory/problem';
import type { Knowledge } from '../core/match/knowledge';
import { NO_DECISIONS, readDecisions, type Decisions } from '../workspace/decisions';
import { DECISIONS_FOLDER } from '../workspace/folder';
import { decisionProblems, userDecisions } from '../workspace/userDecisions';
import { UsageError } from './usage';

/** The options of commands that take what users decided. */
export const DECISION_OPTIONS = { 'decisions': { type: 'string' }, 'no-decisions': { type: 'boolean' } } as const;

export const DECISION_HELP = `  --decisions <dir>    folder that holds .inventory-insights (default: that of the first input, or one above it in the same repository)
  --no-decisions       leave out what users decided there`;

export interface DecisionValues {
  readonly 'decisions'?: string;
  readonly 'no-decisions'?: boolean;
}

/** What users decided of the inventories on this command line. */
export async function decisionsFor(values: DecisionValues, inputs: readonly string[]): Promise<Decisions> {
  if (values['no-decisions'] && values.decisions !== undefined) throw new UsageError('--decisions and --no-decisions exclude each other.');
  if (values['no-decisions']) return NO_DECISIONS;
  const folder = values.decisions === undefined ? folderAround(inputs[0] ?? '.') : toldFolder(values.decisions);
  return folder === undefined ? NO_DECISIONS : readDecisions([folder]);
}

/** Where decisions about these inputs are written: the folder that has some, else that of the first input. */
export function folderToWrite(values: DecisionValues, inputs: readonly string[]): string {
  if (values.decisions !== undefined) return toldFolder(values.decisions);
  const first = path.resolve(inputs[0] ?? '.');
  return folderAround(first) ?? (isFolder(first) ? first : path.dirname(first));
}

function toldFolder(told: string): string {
  const folder = path.resolve(told);
  if (!isFolder(folder)) throw new UsageError(`--decisions names a folder; ${told} is none.`);
  // Naming `.inventory-insights` itself means the same.
  return path.basename(folder) === DECISIONS_FOLDER ? path.dirname(folder) : folder;
}

/** The nearest folder with decisions, from the input's own upwards to the root of its repository; without a repository only its own. */
function folderAround(input: string): string | undefined {
  const resolved = path.resolve(input);
  const own = isFolder(resolved) ? resolved : path.dirname(resolved);
  const above: string[] = [];
  for (let folder = own; ; folder = path.dirname(folder)) {
    above.push(folder);
    if (fs.existsSync(path.join(folder, '.git'))) return above.find((one) => isFolder(path.join(one, DECISIONS_FOLDER)));
    if (path.dirname(folder) === folder) return isFolder(path.join(own, DECISIONS_FOLDER)) ? own : undefined;
  }
}

function isFolder(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** What users decided, laid over identities as often as they are made. */
export class AppliedDecisions {
  private readonly overlay: UserOverlay;
  private readonly said: ReturnType<typeof userDecisions>;
  private found: readonly Problem[] = [];
  private decided: readonly Problem[] | undefined;

  constructor(private readonly decisions: Decisions, { lifecycle, index }: Knowledge) {
    this.said = userDecisions(decisions);
    // The starter feeds know few products; what they lack is no mistake.
    this.overlay = new UserOverlay(decisions, lifecycle, searchOf(index) === undefined ? undefined : index);
  }

  identities(estate: Estate, found: EstateIdentities): EstateIdentities {
    const { identities, problems } = this.overlay.apply(estate, found);
    this.found = problems;
    return identities;
  }

  /** What users decided of servers and findings, over an assessment. What is wrong with it is said of the first: a part of an estate lacks servers. */
  over(judged: Assessment): Assessment {
    const assessment = withDecisions(judged, this.said.decisions);
    this.decided ??= [...this.said.problems, ...decisionProblems(assessment, this.decisions, judged.today)];
    return assessment;
  }

  /** Of the files, and of what they say of the last estate. */
  get problems(): readonly Problem[] {
    return [...this.decisions.problems, ...this.found, ...(this.decided ?? [])];
  }
}
