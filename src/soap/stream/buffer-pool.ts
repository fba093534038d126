/** The memory in which one reply is read while it arrives. */
export interface StreamBuffers {
  /** For what arrives. */
  readonly window: Buffer;
  /** For what is made of it. */
  readonly out: Buffer;
}

/** Memory that is used again: fresh pages cost more than what is done in them, and are only given back by collections. */
export interface BufferPool {
  take(): StreamBuffers;
  /** Hands memory back of which nobody holds a part any more. */
  give(buffers: StreamBuffers): void;
}

/** A chunk and half another one: what is worked on should fit in a processor's cache together with the kernel's copies. */
const WINDOW_BYTES = 96 * 1024;
/** Twice the window, as `reserve` wants it, a piece, and an entry. */
const OUT_BYTES = 2 * WINDOW_BYTES + 96 * 1024;
/** Replies at a time whose memory is kept. */
const KEPT_MAX = 4;

/** Makes the pool of one backend. */
export function createBufferPool(): BufferPool {
  const kept: StreamBuffers[] = [];
  return {
    take: () => kept.pop() ?? { window: Buffer.allocUnsafeSlow(WINDOW_BYTES), out: Buffer.allocUnsafeSlow(OUT_BYTES) },
    give(buffers) {
      if (kept.length < KEPT_MAX) kept.push(buffers);
    },
  };
}
