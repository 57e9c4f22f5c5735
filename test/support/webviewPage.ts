import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import * as axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { HostMessage, PanelKind, WebviewMessage } from '../../src/protocol/webview';
import { eventually } from './eventually';
import { root } from './root';

export type WebviewTheme = 'dark' | 'light' | 'hc';

const themeKinds: Record<WebviewTheme, string> = { dark: 'vscode-dark', light: 'vscode-light', hc: 'vscode-high-contrast' };

export interface WebviewPageOptions {
  readonly panel: PanelKind;
  readonly theme?: WebviewTheme;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What `getState` answers at first, as after a reload of the window. */
  readonly state?: unknown;
  /** Hears each message of the webview, and answers with `view.post`. */
  readonly onMessage?: (message: WebviewMessage, view: WebviewPage) => void | Promise<void>;
  /** Another language than English; its strings stand in the page as the host puts them there. */
  readonly language?: 'de';
  /** Instead of the panel's element. */
  readonly body?: string;
  /** Script below `dist/webview`, instead of the panel's. */
  readonly script?: string;
}

/**
 * A built panel (`dist/webview/<panel>.js`) in Chromium, in a page like the one that VS Code makes: the same content
 * security policy, theme variables and default styles, and an `acquireVsCodeApi` whose messages arrive here.
 * `close` fails when the page broke its policy, logged an error or asked another machine for anything.
 */
export class WebviewPage {
  /** All that the webview has sent, in order. */
  readonly messages: WebviewMessage[] = [];
  /** What the webview has last kept with `setState`. */
  state: unknown;
  /** What must not happen in a page of ours; looked at by `close`. */
  readonly problems: string[] = [];
  private failure: unknown;
  /** How often the page has been loaded; what an earlier page still says is heard by nobody. */
  private loads = 0;
  private readonly answering = new Set<Promise<void>>();

  private constructor(readonly page: Page, private readonly options: WebviewPageOptions, private readonly origin: string) {
    this.state = options.state;
  }

  static async open(options: WebviewPageOptions): Promise<WebviewPage> {
    const { browser, origin } = await shared();
    const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const view = new WebviewPage(page, options, origin);
    await view.listen();
    await view.load();
    return view;
  }

  /** Sends a message as the extension host does. */
  async post(message: HostMessage): Promise<void> {
    await call(this.page, 'message => window.postMessage(message, "*")', message);
  }

  /** The first message of this type from `after` on (an index of `messages`), waiting for it. */
  async message<Type extends WebviewMessage['type']>(type: Type, after = 0): Promise<Extract<WebviewMessage, { type: Type }>> {
    const found = await eventually(`a message ${type}`, () => this.messages.slice(after).find(message => message.type === type));
    return found as Extract<WebviewMessage, { type: Type }>;
  }

  /**
   * Waits until the page rests: what it has said is answered, the answers are drawn, and drawing them asked for nothing more.
   * To be called before what must not have happened is looked at, and before anything is measured or pictured. What the
   * page says after a pause of its own, as a search while one types, is not waited for.
   */
  async settled(): Promise<void> {
    for (let heard = -1; heard !== this.messages.length;) {
      heard = this.messages.length;
      await Promise.all(this.answering);
      await this.page.evaluate('new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))');
    }
  }

  /** Loads the page again with what it kept, as VS Code does when a hidden tab is shown. */
  async reload(): Promise<void> {
    await this.leave();
    this.messages.length = 0;
    await this.load();
  }

  async setTheme(theme: WebviewTheme): Promise<void> {
    await call(this.page, `({ css, kind }) => {
      document.getElementById('theme').textContent = css;
      document.body.className = kind;
      document.body.dataset.vscodeThemeKind = kind;
    }`, { css: themeCss(theme), kind: themeKinds[theme] });
  }

