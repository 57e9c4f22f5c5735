import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SoftwareRow } from '../../src/core/identify/software';

/** A name whose answer a person wrote down before any matcher saw it. */
export interface LabelledRow {
  readonly set: string;
  /** 1-based line of the set's file. */
  readonly line: number;
  readonly row: SoftwareRow;
  /** `vendor:product`, any of which is right; `unknown` alone when nothing may be claimed, `unknown` among others when staying silent is as right. */
  readonly expected: readonly string[];
  readonly reason: string;
  /** Weights and rules are tuned on `dev`; `held` is only counted. */
  readonly split: 'dev' | 'held';
}

export const SET_NAMES = ['windows', 'linux', 'inventories', 'second', 'third'] as const;

const HEADER = 'name\tpublisher\tversion\tsource\texpected\treason\tsplit';

export function labelledSets(folder = path.resolve(process.cwd(), 'test/eval')): readonly LabelledRow[] {
  return SET_NAMES.flatMap((set) => parseSet(set, readFileSync(path.join(folder, `${set}.tsv`), 'utf8')));
}

function parseSet(set: string, text: string): readonly LabelledRow[] {
  const [header, ...lines] = text.trimEnd().split('\n');
  if (header !== HEADER) throw new Error(`${set}.tsv: the header is not "${HEADER}"`);
  return lines.map((line, at) => {
    const [name = '', publisher = '', version = '', source = '', expected = '', reason = '', split = ''] = line.split('\t');
    if (expected === '' || reason === '' || (split !== 'dev' && split !== 'held')) throw new Error(`${set}.tsv:${at + 2}: expected, reason or split is missing`);
    return { set, line: at + 2, row: { name, publisher, version, source, cpe: '', purl: '' }, expected: expected.split('|').map((each) => each.replaceAll('%7C', '|')), reason, split };
  });
}
