import * as vscode from 'vscode';

const SECRET = 'inventoryInsights.nvdApiKey';
/** NVD's page that sends a key by mail. */
const REQUEST_PAGE = 'https://nvd.nist.gov/developers/request-an-api-key';
/** NVD's keys are UUIDs. */
const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** NVD's API key: in the secret storage and nowhere else. It leaves only with an update. */
export class NvdKey {
  constructor(private readonly secrets: vscode.SecretStorage) {}

  /** '' when none is set. */
  async get(): Promise<string> {
    return (await this.secrets.get(SECRET)) ?? '';
  }

  /** Asks for a key, or for its removal. Resolves when that is done or given up. */
  async edit(): Promise<void> {
    const isSet = (await this.get()) !== '';
    const answer = await askKey(isSet);
    if (answer === 'request') {
      await vscode.env.openExternal(vscode.Uri.parse(REQUEST_PAGE, true));
    } else if (answer === 'remove') {
      await this.secrets.delete(SECRET);
      void vscode.window.showInformationMessage(vscode.l10n.t('The NVD API key was removed. Updates go on without one, more slowly.'));
    } else if (answer !== undefined) {
      await this.secrets.store(SECRET, answer.key);
      void vscode.window.showInformationMessage(vscode.l10n.t('The NVD API key is kept in the secret storage. The next update uses it.'));
    }
  }
}

async function askKey(isSet: boolean): Promise<{ readonly key: string } | 'request' | 'remove' | undefined> {
  const input = vscode.window.createInputBox();
  const request: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('link-external'), tooltip: vscode.l10n.t('Request a key from NVD, free of charge') };
  const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Remove the key that is set') };
  input.title = vscode.l10n.t('Set NVD API Key');
  input.prompt = isSet
    ? vscode.l10n.t('A key is set. Paste another one to replace it.')
    : vscode.l10n.t('Paste the key that NVD sent you. With a key NVD answers ten times as many requests; without one updates work too.');
  input.placeholder = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';
  input.password = true;
  input.ignoreFocusOut = true;
  input.buttons = isSet ? [request, remove] : [request];
  try {
    return await new Promise(resolve => {
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      });
      input.onDidAccept(() => {
        const key = input.value.trim();
        if (SHAPE.test(key)) resolve({ key });
        else input.validationMessage = vscode.l10n.t('This is not an NVD key: 32 hexadecimal digits in five groups. Copy it again from NVD’s message.');
      });
      input.onDidTriggerButton(button => resolve(button === remove ? 'remove' : 'request'));
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
