import { afterEach, describe, expect, test } from 'vitest';
import { compileApiKeys, hashApiKey } from '../../src/auth/inbound/api-key.ts';
import type { HandleExchange } from '../../src/gateway/exchange.ts';
import { createSharedRateStore } from '../../src/http/express/shared-rate-store.ts';
import { connectRedis } from '../../src/resilience/shared/redis.ts';
import { hasRedisServer, startRedisServer } from '../redis-server.ts';
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

  test('where the gateway has no keys, one that is made up makes nobody another caller', async () => {
    gateway = await startOverHttp(fine, 'rateLimit: { window: 1m, limit: 1 }');
    const statuses = [];
    for (const key of ['a', 'b']) statuses.push((await callAs(undefined, { 'x-api-key': key })).status);
    expect(statuses).toEqual([204, 429]);
  });

  test.each([
    [
      'a known key is one caller, whatever Authorization goes with it',
      (n: number) => ['Bearer x'.concat(`${n}`), 'shop-key'],
    ],
    [
      'an Authorization is one caller, whatever unknown key goes with it',
      (n: number) => ['Bearer token', `guess-${n}`],
    ],
  ] as const)('%s', async (_name, credentials) => {
    const keys = compileApiKeys({
      header: 'X-Shop',
      keys: [{ name: 'shop', sha256: hashApiKey('shop-key'), scopes: [] }],
    });
    gateway = await startOverHttp(fine, 'rateLimit: { window: 1m, limit: 2 }', { apiKeys: () => keys });
    const statuses = [];
    for (const n of [1, 2, 3]) {
      const [authorization = '', key = ''] = credentials(n);
      statuses.push((await callAs(authorization, { 'x-shop': key })).status);
    }
    expect(statuses).toEqual([204, 204, 429]);
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

  test('a class of routes is counted by itself', async () => {
    const yaml = 'rateLimit: { window: 1m, limit: 2, classes: { saves: { operations: ["A.Save*"], limit: 1 } } }';
    const routeClass = (_method: string, path: string) => (path === '/save' ? 'saves' : undefined);
    gateway = await startOverHttp(fine, yaml, { routeClass });
    const statuses = [];
    for (const path of ['/save', '/save', '/x', '/x', '/x']) {
      const response = await fetch(`${gateway.url}${path}`);
      statuses.push([response.status, response.headers.get('ratelimit-policy')?.split(';')[0]]);
    }
    expect(statuses).toEqual([
      [204, '"saves"'],
      [429, '"saves"'],
      [204, '"caller"'],
      [204, '"caller"'],
      [429, '"caller"'],
    ]);
  });

  test('an address that fails to sign in again and again is put off, whoever it says it is', async () => {
    const answers: HandleExchange = async ({ headers }) =>
      headers.authorization === 'Basic good'
        ? { status: 204, headers: {}, route: '/x' }
        : { status: 401, headers: { 'WWW-Authenticate': 'Basic' }, route: '/x' };
    gateway = await startOverHttp(answers, 'rateLimit: { failedSignIns: 2 }');
    const statuses = [];
    for (const who of ['good', 'guess-1', 'good', 'guess-2', 'guess-3', 'good']) {
      statuses.push((await callAs(`Basic ${who}`)).status);
    }
    const anonymous = await callAs();
    expect([...statuses, anonymous.status]).toEqual([204, 401, 204, 401, 429, 429, 401]);
    const { text } = await gateway.metrics.render();
    expect(text).toContain('soapstone_rate_limit_decisions_total{policy="failed-sign-ins",decision="refused"} 2');
  });
});

describe.skipIf(!hasRedisServer)('HTTP: rate limit of replicas', () => {
  test('is one limit through Redis, and a limit of each while Redis is away, which a metric tells', async () => {
    await using server = await startRedisServer();
    const replicas = await Promise.all(
      [1, 2].map(async () => {
        const redis = await connectRedis({ url: server.url, prefix: '', secret: 's'.repeat(32) });
        const rateStoreFor = (policy: string) => createSharedRateStore(redis.sendCommand, `rate:${policy}:`);
        const gateway = await startOverHttp(fine, 'rateLimit: { window: 1m, limit: 3 }', { rateStoreFor });
        return { redis, gateway };
      }),
    );
    const callBoth = async (times: number) => {
      const statuses = [];
      for (let time = 0; time < times; time += 1) {
        for (const { gateway } of replicas) statuses.push((await fetch(`${gateway.url}/x`)).status);
      }
      return statuses;
    };
    expect(await callBoth(2)).toEqual([204, 204, 204, 429]);
    await server.stop();
    await expect.poll(() => replicas.every(({ redis }) => !redis.isReady)).toBe(true);
    expect(await callBoth(4)).toEqual([204, 204, 204, 204, 204, 204, 429, 429]);
    await server.start();
    await expect.poll(() => replicas.every(({ redis }) => redis.isReady), { timeout: 10_000 }).toBe(true);
    expect(await callBoth(2)).toEqual([204, 204, 204, 429]);

    const { text = '' } = (await replicas[0]?.gateway.metrics.render()) ?? {};
    expect(text).toContain('soapstone_rate_limit_decisions_total{policy="caller-local",decision="passed"} 3');
    expect(text).toContain('soapstone_rate_limit_decisions_total{policy="caller-local",decision="refused"} 1');
    for (const { redis, gateway } of replicas) {
      await gateway.server.stop(0);
      await redis.close();
    }
  });
});
