import type { Connection } from 'vscode-languageserver/node';
import { OS_SUBJECT, distinctByCve, findingsOfServer, installRow, subjectOf } from '../../core/insights/findings';
import { FindingExplain, ServerGet, ServerHiddenBy, ServerRows, ServerWhyNot, SoftwareExplain } from '../../protocol/lsp';
import { presentEvidence } from '../present/evidence';
import { hides } from '../present/hidden';
import { presentServer, softwareOfServer } from '../present/serverPanel';
import { presentSoftwareTrail } from '../present/softwareTrail';
import type { View } from '../present/view';
import { presentUpdates, presentVulnerabilities } from '../present/vulnerabilities';
import { presentWhyNot } from '../present/whyNot';
import type { OpenText } from '../estateStore';
import type { Session } from '../session';
import { writtenRow } from '../writtenRow';
import { rangeOf } from './listRequests';
import { onRequest } from './register';
import { withFindings } from './withFindings';

/** The server panel, its lists, and the evidence of a finding or of what a software is taken for. */
export function registerServerRequests(connection: Connection, session: Session, openText: (file: string) => OpenText | undefined): void {
  onRequest(connection, ServerGet, async ({ server, asOf }) => {
    const view = await session.view(asOf);
    const index = indexOf(view, server);
    return index === -1 ? null : presentServer(view, index, await session.plannedView());
  });

  onRequest(connection, ServerHiddenBy, ({ server }) => session.scopeHiding(server));

  onRequest(connection, ServerRows, async (params) => {
    const view = await session.view(params.asOf);
    const { revision } = view;
    const index = indexOf(view, params.server);
    const [offset, limit] = rangeOf(params);
    if (index === -1) return { revision, offset, total: 0, rows: [] };
    switch (params.list) {
      case 'vulnerabilities': {
        const findings = findingsOfServer(view.assessment, index);
        return { revision, offset, total: distinctByCve(findings).length, rows: presentVulnerabilities(view.assessment, index, findings, offset, limit) };
      }
      case 'software': return pageOf(softwareOfServer(view, index), revision, offset, limit);
      case 'updates': return pageOf(presentUpdates(view.assessment, index), revision, offset, limit);
    }
  });

  onRequest(connection, FindingExplain, async ({ server, finding, asOf }) => {
    const view = withFindings(await session.view(asOf));
    const { assessment } = view;
    const index = indexOf(view, server);
    const cve = assessment.matcher.index.cveIndex(finding.cve.toUpperCase());
    const isSubject = finding.software === OS_SUBJECT || assessment.estate.software[finding.software] !== undefined;
    if (index === -1 || cve === -1 || !isSubject) return null;
    const written = hides(view, 'updates') ? [] : await writtenRow(assessment.estate, subjectOf(assessment, index, finding.software).row, openText);
    return presentEvidence(assessment, index, finding.software, cve, view.decisions, written);
  });

  onRequest(connection, SoftwareExplain, async ({ server, software, asOf }) => {
    const view = await session.view(asOf);
    const index = indexOf(view, server);
    const row = index === -1 ? null : installRow(view.assessment, index, software);
    if (row === null) return null;
    // A row as written may tell what the sharing profile hides: Defender's lists say how many weaknesses there are.
    const written = hides(view, 'vulnerabilities') || hides(view, 'updates') ? [] : await writtenRow(view.assessment.estate, row, openText);
    return presentSoftwareTrail(view, index, software, written);
  });

  onRequest(connection, ServerWhyNot, async ({ server, cve, asOf }) => {
    const view = withFindings(await session.view(asOf));
    const index = indexOf(view, server);
    return index === -1 ? null : presentWhyNot(view.assessment, index, String(cve).slice(0, MAX_ASKED_LENGTH));
  });
}

/** Characters of a CVE id as typed that are looked at and shown again. */
const MAX_ASKED_LENGTH = 40;

function indexOf({ assessment }: View, key: string): number {
  return assessment.estate.servers.findIndex((server) => server.key === key);
}

function pageOf<Row>(rows: readonly Row[], revision: number, offset: number, limit: number): { revision: number; offset: number; total: number; rows: readonly Row[] } {
  return { revision, offset, total: rows.length, rows: rows.slice(offset, offset + limit) };
}
