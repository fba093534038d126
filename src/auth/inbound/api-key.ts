import { createHash, timingSafeEqual } from 'node:crypto';
import type { InboundAuthConfig } from '../../config/gateway-config.ts';
import type { Authenticator, Caller } from './caller.ts';

/** Longer ones are refused before they are hashed. */
const KEY_LENGTH_MAX = 512;

/**
 * Callers known by a key in an HTTP header. The configuration holds only SHA-256 hashes: keys are long and random (see
 * {@link hashApiKey}), so that a slow hash would protect nothing. Each request is compared with every key in constant time.
 */
export function createApiKeyAuthenticator({ header, keys }: NonNullable<InboundAuthConfig['apiKeys']>): Authenticator {
  const name = header.toLowerCase();
  const known = keys.map(({ name: keyName, sha256, scopes }) => ({
    hash: Buffer.from(sha256, 'hex'),
    caller: { id: `key:${keyName}`, scopes: new Set(scopes) },
  }));
  return {
    async authenticate(headers) {
      const key = headers[name];
      if (key === undefined || key === '') return { kind: 'absent' };
      const hash = sha256Of(key.slice(0, KEY_LENGTH_MAX));
      let caller: Caller | undefined;
      // No early end: how long it takes must not tell which key was nearly right.
      for (const one of known) if (timingSafeEqual(one.hash, hash)) caller = one.caller;
      return caller === undefined || key.length > KEY_LENGTH_MAX
        ? { kind: 'refused', detail: `The key in ${header} is not known.` }
        : { kind: 'caller', caller, usedHeader: name };
    },
    challenge: () => `ApiKey realm="soapstone", header="${header}"`,
  };
}

/** The hash of a key as the configuration holds it: SHA-256 in hexadecimal. */
export function hashApiKey(key: string): string {
  return sha256Of(key).toString('hex');
}

function sha256Of(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
