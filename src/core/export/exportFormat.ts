/** What an assessment is exported as. */
export type ExportFormat = 'csv' | 'xlsx' | 'json' | 'sarif' | 'cyclonedx' | 'markdown' | 'html';

export const EXPORT_FORMATS: readonly ExportFormat[] = ['csv', 'xlsx', 'json', 'sarif', 'cyclonedx', 'markdown', 'html'];
