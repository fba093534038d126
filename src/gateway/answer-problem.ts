import type { ExchangeLog, GatewayRequest, GatewayResponse } from './exchange.ts';
import { PROBLEM_MEDIA_TYPE, type Problem, renderProblem } from './problem.ts';

/** The answer that carries a problem. @param names - what metrics and log are to say beside it */
export function answerProblem(
  problem: Problem,
  { requestId }: Pick<GatewayRequest, 'requestId'>,
  names: AnswerNames = {},
): GatewayResponse {
  return {
    status: problem.status,
    headers: { 'Cache-Control': 'no-store', ...problem.headers, 'Content-Type': PROBLEM_MEDIA_TYPE },
    body: renderProblem(problem, requestId),
    ...names,
    // Problems without an outcome did not come from calling a backend.
    ...(problem.outcome === undefined || problem.outcome === 'not-executed' ? { isUnexecuted: true } : {}),
    log: { ...names.log, problem: problem.slug },
  };
}

/** What metrics and log say of every answer of a route. */
export interface AnswerNames {
  readonly route?: string | undefined;
  readonly log?: ExchangeLog | undefined;
}
