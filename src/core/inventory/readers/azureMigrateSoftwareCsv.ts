import { FORMAT_LABELS } from '../formatLabels';
import { tableFormat } from './tableFormat';

/**
 * Azure Migrate's "Export software inventory", sheet ApplicationInventory, as CSV, and the table of a known extractor script:
 * `MachineName,Application,Version,Provider,MachineManagerFqdn` and
 * `MachineId,PowerStatus,DisplayName,ApplicationName,ApplicationVersion,ApplicationProvider,FeatureName`.
 * `MachineManagerFqdn` names the vCenter or host that manages the machine, not the machine.
 */
export const azureMigrateSoftwareCsv = tableFormat(
  {
    id: 'azure-migrate-software-csv',
    label: FORMAT_LABELS['azure-migrate-software-csv'],
    expects: 'CSV with the columns MachineName, Application, Version, Provider, MachineManagerFqdn',
    headers: {
      synonyms: {
        server: ['MachineName', 'DisplayName'],
        id: ['MachineId'],
        software: ['Application', 'ApplicationName'],
        version: ['Version', 'ApplicationVersion'],
        publisher: ['Provider', 'ApplicationProvider'],
        feature: ['FeatureName'],
        kept: ['MachineManagerFqdn', 'PowerStatus'],
      },
    },
    required: [['server'], ['software']],
    softwareRows: true,
  },
  (_fileName, headers) => {
    const has = (...names: string[]): boolean => names.every((name) => headers.has(name));
    if (has('machineid', 'displayname', 'applicationname', 'applicationversion')) return 2;
    if (!has('machinename', 'application')) return 0;
    return has('version') && (has('provider') || has('machinemanagerfqdn')) ? 2 : 1;
  },
);
