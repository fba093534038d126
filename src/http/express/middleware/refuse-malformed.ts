import type { RequestHandler } from 'express';
import { answerProblem } from '../../../gateway/answer-problem.ts';
import { makeProblem, type Problem } from '../../../gateway/problem.ts';
import { recordOf, sendAnswer } from '../../exchange-record.ts';

/** Refuses what Node itself would refuse with an empty body: no `Host` (400), an `Expect` that nobody here meets (417). */
export const refuseMalformed: RequestHandler = (request, response, next) => {
  const { headers, httpVersion } = request;
  if (headers.host !== undefined && headers.expect === undefined) return next();
  // HTTP/1.0 has neither header
  const problem = httpVersion === '1.1' ? problemOf(headers.host, headers.expect) : undefined;
  if (problem === undefined) return next();
  sendAnswer(request, response, answerProblem(problem, recordOf(response)));
};

function problemOf(host: string | undefined, expect: string | undefined): Problem | undefined {
  // RFC 9112 §3.2: a server MUST answer 400 to an HTTP/1.1 request without it
  if (host === undefined) {
    return makeProblem('bad-request', { detail: 'The Host header is missing.', headers: { Connection: 'close' } });
  }
  // RFC 9110 §10.1.1
  if (expect === undefined || /^100-continue$/i.test(expect)) return undefined;
  return makeProblem('bad-request', { detail: 'Of the Expect header only 100-continue is known.' }, 417);
}
