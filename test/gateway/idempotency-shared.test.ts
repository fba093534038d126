import { describe, expect, it } from 'vitest';
import { createSharedStore } from '../../src/gateway/idempotency-shared.ts';
import { connectRedis } from '../../src/resilience/shared/redis.ts';
import { hasRedisServer, startRedisServer } from '../redis-server.ts';

const ANSWER = { status: 201, headers: { 'Content-Type': 'application/json' }, body: '{"a":1}' };

describe.skipIf(!hasRedisServer)('answers that replicas share', () => {
  it('one of two replicas executes, and both give its answer', async () => {
    await using server = await startRedisServer();
    const config = { url: server.url, prefix: '', secret: 's'.repeat(32) };
    const connections = await Promise.all([connectRedis(config), connectRedis(config)]);
    const [one, other] = connections.map(({ memory }) => createSharedStore(memory, 60_000));
    const claims = await Promise.all([one?.claim('k', 'f'), other?.claim('k', 'f')]);
    expect(claims.map((claim) => claim?.kind).toSorted()).toEqual(['granted', 'taken']);
    await one?.settle('k', { fingerprint: 'f', answer: ANSWER });
    expect(await other?.claim('k', 'g')).toEqual({ kind: 'taken', fingerprint: 'f', answer: ANSWER });
    await one?.release('k');
    expect(await other?.claim('k', 'g')).toEqual({ kind: 'granted' });
    await Promise.all(connections.map(({ close }) => close()));
  });

  it('nothing is granted while the memory is away, and an answer is given all the same', async () => {
    await using server = await startRedisServer();
    const redis = await connectRedis({ url: server.url, prefix: '', secret: 's'.repeat(32) });
    const failures: string[] = [];
    const store = createSharedStore(redis.memory, 60_000, ({ name }) => failures.push(name));
    await store.claim('k', 'f');
    await server.stop();
    expect(await store.claim('other', 'f')).toEqual({ kind: 'unavailable' });
    await store.settle('k', { fingerprint: 'f', answer: ANSWER });
    await store.release('k');
    expect(failures).toEqual(['SharedMemoryUnavailable', 'SharedMemoryUnavailable']);
    await redis.close();
  });
});
