import type { Location } from '../diagnostics/location.ts';
import type { RouteSettings } from './route-settings.ts';

/** A configuration that has been checked: units are in the names, references are resolved, defaults are in. */
export interface GatewayConfig {
  readonly listen: { readonly host: string; readonly port: number };
  /** Where `/metrics` is; without a port, beside everything else. */
  readonly metrics: { readonly host: string; readonly port?: number };
  readonly backends: readonly BackendConfig[];
  /** Patterns over selectors that say which operations have generic routes; the last one that matches decides, `!` excludes. */
  readonly expose: readonly string[];
  /** Scopes that callers of generic routes must have. */
  readonly exposeScopes: readonly string[];
  /** Who may call; undefined: whoever reaches the gateway, and the backends decide. */
  readonly auth: InboundAuthConfig | undefined;
  readonly routes: readonly RouteSettings[];
  /** Whether the profiles' own routes are served. */
  readonly profileRoutes: boolean;
  /** Undefined: no limit. */
  readonly rateLimit: RateLimitConfig | undefined;
  /** How long answers to requests with an `Idempotency-Key` are kept, and how many in memory. */
  readonly idempotency: { readonly keepMs: number; readonly entries: number; readonly bytes: number };
  /** What replicas share their limits, sessions and answers through; undefined: this process works alone. */
  readonly redis: RedisConfig | undefined;
  readonly limits: Limits;
  readonly server: ServerTimes;
  /** How XML names become JSON names. */
  readonly naming: 'camel' | 'preserve';
  /** Folder where what the WSDLs compile to is kept for the next start; undefined: it is not kept. */
  readonly modelCache: string | undefined;
  readonly log: { readonly level: LogLevel; readonly pretty: boolean };
  /** What a changed configuration may do while the gateway runs. */
  readonly reload: {
    /** Whether changes that break callers are served, or refused and only told in the log. */
    readonly breaking: 'refuse' | 'allow';
    /** Whether a change of the configuration file or of a WSDL is noticed without SIGHUP. */
    readonly watch: boolean;
  };
  /** Where traces are sent; undefined: nowhere, and none are made. */
  readonly tracing: TracingConfig | undefined;
  /** Web origins whose pages may call (CORS); none by default. */
  readonly corsOrigins: readonly string[];
  /** Proxies in front whose `X-Forwarded-For` is believed: how many, or their addresses and subnets. */
  readonly trustProxy: number | readonly string[];
  /** Whether `Prefer: dry-run` is answered with the envelope, and nothing called. */
  readonly dryRun: boolean;
  /** A header block, element or member whose name contains one of these is masked wherever a message is shown or logged. */
  readonly secretNames: readonly string[];
  /** Whether `GET /docs` is served. */
  readonly docs: boolean;
}

/** Requests that one caller may make in a window. */
export interface RateLimitConfig {
  readonly windowMs: number;
  readonly limit: number;
  /** Sign-ins that one address may fail at in a window before it is put off. */
  readonly failedSignIns: number;
  /** Routes that are counted by themselves: those of the first class whose patterns name their operation. */
  readonly classes: readonly RateLimitClass[];
}

/** A class of routes with a limit of its own. */
export interface RateLimitClass {
  readonly name: string;
  /** Patterns over selectors, such as `User.Save*`. */
  readonly operations: readonly string[];
  readonly windowMs: number;
  readonly limit: number;
}

/** Ways to sign in at the gateway itself; any one of them is enough. */
export interface InboundAuthConfig {
  readonly apiKeys?: {
    /** The HTTP header that holds the key. */
    readonly header: string;
    /** `sha256`: of the key, in hexadecimal. */
    readonly keys: readonly { readonly name: string; readonly sha256: string; readonly scopes: readonly string[] }[];
  };
  readonly jwt?: JwtConfig;
}

/** Tokens of an identity provider (RFC 7519), as `Authorization: Bearer`. */
export interface JwtConfig {
  readonly issuer: string;
  readonly audience: string;
  /** URL of its JSON Web Key Set (RFC 7517). */
  readonly jwks: string;
  readonly algorithms: readonly string[];
  readonly clockSkewMs: number;
  /** Claim with the scopes: text separated by spaces (RFC 8693 §4.2), or a list. */
  readonly scopeClaim: string;
}

