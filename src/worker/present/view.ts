import type { Assessment } from '../../core/insights/assessment';
import { ServerFields } from '../../core/insights/serverQuery';
import { isHidden } from '../../core/insights/sharing';
import { SoftwareFields } from '../../core/insights/softwareQuery';
import type { PlainDate } from '../../core/inventory/plainDate';
import type { Problem } from '../../core/inventory/problem';
import type { Count, Share, Target } from '../../protocol/models/frame';
import type { RichPart } from '../../protocol/models/overview';
import { NO_DECISIONS, type Decisions } from '../../workspace/decisions';
import { grouped } from './words';

/** What every presenter draws from: one assessment and the questions about it that repeat. */
export interface View {
  readonly assessment: Assessment;
  readonly servers: ServerFields;
  readonly software: SoftwareFields;
  /** Goes up with every change of inventory, feeds or settings. */
  readonly revision: number;
  readonly plannedDate: PlainDate | null;
  /** Workspace folder's name. */
  readonly title: string;
  /** Feeds older than this are stale, days. */
  readonly feedsMaximumAgeDays: number;
  /** What users decided of it. */
  readonly decisions: Decisions;
  /** The scope that limits it, with how many servers there are beside; null when all are in view. */
  readonly scope: ViewScope | null;
  /** What is wrong with the inventory, with the files of decisions, and with what they say of this inventory and these feeds. */
  readonly problems: readonly Problem[];
}

export interface ViewScope {
  readonly label: string;
  readonly text: string;
  /** Servers of the whole estate. */
  readonly of: number;
}

/** What a view has beside its assessment. */
export type AroundView = Pick<View, 'revision' | 'plannedDate' | 'title' | 'feedsMaximumAgeDays'> & Partial<Pick<View, 'decisions' | 'scope'>> & {
  /** Of users' rules, seen with the inventory. */
  readonly ruleProblems?: readonly Problem[];
};

/** Statements that set findings aside name their CVE in what is wrong with them. */
const NAMES_CVE = /\bCVE-\d/i;

export function createView(assessment: Assessment, { ruleProblems = [], decisions = NO_DECISIONS, scope = null, ...around }: AroundView): View {
  const servers = new ServerFields(assessment);
  const all = [...assessment.estate.problems, ...decisions.problems, ...ruleProblems];
  const problems = isHidden(assessment, 'vulnerabilities') ? all.filter(({ message }) => !NAMES_CVE.test(message)) : all;
  return { decisions, scope, problems, assessment, servers, software: new SoftwareFields(assessment, servers), ...around };
}

/** A number that opens what it counts; nothing to open at 0. */
export function count(value: number, target: Target): Count {
  return value === 0 ? { value } : { value, target };
}

export function share(value: number, total: number, target: Target): Share {
  return { ...count(value, target), share: total === 0 ? 0 : value / total };
}

/** A number inside a sentence that opens what it counts; nothing to open at 0. */
export function link(value: number, target: Target): RichPart {
  return { text: grouped(value), ...(value === 0 ? {} : { target }) };
}
