import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FilterSuggestion, FilterTextModel } from '../../src/protocol/models/filters';
import { base } from './base.css';
import { filterBoxStyles } from './filterBox.css';
import { icon } from './glyphs';
import { t } from './l10n';
import { countText } from './numbers';

/** Quiet time after typing before suggestions are asked for, ms. */
const SUGGEST_AFTER_MS = 100;

/** Words that are only searched for were typed; `now` when the user does not want to wait. Null: what is typed is more than words, so nothing is to be searched for yet. */
export class SearchEvent extends Event {
  static readonly type = 'ii-search';

  constructor(readonly text: string | null, readonly now: boolean) {
    super(SearchEvent.type);
  }
}

/** A filter text was entered, and is understood. */
export class FilterTextEvent extends Event {
  static readonly type = 'ii-filter-text';

  constructor(readonly filter: FilterTextModel['filter']) {
    super(FilterTextEvent.type);
  }
}

/** Nothing but words: applied while one types. Anything else waits for Enter, as half a term is another filter. */
const ONLY_WORDS = /^(?!-)(?!.*\s-)[^":()\\]*$/u;

/**
 * The search box of a list: words search as they are typed, terms (`environment:production -stale`) apply with Enter. Offers keys and
 * values with their counts; ↓ goes into them, Enter or Tab takes one, Esc closes them, and then empties the box.
 */
export class FilterBox extends LitElement {
  static override properties = {
    value: {}, label: {}, hint: {}, ask: { attribute: false },
    draft: { state: true }, model: { state: true }, active: { state: true }, isOpen: { state: true }, isEntered: { state: true },
  };

  static override styles = [base, filterBoxStyles];

  /** The words in force; what is typed beside goes before them. */
  declare value: string;
  declare label: string;
  declare hint: string;
  declare ask: (text: string, offset: number) => Promise<FilterTextModel>;
  declare private draft: string | undefined;
  declare private model: FilterTextModel | undefined;
  /** The suggestion that Enter takes; -1 for none. */
  declare private active: number;
  declare private isOpen: boolean;
  /** Enter was pressed on a text with a mistake: it is shown wherever it stands. */
  declare private isEntered: boolean;

  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Answers to an earlier question are dropped. */
  private asked = 0;
  /** What `model` is about; more may have been typed since. */
  private answered = '';

  constructor() {
    super();
    this.value = '';
    this.label = '';
    this.hint = '';
    this.active = -1;
    this.isOpen = false;
    this.isEntered = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override focus(): void {
    this.input?.focus();
    this.input?.select();
  }

  private get input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  private get text(): string {
    return this.draft ?? this.value;
  }

  private get suggestions(): readonly FilterSuggestion[] {
    return this.isOpen ? this.model?.suggestions ?? [] : [];
  }

  /** The mistake, unless it is where one is still typing. */
  private get problem(): NonNullable<FilterTextModel['problem']> | undefined {
    const problem = this.model?.problem;
    if (problem == null) return undefined;
    const caret = this.input?.selectionStart ?? this.text.length;
    return this.isEntered || caret < problem.start || caret > problem.end ? problem : undefined;
  }

  private typed(text: string): void {
    const isWords = ONLY_WORDS.test(text);
    this.draft = isWords ? undefined : text;
    if (isWords) this.value = text;
    this.isEntered = false;
    this.active = -1;
    clearTimeout(this.timer);
    if (text === '') {
      this.abandon();
      this.model = undefined;
    } else this.timer = setTimeout(() => void this.look(true), SUGGEST_AFTER_MS);
    this.dispatchEvent(new SearchEvent(isWords ? text : null, false));
  }

  /** Asks what the text says. Null when it was changed or something newer was asked meanwhile; undefined when nobody answers. */
  private async look(open: boolean): Promise<FilterTextModel | null | undefined> {
    clearTimeout(this.timer);
    const asked = ++this.asked;
    const { text } = this;
    const isOver = () => asked !== this.asked || text !== this.text;
    try {
      const model = await this.ask(text, this.input?.selectionStart ?? text.length);
      if (isOver()) return null;
      const chosen = this.suggestions[this.active]?.insert;
      this.model = model;
      this.answered = text;
      // Whoever has left the box is not to find its list over what they went to.
      this.isOpen = open && model.suggestions.length > 0 && this.shadowRoot?.activeElement === this.input;
      this.active = this.suggestions.findIndex(({ insert }) => insert === chosen);
      return model;
    } catch {
      return isOver() ? null : undefined;
    }
  }

  private async enter(): Promise<void> {
    const { text } = this;
    const model = await this.look(false);
    if (model === null) return;
    if (model === undefined) this.dispatchEvent(new SearchEvent(text, true));
    else if (model.problem !== null) this.isEntered = true;
    else {
      this.draft = undefined;
      this.model = undefined;
      this.dispatchEvent(new FilterTextEvent(model.filter));
    }
  }

  private take(suggestion: FilterSuggestion): void {
    const { model, text, answered } = this;
    if (model === undefined) return;
    // What has been typed into the word since is replaced with it; of a text changed elsewhere the list tells nothing any more.
    const end = model.end + text.length - answered.length;
    if (text.slice(0, model.start) !== answered.slice(0, model.start) || text.slice(end) !== answered.slice(model.end)) {
      void this.look(true);
      return;
    }
    this.draft = text.slice(0, model.start) + suggestion.insert + text.slice(end);
    const caret = model.start + suggestion.insert.length;
    this.active = -1;
    void this.updateComplete.then(() => {
      this.input?.focus();
      this.input?.setSelectionRange(caret, caret);
      // A key asks for its value at once; a value is done.
      void this.look(suggestion.count === null);
    });
  }

  private close(): void {
    this.isOpen = false;
    this.active = -1;
  }

  /** Closes, and lets no answer on its way open again. */
  private abandon(): void {
    clearTimeout(this.timer);
    this.asked++;
    this.close();
  }

  private onKey(event: KeyboardEvent): void {
    const { suggestions } = this;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (suggestions.length === 0) {
          if (event.key === 'ArrowDown') void this.look(true);
          break;
        }
        const step = event.key === 'ArrowDown' ? 1 : -1;
        this.active = (this.active + step + suggestions.length + (this.active === -1 && step === -1 ? 1 : 0)) % suggestions.length;
        break;
      }
      case 'Tab':
        if (this.active === -1) return this.close();
        this.take(suggestions[this.active]!);
        break;
      case 'Enter':
        if (this.active !== -1 && suggestions[this.active] !== undefined) this.take(suggestions[this.active]!);
        else void this.enter();
        break;
      case 'Escape':
        if (this.isOpen) this.abandon();
        else if (this.text !== '') {
          this.abandon();
          this.draft = undefined;
          this.model = undefined;
          this.value = '';
          this.dispatchEvent(new SearchEvent('', true));
        } else return;
        break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private option(suggestion: FilterSuggestion, index: number) {
    return html`<li role="option" id=${`o${index}`} aria-selected=${index === this.active ? 'true' : 'false'} class=${suggestion.count === 0 ? 'none' : ''}
      @pointerdown=${(event: Event) => { event.preventDefault(); this.take(suggestion); }}><span class="trunc">${suggestion.label}</span>
      <span class="more trunc">${suggestion.detail}</span>${suggestion.count === null ? nothing : html`<span>${countText(suggestion.count)}</span>`}</li>`;
  }

  override render() {
    const { suggestions, problem } = this;
    return html`<div class="field ${problem ? 'wrong' : ''}">${icon('search', true)}<input type="text" role="combobox" spellcheck="false" autocomplete="off" placeholder=${this.hint} aria-label=${this.label}
        aria-autocomplete="list" aria-expanded=${suggestions.length > 0 ? 'true' : 'false'} aria-controls="options" aria-activedescendant=${this.active === -1 ? nothing : `o${this.active}`}
        aria-invalid=${problem ? 'true' : 'false'} aria-describedby=${problem ? 'problem' : nothing} .value=${this.text}
        @input=${(event: Event) => this.typed((event.currentTarget as HTMLInputElement).value)} @keydown=${this.onKey} @blur=${this.close}></div>
      <ul id="options" role="listbox" aria-label=${t('Suggestions')} class=${suggestions.length === 0 ? 'closed' : ''}>${repeat(suggestions, (one, index) => `${one.insert} ${index}`, (one, index) => this.option(one, index))}</ul>
      <div role="alert">${problem === undefined ? nothing : html`<p id="problem"><code>${this.text.slice(Math.max(0, problem.start - 24), problem.start)}<mark>${this.text.slice(problem.start, problem.end) || '▁'}</mark></code> ${problem.text}</p>`}</div>`;
  }
}

customElements.define('ii-filter-box', FilterBox);
