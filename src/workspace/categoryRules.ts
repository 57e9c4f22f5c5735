import { check, object, optional, picklist, pipe, type GenericSchema } from 'valibot';
import { CATEGORIES, isSubcategoryOf, subcategoriesOf } from '../core/identify/categories';
import { categoryRuleKey, type CategoryRule } from '../core/identify/userRules/categoryRule';
import type { DecisionList } from './decisionFile';
import { note, word } from './fields';

const rule: GenericSchema<unknown, CategoryRule> = pipe(
  object({
    name: optional(word),
    publisher: optional(word),
    category: picklist(CATEGORIES, `it is none of ${CATEGORIES.join(', ')}`),
    subcategory: optional(word),
    note: optional(note),
  }, 'an object is expected'),
  check(({ name, publisher }) => name !== undefined || publisher !== undefined, '"name" or "publisher" is needed'),
  check(({ category, subcategory = '' }) => isSubcategoryOf(category, subcategory), ({ input }) => `a subcategory of ${input.category} is one of ${subcategoriesOf(input.category).join(', ')}`),
);

/** `categories.json`: which categories users give to software, before the built-in ones. */
export const CATEGORY_RULES: DecisionList<CategoryRule> = { file: 'categories.json', list: 'rules', schemaVersion: 1, entry: rule, keyOf: categoryRuleKey, mostEntries: 2_000 };
