import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { NVD_KEY_RATE, NVD_RATE, nvdApiRule, type RequestRate } from '../../../../src/feeds/net/hostRule';
import { RateGate } from '../../../../src/feeds/net/rateGate';
import { FakeTiming, NetHarness, options } from './netHarness';

const NEVER = new AbortController().signal;

suite('network: rates', () => {
  /** When so many requests began, s, each taking `tookMs`. */
  async function begun(rate: RequestRate, count: number, tookMs = 0): Promise<number[]> {
    const timing = new FakeTiming();
    const gate = new RateGate(rate, timing);
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const leave = await gate.enter(NEVER);
      times.push(timing.monotonicMs() / 1_000);
      if (tookMs > 0) await timing.wait(tookMs);
      leave();
    }
    return times;
  }

  test('NVD without a key: 6 s apart', async () => assert.deepEqual(await begun(NVD_RATE, 7), [0, 6, 12, 18, 24, 30, 36]));
  test('the pause begins with the answer', async () => assert.deepEqual(await begun(NVD_RATE, 4, 10_000), [0, 16, 32, 48]));
  test('a window without a pause', async () => assert.deepEqual(await begun({ requests: 3, perMs: 10_000, pauseMs: 0 }, 7), [0, 0, 0, 10, 10, 10, 20]));
  test('NVD with a key: 50 in 30 s', async () => {
    const times = await begun(NVD_KEY_RATE, 120);
    assert.equal(Math.round(times[50] * 10), 300);
    assert.equal(Math.round(times[100] * 10), 600);
  });
  test('the rule of NVD\'s API', () => {
    assert.deepEqual(nvdApiRule('https://a/x'), { url: 'https://a/x', apiKey: '', throttlesWith403: true, rate: NVD_RATE });
    assert.deepEqual(nvdApiRule('https://a/x', 'key'), { url: 'https://a/x', apiKey: 'key', throttlesWith403: true, rate: NVD_KEY_RATE });
  });

  test('never more than the rate, whatever happens between', () => fc.assert(fc.asyncProperty(
    fc.record({ requests: fc.integer({ min: 1, max: 5 }), perMs: fc.integer({ min: 1, max: 1_000 }), pauseMs: fc.integer({ min: 0, max: 300 }) }),
    fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 }),
    async (rate, idle) => {
      const timing = new FakeTiming();
      const gate = new RateGate(rate, timing);
      const times: number[] = [];
      for (const ms of idle) {
        await timing.wait(ms);
        (await gate.enter(NEVER))();
        times.push(timing.monotonicMs());
      }
      for (let i = 1; i < times.length; i++) {
        assert.ok(times[i] - times[i - 1] >= rate.pauseMs);
        if (i >= rate.requests) assert.ok(times[i] - times[i - rate.requests] >= rate.perMs);
      }
    },
  ), { numRuns: 100 }));

  test('first come, first served; who gives up does not let others pass', async () => {
    const timing = new FakeTiming();
    const gate = new RateGate({ requests: 1, perMs: 1_000, pauseMs: 0 }, timing);
    const order: string[] = [];
    const controller = new AbortController();
    const enter = (name: string, signal = NEVER): Promise<void> => gate.enter(signal).then(() => void order.push(`${name} ${timing.monotonicMs()}`), () => void order.push(`${name} gone`));
    const all = [enter('a'), enter('b'), enter('c', controller.signal), enter('d')];
    controller.abort();
    await Promise.all(all);
    assert.deepEqual(order.filter((one) => !one.startsWith('c')), ['a 0', 'b 1000', 'd 2000']);
    assert.ok(order.includes('c gone'));
  });

  test('a wall clock that is set back stalls nothing', async () => {
    const net = new NetHarness();
    try {
      const server = await net.server();
      const client = net.client([server.url], { rules: [{ url: server.url, rate: { requests: 2, perMs: 30_000, pauseMs: 6_000 } }] });
      for (let i = 0; i < 4; i++) {
        await client.text(server.urls.kev, options());
        net.timing.wall -= 3_600_000;
      }
      assert.deepEqual(net.timing.waits, [6_000, 24_000, 6_000]);
    } finally {
      await net.end();
    }
  });

  test('retries keep the rate too', async () => {
    const net = new NetHarness();
    try {
      const server = await net.server();
      server.fail('/kev/', { kind: 'status', status: 503 });
      await net.client([server.url], { rules: [nvdApiRule(server.url)] }).text(server.urls.kev, options());
      assert.deepEqual(net.timing.waits, [1_000, 5_000]);
    } finally {
      await net.end();
    }
  });

  test('a throttled host\'s window is waited out, and hosts do not wait for each other', async () => {
    const net = new NetHarness();
    try {
      const [api, other] = [await net.server(), await net.server()];
      api.fail('/rest/', { kind: 'status', status: 403 });
      const client = net.client([api.url, other.url], { rules: [nvdApiRule(api.urls.nvdApi)] });
      await client.text(api.urls.nvdApi, options());
      assert.deepEqual(net.timing.waits, [31_000]);
      await client.text(other.urls.kev, options());
      await client.text(other.urls.kev, options());
      assert.deepEqual(net.timing.waits, [31_000]);
    } finally {
      await net.end();
    }
  });
});
