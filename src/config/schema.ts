import { z } from 'zod';
import type { ConfigValue } from './gateway-config.ts';
import {
  count,
  duration,
  httpHeaderName,
  httpHeaderValue,
  port,
  proxyRange,
  settings,
  size,
  text,
  url,
} from './schema-atoms.ts';
import { inboundAuth } from './schema-auth.ts';

/**
 * The schema of the configuration file. Objects are strict: an unknown setting is an error. Each default of the program
 * stands here, and nowhere else.
 */

const configValue: z.ZodType<ConfigValue> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(configValue), z.record(z.string(), configValue)]),
);

const profile = z.union([
  z.literal('none'),
  settings({
    name: text.optional(),
    signIn: z.enum(['required', 'optional']).default('required'),
    revealSecrets: z.union([z.boolean(), z.literal('services')]).default(false),
    account: settings({ userName: text, password: z.string() }).optional(),
  }),
]);

const callTimes = { total: duration.optional(), headers: duration.optional(), body: duration.optional() };

const timeouts = settings({
  ...callTimes,
  connect: duration.prefault('2s'),
  total: duration.prefault('30s'),
  operations: z.record(text, settings(callTimes)).default({}),
});

const security = z.discriminatedUnion(
  'kind',
  [
    settings({ kind: z.literal('none') }),
    settings({ kind: z.literal('basic'), userName: text, password: z.string() }),
    settings({ kind: z.literal('bearer'), token: text }),
    settings({
      kind: z.literal('wsse'),
      userName: text,
      password: z.string(),
      passwordType: z.enum(['text', 'digest']).default('text'),
      timestamp: z.boolean().default(true),
    }),
    settings({
      kind: z.literal('oauth'),
      tokenUrl: url,
      clientId: text,
      clientSecret: text,
      scope: text.optional(),
      audience: text.optional(),
      authentication: z.enum(['basic', 'form']).default('basic'),
    }),
  ],
  {
    error: ({ input }) =>
      isNtlm(input)
        ? 'signing in by NTLM is not supported, since it signs in a connection and not a call: see docs/outbound-authentication.md'
        : undefined,
  },
);

function isNtlm(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'kind' in input && input.kind === 'ntlm';
}

const backend = settings({
  wsdl: z.union([text.transform((one) => [one]), z.array(text).min(1)]),
  endpoint: url.optional(),
  portName: text.optional(),
  profile: profile.prefault({}),
  headers: z.record(text, configValue).default({}),
  httpHeaders: z.record(httpHeaderName, httpHeaderValue).default({}),
  timeouts: timeouts.prefault({}),
  concurrency: settings({ inFlight: count.default(64), waiting: z.int().min(0).default(128) }).prefault({}),
  retry: settings({
    attempts: z.int().min(1).max(10).default(3),
    delay: duration.prefault('100ms'),
    delayMax: duration.prefault('2s'),
  }).prefault({}),
  circuitBreaker: settings({
    failureShare: z.number().gt(0).max(1).default(0.5),
    window: count.default(20),
    callsMin: count.default(10),
    open: duration.prefault('5s'),
  }).prefault({}),
  security: security.default({ kind: 'none' }),
  tls: settings({
    ca: text.optional(),
    cert: text.optional(),
    key: text.optional(),
    passphrase: text.optional(),
    verify: z.boolean().default(true),
  }).prefault({}),
  catalog: z.record(text, text).default({}),
  faultStatus: z.record(text, z.int().min(400).max(599)).default({}),
});

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const route = settings({
  selector: text,
  get: text.optional(),
  post: text.optional(),
  put: text.optional(),
  patch: text.optional(),
  delete: text.optional(),
  body: text.optional(),
  response_body: text.optional(),
  required: z.array(text).optional(),
  safe: z.boolean().optional(),
  constants: z.record(text, z.union([z.string(), z.number(), z.boolean()])).optional(),
  status: z.int().min(200).max(299).optional(),
  cacheControl: httpHeaderValue.optional(),
  cache: duration.optional(),
  deprecation: settings({ since: z.iso.date(), sunset: z.iso.date().optional(), link: url.optional() }).optional(),
  handler: text.optional(),
  scopes: z.array(text).optional(),
  summary: text.optional(),
  tag: text.optional(),
})
  .refine((entry) => METHODS.filter((method) => entry[method] !== undefined).length === 1, {
    error: 'expected one method with its path: get, post, put, patch or delete',
  })
  .refine((entry) => entry.cache === undefined || entry.safe === true, {
    error: 'answers are kept (cache:) only of routes that are safe: true',
    path: ['cache'],
  });

