import { createClient } from 'redis';
import type { RedisConfig } from '../../config/gateway-config.ts';
import { createSeal } from './seal.ts';
import { type SharedMemory, SharedMemoryUnavailable } from './shared-memory.ts';

/** A Redis server, while it is there and while it is not. */
export interface Redis {
  readonly memory: SharedMemory;
  /** Sends one command, for libraries that speak Redis themselves. @throws {SharedMemoryUnavailable} */
  sendCommand(command: readonly string[]): Promise<unknown>;
  readonly isReady: boolean;
  close(): Promise<void>;
}

/** How a connection is watched. */
export interface RedisObserver {
  /** Told when the server comes within reach and when it goes, with the reason; each time once. */
  readonly onState?: (isReady: boolean, reason?: string) => void;
}

/** Milliseconds for a connection, and for one command: what is shared must not hold up what would work without. */
const CONNECT_MS = 2000;
const COMMAND_MS = 500;
/** Milliseconds between attempts to reach a server that is away. */
const RECONNECT_MS = { first: 50, most: 2000 };

/** Deletes a key while it holds a value. */
const REMOVE_IF = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";

/**
 * Connects, and goes on trying for as long as it takes; meanwhile every command fails at once. Waits for the first attempt
 * alone.
 */
export async function connectRedis(config: RedisConfig, { onState }: RedisObserver = {}): Promise<Redis> {
  let isReady: boolean | undefined;
  const setReady = (ready: boolean, reason?: string): void => {
    if (isReady === ready) return;
    isReady = ready;
    onState?.(ready, reason);
  };
  const client = createClient({
    url: config.url,
    ...(config.password === undefined ? {} : { password: config.password }),
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (retries) => Math.min(RECONNECT_MS.first * 2 ** retries, RECONNECT_MS.most),
    },
  });
  client.on('ready', () => setReady(true));
  client.on('error', (error: unknown) => setReady(false, error instanceof Error ? error.message : String(error)));

  const firstAttempt = new Promise<void>((resolve) => {
    client.once('ready', resolve);
    client.once('error', () => resolve());
  });
  const connecting = client.connect().catch(() => undefined);
  await firstAttempt;

  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new SharedMemoryUnavailable('no answer in time')), COMMAND_MS);
    });
    try {
      return await Promise.race([work(), late]);
    } catch (error) {
      throw error instanceof SharedMemoryUnavailable ? error : new SharedMemoryUnavailable(error);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    memory: sealedMemory(client, config, guard),
    sendCommand: (command) => guard(() => client.sendCommand([...command])),
    get isReady() {
      return isReady === true;
    },
    async close() {
      if (client.isReady) await client.close();
      else client.destroy();
      await connecting;
    },
  };
}

type Client = ReturnType<typeof createClient>;

function sealedMemory(
  client: Client,
  { prefix, secret }: RedisConfig,
  guard: <T>(work: () => Promise<T>) => Promise<T>,
): SharedMemory {
  const seal = createSeal(secret);
  const open = (sealed: string | null, key: string) => (sealed === null ? undefined : seal.open(sealed, key));
  return {
    get: (key) => guard(async () => open(await client.get(prefix + key), key)),
    put: (key, value, ttlMs) =>
      guard(async () => {
        await client.set(prefix + key, seal.close(value, key), { expiration: { type: 'PX', value: ttlMs } });
      }),
    putIfAbsent: (key, value, ttlMs) =>
      guard(async () => {
        const expiration = { type: 'PX', value: ttlMs } as const;
        const sealed = seal.close(value, key);
        // What is there may go between the two commands: then it is asked for anew.
        for (;;) {
          if ((await client.set(prefix + key, sealed, { condition: 'NX', expiration })) !== null) return undefined;
          const present = await client.get(prefix + key);
          // Sealed with another secret it is there all the same: who asks must not take it for free.
          if (present !== null) return open(present, key) ?? '';
        }
      }),
    removeIf: (key, value) =>
      guard(async () => {
        const sealed = await client.get(prefix + key);
        if (sealed === null || open(sealed, key) !== value) return;
        await client.eval(REMOVE_IF, { keys: [prefix + key], arguments: [sealed] });
      }),
    remove: (key) =>
      guard(async () => {
        await client.del(prefix + key);
      }),
  };
}
