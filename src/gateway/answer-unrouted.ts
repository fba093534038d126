import { answerProblem } from './answer-problem.ts';
import type { GatewayRequest, GatewayResponse } from './exchange.ts';
import { makeProblem } from './problem.ts';
import type { compileRouter } from './rule/match.ts';

/** The answer to a request that no rule takes: 400 for a path that is none, 404, 405, or the methods for OPTIONS. */
export function answerUnrouted(
  match: Exclude<ReturnType<ReturnType<typeof compileRouter>>, { kind: 'found' }>,
  request: GatewayRequest,
): GatewayResponse {
  if (match.kind === 'bad-path') {
    return answerProblem(makeProblem('bad-request', { detail: 'The path is not well-formed.' }), request);
  }
  if (match.kind === 'not-found') {
    return answerProblem(makeProblem('not-found', { detail: 'No route has this path.' }), request);
  }
  const headers = { Allow: match.allow.join(', ') };
  if (request.method === 'OPTIONS') return { status: 204, headers };
  const detail = `This path takes ${headers.Allow}.`;
  return answerProblem(makeProblem('method-not-allowed', { detail, headers }), request);
}
