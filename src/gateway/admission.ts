import type { InboundAuth } from '../auth/inbound/authenticate.ts';
import type { GatewayRequest } from './exchange.ts';
import { makeProblem, type Problem } from './problem.ts';
import type { HttpRule } from './rule/http-rule.ts';

/** A request that may go on, or why it may not. */
export type Admission =
  | {
      /** Without the header by which the gateway knew its caller: that one is not for backends. */
      readonly request: GatewayRequest;
      readonly callerId: string;
    }
  | { readonly problem: Problem };

/** Lets a request to a route in, or not. Before its body is looked at. */
export type Admit = (request: GatewayRequest, rule: Pick<HttpRule, 'scopes'>) => Promise<Admission>;

/** Admission by the gateway's own sign-in: 401 without, 403 without the scopes that the route wants, all of them. */
export function createAdmission(auth: InboundAuth): Admit {
  return async (request, { scopes = [] }) => {
    const result = await auth.authenticate(request.headers);
    switch (result.kind) {
      case 'absent':
        return { problem: unauthenticated('The gateway wants to know its callers: sign in.', auth.challenge()) };
      case 'refused':
        return { problem: unauthenticated(result.detail, auth.challenge('invalid_token')) };
      case 'unavailable': {
        const { detail } = result;
        const headers = { 'Retry-After': '5' };
        return { problem: makeProblem('backend-unavailable', { detail, outcome: 'not-executed', headers }) };
      }
      case 'caller': {
        const { caller, usedHeader } = result;
        const missing = scopes.filter((scope) => !caller.scopes.has(scope));
        if (missing.length > 0) return { problem: forbidden(missing, auth.challenge('insufficient_scope', scopes)) };
        const { [usedHeader]: _used, ...headers } = request.headers;
        return { request: { ...request, headers }, callerId: caller.id };
      }
    }
  };
}

function unauthenticated(detail: string, challenge: string): Problem {
  return makeProblem('unauthenticated', {
    detail,
    outcome: 'not-executed',
    headers: { 'WWW-Authenticate': challenge },
  });
}

function forbidden(missing: readonly string[], challenge: string): Problem {
  const detail = `This route wants the scope ${missing.join(', ')}.`;
  return makeProblem('forbidden', { detail, outcome: 'not-executed', headers: { 'WWW-Authenticate': challenge } });
}
