import * as assert from 'node:assert/strict';
import { withoutKey } from '../../../src/extension/discreetTrace';

const KEY = '01234567-89ab-cdef-0123-456789abcdef';

suite('What is traced', () => {
  test('never holds NVD’s key, as JSON or as JSON in JSON', () => {
    const params = { token: 1, nvdApiKey: KEY, network: { urls: {} } };
    const asText = `Sending request 'feeds/update - (7)'.\nParams: ${JSON.stringify(params, null, 4)}`;
    const asJson = JSON.stringify({ type: 'send-request', message: { method: 'feeds/update', params } });
    const nested = JSON.stringify({ data: JSON.stringify(params) });
    for (const traced of [asText, asJson, nested, JSON.stringify(nested)]) {
      assert.ok(traced.includes(KEY));
      assert.ok(!withoutKey(traced).includes(KEY), traced);
      assert.ok(withoutKey(traced).includes('(not logged)'));
      assert.ok(withoutKey(traced).includes('feeds/update') || withoutKey(traced).includes('network'), 'and the rest stays');
    }
  });
  test('is otherwise as it was', () => {
    for (const text of ['', 'nvdApiKey', '{"apiKey":"x"}', 'Received response in 3ms']) assert.equal(withoutKey(text), text);
  });
});
