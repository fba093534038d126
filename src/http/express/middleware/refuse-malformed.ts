import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { answerProblem } from '../../../gateway/answer-problem.ts';
import { makeProblem, type Problem } from '../../../gateway/problem.ts';
import { recordOf, sendAnswer } from '../../exchange-record.ts';

/**
 * Refuses several `Host` headers (400), and what Node itself would refuse with an empty body: no `Host` (400), an `Expect`
 * that nobody here meets (417).
 */
export const refuseMalformed: RequestHandler = (request, response, next) => {
  const problem = problemOf(request);
  if (problem === undefined) return next();
  sendAnswer(request, response, answerProblem(problem, recordOf(response)));
};

function problemOf({ rawHeaders, headers: { expect }, httpVersion }: IncomingMessage): Problem | undefined {
  const hosts = countHosts(rawHeaders);
  // RFC 9112 §3.2: a server MUST answer 400. A proxy in front may have gone by another one.
  if (hosts > 1) return badHost('There is more than one Host header.');
  // HTTP/1.0 has neither header
  if (httpVersion !== '1.1') return undefined;
  if (hosts === 0) return badHost('The Host header is missing.');
  // RFC 9110 §10.1.1
  if (expect === undefined || /^100-continue$/i.test(expect)) return undefined;
  return makeProblem('bad-request', { detail: 'Of the Expect header only 100-continue is known.' }, 417);
}

function badHost(detail: string): Problem {
  return makeProblem('bad-request', { detail, headers: { Connection: 'close' } });
}

/** Of several Node keeps the first; names and values in turn are as they were sent. */
function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}
