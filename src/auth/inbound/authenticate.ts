import type { InboundAuthConfig } from '../../config/gateway-config.ts';
import { createApiKeyAuthenticator } from './api-key.ts';
import type { Authentication, Authenticator, HttpHeaders } from './caller.ts';
import { createJwtAuthenticator } from './json-web-token.ts';

/** Who calls the gateway, by any of the ways that are configured. */
export interface InboundAuth {
  authenticate(headers: HttpHeaders): Promise<Authentication>;
  /** `WWW-Authenticate`, one challenge for each way. */
  challenge(error?: 'invalid_token' | 'insufficient_scope', scopes?: readonly string[]): string;
}

/** Makes what `auth:` configures. */
export function createInboundAuth({ apiKeys, jwt }: InboundAuthConfig): InboundAuth {
  return anyOf([
    ...(apiKeys === undefined ? [] : [createApiKeyAuthenticator(apiKeys)]),
    ...(jwt === undefined ? [] : [createJwtAuthenticator(jwt)]),
  ]);
}

/** The first way that knows the caller decides, else the first that refuses. */
export function anyOf(authenticators: readonly Authenticator[]): InboundAuth {
  return {
    async authenticate(headers) {
      let rest: Authentication = { kind: 'absent' };
      for (const one of authenticators) {
        const result = await one.authenticate(headers);
        if (result.kind === 'caller') return result;
        if (rest.kind === 'absent') rest = result;
      }
      return rest;
    },
    challenge: (error, scopes) => authenticators.map((one) => one.challenge(error, scopes)).join(', '),
  };
}
