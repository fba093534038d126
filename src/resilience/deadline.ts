import { remember } from '../observability/remember.ts';
import { createCancellation } from '../soap/cancel-signal.ts';
import { callAfter } from '../soap/stream/call-clock.ts';
import type { Transport, TransportRequest } from '../soap/transport.ts';
import { matchesOperation } from './operation-pattern.ts';

/** Times a call may take, in milliseconds. */
export interface CallTimes {
  /** All of it: waiting in the queue, every try, the pauses between them. */
  readonly totalMs: number;
  /** From the request's first byte to the reply's status line. */
  readonly headersMs?: number;
  /** From the status line to the reply's last byte. */
  readonly bodyMs?: number;
}

/** Times for the operations that a pattern names; the last entry that matches decides, member by member. */
export interface PatternTimes extends Partial<CallTimes> {
  /** `User.Get*`: see {@link matchesOperation}. */
  readonly pattern: string;
}

/**
 * Ends a call when its time is over. The time is the configured one, or the caller's own where that is shorter
 * (`request.deadlineMs`). The outermost policy, so that nothing inside outlives it.
 * @throws {BackendError} `timeout`, made by the policy or transport that was at work
 */
export function withDeadline(transport: Transport, times: CallTimes, patterns: readonly PatternTimes[]): Transport {
  const timesOf = rememberTimes(times, patterns);
  return async (request) => {
    const { totalMs, headersMs, bodyMs } = timesOf(request);
    const deadlineMs = Math.max(0, Math.min(totalMs, request.deadlineMs));
    const call = createCancellation();
    const onAbort = () => call.cancel(request.signal.reason);
    // Not AbortSignal.any: on a signal that lives long it keeps every call that ever listened.
    request.signal.addEventListener('abort', onAbort, { once: true });
    if (request.signal.aborted) onAbort();
    const onTime = () => call.cancel(new DOMException('', 'TimeoutError'));
    // Where the answer is handed on while it arrives, the time stands still while the caller is waited for.
    const { stream } = request;
    const stopTimer = callAfter(stream?.clock, deadlineMs, onTime);
    try {
      return await transport({
        url: request.url,
        headers: request.headers,
        body: request.body,
        safe: request.safe,
        service: request.service,
        operation: request.operation,
        onCredentials: request.onCredentials,
        inspect: request.inspect,
        stream,
        signal: call.signal,
        deadlineMs,
        shortened: request.deadlineMs < totalMs,
        headersTimeoutMs: headersMs,
        bodyTimeoutMs: bodyMs,
      });
    } finally {
      stopTimer();
      request.signal.removeEventListener('abort', onAbort);
    }
  };
}

/** Operations are as many as the WSDL has, so each is matched once. */
function rememberTimes(
  times: CallTimes,
  patterns: readonly PatternTimes[],
): (request: Pick<TransportRequest, 'service' | 'operation'>) => CallTimes {
  const known = new Map<string, Map<string, CallTimes>>();
  const compute = (selector: string): CallTimes => {
    const found = { ...times };
    for (const { pattern, ...own } of patterns) {
      if (matchesOperation(pattern, selector)) Object.assign(found, own);
    }
    return found;
  };
  return ({ service, operation }) => {
    const ofService = remember(known, service, () => new Map<string, CallTimes>());
    return remember(ofService, operation, () => compute(`${service}.${operation}`));
  };
}
