import { LitElement, css, html } from 'lit';
import { base } from './base.css';
import { icon } from './glyphs';

/** The menu is about to show what is slotted into it. */
export class MenuOpenEvent extends Event {
  static readonly type = 'ii-menu-open';

  constructor() {
    super(MenuOpenEvent.type);
  }
}

/** Room that a menu needs to the right of its button, px. */
const WIDTH = 300;

/**
 * A button that shows what is slotted below it: rows of buttons, or of boxes. Arrows walk through them, Escape closes and
 * gives the focus back, and so does leaving it.
 */
export class Menu extends LitElement {
  static override properties = { text: {}, label: {}, isOpen: { state: true }, isLeftward: { state: true } };

  static override styles = [base, css`
    :host { position: relative; flex: none; font-size: 12px; line-height: 16px; }
    .popup { position: absolute; top: 26px; left: 0; z-index: 16; min-width: 200px; width: max-content; max-width: min(${WIDTH}px, 90vw); max-height: 60vh; overflow: auto; padding: 4px 0;
      border: 1px solid var(--vscode-contrastBorder, var(--vscode-menu-border, var(--vscode-widget-border, var(--ii-border)))); border-radius: var(--ii-radius);
      background: var(--vscode-menu-background, var(--vscode-editorWidget-background, var(--vscode-editor-background))); color: var(--vscode-menu-foreground, var(--vscode-foreground)); box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent); }
    .popup.leftward { left: auto; right: 0; }
  `];

  declare text: string;
  /** Spoken name of the button and of what it shows. */
  declare label: string;
  declare private isOpen: boolean;
  declare private isLeftward: boolean;

  constructor() {
    super();
    this.text = '';
    this.label = '';
    this.isOpen = false;
    this.isLeftward = false;
    this.addEventListener('focusout', event => {
      const { relatedTarget } = event;
      if (!(relatedTarget instanceof Node && (this.contains(relatedTarget) || this.renderRoot.contains(relatedTarget)))) this.isOpen = false;
    });
    this.addEventListener('keydown', event => this.onKey(event));
  }

  /** A choice was made. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.opener?.focus();
  }

  private get opener(): HTMLElement | null {
    return this.renderRoot.querySelector('button');
  }

  private get stops(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('button, input')];
  }

  private toggle(): void {
    this.isLeftward = this.getBoundingClientRect().left + WIDTH > window.innerWidth;
    this.isOpen = !this.isOpen;
    if (this.isOpen) this.dispatchEvent(new MenuOpenEvent());
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.isOpen) {
      if (event.key !== 'ArrowDown') return;
      this.toggle();
      void this.updateComplete.then(() => this.stops[0]?.focus());
    } else if (event.key === 'Escape') this.close();
    else {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      const { stops } = this;
      (stops[stops.indexOf(event.target as HTMLElement) + step] ?? (step === 1 ? stops[0] : this.opener))?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  override render() {
    // A press inside must not take the focus away: that would close the menu before the click arrives.
    return html`<button type="button" class="quiet" aria-expanded=${this.isOpen ? 'true' : 'false'} aria-controls="popup" aria-label=${this.label} @click=${() => this.toggle()}>${this.text} ${icon('down', true)}</button>
      <div id="popup" class="popup ${this.isLeftward ? 'leftward' : ''}" role="group" aria-label=${this.label} ?hidden=${!this.isOpen} @mousedown=${(event: Event) => event.preventDefault()}><slot></slot></div>`;
  }
}

customElements.define('ii-menu', Menu);
