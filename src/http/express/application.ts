import express, { type Express } from 'express';
import type { Store } from 'express-rate-limit';
import type { GatewayConfig } from '../../config/gateway-config.ts';
import type { HandleExchange } from '../../gateway/exchange.ts';
import type { Instruments } from '../../observability/instruments.ts';
import type { Log } from '../../observability/logger.ts';
import { createCallerKey } from '../caller-key.ts';
import { securityHeaders } from '../security-headers.ts';
import { answerExchanges } from './adapter.ts';
import { beginExchange } from './middleware/begin-exchange.ts';
import { allowOrigins } from './middleware/cors.ts';
import { answerFailure } from './middleware/failure.ts';
import { limitRate } from './middleware/rate-limit.ts';

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
  /** Where requests are counted; absent: in this process alone. */
  readonly rateLimitStore?: Store;
}

/** Paths of probes and scrapes: never limited, and logged only when they fail. */
const PROBES: ReadonlySet<string> = new Set(['/health/live', '/health/ready', '/metrics']);

/** Express with every middleware in its place; one line for each. */
export function createApplication(options: ApplicationOptions): Express {
  const { config, instruments, log, isDraining, rateLimitStore: store } = options;
  const application = express();
  application.disable('x-powered-by');
  application.disable('etag');
  application.set('query parser', false);
  application.set('trust proxy', config.trustProxy);

  application.use(beginExchange(securityHeaders(), { instruments, log, quietRoutes: PROBES }, isDraining));
  if (config.corsOrigins.length > 0) application.use(allowOrigins(config.corsOrigins));
  if (config.rateLimit !== undefined) {
    const shared = store === undefined ? {} : { store };
    const callerKey = createCallerKey();
    application.use(
      limitRate({ settings: config.rateLimit, callerKey, instruments, unlimitedPaths: PROBES, ...shared }),
    );
  }
  application.use(answerExchanges(options.current, config.limits.requestBodyBytes));
  application.use(answerFailure);
  return application;
}
