import { type ClientRateLimitInfo, MemoryStore, type Options, type Store } from 'express-rate-limit';
import { type RedisReply, RedisStore } from 'rate-limit-redis';

/** Sends one command to Redis. It fails at once while Redis is away. */
export type SendCommand = (command: readonly string[]) => Promise<unknown>;

/** A store that says where it counted last. */
export interface SharedRateStore extends Store {
  /** False while Redis is away and this process counts alone. */
  readonly isShared: boolean;
}

/**
 * Counts in Redis, for all replicas together; in this process while Redis is away, so that there is a limit at all times.
 * @param prefix - of the keys; each policy has its own
 */
export function createSharedRateStore(sendCommand: SendCommand, prefix: string): SharedRateStore {
  const local = new MemoryStore();
  let options: Options | undefined;
  let redis: RedisStore | undefined;
  let isShared = true;

  // Made when it is first wanted, and again after a failure: the scripts that it loads are gone when Redis was.
  const connected = (): RedisStore => {
    if (redis === undefined) {
      redis = new RedisStore({
        prefix,
        sendCommand: (...command: string[]) => sendCommand(command) as Promise<RedisReply>,
      });
      // Loading begins at once, and its failure is told by whoever waits for it.
      redis.incrementScriptSha.catch(() => undefined);
      redis.getScriptSha.catch(() => undefined);
      if (options !== undefined) redis.init(options);
    }
    return redis;
  };
  const attempt = async <T>(shared: (store: RedisStore) => Promise<T>, alone: () => Promise<T>): Promise<T> => {
    try {
      const result = await shared(connected());
      isShared = true;
      return result;
    } catch {
      isShared = false;
      redis = undefined;
      return alone();
    }
  };

  return {
    get isShared() {
      return isShared;
    },
    prefix,
    init(all) {
      options = all;
      local.init(all);
    },
    increment: (key) =>
      attempt<ClientRateLimitInfo>(
        (store) => store.increment(key),
        () => local.increment(key),
      ),
    decrement: (key) =>
      attempt<void>(
        (store) => store.decrement(key),
        () => local.decrement(key),
      ),
    resetKey: (key) =>
      attempt<void>(
        (store) => store.resetKey(key),
        () => local.resetKey(key),
      ),
    shutdown: () => local.shutdown(),
  };
}
