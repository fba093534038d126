import type { RequestHandler } from 'express';
import { rateLimit, type Store } from 'express-rate-limit';
import type { GatewayConfig } from '../../../config/gateway-config.ts';
import { answerProblem } from '../../../gateway/invoke.ts';
import { makeProblem } from '../../../gateway/problem.ts';
import type { Instruments } from '../../../observability/instruments.ts';
import type { CallerKey } from '../../caller-key.ts';
import { asProblemRequest, recordOf, sendAnswer } from '../../exchange-record.ts';

/** What the limit counts, and where. */
export interface RateLimitOptions {
  readonly settings: NonNullable<GatewayConfig['rateLimit']>;
  readonly callerKey: CallerKey;
  readonly instruments: Instruments;
  /** Paths that are never limited: probes and scrapes. */
  readonly unlimitedPaths: ReadonlySet<string>;
  /** Absent: in this process alone. */
  readonly store?: Store;
}

const POLICY = 'caller';

/** Requests of one caller in a window; what is left stands in `RateLimit` (draft-ietf-httpapi-ratelimit-headers-08). */
export function limitRate(options: RateLimitOptions): RequestHandler {
  const { settings, callerKey, instruments, unlimitedPaths, store } = options;
  const decisions = instruments.soapstone_rate_limit_decisions_total;
  const limit = rateLimit({
    windowMs: settings.windowMs,
    limit: settings.limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: POLICY,
    validate: false, // reads the source of our functions for what they call, and they call it one function further
    keyGenerator: (request) => callerKey(request.headers, request.ip),
    skip: (request) => unlimitedPaths.has(request.path),
    handler: (request, response) => {
      decisions.inc({ policy: POLICY, decision: 'refused' });
      const retryAfter = response.getHeader('Retry-After');
      const problem = makeProblem('rate-limited', {
        detail: `${settings.limit} requests are allowed in ${settings.windowMs / 1000} s.`,
        ...(retryAfter === undefined ? {} : { headers: { 'Retry-After': String(retryAfter) } }),
      });
      sendAnswer(request, response, answerProblem(problem, asProblemRequest(response)));
    },
    ...(store === undefined ? {} : { store }),
  });
  return (request, response, next) => {
    void limit(request, response, (error?: unknown) => {
      if (error === undefined && recordOf(response).answer === undefined) {
        decisions.inc({ policy: POLICY, decision: 'passed' });
      }
      next(error);
    });
  };
}
