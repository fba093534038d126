import { z } from 'zod';
import { duration, httpHeaderName, settings, text, url } from './schema-atoms.ts';

const scopes = z.array(text).default([]);

const apiKeys = settings({
  header: httpHeaderName.default('X-Api-Key'),
  keys: z
    .array(
      settings({
        name: text,
        sha256: z.string().regex(/^[0-9a-fA-F]{64}$/, {
          error: 'expected the SHA-256 of the key in hexadecimal, as `soapstone config api-key` prints it',
        }),
        scopes,
      }),
    )
    .min(1),
});

/** Signatures by a private key alone: with a shared secret, whoever can check a token could make one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const jwt = settings({
  issuer: text,
  audience: text,
  jwks: url,
  algorithms: z.array(z.enum(ALGORITHMS)).min(1).default(['RS256']),
  clockSkew: duration.prefault('30s'),
  scopeClaim: text.default('scope'),
});

/** `auth:`: who may call the gateway. Any one of the ways that are configured is enough. */
export const inboundAuth = settings({ apiKeys: apiKeys.optional(), jwt: jwt.optional() }).refine(
  (auth) => auth.apiKeys !== undefined || auth.jwt !== undefined,
  { error: 'expected apiKeys, jwt or both' },
);
