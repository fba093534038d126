import { describe, expect, it } from 'vitest';
import { startNetServerSimulator } from '../../src/simulator/netserver/start.ts';
import { hasRedisServer, startRedisServer } from '../redis-server.ts';
import { basic, type SuperofficeGateway, startSuperofficeGateway } from './superoffice-gateway.ts';

const SAVE = '/users/me/credentials/imap';
const SECRET = 'shared-secret-of-the-replicas-4711';

describe.skipIf(!hasRedisServer)('two gateways and one redis', () => {
  /** Two replicas before one simulator; its saves take a moment. */
  async function replicas(redisUrl: string, settings = '') {
    const simulator = await startNetServerSimulator({
      misbehave: ({ selector }) => (selector?.endsWith('SaveUntrustedCredentials') ? { delayMs: 100 } : undefined),
    });
    const setup = {
      before: simulator,
      settings: `redis: { url: "${redisUrl}", secret: ${SECRET} }\n${settings}`,
    };
    const gateways = await Promise.all([startSuperofficeGateway(setup), startSuperofficeGateway(setup)]);
    return {
      simulator,
      gateways: gateways as readonly [SuperofficeGateway, SuperofficeGateway],
      count: (operation: string) => simulator.calls.filter((call) => call.operation === operation).length,
      async [Symbol.asyncDispose]() {
        for (const gateway of gateways) await gateway[Symbol.asyncDispose]();
        await simulator.close();
      },
    };
  }

  it('sign in once', async () => {
    await using redis = await startRedisServer();
    await using both = await replicas(redis.url);
    const headers = basic('demo', 'demo');
    const answers = await Promise.all(
      both.gateways.flatMap((gateway) => [1, 2, 3].map(() => gateway.send('GET', SAVE, { headers }))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(both.count('AuthenticateUsernamePassword')).toBe(1);
  });

  it('save once under one Idempotency-Key', async () => {
    await using redis = await startRedisServer();
    await using both = await replicas(redis.url);
    const [one, other] = both.gateways;
    const request = {
      headers: { ...(await one.signIn()), 'idempotency-key': 'k-1' },
      body: { publicValue: 'a', secretValue: 'b' },
    };
    const atOnce = await Promise.all([one.send('POST', SAVE, request), other.send('POST', SAVE, request)]);
    expect(atOnce.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    const later = await Promise.all([one.send('POST', SAVE, request), other.send('POST', SAVE, request)]);
    expect(later.map(({ status, headers }) => [status, headers.get('idempotency-replayed')])).toEqual([
      [204, 'true'],
      [204, 'true'],
    ]);
    expect(both.count('SaveUntrustedCredentials')).toBe(1);
  });

  it('count one limit', async () => {
    await using redis = await startRedisServer();
    await using both = await replicas(redis.url, 'rateLimit: { limit: 3 }');
    const statuses: number[] = [];
    for (const gateway of [...both.gateways, ...both.gateways]) {
      const { status } = await gateway.send('GET', SAVE, { headers: { authorization: 'Bearer 7T:same' } });
      statuses.push(status);
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
  });

  it('each works on while redis is away; a keyed request is refused rather than risked', async () => {
    await using redis = await startRedisServer();
    await using both = await replicas(redis.url);
    const [one] = both.gateways;
    const headers = await one.signIn();
    await redis.stop();
    await expect.poll(() => one.log.some((line) => line.includes('redis is out of reach'))).toBe(true);
    expect(await one.send('POST', SAVE, { headers, body: { publicValue: 'a' } })).toMatchObject({ status: 204 });
    const keyed = { headers: { ...headers, 'idempotency-key': 'k-1' }, body: { publicValue: 'a' } };
    expect(await one.send('POST', SAVE, keyed)).toMatchObject({
      status: 503,
      json: { type: '/problems/idempotency-unavailable', outcome: 'not-executed' },
    });
    await redis.start();
    await expect.poll(() => one.log.at(-1) ?? '', { timeout: 10_000 }).toContain('redis is within reach');
    expect(await one.send('POST', SAVE, keyed)).toMatchObject({ status: 204 });
    expect(both.count('SaveUntrustedCredentials')).toBe(2);
  });
});
