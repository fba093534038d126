import { type ApiKeys, compileApiKeys } from '../auth/inbound/api-key.ts';
import type { GatewayConfig, InboundAuthConfig } from '../config/gateway-config.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Admit, createAdmission } from '../gateway/admission.ts';
import { createBackendStates } from '../gateway/backend-states.ts';
import type { HandleExchange } from '../gateway/exchange.ts';
import { sourceHeaders } from '../gateway/header-blocks.ts';
import { createGateway } from '../gateway/invoke.ts';
import type { Profile } from '../gateway/profile.ts';
import { createResponseCache } from '../gateway/response-cache.ts';
import { compileRouteClasses, type RouteClass } from '../gateway/route-class.ts';
import { type OwnRoute, withOwnRoutes } from '../http/own-route.ts';
import type { Health } from '../observability/health.ts';
import type { Metrics } from '../observability/instruments.ts';
import type { Log } from '../observability/logger.ts';
import type { Tracing } from '../observability/tracing.ts';
import { superofficeProfile } from '../superoffice/profile.ts';
import { observeCalls, observePolicies } from './backend-observers.ts';
import { connectBackend } from './connect-backend.ts';
import { type Contract, loadContract } from './contract.ts';
import { countExchanges } from './count-exchanges.ts';
import { ownRoutes } from './own-routes.ts';
import type { SharedState } from './shared-state.ts';

/** Every profile there is. */
export const profiles: readonly Profile[] = [superofficeProfile];

/** What a process has once, and what outlives a reload of the configuration. */
export interface AppEnvironment {
  readonly metrics: Metrics;
  readonly log: Log;
  readonly version: string;
  /** Told before each WSDL is loaded. */
  readonly onLoad?: ((source: string) => void) | undefined;
  /** Texts of the configuration that the process starts with which must never be shown. */
  readonly secrets?: readonly string[];
  /** Absent: no traces. */
  readonly tracing?: Tracing | undefined;
  /** Further routes of the gateway's own, such as the pages of the embedded mode. */
  readonly ownRoutes?: readonly OwnRoute[];
}

/** All that one configuration makes, without a socket of its own to callers: a reload makes another, and swaps. */
export interface App {
  readonly exchange: HandleExchange;
  readonly contract: Contract;
  /** Which class of the rate limit a request counts in. */
  readonly routeClass: RouteClass;
  /** Keys that callers of the gateway have; undefined: none. */
  readonly apiKeys: ApiKeys | undefined;
  /** Names of request headers whose texts must never be shown, in lower case: beside those that always hold credentials. */
  readonly secretHeaders: readonly string[];
  /** Ends the connections to the backends once the last call is done. */
  close(): Promise<void>;
}

/** The composition root: loads, connects and wires all that a configuration names. The app is absent when it must not start. */
export async function createApp(
  config: GatewayConfig,
  environment: AppEnvironment & { readonly health: Health; readonly shared: SharedState },
): Promise<{ readonly app?: App; readonly diagnostics: readonly Diagnostic[] }> {
  const { instruments } = environment.metrics;
  const { shared } = environment;
  const encoding = instruments.soapstone_codec_duration_seconds.series({ direction: 'encode' });
  const decoding = instruments.soapstone_codec_duration_seconds.series({ direction: 'decode' });
  const { contract, diagnostics } = await loadContract(config, {
    profiles,
    onLoad: environment.onLoad,
    keepModels: {
      version: environment.version,
      onOpen: (isWarm) => environment.log.debug({ folder: config.modelCache, isWarm }, 'kept model of the WSDLs'),
      onFailure: (error) =>
        environment.log.warn({ folder: config.modelCache, error: String(error) }, 'the model of the WSDLs is not kept'),
    },
    connect: (backend, operations, isVerified) =>
      connectBackend(backend, operations, config.limits, {
        ...observePolicies(backend.name, instruments),
        isVerified,
        tracing: environment.tracing,
        onDecode: (durationMs) => decoding.observe(durationMs / 1000),
        onUnknownElements: (service, _operation, count) =>
          instruments.soapstone_unknown_elements_total.inc({ backend: backend.name, service }, count),
      }),
    observe: (backend) => ({
      ...(shared.sessions === undefined ? {} : { shared: shared.sessions }),
      onSignIn: (result) => instruments.soapstone_sign_ins_total.inc({ backend, result }),
      onSessionsKept: (count) => instruments.soapstone_tickets_cached.set({ backend }, count),
    }),
  });
  if (contract === undefined) return { diagnostics };

  const states = createBackendStates(config.backends.map(({ name }) => name));
  const observe = observeCalls(instruments);
  const gateway = createGateway({
    ...contract,
    jsonDepthMax: config.limits.depth,
    onceOnly: shared.onceOnly,
    allowDryRun: config.dryRun,
    cache: createResponseCache(Date.now),
    vary: config.backends.flatMap(({ headers }) => sourceHeaders(headers)),
    ...(config.auth === undefined ? {} : { admit: await loadAdmission(config.auth) }),
    onCall: (record) => {
      states.observe(record);
      observe(record);
    },
    onEncode: (durationMs) => encoding.observe(durationMs / 1000),
  });
  const routes = ownRoutes(contract, config, { ...environment, backends: states.list });
  const { exchange, idle } = countExchanges(withOwnRoutes(gateway, routes));
  const close = async () => {
    await idle();
    await contract.close();
  };
  const routeClass = compileRouteClasses(contract.rules, config.rateLimit?.classes ?? []);
  const apiKeys = config.auth?.apiKeys && compileApiKeys(config.auth.apiKeys);
  const secretHeaders = secretHeadersOf(config, contract);
  return { app: { exchange, contract, routeClass, apiKeys, secretHeaders, close }, diagnostics };
}

/** Headers that fill what has the name of a secret, and the one with the API key. */
function secretHeadersOf({ backends, auth }: GatewayConfig, { isSecret }: Contract): readonly string[] {
  const sources = backends.flatMap(({ headers }) => sourceHeaders(headers, (names) => names.some(isSecret)));
  const keyHeader = auth?.apiKeys?.header;
  return (keyHeader === undefined ? sources : [...sources, keyHeader]).map((name) => name.toLowerCase());
}

/** What checks tokens is loaded only where callers sign in at the gateway. */
async function loadAdmission(settings: InboundAuthConfig): Promise<Admit> {
  const { createInboundAuth } = await import('../auth/inbound/authenticate.ts');
  return createAdmission(createInboundAuth(settings));
}
