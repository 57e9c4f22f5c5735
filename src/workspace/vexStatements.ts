import { randomUUID } from 'node:crypto';
import { array, check, maxLength, minLength, object, optional, picklist, pipe, record, string, trim, type GenericSchema } from 'valibot';
import type { VexProduct, VexStatement } from '../core/export/vex/openVex';
import { vexHeader } from '../core/export/vex/openVex';
import { keyOfStatement } from '../core/export/vex/statements';
import { VEX_JUSTIFICATIONS, VEX_STATUSES } from '../core/insights/suppress/suppression';
import type { DecisionList } from './decisionFile';
import { note } from './fields';

/** Characters of an IRI; a filter stands in some, percent-encoded. */
const MAX_IRI = 16_000;
/** Characters of an id of a vulnerability. */
const MAX_ID = 100;
const MOST_ALIASES = 100;
const MOST_PRODUCTS = 1_000;

const iri = pipe(string('an IRI is expected'), trim(), minLength(1, 'it is empty'), maxLength(MAX_IRI, `it has more than ${MAX_IRI} characters`));
const id = pipe(string('an id is expected'), trim(), minLength(1, 'it is empty'), maxLength(MAX_ID, `it has more than ${MAX_ID} characters`));
const identifiers = optional(record(string(), iri));

const product: GenericSchema<unknown, VexProduct> = object({
  '@id': optional(iri),
  identifiers,
  subcomponents: optional(pipe(array(object({ '@id': optional(iri), identifiers })), maxLength(MOST_PRODUCTS, `it has more than ${MOST_PRODUCTS} subcomponents`))),
}, 'an object is expected');

/** One statement of an OpenVEX 0.2.0 document. What is not used here is not judged, and stays in the file. */
export const vexStatement: GenericSchema<unknown, VexStatement> = pipe(
  object({
    '@id': optional(iri),
    vulnerability: object({ name: id, aliases: optional(pipe(array(id), maxLength(MOST_ALIASES, `it has more than ${MOST_ALIASES} aliases`))) }, 'an object with the "name" of a vulnerability is expected'),
    timestamp: optional(string('a date and time is expected')),
    products: optional(pipe(array(product, 'a list of products is expected'), maxLength(MOST_PRODUCTS, `it has more than ${MOST_PRODUCTS} products`))),
    status: picklist(VEX_STATUSES, `it is none of ${VEX_STATUSES.join(', ')}`),
    status_notes: optional(note),
    justification: optional(picklist(VEX_JUSTIFICATIONS, `it is none of ${VEX_JUSTIFICATIONS.join(', ')}`)),
    impact_statement: optional(note),
    action_statement: optional(note),
  }, 'an object is expected'),
  check(({ status, justification, impact_statement: impact }) => status !== 'not_affected' || justification !== undefined || impact !== undefined, 'a status of "not_affected" needs a "justification" or an "impact_statement"'),
);

/**
 * `vex.json`: findings set aside, a document of OpenVEX 0.2.0. Its `version` and `timestamp` stay as the file began, so that statements of
 * two people merge without a conflict; each statement has its own date, and an export is stamped anew.
 */
export const VEX_STATEMENTS: DecisionList<VexStatement> = {
  file: 'vex.json', list: 'statements', schemaVersion: 1, entry: vexStatement, keyOf: keyOfStatement, mostEntries: 10_000,
  newDocument: () => ({ ...vexHeader(`urn:uuid:${randomUUID()}`, 'Users of Inventory Insights', new Date().toISOString()) }),
};
