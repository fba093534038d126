import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from '../soap/make-certificate.ts';
import { answerXml } from './ledger.ts';

/** A call that was read in full. */
export interface Arrival {
  /** The last segment of its SOAPAction. */
  readonly operation: string;
  /** What identifies it in its payload. */
  readonly key: string;
}

/** How a backend fails. What is absent works. */
export interface Misbehaviour {
  /** Spoils a connection before anything is read. */
  readonly onConnection?: (socket: Socket) => void;
  /** Answers a call that was read in full. */
  readonly answer?: (socket: Socket, call: Arrival) => void;
  /** True when it says by this answer that it has executed nothing. */
  readonly executesNothing?: true;
}

/** A backend on a real socket that is as bad as it is told to be, and counts. */
export interface HostileBackend extends AsyncDisposable {
  readonly port: number;
  /** In force from now on; undefined: it works. Asked for each call. */
  misbehave: ((call: Arrival) => Misbehaviour | undefined) | Misbehaviour | undefined;
  /** The reply that it gives when it works. */
  works(call: Arrival): Buffer;
  /** Times each key has arrived. */
  readonly arrivals: ReadonlyMap<string, number>;
  /** Times the call with each key was executed. */
  readonly executions: ReadonlyMap<string, number>;
  /** Closes every connection, so that the next call needs a new one. */
  disconnect(): void;
  /** Away, as a process that was killed: connections are reset, new ones refused. */
  stop(): Promise<void>;
  /** Back on the same port. */
  start(): Promise<void>;
}

/** Starts it on a port that the system chooses. @param tls - makes it speak TLS */
export async function startHostileBackend(tls?: Certificate): Promise<HostileBackend> {
  const arrivals = new Map<string, number>();
  const executions = new Map<string, number>();
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const { misbehave } = backend;
    if (typeof misbehave === 'object') misbehave.onConnection?.(socket);
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const headEnd = bytes.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const head = bytes.toString('latin1', 0, headEnd);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (bytes.length < headEnd + 4 + length) return;
      const call = readCall(head, bytes.toString('utf8', headEnd + 4, headEnd + 4 + length));
      bytes = Buffer.alloc(0);
      count(arrivals, call);
      answerCall(socket, call);
    });
  };
  const answerCall = (socket: Socket, call: Arrival): void => {
    const { misbehave } = backend;
    const behaviour = typeof misbehave === 'function' ? misbehave(call) : misbehave;
    if (behaviour?.executesNothing !== true) count(executions, call);
    if (behaviour?.answer === undefined) socket.write(works(call));
    else behaviour.answer(socket, call);
  };
  const disconnect = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const listen = async (port: number): Promise<number> => {
    server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
    server.on('tlsClientError', () => undefined);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const stop = async (): Promise<void> => {
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    server = undefined;
    disconnect();
    await closed;
  };

  const port = await listen(0);
  const backend: HostileBackend = {
    port,
    misbehave: undefined,
    works,
    arrivals,
    executions,
    disconnect,
    stop,
    start: async () => void (await listen(port)),
    [Symbol.asyncDispose]: stop,
  };
  return backend;
}

function count(times: Map<string, number>, { key }: Arrival): void {
  times.set(key, (times.get(key) ?? 0) + 1);
}

function works({ operation, key }: Arrival): Buffer {
  return httpReply(200, answerXml(operation, key));
}

function readCall(head: string, body: string): Arrival {
  return {
    operation: /soapaction: "?[^"\r\n]*\/(\w+)"?/i.exec(head)?.[1] ?? '',
    key: /<(?:\w+:)?(?:Key|PublicValue)>([^<]*)</.exec(body)?.[1] ?? '',
  };
}

const XML_HEADERS: Readonly<Record<string, string>> = { 'content-type': 'text/xml; charset=utf-8' };

/** A complete HTTP reply. */
export function httpReply(
  status: number,
  body: Buffer | string,
  headers: Readonly<Record<string, string>> = XML_HEADERS,
): Buffer {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ 'content-length': String(bytes.length), ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${head}\r\n`), bytes]);
}
