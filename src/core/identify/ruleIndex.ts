import { ALL_RULES } from './rules/allRules';
import type { SoftwareRule } from './rules/rule';
import type { SoftwareText } from './softwareText';

/**
 * The rules by exact title, by the first words of their patterns and by package name, so that a row tries a handful of them:
 * 80,000 distinct names against some 500 rules would be seconds otherwise.
 */
interface RuleIndex {
  readonly byTitle: ReadonlyMap<string, readonly SoftwareRule[]>;
  readonly byWord: ReadonlyMap<string, readonly SoftwareRule[]>;
  /** Patterns that do not say their first word. */
  readonly anyWord: readonly SoftwareRule[];
  readonly byPackage: ReadonlyMap<string, SoftwareRule>;
  readonly packagePatterns: readonly (readonly [pattern: RegExp, rule: SoftwareRule])[];
}

/** A choice of literal words at the beginning of a pattern, and whether it may be absent. */
const CHOICE = /^\(\?:([^()[\]]*)\)(\?)?/;

const INDEX: RuleIndex = buildIndex(ALL_RULES);

/** The rule of a row by its title and publisher. */
export function ruleOf(text: SoftwareText): SoftwareRule | undefined {
  const { title } = text;
  if (title === '') return undefined;
  const exact = INDEX.byTitle.get(title)?.find((rule) => publisherFits(rule, text));
  if (exact) return exact;
  const fits = (rule: SoftwareRule): boolean =>
    rule.pattern?.test(title) === true && rule.except?.test(title) !== true && publisherFits(rule, text);
  const space = title.indexOf(' ');
  return INDEX.byWord.get(space < 0 ? title : title.slice(0, space))?.find(fits) ?? INDEX.anyWord.find(fits);
}

/** The rule that names a package, lower case and without architecture. */
export function ruleOfPackage(name: string): SoftwareRule | undefined {
  return INDEX.byPackage.get(name) ?? INDEX.packagePatterns.find(([pattern]) => pattern.test(name))?.[1];
}

/**
 * The words of which one begins every title that the pattern fits: `microsoft` of `^microsoft office …`, `vmware` and `horizon` of
 * `^(?:vmware )?horizon client$`. Empty when the pattern does not say: it begins with a class, or with a part of a word.
 */
export function firstWordsOf({ source }: RegExp): readonly string[] {
  return source.startsWith('^') ? wordsAt(source.slice(1)) : [];
}

/** A choice at the beginning, or else a literal word. */
function wordsAt(pattern: string): readonly string[] {
  const [whole = '', choices = '', optional] = CHOICE.exec(pattern) ?? [];
  if (whole === '') return literalWord(pattern);
  const rest = pattern.slice(whole.length);
  const chosen = choices.split('|').map((choice) => literalWord(choice + rest));
  const after = optional === undefined ? [] : wordsAt(rest);
  if (chosen.some((words) => words.length === 0) || (optional !== undefined && after.length === 0)) return [];
  return [...new Set([...chosen.flat(), ...after])];
}

/** The word up to a space or the end; none when another sign, or a space that may be absent, follows. */
function literalWord(pattern: string): readonly string[] {
  const literal = /^((?:[a-z0-9#_&-]|\\[.+/-])+)(?= (?![?*{])|\$|\(\?: )/.exec(pattern)?.[1];
  return literal === undefined ? [] : [literal.replaceAll('\\', '')];
}

function publisherFits({ publisher, publisherNeeded }: SoftwareRule, text: SoftwareText): boolean {
  if (text.publisher === '') return publisherNeeded !== true;
  return publisher === undefined || publisher.test(text.publisher);
}

function buildIndex(rules: readonly SoftwareRule[]): RuleIndex {
  const byTitle = new Map<string, SoftwareRule[]>();
  const byWord = new Map<string, SoftwareRule[]>();
  const anyWord: SoftwareRule[] = [];
  const byPackage = new Map<string, SoftwareRule>();
  const packagePatterns: [RegExp, SoftwareRule][] = [];
  for (const rule of rules) {
    for (const title of rule.titles ?? []) append(byTitle, title, rule);
    if (rule.pattern) {
      const words = firstWordsOf(rule.pattern);
      if (words.length === 0) anyWord.push(rule);
      for (const word of words) append(byWord, word, rule);
    }
    for (const name of rule.packages ?? []) {
      if (/[*?]/.test(name)) packagePatterns.push([globPattern(name), rule]);
      else if (!byPackage.has(name)) byPackage.set(name, rule);
    }
  }
  return { byTitle, byWord, anyWord, byPackage, packagePatterns };
}

function append(map: Map<string, SoftwareRule[]>, key: string, rule: SoftwareRule): void {
  const rules = map.get(key);
  if (rules) rules.push(rule);
  else map.set(key, [rule]);
}

/** `dotnet-runtime-*` and `postgresql1?-server` as patterns. */
function globPattern(glob: string): RegExp {
  return new RegExp(`^${glob.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
