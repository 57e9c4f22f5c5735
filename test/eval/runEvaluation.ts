import { readFileSync } from 'node:fs';
import path from 'node:path';
import { searchOf } from '../../src/core/identify/search/softwareSearch';
import { endoflifeCatalog } from '../unit/core/identify/endoflifeFile';
import { judgeTitles } from './dictionaryTitles';
import { figuresOf, judge, type Figures, type Judged } from './evaluateIdentity';
import { feedProducts } from './feedProducts';
import { labelledSets, SET_NAMES } from './labelledSets';

/** The least that was ever reached, per split; `npm run eval:identity` and the unit test fail below it. */
export type Floor = Readonly<Record<'dev' | 'held', Pick<Figures, 'precision' | 'recall'>>>;

export function readFloor(): Floor {
  return JSON.parse(readFileSync(path.resolve(process.cwd(), 'test/eval/floor.json'), 'utf8')) as Floor;
}

/** Judges every labelled row over the shared feeds; undefined where they are not. */
export function evaluate(): readonly Judged[] | undefined {
  const products = feedProducts();
  const lifecycle = endoflifeCatalog();
  return products && lifecycle ? judge(labelledSets(), lifecycle, searchOf(products)) : undefined;
}

/** What fell below the floor, as sentences; empty when nothing did. */
export function belowFloor(judged: readonly Judged[], floor: Floor): readonly string[] {
  const problems: string[] = [];
  for (const split of ['dev', 'held'] as const) {
    const figures = figuresOf(judged.filter(({ labelled }) => labelled.split === split));
    for (const name of ['precision', 'recall'] as const) {
      if (figures[name] < floor[split][name]) problems.push(`${name} of ${split} is ${percent(figures[name])}, the floor is ${percent(floor[split][name])}`);
    }
    if (figures.wrongMicrosoft > 0) problems.push(`${figures.wrongMicrosoft} names of ${split} are wrongly called a product of Microsoft`);
  }
  return problems;
}

/** Prints the figures and what is wrong; the exit code. */
export function runEvaluation(listMissed: boolean): number {
  const judged = evaluate();
  if (!judged) return 0;
  console.log('set          split   rows  precision  recall  coverage  wrong');
  for (const set of ['all', ...SET_NAMES]) {
    for (const split of ['dev', 'held']) {
      const part = judged.filter(({ labelled }) => (set === 'all' || labelled.set === set) && labelled.split === split);
      const { rows, precision, recall, coverage, wrong } = figuresOf(part);
      console.log([set.padEnd(12), split.padEnd(5), String(rows).padStart(6), percent(precision).padStart(10), percent(recall).padStart(7), percent(coverage).padStart(9), String(wrong).padStart(6)].join(' '));
    }
  }
  const shown = judged.filter(({ outcome, labelled }) => outcome === 'wrong' || (listMissed && outcome === 'missed' && labelled.split === 'dev'));
  for (const { labelled, answer, rule, outcome } of shown) {
    console.log(`${outcome}: ${labelled.set}.tsv:${labelled.line} (${labelled.split}) ${labelled.row.name} | ${labelled.row.publisher}: ${answer || 'unknown'} by ${rule}, expected ${labelled.expected.join(' or ')}`);
  }
  printTitles();
  const problems = belowFloor(judged, readFloor());
  for (const problem of problems) console.error(`below the floor: ${problem}`);
  return problems.length > 0 ? 1 : 0;
}

function printTitles(): void {
  const feed = feedProducts();
  const search = feed && searchOf(feed);
  const titles = search && judgeTitles(search, feed);
  if (!titles) return;
  console.log(`${titles.titles} titles of the CPE dictionary, no publisher: precision ${percent(titles.right / (titles.right + titles.wrong))}, recall ${percent(titles.right / titles.titles)}`);
}

export function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
