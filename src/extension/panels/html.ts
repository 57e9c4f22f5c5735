import * as vscode from 'vscode';
import type { PanelKind } from '../../protocol/webview';

/** Folders of the extension that a panel may load from. */
export function resourceRoots(extensionUri: vscode.Uri): readonly vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(extensionUri, 'media')];
}

/**
 * The page of a panel: one script that may run, by its nonce, and nothing from elsewhere. Lit's styles are constructed
 * sheets, which the policy does not concern.
 */
export function panelHtml(webview: vscode.Webview, extensionUri: vscode.Uri, panel: PanelKind, title: string): string {
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', `${panel}.js`));
  const nonce = makeNonce();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
</head>
<body>
<ii-${panel}-panel></ii-${panel}-panel>
${stringsElement(nonce)}<script nonce="${nonce}" src="${escapeHtml(String(script))}"></script>
</body>
</html>`;
}

/** The strings of the user's language as data that the panel's script reads; nothing in English. */
function stringsElement(nonce: string): string {
  const { bundle } = vscode.l10n;
  // `<` could end the element.
  return bundle === undefined ? '' : `<script nonce="${nonce}" type="application/json" id="ii-strings">${JSON.stringify(bundle).replaceAll('<', '\\u003c')}</script>\n`;
}

/** 128 random bits. */
function makeNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
