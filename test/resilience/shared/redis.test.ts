import { createClient } from 'redis';
import { describe, expect, it } from 'vitest';
import { connectRedis } from '../../../src/resilience/shared/redis.ts';
import { SharedMemoryUnavailable } from '../../../src/resilience/shared/shared-memory.ts';
import { hasRedisServer, startRedisServer } from '../../redis-server.ts';

const config = (url: string, secret = 's'.repeat(32)) => ({ url, prefix: 'test:', secret });

describe.skipIf(!hasRedisServer)('redis, the real one', () => {
  it('what one replica puts another gets, and nobody else can read it', async () => {
    await using server = await startRedisServer();
    const [one, other] = await Promise.all([connectRedis(config(server.url)), connectRedis(config(server.url))]);
    await one.memory.put('k', '7T:secret', 60_000);
    expect(await other.memory.get('k')).toBe('7T:secret');
    expect(await other.memory.get('nothing')).toBeUndefined();

    const raw = await createClient({ url: server.url }).connect();
    const stored = await raw.get('test:k');
    expect(Buffer.from(stored ?? '', 'base64url').toString('latin1')).not.toContain('secret');
    expect(await raw.pTTL('test:k')).toBeGreaterThan(50_000);
    raw.destroy();
    await Promise.all([one.close(), other.close()]);
  });

  it('of many claims at once one is granted', async () => {
    await using server = await startRedisServer();
    const replicas = await Promise.all([1, 2, 3].map(() => connectRedis(config(server.url))));
    const claims = replicas.flatMap(({ memory }, index) =>
      [1, 2, 3, 4].map((count) => memory.putIfAbsent('k', `${index}.${count}`, 60_000)),
    );
    const results = await Promise.all(claims);
    expect(results.filter((present) => present === undefined)).toHaveLength(1);
    expect(new Set(results.filter((present) => present !== undefined)).size).toBe(1);
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  it('removes a value only while it is that value', async () => {
    await using server = await startRedisServer();
    const { memory, close } = await connectRedis(config(server.url));
    await memory.put('k', 'new', 60_000);
    await memory.removeIf('k', 'old');
    expect(await memory.get('k')).toBe('new');
    await memory.removeIf('k', 'new');
    expect(await memory.get('k')).toBeUndefined();
    await close();
  });

  it('a value sealed with another secret is there, and cannot be read', async () => {
    await using server = await startRedisServer();
    const one = await connectRedis(config(server.url));
    const other = await connectRedis(config(server.url, 't'.repeat(32)));
    await one.memory.put('k', 'v', 60_000);
    expect(await other.memory.get('k')).toBeUndefined();
    expect(await other.memory.putIfAbsent('k', 'w', 60_000)).toBe('');
    await Promise.all([one.close(), other.close()]);
  });

  it('while it is away every command fails at once, and works again when it is back', async () => {
    const states: boolean[] = [];
    await using server = await startRedisServer();
    const redis = await connectRedis(config(server.url), { onState: (isReady) => states.push(isReady) });
    await server.stop();
    await expect.poll(() => redis.isReady).toBe(false);
    await expect(redis.memory.get('k')).rejects.toThrow(SharedMemoryUnavailable);
    await server.start();
    await expect.poll(() => redis.isReady, { timeout: 10_000 }).toBe(true);
    await redis.memory.put('k', 'v', 60_000);
    expect(states).toEqual([true, false, true]);
    await redis.close();
  });

  it('need not be there at the start', async () => {
    await using server = await startRedisServer();
    await server.stop();
    const redis = await connectRedis(config(server.url));
    expect(redis.isReady).toBe(false);
    await expect(redis.memory.put('k', 'v', 1000)).rejects.toThrow(SharedMemoryUnavailable);
    await server.start();
    await expect.poll(() => redis.isReady, { timeout: 10_000 }).toBe(true);
    await redis.close();
  });
});
