import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** A complete HTTP request as it stood on the wire. */
export interface RawRequest {
  readonly head: string;
  readonly body: string;
}

/** What a server does with a request it has read in full. */
export type RawAnswer = (socket: Socket, request: RawRequest, count: number) => void;

/** A TCP server that speaks HTTP as badly as it is told to. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** Requests that were read in full. */
  readonly requests: readonly RawRequest[];
  /** Connections that were accepted. */
  readonly connections: () => number;
}

/** Listens on a free port of the loopback. `onConnection` may spoil a connection before anything is read. */
export async function startRawServer(
  answer: RawAnswer,
  onConnection: (socket: Socket, count: number) => void = () => undefined,
): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      const headEnd = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (headEnd < 0 || Buffer.byteLength(text.slice(headEnd + 4)) < length) return;
      const request = { head: text.slice(0, headEnd), body: text.slice(headEnd + 4) };
      text = '';
      requests.push(request);
      answer(socket, request, requests.length);
    });
    onConnection(socket, ++connections);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/service`,
    requests,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A complete HTTP response. */
export function response(status: number, headers: Readonly<Record<string, string>>, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ 'content-length': String(bytes.length), ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('')}\r\n`), bytes]);
}

/** Always the same whole answer. */
export function always(
  status: number,
  body: Buffer | string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/xml; charset=utf-8' },
): RawAnswer {
  return (socket) => void socket.write(response(status, headers, body));
}
