import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { VexExport, VexImport } from '../../protocol/lsp';
import { keyOfStatement } from '../../core/export/vex/statements';
import { NotWrittenError, replaceFile } from '../../feeds/replaceFile';
import { chooseStatements, vexText } from '../../workspace/vexExchange';
import { readVexDocument } from '../../workspace/readVexDocument';
import { VEX_STATEMENTS } from '../../workspace/vexStatements';
import type { DecisionChanges } from '../decisionChanges';
import { t } from '../l10n';
import { refuseTarget } from '../refuseTarget';
import type { Session } from '../session';
import { onRequest } from './register';
import { withFindings } from './withFindings';

/** Larger documents are refused. */
const MAX_DOCUMENT_BYTES = 100_000_000;

/** VEX documents of others in, and statements out for them. */
export function registerVexRequests(connection: Connection, session: Session, changes: DecisionChanges): void {
  onRequest(connection, VexImport, async ({ path: file }) => {
    const reading = readVexDocument(await readDocument(file));
    if ('flaw' in reading) throw new ResponseError(LSPErrorCodes.RequestFailed, t('{0} was not imported. {1}', path.basename(file), reading.flaw));
    const { assessment } = await session.view();
    const { taken, namesNothing } = chooseStatements(assessment, reading.statements);
    const answer = taken.length === 0
      ? { problem: '', undo: null }
      : await changes.change(VEX_STATEMENTS, taken.map((statement) => ({ key: keyOfStatement(statement), about: undefined, apply: () => statement })));
    return {
      statements: reading.statements.length + reading.rejected, taken: answer.problem === '' ? taken.length : 0, namesNothing,
      rejected: reading.rejected, reasons: reading.reasons, problem: answer.problem, undo: answer.undo,
    };
  });

  onRequest(connection, VexExport, async ({ path: target, format }) => {
    const failed = (reason: string): never => {
      throw new ResponseError(LSPErrorCodes.RequestFailed, t('{0} was not written: {1}', path.basename(target), reason));
    };
    if (!path.isAbsolute(target)) failed(t('choose a folder and a name.'));
    const { assessment, decisions } = withFindings(await session.view());
    if (decisions.setAside.length === 0) failed(t('nothing is set aside, and a VEX document needs at least one statement.'));
    const text = vexText(format, decisions.setAside.map(({ entry }) => entry), {
      assessment, at: new Date().toISOString(), id: `urn:uuid:${randomUUID()}`, author: 'Users of Inventory Insights',
    });
    try {
      await refuseTarget(target, assessment.estate.files);
      return { statements: decisions.setAside.length, bytes: await replaceFile(target, [text]) };
    } catch (error) {
      if (error instanceof NotWrittenError) return failed(error.message);
      throw error;
    }
  });
}

async function readDocument(file: string): Promise<string> {
  const failed = (reason: string): never => {
    throw new ResponseError(LSPErrorCodes.RequestFailed, t('{0} was not imported: {1}', path.basename(file), reason));
  };
  if (!path.isAbsolute(file)) failed(t('choose a file of this machine.'));
  try {
    const found = await stat(file);
    if (!found.isFile()) failed(t('it is a folder or a device. Choose a file.'));
    if (found.size > MAX_DOCUMENT_BYTES) failed(t('it has more than {0} MB.', MAX_DOCUMENT_BYTES / 1_000_000));
    return new TextDecoder('utf-8').decode(await readFile(file));
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    return failed(error instanceof Error ? `${error.message}.` : String(error));
  }
}
