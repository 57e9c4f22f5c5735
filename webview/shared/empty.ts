import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { EmptyReason } from '../../src/protocol/models/frame';
import type { ListHeader } from '../../src/protocol/models/lists';
import { base } from './base.css';
import { DropEvent } from './chips';
import { button, controls } from './controls';
import { icon, type Icon } from './glyphs';
import { t } from './l10n';
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
  'no-workspace': { icon: 'files', title: t('No folder is open'), text: t('Open a folder that holds inventory files, or open one inventory file by itself.') },
  'no-inventory': { icon: 'server', title: t('No inventory files here yet'), text: t('Add *.inventory.json, *.inventory.csv, an Azure Migrate export or a dpkg list to the folder, or open any file as an inventory.') },
  'reading': { icon: 'changed', title: t('Reading the inventory'), text: t('The numbers appear as soon as the files have been read.') },
  'unreadable': { icon: 'warning', title: t('The inventory could not be read'), text: t('Data issues say what is wrong with each file, with its line and column.') },
  scoped: { icon: 'filter', title: t('The scope leaves no server'), text: t('Servers are there, but none passes the scope that is set. Clear it, or set another one.') },
  'no-servers': { icon: 'server', title: t('The inventory names no server'), text: t('Files were read, but none of their rows became a server. Data issues say why.') },
  'no-software': { icon: 'software', title: t('No software in this inventory'), text: t('No server lists its software, so end of support and vulnerabilities of software are unknown, not zero.') },
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
        return html`${button(t('Open folder…'), () => this.begin('openFolder'), { primary: true })}${button(t('Open inventory…'), () => this.begin('openInventory'))}`;
      case 'no-inventory':
        return html`${button(t('Open inventory…'), () => this.begin('openInventory'), { primary: true })}${button(t('Look again'), () => this.begin('refresh'))}`;
      case 'unreadable':
      case 'no-servers':
      case 'no-software':
        return html`${button(t('Show data issues'), () => this.dispatchEvent(new OpenEvent({ view: 'dataIssues' }, false)), { primary: true })}${button(t('Read again'), () => this.begin('refresh'))}`;
      case 'reading':
      case 'scoped':
        return nothing;
    }
  }

  private filtered(list: ListHeader | undefined): TemplateResult {
    const names = (list?.chips ?? []).map(chip => cut(chip.label));
    const hint = list?.dropHint ?? null;
    const servers = this.things === 'servers';
    const all = servers ? countOf(list?.all ?? 0, '{0} server', '{0} servers') : t('{0} software', countText(list?.all ?? 0));
    const joined = names.length > 1
      ? t('{0} and {1} together match none of {2}.', names.slice(0, -1).join(', '), names.at(-1) ?? '', all)
      : t('{0} matches none of {1}.', names[0] ?? t('These filters'), all);
    return html`${icon('filter')}<h2>${servers ? t('No servers match these filters') : t('No software match these filters')}</h2>
      <p class="clamp">${joined}${hint === null ? '' : ` ${t('Without {0} {1} would match.', cut(hint.chip.label), countText(hint.rows))}`}</p>
      <div class="acts">${hint === null ? nothing : button(t('Drop {0}', cut(hint.chip.label)), () => this.dispatchEvent(new DropEvent(hint.chip)), { primary: true })}
        ${button(t('Clear all'), () => this.dispatchEvent(new DropEvent(undefined)))}</div>`;
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
