import { FORMAT_LABELS } from '../formatLabels';
import { tableFormat } from './tableFormat';

/** Azure Migrate's discovery report, sheet Discovery_Report: a machine a row, counts instead of software. */
export const azureMigrateDiscovery = tableFormat(
  {
    id: 'azure-migrate-discovery',
    label: FORMAT_LABELS['azure-migrate-discovery'],
    expects: 'Azure Migrate’s discovery report with the columns Machine Name, Operating System, Cores, Memory (in MB), Machine ID, …',
    headers: {
      synonyms: {
        server: ['Machine Name'],
        id: ['Machine ID'],
        ipAddresses: ['IP Addresses'],
        macAddresses: ['MAC Addresses'],
        osName: ['Operating System'],
        cores: ['Cores'],
        memoryMB: ['Memory (in MB)'],
        lastSeen: ['Last Updated Time'],
        kept: [
          'Environment', 'Software Inventory Count', 'SQL Discovery Server Count', 'Is SQL Service Present', 'Web Applications Count', 'Total Disks', 'Total Network Adapters',
          'Boot Type', 'Power Stats', 'Power Status', 'Support Status', 'First Discovery Time', 'Total Storage In Use (in GB)',
        ],
      },
    },
    required: [['server']],
    softwareRows: false,
  },
  (_fileName, headers) => (headers.has('machinename') && headers.has('operatingsystem') && headers.has('machineid') && headers.has('firstdiscoverytime') ? 2 : 0),
);
