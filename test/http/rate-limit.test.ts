import { afterEach, describe, expect, test } from 'vitest';
import type { HandleExchange } from '../../src/gateway/exchange.ts';
import { type GatewayOverHttp, startOverHttp } from './gateway-over-http.ts';

const fine: HandleExchange = async () => ({ status: 204, headers: {}, route: '/x' });

describe('HTTP: rate limit', () => {
  let gateway: GatewayOverHttp | undefined;
  afterEach(async () => {
    await gateway?.server.stop(0);
  });

  const callAs = async (authorization?: string, headers: Record<string, string> = {}) => {
    const all = { ...headers, ...(authorization === undefined ? {} : { authorization }) };
    return fetch(`${gateway?.url}/x`, { headers: all });
  };

  test('what passes the limit is 429, says when to come back, and is counted', async () => {
    gateway = await startOverHttp(fine, 'rateLimit: { window: 1m, limit: 2 }');
    const first = await callAs();
    expect(first.headers.get('ratelimit-policy')).toContain('"caller"; q=2; w=60');
    await callAs();
    const refused = await callAs();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({ type: '/problems/rate-limited', status: 429 });
    const { text } = await gateway.metrics.render();
    expect(text).toContain('soapstone_rate_limit_decisions_total{policy="caller",decision="refused"} 1');
    expect(text).toContain('soapstone_rate_limit_decisions_total{policy="caller",decision="passed"} 2');
  });

  test('callers are told apart by their credentials, and probes are not limited', async () => {
    gateway = await startOverHttp(fine, 'rateLimit: { window: 1m, limit: 1 }');
    const statuses = [];
    for (const who of ['Bearer a', 'Bearer a', 'Bearer b', undefined, undefined])
      statuses.push((await callAs(who)).status);
    expect(statuses).toEqual([204, 429, 204, 204, 429]);
    const probe = await fetch(`${gateway.url}/health/live`);
    expect(probe.status).toBe(200);
  });

  test('X-Forwarded-For names the caller only behind a proxy that is trusted', async () => {
    gateway = await startOverHttp(fine, 'rateLimit: { window: 1m, limit: 1 }');
    const untrusted = [
      await callAs(undefined, { 'x-forwarded-for': '192.0.2.1' }),
      await callAs(undefined, { 'x-forwarded-for': '192.0.2.2' }),
    ];
    await gateway.server.stop(0);
    gateway = await startOverHttp(fine, 'rateLimit: { window: 1m, limit: 1 }\ntrustProxy: 1');
    const trusted = [
      await callAs(undefined, { 'x-forwarded-for': '192.0.2.1' }),
      await callAs(undefined, { 'x-forwarded-for': '192.0.2.2' }),
      await callAs(undefined, { 'x-forwarded-for': '192.0.2.2' }),
    ];
    expect(untrusted.map(({ status }) => status)).toEqual([204, 429]);
    expect(trusted.map(({ status }) => status)).toEqual([204, 204, 429]);
  });
});
