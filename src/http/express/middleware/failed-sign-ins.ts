import type { RequestHandler } from 'express';
import { MemoryStore, type Options } from 'express-rate-limit';
import type { RateLimitConfig } from '../../../config/gateway-config.ts';
import { answerProblem } from '../../../gateway/answer-problem.ts';
import { makeProblem } from '../../../gateway/problem.ts';
import type { Instruments } from '../../../observability/instruments.ts';
import { addressKey } from '../../caller-key.ts';
import { asProblemRequest, recordOf, sendAnswer } from '../../exchange-record.ts';

const POLICY = 'failed-sign-ins';

/**
 * Puts off an address that fails to sign in again and again. The limit by caller does not stop guessing, since each guess is
 * another caller. Counted in this process alone: replicas multiply what may be guessed by their number and no more.
 * @param secretHeaders - names of headers that may hold what is guessed, in lower case, beside the usual ones
 */
export function limitFailedSignIns(
  { windowMs, failedSignIns }: RateLimitConfig,
  secretHeaders: () => readonly string[],
  instruments: Instruments,
): RequestHandler {
  const decisions = instruments.soapstone_rate_limit_decisions_total;
  const failures = new MemoryStore();
  failures.init({ windowMs } as Options);
  return (request, response, next) => {
    const names = ['authorization', 'x-api-key', ...secretHeaders()];
    const bringsCredentials = request.method === 'POST' || names.some((name) => request.headers[name] !== undefined);
    if (!bringsCredentials) return next();
    const key = addressKey(request.ip);
    void failures.get(key).then((known) => {
      if (known !== undefined && known.totalHits >= failedSignIns) {
        decisions.inc({ policy: POLICY, decision: 'refused' });
        const seconds = Math.max(1, Math.ceil(((known.resetTime?.getTime() ?? 0) - Date.now()) / 1000));
        const detail = `Too many sign-ins from this address have failed.`;
        const problem = makeProblem('rate-limited', { detail, headers: { 'Retry-After': String(seconds) } });
        return sendAnswer(request, response, answerProblem(problem, asProblemRequest(response)));
      }
      response.once('finish', () => {
        if (recordOf(response).answer?.status === 401) void failures.increment(key);
      });
      next();
    }, next);
  };
}
