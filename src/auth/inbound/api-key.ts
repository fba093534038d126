import { createHash, timingSafeEqual } from 'node:crypto';
import type { InboundAuthConfig } from '../../config/gateway-config.ts';
import type { Authenticator, Caller } from './caller.ts';

/** Longer ones are refused before they are hashed. */
const KEY_LENGTH_MAX = 512;

/** The keys that are configured. */
export interface ApiKeys {
  /** The HTTP header that holds a key, in lower case. */
  readonly header: string;
  /** Whose key it is; undefined where nobody's. */
  readonly callerOf: (key: string) => Caller | undefined;
}

/**
 * Makes what knows the configured keys. The configuration holds only SHA-256 hashes: keys are long and random (see
 * {@link hashApiKey}), so that a slow hash would protect nothing. A key is compared with every other in constant time.
 */
export function compileApiKeys({ header, keys }: NonNullable<InboundAuthConfig['apiKeys']>): ApiKeys {
  const known = keys.map(({ name: keyName, sha256, scopes }) => ({
    hash: Buffer.from(sha256, 'hex'),
    caller: { id: `key:${keyName}`, scopes: new Set(scopes) },
  }));
  return {
    header: header.toLowerCase(),
    callerOf: (key) => {
      if (key.length > KEY_LENGTH_MAX) return undefined;
      const hash = sha256Of(key);
      let caller: Caller | undefined;
      // No early end: how long it takes must not tell which key was nearly right.
      for (const one of known) if (timingSafeEqual(one.hash, hash)) caller = one.caller;
      return caller;
    },
  };
}

/** Callers known by a key in an HTTP header. */
export function createApiKeyAuthenticator(settings: NonNullable<InboundAuthConfig['apiKeys']>): Authenticator {
  const { header } = settings;
  const { header: name, callerOf } = compileApiKeys(settings);
  return {
    async authenticate(headers) {
      const key = headers[name];
      if (key === undefined || key === '') return { kind: 'absent' };
      const caller = callerOf(key);
      return caller === undefined
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
