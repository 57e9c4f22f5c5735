import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { keyOfStatement } from '../../core/export/vex/statements';
import { assess } from '../../core/insights/assess';
import type { Assessment } from '../../core/insights/assessment';
import { Identifier } from '../../core/insights/identifyEstate';
import { createMatcher } from '../../core/match/matcher';
import { openKnowledge } from '../../feeds/store/openKnowledge';
import { editDecisionFile } from '../../workspace/decisionFile';
import type { Decisions } from '../../workspace/decisions';
import { hostsByFile } from '../../workspace/hosts';
import { readVexDocument } from '../../workspace/readVexDocument';
import { chooseStatements, vexText } from '../../workspace/vexExchange';
import { VEX_STATEMENTS } from '../../workspace/vexStatements';
import { AppliedDecisions, DECISION_OPTIONS, decisionsFor, folderToWrite } from '../decisions';
import { note, noteProblems, writeResult } from '../output';
import { feedsFolder, starterDir, today, wasmPath } from '../places';
import { readEstate } from '../readEstate';
import { refuseInput } from '../refuseInput';
import { Stats } from '../stats';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

const STALE_AFTER_DAYS = 30;
const FORMATS = ['openvex', 'cyclonedx'] as const;
const MOST_REASONS = 5;

export const vexCommand: Command = {
  name: 'vex',
  summary: 'findings set aside: take in VEX documents of others, write one for others',
  help: `inventory-insights vex import <document> <inventory file or folder\u2026> [options]
inventory-insights vex export <inventory file or folder\u2026> [options]

Import takes the statements of an OpenVEX or CycloneDX document that name a server and software of the inventories into
.inventory-insights/vex.json; the others are counted and left out. Export writes every statement there as one document.

  --format <format>    with export: openvex (default, 0.2.0) or cyclonedx (1.6)
  --out <file>         with export: write there instead of to standard output
  --decisions <dir>    folder that holds .inventory-insights (default: that of the first inventory, or one above it in the same repository)
  --feeds <dir>        folder of the feeds (default: the user's cache folder; without feeds there, the starter feeds)

Exit codes: 0; 2 wrong usage; 3 an input could not be read, nothing of it is about the inventories, or there is nothing to export.
`,
  async run([action, ...args]) {
    if (action !== 'import' && action !== 'export') throw new UsageError('Say what to do: vex import or vex export.');
    const { values, positionals } = parse(args, { feeds: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' }, decisions: DECISION_OPTIONS.decisions });
    const [document, ...inventories] = action === 'import' ? positionals : ['', ...positionals];
    if (document === undefined || inventories.length === 0) throw new UsageError(action === 'import' ? 'Name the document, then at least one inventory file or folder.' : 'Name at least one inventory file or folder.');
    const format = choice('format', values.format, FORMATS, 'openvex');
    const decisions = await decisionsFor(values, inventories);
    const { assessment, allRead } = await assessed(inventories, values.feeds, decisions);
    return action === 'import' ? importDocument(document, folderToWrite(values, inventories), assessment, allRead) : exportDocument(decisions, format, values.out, assessment, allRead);
  },
};

async function assessed(inventories: readonly string[], feeds: string | undefined, decisions: Decisions): Promise<{ readonly assessment: Assessment; readonly allRead: boolean }> {
  const opening = openKnowledge({ cacheDir: feedsFolder(feeds), starterDir, wasmPath });
  const { estate, allRead } = await readEstate(inventories, today(), new Stats(), hostsByFile(decisions.hosts));
  const { knowledge, problems } = await opening;
  const applied = new AppliedDecisions(decisions, knowledge);
  const identities = applied.identities(estate, new Identifier(knowledge.lifecycle, knowledge.index).identify(estate));
  const assessment = applied.over(assess({ estate, identities, knowledge, matcher: createMatcher(knowledge.index), asOf: today(), today: today(), staleAfterDays: STALE_AFTER_DAYS }));
  noteProblems([...problems, ...estate.problems, ...applied.problems]);
  return { assessment, allRead };
}

async function importDocument(document: string, folder: string, assessment: Assessment, allRead: boolean): Promise<number> {
  const name = path.basename(document);
  const text = await documentText(document).catch((error: Error) => error);
  const reading = typeof text === 'string' ? readVexDocument(text) : { flaw: `${text.message}.` };
  if ('flaw' in reading) {
    note(`${name} was not imported. ${reading.flaw}`);
    return EXIT.input;
  }
  if (reading.statements.length + reading.rejected === 0) {
    note(`${name} has no statements: nothing was there to take.`);
    return allRead ? EXIT.ok : EXIT.input;
  }
  const { taken, namesNothing } = chooseStatements(assessment, reading.statements);
  for (const reason of reading.reasons.slice(0, MOST_REASONS)) note(`${name}: ${reason}`);
  const rest = [
    namesNothing === 0 ? '' : ` ${namesNothing} name no server or software of the inventories.`, reading.rejected === 0 ? '' : ` ${reading.rejected} were not understood.`,
  ].join('');
  if (taken.length > 0) {
    const { problem } = await editDecisionFile(VEX_STATEMENTS, folder, () => ({ put: [...new Map(taken.map((statement) => [keyOfStatement(statement), statement])).values()] }));
    if (problem) {
      note([problem.message, problem.fix].filter(Boolean).join(' '));
      return EXIT.input;
    }
  }
  note(`${taken.length} of ${reading.statements.length + reading.rejected} statements of ${name} were taken.${rest}`);
  return taken.length === 0 || !allRead ? EXIT.input : EXIT.ok;
}

/** A folder has no text, and a pipe may never end. */
async function documentText(document: string): Promise<string> {
  if (!(await fs.stat(document)).isFile()) throw new Error('It is a folder or a device; name a file');
  return fs.readFile(document, 'utf8');
}

async function exportDocument({ setAside }: Decisions, format: (typeof FORMATS)[number], out: string | undefined, assessment: Assessment, allRead: boolean): Promise<number> {
  if (setAside.length === 0) {
    note('Nothing is set aside, and a VEX document needs at least one statement.');
    return EXIT.input;
  }
  const context = { assessment, at: new Date().toISOString(), id: `urn:uuid:${randomUUID()}`, author: 'Users of Inventory Insights' };
  await refuseInput(out, assessment.estate.files);
  await writeResult([vexText(format, setAside.map(({ entry }) => entry), context)], out);
  return allRead ? EXIT.ok : EXIT.input;
}
