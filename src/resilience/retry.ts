import { setTimeout as pause } from 'node:timers/promises';
import { ExponentialBackoff, type IBackoff } from 'cockatiel';
import { BackendError, type BackendErrorKind } from '../soap/call.ts';
import { asAbortSignal, type CancelSignal } from '../soap/cancel-signal.ts';
import type { Transport } from '../soap/transport.ts';
import { createRetryBudget } from './retry-budget.ts';

/** When and how often a call is repeated. */
export interface RetrySettings {
  /** Tries in all; 1 switches retries off. */
  readonly attemptsMax: number;
  /** Milliseconds before the first retry, about; doubled for each further one, with jitter. */
  readonly delayMs: number;
  readonly delayMaxMs: number;
  /** Retries as a share of calls, in the long run. */
  readonly budgetShare: number;
  /** Retries that may be made at once before the share binds. */
  readonly budgetReserve: number;
  /** Told before each retry. */
  readonly onRetry?: (service: string, operation: string, kind: BackendErrorKind) => void;
}

/** Statuses of a proxy whose backend is away for the moment. */
const PASSING: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Repeats a call that failed, when that can do no harm: the failure proves that nothing was executed, or the operation is
 * `safe`. Nothing else is ever sent twice. `Retry-After` is kept to; where it, or the pause, would pass the deadline, the
 * failure stands. The policy's loop is not cockatiel's, whose pause goes on after an abort and knows no budget.
 */
export function withRetry(transport: Transport, settings: RetrySettings): Transport {
  const { attemptsMax, delayMs, delayMaxMs, budgetShare, budgetReserve, onRetry } = settings;
  const budget = createRetryBudget(budgetShare, budgetReserve);
  const backoffs = new ExponentialBackoff({ initialDelay: delayMs, maxDelay: delayMaxMs });

  return async (request) => {
    budget.deposit();
    const endsAtMs = performance.now() + request.deadlineMs;
    let backoff: IBackoff<unknown> | undefined;
    let previous: BackendError | undefined;
    for (let attempt = 1; ; attempt++) {
      const leftMs = endsAtMs - performance.now();
      try {
        return await transport(attempt === 1 ? request : { ...request, deadlineMs: leftMs });
      } catch (error) {
        // The breaker opened between two tries: what opened it says more.
        if (previous !== undefined && error instanceof BackendError && error.kind === 'circuit-open') throw previous;
        if (attempt >= attemptsMax || request.signal.aborted || request.stream?.hasBegun === true) throw error;
        if (!(error instanceof BackendError) || !mayRepeat(error, request.safe)) throw error;
        previous = error;
        backoff = backoff === undefined ? backoffs.next() : backoff.next(undefined);
        const waitMs = Math.max(backoff.duration, (error.retryAfterSeconds ?? 0) * 1000);
        if (waitMs >= endsAtMs - performance.now() || !budget.withdraw()) throw error;
        onRetry?.(request.service, request.operation, error.kind);
        await waitOrThrow(waitMs, request.signal, error);
      }
    }
  };
}

/** The failure of the last try, not the abort, says what is known of the call's outcome. */
async function waitOrThrow(waitMs: number, signal: CancelSignal, error: BackendError): Promise<void> {
  try {
    await pause(waitMs, undefined, { signal: asAbortSignal(signal) });
  } catch {
    throw error;
  }
}

function mayRepeat(error: BackendError, safe: boolean): boolean {
  switch (error.kind) {
    case 'unreachable':
    case 'overloaded':
      return safe || error.outcome === 'not-executed';
    case 'timeout':
      return safe;
    case 'invalid-response':
      return safe && error.httpStatus !== undefined && PASSING.has(error.httpStatus);
    case 'circuit-open':
    case 'aborted':
      return false;
  }
}
