import type { JsonValue } from '../json/value.ts';
import type { BoundOperation } from '../wsdl/model/binding.ts';
import type { CancelSignal } from './cancel-signal.ts';

/** One call to the backend, complete: everything the seam under `soap`'s client needs, nothing shared between calls. */
export interface SoapCall {
  /** XML of the children of `soap:Body`, made by the operation's codec. */
  readonly bodyXml: string;
  /** XML of the header blocks, in order; `''` for none. */
  readonly headerXml: string;
  /** Extra HTTP headers (`traceparent`, …). */
  readonly httpHeaders: Readonly<Record<string, string>>;
  /** Aborts when the caller goes away or its deadline passes. */
  readonly signal: CancelSignal;
  /** Milliseconds this call may take in all, retries included. */
  readonly deadlineMs: number;
  /** True when the operation may be repeated without harm (`safe` in its rule). */
  readonly safe: boolean;
  /** Told of what is sent as credentials beside what the configuration holds, such as an access token: it must not be shown. */
  readonly onCredentials?: ((text: string) => void) | undefined;
  /** What of the output is wanted as JSON bytes, where the reply can be read so; absent: the value is wanted. */
  readonly answer?: AnswerView | undefined;
  /**
   * Present where a large answer may be given while it arrives: told of the reply once its first bytes are there; the call
   * itself then ends when the last one is taken. Not called for a reply that is read as a whole.
   */
  readonly onStream?: ((reply: SoapReply) => void) | undefined;
}

/**
 * An answer as it arrives. Whoever takes the pieces slowly slows the backend down; who wants no more of them says `return`. A
 * piece is written over when the next one is asked for.
 */
export type AnswerPieces = AsyncIterableIterator<Uint8Array>;

/** The part of an output that becomes an answer. */
export interface AnswerView {
  /** The one member of the output that is the answer; absent: all of it. */
  readonly responseBody?: string;
  /** Members that are left out at any depth, by their JSON names. */
  readonly hidden: ReadonlySet<string>;
  /** A list is wanted as one value on each line (`application/x-ndjson`); said to streams only. */
  readonly lines?: true;
}

/** What came back, decoded by the operation's codec. Failures of transport are thrown as {@link BackendError}. */
export type SoapReply =
  | {
      readonly kind: 'output';
      /** Undefined when the output message holds nothing, or for a one-way operation. */
      readonly value: JsonValue | undefined;
      /** Declared header blocks of the reply by local name; absent ones are absent. */
      readonly headerBlocks: ReadonlyMap<string, JsonValue>;
      readonly unknownElements: number;
      /** In place of the value, where {@link SoapCall.answer} asked for it: the answer in UTF-8, undefined when it is empty. */
      readonly answer?: { readonly json: Buffer | undefined; readonly pieces?: AnswerPieces };
      /**
       * Only when it is not one of success: the reply is no fault either, but has declared header blocks, and who knows
       * what they mean may judge it. There is no value then. Others take it for unusable.
       */
      readonly httpStatus?: number;
      /** Only when the message cannot be decoded: why, and what the reply is unless the header blocks say otherwise. No value then. */
      readonly unusable?: BackendError;
    }
  | { readonly kind: 'fault'; readonly fault: SoapFault; readonly headerBlocks: ReadonlyMap<string, JsonValue> };

/** A SOAP 1.1 or 1.2 fault, reduced to what both have. */
export interface SoapFault {
  /** 1.1: local name of `faultcode`, with its dotted detail (`Client`, `Server.Timeout`); 1.2: of `Code/Value` (`Sender`, …). */
  readonly code: string;
  /** The codes as they came, for the log only; present when `code` is `''` because it is not fit for callers. */
  readonly rawCode?: string;
  /** 1.2 subcodes, outermost first, local names. */
  readonly subcodes: readonly string[];
  /** For callers: without stack trace, paths and the backend's address. */
  readonly reason: string;
  /** The reason as it came, for the log only; absent when it is the same. */
  readonly rawReason?: string;
  readonly httpStatus: number;
  /** Only for a detail element that the WSDL declares: the fault's name and its typed JSON. */
  readonly detail?: { readonly name: string; readonly value: JsonValue };
  /** The detail as XML text, for the log only; never for a caller. */
  readonly rawDetail?: string;
}

/** Why there is no reply. `outcome` says whether the backend may have executed the call. */
export type BackendErrorKind =
  | 'unreachable'
  | 'invalid-response'
  | 'timeout'
  | 'overloaded'
  | 'circuit-open'
  | 'aborted';

/**
 * A call without a usable reply. The message is for callers: it holds neither address nor content; `cause` is for the log.
 * `not-executed`: certain that nothing was done (refused, not sent); `executed`: it was answered; `unknown`: it may have been.
 */
export class BackendError extends Error {
  readonly kind: BackendErrorKind;
  readonly outcome: 'not-executed' | 'executed' | 'unknown';
  readonly retryAfterSeconds?: number;
  /** Status of the HTTP reply that was no use; absent when there was none. */
  readonly httpStatus?: number;
  /** True for the operation's own reply with a value that does not fit the WSDL: the backend works, its contract differs. */
  readonly isMismatch?: boolean;
  constructor(
    kind: BackendErrorKind,
    outcome: 'not-executed' | 'executed' | 'unknown',
    message: string,
    options: {
      readonly cause?: unknown;
      readonly retryAfterSeconds?: number;
      readonly httpStatus?: number;
      readonly isMismatch?: boolean;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BackendError';
    this.kind = kind;
    this.outcome = outcome;
    if (options.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds;
    if (options.httpStatus !== undefined) this.httpStatus = options.httpStatus;
    if (options.isMismatch === true) this.isMismatch = true;
  }
}

/** One operation of one backend, ready to be called. */
export type InvokeOperation = (call: SoapCall) => Promise<SoapReply>;

/** Finds the way to call an operation; made once at start. */
export interface SoapBackend {
  readonly name: string;
  invoker(service: string, port: string, operation: BoundOperation): InvokeOperation;
  /** Frees sockets once the last call is done. */
  close(): Promise<void>;
}
