import { request as httpRequest } from 'undici';
import { BackendError } from '../../soap/call.ts';
import type { CancelSignal } from '../../soap/cancel-signal.ts';
import { waitUnlessAborted } from '../../soap/wait-unless-aborted.ts';

/** OAuth 2.0 client credentials (RFC 6749 §4.4). */
export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Scopes, separated by spaces. */
  readonly scope?: string;
  /** Some servers want the resource named (`audience`). */
  readonly audience?: string;
  /** How the client signs in: HTTP Basic (default, §2.3.1) or members of the form. */
  readonly authentication?: 'basic' | 'form';
}

/** Gives access tokens. */
export interface AccessTokenSource {
  /** A token that is still good; one request to the server however many callers wait. @throws {BackendError} */
  token(signal: CancelSignal): Promise<string>;
  /** Forgets a token the backend has refused; another one stays. */
  drop(token: string): void;
}

/** Seconds by which a token is renewed before it expires. */
const RENEWAL_MARGIN_S = 30;
/** Seconds a token is kept when the server does not say how long it lives (`expires_in` is only recommended, §5.1). */
const LIFETIME_DEFAULT_S = 300;
const TIMEOUT_MS = 10_000;
const BYTES_MAX = 64 * 1024;

/** Fetches tokens and keeps the last one until shortly before it expires. A failure is not kept. */
export function createAccessTokenSource(credentials: ClientCredentials, now: () => number): AccessTokenSource {
  let kept: { readonly token: string; readonly untilMs: number } | undefined;
  let pending: Promise<string> | undefined;

  const renew = async (): Promise<string> => {
    const { token, lifetimeS } = await fetchToken(credentials);
    // A token that lives shorter than the margin is used for half its life.
    kept = { token, untilMs: now() + Math.max(lifetimeS - RENEWAL_MARGIN_S, lifetimeS / 2) * 1000 };
    return token;
  };

  return {
    async token(signal) {
      if (kept !== undefined && now() < kept.untilMs) return kept.token;
      pending ??= renew().finally(() => {
        pending = undefined;
      });
      return waitUnlessAborted(pending, signal);
    },
    drop(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

async function fetchToken(
  credentials: ClientCredentials,
): Promise<{ readonly token: string; readonly lifetimeS: number }> {
  const { tokenUrl, clientId, clientSecret, scope, audience, authentication } = credentials;
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== undefined) form.set('scope', scope);
  if (audience !== undefined) form.set('audience', audience);
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  if (authentication === 'form') {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  } else {
    // Both are form-encoded before they are joined (§2.3.1), so that a colon in the id does no harm.
    const pair = `${formEncode(clientId)}:${formEncode(clientSecret)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  let status: number;
  let body: unknown;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await httpRequest(tokenUrl, { method: 'POST', headers, body: form.toString(), signal });
    status = response.statusCode;
    body = parseAnswer(await readLimited(response.body));
  } catch (cause) {
    throw tokenFailure('the token endpoint gave no usable answer', cause);
  }
  if (status !== 200) throw tokenFailure(`the token endpoint answered HTTP ${status}`, undefined);
  const token = memberOf(body, 'access_token');
  const type = memberOf(body, 'token_type');
  if (typeof token !== 'string' || token === '' || typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
    throw tokenFailure('the token endpoint gave no bearer token', undefined);
  }
  const lifetime = Number(memberOf(body, 'expires_in') ?? LIFETIME_DEFAULT_S);
  return { token, lifetimeS: lifetime > 0 ? lifetime : LIFETIME_DEFAULT_S };
}

/** The call was never sent, so it may be repeated; whether that helps, the retry policy's budget bounds. */
function tokenFailure(reason: string, cause: unknown): BackendError {
  return new BackendError('unreachable', 'not-executed', `The gateway cannot sign in at the backend: ${reason}.`, {
    cause,
  });
}

/** Without the parser's own error, which quotes what it read: for the log, where no token may stand. */
function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the answer is not JSON');
  }
}

async function readLimited(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > BYTES_MAX) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function formEncode(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
