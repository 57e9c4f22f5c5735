import { check, literal, object, optional, picklist, pipe, type GenericSchema } from 'valibot';
import { CATEGORIES, isSubcategoryOf, subcategoriesOf } from '../core/identify/categories';
import { mappingCpe } from '../core/identify/userRules/mappingCpe';
import { mappingKey, type Mapping } from '../core/identify/userRules/mapping';
import type { DecisionList } from './decisionFile';
import { note, word } from './fields';

const isTrue = literal(true, 'only true is expected here');

const mapping: GenericSchema<unknown, Mapping> = pipe(
  object({
    name: word,
    publisher: optional(word),
    version: optional(word),
    source: optional(word),
    cpe: optional(pipe(word, check((cpe) => mappingCpe(cpe) !== undefined, 'it is neither "vendor:product" nor a CPE 2.3 name'))),
    product: optional(word),
    cycle: optional(word),
    category: optional(picklist(CATEGORIES, `it is none of ${CATEGORIES.join(', ')}`)),
    subcategory: optional(word),
    ignore: optional(isTrue),
    unknown: optional(isTrue),
    note: optional(note),
  }, 'an object is expected'),
  check(({ cpe, product, category, subcategory, ignore, unknown }) => [cpe, product, category, subcategory, ignore, unknown].some((said) => said !== undefined), 'it says nothing of the software: "cpe", "product", "category", "ignore" or "unknown" is needed'),
  check(({ category = 'Others', subcategory = '' }) => isSubcategoryOf(category, subcategory), ({ input: { category = 'Others' } }) => `a subcategory of ${category} is one of ${subcategoriesOf(category).join(', ')}`),
  check(({ cycle, product }) => cycle === undefined || product !== undefined, 'a "cycle" needs its "product"'),
  check(({ cpe, product, ignore, unknown }) => [cpe !== undefined || product !== undefined, ignore, unknown].filter(Boolean).length <= 1, '"ignore", "unknown" and a product exclude each other'),
);

/** `mappings.json`: what users say of software that is identified wrongly or not at all. */
export const MAPPINGS: DecisionList<Mapping> = { file: 'mappings.json', list: 'mappings', schemaVersion: 1, entry: mapping, keyOf: mappingKey, mostEntries: 10_000 };
