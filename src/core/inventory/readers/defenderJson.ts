import { dateOfTimestamp } from '../plainDate';
import { NO_OPERATING_SYSTEM } from '../serverFacts';
import { jsonListing, textOf } from './jsonListing';

const FIX = 'Export the software inventory or software vulnerabilities again with deviceName, softwareVendor, softwareName and softwareVersion.';

/**
 * Defender Vulnerability Management's software inventory and software vulnerabilities per machine: `{"value": [{"deviceName", "softwareName", …}]}`, the bare list,
 * or a record a line, as the export into files has them.
 */
export const defenderJson = jsonListing({
  id: 'defender-json',
  expects: 'Defender’s export of software per machine in JSON: {"value": [{"deviceName": …, "softwareName": …}]}',
  fix: FIX,
  recognise: ({ isList, names, text }) => ((names.has('deviceName') || names.has('DeviceName') || (!isList && names.has('value'))) && /"(?:softwareName|SoftwareName)"/.test(text) && /"(?:deviceName|DeviceName)"/.test(text) ? 2 : 0),
  lists: new Set(['', 'value']),
  isRecord: (names) => names.has('deviceName') || names.has('DeviceName'),
  record(_list, node, { draft, today }) {
    const device = textOf(node, 'deviceName', 'DeviceName', 'deviceId', 'DeviceId');
    const name = textOf(node, 'softwareName', 'SoftwareName');
    if (device === '' || name === '') return draft.reject(node, device || name || 'A record', device === '' ? 'names no device' : 'names no software', FIX);
    draft.rows++;
    const server = draft.server({ name: device, id: textOf(node, 'deviceId', 'DeviceId') }, node);
    const platform = textOf(node, 'osPlatform', 'OSPlatform');
    if (platform !== '') draft.know(server, { os: { ...NO_OPERATING_SYSTEM, name: platform, version: textOf(node, 'osVersion', 'OSVersion'), architecture: textOf(node, 'osArchitecture', 'OSArchitecture') } });
    const seen = dateOfTimestamp(textOf(node, 'lastSeenTimestamp', 'LastSeenTime'));
    if (seen !== undefined && seen <= today) draft.seen(server, seen);
    draft.install(server, { name, publisher: textOf(node, 'softwareVendor', 'SoftwareVendor'), version: textOf(node, 'softwareVersion', 'SoftwareVersion'), source: 'defender' }, node);
  },
  cells: { deviceName: 'server', softwareName: 'software', softwareVendor: 'publisher', softwareVersion: 'version', osPlatform: 'os' },
});
