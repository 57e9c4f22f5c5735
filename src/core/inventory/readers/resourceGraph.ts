import { azureRecordKind, readAzureRecord } from './azureRecord';
import { itemsOf, jsonListing, memberOf, textOf, type JsonListingState } from './jsonListing';
import { nodeOfText, type JsonNode } from './jsonNode';

const FIX = 'Run the query on securityresources or patchassessmentresources again and keep the columns id, type and properties.';

/**
 * Azure Resource Graph results: `{"data": [{"id", "type", "properties"}]}`, `{"value": […]}`, the bare list or one record, or the table
 * `{"data": {"columns": [{"name"}], "rows": [[…]]}}` of its REST interface, of `microsoft.security/softwareinventories` and of patch
 * assessments with their patches. `properties` may be JSON in a text, as `tostring` leaves it.
 */
export const resourceGraph = jsonListing({
  id: 'resource-graph-json',
  expects: 'Azure Resource Graph results in JSON: softwareinventories or patchassessmentresources with id and properties',
  fix: FIX,
  recognise: ({ names, isList, text }) => {
    const isRecords = isList || !names.has('data') ? (names.has('properties') && names.has('id')) || names.has('value') : true;
    return isRecords && /softwareinventories|patchassessmentresults/i.test(text) ? 2 : 0;
  },
  lists: new Set(['', 'data', 'value']),
  ignored: new Set(['facets']),
  isRecord: (names) => names.has('properties') && names.has('id'),
  record: (_list, node, state) => record(node, state),
  member(name, node, state) {
    if (name !== 'data') return;
    const columns = itemsOf(node, 'columns').map((column) => textOf(column, 'name'));
    for (const row of itemsOf(node, 'rows')) {
      const cells = row.kind === 'array' ? row.items : [];
      record({ kind: 'object', members: new Map(cells.map((cell, at) => [columns[at] ?? '', cell])), line: row.line, column: row.column }, state);
    }
  },
  cells: { id: 'server', softwareName: 'software', vendor: 'publisher', version: 'version', patchName: 'update', osPlatform: 'os' },
});

function record(node: JsonNode, { draft, today }: JsonListingState): void {
  const written = memberOf(node, 'properties');
  const properties = written?.kind === 'text' ? nodeOfText(written.text, written) : written;
  const id = textOf(node, 'id');
  const kind = properties && azureRecordKind(id, textOf(node, 'type'), properties);
  if (!kind) return draft.reject(node, textOf(node, 'type') || 'A record', written?.kind === 'text' && !properties ? 'has properties that cannot be read' : 'is no software inventory and no patch assessment', FIX);
  if (readAzureRecord(kind, id, properties, node, draft, today)) draft.rows++;
  else draft.reject(node, id || 'A record', 'names no machine', FIX);
}
