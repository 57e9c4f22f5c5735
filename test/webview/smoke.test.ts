import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root } from '../support/root';
import { WebviewPage, expectAccessible } from '../support/webviewPage';

suite('each panel starts', () => {
  for (const panel of ['overview', 'servers', 'software', 'server', 'charts', 'compare'] as const) {
    test(`${panel} says that it is ready, and keeps to its content security policy`, async function () {
      if (!fs.existsSync(path.join(root, `webview/${panel}/main.ts`))) {
        console.log(`      skipped: webview/${panel}/main.ts is not written yet`);
        this.skip();
      }
      const view = await WebviewPage.open({ panel });
      await view.message('ready');
      await view.close();
    });
  }

  test('the page of these tests notices a style attribute, which VS Code would drop', async () => {
    const view = await WebviewPage.open({ panel: 'overview', body: '<p style="color: red">red</p>' });
    await assert.rejects(() => view.close(), /Content Security Policy/);
  });

  test('the page of these tests notices what is not accessible', async () => {
    const view = await WebviewPage.open({ panel: 'overview', body: '<main><button></button><font color="#444444">hardly to be seen</font></main>' });
    await assert.rejects(expectAccessible(view), (error: Error) => /button-name: /.test(error.message) && /color-contrast: /.test(error.message));
    await view.close();
  });
});
