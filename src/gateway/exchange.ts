import type { AnswerPieces } from '../soap/call.ts';
import type { CancelSignal } from '../soap/cancel-signal.ts';

/** An HTTP request without a server: what the gateway needs of it. Header names are in lower case. */
export interface GatewayRequest {
  readonly method: string;
  /** Path as sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty when there is none; already within the size limit. */
  readonly body: Uint8Array;
  readonly requestId: string;
  /** Aborts when the caller goes away. */
  readonly signal: CancelSignal;
  /** Told which route answers, before it does: log and metrics know it also where there will be no answer. */
  readonly onRoute?: (names: Pick<GatewayResponse, 'route' | 'log'>) => void;
}

/** The answer, and what metrics and log say of it. */
export interface GatewayResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent for 204 and 202. */
  readonly body?: string | Uint8Array;
  /** In place of the body: an answer that is sent while the backend still sends. */
  readonly stream?: AnswerStream;
  /** Template of the route that answered; never a path of the request. */
  readonly route?: string | undefined;
  /** True when it is certain that no operation was executed for this answer: the same request may be sent again. */
  readonly isUnexecuted?: boolean;
  readonly log?: ExchangeLog | undefined;
}

/** An answer in pieces. Whoever cannot send all of them must let the caller see that. */
export interface AnswerStream {
  readonly pieces: AnswerPieces;
  /** The end of the call. Never rejects. */
  readonly over: Promise<StreamEnd>;
}

/** How a call ended whose answer was sent meanwhile. */
export interface StreamEnd {
  readonly log: ExchangeLog;
  /** Only where the answer breaks off: the status that would have told so, for log and metrics. */
  readonly failedStatus?: number;
}

/** What the request's log line and the metrics say of its backend call. Never holds a value of the request. */
export interface ExchangeLog {
  readonly backend?: string | undefined;
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  /** `unknown` where the caller left, or was cut off, before there was an answer. */
  readonly outcome?: CallOutcome | 'unknown' | undefined;
  readonly backendMs?: number | undefined;
  readonly problem?: string | undefined;
  /** True for an answer that could not be brought to its end; the status of the log is then not the one that was sent. */
  readonly brokenOff?: true | undefined;
  /** Details for the log alone, such as a fault's stack trace, under the request id. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

/** How a backend call ended: the fixed label values of `soapstone_backend_call_duration_seconds`. */
export type CallOutcome = 'ok' | 'fault' | 'auth' | 'invalid' | 'transport' | 'timeout' | 'rejected';

/** Answers one request; never throws: whatever goes wrong is a problem document. */
export type HandleExchange = (request: GatewayRequest) => Promise<GatewayResponse>;
