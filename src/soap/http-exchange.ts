import type { Dispatcher } from 'undici';
import { BackendError } from './call.ts';
import type { CancelSignal } from './cancel-signal.ts';
import { callAfter } from './stream/call-clock.ts';
import { type ChunkQueue, createChunkQueue } from './stream/chunk-queue.ts';
import { isStreamable, STREAMED_FROM, unpackStream } from './stream/unpack-stream.ts';
import type { ReplyStream, TransportReply, TransportRequest } from './transport.ts';
import { abortFailure, connectFailure, connectionLost } from './transport-failure.ts';
import { ACCEPTED_CODINGS, UnpackError, unpack } from './unpack.ts';

/** Where requests go: the connections to an origin, and path and query there. */
export interface ExchangeTarget {
  readonly dispatcher: Dispatcher;
  readonly path: string;
}

/**
 * One POST over the pool. Stands on undici's `dispatch` instead of its `request`, because only there one learns whether
 * the request began to be written: until then every failure is certain to have executed nothing, afterwards none is.
 * @param bytesMax - of the body, packed and unpacked
 * @throws {BackendError} `unreachable`, `timeout`, `aborted`, or `invalid-response` for a body too large or badly packed
 */
export function exchange(
  { dispatcher, path }: ExchangeTarget,
  request: TransportRequest,
  bytesMax: number,
): Promise<TransportReply> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status: number | undefined;
    let headers: Readonly<Record<string, string>> = {};
    let stopTimer: (() => void) | undefined;
    let settled = false;
    let size = 0;
    let chunks: Buffer[] = [];
    let queue: ChunkQueue | undefined;
    let isComplete = false;

    const settle = (): boolean => {
      if (settled) return false;
      settled = true;
      stopTimer?.();
      signal.removeEventListener('abort', onAbort);
      return true;
    };
    const fail = (error: BackendError) => {
      if (!settle()) return;
      chunks = []; // what undici keeps of a request that failed, until its connection is used again, must not be large
      queue?.fail(error);
      reject(error);
      // The connection of a reply that is complete may carry the next one already.
      if (!isComplete) controller?.abort(error);
    };
    const stream = (opened: ReplyStream, from: Dispatcher.DispatchController) => {
      queue = createChunkQueue(from);
      for (const chunk of chunks) queue.push(chunk);
      chunks = [];
      const { 'content-encoding': coding, ...plain } = headers;
      const reply = { status: status ?? 0, headers: plain };
      const pieces = unpackStream(queue, coding, bytesMax);
      opened.read(reply, pieces).then(
        (body = Buffer.alloc(0)) => {
          if (settle()) resolve({ ...reply, body });
        },
        (error) => {
          pieces.return?.().catch(() => undefined);
          if (error instanceof UnpackError) fail(unusable(error.reason, status, error));
          else fail(error);
        },
      );
    };
    const onAbort = () => fail(abortFailure(signal.reason, controller !== undefined));
    const allow = (timeoutMs: number | undefined) => {
      stopTimer?.();
      if (timeoutMs === undefined) return;
      const onTime = () => fail(abortFailure(new DOMException('', 'TimeoutError'), true));
      stopTimer = callAfter(request.stream?.clock, timeoutMs, onTime);
    };

    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(startedController) {
        // A second start would send the request twice, which only the retry policy may decide.
        const again = controller !== undefined;
        controller = startedController;
        if (again) fail(connectionLost(new Error('the connection failed and would be used again'), status));
        if (settled) startedController.abort(new Error('the call ended before it was sent'));
        else allow(request.headersTimeoutMs);
      },
      onResponseStart(_controller, statusCode, responseHeaders) {
        if (statusCode < 200) return;
        status = statusCode;
        headers = plainHeaders(responseHeaders);
        if (Number(headers['content-length'] ?? 0) > bytesMax) fail(unusable('too-large', statusCode));
        else allow(request.bodyTimeoutMs);
      },
      onResponseData(dispatched, chunk) {
        size += chunk.length;
        if (size > bytesMax) fail(unusable('too-large', status));
        else if (queue !== undefined) queue.push(chunk);
        else {
          chunks.push(chunk);
          if (size > STREAMED_FROM && request.stream !== undefined && isStreamable(status, headers)) {
            stream(request.stream, dispatched);
          }
        }
      },
      onResponseEnd() {
        isComplete = true;
        if (queue !== undefined) {
          stopTimer?.();
          queue.end();
          return;
        }
        if (!settle()) return;
        const { 'content-encoding': coding } = headers;
        const reply = { status: status ?? 0, headers, body: joined(chunks, size) };
        resolve(coding === undefined ? reply : unpacked(reply, coding, request.signal, bytesMax));
      },
      onResponseError(_controller, error) {
        fail(controller === undefined ? connectFailure(error) : connectionLost(error, status));
      },
    };
    try {
      dispatcher.dispatch(
        {
          path,
          method: 'POST',
          body: request.body,
          headers: wireHeaders(request.headers),
          // Deadlines are the signal's and the two timers': undici's own are only exact to about a second.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        handler,
      );
    } catch (error) {
      fail(connectFailure(error));
    }
  });
}

/** The reply with its body unpacked. @throws {BackendError} */
async function unpacked(
  reply: TransportReply & { readonly body: Buffer },
  coding: string,
  signal: CancelSignal,
  bytesMax: number,
): Promise<TransportReply> {
  try {
    return { ...reply, body: await unpack(reply.body, coding, bytesMax, signal) };
  } catch (error) {
    if (signal.aborted) throw abortFailure(signal.reason, true);
    throw unusable(error instanceof UnpackError ? error.reason : 'broken', reply.status, error);
  }
}

const UNUSABLE = {
  'too-large': 'is larger than the limit allows',
  'unknown-coding': 'is packed in a way that was not asked for',
  broken: 'is packed and cannot be unpacked',
};

function unusable(reason: UnpackError['reason'], httpStatus: number | undefined, cause?: unknown): BackendError {
  return new BackendError('invalid-response', 'unknown', `The backend's answer ${UNUSABLE[reason]}.`, {
    cause,
    ...(httpStatus === undefined ? {} : { httpStatus }),
  });
}

/** A field that came more than once is a list (RFC 9110 §5.3); where none did, the headers are taken as they are. */
function plainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  if (isPlain(headers)) return headers;
  const joinedValues = Object.entries(headers).map(([name, value = '']) => [name, [value].flat().join(', ')]);
  return Object.fromEntries(joinedValues);
}

function isPlain(headers: Readonly<Record<string, unknown>>): headers is Readonly<Record<string, string>> {
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
}

/**
 * Names and values in turn. Field values are bytes (RFC 9110 §5.5): what lies beyond ASCII, such as an IRI as SOAPAction,
 * goes as UTF-8.
 */
function wireHeaders(headers: Readonly<Record<string, string>>): string[] {
  const wire = ['accept-encoding', ACCEPTED_CODINGS];
  for (const name in headers) {
    const value = headers[name] ?? '';
    wire.push(name, IN_ASCII.test(value) ? value : Buffer.from(value, 'utf8').toString('latin1'));
  }
  return wire;
}

const IN_ASCII = /^[\t\x20-\x7e]*$/;

/** A small reply comes in one piece, which needs no copy. */
function joined(chunks: readonly Buffer[], size: number): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size);
}
