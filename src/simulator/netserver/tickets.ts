import { randomBytes } from 'node:crypto';
import type { Associate } from './associates.ts';

/** Milliseconds for which a ticket is valid after its last use. */
export const TICKET_LIFETIME_MS = 6 * 60 * 60 * 1000;

/** Tickets in force. */
export interface Tickets {
  /** A new ticket, `7T:…`, that stands for the associate. */
  issue(associate: Associate): string;
  /** Whom a ticket stands for; each use renews it in full. Undefined when it is unknown or has expired. */
  use(ticket: string): Associate | undefined;
  /** Makes every ticket invalid, as a restart of the server with a new key does. */
  revokeAll(): void;
}

/** @param now - milliseconds of a clock that never goes back */
export function createTickets(now: () => number): Tickets {
  const inForce = new Map<string, { readonly associate: Associate; readonly expires: number }>();
  return {
    issue(associate) {
      const ticket = `7T:${randomBytes(30).toString('base64')}`;
      inForce.set(ticket, { associate, expires: now() + TICKET_LIFETIME_MS });
      return ticket;
    },
    use(ticket) {
      const found = inForce.get(ticket);
      if (found === undefined) return undefined;
      if (found.expires <= now()) {
        inForce.delete(ticket);
        return undefined;
      }
      inForce.set(ticket, { associate: found.associate, expires: now() + TICKET_LIFETIME_MS });
      return found.associate;
    },
    revokeAll: () => inForce.clear(),
  };
}
