import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '../../src/gateway/invoke.ts';
import { problemTypes } from '../../src/gateway/problem-catalogue.ts';
import { metricDefinitions } from '../../src/observability/metrics.ts';
import { type GatewayOverHttp, startOverHttp } from './gateway-over-http.ts';

const nothing = createGateway({
  rules: [],
  profiles: new Map(),
  headerBlocks: new Map(),
  faultStatus: new Map(),
  jsonDepthMax: 128,
});

describe("HTTP: the gateway's own routes", () => {
  let gateway: GatewayOverHttp;
  beforeAll(async () => {
    gateway = await startOverHttp(nothing, 'rateLimit: { window: 1m, limit: 1000000 }');
  });
  afterAll(() => gateway.server.stop(1000));

  test('probes: alive always, ready until told to stop', async () => {
    const statusOf = async (path: string) => (await fetch(`${gateway.url}${path}`)).status;
    expect([await statusOf('/health/live'), await statusOf('/health/ready')]).toEqual([200, 200]);
    gateway.health.set('draining');
    expect([await statusOf('/health/live'), await statusOf('/health/ready')]).toEqual([200, 503]);
    gateway.health.set('ready');
  });

  test.each(problemTypes.map(({ slug }) => slug))('/problems/%s tells what the problem means', async (slug) => {
    const response = await fetch(`${gateway.url}/problems/${slug}`);
    expect(await response.json()).toMatchObject({ type: `/problems/${slug}` });
  });

  test('a problem nobody has heard of is 404', async () => {
    const response = await fetch(`${gateway.url}/problems/constructor`);
    expect(response.status).toBe(404);
  });

  test('another method than GET is 405 and says which are allowed; OPTIONS says it too', async () => {
    const refused = await fetch(`${gateway.url}/health/live`, { method: 'DELETE' });
    const asked = await fetch(`${gateway.url}/health/live`, { method: 'OPTIONS' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect([asked.status, asked.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
  });

  test('/metrics has every metric of the list, and random paths add no series', async () => {
    const scrape = async () => (await fetch(`${gateway.url}/metrics`)).text();
    for (let n = 0; n < 3; n += 1) await fetch(`${gateway.url}/nothing/${n}`, { method: 'POST', body: '{}' });
    await scrape();
    const before = await scrape();
    for (const { name, kind } of metricDefinitions) expect(before).toContain(`# TYPE ${name} ${kind}`);
    for (let n = 0; n < 200; n += 1) {
      await fetch(`${gateway.url}/users/${n}${Math.random()}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${n}` },
      });
    }
    const after = await scrape();
    const series = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
    expect(series(after)).toBe(series(before));
    expect(after).not.toMatch(/users/);
  });

  test('probes that succeed leave no line in the log', async () => {
    const before = gateway.lines.length;
    await fetch(`${gateway.url}/health/live`);
    await fetch(`${gateway.url}/metrics`);
    await fetch(`${gateway.url}/nothing`);
    await expect.poll(() => gateway.lines.length).toBe(before + 1);
  });
});
