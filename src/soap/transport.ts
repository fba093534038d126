/** An HTTP exchange with the backend as policies see it: each policy wraps a Transport and is a Transport. */
export type Transport = (request: TransportRequest) => Promise<TransportReply>;

/** A SOAP request ready for the wire. */
export interface TransportRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Milliseconds left for this call in all. */
  readonly deadlineMs: number;
  readonly safe: boolean;
  /** For labels and logs: the WSDL's names. */
  readonly service: string;
  readonly operation: string;
}

/** A reply with its body read in full, unpacked, within the limits. */
export interface TransportReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
