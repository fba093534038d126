/** An answer that can be given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a key stands for: the request that had it first, and its answer once there is one. */
export interface KeptRequest {
  readonly fingerprint: string;
  readonly answer?: KeptAnswer;
}

/** The outcome of claiming a key. `unavailable`: it cannot be told, so nothing may be executed. */
export type Claim =
  | { readonly kind: 'granted' }
  | ({ readonly kind: 'taken' } & KeptRequest)
  | { readonly kind: 'unavailable' };

/** Where requests with an `Idempotency-Key` are remembered. */
export interface IdempotencyStore {
  /** Takes the key for this request, unless another has it. Of any number of claims at once one is granted. */
  claim(key: string, fingerprint: string): Promise<Claim>;
  /** Keeps the answer of the request that was granted the key. */
  settle(key: string, request: Required<KeptRequest>): Promise<void>;
  /** Gives the key back: nothing was executed. */
  release(key: string): Promise<void>;
}

/** Bounds of {@link createMemoryStore}. */
export interface MemoryStoreLimits {
  readonly keepMs: number;
  readonly entries: number;
  /** Of bodies, as characters. */
  readonly bytes: number;
}

/**
 * Remembers in this process. When the bounds are passed the oldest answers go, never a request in progress; when requests in
 * progress alone pass them, no further key is granted.
 */
export function createMemoryStore(limits: MemoryStoreLimits, now: () => number): IdempotencyStore {
  const kept = new Map<string, KeptRequest & { readonly untilMs: number }>();
  let bytes = 0;

  const sizeOf = ({ answer }: KeptRequest): number => answer?.body?.length ?? 0;
  const remove = (key: string): void => {
    const entry = kept.get(key);
    if (entry === undefined) return;
    bytes -= sizeOf(entry);
    kept.delete(key);
  };
  const put = (key: string, request: KeptRequest): void => {
    remove(key);
    kept.set(key, { ...request, untilMs: now() + limits.keepMs });
    bytes += sizeOf(request);
  };
  const makeRoom = (): boolean => {
    for (const [key, entry] of kept) {
      const isOver = kept.size >= limits.entries || bytes > limits.bytes;
      if (entry.answer !== undefined && (isOver || entry.untilMs <= now())) remove(key);
      else if (!isOver) break;
    }
    return kept.size < limits.entries;
  };

  return {
    async claim(key, fingerprint) {
      const entry = kept.get(key);
      // who is in progress has its key however long that takes
      const isTaken = entry !== undefined && (entry.answer === undefined || entry.untilMs > now());
      if (isTaken) return { kind: 'taken', ...entry };
      if (!makeRoom()) return { kind: 'unavailable' };
      put(key, { fingerprint });
      return { kind: 'granted' };
    },
    async settle(key, request) {
      put(key, request);
      makeRoom();
    },
    async release(key) {
      remove(key);
    },
  };
}
