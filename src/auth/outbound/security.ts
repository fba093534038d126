import { BasicAuthSecurity, BearerSecurity, type ISecurity, WSSecurity } from 'soap';

/** How the gateway itself signs in at a backend, call by call, with what it knows beforehand. */
export type OutboundCredentials =
  | { readonly kind: 'basic'; readonly userName: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string }
  | {
      readonly kind: 'wsse';
      readonly userName: string;
      readonly password: string;
      /** The password itself, or its digest with a nonce and the time (UsernameToken Profile 1.0 §3.1). */
      readonly passwordType: 'text' | 'digest';
      /** Adds `wsu:Timestamp`, valid for ten minutes. Default: yes. */
      readonly timestamp?: boolean;
    };

/**
 * The security class of the `soap` package for these credentials. Basic and bearer are HTTP headers (RFC 7617, RFC 6750),
 * wsse a header block that is made anew for every call. A retry repeats the block of its call, nonce included: a backend
 * that remembers nonces refuses such a retry, which does no harm.
 */
export function createSecurity(credentials: OutboundCredentials): ISecurity {
  switch (credentials.kind) {
    case 'basic':
      return new BasicAuthSecurity(credentials.userName, credentials.password);
    case 'bearer':
      return new BearerSecurity(credentials.token);
    case 'wsse':
      return new WSSecurity(credentials.userName, credentials.password, {
        passwordType: credentials.passwordType === 'digest' ? 'PasswordDigest' : 'PasswordText',
        hasTimeStamp: credentials.timestamp ?? true,
        mustUnderstand: true,
      });
  }
}
