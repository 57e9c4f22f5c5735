import type { Connection } from 'vscode-languageserver/node';
import type { Session } from '../session';
import { pathOf, uriOf } from '../uris';
import { fileDiagnostics } from './diagnostics';
import type { SourceTexts } from './sourceTexts';

/** Publishes the diagnostics of every inventory file after a change, and clears those of files that are gone. */
export class DiagnosticsPublisher {
  private published = new Set<string>();
  private run = 0;

  constructor(private readonly connection: Connection, private readonly session: Session, private readonly texts: SourceTexts) {}

  async publish(): Promise<void> {
    const run = ++this.run;
    const view = await this.session.view();
    const now = new Set<string>();
    for (const [index, { file }] of view.assessment.estate.files.entries()) {
      const document = await this.texts.textOf(file);
      if (run !== this.run) return;
      const uri = document && pathOf(document.uri) === file ? document.uri : uriOf(file);
      now.add(uri);
      void this.connection.sendDiagnostics({ uri, diagnostics: fileDiagnostics(view, index, document, this.session.settings.diagnostics) });
    }
    for (const uri of this.published) if (!now.has(uri)) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    this.published = now;
  }
}