/** A Redis server. */
export interface RedisConfig {
  readonly url: string;
  readonly password?: string;
  /** Of every key. */
  readonly prefix: string;
  /** What is kept there is encrypted with a key made of it, and named by keyed hashes. */
  readonly secret: string;
}

/** OpenTelemetry by OTLP over HTTP. */
export interface TracingConfig {
  /** URL of the receiver; `/v1/traces` is added where there is no path. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** Share of the traces that start at the gateway which are recorded. */
  readonly sampleRatio: number;
}

/** Levels of the log, quietest last. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** How much of everything the gateway takes. */
export interface Limits {
  readonly requestBodyBytes: number;
  readonly replyBytes: number;
  /** Of JSON and of XML. */
  readonly depth: number;
  /** On one XML element. */
  readonly attributes: number;
  /** In one XML document. */
  readonly elements: number;
}

/** How long the HTTP server waits. */
export interface ServerTimes {
  /** For the headers of a request. */
  readonly headersTimeoutMs: number;
  /** For all of a request. */
  readonly requestTimeoutMs: number;
  /** For the next request on a connection. */
  readonly keepAliveTimeoutMs: number;
  /** For requests that run when the gateway is told to stop. */
  readonly drainMs: number;
}

/** One backend: where its contract is, where it is, and how it is called. */
export interface BackendConfig {
  readonly name: string;
  readonly location: Location;
  /** Files, directories and URLs, as written; paths are relative to the configuration file and made absolute. */
  readonly wsdl: readonly string[];
  /** Replaces the address in the WSDL; ending in `/` it keeps the last segment of each WSDL's address. */
  readonly endpoint?: string;
  readonly portName?: string;
  readonly profile: ProfileConfig;
  /** SOAP header blocks by the local name of their element. */
  readonly headers: readonly HeaderBlockConfig[];
  /** HTTP headers of every call. */
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly timeouts: TimeoutConfig;
  readonly concurrency: { readonly inFlight: number; readonly waiting: number };
  readonly retry: { readonly attempts: number; readonly delayMs: number; readonly delayMaxMs: number };
  readonly circuitBreaker: {
    readonly failureShare: number;
    readonly window: number;
    readonly callsMin: number;
    readonly openMs: number;
  };
  /** How the gateway itself signs in; `none` when it does not. */
  readonly security: SecurityConfig;
  readonly tls: TlsConfig;
  /** Files to read in place of the locations that documents import. */
  readonly catalog: ReadonlyMap<string, string>;
  /** Status by fault code (`Client.NotFound`, `Sender`) in place of the usual 400 and 502. */
  readonly faultStatus: ReadonlyMap<string, number>;
}

/** Which profile a backend has. By default the one that claims its namespace. */
export interface ProfileConfig {
  /** `none`: none at all; undefined: found by namespace. */
  readonly name?: string;
  readonly signIn: 'required' | 'optional';
  /** `services`: on the generic routes alone, which carry every message as it is. */
  readonly revealSecrets: boolean | 'services';
  /** The gateway's own account, for callers that bring no credentials. */
  readonly account?: { readonly userName: string; readonly password: string };
  readonly location: Location;
}

/** JSON as YAML can write it. */
export type ConfigValue = null | boolean | number | string | ConfigValue[] | { [name: string]: ConfigValue };

/** A header block: a value whose leaves may be `{ from: HTTP-Header-Name }`. */
export interface HeaderBlockConfig {
  readonly name: string;
  readonly value: ConfigValue;
  readonly location: Location;
}

/** Milliseconds that calls may take. */
export interface TimeoutConfig {
  readonly connectMs: number;
  readonly totalMs: number;
  readonly headersMs?: number;
  readonly bodyMs?: number;
  /** For some operations; the last pattern that matches decides, member by member. */
  readonly operations: readonly {
    readonly pattern: string;
    readonly totalMs?: number;
    readonly headersMs?: number;
    readonly bodyMs?: number;
  }[];
}

/** PEM texts. */
export interface TlsConfig {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  /** Whether the backend's certificate is checked. */
  readonly verify: boolean;
}

/** Outbound authentication. */
export type SecurityConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly userName: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string }
  | {
      readonly kind: 'wsse';
      readonly userName: string;
      readonly password: string;
      readonly passwordType: 'text' | 'digest';
      readonly timestamp: boolean;
    }
  | {
      readonly kind: 'oauth';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope?: string;
      readonly audience?: string;
      readonly authentication: 'basic' | 'form';
    };
