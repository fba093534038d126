import { addAbortSignal, type Duplex } from 'node:stream';
import { createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { asAbortSignal, type CancelSignal } from './cancel-signal.ts';

/** Content codings the transport asks for (RFC 9110 §8.4.1). */
export const ACCEPTED_CODINGS = 'gzip, deflate';
/** Codings one upon the other; no server applies more, and each costs an unpacking up to the limit. */
const CODINGS_MAX = 3;
/** Bytes that are unpacked at a time. */
const CHUNK_BYTES = 64 * 1024;

/** Why a body could not be unpacked. */
export class UnpackError extends Error {
  readonly reason: 'too-large' | 'unknown-coding' | 'broken';
  constructor(reason: 'too-large' | 'unknown-coding' | 'broken', cause?: unknown) {
    super(reason, { cause });
    this.name = 'UnpackError';
    this.reason = reason;
  }
}

/**
 * Undoes the codings of `Content-Encoding`, the last applied first (RFC 9110 §8.4). `deflate` is taken with and without
 * its zlib wrapper, since servers send both. Unpacking stops at `bytesMax`, whatever the packed size promised, and when the
 * signal aborts.
 * @throws {UnpackError}
 */
export async function unpack(
  body: Buffer,
  contentEncoding: string | undefined,
  bytesMax: number,
  signal: CancelSignal,
): Promise<Buffer> {
  if (contentEncoding === undefined || body.length === 0) return body;
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > CODINGS_MAX) throw new UnpackError('unknown-coding');
  let unpacked = body;
  for (const coding of codings.reverse()) {
    if (unpacked.length > 0) unpacked = await unpackOne(unpacker(coding, unpacked), unpacked, bytesMax, signal);
  }
  return unpacked;
}

function unpacker(coding: string, body: Buffer): Duplex {
  const options = { chunkSize: CHUNK_BYTES };
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(options);
    case 'deflate':
      return hasZlibHeader(body) ? createInflate(options) : createInflateRaw(options);
    default:
      throw new UnpackError('unknown-coding');
  }
}

async function unpackOne(unpacking: Duplex, body: Buffer, bytesMax: number, signal: CancelSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  addAbortSignal(asAbortSignal(signal), unpacking).end(body);
  try {
    for await (const chunk of unpacking) {
      size += (chunk as Buffer).length;
      if (size > bytesMax) throw new UnpackError('too-large');
      chunks.push(chunk as Buffer);
    }
  } catch (cause) {
    throw cause instanceof UnpackError ? cause : new UnpackError('broken', cause);
  }
  return Buffer.concat(chunks, size);
}

/** RFC 1950 §2.2: method 8 in the low nibble, and the first two bytes a multiple of 31. */
function hasZlibHeader(body: Buffer): boolean {
  return body.length >= 2 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
}
