import { setTimeout as pause } from 'node:timers/promises';
import type { HttpHeaders } from '../gateway/header-blocks.ts';
import type { SharedSessions, SignInResult } from '../gateway/profile.ts';
import { SharedMemoryUnavailable } from '../resilience/shared/shared-memory.ts';
import type { SignIn, SignInOutcome, UserCredentials } from './sign-in.ts';

/** A ticket and how long it may be kept, in milliseconds since the epoch; or why there is none. */
export type KeptTicket =
  | { readonly kind: 'ok'; readonly ticket: string; readonly untilMs: number }
  | Exclude<SignInOutcome, { readonly kind: 'ok' }>;

/** Gets tickets that are not at hand. */
export interface TicketExchange {
  /** @param key - stands for the credentials, without telling them */
  exchange(key: string, credentials: UserCredentials, httpHeaders: HttpHeaders): Promise<KeptTicket>;
  /** The backend no longer knows this ticket: nobody is to be given it. */
  forget(key: string, ticket: string): Promise<void>;
}

/**
 * Milliseconds a ticket is kept. NetServer renews its six hours at each use, so that most live longer; one that does not is
 * known by the backend's saying so.
 */
const KEPT_MS = 5.5 * 3600 * 1000;

/** Signs in for this process alone. */
export function createOwnExchange(
  signIn: SignIn,
  now: () => number,
  onSignIn: (result: SignInResult) => void = () => undefined,
): TicketExchange {
  return {
    async exchange(_key, credentials, httpHeaders) {
      const outcome = await signIn(credentials, httpHeaders);
      onSignIn(outcome.kind);
      return outcome.kind === 'ok' ? { ...outcome, untilMs: now() + KEPT_MS } : outcome;
    },
    forget: async () => undefined,
  };
}

/** Milliseconds that one replica's sign-in may take before another goes ahead by itself. */
const TURN_MS = 30_000;
/** Milliseconds between two looks at what another replica has got. */
const LOOK_MS = 50;

/**
 * Signs in once for all replicas: one takes the turn, the others wait for its ticket. A replica that cannot reach what they
 * share signs in by itself.
 */
export function createSharedExchange(
  own: TicketExchange,
  { memory }: SharedSessions,
  now: () => number,
): TicketExchange {
  const ticketKey = (key: string): string => `ticket:${key}`;
  const turnKey = (key: string): string => `sign-in:${key}`;

  const kept = async (key: string): Promise<KeptTicket | undefined> => {
    const text = await memory.get(ticketKey(key));
    return text === undefined ? undefined : (JSON.parse(text) as KeptTicket);
  };

  const takeTurn = async (key: string, credentials: UserCredentials, headers: HttpHeaders): Promise<KeptTicket> => {
    const turn = `${process.pid}.${now()}.${Math.random()}`;
    const waitUntilMs = performance.now() + TURN_MS;
    for (;;) {
      const present = await kept(key);
      if (present !== undefined) return present;
      const isMine = (await memory.putIfAbsent(turnKey(key), turn, TURN_MS)) === undefined;
      if (isMine || performance.now() > waitUntilMs) break;
      await pause(LOOK_MS);
    }
    // Between the look and the turn another may have been done.
    const present = await kept(key);
    const outcome = present ?? (await own.exchange(key, credentials, headers));
    if (present === undefined && outcome.kind === 'ok') {
      await memory.put(ticketKey(key), JSON.stringify(outcome), Math.max(1, outcome.untilMs - now()));
    }
    await memory.removeIf(turnKey(key), turn);
    return outcome;
  };

  return {
    async exchange(key, credentials, httpHeaders) {
      try {
        return await takeTurn(key, credentials, httpHeaders);
      } catch (error) {
        if (!(error instanceof SharedMemoryUnavailable)) throw error;
        return own.exchange(key, credentials, httpHeaders);
      }
    },
    async forget(key, ticket) {
      try {
        const present = await kept(key);
        if (present?.kind === 'ok' && present.ticket === ticket) {
          await memory.removeIf(ticketKey(key), JSON.stringify(present));
        }
      } catch (error) {
        if (!(error instanceof SharedMemoryUnavailable)) throw error;
      }
    },
  };
}
