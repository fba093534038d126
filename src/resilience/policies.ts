import type { BackendConfig } from '../config/gateway-config.ts';
import type { BackendErrorKind } from '../soap/call.ts';
import { inspectReplies, type Transport } from '../soap/transport.ts';
import { type BulkheadSettings, withBulkhead } from './bulkhead.ts';
import { type CircuitBreakerSettings, type CircuitBreakerState, withCircuitBreaker } from './circuit-breaker.ts';
import { type CallTimes, type PatternTimes, withDeadline } from './deadline.ts';
import { type RetrySettings, withRetry } from './retry.ts';

/** The policies of one backend. */
export interface ResilienceSettings {
  readonly times: CallTimes;
  readonly patternTimes: readonly PatternTimes[];
  readonly retry: RetrySettings;
  readonly circuitBreaker: CircuitBreakerSettings;
  readonly bulkhead: BulkheadSettings;
}

/** What metrics and log are told. */
export interface ResilienceObservers {
  readonly onRetry?: (service: string, operation: string, kind: BackendErrorKind) => void;
  readonly onCircuit?: (state: CircuitBreakerState) => void;
  readonly onQueue?: (inFlight: number, waiting: number) => void;
  readonly onQueueWait?: (durationMs: number) => void;
}

/** Retries are a tenth of the calls in the long run, after the first ten. */
const BUDGET = { budgetShare: 0.1, budgetReserve: 10 };
/** Seconds a caller is told to wait when the queue is full: it empties as fast as the backend answers. */
const OVERLOAD_RETRY_AFTER_S = 1;

/** The policies a backend's configuration asks for. */
export function resilienceSettings(config: BackendConfig, observers: ResilienceObservers): ResilienceSettings {
  const { timeouts, retry, circuitBreaker, concurrency } = config;
  const { operations, connectMs: _, ...times } = timeouts;
  return {
    times,
    patternTimes: operations,
    retry: {
      attemptsMax: retry.attempts,
      delayMs: retry.delayMs,
      delayMaxMs: retry.delayMaxMs,
      ...BUDGET,
      ...(observers.onRetry && { onRetry: observers.onRetry }),
    },
    circuitBreaker: { ...circuitBreaker, ...(observers.onCircuit && { onState: observers.onCircuit }) },
    bulkhead: {
      inFlightMax: concurrency.inFlight,
      queueMax: concurrency.waiting,
      retryAfterSeconds: OVERLOAD_RETRY_AFTER_S,
      ...(observers.onQueue && { onChange: observers.onQueue }),
      ...(observers.onQueueWait && { onWait: observers.onQueueWait }),
    },
  };
}

/**
 * Puts the policies of one backend around its transport. From outside in: the deadline bounds all; the bulkhead gives a call
 * one place for all its tries; retries; the breaker, which sees each try; the reading of the reply, whose failures the
 * breaker and retries see.
 */
export function withPolicies(transport: Transport, settings: ResilienceSettings): Transport {
  const guarded = withCircuitBreaker(inspectReplies(transport), settings.circuitBreaker);
  const bounded = withBulkhead(withRetry(guarded, settings.retry), settings.bulkhead);
  return withDeadline(bounded, settings.times, settings.patternTimes);
}
