import express, { type Express } from 'express';
import type { ApiKeys } from '../../auth/inbound/api-key.ts';
import { type IsSecret, isSecretByDefault } from '../../auth/redact.ts';
import type { GatewayConfig } from '../../config/gateway-config.ts';
import type { HandleExchange } from '../../gateway/exchange.ts';
import type { RouteClass } from '../../gateway/route-class.ts';
import type { Instruments } from '../../observability/instruments.ts';
import type { Log } from '../../observability/logger.ts';
import type { Tracing } from '../../observability/tracing.ts';
import { type CallerKey, createCallerKey } from '../caller-key.ts';
import { securityHeaders } from '../security-headers.ts';
import { answerExchanges } from './adapter.ts';
import { beginExchange } from './middleware/begin-exchange.ts';
import { allowOrigins } from './middleware/cors.ts';
import { limitFailedSignIns } from './middleware/failed-sign-ins.ts';
import { answerFailure } from './middleware/failure.ts';
import { limitRate, type RateLimitOptions } from './middleware/rate-limit.ts';
import { refuseMalformed } from './middleware/refuse-malformed.ts';

/** What the HTTP side of the gateway is made of. */
export interface ApplicationOptions {
  /** Asked for each request. */
  readonly current: () => HandleExchange;
  readonly config: Pick<GatewayConfig, 'rateLimit' | 'corsOrigins' | 'trustProxy'> & {
    readonly limits: Pick<GatewayConfig['limits'], 'requestBodyBytes'>;
  };
  readonly instruments: Instruments;
  readonly log: Log;
  readonly isDraining: () => boolean;
  readonly tracing: Tracing | undefined;
  /** Texts of the configuration that must never be shown; asked for whenever something is. */
  readonly secrets: () => readonly string[];
  /** Names of request headers whose texts must never be shown, in lower case, beside those that always hold credentials. */
  readonly secretHeaders?: () => readonly string[];
  /** Names of what a message holds whose texts must never be shown; absent: the usual ones. Asked for each request. */
  readonly isSecret?: () => IsSecret;
  /** Which class a request counts in; absent: none does. */
  readonly routeClass?: RouteClass;
  /** Where a policy of the rate limit counts; absent: in this process alone. */
  readonly rateStoreFor?: RateLimitOptions['storeFor'];
  /** Keys that callers of the gateway have; absent: none. Asked for each request. */
  readonly apiKeys?: () => ApiKeys | undefined;
  /** Names callers; replicas that count together share it. */
  readonly callerKey?: CallerKey;
}

/** Paths of probes and scrapes: never limited, and logged only when they fail. */
const PROBES: ReadonlySet<string> = new Set(['/health/live', '/health/ready', '/metrics']);

/** Express with every middleware in its place; one line for each. */
export function createApplication(options: ApplicationOptions): Express {
  const { config, instruments, log, isDraining, tracing, rateStoreFor, secretHeaders = () => [] } = options;
  const application = express();
  application.disable('x-powered-by');
  application.disable('etag');
  application.set('query parser', false);
  application.set('trust proxy', config.trustProxy);

  application.use(beginExchange(securityHeaders(), { instruments, log, quietRoutes: PROBES }, isDraining, tracing));
  application.use(refuseMalformed);
  if (config.corsOrigins.length > 0) application.use(allowOrigins(config.corsOrigins));
  if (config.rateLimit !== undefined) {
    application.use(limitFailedSignIns(config.rateLimit, secretHeaders, instruments));
    application.use(
      limitRate({
        settings: config.rateLimit,
        callerKey: options.callerKey ?? createCallerKey(),
        apiKeys: options.apiKeys ?? (() => undefined),
        instruments,
        unlimitedPaths: PROBES,
        routeClass: options.routeClass ?? (() => undefined),
        ...(rateStoreFor === undefined ? {} : { storeFor: rateStoreFor }),
      }),
    );
  }
  const isSecret = options.isSecret ?? (() => isSecretByDefault);
  application.use(
    answerExchanges(options.current, config.limits.requestBodyBytes, options.secrets, secretHeaders, isSecret),
  );
  application.use(answerFailure);
  return application;
}
