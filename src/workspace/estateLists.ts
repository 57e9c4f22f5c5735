import { array, check, maxLength, minLength, nullable, object, optional, picklist, pipe, record, string, trim, unknown, type GenericSchema } from 'valibot';
import type { ServerDecision } from '../core/insights/estate/estateDecisions';
import type { Criticality } from '../core/inventory/model';
import type { DecisionList } from './decisionFile';
import { MAX_WORD, note, word } from './fields';

/** Tags, criticality and exclusions: one file, since they are about the same servers. */
const FILE = 'estate.json';
const LISTS = ['servers', 'groups', 'criticalityRules'] as const;
const SCHEMA_VERSION = 1;

/** Characters of a server's key, which may be a resource id, and of a filter. */
const MAX_KEY = 1_000;
const MAX_FILTER = 4_000;
const MOST_SERVERS = 100_000;
const MOST_MEMBERS = 10_000;
const MOST_GROUPS = 1_000;
const MOST_RULES = 1_000;

const CRITICALITIES: readonly Criticality[] = ['critical', 'high', 'medium', 'low'];

const serverKey = pipe(string('a server\u2019s key is expected'), trim(), minLength(1, 'it is empty'), maxLength(MAX_KEY, `it has more than ${MAX_KEY} characters`));
const filter = pipe(string('the text of a filter is expected'), trim(), minLength(1, 'it is empty'), maxLength(MAX_FILTER, `it has more than ${MAX_FILTER} characters`));
const criticality = picklist(CRITICALITIES, `it is none of ${CRITICALITIES.join(', ')}`);
const tagValue = pipe(string('a text, or null for a tag taken away, is expected'), maxLength(MAX_WORD, `it has more than ${MAX_WORD} characters`));

const server: GenericSchema<unknown, ServerDecision> = object({
  server: serverKey,
  // An array passes for a record of its positions.
  tags: optional(pipe(unknown(), check((value) => !Array.isArray(value), 'an object of keys and values is expected'), record(word, nullable(tagValue)))),
  criticality: optional(criticality),
  excluded: optional(pipe(note, minLength(1, 'it is empty'))),
}, 'an object is expected');

/** A group as it stands in the file. */
export interface GroupEntry {
  readonly name: string;
  readonly members?: readonly string[];
  /** The text of a filter. */
  readonly filter?: string;
  readonly criticality?: Criticality;
  readonly note?: string;
}

const group: GenericSchema<unknown, GroupEntry> = pipe(
  object({
    name: word,
    members: optional(pipe(array(serverKey, 'a list of server keys is expected'), maxLength(MOST_MEMBERS, `it has more than ${MOST_MEMBERS} members`))),
    filter: optional(filter),
    criticality: optional(criticality),
    note: optional(note),
  }, 'an object is expected'),
  check(({ members, filter: text }) => members !== undefined || text !== undefined, '"members" or "filter" is needed'),
);

/** A rule as it stands in the file. */
export interface RuleEntry {
  /** The text of a filter. */
  readonly filter: string;
  readonly criticality: Criticality;
  readonly note?: string;
}

const rule: GenericSchema<unknown, RuleEntry> = object({ filter, criticality, note: optional(note) }, 'an object is expected');

/** What users say of single servers, by key. */
export const SERVER_DECISIONS: DecisionList<ServerDecision> = {
  file: FILE, list: 'servers', lists: LISTS, schemaVersion: SCHEMA_VERSION, entry: server, keyOf: ({ server: key }) => key, mostEntries: MOST_SERVERS,
};

export const SERVER_GROUPS: DecisionList<GroupEntry> = {
  file: FILE, list: 'groups', lists: LISTS, schemaVersion: SCHEMA_VERSION, entry: group, keyOf: ({ name }) => name, mostEntries: MOST_GROUPS,
};

/** The first that a server passes counts, so their order stays as it is written. */
export const CRITICALITY_RULES: DecisionList<RuleEntry> = {
  file: FILE, list: 'criticalityRules', lists: LISTS, schemaVersion: SCHEMA_VERSION, entry: rule, keyOf: ({ filter: text }) => text, mostEntries: MOST_RULES, order: 'given',
};
