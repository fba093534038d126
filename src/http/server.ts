import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ServerTimes } from '../config/gateway-config.ts';
import { answerClientError } from './client-error.ts';
import { closeWhileQueued } from './queued-responses.ts';

/** A server that listens. */
export interface RunningServer {
  /** The one that was bound, also where the system chose it. */
  readonly port: number;
  /** Where it can be reached from this machine. */
  readonly url: string;
  /**
   * Stops: no new connection, what runs is finished within the time, then every connection is closed.
   * @returns false when requests were cut off
   */
  stop(drainMs: number): Promise<boolean>;
}

/** Bytes of a request's headers; passing it is 431. */
const HEADER_BYTES_MAX = 16 * 1024;
/** How often times are looked at, in milliseconds. */
const TIMES_CHECK_MS = 1000;

/**
 * Listens. The times bound how long slow callers hold a connection (headers, whole request, pauses between requests); one
 * that takes nothing of its answer has the time of a request.
 * @throws {Error} with the system's code when the address cannot be bound
 */
export async function startServer(
  listener: RequestListener,
  at: { readonly host: string; readonly port: number },
  times: ServerTimes,
  classes: Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> = {},
): Promise<RunningServer> {
  const active: ActiveRequests = { count: 0 };
  const checkMs = Math.min(TIMES_CHECK_MS, times.headersTimeoutMs);
  const server = createServer(
    {
      ...classes,
      headersTimeout: Math.min(times.headersTimeoutMs, times.requestTimeoutMs),
      requestTimeout: times.requestTimeoutMs,
      keepAliveTimeout: times.keepAliveTimeoutMs,
      connectionsCheckingInterval: checkMs,
      maxHeaderSize: HEADER_BYTES_MAX,
      noDelay: true,
      // the listener refuses what has none, with a body
      requireHostHeader: false,
    },
    counting(listener, active),
  );
  // Whether the body is welcome is known from its length; the listener says so before it reads.
  server.on('checkContinue', counting(listener, active));
  server.on('checkExpectation', counting(listener, active));
  server.on('clientError', (error, socket) => answerClientError(error, socket as Socket));
  // after the check that answers a request which does not come to its end: this one only closes
  server.timeout = times.requestTimeoutMs + 2 * checkMs;
  server.on('timeout', (socket) => endStalled(socket));
  await listen(server, at);
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://${reachableHost(at.host)}:${port}`, stop: (drainMs) => stop(server, active, drainMs) };
}

function listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

/** How many requests of a connection have no finished answer: kept with it, since a WeakMap costs more than the count. */
const UNANSWERED = Symbol('unanswered requests');

type CountedSocket = Socket & { [UNANSWERED]?: number };

/** Requests without a finished answer. */
interface ActiveRequests {
  count: number;
  /** Called when the last one is done. */
  onIdle?: () => void;
}

function counting(listener: RequestListener, active: ActiveRequests): RequestListener {
  return (request, response) => {
    const socket: CountedSocket = request.socket;
    active.count += 1;
    socket[UNANSWERED] = (socket[UNANSWERED] ?? 0) + 1;
    response.once('close', () => {
      active.count -= 1;
      socket[UNANSWERED] = (socket[UNANSWERED] ?? 1) - 1;
      if (active.count === 0) active.onIdle?.();
    });
    closeWhileQueued(socket, response);
    listener(request, response);
  };
}

/** Nothing came or went for a while: the end of a caller that takes nothing of its answer, and of a pause between two requests. */
function endStalled(socket: CountedSocket): void {
  const isBackendAwaited = (socket[UNANSWERED] ?? 0) > 0 && socket.writableLength === 0;
  if (!isBackendAwaited) socket.destroy();
}

async function stop(server: Server, active: ActiveRequests, drainMs: number): Promise<boolean> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const isDrained = await awaitIdle(active, drainMs);
  // Those that are left have no request: kept alive, or opened and silent.
  server.closeAllConnections();
  await closed;
  return isDrained;
}

function awaitIdle(active: ActiveRequests, drainMs: number): Promise<boolean> {
  if (active.count === 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), drainMs);
    active.onIdle = () => {
      clearTimeout(timer);
      resolve(true);
    };
  });
}

function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
