import { inspectReplies, type Transport } from '../soap/transport.ts';
import { type BulkheadSettings, withBulkhead } from './bulkhead.ts';
import { type CircuitBreakerSettings, withCircuitBreaker } from './circuit-breaker.ts';
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

/** What stands in design.md §6, and what is left open there. */
export const defaultResilience: ResilienceSettings = {
  times: { totalMs: 30_000 },
  patternTimes: [],
  retry: { attemptsMax: 3, delayMs: 100, delayMaxMs: 2_000, budgetShare: 0.1, budgetReserve: 10 },
  circuitBreaker: { failureShare: 0.5, window: 20, callsMin: 10, openMs: 5_000 },
  bulkhead: { inFlightMax: 64, queueMax: 128, retryAfterSeconds: 1 },
};

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
