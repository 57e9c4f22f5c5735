import { FORMAT_LABELS } from '../formatLabels';
import { tableFormat } from './tableFormat';

/**
 * Azure Migrate's CSV import template: one server a row, no software. Memory is in MB, disk sizes in GB, throughput in MB a second
 * (Microsoft's tutorial "Import servers using CSV"). The template marks mandatory columns with an asterisk, which the matching of headers ignores.
 */
export const azureMigrateImportCsv = tableFormat(
  {
    id: 'azure-migrate-import-csv',
    label: FORMAT_LABELS['azure-migrate-import-csv'],
    expects: 'CSV with the columns Server name, IP address, Cores, Memory, OS name, OS version, OS architecture, Number of disks, Disk 1 size, …',
    headers: {
      synonyms: {
        server: ['Server name'],
        ipAddresses: ['IP address', 'IP addresses'],
        cores: ['Cores'],
        memoryMB: ['Memory', 'Memory (in MB)', 'Memory (MB)'],
        osName: ['OS name'],
        osVersion: ['OS version'],
        osArchitecture: ['OS architecture'],
        cpuPercent: ['CPU utilization percentage'],
        memoryPercent: ['Memory utilization percentage'],
        diskIops: ['Total disks read ops', 'Total disks write ops'],
        networkMBps: ['Network In throughput', 'Network Out throughput'],
        macAddresses: ['MAC address', 'MAC addresses'],
        kept: ['Number of disks', 'Total disks read throughput', 'Total disks write throughput', 'Firmware type'],
      },
      patterns: [
        { pattern: /^disk\d+size/, field: 'diskSize' },
        { pattern: /^disk\d+(read|write)(ops|throughput)/, field: 'kept' },
      ],
    },
    required: [['server']],
    softwareRows: false,
  },
  (_fileName, headers, columns) => {
    if (!headers.has('servername') || !headers.has('cores') || !headers.has('osname')) return 0;
    return headers.has('numberofdisks') || headers.has('firmwaretype') || columns.some(({ field }) => field === 'diskSize') ? 2 : 0;
  },
);
