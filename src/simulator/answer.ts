import type { IncomingHttpHeaders } from 'node:http';
import type { JsonValue } from '../json/value.ts';
import type { SoapVersion } from '../wsdl/model/binding.ts';
import type { QName } from '../xml/qname.ts';
import type { EndpointOperation } from './endpoint.ts';

/** A call that was read and found valid. */
export interface ReceivedCall {
  readonly called: EndpointOperation;
  /** Undefined when the input message holds nothing. */
  readonly input: JsonValue | undefined;
  /** Declared header blocks by local name; absent ones are absent. */
  readonly headerBlocks: ReadonlyMap<string, JsonValue>;
  readonly httpHeaders: IncomingHttpHeaders;
  /** The envelope as it came. */
  readonly envelope: string;
  /** Aborts when the client goes away or the server closes. */
  readonly signal: AbortSignal;
}

/** What a server answers to a call. */
export type Answer = OutputAnswer | FaultAnswer | RawAnswer;

/** The output message, and header blocks by local name. */
export interface OutputAnswer {
  readonly kind: 'output';
  readonly value: JsonValue | undefined;
  readonly headerBlocks?: Readonly<Record<string, JsonValue>>;
}

/** A fault in the words that both versions share; rendered for the version of the call. */
export interface FaultAnswer {
  readonly kind: 'fault';
  /** Who is to blame: `Client`/`Sender` or `Server`/`Receiver`, or what was not understood. */
  readonly blame: 'sender' | 'receiver' | 'version-mismatch' | 'must-understand';
  /** A code of one's own: the `faultcode` of 1.1, the `Subcode` of 1.2. */
  readonly code?: QName;
  readonly reason: string;
  /** XML of the children of `detail`, complete with their namespaces. */
  readonly detailXml?: string;
  /** HTTP status; default 500, for a sender's fault of SOAP 1.2 400 (SOAP 1.2 Part 2 §7.5.2.2). */
  readonly status?: number;
  readonly headerBlocks?: Readonly<Record<string, JsonValue>>;
}

/** Bytes as they are, right or wrong. */
export interface RawAnswer {
  readonly kind: 'raw';
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
}

/** Answers valid calls. May throw: the client then gets a fault that blames the receiver. */
export type AnswerCall = (call: ReceivedCall) => Promise<Answer> | Answer;

/** Content type of an envelope (SOAP 1.1 §6, SOAP 1.2 Part 2 §7.1.4). */
export function envelopeContentType(version: SoapVersion): string {
  return version === '1.1' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
}
