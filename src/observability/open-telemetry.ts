import {
  type Attributes,
  type Context,
  createTraceState,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import { parseTraceParent, renderTraceParent } from './trace-context.ts';
import type { Span, TraceHeaders, Tracing } from './tracing.ts';

/** Where spans go, and how many. */
export interface OpenTelemetrySettings {
  /** URL of an OTLP receiver; `/v1/traces` is added where there is no path. */
  readonly endpoint: string;
  /** HTTP headers for the receiver, such as its key. */
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** Share of the traces that start here which are recorded; those that a caller started are as it says. */
  readonly sampleRatio: number;
}

/**
 * Records spans with OpenTelemetry and sends them by OTLP over HTTP. Load this file only where traces are wanted: it costs
 * start-up time and memory. There is no global state: contexts travel in headers.
 */
export function createOpenTelemetry(settings: OpenTelemetrySettings, version: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: tracesUrl(settings.endpoint), headers: { ...settings.headers } });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': settings.serviceName, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(settings.sampleRatio) }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('soapstone', version);
  const start = (name: string, kind: SpanKind, headers: TraceHeaders, attributes: Attributes): Span =>
    wrap(tracer.startSpan(name, { kind, attributes }, parentContext(headers)), headers.tracestate);
  return {
    startServerSpan: (headers) => start('HTTP', SpanKind.SERVER, headers, {}),
    startClientSpan: (name, headers, attributes) => start(name, SpanKind.CLIENT, headers, attributes),
    close: () => provider.shutdown(),
  };
}

function tracesUrl(endpoint: string): string {
  const url = new URL(endpoint);
  if (url.pathname === '/') url.pathname = '/v1/traces';
  return url.href;
}

function parentContext({ traceparent, tracestate }: TraceHeaders): Context {
  const parent = parseTraceParent(traceparent);
  if (parent === undefined) return ROOT_CONTEXT;
  const { traceId, spanId, flags } = parent;
  const state = tracestate === undefined ? {} : { traceState: createTraceState(tracestate) };
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: flags, isRemote: true, ...state });
}

function wrap(span: OtelSpan, tracestate: string | undefined): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  const traceparent = renderTraceParent({ traceId, spanId, flags: traceFlags });
  return {
    traceId,
    headers: { traceparent, ...(tracestate === undefined ? {} : { tracestate }) },
    end: ({ name, attributes, isError }) => {
      if (name !== undefined) span.updateName(name);
      span.setAttributes({ ...attributes });
      if (isError) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
