import type { Contract } from './app/contract.ts';
import { type AppEnvironment, createApp } from './app/create-app.ts';
import { createKnownSecrets } from './app/known-secrets.ts';
import { openApiDocument } from './app/openapi-document.ts';
import { settingsThatNeedRestart } from './app/settings-that-need-restart.ts';
import { openSharedState } from './app/shared-state.ts';
import type { GatewayConfig } from './config/gateway-config.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { Change } from './diff/change.ts';
import { diffDocuments, hasBreakingChange } from './diff/diff-documents.ts';
import type { HandleExchange } from './gateway/exchange.ts';
import { createGateway } from './gateway/invoke.ts';
import { bornClasses } from './http/born-classes.ts';
import { createApplication } from './http/express/application.ts';
import { metricsRoute } from './http/own/metrics.ts';
import { withOwnRoutes } from './http/own-route.ts';
import { type RunningServer, startServer } from './http/server.ts';
import { createHealth } from './observability/health.ts';
import { inTurns, type Steps } from './openapi/steps.ts';

/** What became of a reload. */
export interface ReloadResult {
  /** `refused`: what was served before is served still; the diagnostics say why. */
  readonly result: 'done' | 'refused';
  readonly diagnostics: readonly Diagnostic[];
  /** What changes for callers. */
  readonly changes: readonly Change[];
  /** Settings that differ and keep their old value until the process starts anew. */
  readonly needRestart: readonly string[];
}

/** A gateway that listens. */
export interface RunningGateway {
  /** Where it can be reached from this machine. */
  readonly url: string;
  /** Where the metrics are, when they have a port of their own. */
  readonly metricsUrl?: string;
  /** What is served at present. */
  contract(): Contract;
  /**
   * Compiles another configuration aside and, when it is in order, serves it from the next request on.
   * @param secrets - texts of it that must never be shown
   */
  reload(config: GatewayConfig, secrets: readonly string[]): Promise<ReloadResult>;
  /** Not ready from now on; finishes what runs, within the configured time. @returns false when requests were cut off */
  stop(): Promise<boolean>;
}

/**
 * Starts all that a configuration names. The gateway is absent when it must not start: the diagnostics say why.
 * @throws {Error} with the system's code when an address cannot be bound
 */
export async function startGateway(
  config: GatewayConfig,
  environment: AppEnvironment,
): Promise<{ readonly gateway?: RunningGateway; readonly diagnostics: readonly Diagnostic[] }> {
  const health = createHealth();
  const shared = await openSharedState(config, environment);
  const { app: first, diagnostics } = await createApp(config, { ...environment, health, shared });
  if (first === undefined) {
    await shared.close();
    return { diagnostics };
  }
  let app = first;
  const secrets = createKnownSecrets(environment.secrets ?? []);

  const servers: RunningServer[] = [];
  const stop = async () => {
    health.set('draining');
    const drained = await Promise.all(servers.map((server) => server.stop(config.server.drainMs)));
    await app.close();
    await shared.close();
    return drained.every((isDrained) => isDrained);
  };
  const serve = async (current: () => HandleExchange, at: { host: string; port: number }, settings: GatewayConfig) => {
    const { metrics, log, tracing } = environment;
    const isDraining = () => health.state === 'draining';
    const { instruments } = metrics;
    const application = createApplication({
      current,
      config: settings,
      instruments,
      log,
      isDraining,
      routeClass: (method, path) => app.routeClass(method, path),
      callerKey: shared.callerKey,
      ...(shared.rateStoreFor === undefined ? {} : { rateStoreFor: shared.rateStoreFor }),
      tracing,
      secrets: secrets.texts,
      apiKeys: () => app.apiKeys,
      secretHeaders: () => app.secretHeaders,
      isSecret: () => app.contract.isSecret,
    });
    const server = await startServer(application, at, config.server, bornClasses(application));
    servers.push(server);
    return server.url;
  };
  const reload = async (next: GatewayConfig, nextSecrets: readonly string[]): Promise<ReloadResult> => {
    const created = await createApp(next, { ...environment, health, shared });
    const needRestart = settingsThatNeedRestart(config, next);
    const { diagnostics: found, app: latest } = created;
    if (latest === undefined) return { result: 'refused', diagnostics: found, changes: [], needRestart };
    const changes = await inTurns(changesForCallers(app.contract, latest.contract));
    if (next.reload.breaking === 'refuse' && hasBreakingChange(changes)) {
      await latest.close();
      return { result: 'refused', diagnostics: found, changes, needRestart };
    }
    secrets.add(nextSecrets);
    const replaced = app;
    app = latest;
    void replaced.close();
    return { result: 'done', diagnostics: found, changes, needRestart };
  };

  try {
    const url = await serve(() => app.exchange, config.listen, config);
    const { host, port } = config.metrics;
    const addresses = { url };
    if (port !== undefined) {
      const scrapes = withOwnRoutes(createGateway(NOTHING), [metricsRoute(environment.metrics)]);
      const settings = { ...config, rateLimit: undefined, corsOrigins: [] };
      Object.assign(addresses, { metricsUrl: await serve(() => scrapes, { host, port }, settings) });
    }
    health.set('ready');
    return { gateway: { ...addresses, contract: () => app.contract, reload, stop }, diagnostics };
  } catch (error) {
    await stop();
    throw error;
  }
}

function* changesForCallers(running: Contract, latest: Contract): Steps<readonly Change[]> {
  const before = yield* openApiDocument(running, '');
  return yield* diffDocuments(before, yield* openApiDocument(latest, ''));
}

/** No route to a backend. */
const NOTHING = { rules: [], profiles: new Map(), headerBlocks: new Map(), faultStatus: new Map(), jsonDepthMax: 1 };
