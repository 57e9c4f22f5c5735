import { LitElement } from 'lit';
import { base } from './base.css';
import { controls, tabs, type Tab } from './controls';

/** A section was chosen. */
export class TabEvent extends Event {
  static readonly type = 'ii-tab';

  constructor(readonly id: string) {
    super(TabEvent.type);
  }
}

/** A row of tabs over slotted views: the slot's name is the tab's id. */
export class Tabs extends LitElement {
  static override properties = { items: { attribute: false }, active: {} };
  static override styles = [base, controls];

  declare items: readonly Tab[];
  declare active: string;

  constructor() {
    super();
    this.items = [];
    this.active = '';
  }

  override render() {
    return tabs(this.items, this.active, id => this.dispatchEvent(new TabEvent(id)));
  }
}

customElements.define('ii-tabs', Tabs);
