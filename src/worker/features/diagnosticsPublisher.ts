import type { Connection } from 'vscode-languageserver/node';
import type { Problem } from '../../core/inventory/problem';
import type { View } from '../present/view';
import type { Session } from '../session';
import { pathOf, uriOf } from '../uris';
import { decisionDiagnostics, fileDiagnostics } from './diagnostics';
import type { SourceTexts } from './sourceTexts';

/** Publishes the diagnostics of every inventory file and file of decisions after a change, and clears those of files that are gone. */
export class DiagnosticsPublisher {
  private readonly published = new Set<string>();
  private run = 0;

  constructor(private readonly connection: Connection, private readonly session: Session, private readonly texts: SourceTexts) {}

  /** Never rejects: nobody waits for it. A newer run ends an older one. */
  async publish(): Promise<void> {
    const run = ++this.run;
    try {
      const view = await this.session.view();
      const now = new Set<string>();
      for (const [index, { file }] of view.assessment.estate.files.entries()) {
        const document = await this.texts.textOf(file);
        if (run !== this.run) return;
        const uri = document && pathOf(document.uri) === file ? document.uri : uriOf(file);
        now.add(uri);
        this.published.add(uri);
        await this.connection.sendDiagnostics({ uri, diagnostics: fileDiagnostics(view, index, document, this.session.settings.diagnostics) });
      }
      for (const [file, problems] of this.decisionProblems(view)) {
        const uri = uriOf(file);
        now.add(uri);
        this.published.add(uri);
        await this.connection.sendDiagnostics({ uri, diagnostics: decisionDiagnostics(problems, this.session.settings.diagnostics) });
      }
      if (run !== this.run) return;
      for (const uri of [...this.published]) {
        if (now.has(uri)) continue;
        this.published.delete(uri);
        await this.connection.sendDiagnostics({ uri, diagnostics: [] });
      }
    } catch (error) {
      this.connection.console.error(`Problems were not told: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }

  /** By file, those that stand in none of the inventories. */
  private decisionProblems({ problems, assessment: { estate } }: View): ReadonlyMap<string, readonly Problem[]> {
    const inventories = new Set(estate.files.map(({ file }) => file));
    const byFile = new Map<string, Problem[]>();
    for (const problem of problems) if (!inventories.has(problem.file)) byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
    return byFile;
  }
}
