/** What a column of a table can mean. `extra` is kept as a property of the server, `kept` likewise but known to the format. */
export type Field =
  | 'server' | 'id' | 'fqdn' | 'ipAddresses' | 'macAddresses' | 'environment' | 'site'
  | 'osName' | 'osFallback' | 'osVersion' | 'osBuild' | 'osArchitecture'
  | 'cores' | 'memoryMB' | 'memoryGB' | 'disks' | 'diskSize' | 'tags' | 'criticality' | 'owner' | 'lastSeen' | 'rebootPending'
  | 'cpuPercent' | 'memoryPercent' | 'diskIops' | 'networkMBps'
  | 'software' | 'publisher' | 'version' | 'source' | 'cpe' | 'purl' | 'feature'
  | 'updateId' | 'updateTitle' | 'updateClass' | 'updateSeverity' | 'updateReleased'
  | 'hotfix' | 'hotfixInstalled'
  | 'extra' | 'kept';

/** Headers of a format, without regard to case, blanks and punctuation. */
export interface HeaderTable {
  readonly synonyms: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** Headers that mean the first of these fields that no other column has: `Name` is the server, or the software when the server has its own. */
  readonly weak?: Readonly<Record<string, readonly Field[]>>;
  /** Numbered headers, such as `Disk 1 size`; matched against the folded header. */
  readonly patterns?: readonly { readonly pattern: RegExp; readonly field: Field }[];
}

export interface Column {
  readonly index: number;
  /** The header as written, trimmed. */
  readonly header: string;
  readonly field: Field;
  /** Why the column does not have the field that its header means: the column that has it already. */
  readonly duplicateOf?: string;
}

/** Fields that several columns may have: their values add up. */
const MANY: ReadonlySet<Field> = new Set(['extra', 'kept', 'diskSize', 'diskIops', 'networkMBps', 'ipAddresses', 'macAddresses', 'feature']);

/** A header without case, blanks and punctuation. */
export function foldHeader(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** What each header means; an unknown one is `extra`, and so is a second one for the same thing. */
export function resolveColumns(headers: readonly string[], table: HeaderTable): readonly Column[] {
  const meaning = meanings(table);
  const owners = new Map<Field, string>();
  const seen = new Map<string, string>();
  const columns: Column[] = headers.map((text, index) => {
    const header = text.trim();
    const folded = foldHeader(header);
    const known = meaning.get(folded) ?? table.patterns?.find(({ pattern }) => pattern.test(folded))?.field;
    const twin = folded === '' ? undefined : seen.get(folded);
    seen.set(folded, header);
    if (twin !== undefined) return { index, header, field: 'extra', duplicateOf: twin };
    if (known === undefined) return { index, header, field: 'extra' };
    const owner = owners.get(known);
    if (owner !== undefined && !MANY.has(known)) return { index, header, field: 'extra', duplicateOf: owner };
    owners.set(known, header);
    return { index, header, field: known };
  });
  return columns.map((column) => {
    if (column.field !== 'extra' || column.duplicateOf !== undefined) return column;
    const field = table.weak?.[foldHeader(column.header)]?.find((candidate) => !owners.has(candidate));
    if (field === undefined) return column;
    owners.set(field, column.header);
    return { ...column, field };
  });
}

function meanings(table: HeaderTable): ReadonlyMap<string, Field> {
  const map = new Map<string, Field>();
  for (const [field, names] of Object.entries(table.synonyms)) {
    for (const name of names) map.set(foldHeader(name), field as Field);
  }
  return map;
}

/** How messages name what a column is for. */
export const FIELD_LABELS: Readonly<Record<Field, string>> = {
  server: 'server name', id: 'id', fqdn: 'FQDN', ipAddresses: 'IP addresses', macAddresses: 'MAC addresses', environment: 'environment', site: 'site',
  osName: 'OS name', osFallback: 'OS name', osVersion: 'OS version', osBuild: 'OS build', osArchitecture: 'OS architecture',
  cores: 'cores', memoryMB: 'memory', memoryGB: 'memory', disks: 'disks', diskSize: 'disk size', tags: 'tags', criticality: 'criticality', owner: 'owner',
  lastSeen: 'last seen', rebootPending: 'reboot pending',
  cpuPercent: 'CPU utilisation', memoryPercent: 'memory utilisation', diskIops: 'disk operations', networkMBps: 'network throughput',
  software: 'software', publisher: 'publisher', version: 'version', source: 'source', cpe: 'CPE', purl: 'package URL', feature: 'feature',
  updateId: 'update id', updateTitle: 'update title', updateClass: 'update classification', updateSeverity: 'update severity', updateReleased: 'update release date',
  hotfix: 'hotfix', hotfixInstalled: 'hotfix installation date', extra: 'property', kept: 'property',
};
