import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Where a connection has its responses that wait behind another: only those that pipeline have it. */
const QUEUED = Symbol('queued responses');

type QueueingSocket = Socket & { [QUEUED]?: Set<ServerResponse> };

/**
 * Sees to it that a response emits `close` also where the connection ends while it waits behind another (RFC 9112 §9.3.2):
 * Node tells only the one that has the socket.
 */
export function closeWhileQueued(socket: QueueingSocket, response: ServerResponse): void {
  if (response.socket !== null) return;
  const queued = socket[QUEUED] ?? watch(socket);
  queued.add(response);
  response.once('close', () => queued.delete(response));
}

/** One listener for a connection, however many requests it sends at once. */
function watch(socket: QueueingSocket): Set<ServerResponse> {
  const queued = new Set<ServerResponse>();
  socket[QUEUED] = queued;
  socket.once('close', () => {
    for (const response of queued) {
      // one with the socket, or sent and without it already, is told by Node
      if (response.socket !== null || response.writableFinished) continue;
      response.destroy();
      response.emit('close');
    }
  });
  return queued;
}
