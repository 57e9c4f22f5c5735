import type { CompareModel } from '../../src/protocol/models/compare';
import type { FilterTextModel } from '../../src/protocol/models/filters';
import type { RecommendationsModel } from '../../src/protocol/models/recommendations';
import type { EvidenceModel, SoftwareTrail, WhyNotModel } from '../../src/protocol/models/evidence';
import type { ServerSection } from '../../src/protocol/models/frame';
import type { Page } from '../../src/protocol/models/lists';
import type { FindingRef } from '../../src/protocol/models/server';
import type { HostMessage, ListRow, PanelKind, PanelSnapshot } from '../../src/protocol/webview';

type Fields = Record<string, unknown>;
type Kind = 'string' | 'number' | 'boolean' | 'array' | 'object';

/** The fields without which a panel could not draw; the rest of a model comes from our own worker and is bound as text. */
const MODEL_SHAPES: Record<PanelKind, Record<string, Kind>> = {
  overview: {
    frame: 'object', title: 'string', filter: 'object', chips: 'array', files: 'array', header: 'array', summary: 'array', servers: 'object', software: 'object',
    horizon: 'object', coverage: 'array', dataIssues: 'object',
  },
  charts: { frame: 'object', charts: 'array' },
  compare: { frame: 'object', kind: 'string', before: 'object', after: 'object', notes: 'array', problems: 'array', moreProblems: 'number' },
  servers: { frame: 'object', total: 'number', facets: 'array', quick: 'array', chips: 'array', environments: 'array', filter: 'object', sort: 'object', page: 'object' },
  software: { frame: 'object', total: 'number', facets: 'array', quick: 'array', chips: 'array', filter: 'object', sort: 'object', page: 'object' },
  server: {
    frame: 'object', key: 'string', name: 'string', row: 'object', os: 'object', notCounted: 'object', security: 'object', patch: 'object',
    topVulnerabilities: 'array', topUpdates: 'array', endedSoftware: 'array', vulnerableSoftware: 'array', counts: 'object',
    facts: 'array', problems: 'array',
  },
};

const COMPARED_SHAPES: Record<CompareModel['kind'], Record<string, Kind>> = {
  servers: { findings: 'object', servers: 'object', steps: 'array', page: 'object' },
  totals: { totals: 'array' },
};

const SECTIONS: readonly ServerSection[] = ['insights', 'vulnerabilities', 'software', 'updates', 'overview'];

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasShape(value: unknown, shape: Record<string, Kind>): value is Fields {
  return isFields(value) && Object.entries(shape).every(([field, kind]) => {
    const part = value[field];
    if (kind === 'array') return Array.isArray(part);
    if (kind === 'object') return isFields(part);
    return typeof part === kind;
  });
}

function decodePage(value: unknown): Page<ListRow> | undefined {
  if (!hasShape(value, { revision: 'number', offset: 'number', total: 'number', rows: 'array' })) return undefined;
  return value as unknown as Page<ListRow>;
}

function decodeFinding(value: unknown): FindingRef | null {
  return hasShape(value, { cve: 'string', software: 'number' }) ? value as unknown as FindingRef : null;
}

function decodeSnapshot(value: unknown): PanelSnapshot | undefined {
  if (!isFields(value)) return undefined;
  const { panel, model } = value;
  if (panel !== 'overview' && panel !== 'servers' && panel !== 'software' && panel !== 'server' && panel !== 'charts' && panel !== 'compare') return undefined;
  if (!hasShape(model, MODEL_SHAPES[panel]) || !hasShape(model['frame'], { revision: 'number', asOf: 'string', feeds: 'array', notes: 'array' })) return undefined;
  if ((panel === 'servers' || panel === 'software') && decodePage(model['page']) === undefined) return undefined;
  if (panel === 'compare') {
    const shape = Object.entries(COMPARED_SHAPES).find(([kind]) => kind === model['kind'])?.[1];
    if (shape === undefined || !hasShape(model, shape) || (model['kind'] === 'servers' && decodePage(model['page']) === undefined)) return undefined;
    return { panel, model, source: isFields(value['source']) ? value['source'] : null } as unknown as PanelSnapshot;
  }
  if (panel === 'servers' || panel === 'software') {
    const { columns, views } = value;
    const isView = (view: unknown): boolean => hasShape(view, { name: 'string', description: 'string', isShared: 'boolean' });
    return { panel, model, ...(Array.isArray(columns) ? { columns: columns.filter(key => typeof key === 'string') } : {}), views: Array.isArray(views) ? views.filter(isView) : [] } as unknown as PanelSnapshot;
  }
  if (panel !== 'server') return { panel, model } as unknown as PanelSnapshot;
  const section = SECTIONS.find(known => known === value['section']) ?? 'insights';
  return { panel, model, section, finding: decodeFinding(value['finding']) } as unknown as PanelSnapshot;
}

/** What came from the extension host, or undefined when it is none of the agreed messages. */
export function decodeHostMessage(message: unknown): HostMessage | undefined {
  if (!isFields(message)) return undefined;
  const { type, request } = message;
  switch (type) {
    case 'snapshot': {
      const snapshot = decodeSnapshot(message['snapshot']);
      return snapshot && { type, snapshot };
    }
    case 'page': {
      const page = decodePage(message['page']);
      return page && typeof request === 'number' ? { type, request, page } : undefined;
    }
    case 'evidence': {
      const { evidence } = message;
      const known = hasShape(evidence, { ref: 'object', cve: 'string', verdict: 'string', steps: 'array', references: 'array', plain: 'string' });
      return known && typeof request === 'number' ? { type, request, evidence: evidence as unknown as EvidenceModel } : undefined;
    }
    case 'softwareTrail': {
      const { trail } = message;
      const known = hasShape(trail, { software: 'number', label: 'string', steps: 'array', plain: 'string' });
      return known && typeof request === 'number' ? { type, request, trail: trail as unknown as SoftwareTrail } : undefined;
    }
    case 'explanation': {
      const { explanation } = message;
      const known = hasShape(explanation, { cve: 'string', outcome: 'string', answer: 'string', details: 'array', subjects: 'array', more: 'number' });
      return known && typeof request === 'number' ? { type, request, explanation: explanation as unknown as WhyNotModel } : undefined;
    }
    case 'recommendations': {
      const { model } = message;
      const known = hasShape(model, { revision: 'number', asOf: 'string', rows: 'array', total: 'number', leftOut: 'number', ticked: 'array', figures: 'array' });
      return known && typeof request === 'number' ? { type, request, model: model as unknown as RecommendationsModel } : undefined;
    }
    case 'filterText': {
      const { model } = message;
      const known = hasShape(model, { filter: 'object', start: 'number', end: 'number', suggestions: 'array', canonical: 'string' });
      return known && typeof request === 'number' ? { type, request, model: model as unknown as FilterTextModel } : undefined;
    }
    case 'changed':
      return typeof message['revision'] === 'number' && typeof message['text'] === 'string'
        ? { type, revision: message['revision'], text: message['text'] } : undefined;
    case 'busy':
      return typeof message['busy'] === 'boolean' ? { type, busy: message['busy'] } : undefined;
    case 'error':
      return typeof message['message'] === 'string'
        ? { type, request: typeof request === 'number' ? request : null, message: message['message'], ...(message['remedy'] === 'clearScope' ? { remedy: 'clearScope' as const } : {}) } : undefined;
    default:
      return undefined;
  }
}
