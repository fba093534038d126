import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawAnswer } from './answer.ts';

/** Bytes of a request. */
const REQUEST_BYTES_MAX = 64 * 1024 * 1024;

/** A sentence for whoever did not send a SOAP request. */
export function plain(status: number, text: string): RawAnswer {
  return { kind: 'raw', status, contentType: 'text/plain; charset=utf-8', body: `${text}\n` };
}

/** The whole body, or undefined when it is larger than any request should be. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > REQUEST_BYTES_MAX) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Sends a reply in full. */
export function send(response: ServerResponse, { status, contentType, body }: RawAnswer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length });
  response.end(bytes);
}

/** Sends half of the reply: as if it were all (`whole`), or with the connection reset in the middle of it. */
export function sendPart(
  request: IncomingMessage,
  response: ServerResponse,
  { status, contentType, body }: RawAnswer,
  whole: boolean,
): { readonly status: number } {
  const bytes = Buffer.from(body);
  const half = bytes.subarray(0, bytes.length / 2);
  response.writeHead(status, { 'content-type': contentType, 'content-length': (whole ? half : bytes).length });
  if (whole) response.end(half);
  else response.write(half, () => reset(request));
  return { status };
}

/** Resets the connection (TCP RST), as a server does that dies. */
export function reset(request: IncomingMessage): void {
  request.socket.resetAndDestroy();
}
