import * as assert from 'node:assert/strict';
import type { TagModel } from '../../src/protocol/models/tags';
import * as models from '../support/webviewModels';
import { openPanel } from './openPanel';

const MANY = 10_000;
const MARKUP = '<img src=x onerror=alert(1)>';

suite('ten thousand tags, one with markup', () => {
  const texts = [`${MARKUP}=${MARKUP}`, ...Array.from({ length: MANY - 1 }, (_, at) => `key-${at}=value ${at}`)];

  test('the list of servers shows the first and how many more', async () => {
    const { page: { rows: [first, ...others], ...page } } = models.serversModel;
    const view = await openPanel('servers', { snapshot: { panel: 'servers', columns: ['name', 'tags'], model: { ...models.serversModel, page: { ...page, rows: [{ ...first!, tags: texts }, ...others] } } } });
    await view.page.getByText(MARKUP).first().waitFor();
    await view.page.getByText(`+${MANY - 1}`).waitFor();
    assert.equal(await view.page.locator('ii-servers-panel img').count(), 0);
    await view.close();
  });

  test('the server’s panel lists them all and answers a click', async () => {
    const tags: readonly TagModel[] = texts.map(text => ({ key: text.split('=')[0]!, value: text.slice(text.indexOf('=') + 1), from: 'user', removed: false, written: null }));
    const model = { ...models.serverModel, decided: { ...models.serverModel.decided, tags: [{ ...tags[0]!, key: MARKUP, value: MARKUP }, ...tags.slice(1)] } };
    const view = await openPanel('server', { snapshot: { panel: 'server', model, section: 'overview', finding: null } });
    const decisions = view.page.locator('ii-server-decisions');
    await decisions.getByRole('link', { name: `Servers with tag key-${MANY - 2}=value ${MANY - 2}`, exact: true }).waitFor();
    assert.equal(await decisions.locator('img').count(), 0);
    await decisions.getByText(`${MARKUP}=${MARKUP}`, { exact: true }).click();
    assert.deepEqual((await view.message('open')).target, { view: 'servers', filter: { tags: [`${MARKUP}=${MARKUP}`] } });
    await view.close();
  });
});
