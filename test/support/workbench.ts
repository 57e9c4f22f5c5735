import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { becomes, eventually } from './eventually';
import { root } from './root';

/** How often the command palette is opened before it counts as broken, and milliseconds that each step of it may take at first; each attempt has more of them. */
const PALETTE_ATTEMPTS = 10;
const PALETTE_PATIENCE = 3000;

/** Milliseconds for one step of the workbench. */
const STEP_PATIENCE = 60_000;

export type Theme = 'dark' | 'light' | 'hc' | 'hcLight';

/** A theme's name in the settings, and the class that the workbench carries when it is on. */
const themes: Record<Theme, { readonly name: string; readonly className: string }> = {
  dark: { name: 'Default Dark Modern', className: 'vs-dark' },
  light: { name: 'Default Light Modern', className: 'vs' },
  hc: { name: 'Default High Contrast', className: 'hc-black' },
  hcLight: { name: 'Default High Contrast Light', className: 'hc-light' },
};

export interface WorkbenchOptions {
  /** Folder that is copied and opened; the sample estate when absent. */
  readonly workspace?: string;
  /** User settings above the quiet ones of scripts/lib/vscodeHost.mjs. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
}

interface HostAddress {
  readonly url: string;
  readonly profile: string;
  readonly version: string;
}

/**
 * The packaged extension in a real VS Code, as a person has it: installed from the .vsix, without the test driver.
 * `close` fails when the page asked another machine for anything, or broke a content security policy.
 */
export class Workbench {
  /** What must not happen in a workbench of ours; looked at by `close`. */
  readonly problems: string[] = [];

  private constructor(
    /** The copy that is open, which tests may change. */
    readonly workspace: string,
    /** Folder of caches, the feeds' among them: what this machine has imported is not seen, and nothing is left behind. */
    readonly cache: string,
    private readonly host: HostAddress,
    private readonly server: ChildProcess,
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open({ workspace = path.join(root, 'samples'), settings = {}, theme = 'dark', viewport = { width: 1280, height: 800 } }: WorkbenchOptions = {}): Promise<Workbench> {
    const vsix = needed('E2E_VSIX');
    // The folder keeps its name: the overview is headed with it.
    const copy = path.join(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-e2e-'))), path.basename(workspace));
    fs.cpSync(workspace, copy, { recursive: true });
    const cache = fs.mkdtempSync(path.join(os.tmpdir(), 'inventory-insights-cache-'));
    const { server, address } = await serve({
      version: process.env.E2E_HOST, vsix: [vsix], environment: { XDG_CACHE_HOME: cache },
      settings: { 'workbench.colorTheme': themes[theme].name, ...settings },
    });
    const browser = await chromium.launch({ executablePath: needed('CHROME_PATH'), args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'] });
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const workbench = new Workbench(copy, cache, address, server, browser, page);
    workbench.watch();
    await page.goto(`${address.url}?${new URLSearchParams({ folder: copy })}`);
    await workbench.themeIsOn(theme);
    await page.locator('.part.statusbar').waitFor();
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return workbench;
  }

  /** Version of code-server: `4.139.1` holds VS Code 1.139.1. */
  get version(): string {
    return this.host.version;
  }

  /** Folder of the host's user data (`data/`), with the extension's storage below it. */
  get profile(): string {
    return this.host.profile;
  }

  /**
   * Runs a command by the title that the palette shows. A webview that is just loading swallows F1, or takes the focus
   * from the palette, which closes it: then it is opened again, as a person would.
   */
  async palette(title: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('F1');
      try {
        return await this.pick(`>${title}`, title, attempt * PALETTE_PATIENCE);
      } catch (error) {
        if (attempt === PALETTE_ATTEMPTS) throw error;
      }
    }
  }

  /**
   * Types into the open quick input and takes the row on offer, once that holds the text. What is asked next stands in the
   * same input, so this ends when the row has been taken, and types again when an earlier question was still there.
   * @param timeout milliseconds for each step
   */
  async pick(typed: string, row = typed, timeout = STEP_PATIENCE): Promise<void> {
    const input = this.quickInput();
    const offered = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row });
    await input.waitFor({ timeout });
    await eventually(`"${row}" on offer`, async () => {
      if (await input.inputValue({ timeout }) !== typed) await input.fill(typed, { timeout });
      return await offered.isVisible();
    }, timeout);
    await this.page.keyboard.press('Enter');
    await eventually(`"${row}" to be taken`, async () => !await input.isVisible() || !await offered.isVisible() || await input.inputValue({ timeout }) !== typed);
  }

  /** Presses keys until the quick input that they open is there: a webview that takes the focus swallows them. */
  private async openQuickInput(keys: string): Promise<void> {
    const input = this.quickInput();
    await eventually(`the quick input of ${keys}`, async () => {
      if (!await input.isVisible()) await this.page.keyboard.press(keys);
      return await input.waitFor({ timeout: PALETTE_PATIENCE }).then(() => true, () => false);
    });
  }

  quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]');
  }

