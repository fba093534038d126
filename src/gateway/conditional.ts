import { createHash } from 'node:crypto';
import type { GatewayRequest, GatewayResponse } from './exchange.ts';
import type { HttpRule } from './rule/http-rule.ts';

/** True for routes whose answers caches may keep: the others say `no-store`, and a tag would be of no use. */
export function hasEntityTag({ safe, cacheControl }: Pick<HttpRule, 'safe' | 'cacheControl'>): boolean {
  return safe === true && cacheControl !== undefined && !/\bno-store\b/i.test(cacheControl);
}

/** An entity tag for a body (RFC 9110 §8.8.3): strong, from its bytes alone. */
export function entityTag(body: string | Uint8Array): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** True when `If-None-Match` names the tag, or any (RFC 9110 §13.1.2). */
export function isKnown(etag: string, { headers }: Pick<GatewayRequest, 'headers'>): boolean {
  const known = (headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

/** True for a write on the condition that nothing has changed (RFC 9110 §13.1.1): to compare the tag would take a read of its own. */
export function isConditionalWrite(
  { method, safe }: Pick<HttpRule, 'method' | 'safe'>,
  { headers }: Pick<GatewayRequest, 'headers'>,
): boolean {
  return headers['if-match'] !== undefined && method !== 'GET' && safe !== true;
}

/** The answer with its entity tag; 304 without the body for those who have it. Only a 200 with a body has one. */
export function conditional(answer: GatewayResponse, request: Pick<GatewayRequest, 'headers'>): GatewayResponse {
  const { status, body, headers } = answer;
  if (status !== 200 || body === undefined) return answer;
  const etag = headers.ETag ?? entityTag(body);
  if (!isKnown(etag, request)) return { ...answer, headers: { ...headers, ETag: etag } };
  const { body: _body, ...rest } = answer;
  const { 'Content-Type': _type, ...kept } = headers;
  return { ...rest, status: 304, headers: { ...kept, ETag: etag } };
}
