import type { FormatId } from './model';

/** How formats are named to users. */
export const FORMAT_LABELS: Readonly<Record<FormatId, string>> = {
  'native-json': 'Inventory (JSON)',
  'native-csv': 'Inventory (CSV)',
  'azure-migrate-software-csv': 'Azure Migrate software inventory (CSV)',
  'azure-migrate-import-csv': 'Azure Migrate import template (CSV)',
  'dpkg-query': 'dpkg-query package list',
};
