import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AnswerStream, ExchangeLog } from '../gateway/exchange.ts';

/**
 * Writes an answer while it arrives, as fast as the caller takes it. One that breaks off midway ends the connection without
 * the last chunk (RFC 9112 §8), so that no client takes what it has for all.
 * @param onBytes - told of the size of each piece
 * @param onBroken - told what the log says of a call that failed, before the connection ends
 */
export async function writeStream(
  response: ServerResponse,
  { pieces, over }: AnswerStream,
  onBytes: (bytes: number) => void,
  onBroken: (log: ExchangeLog) => void,
): Promise<void> {
  const watched = over.then((broken) => {
    if (broken === undefined) return;
    onBroken(broken);
    response.destroy();
  });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    for await (const piece of pieces) {
      if (response.destroyed) break;
      onBytes(piece.length);
      if (!response.write(piece)) await once(response, 'drain', { signal: gone.signal });
    }
    await watched;
    if (!response.destroyed) response.end();
  } catch {
    // What went wrong is told by the end of the call, or the caller is gone.
    await pieces.return?.();
    await watched;
    response.destroy();
  }
}
