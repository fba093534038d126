import type { TransportRequest } from '../../src/soap/transport.ts';

/** A request as the client makes it; the rest to taste. */
export function transportRequest(url: string, own: Partial<TransportRequest> = {}): TransportRequest {
  return {
    url,
    headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"urn:save"' },
    body: '<request/>',
    signal: new AbortController().signal,
    deadlineMs: 10_000,
    safe: false,
    service: 'Notes',
    operation: 'Save',
    ...own,
  };
}

/** The promise's rejection, for assertions on its members. @throws when it is fulfilled */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ fulfilled: true, error: undefined }),
    (error: unknown) => ({ fulfilled: false, error }),
  );
  if (outcome.fulfilled) throw new Error('it was fulfilled');
  return outcome.error;
}
