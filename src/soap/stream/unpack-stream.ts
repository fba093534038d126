import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackendError } from '../call.ts';
import { isUtf8Xml } from '../transcode-reply.ts';
import { UnpackError } from '../unpack.ts';

/** Bytes, packed or not, up to which a reply is read as a whole: that costs least. */
export const STREAMED_FROM = 256 * 1024;
const UNPACKED_AT_ONCE = 64 * 1024;
const GZIP = /^\s*(?:x-)?gzip\s*$/i;

/** True for a success in UTF-8, plain or in gzip. */
export function isStreamable(status: number | undefined, headers: Readonly<Record<string, string>>): boolean {
  const coding = headers['content-encoding'];
  const isSuccess = status !== undefined && status >= 200 && status <= 299;
  return isSuccess && (coding === undefined || GZIP.test(coding)) && isUtf8Xml(headers['content-type'] ?? '');
}

/** The chunks unpacked. @throws {UnpackError} while it is read; what the chunks throw is thrown on */
export function unpackStream(
  chunks: AsyncIterableIterator<Buffer>,
  coding: string | undefined,
  bytesMax: number,
): AsyncIterableIterator<Buffer> {
  return coding === undefined ? chunks : gunzip(chunks, bytesMax);
}

async function* gunzip(chunks: AsyncIterableIterator<Buffer>, bytesMax: number): AsyncGenerator<Buffer, undefined> {
  const unpacking = pipeline(Readable.from(chunks), createGunzip({ chunkSize: UNPACKED_AT_ONCE }), () => undefined);
  let size = 0;
  try {
    for await (const chunk of unpacking) {
      size += chunk.length;
      if (size > bytesMax) throw new UnpackError('too-large');
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof UnpackError || cause instanceof BackendError ? cause : new UnpackError('broken', cause);
  }
  return undefined;
}
