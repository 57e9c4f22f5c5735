import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostMessage, PanelKind, PanelSnapshot } from '../../src/protocol/webview';
import { eventually } from '../support/eventually';
import type { Stubs } from './estate';

/** What a user picks, types and presses when commands ask: the questions are VS Code's own calls, the commands run as they are. */
export class Answers {
  /** Messages told, in order. */
  readonly said: string[] = [];
  /** Labels of each Quick Pick, with their descriptions. */
  readonly offered: string[][] = [];
  private readonly createQuickPick = vscode.window.createQuickPick;

  constructor(private readonly stubs: Stubs) {}

  /**
   * Answers Quick Picks by the labels of their items, and input boxes by text, in order; a text must pass the box's own check.
   * @param press label of the button pressed in every message that has it
   */
  give({ picks = [], texts = [], press = '' }: { readonly picks?: readonly (string | RegExp)[]; readonly texts?: readonly string[]; readonly press?: string }): void {
    const [labels, typed] = [[...picks], [...texts]];
    const isWanted = (item: vscode.QuickPickItem | string, wanted: string | RegExp | undefined): boolean => {
      const label = typeof item === 'string' ? item : item.label;
      return wanted instanceof RegExp ? wanted.test(label) : label === wanted;
    };
    this.stubs.replace(vscode.window, 'showQuickPick', (async (given: readonly (vscode.QuickPickItem | string)[], options?: vscode.QuickPickOptions) => {
      const items = await given;
      this.offered.push(items.map(item => (typeof item === 'string' ? item : [item.label, item.description].filter(Boolean).join(' | '))));
      const wanted = labels.shift();
      const found = items.filter(item => isWanted(item, wanted));
      return options?.canPickMany ? found : found[0];
    }) as never);
    this.stubs.replace(vscode.window, 'showInputBox', (async (options?: vscode.InputBoxOptions) => {
      const text = typed.shift();
      if (text !== undefined) assert.equal(await options?.validateInput?.(text) ?? undefined, undefined, `“${text}” is refused`);
      return text;
    }) as never);
    this.stubs.replace(vscode.window, 'showInformationMessage', (async (message: string, ...buttons: string[]) => {
      this.said.push(message);
      return buttons.find(label => label === press);
    }) as never);
    for (const kind of ['showWarningMessage', 'showErrorMessage'] as const) this.stubs.replace(vscode.window, kind, (async (message: string) => void this.said.push(message)) as never);
  }

  /** Types into Quick Picks that suggest while one types, one after another, and takes what is typed. */
  type(...texts: readonly string[]): void {
    const left = [...texts];
    this.stubs.replace(vscode.window, 'createQuickPick', (() => {
      const pick = this.createQuickPick.call(vscode.window);
      const taken = new vscode.EventEmitter<void>();
      const text = left.shift() ?? '';
      Object.defineProperty(pick, 'onDidAccept', { value: taken.event });
      void (async () => {
        if (text !== '') pick.value = text;
        const item = await eventually(`“${text}” among the items`, () => pick.items.find(({ label }) => label === text));
        Object.defineProperty(pick, 'selectedItems', { value: [item] });
        taken.fire();
      })();
      return pick;
    }) as never);
  }
}

/** The last snapshot that a panel of this kind was sent, once it is as wanted: one that was asked for earlier may still come. */
type SnapshotOf = <Kind extends PanelKind>(kind: Kind, isWanted?: (snapshot: Extract<PanelSnapshot, { panel: Kind }>) => boolean) => Promise<Extract<PanelSnapshot, { panel: Kind }>>;

/** Hears what panels are sent from here on, by the real panels. */
export function hearPanels(stubs: Stubs): { readonly sent: readonly HostMessage[]; readonly snapshot: SnapshotOf; readonly forget: () => void } {
  const sent: HostMessage[] = [];
  const create = vscode.window.createWebviewPanel;
  stubs.replace(vscode.window, 'createWebviewPanel', (...parameters) => {
    const panel = create(...parameters);
    const post = panel.webview.postMessage.bind(panel.webview);
    Object.defineProperty(panel.webview, 'postMessage', { value: (message: HostMessage) => {
      sent.push(message);
      return post(message);
    } });
    return panel;
  });
  return {
    sent,
    forget: () => void sent.splice(0),
    snapshot: async <Kind extends PanelKind>(kind: Kind, isWanted: (snapshot: Extract<PanelSnapshot, { panel: Kind }>) => boolean = () => true) => eventually(`a snapshot of ${kind}${isWanted.length > 0 ? `, ${String(isWanted)}` : ''}`, () => {
      const last = sent.flatMap(message => (message.type === 'snapshot' && message.snapshot.panel === kind ? [message.snapshot as Extract<PanelSnapshot, { panel: Kind }>] : [])).at(-1);
      return last && isWanted(last) ? last : undefined;
    }),
  };
}
