import type { RecommendationsModel } from '../../src/protocol/models/recommendations';
import type { FilterTextModel } from '../../src/protocol/models/filters';
import type { EvidenceModel, SoftwareTrail, WhyNotModel } from '../../src/protocol/models/evidence';
import type { Page } from '../../src/protocol/models/lists';
import type { FindingRef } from '../../src/protocol/models/server';
import type { HostMessage, ListRow, PanelKind, PanelState, WebviewMessage } from '../../src/protocol/webview';
import { decodeHostMessage } from './decodeHostMessage';
import { t } from './l10n';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Where the user was, beside the arrangement; the host never needs it. */
export interface Place {
  /** Pixels that the grid was scrolled down. */
  readonly scroll: number;
}

/** Answers to requests; every other message is pushed. */
const ANSWERS = ['page', 'evidence', 'softwareTrail', 'explanation', 'recommendations', 'filterText'] as const;
type Answer = Extract<HostMessage, { type: (typeof ANSWERS)[number] }>;
type Pushed = Exclude<HostMessage, Answer>;

function isAnswer(message: HostMessage): message is Answer {
  return (ANSWERS as readonly string[]).includes(message.type);
}

export type ListName = Extract<WebviewMessage, { type: 'page' }>['list'];

interface Pending {
  readonly resolve: (answer: HostMessage) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * The one way between a panel and the extension host. Intents go out; what comes in is decoded, answers find the request
 * they belong to, and everything else goes to the panel. Messages that are none of the agreed ones are dropped.
 */
export class Host {
  private readonly api = acquireVsCodeApi();
  private readonly pending = new Map<number, Pending>();
  private lastRequest = 0;
  private listener: ((message: Pushed) => void) | undefined;

  constructor(private readonly panel: PanelKind) {
    window.addEventListener('message', event => this.receive(event.data));
  }

  /** Begins: the panel hears all further messages, and the host is told what was kept over the reload. */
  start(listener: (message: Pushed) => void): void {
    this.listener = listener;
    this.send({ type: 'ready', state: this.state() });
  }

  send(message: WebviewMessage): void {
    this.api.postMessage(message);
  }

  /** One page of a list; rejects with the host's reason. */
  async page(list: ListName, offset: number, limit: number): Promise<Page<ListRow>> {
    const answer = await this.ask(request => ({ type: 'page', request, list, offset, limit }));
    if (answer.type !== 'page') throw new Error(t('The list could not be read.'));
    return answer.page;
  }

  async explain(finding: FindingRef): Promise<EvidenceModel> {
    const answer = await this.ask(request => ({ type: 'explain', request, finding }));
    if (answer.type !== 'evidence') throw new Error(t('The evidence could not be read.'));
    return answer.evidence;
  }

  /** What a software of the panel's server is taken for, and why; rejects with the host's reason. */
  async explainSoftware(software: number): Promise<SoftwareTrail> {
    const answer = await this.ask(request => ({ type: 'explainSoftware', request, software }));
    if (answer.type !== 'softwareTrail') throw new Error(t('The answer could not be read.'));
    return answer.trail;
  }

  /** Why a CVE id as typed is, or is not, found on the panel's server; rejects with the host's reason. */
  async whyNot(cve: string): Promise<WhyNotModel> {
    const answer = await this.ask(request => ({ type: 'whyNot', request, cve }));
    if (answer.type !== 'explanation') throw new Error(t('The answer could not be read.'));
    return answer.explanation;
  }

  /** What to do first on the panel's servers, and what doing the ticked ones comes to; rejects with the host's reason. */
  async recommend(ticked: readonly string[]): Promise<RecommendationsModel> {
    const answer = await this.ask(request => ({ type: 'recommend', request, ticked }));
    if (answer.type !== 'recommendations') throw new Error(t('The recommendations could not be read.'));
    return answer.model;
  }

  /** What a filter text says, and what could stand at a place of it; rejects with the host's reason. */
  async filterText(text: string, offset: number): Promise<FilterTextModel> {
    const answer = await this.ask(request => ({ type: 'filterText', request, text, offset }));
    if (answer.type !== 'filterText') throw new Error(t('The filter could not be read.'));
    return answer.model;
  }

  /** The arrangement kept over reloads; only the panel's kind when there is none. */
  state(): PanelState {
    const { place: _place, ...state } = this.kept();
    return { ...state, panel: this.panel };
  }

  keep(state: PanelState): void {
    this.api.setState({ ...state, place: this.place() });
  }

  place(): Place {
    const { place } = this.kept();
    const scroll = typeof place === 'object' && place !== null ? (place as Partial<Place>).scroll : undefined;
    return { scroll: typeof scroll === 'number' && Number.isFinite(scroll) ? scroll : 0 };
  }

  keepPlace(place: Place): void {
    this.api.setState({ ...this.kept(), panel: this.panel, place });
  }

  private kept(): Record<string, unknown> {
    const kept = this.api.getState();
    if (typeof kept !== 'object' || kept === null || (kept as { panel?: unknown }).panel !== this.panel) return {};
    return kept as Record<string, unknown>;
  }

  private ask(make: (request: number) => WebviewMessage): Promise<HostMessage> {
    const request = ++this.lastRequest;
    return new Promise((resolve, reject) => {
      this.pending.set(request, { resolve, reject });
      this.send(make(request));
    });
  }

  private receive(data: unknown): void {
    const message = decodeHostMessage(data);
    if (message === undefined) return;
    if (isAnswer(message)) {
      this.settle(message.request)?.resolve(message);
      return;
    }
    if (message.type === 'error' && message.request !== null) {
      const waiting = this.settle(message.request);
      if (waiting !== undefined) {
        waiting.reject(new Error(message.message));
        return;
      }
    }
    this.listener?.(message);
  }

  private settle(request: number): Pending | undefined {
    const waiting = this.pending.get(request);
    this.pending.delete(request);
    return waiting;
  }
}
