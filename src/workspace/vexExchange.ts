import { exportCycloneDxVex } from '../core/export/vex/cycloneDxVex';
import { exportOpenVex, type VexExportContext } from '../core/export/vex/exportStatements';
import type { VexStatement } from '../core/export/vex/openVex';
import { suppressionOf } from '../core/export/vex/statements';
import type { Assessment } from '../core/insights/assessment';
import { resolveSuppressions } from '../core/insights/suppress/resolveSuppressions';
import { readFilter } from './filterText';

/** The formats that statements are exchanged in. */
export type VexFormat = 'openvex' | 'cyclonedx';

/** Of the statements of a document those that name a server and software of this inventory, and how many do not. */
export function chooseStatements(assessment: Assessment, statements: readonly VexStatement[]): { readonly taken: readonly VexStatement[]; readonly namesNothing: number } {
  const { states } = resolveSuppressions(assessment, statements.map((statement) => suppressionOf(statement, readFilter)), assessment.asOf);
  const taken = statements.filter((_, position) => states[position] !== 'names-nothing');
  return { taken, namesNothing: statements.length - taken.length };
}

/** All statements as the text of a document. */
export function vexText(format: VexFormat, statements: readonly VexStatement[], context: VexExportContext): string {
  const suppressions = statements.map((statement) => suppressionOf(statement, readFilter));
  return `${JSON.stringify(format === 'openvex' ? exportOpenVex(suppressions, context) : exportCycloneDxVex(suppressions, context), undefined, 2)}\n`;
}
