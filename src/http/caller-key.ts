import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';

/** Names a caller for limits: by a keyed hash of its credentials, else by its address. Never by the credentials' text. */
export type CallerKey = (headers: IncomingHttpHeaders, address: string | undefined) => string;

/**
 * @param secret - replicas that count together share it; by default nobody knows it
 * @param keyHeader - where API keys stand
 */
export function createCallerKey(secret: Uint8Array = randomBytes(32), keyHeader = 'x-api-key'): CallerKey {
  const name = keyHeader.toLowerCase();
  return (headers, address) => {
    const credentials = headers.authorization ?? headers[name];
    if (credentials === undefined) return addressKey(address);
    return `caller:${createHmac('sha256', secret).update(String(credentials)).digest('base64url')}`;
  };
}

/** Addresses of one IPv6 subnet are one caller. */
export function addressKey(address: string | undefined): string {
  return `address:${ipKeyGenerator(address ?? 'unknown')}`;
}
