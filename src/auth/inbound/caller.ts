/** HTTP headers of a request, names in lower case. */
export type HttpHeaders = Readonly<Record<string, string | undefined>>;

/** Somebody that the gateway itself knows. */
export interface Caller {
  /** Unique among callers, and no secret: the name of an API key, or issuer and subject of a token. */
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
}

/** What one way to sign in makes of a request. */
export type Authentication =
  /** `usedHeader`: what was the gateway's and must not go on to a backend's profile. */
  | { readonly kind: 'caller'; readonly caller: Caller; readonly usedHeader: string }
  /** Nothing for this way in the request. */
  | { readonly kind: 'absent' }
  /** Something for this way that is not right. The detail is for the caller, and quotes nothing. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** It cannot be told at present. */
  | { readonly kind: 'unavailable'; readonly detail: string; readonly cause: unknown };

/** One way to sign in. */
export interface Authenticator {
  authenticate(headers: HttpHeaders): Promise<Authentication>;
  /** The challenge of a 401 (RFC 9110 §11.6.1). @param error - why what was sent does not do (RFC 6750 §3) */
  challenge(error?: 'invalid_token' | 'insufficient_scope', scopes?: readonly string[]): string;
}
