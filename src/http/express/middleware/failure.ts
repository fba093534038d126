import type { ErrorRequestHandler } from 'express';
import { answerProblem } from '../../../gateway/answer-problem.ts';
import { makeProblem } from '../../../gateway/problem.ts';
import { asProblemRequest, sendAnswer } from '../../exchange-record.ts';

/** The last resort: a fault of the gateway becomes a problem; what happened is for the log alone. */
export const answerFailure: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const detail = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  sendAnswer(
    request,
    response,
    answerProblem(makeProblem('internal'), asProblemRequest(response), { log: { detail } }),
  );
};
