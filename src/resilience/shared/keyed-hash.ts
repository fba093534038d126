import { createHmac, randomBytes } from 'node:crypto';

/** A hash of texts, in order; without its key it can neither be made nor compared (HMAC-SHA-256, RFC 2104). */
export type KeyedHash = (...texts: string[]) => string;

/** @param key - absent: one that lives and dies with this process */
export function createKeyedHash(key: Buffer = randomBytes(32)): KeyedHash {
  return (...texts) => createHmac('sha256', key).update(JSON.stringify(texts)).digest('base64url');
}
