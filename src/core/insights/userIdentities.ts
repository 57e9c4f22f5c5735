import type { SoftwareIdentity } from '../identify/identity';
import type { LifecycleCatalog } from '../identify/lifecycle';
import { applyMapping, isExplicit } from '../identify/userRules/applyMapping';
import { checkMappings, type KnownProducts } from '../identify/userRules/checkMappings';
import { categoryRuleText } from '../identify/userRules/decisionRule';
import type { Mapping } from '../identify/userRules/mapping';
import type { Placed } from '../identify/userRules/placed';
import { UserRules, type UserRulesInput } from '../identify/userRules/userRules';
import type { Estate, Software } from '../inventory/model';
import type { Problem } from '../inventory/problem';
import type { EstateIdentities } from './identifyEstate';

/** Identities with what users say of them. */
export interface UserIdentities {
  readonly identities: EstateIdentities;
  /** What is wrong with the users' rules, seen with this inventory and these feeds. */
  readonly problems: readonly Problem[];
}

interface Overlaid {
  readonly found: SoftwareIdentity;
  readonly identity: SoftwareIdentity;
}

/**
 * Lays users' mappings and categories over what names stand for. What no rule names keeps its identity object, and what one
 * names gets the same object each time, so that what is derived from identities stays kept.
 */
export class UserOverlay {
  private readonly rules: UserRules;
  private readonly kept = new Map<string, Overlaid>();
  private readonly checked: readonly Problem[];

  /** `feed`: the products that mappings may name; absent, they are not checked. */
  constructor(rules: UserRulesInput, private readonly lifecycle: LifecycleCatalog, feed?: KnownProducts) {
    this.rules = new UserRules(rules);
    this.checked = checkMappings(rules.mappings, lifecycle, feed);
  }

  apply(estate: Estate, found: EstateIdentities): UserIdentities {
    if (this.rules.isEmpty) return { identities: found, problems: this.checked };
    const problems = new Map<string, Problem>();
    const software = estate.software.map((row) => this.identityOf(row, found.software[row.index]!, problems));
    const isSame = software.every((identity, row) => identity === found.software[row]);
    return { identities: isSame ? found : { ...found, software }, problems: [...this.checked, ...problems.values()] };
  }

  private identityOf(row: Software, found: SoftwareIdentity, problems: Map<string, Problem>): SoftwareIdentity {
    const choice = this.rules.mappingOf(row);
    const category = choice?.mapping.entry.category === undefined ? this.rules.categoryOf(row) : undefined;
    if (choice === undefined && category === undefined) return found;
    if (choice) remark(choice.mapping, choice.rival, found, problems);
    const key = [row.name, row.publisher, row.version, row.source, row.cpe, row.purl].join('\0');
    const known = this.kept.get(key);
    if (known?.found === found) return known.identity;
    let identity = found;
    if (category) identity = { ...identity, category: category.entry.category, subcategory: category.entry.subcategory ?? '', categoryRule: categoryRuleText(category) };
    if (choice) identity = applyMapping(row, identity, choice.mapping, this.lifecycle);
    this.kept.set(key, { found, identity });
    return identity;
  }
}

/** One problem for each mapping, however many software it names. */
function remark({ entry, file, line, column }: Placed<Mapping>, rival: Placed<Mapping> | undefined, found: SoftwareIdentity, problems: Map<string, Problem>): void {
  const place = { file, line, column };
  if (rival) {
    problems.set(`rival\0${file}\0${line}\0${column}`, {
      ...place, severity: 'warning', code: 'decision-conflict',
      message: `This mapping of ${entry.name} and the one in line ${rival.line}${rival.file === file ? '' : ` of ${rival.file}`} name the same software and say different things; this one counts.`,
      fix: 'Remove one, or narrow it by publisher, version or source.',
    });
  }
  const names = entry.cpe ?? entry.product ?? (entry.ignore ?? entry.unknown ? '' : undefined);
  if (isExplicit(found) && names !== undefined) {
    problems.set(`explicit\0${file}\0${line}\0${column}`, {
      ...place, severity: 'information', code: 'decision-conflict',
      message: `The inventory itself says by a CPE or package URL what ${entry.name} is; that goes before this mapping.`,
      fix: 'Correct the inventory, or remove the mapping.',
    });
  }
}
