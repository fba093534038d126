import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { JwtConfig } from '../../config/gateway-config.ts';
import type { Authentication, Authenticator } from './caller.ts';

/** Milliseconds a key set may take to arrive. */
const FETCH_MS = 5000;
/** Milliseconds a key set is used before it is fetched anew. */
const KEPT_MS = 10 * 60 * 1000;
/** Milliseconds between two fetches because of a key that is not in the set: rotation is seen, and cannot be provoked at will. */
const COOLDOWN_MS = 30 * 1000;
const TOKEN_LENGTH_MAX = 8192;

/** How the times differ in tests. */
export interface JwtTimes {
  readonly cooldownMs?: number;
  /** The present. */
  readonly now?: () => Date;
}

/**
 * Callers known by a token of an identity provider, `Authorization: Bearer` (RFC 6750 §2.1, RFC 7519). Issuer, audience,
 * algorithm and times are checked (RFC 8725 §3); the keys are those of the provider's key set, fetched again when a token
 * names one that is not in it.
 */
export function createJwtAuthenticator(
  config: JwtConfig,
  { cooldownMs = COOLDOWN_MS, now }: JwtTimes = {},
): Authenticator {
  const keys = createRemoteJWKSet(new URL(config.jwks), {
    timeoutDuration: FETCH_MS,
    cacheMaxAge: KEPT_MS,
    cooldownDuration: cooldownMs,
  });
  const check = (token: string) =>
    jwtVerify(token, keys, {
      issuer: config.issuer,
      audience: config.audience,
      algorithms: [...config.algorithms],
      clockTolerance: config.clockSkewMs / 1000,
      requiredClaims: ['sub', 'exp'],
      ...(now === undefined ? {} : { currentDate: now() }),
    });

  return {
    async authenticate({ authorization }) {
      const token = /^\s*Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) return { kind: 'absent' };
      // Such as a ticket of a backend: not for us.
      if (token.length > TOKEN_LENGTH_MAX || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
        return { kind: 'refused', detail: 'The bearer token is not a JSON Web Token.' };
      }
      try {
        const { payload } = await check(token);
        const id = `jwt:${JSON.stringify([payload.iss, payload.sub])}`;
        const scopes = scopesOf(payload, config.scopeClaim);
        return { kind: 'caller', caller: { id, scopes }, usedHeader: 'authorization' };
      } catch (error) {
        return failure(error);
      }
    },
    challenge: (error, scopes = []) => {
      const parts = ['realm="soapstone"'];
      if (error !== undefined) parts.push(`error="${error}"`);
      if (scopes.length > 0) parts.push(`scope="${scopes.join(' ')}"`);
      return `Bearer ${parts.join(', ')}`;
    },
  };
}

function scopesOf(payload: JWTPayload, claim: string): ReadonlySet<string> {
  const value = payload[claim];
  if (typeof value === 'string') return new Set(value.split(' ').filter((scope) => scope !== ''));
  return new Set(Array.isArray(value) ? value.filter((scope) => typeof scope === 'string') : []);
}

function failure(error: unknown): Authentication {
  const isOfToken = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && !isOfKeySet(error);
  if (!isOfToken) {
    return { kind: 'unavailable', detail: 'The keys of the identity provider cannot be fetched.', cause: error };
  }
  if (error instanceof errors.JWTExpired) return { kind: 'refused', detail: 'The token has expired.' };
  if (error instanceof errors.JWTClaimValidationFailed) {
    return { kind: 'refused', detail: `The token's claim "${error.claim}" is not acceptable.` };
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return { kind: 'refused', detail: 'The token is signed with an algorithm that is not allowed.' };
  }
  return { kind: 'refused', detail: 'The token is not valid.' };
}

/** Errors of the key set itself, and of fetching it (which jose gives its plain error class). */
function isOfKeySet(error: errors.JOSEError): boolean {
  return error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC';
}