  /** out/screenshots/webview/<name>.png */
  async screenshot(name: string): Promise<void> {
    await this.settled();
    await this.page.screenshot({ path: path.join(root, 'out/screenshots/webview', `${name}.png`), animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.leave();
    await this.page.context().close();
    if (this.failure) throw this.failure;
    assert.deepEqual(this.problems, []);
  }

  /** Hears what the page has said and kept so far, lets those answers arrive, and answers nothing that comes after. */
  private async leave(): Promise<void> {
    await this.page.evaluate('0');
    this.loads++;
    await Promise.all(this.answering);
  }

  private async load(): Promise<void> {
    const { panel, theme = 'dark', body = `<ii-${panel}-panel></ii-${panel}-panel>`, script = `${panel}.js`, language = 'en' } = this.options;
    await this.page.goto(`${this.origin}/?${new URLSearchParams({ theme, body, script, language, load: `${this.loads}`, state: JSON.stringify(this.state ?? null) })}`);
  }

  private async listen(): Promise<void> {
    const { page, options } = this;
    const answer = async (message: WebviewMessage) => {
      try {
        await options.onMessage?.(message, this);
      } catch (error) {
        this.failure ??= error;
      }
    };
    await page.exposeFunction('hostReceives', (message: WebviewMessage, load: number) => {
      if (load !== this.loads) return;
      this.messages.push(message);
      const answered = answer(message).finally(() => this.answering.delete(answered));
      this.answering.add(answered);
    });
    await page.exposeFunction('hostKeeps', (state: unknown) => {
      this.state = state;
    });
    page.on('pageerror', error => this.problems.push(`error: ${error.stack ?? error.message}`));
    page.on('console', message => {
      if (message.type() === 'error') this.problems.push(`console: ${message.text()}`);
    });
    page.on('request', request => {
      if (!request.url().startsWith(this.origin) && !request.url().startsWith('data:')) this.problems.push(`asked ${request.url()}`);
    });
  }
}

/**
 * Fails with the rule, the reason and the elements when axe finds that the page breaks WCAG 2.2 AA.
 * @param selector only this part of the page
 */
export async function expectAccessible(view: WebviewPage, selector?: string): Promise<void> {
  const { page } = view;
  await view.settled();
  await page.evaluate(axe.source);
  const results = await call(
    page,
    'selector => axe.run(selector ?? document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "cat.aria", "cat.keyboard"], resultTypes: ["violations"], preload: false })',
    selector ?? null,
  ) as axe.AxeResults;
  const violations = results.violations.map(({ id, help, nodes }) =>
    `${id}: ${help}\n${nodes.map(node => `    ${node.target.join(' ')}  ${node.failureSummary?.replaceAll('\n', ' ') ?? ''}`).join('\n')}`);
  assert.equal(violations.join('\n'), '');
}

/** Calls a function of the page's world, given as text because these files know no DOM; Playwright itself never calls text. */
function call(page: Page, source: string, argument: unknown): Promise<unknown> {
  return page.evaluate(`(${source})(${JSON.stringify(argument)})`);
}

/** Each test file is one process's worth of browser and server; mocha's end takes both along. */
let started: Promise<{ browser: Browser; server: Server; origin: string }> | undefined;

function shared(): Promise<{ browser: Browser; server: Server; origin: string }> {
  return started ??= (async () => {
    const executablePath = process.env.CHROME_PATH;
    if (!executablePath) throw new Error('CHROME_PATH is not set: run this with npm run test:webview');
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html(searchParams, `http://${request.headers.host}`));
      else sendFile(pathname, (status, type, bytes) => response.writeHead(status, { 'content-type': type }).end(bytes));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    return { browser, server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  })();
}

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.map': 'application/json', '.svg': 'image/svg+xml', '.ttf': 'font/ttf' };

/** Only what the extension's `localResourceRoots` give a webview: dist/webview and media. */
function sendFile(pathname: string, send: (status: number, type: string, bytes: Buffer) => void): void {
  const file = path.join(root, path.posix.normalize(pathname));
  const given = ['dist/webview', 'media'].some(folder => file.startsWith(path.join(root, folder) + path.sep));
  if (given && fs.existsSync(file)) send(200, types[path.extname(file)] ?? 'application/octet-stream', fs.readFileSync(file));
  else if (pathname === '/favicon.ico') send(200, 'image/svg+xml', Buffer.alloc(0));
  else send(404, 'text/plain', Buffer.from(`not given to a webview: ${pathname}`));
}

function themeCss(theme: string): string {
  const read = (name: string) => fs.readFileSync(path.join(root, 'test/support/themes', `${name}.css`), 'utf8');
  return read('webview') + read(theme);
}

/** The policy of the extension's panels (src/extension/panels), on the origin of this server. */
function html(query: URLSearchParams, origin: string): string {
  const nonce = 'dGhlIG5vbmNlIG9mIHRoZSB0ZXN0cw';
  const theme = query.get('theme') as WebviewTheme;
  const state = query.get('state') ?? 'null';
  const language = query.get('language') === 'de' ? 'de' : 'en';
  const strings = language === 'en' ? '' : fs.readFileSync(path.join(root, `l10n/bundle.l10n.${language}.json`), 'utf8').replaceAll('<', '\\u003c');
  const policy = [
    `default-src 'none'`, `script-src 'nonce-${nonce}'`, `style-src ${origin} 'nonce-${nonce}'`, `font-src ${origin}`, `img-src ${origin} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <title>Webview</title>
  <style id="theme" nonce="${nonce}">${themeCss(theme)}</style>
  <script nonce="${nonce}">
    {
      let state = ${state.replaceAll('<', '\\u003c')};
      let acquired = false;
      window.acquireVsCodeApi = () => {
        if (acquired) throw new Error('An instance of the VS Code API has already been acquired');
        acquired = true;
        return Object.freeze({
          postMessage: message => { hostReceives(structuredClone(message), ${Number(query.get('load'))}); },
          getState: () => state,
          setState: next => { state = JSON.parse(JSON.stringify(next)); hostKeeps(state); return next; },
        });
      };
    }
  </script>
</head>
<body class="${themeKinds[theme]}" data-vscode-theme-kind="${themeKinds[theme]}">
  ${query.get('body')}
  ${strings === '' ? '' : `<script nonce="${nonce}" type="application/json" id="ii-strings">${strings}</script>`}
  <script nonce="${nonce}" src="${origin}/dist/webview/${query.get('script')}"></script>
</body>
</html>`;
}
