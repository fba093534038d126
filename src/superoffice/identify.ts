import type { HttpHeaders } from '../gateway/header-blocks.ts';
import type { ServedOperation } from '../gateway/operation.ts';
import { makeProblem, type Problem } from '../gateway/problem.ts';
import type { CallerIdentity, Identified } from '../gateway/profile.ts';
import { isJsonObject, type JsonObject, type JsonValue, member, setMember } from '../json/value.ts';
import type { KeyedHash } from '../resilience/shared/keyed-hash.ts';
import type { CancelSignal } from '../soap/cancel-signal.ts';
import { waitUnlessAborted } from '../soap/wait-unless-aborted.ts';
import { challenge, readAuthorization } from './authorization.ts';
import type { UserCredentials } from './sign-in.ts';
import type { TicketCache } from './ticket-cache.ts';
import { timeZoneBlock } from './time-zone.ts';
import { jsonName, type Naming } from './wire-names.ts';

/** What telling callers apart needs. */
export interface IdentifyOptions {
  readonly signIn: 'required' | 'optional';
  readonly naming: Naming;
  /** Undefined when SoPrincipal is not among the WSDLs: then nobody can be signed in. */
  readonly tickets: TicketCache | undefined;
  /** The gateway's own account. */
  readonly account: UserCredentials | undefined;
  /** The configured header block `Credentials`; undefined when there is none. */
  readonly configuredCredentials: JsonValue | undefined;
  readonly keyOf: KeyedHash;
}

/** {@link CallerIdentity}, or the 401 of a caller who must sign in. */
export type Identify = (
  operation: ServedOperation,
  httpHeaders: HttpHeaders,
  signal: CancelSignal,
) => Identified | Promise<Identified>;

/**
 * Who calls. The caller's own credentials come first, then the gateway's own account, then nobody, which is enough only where
 * sign-in is optional or the operation takes no ticket.
 */
export function createIdentify(options: IdentifyOptions): Identify {
  const { keyOf, naming } = options;
  const ticketName = jsonName('Ticket', naming);
  return (operation, httpHeaders, signal) => {
    const blocks: Record<string, JsonValue> = {};
    const zone = httpHeaders['so-timezone'];
    if (zone !== undefined && takesBlock(operation, 'TimeZone')) {
      const block = timeZoneBlock(zone, naming);
      if (block === undefined) return { problem: badTimeZone() };
      blocks.TimeZone = block;
    }
    const authorization = readAuthorization(httpHeaders.authorization);
    if (!takesTicket(operation)) return { headers: blocks };
    switch (authorization.kind) {
      case 'ticket':
        return new TicketHolder(authorization.ticket, withTicket(blocks, authorization.ticket, ticketName), keyOf);
      case 'basic': {
        const key = keyOf('basic', authorization.userName, authorization.password);
        return signedIn(options, authorization, blocks, { key }, httpHeaders, signal);
      }
      case 'unusable':
        return { problem: unauthenticated(authorization.detail) };
      case 'none':
        return withoutCredentials(options, blocks, httpHeaders, signal);
    }
  };
}

/** Hashed when somebody asks: most requests are over before anybody has. A class: a getter in an object is costly to make. */
class TicketHolder implements CallerIdentity {
  readonly headers: CallerIdentity['headers'];
  readonly #ticket: string;
  readonly #keyOf: KeyedHash;

  constructor(ticket: string, headers: CallerIdentity['headers'], keyOf: KeyedHash) {
    this.#ticket = ticket;
    this.headers = headers;
    this.#keyOf = keyOf;
  }

  get key(): string {
    return this.#keyOf('ticket', this.#ticket);
  }
}

async function withoutCredentials(
  options: IdentifyOptions,
  blocks: Record<string, JsonValue>,
  httpHeaders: HttpHeaders,
  signal: CancelSignal,
): Promise<Identified> {
  const { account, configuredCredentials, signIn } = options;
  if (isComplete(configuredCredentials, httpHeaders)) return { headers: blocks, sessionLost: OWN_SESSION_LOST };
  if (account !== undefined) {
    const own = await signedIn(options, account, blocks, { sessionLost: OWN_SESSION_LOST }, httpHeaders, signal);
    return 'problem' in own && own.problem.slug === 'unauthenticated' ? { problem: OWN_SIGN_IN_REFUSED } : own;
  }
  if (signIn === 'optional') return { headers: blocks };
  return { problem: unauthenticated('This operation needs a session: sign in, and send the ticket.') };
}

async function signedIn(
  { tickets, naming }: IdentifyOptions,
  credentials: UserCredentials,
  blocks: Record<string, JsonValue>,
  more: Pick<CallerIdentity, 'key' | 'sessionLost'>,
  httpHeaders: HttpHeaders,
  signal: CancelSignal,
): Promise<Identified> {
  if (tickets === undefined)
    return { problem: unauthenticated('User names and passwords are not taken here: send a ticket.') };
  const outcome = await waitUnlessAborted(tickets.ticketFor(credentials, httpHeaders), signal);
  if (outcome.kind !== 'ok') return { problem: outcome.problem };
  const { ticket } = outcome;
  return {
    ...more,
    headers: withTicket(blocks, ticket, jsonName('Ticket', naming)),
    secrets: [ticket],
    renew: async () => {
      await tickets.drop(credentials, ticket);
      return true;
    },
  };
}

const OWN_SESSION_LOST: Problem = makeProblem('backend-error', {
  detail: "The gateway's own session at the backend is not valid any longer.",
  outcome: 'not-executed',
});

const OWN_SIGN_IN_REFUSED: Problem = makeProblem('backend-error', {
  detail: "The backend does not accept the gateway's own user name and password.",
  outcome: 'not-executed',
});

/** True when the operation has a header block `Credentials`: all of NetServer's have, but SoPrincipal's. */
export function takesTicket(operation: ServedOperation): boolean {
  return takesBlock(operation, 'Credentials');
}

function takesBlock({ codec }: ServedOperation, name: string): boolean {
  return codec.inputHeaders.some((block) => block.name === name);
}

/** Adds to the blocks. */
function withTicket(blocks: Record<string, JsonValue>, ticket: string, name: string): Record<string, JsonValue> {
  const credentials: JsonObject = {};
  setMember(credentials, name, ticket);
  blocks.Credentials = credentials;
  return blocks;
}

/** True when a configured block has a value for this request: parts of it may come from HTTP headers. */
function isComplete(block: JsonValue | undefined, httpHeaders: HttpHeaders): boolean {
  if (block === undefined || block === null) return false;
  if (!isJsonObject(block)) return true;
  const from = member(block, 'from');
  if (typeof from === 'string' && Object.keys(block).length === 1) return httpHeaders[from.toLowerCase()] !== undefined;
  const members = Object.values(block);
  return members.length > 0 && members.every((one) => isComplete(one, httpHeaders));
}

function unauthenticated(detail: string): Problem {
  return makeProblem('unauthenticated', { detail, outcome: 'not-executed', headers: challenge(false) });
}

function badTimeZone(): Problem {
  const detail = 'SO-TimeZone takes a location code such as NO, or the number of a time zone.';
  return makeProblem('bad-request', { detail, outcome: 'not-executed' });
}
