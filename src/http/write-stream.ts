import type { ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import type { AnswerStream, StreamEnd } from '../gateway/exchange.ts';

/** How a stream is written, and who is told of it. */
export interface StreamWriting {
  /** Packs what is written; absent: it goes as it is. */
  readonly packer?: Transform | undefined;
  /** Told of the size of each part that goes out. */
  readonly onBytes: (bytes: number) => void;
  /** Told how the call ended, before the answer does. */
  readonly onOver: (end: StreamEnd) => void;
}

/**
 * Writes an answer while it arrives, as fast as the caller takes it. One that breaks off midway ends the connection without
 * the last chunk (RFC 9112 §8), so that no client takes what it has for all.
 */
export async function writeStream(
  response: ServerResponse,
  { pieces, over }: AnswerStream,
  { packer, onBytes, onOver }: StreamWriting,
): Promise<void> {
  const sink = packer ?? response;
  let leave: (() => void) | undefined;
  response.once('close', () => {
    packer?.destroy();
    leave?.();
  });
  packer?.on('data', (bytes: Buffer) => onBytes(bytes.length)).pipe(response);
  // Only when a piece is out may the next one be asked for, which is written over it.
  const write = (piece: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      leave = () => reject(new Error('the caller has left'));
      if (packer === undefined) onBytes(piece.length);
      sink.write(piece, (error) => (error ? reject(error) : resolve()));
    });

  const ended = over.then((end) => {
    onOver(end);
    if (end.failedStatus !== undefined) breakOff(response);
  });
  try {
    for await (const piece of pieces) {
      if (response.destroyed) break;
      await write(piece);
    }
    await ended;
    if (!response.destroyed) sink.end();
  } catch {
    // What went wrong is told by the end of the call, or the caller is gone.
    await pieces.return?.();
    await ended;
    response.destroy();
  }
}

/** Without chunks (HTTP/1.0) an end of the connection would be the end of the answer, so it is reset. */
function breakOff(response: ServerResponse): void {
  if (response.chunkedEncoding) response.destroy();
  else response.socket?.resetAndDestroy();
}
