import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { makeProblem, type Problem } from '../gateway/problem.ts';

/** The bytes of a request's body, or why there are none. */
export type BodyBytes = { readonly bytes: Uint8Array } | { readonly problem: Problem } | 'caller-gone';

const EMPTY = new Uint8Array(0);

/**
 * Reads a body whole, unpacked (`Content-Encoding`, RFC 9110 §8.4). What passes the limit is refused as soon as it does,
 * by its declared length before a byte is read.
 * @param onContinue - tells a caller that asks first that its body is welcome (`Expect: 100-continue`)
 */
export async function readBodyBytes(
  request: IncomingMessage,
  bytesMax: number,
  onContinue: () => void = () => undefined,
): Promise<BodyBytes> {
  const { headers } = request;
  const length = headers['content-length'];
  if (length === '0' || (length === undefined && headers['transfer-encoding'] === undefined)) return { bytes: EMPTY };
  if (length !== undefined && Number(length) > bytesMax) return { problem: tooLarge(bytesMax) };
  const unpack = unpacker(headers['content-encoding']);
  if (unpack === undefined) {
    const detail = 'The content encoding is none of gzip, deflate and br.';
    const problem = makeProblem('unsupported-media-type', { detail, headers: { 'Accept-Encoding': ENCODINGS } });
    return { problem };
  }
  if (headers.expect !== undefined) onContinue();
  return unpack === 'identity' ? collect(request, bytesMax) : collectUnpacked(request, unpack(), bytesMax);
}

const ENCODINGS = 'gzip, deflate, br';

function unpacker(encoding: string | undefined): 'identity' | (() => Readable & NodeJS.WritableStream) | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return 'identity';
    case 'gzip':
    case 'x-gzip':
      return createGunzip;
    case 'deflate':
      return createInflate;
    case 'br':
      return createBrotliDecompress;
    default:
      return undefined;
  }
}

async function collectUnpacked(
  request: IncomingMessage,
  unpacked: Readable & NodeJS.WritableStream,
  bytesMax: number,
): Promise<BodyBytes> {
  request.pipe(unpacked);
  request.once('close', () => {
    if (!request.complete) unpacked.destroy(new Error('the caller has gone'));
  });
  const broken = makeProblem('bad-request', { detail: 'The body does not unpack as its content encoding says.' });
  try {
    return await collect(unpacked, bytesMax, () =>
      request.complete || !request.destroyed ? { problem: broken } : 'caller-gone',
    );
  } finally {
    // A kilobyte may unpack to a gigabyte: what nobody takes is not unpacked, what still comes is read as it is.
    request.unpipe(unpacked);
    unpacked.destroy();
    request.resume();
  }
}

/** Listeners and not `for await`: this runs once for each request. @param onError - what an error of the stream means */
function collect(
  stream: Readable,
  bytesMax: number,
  onError: () => BodyBytes = () => 'caller-gone',
): Promise<BodyBytes> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let total = 0;
    const settle = (result: BodyBytes): void => {
      stream.removeListener('data', onData);
      resolve(result);
    };
    const onData = (chunk: Uint8Array): void => {
      total += chunk.length;
      if (total > bytesMax) settle({ problem: tooLarge(bytesMax) });
      else chunks.push(chunk);
    };
    stream.on('data', onData);
    stream.on('end', () => {
      const [only] = chunks;
      settle({ bytes: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, total) });
    });
    stream.on('error', () => settle(onError()));
    stream.on('close', () => settle('caller-gone'));
  });
}

function tooLarge(bytesMax: number): Problem {
  return makeProblem('too-large', { detail: `The body may have ${bytesMax} bytes at most.` });
}
