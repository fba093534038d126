import { BrokenCircuitError, CircuitState, CountBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { BackendError } from '../soap/call.ts';
import type { Transport, TransportRequest } from '../soap/transport.ts';

/** When the circuit opens and for how long. */
export interface CircuitBreakerSettings {
  /** The circuit opens when more than this share of the last `window` calls failed, once `callsMin` were made. */
  readonly failureShare: number;
  readonly window: number;
  readonly callsMin: number;
  /** Milliseconds it stays open before one call is let through on trial. */
  readonly openMs: number;
  readonly onState?: (state: CircuitBreakerState) => void;
}

/** States of the circuit, as a metric may label them. */
export type CircuitBreakerState = 'closed' | 'open' | 'half-open';

/**
 * Stops calling a backend that does not work. Failures are what {@link countsAsFailure} says; a SOAP fault is an answer and
 * counts as success. Wrap `inspectReplies` with it, so that unusable replies are seen.
 * @throws {BackendError} `circuit-open`, never executed, with the seconds until the next trial
 */
export function withCircuitBreaker(transport: Transport, settings: CircuitBreakerSettings): Transport {
  const { failureShare, window, callsMin, openMs, onState } = settings;
  let openedAtMs = 0;
  const policy = circuitBreaker(
    // Whatever happens to the call on trial, only an answer closes the circuit: cockatiel takes all it does not handle for one.
    handleWhen((error) => countsAsFailure(error) || policy.state === CircuitState.HalfOpen),
    {
      halfOpenAfter: openMs,
      // A share of 1 opens it when every call has failed; cockatiel wants less than 1.
      breaker: new CountBreaker({
        threshold: Math.min(failureShare, 1 - 0.5 / window),
        size: window,
        minimumNumberOfCalls: Math.min(callsMin, window),
      }),
    },
  );
  policy.onStateChange((state) => {
    if (state === CircuitState.Open) openedAtMs = Date.now();
    onState?.(stateName(state));
  });
  const refusal = () =>
    new BackendError('circuit-open', 'not-executed', 'The backend has failed often; it is not called for a moment.', {
      retryAfterSeconds: Math.max(1, Math.ceil((openedAtMs + openMs - Date.now()) / 1000)),
    });

  return async (request) => {
    // One call is on trial: cockatiel would let the others wait for it, past their own deadlines.
    if (policy.state === CircuitState.HalfOpen) throw refusal();
    const run = () => transport(policy.state === CircuitState.Closed ? request : collected(request));
    try {
      return await policy.execute(request.shortened === true ? () => forgivingTimeouts(run) : run);
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw refusal();
      throw error instanceof UncountedTimeout ? error.cause : error;
    }
  };
}

/** A time that a caller made too short must not open the circuit for all. */
async function forgivingTimeouts<Reply>(run: () => Promise<Reply>): Promise<Reply> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof BackendError && error.kind === 'timeout' ? new UncountedTimeout(error) : error;
  }
}

/** The call on trial must not wait for a caller who is slow to take the answer: meanwhile all others are refused. */
function collected({ stream: _stream, ...request }: TransportRequest): TransportRequest {
  return request;
}

/** Marks a timeout for the breaker, which sees only the error and not the request. */
class UncountedTimeout extends Error {
  constructor(cause: unknown) {
    super('not counted', { cause });
  }
}

/**
 * No connection, no answer in time, no usable answer. Not: what the backend refuses for want of capacity, callers that
 * leave, and times that a caller made too short, with which one caller could open the circuit for all; nor a value that does
 * not fit the WSDL in a reply that is one: other operations would be shut off for it, and the backend works.
 */
function countsAsFailure(error: unknown): boolean {
  if (!(error instanceof BackendError)) return false;
  if (error.kind === 'invalid-response') return error.isMismatch !== true;
  return error.kind === 'unreachable' || error.kind === 'timeout';
}

function stateName(state: CircuitState): CircuitBreakerState {
  if (state === CircuitState.Closed) return 'closed';
  return state === CircuitState.HalfOpen ? 'half-open' : 'open';
}
