import { BackendError } from '../soap/call.ts';
import type { CancelSignal } from '../soap/cancel-signal.ts';
import type { Transport } from '../soap/transport.ts';
import { abortFailure } from '../soap/transport-failure.ts';

/** How many calls one backend may have. */
export interface BulkheadSettings {
  readonly inFlightMax: number;
  readonly queueMax: number;
  /** Seconds a rejected caller is told to wait. */
  readonly retryAfterSeconds: number;
  /** Told how long a call waited for its turn, in milliseconds; 0 for one that did not have to. */
  readonly onWait?: (durationMs: number) => void;
  /** Told whenever the number of calls in flight or waiting has changed. */
  readonly onChange?: (inFlight: number, waiting: number) => void;
}

/**
 * Bounds the calls in flight; a bounded number waits for its turn, in order. A waiting call whose signal aborts leaves the
 * queue at once. That is why this is not cockatiel's bulkhead: there a dead call keeps its place until its turn comes.
 * @throws {BackendError} `overloaded` when both are full, `timeout` or `aborted` while waiting; never executed
 */
export function withBulkhead(transport: Transport, settings: BulkheadSettings): Transport {
  const { inFlightMax, queueMax, retryAfterSeconds, onChange, onWait } = settings;
  const waiting = new Set<() => void>();
  let inFlight = 0;
  const report = () => onChange?.(inFlight, waiting.size);

  const awaitTurn = (signal: CancelSignal) =>
    new Promise<void>((resolve, reject) => {
      const start = () => {
        waiting.delete(start);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(start);
        report();
        reject(abortFailure(signal.reason, false));
      };
      waiting.add(start);
      signal.addEventListener('abort', leave, { once: true });
      report();
    });

  return async (request) => {
    if (request.signal.aborted) throw abortFailure(request.signal.reason, false);
    if (inFlight < inFlightMax) {
      inFlight++;
      report();
      onWait?.(0);
    } else if (waiting.size < queueMax) {
      // Who leaves hands the place over, so that nobody who comes in between can take it.
      const startMs = performance.now();
      await awaitTurn(request.signal);
      onWait?.(performance.now() - startMs);
    } else {
      throw new BackendError('overloaded', 'not-executed', 'Too many calls to the backend are waiting already.', {
        retryAfterSeconds,
      });
    }
    try {
      return await transport(request);
    } finally {
      const [next] = waiting;
      if (next === undefined) inFlight--;
      else next();
      report();
    }
  };
}
