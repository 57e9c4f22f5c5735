import { identifySoftware } from '../../src/core/identify/software';
import type { LifecycleCatalog } from '../../src/core/identify/lifecycle';
import type { SoftwareSearch } from '../../src/core/identify/search/softwareSearch';
import type { LabelledRow } from './labelledSets';

/** `right`: as labelled, silence among it; `missed`: a known name stays unknown; `wrong`: another product is claimed. */
export type Outcome = 'right' | 'missed' | 'wrong';

export interface Judged {
  readonly labelled: LabelledRow;
  /** `vendor:product` of the first CPE; '' when unknown. */
  readonly answer: string;
  readonly rule: string;
  readonly outcome: Outcome;
}

export interface Figures {
  readonly rows: number;
  /** Of the rows that are answered, those whose first CPE is one of the labels. */
  readonly precision: number;
  /** Of the rows that have an answer, those that get it. */
  readonly recall: number;
  /** Rows that are answered. */
  readonly coverage: number;
  readonly wrong: number;
  /** Wrong answers that name a product of Microsoft. */
  readonly wrongMicrosoft: number;
}

export function judge(rows: readonly LabelledRow[], lifecycle: LifecycleCatalog, search: SoftwareSearch | undefined): readonly Judged[] {
  return rows.map((labelled) => {
    const { cpes, rule } = identifySoftware(labelled.row, lifecycle, search);
    const answer = cpes[0] ? `${cpes[0].vendor}:${cpes[0].product}` : '';
    return { labelled, answer, rule, outcome: outcomeOf(labelled.expected, answer) };
  });
}

function outcomeOf(expected: readonly string[], answer: string): Outcome {
  if (answer === '') return expected.includes('unknown') ? 'right' : 'missed';
  return expected.includes(answer) ? 'right' : 'wrong';
}

export function figuresOf(judged: readonly Judged[]): Figures {
  const answered = judged.filter(({ answer }) => answer !== '');
  const known = judged.filter(({ labelled }) => !labelled.expected.includes('unknown'));
  const wrong = judged.filter(({ outcome }) => outcome === 'wrong');
  return {
    rows: judged.length,
    precision: ratio(answered.length - wrong.length, answered.length),
    recall: ratio(known.filter(({ outcome }) => outcome === 'right').length, known.length),
    coverage: ratio(answered.length, judged.length),
    wrong: wrong.length,
    wrongMicrosoft: wrong.filter(({ answer }) => answer.startsWith('microsoft:')).length,
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
