import { LitElement, html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { SoftwareTrail } from '../../src/protocol/models/evidence';
import { base } from '../shared/base.css';
import { button, controls, iconButton } from '../shared/controls';
import { t } from '../shared/l10n';
import { trailSteps, trailStyles } from '../shared/trail';

/** The trail of one software, or what is being asked for. */
interface SoftwareWhyView {
  readonly software: number;
  readonly label: string;
  /** Undefined while it is on its way. */
  readonly trail: SoftwareTrail | undefined;
  /** Why it could not be had; '' when it could. */
  readonly problem: string;
}

/** "What is this?": the inventory's row as written, what it is taken for and by which rule, its category, its support. */
export class SoftwareWhy extends LitElement {
  static override properties = { view: { attribute: false } };

  static override styles = [base, controls, trailStyles];

  declare view: SoftwareWhyView | undefined;

  /** Puts the focus on the heading, so that a screen reader begins there. */
  focusHeading(scroll: boolean): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: !scroll }));
  }

  private close(): void {
    this.dispatchEvent(new Event('ii-close'));
  }

  private copy(text: string): void {
    this.dispatchEvent(new CustomEvent<string>('ii-copy', { detail: text, bubbles: true, composed: true }));
  }

  override render() {
    const { view } = this;
    if (view === undefined) return nothing;
    const { label, trail, problem } = view;
    return html`<aside aria-label=${t('What {0} is taken for', label)}>
      <header><h2 class="grow" tabindex="-1" title=${label}>${label}</h2>${iconButton('close', t('Close (Escape)'), () => this.close())}</header>
      ${problem !== '' ? html`<p class="wait" role="alert">${problem}</p>`
        : trail === undefined ? html`<p class="wait dim" role="status">${t('Reading the row…')}</p>`
        : html`${trailSteps(trail.steps)}<footer>${button(t('Copy evidence'), () => this.copy(trail.plain), { icon: 'copy' })}</footer>`}
    </aside>`;
  }
}

customElements.define('ii-software-why', SoftwareWhy);

/** Which software of a list is explained, and asking for it. */
export class SoftwareExplained {
  private view: SoftwareWhyView | undefined;

  /** @param closed gives the focus back to the list */
  constructor(
    private readonly panel: Pick<ReactiveControllerHost, 'requestUpdate' | 'updateComplete'> & { readonly renderRoot: ParentNode },
    private readonly ask: (software: number) => Promise<SoftwareTrail>,
    private readonly closed: () => void,
  ) {}

  get isOpen(): boolean {
    return this.view !== undefined;
  }

  shows(software: number): boolean {
    return this.view?.software === software;
  }

  /** @param scroll whether the page may scroll to the answer, which then stands below the list */
  explain(software: number, label: string, scroll: boolean): void {
    this.set({ software, label, trail: undefined, problem: '' });
    void this.panel.updateComplete.then(() => this.panel.renderRoot.querySelector<SoftwareWhy>('ii-software-why')?.focusHeading(scroll));
    const answered = (answer: Pick<SoftwareWhyView, 'trail' | 'problem'>): void => {
      if (this.shows(software)) this.set({ software, label, ...answer });
    };
    this.ask(software).then(
      trail => answered({ trail, problem: '' }),
      (reason: unknown) => answered({ trail: undefined, problem: reason instanceof Error ? reason.message : String(reason) }),
    );
  }

  /** Other rows are shown, to which the numbers of software no longer belong. */
  reset(): void {
    this.set(undefined);
  }

  close(): void {
    this.set(undefined);
    void this.panel.updateComplete.then(this.closed);
  }

  draw(): TemplateResult {
    return html`<ii-software-why .view=${this.view} @ii-close=${() => this.close()}></ii-software-why>`;
  }

  private set(view: SoftwareWhyView | undefined): void {
    this.view = view;
    this.panel.requestUpdate();
  }
}
