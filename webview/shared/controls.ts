import { css, html, nothing, type TemplateResult } from 'lit';
import {
  provideVSCodeDesignSystem, vsCodeButton, vsCodePanels, vsCodePanelTab, vsCodePanelView, vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { icon, type Icon } from './glyphs';
import { t } from './l10n';

/**
 * The one file that knows the webview UI toolkit (ADR 6): push buttons, the search field, and tabs.
 * The toolkit copies theme colours only when the body's class changes; the styles here read `--vscode-*` instead,
 * so a colour customisation shows at once and high contrast keeps its borders.
 */
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodePanels(), vsCodePanelTab(), vsCodePanelView(), vsCodeTextField());

export const controls = css`
  vscode-button { flex: none; border-radius: 2px; font-size: 12px; line-height: 16px; font-family: var(--vscode-font-family); white-space: nowrap; }
  vscode-button::part(control) { height: 24px; padding: 0 8px; border-radius: 2px; border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-border, transparent)); font: inherit; white-space: nowrap; }
  vscode-button[appearance='primary'], vscode-button[appearance='primary']:active { background: var(--vscode-button-background, transparent); color: var(--vscode-button-foreground); }
  vscode-button[appearance='primary']:hover { background: var(--vscode-button-hoverBackground, transparent); }
  vscode-button[appearance='secondary'], vscode-button[appearance='secondary']:active { background: var(--vscode-button-secondaryBackground, transparent); color: var(--vscode-button-secondaryForeground); }
  vscode-button[appearance='secondary']:hover { background: var(--vscode-button-secondaryHoverBackground, transparent); }
  vscode-button[appearance='secondary']::part(control) { border-color: var(--vscode-contrastBorder, var(--vscode-dropdown-border, transparent)); }
  vscode-button::part(start) { margin: 0; }
  vscode-button [slot] { display: grid; place-content: center; margin-inline-end: 4px; }
  vscode-button:focus-within::part(control):focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }

  vscode-text-field { width: 100%; }
  vscode-text-field::part(label) { display: none; }
  vscode-text-field::part(root) { height: 26px; background: var(--vscode-input-background); color: var(--vscode-input-foreground); border-color: var(--vscode-contrastBorder, var(--vscode-input-border, transparent)); }
  vscode-text-field:focus-within::part(root) { border-color: var(--vscode-focusBorder); }
  vscode-text-field::part(control) { font-family: var(--vscode-font-family); font-size: 13px; }
  vscode-text-field::part(control)::placeholder { color: var(--vscode-input-placeholderForeground); opacity: 1; }
  vscode-text-field .icon { width: 14px; height: 14px; margin-top: 1px; }

  vscode-panels { display: block; overflow: visible; font-family: var(--vscode-font-family); font-size: 13px; line-height: 18px; color: inherit; }
  vscode-panels::part(tablist) { width: auto; column-gap: 2px; padding: 0 20px; border-bottom: 1px solid var(--ii-border); justify-content: start; overflow: auto hidden; scrollbar-width: none; }
  vscode-panels::part(activeIndicator) { display: none; }
  vscode-panel-tab { height: 32px; padding: 0 10px; gap: 6px; font-size: 13px; line-height: 18px; border: 0; border-radius: 0; white-space: nowrap; text-transform: none;
    font-family: var(--vscode-font-family); color: var(--vscode-panelTitle-inactiveForeground); }
  vscode-panel-tab:hover { color: var(--vscode-panelTitle-activeForeground); }
  vscode-panel-tab[aria-selected='true'], vscode-panel-tab[aria-selected='true']:hover { color: var(--vscode-panelTitle-activeForeground); font-weight: 600; box-shadow: inset 0 -2px var(--vscode-panelTitle-activeBorder, var(--vscode-foreground)); }
  vscode-panel-tab:focus-visible { border: 0; outline: 1px solid var(--vscode-focusBorder); outline-offset: -2px; }
  vscode-panel-view { display: block; padding: 0; font: inherit; color: inherit; line-height: inherit; background: none; }
  vscode-panel-view[hidden] { display: none; }
`;

export interface ButtonOptions {
  readonly icon?: Icon;
  readonly primary?: boolean;
  /** Spoken name when it says more than the text. */
  readonly label?: string;
  readonly title?: string;
  readonly className?: string;
}

/** A push button: it does something. What leads somewhere is a link. */
export function button(text: unknown, press: () => void, options: ButtonOptions = {}): TemplateResult {
  return html`<vscode-button appearance=${options.primary === true ? 'primary' : 'secondary'} class=${options.className ?? nothing}
    aria-label=${options.label ?? nothing} title=${options.title ?? nothing} @click=${press}>${options.icon === undefined ? nothing : html`<span slot="start">${icon(options.icon, true)}</span>`}${text}</vscode-button>`;
}

/** A quiet button of one icon, native because the toolkit's takes a codicon font. */
export function iconButton(name: Icon, label: string, press: (event: Event) => void): TemplateResult {
  return html`<button type="button" class="quiet i" aria-label=${label} title=${label} @click=${press}>${icon(name)}</button>`;
}

export interface SearchFieldOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly input: (text: string) => void;
  /** Enter: apply without waiting. */
  readonly apply: (text: string) => void;
}

/** A search field. Escape empties it. */
export function searchField(options: SearchFieldOptions): TemplateResult {
  const textOf = (event: Event) => (event.currentTarget as HTMLInputElement).value;
  return html`<vscode-text-field class="search" placeholder=${options.placeholder} .value=${options.value}
    @input=${(event: Event) => options.input(textOf(event))}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Enter') options.apply(textOf(event));
      else if (event.key === 'Escape' && textOf(event) !== '') {
        (event.currentTarget as HTMLInputElement).value = '';
        options.apply('');
      } else return;
      event.preventDefault();
    }}>${options.label}<span slot="start">${icon('search', true)}</span></vscode-text-field>`;
}

export interface Tab {
  readonly id: string;
  readonly label: string;
  /** Shown in a badge; null when not known, undefined for none. */
  readonly count?: string | null;
}

/** Tabs with one view each; the view's content is slotted by the tab's id. */
export function tabs(items: readonly Tab[], active: string, changed: (id: string) => void): TemplateResult {
  return html`<vscode-panels activeid=${`tab-${active}`} aria-label=${t('Sections')} @change=${(event: CustomEvent<{ id?: string } | null>) => {
    const id = (event.currentTarget as HTMLElement & { activeid?: string }).activeid?.slice('tab-'.length);
    if (id !== undefined && id !== active) changed(id);
  }}>
    ${items.map(item => html`<vscode-panel-tab id=${`tab-${item.id}`}>${item.label}${item.count === undefined ? nothing
      : item.count === null ? html`<span class="dim" aria-label=${t('unknown')}>–</span>` : html`<span class="pill">${item.count}</span>`}</vscode-panel-tab>`)}
    ${items.map(item => html`<vscode-panel-view id=${`view-${item.id}`}><slot name=${item.id}></slot></vscode-panel-view>`)}
  </vscode-panels>`;
}
