import { quoted } from './cellValues';
import { resolveColumns } from './columns';
import type { FormatId } from './model';
import type { Problem } from './problem';
import type { InventoryFormat, InventoryReading, ReadContext } from './reader';
import { azureMigrateDiscovery } from './readers/azureMigrateDiscovery';
import { azureMigrateImportCsv } from './readers/azureMigrateImportCsv';
import { azureMigrateDatabases, azureMigrateSqlServer, azureMigrateWebApplications } from './readers/azureMigrateSheets';
import { azureMigrateSoftwareCsv } from './readers/azureMigrateSoftwareCsv';
import { ansibleFacts } from './readers/ansibleFacts';
import { aptList, aptSimulation } from './readers/aptList';
import { cyclonedx } from './readers/cyclonedx';
import { defenderCsv } from './readers/defenderCsv';
import { defenderJson } from './readers/defenderJson';
import { dpkgList } from './readers/dpkgList';
import { dpkgQuery } from './readers/dpkgQuery';
import { editorExtensions } from './readers/editorExtensions';
import { NATIVE_HEADERS, nativeCsv } from './readers/nativeCsv';
import { nativeJson } from './readers/nativeJson';
import { osquery } from './readers/osquery';
import { registryFile } from './readers/registryFile';
import { resourceGraph } from './readers/resourceGraph';
import { resourceGraphCsv } from './readers/resourceGraphCsv';
import { rpmList } from './readers/rpmList';
import { rvtoolsVHost, rvtoolsVInfo } from './readers/rvtools';
import { spdx } from './readers/spdx';
import { CSV_SHAPE } from './readers/tableReading';
import { updateInfo } from './readers/updateInfo';
import { windowsLists } from './readers/windowsLists';
import { hotfixCsv, uninstallCsv, windowsUpdateCsv } from './readers/windowsTables';
import { wingetExport } from './readers/wingetExport';
import { readHeader } from './text/csvText';
import { foreignFormat } from './foreignFormat';

/** Every inventory format; of equally sure ones the first wins, so a file named `*.inventory.csv` is read as the product's own. */
export const FORMATS: readonly InventoryFormat[] = [
  nativeJson, nativeCsv,
  azureMigrateSoftwareCsv, azureMigrateImportCsv, azureMigrateDiscovery, azureMigrateSqlServer, azureMigrateDatabases, azureMigrateWebApplications,
  rvtoolsVInfo, rvtoolsVHost, defenderCsv, defenderJson, resourceGraph, resourceGraphCsv,
  uninstallCsv, hotfixCsv, windowsUpdateCsv, registryFile, windowsLists, wingetExport,
  dpkgQuery, dpkgList, aptList, aptSimulation, rpmList, updateInfo, editorExtensions,
  cyclonedx, spdx, ansibleFacts, osquery,
];

/** The format of a file, with its header row as written ('' for formats without one); or why it is refused. */
export type Recognition =
  | { readonly format: InventoryFormat; readonly header: string; /** 1: could be; 2: by content and name. */ readonly sure: number; readonly problem?: undefined }
  | { readonly format: undefined; readonly header: ''; readonly problem: Problem };

const WITHOUT_HEADER: ReadonlySet<FormatId> = new Set<FormatId>(['native-json', 'dpkg-query', 'dpkg-list', 'apt-list', 'apt-simulation', 'rpm-list', 'updateinfo',
  'cyclonedx', 'spdx', 'winget', 'osquery', 'ansible', 'resource-graph-json', 'defender-json', 'windows-json', 'windows-registry', 'editor-extensions',
]);
/** Headers named in a refusal. */
const HEADERS_SHOWN = 40;

/**
 * @param fileName base name of the file
 * @param head its first `READ_LIMITS.headBytes` bytes, decoded (see `decodeText`)
 * @param file how problems name the file; its base name unless told
 */
export function recogniseFormat(fileName: string, head: string, file: string = fileName): Recognition {
  let best: InventoryFormat | undefined;
  let sure = 0;
  for (const format of FORMATS) {
    const score = format.recognise(fileName, head);
    if (score > sure) [best, sure] = [format, score];
  }
  if (best) return { format: best, sure, header: WITHOUT_HEADER.has(best.id) ? '' : (readHeader(head, CSV_SHAPE)?.text ?? '') };
  const refuse = (code: Problem['code'], message: string, fix: string): Recognition => ({
    format: undefined,
    header: '',
    problem: { file, line: 1, column: 1, severity: 'error', code, message, fix },
  });
  // eslint-disable-next-line no-control-regex
  if (/^[\s\uFEFF\u0000]*$/.test(head)) return refuse('file-empty', 'The file is empty.', 'Export the inventory again.');
  return refuse('file-format-unknown', `The file is no inventory that can be read: ${whatItIs(head)}.`, `Formats that can be read: ${knownFormats()}.`);
}

/** Opens a reading: `write` the bytes in chunks, then `end`. */
export function readInventory(format: InventoryFormat, context: ReadContext): InventoryReading {
  return format.open(context);
}

/** The formats known, in one sentence. */
export function knownFormats(): string {
  return FORMATS.map((format) => `${format.label}: ${format.expects}`).join('; ');
}

function whatItIs(head: string): string {
  const foreign = foreignFormat(head);
  if (foreign !== undefined) return foreign;
  const headers = readHeader(head, CSV_SHAPE)?.row.cells.map((cell) => cell.text.trim()) ?? [];
  const shown = headers.slice(0, HEADERS_SHOWN).map(quoted).join(', ');
  const fields = new Set(resolveColumns(headers, NATIVE_HEADERS).map(({ field }) => field));
  if (fields.has('software') && fields.has('version') && !fields.has('server')) return `it lists software but no column names the server, such as "Server"; headers seen: ${shown}`;
  return `its columns fit no known format; headers seen: ${shown}${headers.length > HEADERS_SHOWN ? ', …' : ''}`;
}
