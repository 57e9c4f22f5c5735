import { css } from 'lit';

export const filterBoxStyles = css`
  :host { display: block; position: relative; font-size: 13px; line-height: 18px; }
  .field { display: flex; align-items: center; gap: 6px; height: 24px; padding: 0 6px; border: 1px solid var(--vscode-contrastBorder, var(--vscode-input-border, var(--ii-border))); border-radius: 2px;
    background: var(--vscode-input-background); color: var(--vscode-input-foreground); }
  .field:focus-within { border-color: var(--vscode-focusBorder); outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
  .field.wrong { border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground)); outline-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground)); }
  .icon { width: 14px; height: 14px; flex: none; }
  input { flex: 1; min-width: 0; height: 100%; padding: 0; border: 0; outline: none; background: none; color: inherit; font: inherit; }
  /* The field carries the outline. */
  input:focus-visible { outline: none; }
  input::placeholder { color: var(--vscode-input-placeholderForeground); opacity: 1; }
  ul { position: absolute; z-index: 15; left: 0; right: 0; top: 26px; max-height: 264px; overflow: auto; padding: 2px 0; border: 1px solid var(--vscode-contrastBorder, var(--vscode-editorSuggestWidget-border, var(--ii-border)));
    background: var(--vscode-editorSuggestWidget-background, var(--vscode-editor-background)); color: var(--vscode-editorSuggestWidget-foreground, var(--vscode-foreground)); box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent); }
  ul.closed { display: none; }
  li { display: flex; align-items: center; gap: 10px; height: 24px; padding: 0 8px; cursor: pointer; }
  li:hover { background: var(--vscode-list-hoverBackground); }
  li[aria-selected="true"] { background: var(--vscode-editorSuggestWidget-selectedBackground, var(--vscode-list-activeSelectionBackground)); color: var(--vscode-editorSuggestWidget-selectedForeground, var(--vscode-list-activeSelectionForeground)); outline: 1px solid var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
  li > :first-child { flex: none; max-width: 60%; }
  li > .more { flex: 1; min-width: 0; font-size: 12px; }
  li > :last-child { margin-left: auto; }
  p { position: absolute; z-index: 14; left: 0; right: 0; top: 25px; padding: 4px 8px; border: 1px solid var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
    background: var(--vscode-inputValidation-errorBackground, var(--vscode-editor-background)); color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground)); font-size: 12px; line-height: 16px; }
  code { font-family: var(--vscode-editor-font-family); }
  mark { background: none; color: inherit; text-decoration: underline wavy var(--vscode-errorForeground); font-weight: 600; }
`;
