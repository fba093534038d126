import type { RequestHandler } from 'express';
import { rateLimit, type Store } from 'express-rate-limit';
import type { ApiKeys } from '../../../auth/inbound/api-key.ts';
import type { RateLimitConfig } from '../../../config/gateway-config.ts';
import { answerProblem } from '../../../gateway/answer-problem.ts';
import { makeProblem } from '../../../gateway/problem.ts';
import type { RouteClass } from '../../../gateway/route-class.ts';
import type { Instruments } from '../../../observability/instruments.ts';
import type { CallerKey } from '../../caller-key.ts';
import { asProblemRequest, recordOf, sendAnswer } from '../../exchange-record.ts';

/** What the limit counts, and where. */
export interface RateLimitOptions {
  readonly settings: RateLimitConfig;
  readonly callerKey: CallerKey;
  readonly apiKeys: () => ApiKeys | undefined;
  readonly instruments: Instruments;
  /** Paths that are never limited: probes and scrapes. */
  readonly unlimitedPaths: ReadonlySet<string>;
  /** Which class a request counts in. */
  readonly routeClass: RouteClass;
  /** Where a policy counts; absent: in this process alone. `isShared` is false while it cannot reach the others. */
  readonly storeFor?: (policy: string) => Store & { readonly isShared: boolean };
}

/** Policy of requests to routes of no class. */
const POLICY = 'caller';

/**
 * Requests of one caller in a window, each class of routes by itself; what is left stands in `RateLimit`
 * (draft-ietf-httpapi-ratelimit-headers-08).
 */
export function limitRate(options: RateLimitOptions): RequestHandler {
  const { settings, routeClass, unlimitedPaths } = options;
  const all = limitPolicy(POLICY, settings, options);
  const byClass = new Map(settings.classes.map((one) => [one.name, limitPolicy(one.name, one, options)]));
  return (request, response, next) => {
    if (unlimitedPaths.has(request.path)) return next();
    const name = byClass.size === 0 ? undefined : routeClass(request.method, request.path);
    const limit = (name === undefined ? undefined : byClass.get(name)) ?? all;
    return limit(request, response, next);
  };
}

function limitPolicy(
  policy: string,
  { windowMs, limit: requestsMax }: Pick<RateLimitConfig, 'windowMs' | 'limit'>,
  { callerKey, apiKeys, instruments, storeFor }: RateLimitOptions,
): RequestHandler {
  const decisions = instruments.soapstone_rate_limit_decisions_total;
  const store = storeFor?.(policy);
  const count = (decision: string): void =>
    decisions.inc({ policy: store?.isShared === false ? `${policy}-local` : policy, decision });
  const limit = rateLimit({
    windowMs,
    limit: requestsMax,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: policy,
    validate: false, // reads the source of our functions for what they call, and they call it one function further
    keyGenerator: (request) => callerKey(request.headers, request.ip, apiKeys()),
    handler: (request, response) => {
      count('refused');
      const retryAfter = response.getHeader('Retry-After');
      const problem = makeProblem('rate-limited', {
        detail: `${requestsMax} requests are allowed in ${windowMs / 1000} s.`,
        ...(retryAfter === undefined ? {} : { headers: { 'Retry-After': String(retryAfter) } }),
      });
      sendAnswer(request, response, answerProblem(problem, asProblemRequest(response)));
    },
    ...(store === undefined ? {} : { store }),
  });
  return (request, response, next) => {
    void limit(request, response, (error?: unknown) => {
      if (error === undefined && recordOf(response).answer === undefined) count('passed');
      next(error);
    });
  };
}
