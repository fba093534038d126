import { dirname, resolve } from 'node:path';
import type { Location } from '../diagnostics/location.ts';
import type { SettingLocations } from './document.ts';
import type {
  BackendConfig,
  GatewayConfig,
  InboundAuthConfig,
  ProfileConfig,
  RateLimitConfig,
  SecurityConfig,
} from './gateway-config.ts';
import type { HttpMethod, RouteSettings } from './route-settings.ts';
import type { ConfigFile } from './schema.ts';

/** The checked file in the terms of the program: units in names, absolute paths, locations kept. */
export function toGatewayConfig(file: ConfigFile, path: string, locations: SettingLocations): GatewayConfig {
  const folder = dirname(path);
  return {
    listen: file.listen,
    metrics: withoutUndefined(file.metrics),
    backends: Object.entries(file.backends).map(([name, backend]) => toBackend(name, backend, folder, locations)),
    expose: file.services.expose,
    exposeScopes: file.services.scopes,
    auth: file.auth === undefined ? undefined : toInboundAuth(file.auth),
    routes: file.routes.map((route, index) => toRoute(route, index, locations)),
    profileRoutes: file.profileRoutes,
    rateLimit: file.rateLimit === 'off' ? undefined : toRateLimit(file.rateLimit),
    idempotency: {
      keepMs: file.idempotency.keep,
      entries: file.idempotency.entries,
      bytes: file.idempotency.bytes,
    },
    redis: file.redis === undefined ? undefined : withoutUndefined(file.redis),
    limits: {
      requestBodyBytes: file.limits.requestBody,
      replyBytes: file.limits.reply,
      depth: file.limits.depth,
      attributes: file.limits.attributes,
      elements: file.limits.elements,
    },
    server: {
      headersTimeoutMs: file.server.headersTimeout,
      requestTimeoutMs: file.server.requestTimeout,
      keepAliveTimeoutMs: file.server.keepAliveTimeout,
      drainMs: file.server.drain,
    },
    naming: file.naming,
    modelCache: file.modelCache === undefined ? undefined : resolve(folder, file.modelCache),
    log: file.log,
    reload: file.reload,
    tracing: file.tracing,
    corsOrigins: file.cors.origins,
    trustProxy: file.trustProxy,
    docs: file.docs,
    dryRun: file.dryRun,
    secretNames: file.secretNames,
  };
}

function toBackend(
  name: string,
  backend: ConfigFile['backends'][string],
  folder: string,
  locations: SettingLocations,
): BackendConfig {
  const at = ['backends', name];
  const { timeouts, circuitBreaker, retry } = backend;
  return {
    name,
    location: locations.ofKey(at),
    wsdl: backend.wsdl.map((source) => (/^https?:\/\//.test(source) ? source : resolve(folder, source))),
    ...withoutUndefined({ endpoint: backend.endpoint, portName: backend.portName }),
    profile: toProfile(backend.profile, locations.ofValue([...at, 'profile'])),
    headers: Object.entries(backend.headers).map(([block, value]) => ({
      name: block,
      value,
      location: locations.ofKey([...at, 'headers', block]),
    })),
    httpHeaders: backend.httpHeaders,
    timeouts: {
      connectMs: timeouts.connect,
      totalMs: timeouts.total,
      ...withoutUndefined({ headersMs: timeouts.headers, bodyMs: timeouts.body }),
      operations: Object.entries(timeouts.operations).map(([pattern, { total, headers, body }]) => ({
        pattern,
        ...withoutUndefined({ totalMs: total, headersMs: headers, bodyMs: body }),
      })),
    },
    concurrency: backend.concurrency,
    retry: { attempts: retry.attempts, delayMs: retry.delay, delayMaxMs: retry.delayMax },
    circuitBreaker: {
      failureShare: circuitBreaker.failureShare,
      window: circuitBreaker.window,
      callsMin: circuitBreaker.callsMin,
      openMs: circuitBreaker.open,
    },
    security: withoutUndefined(backend.security) as SecurityConfig,
    tls: withoutUndefined(backend.tls),
    catalog: new Map(Object.entries(backend.catalog).map(([location, target]) => [location, resolve(folder, target)])),
    faultStatus: new Map(Object.entries(backend.faultStatus)),
  };
}

function toRateLimit({
  window: windowMs,
  limit,
  failedSignIns,
  classes,
}: Exclude<ConfigFile['rateLimit'], 'off'>): RateLimitConfig {
  return {
    windowMs,
    limit,
    failedSignIns,
    classes: Object.entries(classes).map(([name, { operations, limit: own, window }]) => ({
      name,
      operations,
      limit: own,
      windowMs: window ?? windowMs,
    })),
  };
}

function toInboundAuth({ apiKeys, jwt }: NonNullable<ConfigFile['auth']>): InboundAuthConfig {
  if (jwt === undefined) return withoutUndefined({ apiKeys });
  const { clockSkew, ...rest } = jwt;
  return withoutUndefined({ apiKeys, jwt: { ...rest, clockSkewMs: clockSkew } });
}

function toProfile(profile: ConfigFile['backends'][string]['profile'], location: Location): ProfileConfig {
  if (profile === 'none') return { name: 'none', signIn: 'optional', revealSecrets: false, location };
  return { ...withoutUndefined(profile), location };
}

function toRoute(route: ConfigFile['routes'][number], index: number, locations: SettingLocations): RouteSettings {
  const at = ['routes', index];
  const memberLocations: Record<string, Location> = {};
  for (const name of Object.keys(route)) memberLocations[name] = locations.ofValue([...at, name]);
  for (const name of Object.keys(route.constants ?? {})) {
    memberLocations[`constants.${name}`] = locations.ofKey([...at, 'constants', name]);
  }
  const { get, post, put, patch, delete: remove, response_body: responseBody, cache: cacheMs, ...rest } = route;
  const deprecation = route.deprecation && withoutUndefined(route.deprecation);
  const [method, path] = chosenMethod({ GET: get, POST: post, PUT: put, PATCH: patch, DELETE: remove });
  memberLocations.path = memberLocations[method.toLowerCase()] ?? locations.ofValue(at);
  return {
    ...withoutUndefined({ ...rest, responseBody, cacheMs, deprecation }),
    method,
    path,
    location: locations.ofValue(at),
    memberLocations,
  };
}

/** The schema has made sure that there is one. */
function chosenMethod(paths: Readonly<Record<HttpMethod, string | undefined>>): [HttpMethod, string] {
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    const path = paths[method];
    if (path !== undefined) return [method, path];
  }
  throw new Error('a route without a method passed the schema');
}

/** The same members, without those that are undefined: `exactOptionalPropertyTypes` tells them from absent ones. */
function withoutUndefined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
