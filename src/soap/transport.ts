import type { SoapCall } from './call.ts';
import type { CancelSignal } from './cancel-signal.ts';
import type { CallClock } from './stream/call-clock.ts';

/** An HTTP exchange with the backend as policies see it: each policy wraps a Transport and is a Transport. */
export type Transport = (request: TransportRequest) => Promise<TransportReply>;

/** A SOAP request ready for the wire. */
export interface TransportRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: CancelSignal;
  /** Milliseconds left for this call in all. */
  readonly deadlineMs: number;
  /** True when the caller asked for less time than is configured: a timeout then says nothing about the backend. */
  readonly shortened?: boolean;
  /** Milliseconds from the request's first byte to the reply's status line; absent: as long as the deadline. */
  readonly headersTimeoutMs?: number | undefined;
  /** Milliseconds from the status line to the reply's last byte; absent: as long as the deadline. */
  readonly bodyTimeoutMs?: number | undefined;
  readonly safe: boolean;
  /** For labels and logs: the WSDL's names. */
  readonly service: string;
  readonly operation: string;
  /**
   * Reads the reply, so that policies see an unusable one as the failure it is: see `inspectReplies`.
   * @throws {BackendError} when it is not a SOAP reply of this operation
   */
  readonly inspect?: ((reply: TransportReply) => void) | undefined;
  /** See {@link SoapCall.onCredentials}. */
  readonly onCredentials?: SoapCall['onCredentials'];
  /** Present where a large reply may be read while it arrives. */
  readonly stream?: ReplyStream | undefined;
}

/** Reads a large reply while it arrives. */
export interface ReplyStream {
  /** Of the call: by it, and not by the wall, its times are measured. */
  readonly clock: CallClock;
  /** True once a part of the answer was handed on: from then on nothing may be repeated. */
  readonly hasBegun: boolean;
  /**
   * @param chunks - of the body, unpacked; asked for one after the other
   * @returns when all is read and taken; the bytes when they must be read as a whole
   * @throws {BackendError} also what `chunks` throws
   */
  read(reply: Omit<TransportReply, 'body'>, chunks: AsyncIterableIterator<Buffer>): Promise<Buffer | undefined>;
}

/** A reply with its body read in full, unpacked, within the limits. */
export interface TransportReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * The innermost wrapper: has each reply read before the policies outside see it. An HTML page is thus a failure to the
 * circuit breaker and to retries, while a SOAP fault, being an answer, is none.
 */
export function inspectReplies(transport: Transport): Transport {
  return async (request) => {
    const reply = await transport(request);
    request.inspect?.(reply);
    return reply;
  };
}
