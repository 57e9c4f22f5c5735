import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { EmptyReason, ListHeader } from '../../src/protocol/viewModels';
import { base } from './base.css';
import { DropEvent } from './chips';
import { button, controls } from './controls';
import { icon, type Icon } from './glyphs';
import { countOf, countText } from './numbers';
import { OpenEvent } from './openEvent';

/** Characters of a filter's name on a button. */
const LONGEST_LABEL = 40;

/** Cuts a name that stands on a button or in a sentence. */
function cut(label: string): string {
  return label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label;
}

interface Words {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
}

/** What an empty view says: what is empty, why, and what fills it. */
const WORDS: Record<Exclude<EmptyReason, 'filtered'>, Words> = {
  'no-workspace': { icon: 'files', title: 'No folder is open', text: 'Open a folder that holds inventory files, or open one inventory file by itself.' },
  'no-inventory': { icon: 'server', title: 'No inventory files here yet', text: 'Add *.inventory.json, *.inventory.csv, an Azure Migrate export or a dpkg list to the folder, or open any file as an inventory.' },
  'reading': { icon: 'changed', title: 'Reading the inventory', text: 'The numbers appear as soon as the files have been read.' },
  'unreadable': { icon: 'warning', title: 'The inventory could not be read', text: 'Data issues say what is wrong with each file, with its line and column.' },
  scoped: { icon: 'filter', title: 'The scope leaves no server', text: 'Servers are there, but none passes the scope that is set. Clear it, or set another one.' },
  'no-servers': { icon: 'server', title: 'The inventory names no server', text: 'Files were read, but none of their rows became a server. Data issues say why.' },
  'no-software': { icon: 'software', title: 'No software in this inventory', text: 'No server lists its software, so end of support and vulnerabilities of software are unknown, not zero.' },
};

/** The first steps from an empty panel; the panel sends them as intents. */
export class BeginEvent extends Event {
  static readonly type = 'ii-begin';

  constructor(readonly action: 'openFolder' | 'openInventory' | 'refresh') {
    super(BeginEvent.type, { bubbles: true, composed: true });
  }
}

/** Stands where rows would be. With filters on it names the one to drop and what that would bring back. */
export class Empty extends LitElement {
  static override properties = { reason: {}, things: {}, list: { attribute: false } };

  static override styles = [base, controls, css`
    :host { display: grid; place-items: center; padding: 24px 16px; min-height: 160px; flex: 1; }
    .empty { display: grid; justify-items: center; gap: 6px; text-align: center; max-width: 60ch; }
    .icon { width: 24px; height: 24px; color: var(--ii-dim); stroke-width: .9; }
    p { font-size: 12px; line-height: 16px; color: var(--ii-dim); overflow-wrap: anywhere; }
    .empty > * { max-width: 100%; }
    .acts { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; margin-top: 4px; }
  `];

  declare reason: EmptyReason | undefined;
  /** What the view would show: "servers", "software". */
  declare things: string;
  declare list: ListHeader | undefined;

  constructor() {
    super();
    this.things = 'servers';
  }

  private begin(action: BeginEvent['action']): void {
    this.dispatchEvent(new BeginEvent(action));
  }

  private actions(reason: Exclude<EmptyReason, 'filtered'>): TemplateResult | typeof nothing {
    switch (reason) {
      case 'no-workspace':
        return html`${button('Open folder…', () => this.begin('openFolder'), { primary: true })}${button('Open inventory…', () => this.begin('openInventory'))}`;
      case 'no-inventory':
        return html`${button('Open inventory…', () => this.begin('openInventory'), { primary: true })}${button('Look again', () => this.begin('refresh'))}`;
      case 'unreadable':
      case 'no-servers':
      case 'no-software':
        return html`${button('Show data issues', () => this.dispatchEvent(new OpenEvent({ view: 'dataIssues' }, false)), { primary: true })}${button('Read again', () => this.begin('refresh'))}`;
      case 'reading':
      case 'scoped':
        return nothing;
    }
  }

  private filtered(list: ListHeader | undefined): TemplateResult {
    const names = (list?.chips ?? []).map(chip => cut(chip.label));
    const hint = list?.dropHint ?? null;
    const joined = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} together match` : `${names[0] ?? 'These filters'} matches`;
    return html`${icon('filter')}<h2>No ${this.things} match these filters</h2>
      <p class="clamp">${joined} none of ${countOf(list?.all ?? 0, this.things === 'servers' ? 'server' : 'software', this.things)}.${hint === null ? '' : ` Without ${cut(hint.chip.label)} ${countText(hint.rows)} would match.`}</p>
      <div class="acts">${hint === null ? nothing : button(`Drop ${cut(hint.chip.label)}`, () => this.dispatchEvent(new DropEvent(hint.chip)), { primary: true })}
        ${button('Clear all', () => this.dispatchEvent(new DropEvent(undefined)))}</div>`;
  }

  override render() {
    const { reason } = this;
    if (reason === undefined) return nothing;
    if (reason === 'filtered') return html`<div class="empty">${this.filtered(this.list)}</div>`;
    // A reason of a newer host says nothing rather than breaking the panel.
    if (!Object.hasOwn(WORDS, reason)) return nothing;
    const words = WORDS[reason];
    return html`<div class="empty">${icon(words.icon)}<h2>${words.title}</h2><p>${words.text}</p><div class="acts">${this.actions(reason)}</div></div>`;
  }
}

customElements.define('ii-empty', Empty);
