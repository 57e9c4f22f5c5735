import { DATABASE_RULES } from './databases';
import { DESKTOP_RULES } from './desktop';
import { INFRASTRUCTURE_RULES } from './infrastructure';
import { MICROSOFT_RULES } from './microsoft';
import { PATCH_MANAGEMENT_RULES } from './patchManagement';
import type { SoftwareRule } from './rule';
import { RUNTIME_RULES } from './runtimes';
import { SECURITY_RULES } from './security';
import { WEB_RULES } from './web';

/** Every rule, in the order of trial: where two cover a title, the first wins. */
export const ALL_RULES: readonly SoftwareRule[] = [
  ...MICROSOFT_RULES,
  ...DATABASE_RULES,
  ...WEB_RULES,
  ...RUNTIME_RULES,
  ...DESKTOP_RULES,
  ...INFRASTRUCTURE_RULES,
  ...SECURITY_RULES,
  ...PATCH_MANAGEMENT_RULES,
];