  /** Opens a file of the workspace in an editor. */
  async openFile(name: string): Promise<void> {
    await this.openQuickInput('Control+P');
    await this.pick(name);
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Puts the cursor of the active editor there and shows the place. Both begin at 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.openQuickInput('Control+G');
    await this.quickInput().fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.quickInput().waitFor({ state: 'hidden' });
    await this.page.locator('[id="status.editor.selection"]', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** A view container of ours, opened from the activity bar. */
  async openContainer(title: string): Promise<void> {
    const item = this.container(title);
    const heading = this.page.locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') });
    await eventually(`the container ${title}`, async () => {
      if (await item.getAttribute('aria-expanded') !== 'true') await item.click({ force: true }); // its badge lies over it
      return await heading.isVisible();
    });
  }

  /** The container's item in the activity bar. */
  container(title: string): Locator {
    return this.page.locator(`.activitybar a.action-label[aria-label^="${title}"]`);
  }

  treeRow(text: string | RegExp): Locator {
    return this.page.locator('.sidebar .monaco-list-row[role="treeitem"]', { hasText: text }).first();
  }

  /** A notification that holds the text. */
  toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast', { hasText: text });
  }

  async closeToasts(): Promise<void> {
    await this.palette('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'detached' });
  }

  /**
   * Moves the mouse over a text of the active editor and answers the hover, once that says what it should: a part of it may
   * still be on its way, and a code lens that comes meanwhile moves the lines.
   */
  async hover(text: string, told: RegExp): Promise<Locator> {
    const line = this.page.locator('.editor-instance .view-line', { hasText: text }).first();
    const spans = line.locator(':scope > span').first();
    const hover = this.page.locator('.monaco-hover:visible', { hasText: told });
    await eventually(`the hover on ${text}`, async () => {
      const box = await spans.boundingBox();
      const shown = (await spans.innerText()).replaceAll('\u00a0', ' ');
      if (!box || !shown.includes(text)) throw new Error(`"${text}" is not in view`);
      const x = box.x + (shown.indexOf(text) + text.length / 2) * (box.width / shown.length);
      const y = box.y + box.height / 2;
      // The editor asks for a hover when the mouse has moved and then rests.
      await this.page.mouse.move(x, y - 1);
      await this.page.mouse.move(x, y);
      return await hover.first().waitFor({ timeout: PALETTE_PATIENCE }).then(() => true, () => false);
    });
    return hover;
  }

  /** Rows of the Problems panel that hold the text. */
  async problemRows(text: string | RegExp): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    for (let attempt = 1; !await panel.isVisible(); attempt++) {
      await this.page.keyboard.press('Control+Shift+M');
      try {
        await panel.waitFor({ timeout: attempt * PALETTE_PATIENCE });
      } catch (error) {
        if (attempt === PALETTE_ATTEMPTS) throw error;
      }
    }
    return panel.locator('.monaco-list-row', { hasText: text });
  }

  /** The document of the webview that is in view. */
  webview(): FrameLocator {
    return this.page.locator('iframe.webview.ready').filter({ visible: true }).first().contentFrame().locator('iframe#active-frame').contentFrame();
  }

  /** Waits until the webview in view has drawn what depends on its own size: grids and charts measure themselves. */
  async drawn(): Promise<void> {
    await this.webview().locator('body').evaluate('new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))');
  }

  /** Fails when the webview in view is wider than its window. */
  async expectNoExcess(what: string): Promise<void> {
    await becomes(() => this.webview().locator('html').evaluate(html => Math.max(0, html.scrollWidth - html.clientWidth)), 0, `${what}, pixels beyond its width`);
  }

  /** The editor tab with this title. */
  tab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: title });
  }

  /** Gives the open save dialog a path and accepts it. Answers the path that it had proposed. */
  async saveDialog(file: string): Promise<string> {
    const input = this.quickInput();
    const proposed = await eventually('the save dialog', async () => {
      const value = await input.inputValue();
      return path.isAbsolute(value) && path.extname(value) !== '' && value; // the folder alone comes first
    });
    await this.acceptPath(file);
    return proposed;
  }

  /** The simple dialog writes its folder over what was typed when the folder's listing comes late, so this types until it stays. */
  private async acceptPath(file: string): Promise<void> {
    const input = this.quickInput();
    let entered = false;
    await eventually('the dialog to take the path', async () => {
      if (entered && !await input.isVisible()) return true;
      await input.fill(file);
      await this.page.waitForTimeout(500); // it looks the folder up
      if (await input.inputValue() !== file) return false;
      await input.press('Enter');
      entered = true;
      return await input.waitFor({ state: 'hidden', timeout: 3_000 }).then(() => true, () => false);
    });
  }

  /** Gives the open dialog for opening a file its path. */
  async openDialog(file: string): Promise<void> {
    const input = this.quickInput();
    await eventually('the open dialog', async () => path.isAbsolute(await input.inputValue()));
    await this.acceptPath(file);
  }

  /**
   * Changes settings while the workbench is open; undefined takes one away. They are the workspace's, whose file VS Code
   * watches; it does not watch the user's. So settings of the scopes machine and application go into `open`'s options.
   */
  set(settings: Readonly<Record<string, unknown>>): void {
    const file = path.join(this.workspace, '.vscode/settings.json');
    const now = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown> : {};
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ ...now, ...settings }, null, 2));
  }

  /** Types the date that every view is worked out for. */
  async setAsOf(date: string): Promise<void> {
    await this.palette('Inventory Insights: Set As-of Date…');
    await this.pick('Choose a date…');
    const input = this.page.locator('.quick-input-widget input[placeholder="YYYY-MM-DD"]');
    await input.fill(date);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  async setTheme(theme: Theme): Promise<void> {
    this.set({ 'workbench.colorTheme': themes[theme].name });
    await this.themeIsOn(theme);
  }

  async setViewport(width: number, height = 800): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  /** out/screenshots/<host>/<name>.png */
  async screenshot(name: string): Promise<void> {
    const file = path.join(root, 'out/screenshots', this.version, `${name}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.stdin?.end();
    await new Promise<void>(resolve => {
      if (this.server.exitCode !== null || this.server.signalCode !== null) resolve();
      else this.server.once('exit', () => resolve());
    });
    for (const folder of [path.dirname(this.workspace), this.cache]) fs.rmSync(folder, { recursive: true, force: true });
    if (this.problems.length > 0) throw new Error(`While the workbench was open:\n${this.problems.join('\n')}`);
  }

  private async themeIsOn(theme: Theme): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themes[theme].className}`).waitFor();
  }

  /** Webview resources have addresses at *.vscode-cdn.net that the workbench's service worker answers; nothing else may leave. */
  private watch(): void {
    const context = this.page.context();
    const hostOf = (url: string) => (/^(https?|wss?):/.test(url) ? new URL(url).hostname : '127.0.0.1');
    const isLocal = (url: string) => ['127.0.0.1', 'localhost'].includes(hostOf(url));
    const isCdn = (url: string) => hostOf(url).endsWith('.vscode-cdn.net');
    context.on('request', request => {
      if (!isLocal(request.url()) && !isCdn(request.url())) this.problems.push(`asked ${request.url()}`);
    });
    context.on('response', response => {
      if (isCdn(response.url()) && !response.fromServiceWorker()) this.problems.push(`${response.url()} was answered from outside`);
    });
    context.on('requestfailed', request => {
      const reason = request.failure()?.errorText ?? '';
      if (isCdn(request.url()) && !reason.includes('ERR_ABORTED')) this.problems.push(`${request.url()} failed: ${reason}`);
    });
    context.on('console', message => {
      if (message.text().includes('Content Security Policy')) this.problems.push(`${message.type()}: ${message.text()}`);
    });
  }
}

/**
 * A workbench for the suite around: opened before its tests, closed after them, with a screenshot of each failure.
 * Each call has a server and a profile of its own, about 5 s.
 */
export function useWorkbench(options?: WorkbenchOptions): () => Workbench {
  let workbench: Workbench | undefined;
  suiteSetup(async () => {
    workbench = await Workbench.open(options);
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.screenshot(`failed-${this.currentTest.fullTitle().replace(/\W+/g, '-').toLowerCase()}`);
  });
  suiteTeardown(() => workbench?.close());
  return () => {
    if (!workbench) throw new Error('the workbench is not open');
    return workbench;
  };
}

function needed(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run this with npm run test:e2e`);
  return value;
}

/** scripts/hostServer.mjs ends with its standard input, and so with this process. */
async function serve(options: Readonly<Record<string, unknown>>): Promise<{ server: ChildProcess; address: HostAddress }> {
  const server = spawn(process.execPath, [path.join(root, 'scripts/hostServer.mjs'), JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const address = await new Promise<HostAddress>((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', line => resolve(JSON.parse(line) as HostAddress));
    server.once('exit', code => reject(new Error(`the VS Code server ended with ${code}`)));
  });
  return { server, address };
}
