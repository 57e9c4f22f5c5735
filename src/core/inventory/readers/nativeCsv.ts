import type { Field, HeaderTable } from '../columns';
import { FORMAT_LABELS } from '../formatLabels';
import { tableFormat } from './tableFormat';

/** What headers mean in a table that is nobody's in particular. */
export const NATIVE_HEADERS: HeaderTable = {
  synonyms: {
    server: ['Server', 'Server name', 'Machine', 'Machine name', 'Host', 'Host name', 'Computer', 'Computer name', 'Device', 'Device name', 'VM', 'VM name', 'Node', 'PSComputerName'],
    id: ['Id', 'Server id', 'Machine id', 'Device id', 'VM id', 'VM UUID', 'UUID'],
    fqdn: ['FQDN', 'DNS name', 'DNS host name', 'Fully qualified domain name'],
    ipAddresses: ['IP addresses', 'IP address', 'IPs', 'IP', 'IPv4', 'IPv6', 'IPv4 address', 'IPv6 address', 'Primary IP address'],
    macAddresses: ['MAC addresses', 'MAC address', 'MAC'],
    environment: ['Environment', 'Env', 'Stage'],
    site: ['Site', 'Location', 'Datacenter', 'Data center', 'Datacentre', 'Data centre'],
    osName: ['OS name', 'OS', 'Operating system', 'Operating system name'],
    osVersion: ['OS version', 'Operating system version'],
    osBuild: ['OS build', 'OS build number', 'Build', 'Build number', 'Operating system build'],
    osArchitecture: ['OS architecture', 'Architecture', 'Arch', 'Operating system architecture'],
    cores: ['Cores', 'CPU cores', 'CPUs', 'vCPU', 'vCPUs', 'Number of cores'],
    memoryMB: ['Memory (MB)', 'Memory', 'Memory (in MB)', 'Memory (MiB)', 'RAM (MB)', 'RAM'],
    memoryGB: ['Memory (GB)', 'Memory (in GB)', 'Memory (GiB)', 'RAM (GB)'],
    disks: ['Disks'],
    tags: ['Tags', 'Tag', 'Labels'],
    criticality: ['Criticality', 'Business criticality'],
    owner: ['Owner', 'Owners', 'Responsible'],
    lastSeen: ['Last seen', 'Last seen on', 'Last inventory', 'Last scan', 'Last updated', 'Last updated time'],
    rebootPending: ['Reboot pending', 'Pending reboot', 'Reboot required'],
    cpuPercent: ['CPU percent', 'CPU %', 'CPU utilization percentage', 'CPU utilisation'],
    memoryPercent: ['Memory percent', 'Memory %', 'Memory utilization percentage', 'Memory utilisation'],
    diskIops: ['Disk IOPS'],
    networkMBps: ['Network MBps', 'Network (MB/s)'],
    software: ['Software', 'Software name', 'Application', 'Application name', 'Product', 'Product name', 'Package', 'Package name', 'Program', 'Display name'],
    publisher: ['Publisher', 'Vendor', 'Manufacturer', 'Provider', 'Software publisher', 'Software vendor', 'Maintainer'],
    version: ['Version', 'Software version', 'Application version', 'Product version', 'Package version', 'Display version'],
    source: ['Source', 'Software source', 'Package manager'],
    cpe: ['CPE', 'CPE 2.3', 'CPE name', 'CPE23'],
    purl: ['PURL', 'Package URL'],
    updateId: ['Update ID', 'Update', 'Pending update', 'KB', 'KB ID', 'KB article', 'Pending update ID'],
    updateTitle: ['Update title', 'Update name', 'Patch name', 'Pending update title'],
    updateClass: ['Update classification', 'Update class', 'Update severity', 'Classification'],
    updateReleased: ['Update released on', 'Update released', 'Update release date', 'Released on'],
    hotfix: ['Hotfix', 'Hotfixes', 'Hotfix ID', 'Installed hotfix', 'Installed update'],
    hotfixInstalled: ['Hotfix installed on', 'Hotfix installed', 'Installed on'],
  },
  weak: { name: ['server', 'software'] },
};

/** Columns that tell a table of servers from any other table with a column `Host`. */
const TELLING: readonly Field[] = ['fqdn', 'osName', 'software', 'updateId', 'ipAddresses', 'hotfix', 'cores', 'lastSeen'];

/**
 * The product's own table: a row names a server, and perhaps a software, a pending update or a hotfix of it. The server's values may
 * stand in any of its rows. A server that no software row names has no software data, and one that no update row names has unknown
 * pending updates, never none: a table cannot say "none", the JSON can.
 */
export const nativeCsv = tableFormat(
  {
    id: 'native-csv',
    label: FORMAT_LABELS['native-csv'],
    expects: 'CSV with a column Server (or Name, Machine, Host, Computer) and any of FQDN, OS name, OS version, Software, Publisher, Version, Update ID, …',
    headers: NATIVE_HEADERS,
    required: [['server', 'fqdn']],
    softwareRows: false,
  },
  (fileName, _headers, columns) => {
    if (fileName.endsWith('.inventory.csv')) return 2;
    const fields = new Set<Field>(columns.map(({ field }) => field).filter((field) => field !== 'extra'));
    // `Name` alone, or beside columns that say nothing here, could head any table.
    return (fields.has('server') || fields.has('fqdn')) && fields.size > 1 && TELLING.some((field) => fields.has(field)) ? 1 : 0;
  },
);
