import type { HeaderObject } from './model.ts';

/** Response headers, as components of every document. */
export const responseHeaders: Readonly<Record<string, HeaderObject>> = {
  Deprecation: {
    description: 'Since when the route is deprecated, in seconds since 1970 (RFC 9745).',
    schema: { type: 'string', pattern: '^@[0-9]+$' },
  },
  ETag: { description: 'Tag of the answer, for `If-None-Match` (RFC 9110 §8.8.3).', schema: { type: 'string' } },
  'No-Store': { description: 'Nobody may keep the answer.', schema: { type: 'string', const: 'no-store' } },
  RateLimit: {
    description: 'What is left of the present window (draft-ietf-httpapi-ratelimit-headers-08).',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': { description: 'The window and its limit.', schema: { type: 'string' } },
  'Retry-After': {
    description: 'Seconds after which another attempt makes sense.',
    schema: { type: 'integer', minimum: 1 },
  },
  'WWW-Authenticate': { description: 'How to sign in (RFC 9110 §11.6.1).', schema: { type: 'string' } },
  Sunset: { description: 'From when on the route may be gone (RFC 8594).', schema: { type: 'string' } },
  'X-Request-Id': {
    description: 'The id of the request, as sent or made: it is in the log and in every problem.',
    schema: { type: 'string' },
  },
};
