import type { HandleExchange } from '../gateway/exchange.ts';

/** An exchange that knows when none of its requests is being answered. */
export interface CountedExchange {
  readonly exchange: HandleExchange;
  /** Resolves at once, or when the last request that was taken is answered. */
  idle(): Promise<void>;
}

/** Counts requests, so that what answers them can be closed when it has been replaced and its last request is done. */
export function countExchanges(exchange: HandleExchange): CountedExchange {
  let running = 0;
  let onIdle: (() => void) | undefined;
  return {
    exchange: async (request) => {
      running += 1;
      try {
        return await exchange(request);
      } finally {
        running -= 1;
        if (running === 0) onIdle?.();
      }
    },
    idle: () =>
      running === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            onIdle = resolve;
          }),
  };
}
