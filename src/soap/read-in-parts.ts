import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { createContinueFilter } from './continue-reply.ts';

/**
 * Bytes that are handed to undici's parser at a time. It copies them into the memory of its WebAssembly module, which has room
 * for about 50 KB beside the parsers of some hundred connections. For more the memory grows, the ArrayBuffer that it had is
 * detached, and from then on V8 looks at each access to a typed array whether that one is detached too: all work on bytes in this
 * process, not only undici's, takes half as long again.
 */
const PART_BYTES = 32 * 1024;

/** A connector of undici whose sockets give what has arrived in parts, and no `100 Continue`. @param options - as undici's own connector takes them */
export function connectForParts(options: buildConnector.BuildOptions): buildConnector.connector {
  const connect = buildConnector(options);
  return (target, callback) =>
    connect(target, (...result) => {
      if (result[0] === null) readInParts(result[1]);
      callback(...result);
    });
}

function readInParts(socket: Socket): void {
  const { read, write } = socket;
  const filter = createContinueFilter();
  socket.read = (bytes) => {
    const { readableLength } = socket;
    const part = read.call(socket, bytes ?? (readableLength > PART_BYTES ? PART_BYTES : undefined));
    if (part !== null) filter.onBytes(part);
    return part;
  };
  // undici writes a request as a whole before it reads, and the next one when the reply is complete.
  socket.write = ((...written: Parameters<Socket['write']>) => {
    filter.onRequest();
    return write.apply(socket, written);
  }) as Socket['write'];
}
