import type { GatewayConfig } from '../config/gateway-config.ts';
import type { BackendState } from '../gateway/backend-states.ts';
import { docsRoutes } from '../http/own/docs.ts';
import { healthRoutes } from '../http/own/health.ts';
import { type Landing, landingRoute } from '../http/own/landing.ts';
import { metricsRoute } from '../http/own/metrics.ts';
import { openApiRoutes } from '../http/own/openapi.ts';
import { problemRoutes } from '../http/own/problems.ts';
import type { OwnRoute } from '../http/own-route.ts';
import type { Health } from '../observability/health.ts';
import type { Metrics } from '../observability/instruments.ts';
import type { Contract } from './contract.ts';
import { docsSource } from './docs-source.ts';
import { openApiDocument } from './openapi-document.ts';

/** What the gateway's own routes need of the process. */
export interface OwnRoutesEnvironment {
  readonly metrics: Metrics;
  readonly health: Health;
  readonly version: string;
  readonly backends: () => readonly BackendState[];
  /** Further routes, such as the pages of the embedded mode. */
  readonly ownRoutes?: readonly OwnRoute[];
}

/** What the gateway answers itself: one line for each group of routes. */
export function ownRoutes(
  contract: Contract,
  config: GatewayConfig,
  { metrics, health, version, backends, ownRoutes: further = [] }: OwnRoutesEnvironment,
): readonly OwnRoute[] {
  return [
    ...healthRoutes(health),
    ...(config.metrics.port === undefined ? [metricsRoute(metrics)] : []),
    ...problemRoutes(),
    ...openApiRoutes({
      make: (service) =>
        openApiDocument(
          contract,
          version,
          service === undefined ? {} : { only: ({ rule }) => rule.operation.service === service },
        ),
      services: [...new Set(contract.rules.map(({ operation }) => operation.service))],
    }),
    ...(config.docs ? docsRoutes(docsSource(contract, version)) : []),
    landingRoute(landingOf(contract, config, version, further), backends),
    ...further,
  ];
}

function landingOf(
  { operations }: Contract,
  config: GatewayConfig,
  version: string,
  further: readonly OwnRoute[],
): Landing {
  return {
    version,
    services: new Set(operations.map(({ service }) => service)).size,
    operations: operations.length,
    links: {
      ...(config.docs ? { docs: '/docs' } : {}),
      ...(further.some(({ path }) => path === '/demo') ? { demo: '/demo' } : {}),
      openapi: '/openapi.json',
      ...(config.metrics.port === undefined ? { metrics: '/metrics' } : {}),
      ready: '/health/ready',
      problems: '/problems',
    },
  };
}
