import type { Category } from '../identity';

/** Which category a user gives to software. Patterns have `*` for any characters and fit whole words of any case; at least one of the two is there. */
export interface CategoryRule {
  readonly name?: string;
  readonly publisher?: string;
  readonly category: Category;
  /** Of Azure Migrate's taxonomy where the category has one; free elsewhere. */
  readonly subcategory?: string;
  readonly note?: string;
}

/** Two rules of one key are for the same software. */
export function categoryRuleKey({ name = '', publisher = '' }: Pick<CategoryRule, 'name' | 'publisher'>): string {
  return [name, publisher].map((part) => part.trim().toLowerCase()).join('\t');
}
