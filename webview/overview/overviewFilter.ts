import { html, nothing, type TemplateResult } from 'lit';
import type { ServerFilter } from '../../src/protocol/models/frame';
import type { OverviewModel } from '../../src/protocol/models/overview';
import '../shared/chips';
import type { DropEvent, ViewsEvent } from '../shared/chips';
import '../shared/filterBox';
import type { FilterTextEvent, SearchEvent } from '../shared/filterBox';
import { withText, withTyped, withoutChip } from '../shared/filterEdits';
import type { Host } from '../shared/host';
import { t } from '../shared/l10n';

/** Quiet time after typing before the search is applied, ms. */
const SEARCH_AFTER_MS = 200;

/** The filter of servers that limits the whole overview: what is in force, what is being typed, and the edits of both. */
export class OverviewFilter {
  filter: ServerFilter = {};
  /** Words of the box, which may be ahead of those in force. */
  private words = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param changed called with each new filter, which the host is to be asked for */
  constructor(private readonly host: Host, private readonly changed: (filter: ServerFilter) => void) {}

  /** A snapshot of this filter is on show; words typed since stay. */
  arranged(filter: ServerFilter): void {
    this.filter = filter;
    if (this.timer === undefined) this.words = filter.text ?? '';
  }

  draw({ chips, filterText }: OverviewModel): TemplateResult {
    return html`<div class="filter" role="search"><ii-filter-box .label=${t('Search or filter servers')} .hint=${t('Show only: environment:production exploited:yes')} .value=${this.words} .ask=${this.ask}
        @ii-search=${({ text, now }: SearchEvent) => this.search(text, now)} @ii-filter-text=${({ filter }: FilterTextEvent) => this.typed(filter)}></ii-filter-box></div>
      ${chips.length === 0 ? nothing : html`<ii-chips class="limits" .chips=${chips} scopes @ii-drop=${({ chip }: DropEvent) => this.edit(withoutChip(this.filter, chip))}
        @ii-views=${({ action }: ViewsEvent) => this.host.send({ type: 'views', action })} @ii-copy-filter=${() => this.host.send({ type: 'copy', text: filterText })}></ii-chips>`}`;
  }

  private readonly ask = (text: string, offset: number) => this.host.filterText(text, offset);

  private edit(filter: ServerFilter): void {
    this.filter = filter;
    if (this.timer === undefined) this.words = filter.text ?? '';
    this.changed(filter);
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private search(text: string | null, now: boolean): void {
    this.settle();
    if (text === null) return;
    this.words = text;
    const apply = () => {
      this.settle();
      if ((this.filter.text ?? '') !== text.trim()) this.edit(withText(this.filter, text));
    };
    if (now) apply();
    else this.timer = setTimeout(apply, SEARCH_AFTER_MS);
  }

  /** Terms that were typed join the filter; the box keeps the words. */
  private typed(filter: object): void {
    this.settle();
    this.edit(withTyped(this.filter, filter));
  }
}
