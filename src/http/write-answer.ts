import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayResponse } from '../gateway/exchange.ts';

/** Milliseconds and bytes for which what the caller still sends is read after an early answer. */
const LINGER_MS = 2000;
const LINGER_BYTES = 16 * 1024 * 1024;

/**
 * Writes a plain response to the socket; HEAD without its body (RFC 9110 §9.3.2). When the caller is still sending, as after
 * a 413, the rest is read for a moment so that the answer is not lost to a reset, and the connection is closed.
 * @param head - names and values of all headers, in turn
 * @returns bytes of the body
 */
export function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body }: Pick<GatewayResponse, 'status' | 'body'>,
  head: string[],
): number {
  const mayHaveBody = status >= 200 && status !== 204 && status !== 304;
  const bytes = body === undefined || !mayHaveBody ? 0 : byteLength(body);
  if (!request.complete) response.setHeader('Connection', 'close');
  if (mayHaveBody) head.push('Content-Length', String(bytes));
  response.writeHead(status, head);
  const isSent = request.method !== 'HEAD' && bytes > 0;
  if (request.complete) {
    response.end(isSent ? body : undefined);
  } else {
    if (isSent) response.write(body);
    else response.flushHeaders();
    discardRest(request, () => response.end());
  }
  return bytes;
}

function byteLength(body: string | Uint8Array): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.length;
}

function discardRest(request: IncomingMessage, done: () => void): void {
  let left = LINGER_BYTES;
  const finish = (): void => {
    clearTimeout(timer);
    request.removeListener('data', count);
    done();
  };
  const count = (chunk: Uint8Array): void => {
    left -= chunk.length;
    if (left < 0) finish();
  };
  const timer = setTimeout(finish, LINGER_MS);
  request.on('data', count);
  request.once('close', finish);
  request.once('end', finish);
  request.resume();
}
