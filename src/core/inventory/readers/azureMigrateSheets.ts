import { FORMAT_LABELS } from '../formatLabels';
import { tableFormat } from './tableFormat';

/** The sheets beside ApplicationInventory in Azure Migrate's software inventory workbook: SQL Server instances, other databases, web applications. */
export const azureMigrateSqlServer = tableFormat(
  {
    id: 'azure-migrate-sql',
    label: FORMAT_LABELS['azure-migrate-sql'],
    expects: 'Azure Migrate’s sheet SQL Server with the columns MachineName, Instance Name, Edition, Version',
    headers: {
      synonyms: { server: ['MachineName'], version: ['Version'], kept: ['Instance Name', 'Edition', 'Service Pack', 'Port', 'MachineManagerFqdn'] },
    },
    required: [['server'], ['version']],
    softwareRows: false,
    softwareName: 'Microsoft SQL Server',
    publisher: 'Microsoft Corporation',
    source: 'azure-migrate',
  },
  (_fileName, headers) => (headers.has('machinename') && headers.has('instancename') && headers.has('version') ? 2 : 0),
);

export const azureMigrateDatabases = tableFormat(
  {
    id: 'azure-migrate-databases',
    label: FORMAT_LABELS['azure-migrate-databases'],
    expects: 'Azure Migrate’s sheet Database with the columns MachineName, Database Type, Version',
    headers: { synonyms: { server: ['MachineName'], software: ['Database Type'], version: ['Version'], kept: ['MachineManagerFqdn'] } },
    required: [['server'], ['software']],
    softwareRows: true,
    source: 'azure-migrate',
  },
  (_fileName, headers) => (headers.has('machinename') && headers.has('databasetype') ? 2 : 0),
);

export const azureMigrateWebApplications = tableFormat(
  {
    id: 'azure-migrate-web',
    label: FORMAT_LABELS['azure-migrate-web'],
    expects: 'Azure Migrate’s sheet Web Applications with the columns MachineName, WebServerType, WebAppName',
    headers: {
      synonyms: { server: ['MachineName'], software: ['WebServerType'], kept: ['WebAppName', 'VirtualDirectory', 'ApplicationPool', 'FrameworkVersion', 'MachineManagerFqdn'] },
    },
    required: [['server'], ['software']],
    softwareRows: true,
    source: 'azure-migrate',
  },
  (_fileName, headers) => (headers.has('machinename') && headers.has('webservertype') ? 2 : 0),
);
