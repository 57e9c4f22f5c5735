import type { FormatId } from './model';

/** How formats are named to users. */
export const FORMAT_LABELS: Readonly<Record<FormatId, string>> = {
  'native-json': 'Inventory (JSON)',
  'native-csv': 'Inventory (CSV)',
  'azure-migrate-software-csv': 'Azure Migrate software inventory (CSV)',
  'azure-migrate-import-csv': 'Azure Migrate import template (CSV)',
  'dpkg-query': 'dpkg-query package list',
  'dpkg-list': 'dpkg package list',
  'apt-list': 'apt package list',
  'apt-simulation': 'apt-get simulation',
  'rpm-list': 'RPM package list',
  'updateinfo': 'dnf or yum update list',
  'cyclonedx': 'CycloneDX bill of materials',
  'spdx': 'SPDX bill of materials',
  'winget': 'winget export',
  'osquery': 'osquery results (JSON)',
  'ansible': 'Ansible facts (JSON)',
  'resource-graph-json': 'Azure Resource Graph results (JSON)',
  'defender-json': 'Defender software inventory (JSON)',
};
