import type { ServerSection, Target } from '../../protocol/models/frame';
import type { FindingRef } from '../../protocol/models/server';
import { decodeServerFilter, decodeSoftware, decodeSoftwareFilter, decodeSoftwareSort } from './decodeFilter';
import { decodeCve, decodeFields, decodeName, decodeText, decodeWhole, present } from './fields';

const SECTIONS: Readonly<Record<ServerSection, true>> = { insights: true, vulnerabilities: true, software: true, updates: true, overview: true };

export function decodeSection(value: unknown): ServerSection | undefined {
  return decodeName(value, SECTIONS);
}

/** Names one finding, or undefined. -1 stands for the operating system. */
export function decodeFinding(value: unknown): FindingRef | undefined {
  const given = decodeFields(value);
  const cve = decodeCve(given?.cve);
  const software = decodeWhole(given?.software, -1);
  return cve !== undefined && software !== undefined ? { cve, software } : undefined;
}

/** Where a link leads, from a webview or a hover's command link; undefined when it is no target. */
export function decodeTarget(value: unknown): Target | undefined {
  const given = decodeFields(value);
  switch (given?.view) {
    case 'overview':
    case 'charts':
    case 'dataIssues':
    case 'feeds':
      return { view: given.view };
    case 'servers':
      return { view: 'servers', filter: decodeServerFilter(given.filter) };
    case 'software':
      return { view: 'software', filter: decodeSoftwareFilter(given.filter), ...(given.sort === undefined ? {} : present({ sort: decodeSoftwareSort(given.sort) })) };
    case 'server': {
      const server = decodeText(given.server);
      const section = decodeSection(given.section);
      const finding = decodeFinding(given.finding);
      return server === undefined ? undefined : { view: 'server', server, ...(section && { section }), ...(finding && { finding }) };
    }
    case 'source': {
      const file = decodeText(given.file);
      const line = decodeWhole(given.line);
      const column = decodeWhole(given.column);
      return file === undefined || line === undefined || column === undefined ? undefined : { view: 'source', file, line, column };
    }
    case 'record': {
      const cve = decodeCve(given.cve);
      return cve === undefined ? undefined : { view: 'record', cve };
    }
    case 'mapping': {
      const software = decodeSoftware(given.software);
      return software && { view: 'mapping', software };
    }
    default:
      return undefined;
  }
}
