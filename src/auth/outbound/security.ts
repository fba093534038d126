import { BasicAuthSecurity, BearerSecurity, type ISecurity, WSSecurity } from 'soap';
import type { SecurityConfig } from '../../config/gateway-config.ts';
import type { Transport } from '../../soap/transport.ts';
import { withAccessToken } from './access-token.ts';
import { createAccessTokenSource } from './client-credentials.ts';

/** How the gateway itself signs in at one backend, in the two places where that can be done. */
export interface OutboundSecurity {
  /** For `createSoapBackend`: what is known beforehand, put on every call by the `soap` package. */
  readonly security?: ISecurity;
  /** Around the transport that sends, inside every policy: what must be fetched and may be refused. */
  readonly authenticate: (transport: Transport) => Transport;
}

/**
 * Makes the configured security. Basic and bearer are HTTP headers (RFC 7617, RFC 6750), wsse a header block made anew for
 * every call, all three by the `soap` package's own classes. A retry repeats the block of its call, nonce included: a
 * backend that remembers nonces refuses such a retry, which does no harm.
 * @param now - milliseconds, for the life of tokens
 */
export function createOutboundSecurity(settings: SecurityConfig, now: () => number): OutboundSecurity {
  switch (settings.kind) {
    case 'none':
      return { authenticate: unchanged };
    case 'basic':
      return { security: new BasicAuthSecurity(settings.userName, settings.password), authenticate: unchanged };
    case 'bearer':
      return { security: new BearerSecurity(settings.token), authenticate: unchanged };
    case 'wsse':
      return {
        security: new WSSecurity(settings.userName, settings.password, {
          passwordType: settings.passwordType === 'digest' ? 'PasswordDigest' : 'PasswordText',
          hasTimeStamp: settings.timestamp,
          mustUnderstand: true,
        }),
        authenticate: unchanged,
      };
    case 'oauth': {
      const source = createAccessTokenSource(settings, now);
      return { authenticate: (transport) => withAccessToken(transport, source) };
    }
  }
}

function unchanged(transport: Transport): Transport {
  return transport;
}
