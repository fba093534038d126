import type { GatewayConfig } from '../config/gateway-config.ts';
import { createOnceOnly, type OnceOnly } from '../gateway/idempotency.ts';
import { createSharedStore } from '../gateway/idempotency-shared.ts';
import { createMemoryStore } from '../gateway/idempotency-store.ts';
import type { SharedSessions } from '../gateway/profile.ts';
import { type CallerKey, createCallerKey } from '../http/caller-key.ts';
import type { SharedRateStore } from '../http/express/shared-rate-store.ts';
import type { Metrics } from '../observability/instruments.ts';
import type { Log } from '../observability/logger.ts';
import { createKeyedHash } from '../resilience/shared/keyed-hash.ts';
import { deriveKey } from '../resilience/shared/seal.ts';

/** What a process remembers between requests and over reloads, by itself or together with other replicas. */
export interface SharedState {
  readonly onceOnly: OnceOnly;
  readonly callerKey: CallerKey;
  /** Absent: this process works alone. */
  readonly sessions?: SharedSessions;
  /** Absent: this process works alone. */
  readonly rateStoreFor?: (policy: string) => SharedRateStore;
  close(): Promise<void>;
}

/** Connects to Redis where one is configured. A Redis that is away does not hinder the start. */
export async function openSharedState(
  { redis: settings, idempotency }: Pick<GatewayConfig, 'redis' | 'idempotency'>,
  { metrics, log }: { readonly metrics: Metrics; readonly log: Log },
): Promise<SharedState> {
  const count = metrics.instruments.soapstone_idempotency_total;
  const onResult = (result: string): void => count.inc({ result });
  if (settings === undefined) {
    const store = createMemoryStore(idempotency, Date.now);
    const onceOnly = createOnceOnly({ store, keyOf: createKeyedHash(), onResult });
    return { onceOnly, callerKey: createCallerKey(), close: async () => undefined };
  }
  // A tenth of the time to start, for those alone who share.
  const [{ connectRedis }, { createSharedRateStore }] = await Promise.all([
    import('../resilience/shared/redis.ts'),
    import('../http/express/shared-rate-store.ts'),
  ]);
  const redis = await connectRedis(settings, {
    onState: (isReady, reason) => {
      if (isReady) log.info('redis is within reach: replicas share limits, sessions and answers');
      else log.warn({ reason }, 'redis is out of reach: this process works alone');
    },
  });
  const store = createSharedStore(redis.memory, idempotency.keepMs, (error) =>
    log.error({ error: String(error.cause) }, 'an answer could not be kept for its Idempotency-Key'),
  );
  return {
    onceOnly: createOnceOnly({ store, keyOf: createKeyedHash(deriveKey(settings.secret, 'idempotency')), onResult }),
    callerKey: createCallerKey(deriveKey(settings.secret, 'callers')),
    sessions: { memory: redis.memory, keyOf: createKeyedHash(deriveKey(settings.secret, 'sessions')) },
    rateStoreFor: (policy) => createSharedRateStore(redis.sendCommand, `${settings.prefix}rate:${policy}:`),
    close: redis.close,
  };
}
