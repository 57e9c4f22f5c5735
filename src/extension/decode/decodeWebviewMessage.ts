import { MOST_RECOMMENDATIONS } from '../../protocol/models/recommendations';
import { MAX_TYPED_FILTER } from '../../protocol/models/filters';
import type { ServerListKind } from '../../protocol/models/server';
import type { DecisionKind, PanelKind, PanelState, WebviewMessage } from '../../protocol/webview';
import { decodeCompareKind, decodeCompareSource } from './decodeCompareSource';
import { decodeServerFilter, decodeServerSort, decodeSoftwareFilter, decodeSoftwareSort } from './decodeFilter';
import { decodeFinding, decodeSection, decodeTarget } from './decodeTarget';
import { decodeColumns, decodeCve, decodeDate, decodeFields, decodeFlag, decodeName, decodeText, decodeWhole, present, type Fields } from './fields';

/** Longest text that a panel may put on the clipboard: a long trail of evidence, in UTF-16 code units. */
const MAX_COPIED = 1_000_000;

/** Longest CVE id that may be asked for, in UTF-16 code units. */
const MAX_ASKED_CVE = 40;

/** Longest id of a recommendation, in UTF-16 code units: it holds a name out of an inventory. */
const MAX_ID = 2_000;

const PANELS: Readonly<Record<PanelKind, true>> = { overview: true, servers: true, software: true, server: true, charts: true, compare: true };
const LISTS: Readonly<Record<'servers' | 'software' | 'compare' | ServerListKind, true>> = { servers: true, software: true, compare: true, vulnerabilities: true, updates: true };
const EXPORTS = { servers: true, software: true, findings: true } as const;
const DECISIONS: Readonly<Record<DecisionKind, true>> = { addTag: true, removeTags: true, setCriticality: true, exclude: true, include: true, addRule: true };
const VIEW_ACTIONS = { open: true, save: true, manage: true, scope: true } as const;
const BEGINNINGS = { openFolder: true, openInventory: true } as const;

/** What a panel keeps over reloads, from its own state or a message; undefined when it names no panel of ours. */
export function decodePanelState(value: unknown): PanelState | undefined {
  const given = decodeFields(value);
  const panel = decodeName(given?.panel, PANELS);
  if (given === undefined || panel === undefined) return undefined;
  const known = <T>(field: unknown, decode: (field: unknown) => T) => (field === undefined ? undefined : decode(field));
  return {
    panel,
    ...present({
      server: decodeText(given.server),
      section: decodeSection(given.section),
      serverFilter: known(given.serverFilter, decodeServerFilter),
      serverSort: known(given.serverSort, decodeServerSort),
      softwareFilter: known(given.softwareFilter, decodeSoftwareFilter),
      softwareSort: known(given.softwareSort, decodeSoftwareSort),
      columns: decodeColumns(given.columns),
      ticked: decodeTicked(given.ticked),
      compare: decodeCompareSource(given.compare),
      compareShown: decodeCompareKind(given.compareShown),
    }),
  };
}

/** Ids of recommendations, as many as are told at once; undefined when there is no list. */
function decodeTicked(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string' && id.length <= MAX_ID).slice(0, MOST_RECOMMENDATIONS) : undefined;
}

/** An intent of a webview, or undefined when the message is none of the agreed ones. */
export function decodeWebviewMessage(message: unknown): WebviewMessage | undefined {
  const given = decodeFields(message);
  return given && decodeIntent(given);
}

function decodeIntent(given: Fields): WebviewMessage | undefined {
  switch (given.type) {
    case 'refresh':
    case 'pickAsOf':
    case 'clearScope':
    case 'compareWith':
    case 'exportComparison':
    case 'showLog':
      return { type: given.type };
    case 'ready':
    case 'arrange': {
      const state = decodePanelState(given.state);
      return state && { type: given.type, state };
    }
    case 'open': {
      const target = decodeTarget(given.target);
      return target && { type: 'open', target, beside: decodeFlag(given.beside) ?? false };
    }
    case 'page': {
      const request = decodeWhole(given.request);
      const list = decodeName(given.list, LISTS);
      const offset = decodeWhole(given.offset);
      const limit = decodeWhole(given.limit, 1);
      if (request === undefined || list === undefined || offset === undefined || limit === undefined) return undefined;
      return { type: 'page', request, list, offset, limit };
    }
    case 'explain': {
      const request = decodeWhole(given.request);
      const finding = decodeFinding(given.finding);
      return request !== undefined && finding !== undefined ? { type: 'explain', request, finding } : undefined;
    }
    case 'explainSoftware': {
      const request = decodeWhole(given.request);
      const software = decodeWhole(given.software);
      return request !== undefined && software !== undefined ? { type: 'explainSoftware', request, software } : undefined;
    }
    case 'whyNot': {
      const request = decodeWhole(given.request);
      const cve = decodeText(given.cve);
      return request !== undefined && cve !== undefined && cve.length <= MAX_ASKED_CVE ? { type: 'whyNot', request, cve } : undefined;
    }
    case 'recommend': {
      const request = decodeWhole(given.request);
      return request === undefined ? undefined : { type: 'recommend', request, ticked: decodeTicked(given.ticked) ?? [] };
    }
    case 'views': {
      const action = decodeName(given.action, VIEW_ACTIONS);
      return action && { type: 'views', action, ...present({ name: decodeText(given.name) }) };
    }
    case 'filterText': {
      const request = decodeWhole(given.request);
      const offset = decodeWhole(given.offset);
      const { text } = given;
      if (request === undefined || offset === undefined || typeof text !== 'string' || text.length > MAX_TYPED_FILTER) return undefined;
      return { type: 'filterText', request, text, offset: Math.min(offset, text.length) };
    }
    case 'setAsOf': {
      if (given.asOf === null) return { type: 'setAsOf', asOf: null };
      const asOf = decodeDate(given.asOf);
      return asOf === undefined ? undefined : { type: 'setAsOf', asOf };
    }
    case 'export': {
      const what = decodeName(given.what, EXPORTS);
      return what && { type: 'export', what };
    }
    case 'decide': {
      const what = decodeName(given.what, DECISIONS);
      return what && { type: 'decide', what, filter: decodeServerFilter(given.filter) };
    }
    case 'setAside': {
      const finding = decodeFinding(given.finding);
      return finding && { type: 'setAside', finding };
    }
    case 'setAsideOn': {
      const cve = decodeCve(given.cve);
      return cve === undefined ? undefined : { type: 'setAsideOn', cve, filter: decodeServerFilter(given.filter) };
    }
    case 'copy':
      return typeof given.text === 'string' && given.text.length <= MAX_COPIED ? { type: 'copy', text: given.text } : undefined;
    case 'begin': {
      const action = decodeName(given.action, BEGINNINGS);
      return action && { type: 'begin', action };
    }
    default:
      return undefined;
  }
}
