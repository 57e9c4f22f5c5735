import type { SecurityCategory, SoftwareIdentity } from './identity';

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

type Categorised = Pick<SoftwareIdentity, 'category' | 'subcategory'>;

/** True for software that protects: patch management, libraries, shells and cryptographic tools do not. */
export function isSecuritySoftware({ category, subcategory }: Categorised): boolean {
  return category === SECURITY_CATEGORY && (SECURITY_SUBCATEGORIES as readonly string[]).includes(subcategory);
}

export function isPatchManagement({ category, subcategory }: Categorised): boolean {
  return category === SECURITY_CATEGORY && subcategory === PATCH_MANAGEMENT;
}
