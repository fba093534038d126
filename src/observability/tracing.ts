/** What tracing asks of the program, so that nothing else knows who records the spans. */
export interface Tracing {
  /** Begins the span of a request that a caller sent. */
  startServerSpan(headers: TraceHeaders): Span;
  /** Begins the span of a call to a backend. @param headers - of the call: they hold the span it is a child of */
  startClientSpan(name: string, headers: TraceHeaders, attributes: SpanAttributes): Span;
  /** Sends what is held back. */
  close(): Promise<void>;
}

/** Headers of the W3C Trace Context among others. */
export interface TraceHeaders {
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
}

/** Attributes by their names in OpenTelemetry's semantic conventions. Never a value of the request. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** A span at work. */
export interface Span {
  readonly traceId: string;
  /** What goes on to those who are called within the span. */
  readonly headers: Readonly<Record<string, string>>;
  /** @param name - in place of the one it began with */
  end(result: { readonly name?: string; readonly attributes: SpanAttributes; readonly isError: boolean }): void;
}
