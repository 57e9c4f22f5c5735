import type { Connection } from 'vscode-languageserver/node';
import { OS_SUBJECT, distinctByCve, findingsOfServer } from '../../core/insights/findings';
import { FindingExplain, ServerGet, ServerHiddenBy, ServerRows, ServerWhyNot } from '../../protocol/lsp';
import { presentEvidence } from '../present/evidence';
import { presentServer, softwareOfServer } from '../present/serverPanel';
import type { View } from '../present/view';
import { presentUpdates, presentVulnerabilities } from '../present/vulnerabilities';
import { presentWhyNot } from '../present/whyNot';
import type { Session } from '../session';
import { rangeOf } from './listRequests';
import { onRequest } from './register';
import { withFindings } from './withFindings';

/** The server panel, its lists, and the evidence of a finding. */
export function registerServerRequests(connection: Connection, session: Session): void {
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
    return index === -1 || cve === -1 || !isSubject ? null : presentEvidence(assessment, index, finding.software, cve, view.decisions);
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
