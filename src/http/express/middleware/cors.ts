import type { RequestHandler } from 'express';
import { recordOf, sendAnswer } from '../../exchange-record.ts';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const EXPOSED =
  'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate, Location, ETag, Idempotency-Replayed';
const PREFLIGHT_SECONDS = '600';

/**
 * Cross-origin requests (Fetch §3.2) from the configured origins only. Others are answered all the same, without the
 * headers that would let a page of theirs read the answer. Credentials are headers here, so cookies are not allowed.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  const allowed = new Set(origins);
  return (request, response, next) => {
    const record = recordOf(response);
    const origin = request.headers.origin;
    record.headers = { ...record.headers, Vary: 'Origin' };
    if (origin === undefined || !allowed.has(origin)) return next();
    record.headers = {
      ...record.headers,
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': EXPOSED,
      'Cross-Origin-Resource-Policy': 'cross-origin',
    };
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return next();
    const wanted = request.headers['access-control-request-headers'];
    sendAnswer(request, response, {
      status: 204,
      route: 'preflight',
      headers: {
        Vary: 'Access-Control-Request-Headers',
        'Access-Control-Allow-Methods': METHODS,
        'Access-Control-Max-Age': PREFLIGHT_SECONDS,
        ...(wanted === undefined ? {} : { 'Access-Control-Allow-Headers': wanted }),
      },
    });
  };
}
