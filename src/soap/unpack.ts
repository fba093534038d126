import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw } from 'node:zlib';

const unpackGzip = promisify(gunzip);
const unpackZlib = promisify(inflate);
const unpackDeflate = promisify(inflateRaw);

/** Content codings the transport asks for (RFC 9110 §8.4.1). */
export const ACCEPTED_CODINGS = 'gzip, deflate';

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
 * its zlib wrapper, since servers send both. Unpacking stops at `bytesMax`, whatever the packed size promised.
 * @throws {UnpackError}
 */
export async function unpack(body: Buffer, contentEncoding: string | undefined, bytesMax: number): Promise<Buffer> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  let unpacked = body;
  for (const coding of codings.reverse()) {
    if (unpacked.length > 0) unpacked = await unpackOne(unpacked, coding, bytesMax);
  }
  return unpacked;
}

async function unpackOne(body: Buffer, coding: string, bytesMax: number): Promise<Buffer> {
  const options = { maxOutputLength: bytesMax };
  try {
    switch (coding) {
      case '':
      case 'identity':
        return body;
      case 'gzip':
      case 'x-gzip':
        return await unpackGzip(body, options);
      case 'deflate':
        return await (hasZlibHeader(body) ? unpackZlib(body, options) : unpackDeflate(body, options));
    }
  } catch (cause) {
    const code = (cause as { code?: unknown }).code;
    throw new UnpackError(code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken', cause);
  }
  throw new UnpackError('unknown-coding');
}

/** RFC 1950 §2.2: method 8 in the low nibble, and the first two bytes a multiple of 31. */
function hasZlibHeader(body: Buffer): boolean {
  return body.length >= 2 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
}
