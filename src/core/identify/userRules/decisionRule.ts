import { ENGLISH, type Language } from '../../language';
import type { Placed } from './placed';

const PLACED = /^(mapping|categories):(.*):(\d+)$/;

/** What an identity's `rule` says when a user's mapping decided: `mapping:mappings.json:12`. */
export function mappingRule(placed: Pick<Placed<unknown>, 'file' | 'line'>): string {
  return `mapping:${placeText(placed)}`;
}

/** What an identity's `categoryRule` says when a user's category rule decided. */
export function categoryRuleText(placed: Pick<Placed<unknown>, 'file' | 'line'>): string {
  return `categories:${placeText(placed)}`;
}

function placeText({ file, line }: Pick<Placed<unknown>, 'file' | 'line'>): string {
  return `${file.replace(/^.*[\\/]/, '')}:${line}`;
}

export function isMappingRule(rule: string): boolean {
  return rule.startsWith('mapping:');
}

/** A rule as people read it. */
export function ruleWords(rule: string, { t }: Language = ENGLISH): string {
  const [, kind, file = '', line = ''] = PLACED.exec(rule) ?? [];
  if (kind === undefined) return rule;
  return kind === 'mapping' ? t('your mapping, {0} line {1}', file, line) : t('your category rule, {0} line {1}', file, line);
}
