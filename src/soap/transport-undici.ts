import { Pool } from 'undici';
import { BackendError } from './call.ts';
import { type ExchangeTarget, exchange } from './http-exchange.ts';
import { connectForParts } from './read-in-parts.ts';
import type { Transport, TransportRequest } from './transport.ts';

/** How the gateway connects to one backend. PEM texts, not paths. */
export interface UndiciTransportOptions {
  readonly connectTimeoutMs: number;
  /** Connections for each origin; keep it at or above the bulkhead's calls in flight. */
  readonly connectionsMax: number;
  /** Milliseconds an idle connection is kept, when the backend does not name a shorter time. */
  readonly keepAliveMs?: number;
  /** Bytes of a reply, packed and unpacked. */
  readonly replyBytesMax: number;
  readonly tls?: TlsOptions;
  /** Told of every exchange when it is over. */
  readonly onExchange?: (exchange: ExchangeTiming) => void;
}

/** TLS towards the backend. Verification is on unless it is turned off by name. */
export interface TlsOptions {
  /** Trusted authorities instead of the public ones. */
  readonly ca?: string;
  /** Client certificate with its chain, and its key. */
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  readonly rejectUnauthorized?: boolean;
}

/** One exchange with the backend, over. */
export interface ExchangeTiming {
  readonly service: string;
  readonly operation: string;
  readonly durationMs: number;
  /** Status of the reply, or why there is none. */
  readonly result: number | BackendError;
}

/** A transport with sockets of its own. */
export interface UndiciTransport {
  readonly transport: Transport;
  /** Resolves when the calls in flight are done and the sockets closed. */
  close(): Promise<void>;
}

/**
 * The transport that sends: one undici pool for each origin, kept alive, one request at a time on a connection, redirects
 * not followed. Origins come from the configuration and the WSDL only, so the number of pools is bounded.
 */
export function createUndiciTransport(options: UndiciTransportOptions): UndiciTransport {
  const pools = new Map<string, Pool>();
  const targets = new Map<string, ExchangeTarget>();

  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (pool === undefined) {
      pool = new Pool(origin, {
        connections: options.connectionsMax,
        pipelining: 1,
        ...(options.keepAliveMs === undefined ? {} : { keepAliveTimeout: options.keepAliveMs }),
        connect: connectForParts({ ...options.tls, timeout: options.connectTimeoutMs }),
      });
      pools.set(origin, pool);
    }
    return pool;
  };
  const targetOf = (text: string): ExchangeTarget => {
    let target = targets.get(text);
    if (target === undefined) {
      const { origin, pathname, search } = parseEndpoint(text);
      target = { dispatcher: poolOf(origin), path: `${pathname}${search}` };
      targets.set(text, target);
    }
    return target;
  };
  const { onExchange, replyBytesMax } = options;

  return {
    async transport(request) {
      const startedMs = performance.now();
      try {
        const reply = await exchange(targetOf(request.url), request, replyBytesMax);
        onExchange?.(timing(request, startedMs, reply.status));
        return reply;
      } catch (error) {
        if (error instanceof BackendError) onExchange?.(timing(request, startedMs, error));
        throw error;
      }
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new BackendError('unreachable', 'not-executed', 'The backend has no usable address: give an endpoint.');
}

function timing(
  { service, operation }: TransportRequest,
  startedMs: number,
  result: number | BackendError,
): ExchangeTiming {
  return { service, operation, durationMs: performance.now() - startedMs, result };
}
