import type { Dispatcher } from 'undici';
import { BackendError } from './call.ts';
import { callAfter } from './stream/call-clock.ts';
import { type ChunkQueue, createChunkQueue } from './stream/chunk-queue.ts';
import { isStreamable, STREAMED_FROM, unpackStream } from './stream/unpack-stream.ts';
import type { ReplyStream, TransportReply, TransportRequest } from './transport.ts';
import { abortFailure, connectFailure, connectionLost } from './transport-failure.ts';
import { ACCEPTED_CODINGS, UnpackError, unpack } from './unpack.ts';

/** A reply as it came over the wire, still packed. */
interface PackedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * One POST over the pool. Stands on undici's `dispatch` instead of its `request`, because only there one learns whether
 * the request began to be written: until then every failure is certain to have executed nothing, afterwards none is.
 * @param bytesMax - of the body, packed and unpacked
 * @throws {BackendError} `unreachable`, `timeout`, `aborted`, or `invalid-response` for a body too large or badly packed
 */
export async function exchange(
  dispatcher: Dispatcher,
  url: URL,
  request: TransportRequest,
  bytesMax: number,
): Promise<TransportReply> {
  const packed = await post(dispatcher, url, request, bytesMax);
  if (packed.headers['content-encoding'] === undefined) return packed;
  try {
    const body = await unpack(packed.body, packed.headers['content-encoding'], bytesMax, request.signal);
    return { ...packed, body };
  } catch (error) {
    if (request.signal.aborted) throw abortFailure(request.signal.reason, true);
    throw unusable(error instanceof UnpackError ? error.reason : 'broken', packed.status, error);
  }
}

function post(dispatcher: Dispatcher, url: URL, request: TransportRequest, bytesMax: number): Promise<PackedReply> {
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
      const unpacked = unpackStream(queue, coding, bytesMax);
      opened.read(reply, unpacked).then(
        (body = Buffer.alloc(0)) => {
          if (settle()) resolve({ ...reply, body });
        },
        (error) => {
          unpacked.return?.().catch(() => undefined);
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
        if (settle()) resolve({ status: status ?? 0, headers, body: joined(chunks, size) });
      },
      onResponseError(_controller, error) {
        fail(controller === undefined ? connectFailure(error) : connectionLost(error, status));
      },
    };
    try {
      dispatcher.dispatch(
        {
          path: `${url.pathname}${url.search}`,
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

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    plain[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return plain;
}

/** Field values are bytes (RFC 9110 §5.5): what lies beyond ASCII, such as an IRI as SOAPAction, goes as UTF-8. */
function wireHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const wire: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    wire[name] = IN_ASCII.test(value) ? value : Buffer.from(value, 'utf8').toString('latin1');
  }
  wire['accept-encoding'] = ACCEPTED_CODINGS;
  return wire;
}

const IN_ASCII = /^[\t\x20-\x7e]*$/;

/** A small reply comes in one piece, which needs no copy. */
function joined(chunks: readonly Buffer[], size: number): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size);
}
