import { describe, expect, it } from 'vitest';
import { createKeyedHash } from '../../src/resilience/shared/keyed-hash.ts';
import { connectRedis } from '../../src/resilience/shared/redis.ts';
import type { SharedMemory } from '../../src/resilience/shared/shared-memory.ts';
import { createTicketCache, type TicketCache } from '../../src/superoffice/ticket-cache.ts';
import { createOwnExchange, createSharedExchange } from '../../src/superoffice/ticket-exchange.ts';
import { hasRedisServer, startRedisServer } from '../redis-server.ts';

const DEMO = { userName: 'demo', password: 'demo' };

describe.skipIf(!hasRedisServer)('tickets that replicas share', () => {
  /** Replicas whose sign-ins give 7T:1, 7T:2, … of one counter, each after another task has had its turn. */
  function replicas(memories: readonly SharedMemory[]) {
    const keyOf = createKeyedHash(Buffer.alloc(32));
    const signIns = { count: 0 };
    const caches = memories.map((memory): TicketCache => {
      const own = createOwnExchange(async () => {
        signIns.count += 1;
        const ticket = `7T:${signIns.count}`;
        await new Promise((next) => setImmediate(next));
        return { kind: 'ok', ticket };
      }, Date.now);
      const tickets = createSharedExchange(own, { memory, keyOf }, Date.now);
      return createTicketCache({ tickets, now: Date.now, keyOf });
    });
    return { caches, signIns };
  }

  const ticketsOf = async (caches: readonly TicketCache[], times = 1) => {
    const outcomes = await Promise.all(
      caches.flatMap((cache) => Array.from({ length: times }, () => cache.ticketFor(DEMO, {}))),
    );
    return outcomes.map((outcome) => (outcome.kind === 'ok' ? outcome.ticket : outcome.kind));
  };

  it('are got by one sign-in, however many callers wait at however many replicas', async () => {
    await using server = await startRedisServer();
    const config = { url: server.url, prefix: '', secret: 's'.repeat(32) };
    const connections = await Promise.all([1, 2, 3].map(() => connectRedis(config)));
    const { caches, signIns } = replicas(connections.map(({ memory }) => memory));
    expect(new Set(await ticketsOf(caches, 10))).toEqual(new Set(['7T:1']));
    expect(signIns.count).toBe(1);

    // One learns that it is gone and gets another; the next takes that one.
    await caches[0]?.drop(DEMO, '7T:1');
    expect(await ticketsOf(caches.slice(0, 1))).toEqual(['7T:2']);
    await caches[1]?.drop(DEMO, '7T:1');
    expect(await ticketsOf(caches.slice(1, 2))).toEqual(['7T:2']);
    expect(signIns.count).toBe(2);
    await Promise.all(connections.map(({ close }) => close()));
  });

  it('each replica signs in by itself while the memory is away', async () => {
    await using server = await startRedisServer();
    const redis = await connectRedis({ url: server.url, prefix: '', secret: 's'.repeat(32) });
    const { caches, signIns } = replicas([redis.memory, redis.memory]);
    await server.stop();
    expect((await ticketsOf(caches)).toSorted()).toEqual(['7T:1', '7T:2']);
    await caches[0]?.drop(DEMO, '7T:1');
    expect(signIns.count).toBe(2);
    await redis.close();
  });
});
