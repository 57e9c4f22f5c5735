import { strongest, updateClassOf } from '../cellValues';
import { dateOfTimestamp } from '../plainDate';
import { NO_OPERATING_SYSTEM } from '../serverFacts';
import type { DraftServer, InventoryDraft } from './inventoryDraft';
import { itemsOf, memberOf, textOf } from './jsonListing';
import { nodeText, type JsonNode } from './jsonNode';

/** The machine in a resource id: `…/providers/Microsoft.Compute/virtualMachines/<name>/…`, `…/Microsoft.HybridCompute/machines/<name>/…`. */
export function machineOfResource(id: string): string {
  return /\/(?:virtualMachines|machines|virtualMachineScaleSets)\/([^/]+)/i.exec(id)?.[1] ?? '';
}

/** What a record of `securityresources` or `patchassessmentresources` is about; undefined for another type. */
export type AzureRecordKind = 'software' | 'assessment' | 'patch';

export function azureRecordKind(id: string, type: string, properties: JsonNode | undefined): AzureRecordKind | undefined {
  const lower = `${type} ${id}`.toLowerCase();
  if (lower.includes('softwareinventories')) return 'software';
  if (lower.includes('softwarepatches')) return 'patch';
  if (lower.includes('patchassessmentresults')) return 'assessment';
  if (memberOf(properties, 'softwareName')) return 'software';
  if (memberOf(properties, 'patchName')) return 'patch';
  return memberOf(properties, 'availablePatchCountByClassification') ? 'assessment' : undefined;
}

/** Takes one record and gives its server; undefined when it does not name its machine. The columns are those of Microsoft's articles on both tables. */
export function readAzureRecord(kind: AzureRecordKind, id: string, properties: JsonNode, node: JsonNode, draft: InventoryDraft, today: string): DraftServer | undefined {
  const machine = machineOfResource(id) || machineOfResource(textOf(properties, 'azureVmId')) || textOf(properties, 'deviceName', 'computerDnsName', 'deviceId');
  if (machine === '') return undefined;
  const server = draft.server({ name: machine }, node);
  if (kind === 'software') software(properties, node, server, draft);
  else if (kind === 'patch') patch(properties, node, server, draft);
  else assessment(properties, server, draft, today);
  return server;
}

function software(properties: JsonNode, node: JsonNode, server: DraftServer, draft: InventoryDraft): void {
  const platform = textOf(properties, 'osPlatform');
  if (platform !== '') draft.know(server, { os: { ...NO_OPERATING_SYSTEM, name: platform } });
  const name = textOf(properties, 'softwareName');
  if (name === '') return;
  draft.install(server, { name, publisher: textOf(properties, 'vendor', 'softwareVendor'), version: textOf(properties, 'version', 'softwareVersion'), source: 'defender' }, node);
}

function patch(properties: JsonNode, node: JsonNode, server: DraftServer, draft: InventoryDraft): void {
  const kb = textOf(properties, 'kbId', 'Kbid', 'kbid', 'KBId');
  const title = textOf(properties, 'patchName');
  const id = kb === '' ? title : /^\d+$/.test(kb) ? `KB${kb}` : kb;
  if (id === '') return;
  const classifications = itemsOf(properties, 'classifications').map(nodeText);
  const classes = classifications.map(updateClassOf);
  const version = textOf(properties, 'version');
  draft.update(server, {
    id,
    title: [title, version].filter(Boolean).join(' '),
    class: strongest(...classes),
    classification: classifications.join(', '),
    releasedOn: dateOfTimestamp(textOf(properties, 'publishedDateTime')) ?? null,
  }, node);
}

/** The assessment itself: whether a restart waits, and when it was made. Its counts are those of the patches' own records. */
function assessment(properties: JsonNode, server: DraftServer, draft: InventoryDraft, today: string): void {
  const reboot = memberOf(properties, 'rebootPending');
  if (reboot?.kind === 'boolean') draft.know(server, { rebootPending: reboot.value });
  const made = dateOfTimestamp(textOf(properties, 'lastModifiedDateTime', 'startDateTime'));
  if (made !== undefined && made <= today) draft.seen(server, made);
  const type = textOf(properties, 'osType');
  if (type !== '') draft.know(server, { os: { ...NO_OPERATING_SYSTEM, name: type } });
  const counts = memberOf(properties, 'availablePatchCountByClassification');
  const pending = counts?.kind === 'object' ? [...counts.members.values()].some((count) => count.kind === 'number' && Number(count.text) > 0) : true;
  if (!pending) server.updatesKnown = true;
}
