import type { SharedMemory } from '../resilience/shared/shared-memory.ts';
import { SharedMemoryUnavailable } from '../resilience/shared/shared-memory.ts';
import type { IdempotencyStore, KeptRequest } from './idempotency-store.ts';

/**
 * Remembers in the memory that replicas share. A claim lives as long as an answer: when a gateway is killed in the middle of
 * a request, how that request ended is not known, and executing it again could be the second time.
 * @param onFailure - told when an answer could not be kept; its key then stays taken
 */
export function createSharedStore(
  memory: SharedMemory,
  keepMs: number,
  onFailure: (error: SharedMemoryUnavailable) => void = () => undefined,
): IdempotencyStore {
  const keyed = (key: string): string => `idempotency:${key}`;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // The request has been answered for: its answer is worth more than this.
      if (!(error instanceof SharedMemoryUnavailable)) throw error;
      onFailure(error);
    }
  };
  return {
    async claim(key, fingerprint) {
      try {
        const present = await memory.putIfAbsent(keyed(key), JSON.stringify({ fingerprint }), keepMs);
        return present === undefined ? { kind: 'granted' } : { kind: 'taken', ...parseRequest(present) };
      } catch (error) {
        if (error instanceof SharedMemoryUnavailable) return { kind: 'unavailable' };
        throw error;
      }
    },
    settle: (key, request) => attempt(() => memory.put(keyed(key), JSON.stringify(request), keepMs)),
    release: (key) => attempt(() => memory.remove(keyed(key))),
  };
}

/** What was put there; a request that no other is equal to when it cannot be read. */
function parseRequest(text: string): KeptRequest {
  return text === '' ? { fingerprint: '' } : (JSON.parse(text) as KeptRequest);
}
