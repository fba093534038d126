import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';
import type { ApiKeys } from '../auth/inbound/api-key.ts';

/**
 * Names a caller for limits: by a keyed hash of its credentials, else by its address. Never by the credentials' text.
 * @param apiKeys - of the gateway; undefined where there are none
 */
export type CallerKey = (
  headers: IncomingHttpHeaders,
  address: string | undefined,
  apiKeys: ApiKeys | undefined,
) => string;

/** @param secret - replicas that count together share it; by default nobody knows it */
export function createCallerKey(secret: Uint8Array = randomBytes(32)): CallerKey {
  return (headers, address, apiKeys) => {
    const credentials = credentialsOf(headers, apiKeys);
    if (credentials === undefined) return addressKey(address);
    return `caller:${createHmac('sha256', secret).update(credentials).digest('base64url')}`;
  };
}

/**
 * A key that is known says who calls, whatever else is sent: with another text beside it, it would be another caller. One that
 * is not known says nothing where there is an Authorization, which may well be a token that is good.
 */
function credentialsOf(headers: IncomingHttpHeaders, apiKeys: ApiKeys | undefined): string | undefined {
  // where there are no keys, anybody could have a new one for each request
  const key = apiKeys === undefined ? undefined : headers[apiKeys.header]?.toString();
  const isKnown = key !== undefined && apiKeys?.callerOf(key) !== undefined;
  return isKnown ? key : (headers.authorization ?? key);
}

/** Addresses of one IPv6 subnet are one caller. */
export function addressKey(address: string | undefined): string {
  return `address:${ipKeyGenerator(address ?? 'unknown')}`;
}
