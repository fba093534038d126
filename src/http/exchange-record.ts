import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IsSecret } from '../auth/redact.ts';
import type { GatewayRequest, GatewayResponse } from '../gateway/exchange.ts';
import type { Span } from '../observability/tracing.ts';
import { createPacker } from './compress.ts';
import { type CommonHeaders, headLines } from './head-lines.ts';
import { writeAnswer } from './write-answer.ts';
import { writeStream } from './write-stream.ts';

/** What is known of one exchange over HTTP; metrics and log are written from it when the exchange is over. */
export interface ExchangeRecord {
  readonly requestId: string;
  /** By `performance.now()`. */
  readonly startMs: number;
  /** Undefined where traces are off. */
  readonly span: Span | undefined;
  /**
   * Texts that must not be shown, of this request and of the configuration; for what a backend says.
   * @param route - template of the one that answered
   */
  secrets: (route: string | undefined) => readonly string[];
  /** Names of elements whose text must not be shown. */
  isSecret: IsSecret;
  /** Called when the caller is gone before the end of the answer. */
  abandon: () => void;
  /** Of the body, unpacked. */
  requestBytes: number;
  responseBytes: number;
  /** Whatever answered; undefined while nothing has. */
  answer: GatewayResponse | undefined;
  /** What is to answer; undefined before that is known. */
  routed: Pick<GatewayResponse, 'route' | 'log'> | undefined;
  /** Headers of every answer there is. */
  readonly common: CommonHeaders;
  /** Headers of the answer of this exchange, whatever it is: the request id, those of CORS. */
  headers: Readonly<Record<string, string>>;
}

/** Where a response has its record; a WeakMap would cost a hundred times as much for each exchange. */
const RECORD = Symbol('exchange record');

type WithRecord = ServerResponse & { [RECORD]?: ExchangeRecord };

/** Keeps the record with the response. */
export function keepRecord(response: ServerResponse, record: ExchangeRecord): void {
  (response as WithRecord)[RECORD] = record;
}

/** The record of a response. @throws {Error} when the first middleware has not run */
export function recordOf(response: ServerResponse): ExchangeRecord {
  const record = (response as WithRecord)[RECORD];
  if (record === undefined) throw new Error('the exchange has no record');
  return record;
}

/** Sends the one answer of an exchange, with the headers that every answer has. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: GatewayResponse): void {
  const record = recordOf(response);
  const head = headLines(record.common, record.headers, answer.headers);
  record.answer = answer;
  if (answer.stream === undefined) {
    record.responseBytes = writeAnswer(request, response, answer, head);
    return;
  }
  response.writeHead(answer.status, head);
  void writeStream(response, answer.stream, {
    packer: createPacker(answer.headers['Content-Encoding']),
    onBytes: (bytes) => {
      record.responseBytes += bytes;
    },
    onOver: ({ log, failedStatus }) => {
      record.answer = { ...answer, status: failedStatus ?? answer.status, log: { ...answer.log, ...log } };
    },
  });
}

/** What problems need of a request that has not been read yet. */
export function asProblemRequest(response: ServerResponse): Pick<GatewayRequest, 'requestId'> {
  return recordOf(response);
}
