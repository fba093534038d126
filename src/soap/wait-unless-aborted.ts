import type { CancelSignal } from './cancel-signal.ts';
import { abortFailure } from './transport-failure.ts';

/**
 * Waits for work that others may be waiting for too: the signal ends the waiting, not the work.
 * @throws {BackendError} `aborted` or `timeout`, nothing executed
 */
export function waitUnlessAborted<T>(work: Promise<T>, signal: CancelSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortFailure(signal.reason, false));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
