import { answerProblem } from './answer-problem.ts';
import { answerRoute } from './answer-route.ts';
import { answerUnrouted } from './answer-unrouted.ts';
import { compileRoute } from './compile-route.ts';
import type { HandleExchange } from './exchange.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { makeProblem } from './problem.ts';
import { compileRouter } from './rule/match.ts';

/**
 * The gateway without a server: a plain request to a plain response. The life of a request, with what each stage can answer:
 * route (400, 404, 405), admission (401, 403), Idempotency-Key (409, 422), Accept (406), body (415, 400), binding and schema (422), who calls (401), the call (what the backend
 * says, 502, 503, 504), the answer. Nothing is sent to a backend before the schema has been satisfied.
 */
export function createGateway(options: GatewayOptions): HandleExchange {
  const route = compileRouter(options.rules);
  const routes = new Map(options.rules.map((rule) => [rule, compileRoute(rule, options)]));

  return async (request) => {
    const match = route(request.method, request.path);
    if (match.kind !== 'found') return answerUnrouted(match, request);
    const compiled = routes.get(match.rule);
    if (compiled === undefined) {
      return answerProblem(makeProblem('internal'), request, { route: match.rule.template.display });
    }
    const { names } = compiled;
    request.onRoute?.(names);
    try {
      const admission = await options.admit?.(request, match.rule);
      if (admission !== undefined && 'problem' in admission) return answerProblem(admission.problem, request, names);
      const admitted = admission?.request ?? request;
      const callerId = admission?.callerId;
      const run = () => answerRoute(compiled, match.values, admitted, callerId, options);
      return await (options.onceOnly?.(admitted, match.rule, { callerId, vary: compiled.vary }, run) ?? run());
    } catch (error) {
      const detail = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
      return answerProblem(makeProblem('internal'), request, { ...names, log: { ...names.log, detail } });
    }
  };
}
