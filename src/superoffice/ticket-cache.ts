import { createHmac, randomBytes } from 'node:crypto';
import type { HttpHeaders } from '../gateway/header-blocks.ts';
import type { SignInResult } from '../gateway/profile.ts';
import type { SignIn, SignInOutcome, UserCredentials } from './sign-in.ts';

/** Tickets of callers that send their name and password with every request. */
export interface TicketCache {
  /** A ticket for the credentials: the one that is kept, else a new one. One exchange however many callers wait. */
  ticketFor(credentials: UserCredentials, httpHeaders: HttpHeaders): Promise<SignInOutcome>;
  /** Forgets a ticket that the backend no longer knows; a newer one stays. */
  drop(credentials: UserCredentials, ticket: string): void;
}

/** How the cache is made. */
export interface TicketCacheOptions {
  readonly signIn: SignIn;
  readonly now: () => number;
  readonly keyOf: (...texts: string[]) => string;
  readonly onSignIn?: (result: SignInResult) => void;
  readonly onSessionsKept?: (count: number) => void;
}

/**
 * Milliseconds a ticket is kept. NetServer renews its six hours at each use, so that most live longer; one that does not is
 * known by the backend's saying so.
 */
const KEPT_MS = 5.5 * 3600 * 1000;
/** Tickets kept at a time; beyond it the longest unused one goes. */
const TICKETS_MAX = 10_000;

/** Makes an empty cache. Refusals are not kept: a password may have been changed to the one that was sent. */
export function createTicketCache({ signIn, now, keyOf, onSignIn, onSessionsKept }: TicketCacheOptions): TicketCache {
  const kept = new Map<string, { readonly ticket: string; readonly untilMs: number }>();
  const pending = new Map<string, Promise<SignInOutcome>>();
  const identityOf = ({ userName, password }: UserCredentials): string => keyOf('basic', userName, password);

  const keep = (key: string, ticket: string): void => {
    kept.delete(key);
    kept.set(key, { ticket, untilMs: now() + KEPT_MS });
    const [oldest] = kept.keys();
    if (kept.size > TICKETS_MAX && oldest !== undefined) kept.delete(oldest);
    onSessionsKept?.(kept.size);
  };

  const exchange = async (key: string, credentials: UserCredentials, headers: HttpHeaders): Promise<SignInOutcome> => {
    const outcome = await signIn(credentials, headers);
    onSignIn?.(outcome.kind);
    if (outcome.kind === 'ok') keep(key, outcome.ticket);
    return outcome;
  };

  return {
    async ticketFor(credentials, httpHeaders) {
      const key = identityOf(credentials);
      const known = kept.get(key);
      if (known !== undefined && now() < known.untilMs) {
        kept.delete(key);
        kept.set(key, known); // now the last in line
        return { kind: 'ok', ticket: known.ticket };
      }
      const running = pending.get(key);
      if (running !== undefined) return running;
      const started = exchange(key, credentials, httpHeaders).finally(() => pending.delete(key));
      pending.set(key, started);
      return started;
    },
    drop(credentials, ticket) {
      const key = identityOf(credentials);
      if (kept.get(key)?.ticket !== ticket) return;
      kept.delete(key);
      onSessionsKept?.(kept.size);
    },
  };
}

/** A keyed hash whose key lives and dies with this process: what it gives cannot be turned back, or compared elsewhere. */
export function createKeyOf(): (...texts: string[]) => string {
  const key = randomBytes(32);
  return (...texts) => createHmac('sha256', key).update(JSON.stringify(texts)).digest('base64url');
}
