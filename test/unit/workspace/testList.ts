import { number, object, optional, pipe, string, minLength } from 'valibot';
import type { DecisionList } from '../../../src/workspace/decisionFile';

export interface Fruit {
  readonly name: string;
  readonly count?: number;
  readonly note?: string;
}

/** A list for tests of what holds for every list. */
export const FRUITS: DecisionList<Fruit> = {
  file: 'fruits.json',
  list: 'fruits',
  schemaVersion: 2,
  entry: object({ name: pipe(string('a text is expected'), minLength(1, 'it is empty')), count: optional(number('a number is expected')), note: optional(string()) }),
  keyOf: ({ name }) => name.toLowerCase(),
  mostEntries: 5,
};
