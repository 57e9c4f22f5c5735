import { FORMAT_LABELS } from '../formatLabels';
import { tableFormat } from './tableFormat';

/** Defender Vulnerability Management's exports per machine: the software inventory, and the vulnerabilities, whose rows repeat a software for each CVE. */
export const defenderCsv = tableFormat(
  {
    id: 'defender-csv',
    label: FORMAT_LABELS['defender-csv'],
    expects: 'CSV of Defender’s software inventory or vulnerabilities with the columns deviceName, softwareVendor, softwareName, softwareVersion, …',
    headers: {
      synonyms: {
        server: ['deviceName'],
        id: ['deviceId'],
        osName: ['osPlatform'],
        osVersion: ['osVersion'],
        osArchitecture: ['osArchitecture'],
        software: ['softwareName'],
        publisher: ['softwareVendor'],
        version: ['softwareVersion'],
        lastSeen: ['lastSeenTimestamp'],
        kept: [
          'rbacGroupName', 'rbacGroupId', 'numberOfWeaknesses', 'diskPaths', 'registryPaths', 'softwareFirstSeenTimestamp', 'endOfSupportStatus', 'endOfSupportDate',
          'cveId', 'cvssScore', 'vulnerabilitySeverityLevel', 'recommendedSecurityUpdate', 'recommendedSecurityUpdateId', 'recommendedSecurityUpdateUrl',
          'firstSeenTimestamp', 'exploitabilityLevel', 'recommendationReference', 'securityUpdateAvailable',
        ],
      },
      // The vulnerabilities export heads its own key with "id"; it is no server's.
      patterns: [{ pattern: /^id$/, field: 'kept' }],
    },
    required: [['server', 'id'], ['software']],
    softwareRows: true,
    source: 'defender',
  },
  (_fileName, headers) => (headers.has('softwarename') && (headers.has('devicename') || headers.has('deviceid')) ? 2 : 0),
);
