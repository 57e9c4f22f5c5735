import type { Category, SecurityCategory, SoftwareIdentity } from './identity';

/** All of Azure Migrate's taxonomy, in the order of lists. */
export const CATEGORIES: readonly Category[] = ['Security & compliance', 'Databases and data platforms', 'Web hosting', 'Business applications', 'Containers and virtualization', 'Others'];

/** Azure Migrate's category whose subcategories decide two of the risks. */
export const SECURITY_CATEGORY = 'Security & compliance';

/** The subcategory that satisfies "has patch-management software". */
export const PATCH_MANAGEMENT = 'patch management';

/** The subcategories any of which satisfies "has security software" (Azure Migrate Insights). */
export const SECURITY_SUBCATEGORIES: readonly SecurityCategory[] = [
  'identity and access management',
  'threat detection',
  'SIEM',
  'antivirus and anti-malware',
  'general security tools',
];

/** The only subcategories that a category may have; empty where they are free. Those of security decide two risks, so a misspelled one must not pass. */
export function subcategoriesOf(category: Category): readonly string[] {
  return category === SECURITY_CATEGORY ? [...SECURITY_SUBCATEGORIES, PATCH_MANAGEMENT] : [];
}

/** True for '' too. */
export function isSubcategoryOf(category: Category, subcategory: string): boolean {
  const known = subcategoriesOf(category);
  return subcategory === '' || known.length === 0 || known.includes(subcategory);
}

type Categorised = Pick<SoftwareIdentity, 'category' | 'subcategory'>;

/** True for software that protects: patch management, libraries, shells and cryptographic tools do not. */
export function isSecuritySoftware({ category, subcategory }: Categorised): boolean {
  return category === SECURITY_CATEGORY && (SECURITY_SUBCATEGORIES as readonly string[]).includes(subcategory);
}

export function isPatchManagement({ category, subcategory }: Categorised): boolean {
  return category === SECURITY_CATEGORY && subcategory === PATCH_MANAGEMENT;
}
