import type { HttpHeaders } from '../gateway/header-blocks.ts';
import type { KeyedHash } from '../resilience/shared/keyed-hash.ts';
import type { SignInOutcome, UserCredentials } from './sign-in.ts';
import type { KeptTicket, TicketExchange } from './ticket-exchange.ts';

/** Tickets of callers that send their name and password with every request. */
export interface TicketCache {
  /** A ticket for the credentials: the one that is kept, else a new one. One exchange however many callers wait. */
  ticketFor(credentials: UserCredentials, httpHeaders: HttpHeaders): Promise<SignInOutcome>;
  /** Forgets a ticket that the backend no longer knows; a newer one stays. */
  drop(credentials: UserCredentials, ticket: string): Promise<void>;
}

/** How the cache is made. */
export interface TicketCacheOptions {
  readonly tickets: TicketExchange;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly keyOf: KeyedHash;
  readonly onSessionsKept?: (count: number) => void;
}

/** Tickets kept at a time; beyond it the longest unused one goes. */
const TICKETS_MAX = 10_000;

/** Makes an empty cache. Refusals are not kept: a password may have been changed to the one that was sent. */
export function createTicketCache({ tickets, now, keyOf, onSessionsKept }: TicketCacheOptions): TicketCache {
  const kept = new Map<string, KeptTicket & { readonly kind: 'ok' }>();
  const pending = new Map<string, Promise<SignInOutcome>>();
  const identityOf = ({ userName, password }: UserCredentials): string => keyOf('basic', userName, password);

  const exchange = async (key: string, credentials: UserCredentials, headers: HttpHeaders): Promise<SignInOutcome> => {
    const outcome = await tickets.exchange(key, credentials, headers);
    if (outcome.kind !== 'ok') return outcome;
    kept.delete(key);
    kept.set(key, outcome);
    const [oldest] = kept.keys();
    if (kept.size > TICKETS_MAX && oldest !== undefined) kept.delete(oldest);
    onSessionsKept?.(kept.size);
    return outcome;
  };

  return {
    async ticketFor(credentials, httpHeaders) {
      const key = identityOf(credentials);
      const known = kept.get(key);
      if (known !== undefined && now() < known.untilMs) {
        kept.delete(key);
        kept.set(key, known); // now the last in line
        return known;
      }
      const running = pending.get(key);
      if (running !== undefined) return running;
      const started = exchange(key, credentials, httpHeaders).finally(() => pending.delete(key));
      pending.set(key, started);
      return started;
    },
    async drop(credentials, ticket) {
      const key = identityOf(credentials);
      if (kept.get(key)?.ticket === ticket) {
        kept.delete(key);
        onSessionsKept?.(kept.size);
      }
      await tickets.forget(key, ticket);
    },
  };
}
