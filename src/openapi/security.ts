import type { InboundAuthConfig } from '../config/gateway-config.ts';
import type { ConnectedProfile } from '../gateway/profile.ts';
import type { SignInScheme } from '../gateway/profile-contract.ts';
import type { HttpRule } from '../gateway/rule/http-rule.ts';

/** Ways to sign in, by name. */
export type SignInSchemes = Readonly<Record<string, SignInScheme>>;

/** What stands for a sign-in whose profile does not say more. */
const BEARER: SignInSchemes = { bearer: { type: 'http', scheme: 'bearer' } };

/** The schemes of a backend's profile by name; none where callers never sign in. */
export function signInSchemes(profile: ConnectedProfile | undefined): SignInSchemes {
  return profile?.contract?.signInSchemes ?? (profile?.signIn === undefined ? {} : BEARER);
}

/** The schemes of the gateway's own sign-in. */
export function inboundSchemes(auth: InboundAuthConfig | undefined): SignInSchemes {
  return {
    ...(auth?.apiKeys === undefined
      ? {}
      : {
          gatewayKey: {
            type: 'apiKey',
            in: 'header',
            name: auth.apiKeys.header,
            description: 'A key of this gateway.',
          },
        }),
    ...(auth?.jwt === undefined
      ? {}
      : {
          gatewayToken: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: `A token of ${auth.jwt.issuer} for ${auth.jwt.audience}.`,
          },
        }),
  };
}

/**
 * OpenAPI 3.1 §4.8.30: any one of the requirements is enough, `{}` asks nothing, none at all where there is no sign-in. Where
 * the gateway itself wants to know its callers, that comes on top of what the backend wants, unless both are the same header.
 */
export function securityOf(
  rule: Pick<HttpRule, 'operation' | 'scopes'>,
  profile: ConnectedProfile | undefined,
  inbound: SignInSchemes,
): Record<string, string[]>[] {
  const ofBackend = backendSecurity(rule, profile);
  const { scopes = [] } = rule;
  const ofGateway = Object.entries(inbound).map(([name, scheme]) => ({
    name,
    usesAuthorization: scheme.type === 'http',
  }));
  if (ofGateway.length === 0) return ofBackend;
  return ofGateway.flatMap(({ name, usesAuthorization }) => {
    const own = { [name]: [...scopes] };
    const others = ofBackend.length === 0 || usesAuthorization ? [{}] : ofBackend;
    return others.map((other) => ({ ...own, ...other }));
  });
}

function backendSecurity(
  { operation }: Pick<HttpRule, 'operation'>,
  profile: ConnectedProfile | undefined,
): Record<string, string[]>[] {
  const signIn = profile?.signIn?.(operation) ?? 'none';
  if (signIn === 'none') return [];
  const any = Object.keys(signInSchemes(profile)).map((name) => ({ [name]: [] }));
  return signIn === 'optional' ? [{}, ...any] : any;
}
