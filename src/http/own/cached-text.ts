import { entityTag, isKnown } from '../../gateway/conditional.ts';
import type { GatewayRequest, GatewayResponse } from '../../gateway/exchange.ts';

/**
 * Answers with something that never changes while the process runs, made when it is first asked for; with 304 to those who
 * have it (RFC 9110 §13.1.2).
 */
export function serveCached(
  make: () => Uint8Array | Promise<Uint8Array>,
  contentType: string,
): (request: GatewayRequest) => Promise<GatewayResponse> {
  const made = once(async () => {
    const body = await make();
    return { body, etag: entityTag(body) };
  });
  return async (request) => {
    const { body, etag } = await made();
    const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
    if (isKnown(etag, request)) return { status: 304, headers };
    return { status: 200, headers: { ...headers, 'Content-Type': contentType }, body };
  };
}

/** A function that makes its value once and gives the same one afterwards. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
