/** Chunks on their way from who cannot wait to who may be slow; the sender is paused while too many bytes lie here. */
export interface ChunkQueue extends AsyncIterableIterator<Buffer> {
  push(chunk: Buffer): void;
  end(): void;
  /** What lies here is lost: whoever asks next is told. */
  fail(error: Error): void;
}

/** Bytes at which the sender is paused. */
const BYTES_MAX = 256 * 1024;

/** Makes a queue. @param flow - of the sender */
export function createChunkQueue(flow: { pause(): void; resume(): void }): ChunkQueue {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let isPaused = false;
  let isEnded = false;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const arrived = (): void => {
    wake?.();
    wake = undefined;
  };

  const queue: ChunkQueue = {
    push(chunk) {
      if (failure !== undefined) return;
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > BYTES_MAX && !isPaused) {
        isPaused = true;
        flow.pause();
      }
      arrived();
    },
    end() {
      isEnded = true;
      arrived();
    },
    fail(error) {
      failure ??= error;
      chunks = [];
      arrived();
    },
    async next() {
      while (chunks.length === 0 && !isEnded && failure === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failure !== undefined) throw failure;
      const chunk = chunks.shift();
      if (chunk === undefined) return { done: true, value: undefined };
      bytes -= chunk.length;
      if (isPaused && bytes === 0) {
        isPaused = false;
        flow.resume();
      }
      return { done: false, value: chunk };
    },
    [Symbol.asyncIterator]: () => queue,
  };
  return queue;
}
