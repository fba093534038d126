import type { Transport } from '../../soap/transport.ts';

/** Adds fixed HTTP headers to every request, such as the key of an API gateway in front of the backend. */
export function withStaticHeaders(transport: Transport, headers: Readonly<Record<string, string>>): Transport {
  return (request) => transport({ ...request, headers: { ...request.headers, ...headers } });
}
