import { html, nothing, type TemplateResult } from 'lit';
import type { ViewName } from '../../src/protocol/models/views';
import type { WebviewMessage } from '../../src/protocol/webview';
import type { GridColumn } from './gridColumn';
import { t } from './l10n';
import './menu';
import type { Menu } from './menu';

type ViewsIntent = Extract<WebviewMessage, { type: 'views' }>;

/** Saved views of the list by name, and what is done with views. */
export function viewsMenu(views: readonly ViewName[], send: (intent: ViewsIntent) => void): TemplateResult {
  const item = (text: unknown, title: string, intent: ViewsIntent) => html`<li><button type="button" class="item" title=${title} @click=${(event: Event) => {
    (event.currentTarget as HTMLElement).closest<Menu>('ii-menu')?.close();
    send(intent);
  }}>${text}</button></li>`;
  return html`<ii-menu class="views" .text=${t('Views')} .label=${t('Views')}><ul class="items">
    ${views.length === 0 ? html`<li class="item dim">${t('No view is saved yet')}</li>`
      : views.map(({ name, description, isShared }) => item(html`<span class="trunc grow">${name}</span>${isShared ? html`<span class="dim tiny">${t('workspace')}</span>` : nothing}`, description, { type: 'views', action: 'open', name }))}
    <li class="rule" aria-hidden="true"></li>
    ${item(t('Save view…'), t('Save filter, order and columns as a view'), { type: 'views', action: 'save' })}${item(t('Manage views…'), '', { type: 'views', action: 'manage' })}</ul></ii-menu>`;
}

/**
 * Which columns are on show. The first one always is, as it says which row one reads; the order is the list's own.
 * @param shown keys of the columns on show now, looked at when the menu opens
 * @param choose gets the keys to show; undefined for those that fit
 */
export function columnsMenu(columns: readonly Pick<GridColumn<never>, 'key' | 'label'>[], shown: ReadonlySet<string>, opened: () => void, choose: (keys: readonly string[] | undefined) => void): TemplateResult {
  const pick = (key: string, isOn: boolean) => choose(columns.map(column => column.key).filter(other => (other === key ? isOn : shown.has(other))));
  return html`<ii-menu class="columns" .text=${t('Columns')} .label=${t('Columns')} @ii-menu-open=${opened}><ul class="items">
    ${columns.map(({ key, label }, index) => html`<li><label class="item ${index === 0 ? 'dim' : ''}"><input type="checkbox" .checked=${index === 0 || shown.has(key)} ?disabled=${index === 0}
      @change=${(event: Event) => pick(key, (event.currentTarget as HTMLInputElement).checked)}><span class="trunc">${label.charAt(0).toUpperCase() + label.slice(1)}</span></label></li>`)}
    <li class="rule" aria-hidden="true"></li>
    <li><button type="button" class="item" @click=${() => choose(undefined)}>${t('Those that fit')}</button></li></ul></ii-menu>`;
}
