import { FORMAT_LABELS } from '../formatLabels';
import { tableFormat } from './tableFormat';

/**
 * RVTools' sheet vInfo, old (MB) and new (MiB) names: a virtual machine a row, no software. The operating system is the one that VMware Tools
 * report, else the one of the configuration. Other sheets of a workbook list disks, hosts and the like, and no machines of their own.
 */
export const rvtoolsVInfo = tableFormat(
  {
    id: 'rvtools-vinfo',
    label: FORMAT_LABELS['rvtools-vinfo'],
    expects: 'RVTools’ sheet vInfo with the columns VM, Powerstate, CPUs, Memory, OS according to the VMware Tools, …',
    headers: {
      synonyms: {
        server: ['VM'],
        id: ['VM UUID', 'SMBIOS UUID'],
        fqdn: ['DNS Name'],
        ipAddresses: ['Primary IP Address'],
        cores: ['CPUs'],
        memoryMB: ['Memory', 'Memory MB', 'Memory MiB'],
        site: ['Datacenter'],
        osName: ['OS according to the VMware Tools'],
        osFallback: ['OS according to the configuration file'],
        kept: ['Powerstate', 'Template', 'Cluster', 'Host', 'NICs', 'Disks', 'Provisioned MB', 'Provisioned MiB', 'In Use MB', 'In Use MiB', 'Annotation', 'Folder', 'Firmware', 'VM ID', 'HW version', 'Resource pool'],
      },
    },
    required: [['server']],
    softwareRows: false,
  },
  // vCPU has the same columns, but for these: its machines would be listed twice.
  (_fileName, headers) => (headers.has('vm') && headers.has('powerstate') && headers.has('cpus') && !headers.has('sockets') && (headers.has('osaccordingtotheconfigurationfile') || headers.has('osaccordingtothevmwaretools')) ? 2 : 0),
);

/** RVTools' sheet vHost: a hypervisor a row, whose operating system is the version of ESX. */
export const rvtoolsVHost = tableFormat(
  {
    id: 'rvtools-vhost',
    label: FORMAT_LABELS['rvtools-vhost'],
    expects: 'RVTools’ sheet vHost with the columns Host, Datacenter, Cluster, ESX Version, …',
    headers: {
      synonyms: {
        server: ['Host'],
        id: ['UUID'],
        site: ['Datacenter'],
        osName: ['ESX Version'],
        cores: ['# Cores'],
        memoryMB: ['# Memory', '# Memory MB', '# Memory MiB'],
        kept: [
          'Cluster', 'Config status', 'CPU Model', 'Speed', 'HT Available', 'HT Active', '# CPU', 'Cores per CPU', 'CPU usage %', 'Memory usage %', 'Console', '# NICs', '# HBAs', '# VMs',
          'VMs per Core', '# vCPUs', 'vCPUs per Core', 'vRAM', 'VM Used memory', 'VM Memory Swapped', 'VM Memory Ballooned', 'Vendor', 'Model', 'Serial number', 'Domain', 'DNS Servers',
        ],
      },
    },
    required: [['server']],
    softwareRows: false,
  },
  (_fileName, headers) => (headers.has('host') && headers.has('esxversion') ? 2 : 0),
);