/** The whole file. */
export const configSchema = settings({
  listen: settings({ host: text.default('0.0.0.0'), port: port.default(3000) }).prefault({}),
  metrics: settings({ host: text.default('0.0.0.0'), port: port.optional() }).prefault({}),
  backends: z.record(
    z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, { error: 'expected a name of letters, digits, "-" and "_"' }),
    backend,
  ),
  auth: inboundAuth.optional(),
  services: settings({ expose: z.array(text).default([]), scopes: z.array(text).default([]) }).prefault({}),
  routes: z.array(route).default([]),
  profileRoutes: z.boolean().default(true),
  rateLimit: z
    .union([
      z.literal('off'),
      z.literal(false).transform(() => 'off' as const), // YAML 1.1 habits: `off` may have been read as false
      settings({
        window: duration.prefault('1m'),
        limit: count.default(600),
        failedSignIns: count.default(100),
        classes: z
          .record(
            z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, { error: 'expected a name of small letters, digits and "-"' }),
            settings({ operations: z.array(text).min(1), limit: count, window: duration.optional() }),
          )
          .default({}),
      }),
    ])
    .prefault({}),
  idempotency: settings({
    keep: duration.prefault('24h'),
    entries: count.default(10_000),
    bytes: size.prefault('64MiB'),
  }).prefault({}),
  redis: settings({
    url: z.url({ protocol: /^rediss?$/, error: 'expected a URL that starts with redis:// or rediss://' }),
    password: text.optional(),
    prefix: z.string().default('soapstone:'),
    secret: z.string().min(32, { error: 'expected a secret of at least 32 characters, the same for all replicas' }),
  }).optional(),
  limits: settings({
    requestBody: size.prefault('1MiB'),
    reply: size.prefault('64MiB'),
    depth: z.int().min(1).max(10_000).default(128),
    attributes: count.default(256),
    elements: count.default(5_000_000),
  }).prefault({}),
  server: settings({
    headersTimeout: duration.prefault('10s'),
    requestTimeout: duration.prefault('30s'),
    keepAliveTimeout: duration.prefault('65s'),
    drain: duration.prefault('25s'),
  }).prefault({}),
  naming: z.enum(['camel', 'preserve']).default('camel'),
  modelCache: text.optional(),
  log: settings({
    level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    pretty: z.boolean().default(false),
  }).prefault({}),
  reload: settings({
    breaking: z.enum(['refuse', 'allow']).default('refuse'),
    watch: z.boolean().default(true),
  }).prefault({}),
  tracing: settings({
    endpoint: url,
    headers: z.record(httpHeaderName, httpHeaderValue).default({}),
    serviceName: text.default('soapstone'),
    sampleRatio: z.number().min(0).max(1).default(1),
  }).optional(),
  cors: settings({
    origins: z
      .array(z.string().regex(/^https?:\/\/[^/\s]+$/, { error: 'expected an origin such as https://www.example.com' }))
      .default([]),
  }).prefault({}),
  trustProxy: z.union([z.int().min(0).max(100), z.array(proxyRange)]).default(0),
  docs: z.boolean().default(true),
  dryRun: z.boolean().default(false),
  secretNames: z.array(text).default(['ticket', 'token', 'password', 'secret']),
}).superRefine((file, context) => {
  if (file.auth !== undefined) return;
  const message = 'scopes are of use only with auth:, by which the gateway knows its callers';
  const report = (path: PropertyKey[]): void => context.addIssue({ code: 'custom', path, message });
  if (file.services.scopes.length > 0) report(['services', 'scopes']);
  for (const [index, { scopes }] of file.routes.entries()) {
    if (scopes !== undefined && scopes.length > 0) report(['routes', index, 'scopes']);
  }
});

/** What the schema makes of a file. */
export type ConfigFile = z.output<typeof configSchema>;
