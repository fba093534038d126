import { BackendError, type BackendErrorKind } from '../../src/soap/call.ts';
import type { Transport, TransportReply, TransportRequest } from '../../src/soap/transport.ts';
import { abortFailure } from '../../src/soap/transport-failure.ts';

/** A reply that says nothing. */
export const someReply: TransportReply = { status: 200, headers: {}, body: new Uint8Array() };

/** A failure of that kind. */
export function failure(
  kind: BackendErrorKind,
  outcome: BackendError['outcome'] = 'unknown',
  options: ConstructorParameters<typeof BackendError>[3] = {},
): BackendError {
  return new BackendError(kind, outcome, kind, options);
}

/** A transport that gives what its script says, one step a call, the last one for ever; and the requests it saw. */
export function scripted(...script: readonly (TransportReply | Error)[]): {
  readonly transport: Transport;
  readonly requests: TransportRequest[];
} {
  const requests: TransportRequest[] = [];
  const transport: Transport = async (request) => {
    const step = script[Math.min(requests.length, script.length - 1)] ?? someReply;
    requests.push(request);
    if (step instanceof Error) throw step;
    return step;
  };
  return { transport, requests };
}

/** A transport whose calls wait until they are let go, or their signal aborts. */
export function held(): { readonly transport: Transport; readonly release: (() => void)[] } {
  const release: (() => void)[] = [];
  const transport: Transport = (request) =>
    new Promise((resolve, reject) => {
      release.push(() => resolve(someReply));
      request.signal.addEventListener('abort', () => reject(abortFailure(request.signal.reason, true)));
    });
  return { transport, release };
}
