import type { Transform } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { GatewayResponse } from '../gateway/exchange.ts';

/** Bytes below which packing costs more than it saves. */
const BYTES_MIN = 1400;
const PACKABLE = /^(?:application\/(?:[a-z0-9.+-]*json|yaml|javascript|xml|x-ndjson)|text\/|image\/svg)/;

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const GZIP = { level: 6 };
const packers = {
  br: (body: string | Uint8Array) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body: string | Uint8Array) => promisify(gzip)(body, GZIP),
};

/** Packs what is written to it, each piece so that it can be unpacked when it arrives; undefined for no encoding. */
export function createPacker(encoding: string | undefined): Transform | undefined {
  if (encoding === 'br') return createBrotliCompress({ ...BROTLI, flush: constants.BROTLI_OPERATION_FLUSH });
  return encoding === 'gzip' ? createGzip({ ...GZIP, flush: constants.Z_SYNC_FLUSH }) : undefined;
}

/** True when an answer may be packed for callers who take it so. */
export function isPackable({ status, headers, body, stream }: GatewayResponse): boolean {
  return (
    (stream !== undefined || (body !== undefined && body.length >= BYTES_MIN)) &&
    status !== 204 &&
    status !== 304 &&
    headers['Content-Encoding'] === undefined &&
    PACKABLE.test(headers['Content-Type'] ?? '')
  );
}

/**
 * The best of the encodings that an Accept-Encoding header takes (RFC 9110 §12.5.3); undefined for none: without a header
 * nothing is packed.
 */
export function chooseEncoding(accepted: string | undefined): 'br' | 'gzip' | undefined {
  if (accepted === undefined) return undefined;
  const takes = new Map<string, boolean>();
  for (const range of accepted.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = range.split(';').map((part) => part.trim());
    takes.set(coding, !parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter)));
  }
  return (['br', 'gzip'] as const).find((coding) => takes.get(coding) ?? takes.get('*') ?? false);
}

/** The answer packed; one that is sent while it arrives will be, by {@link createPacker}. Its entity tag becomes weak, since the bytes are no longer those it was made of (RFC 9110 §8.8.3.3). */
export async function packAnswer(answer: GatewayResponse, encoding: 'br' | 'gzip'): Promise<GatewayResponse> {
  const { headers, body } = answer;
  const { ETag: etag } = headers;
  return {
    ...answer,
    headers: {
      ...headers,
      'Content-Encoding': encoding,
      ...(etag === undefined || etag.startsWith('W/') ? {} : { ETag: `W/${etag}` }),
    },
    ...(body === undefined ? {} : { body: await packers[encoding](body) }),
  };
}
