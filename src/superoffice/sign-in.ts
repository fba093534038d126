import { backendErrorProblem } from '../gateway/backend-problem.ts';
import type { EncodeHeaderBlocks, HttpHeaders } from '../gateway/header-blocks.ts';
import { maskProblemWords } from '../gateway/mask-call.ts';
import type { ServedOperation } from '../gateway/operation.ts';
import { makeProblem, type Problem } from '../gateway/problem.ts';
import { type JsonObject, type JsonValue, setMember } from '../json/value.ts';
import { BackendError, type SoapReply } from '../soap/call.ts';
import { challenge } from './authorization.ts';
import { judgeReply } from './judge.ts';
import { jsonName, namingOf, wireMember, wireText } from './wire-names.ts';

/** Somebody's name and password. */
export interface UserCredentials {
  readonly userName: string;
  readonly password: string;
}

/** What signing in came to. `refused`: the credentials are wrong; `failed`: it cannot be told. Nothing else was executed. */
export type SignInOutcome =
  | { readonly kind: 'ok'; readonly ticket: string }
  | { readonly kind: 'refused' | 'failed'; readonly problem: Problem };

/** Exchanges credentials for a ticket. @param httpHeaders - of the request on whose behalf, for configured header blocks */
export type SignIn = (credentials: UserCredentials, httpHeaders: HttpHeaders) => Promise<SignInOutcome>;

/** Milliseconds that signing in may take beside what is configured for the backend. */
const SIGN_IN_MS = 30_000;

/**
 * Signs in at SoPrincipal.AuthenticateUsernamePassword. It is repeatable without harm: what it leaves behind is a ticket.
 * @param encodeHeaderBlocks - the configured ones, such as the application token
 */
export function createSignIn(operation: ServedOperation, encodeHeaderBlocks: EncodeHeaderBlocks): SignIn {
  const naming = namingOf(operation.codec.input, 'UserName');
  return async ({ userName, password }, httpHeaders) => {
    const input: JsonObject = {};
    setMember(input, jsonName('UserName', naming), userName);
    setMember(input, jsonName('Password', naming), password);
    const body = operation.codec.input.encode(input);
    const headers = encodeHeaderBlocks(httpHeaders, {});
    // Such as a character that XML cannot carry: no user has such a name.
    if (!body.ok) return refused(undefined);
    if (!headers.ok || operation.invoke === undefined) return failed(makeProblem('backend-error'));
    const secrets: string[] = [];
    let reply: SoapReply;
    try {
      reply = await operation.invoke({
        bodyXml: body.xml,
        headerXml: headers.xml,
        httpHeaders: {},
        // Others may wait for the same sign-in: no single caller's going away ends it.
        signal: AbortSignal.timeout(SIGN_IN_MS),
        deadlineMs: SIGN_IN_MS,
        safe: true,
        onCredentials: (text) => void secrets.push(text),
      });
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return failed(backendErrorProblem(error));
    }
    const verdict = judgeReply(operation, reply);
    if (verdict !== undefined) {
      const problem = maskProblemWords(verdict.problem, secrets);
      return problem.slug === 'unauthenticated' ? refused(problem.detail) : failed(problem);
    }
    if (reply.kind === 'output' && reply.unusable !== undefined) return failed(backendErrorProblem(reply.unusable));
    if (reply.kind === 'fault' || reply.httpStatus !== undefined) return failed(makeProblem('backend-error'));
    const ticket = ticketOf(reply.value);
    return ticket === undefined ? refused(undefined) : { kind: 'ok', ticket };
  };
}

/** The ticket in an answer of SoPrincipal's Authenticate… operations; undefined when the sign-in was refused. */
export function ticketOf(output: JsonValue | undefined): string | undefined {
  if (wireMember(output, 'AuthenticationSucceeded') !== true) return undefined;
  return wireText(wireMember(output, 'Credentials'), 'Ticket');
}

/** 401 for a wrong user name or password, without telling which. */
export function wrongCredentials(detail = 'The user name or the password is wrong.'): Problem {
  return makeProblem('unauthenticated', { detail, outcome: 'not-executed', headers: challenge(false) });
}

function refused(detail: string | undefined): SignInOutcome {
  return { kind: 'refused', problem: wrongCredentials(detail) };
}

/** Whatever became of the sign-in, the operation that was asked for has not been executed. */
function failed(problem: Problem): SignInOutcome {
  const detail = `The gateway could not sign in at the backend${problem.detail === undefined ? '.' : `: ${problem.detail}`}`;
  return { kind: 'failed', problem: { ...problem, detail, outcome: 'not-executed' } };
}
