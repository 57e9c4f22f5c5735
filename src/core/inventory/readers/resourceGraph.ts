import { azureRecordKind, readAzureRecord } from './azureRecord';
import { jsonListing, memberOf, textOf } from './jsonListing';

const FIX = 'Run the query on securityresources or patchassessmentresources again and keep the columns id, type and properties.';

/**
 * Azure Resource Graph results: `{"data": [{"id", "type", "properties"}]}`, `{"value": […]}` or the bare list, of
 * `microsoft.security/softwareinventories` and of patch assessments with their patches.
 */
export const resourceGraph = jsonListing({
  id: 'resource-graph-json',
  expects: 'Azure Resource Graph results in JSON: softwareinventories or patchassessmentresources with id and properties',
  fix: FIX,
  recognise: ({ names, isList, text }) => {
    const isRecords = isList ? names.has('properties') && names.has('id') : names.has('data') || names.has('value');
    return isRecords && /softwareinventories|patchassessmentresults/i.test(text) ? 2 : 0;
  },
  lists: new Set(['', 'data', 'value']),
  record(_list, node, { draft, today }) {
    const properties = memberOf(node, 'properties');
    const id = textOf(node, 'id');
    const kind = properties && azureRecordKind(id, textOf(node, 'type'), properties);
    if (!kind) return draft.reject(node, textOf(node, 'type') || 'A record', 'is no software inventory and no patch assessment', FIX);
    if (readAzureRecord(kind, id, properties, node, draft, today)) draft.rows++;
    else draft.reject(node, id || 'A record', 'names no machine', FIX);
  },
  cells: { id: 'server', softwareName: 'software', vendor: 'publisher', version: 'version', patchName: 'update', osPlatform: 'os' },
});
