import type { ServedOperation } from '../gateway/operation.ts';
import type { ConnectedProfile } from '../gateway/profile.ts';
import type { SignInScheme } from '../gateway/profile-contract.ts';

/** What stands for a sign-in whose profile does not say more. */
const BEARER: Readonly<Record<string, SignInScheme>> = { bearer: { type: 'http', scheme: 'bearer' } };

/** The schemes of a backend's profile by name; none where callers never sign in. */
export function signInSchemes(profile: ConnectedProfile | undefined): Readonly<Record<string, SignInScheme>> {
  return profile?.contract?.signInSchemes ?? (profile?.signIn === undefined ? {} : BEARER);
}

/** OpenAPI 3.1 §4.8.30: any one of the schemes, `{}` where it also goes without, nothing where there is no sign-in. */
export function securityOf(
  operation: ServedOperation,
  profile: ConnectedProfile | undefined,
): Record<string, string[]>[] {
  const signIn = profile?.signIn?.(operation) ?? 'none';
  if (signIn === 'none') return [];
  const any = Object.keys(signInSchemes(profile)).map((name) => ({ [name]: [] }));
  return signIn === 'optional' ? [{}, ...any] : any;
}
