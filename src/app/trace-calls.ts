import type { Span, SpanAttributes, Tracing } from '../observability/tracing.ts';
import { BackendError } from '../soap/call.ts';
import type { Transport } from '../soap/transport.ts';

/** Puts a span around each call, all its tries included, and tells the backend of it (`traceparent`). */
export function withClientSpans(transport: Transport, tracing: Tracing): Transport {
  return async (request) => {
    const { service, operation, headers, url } = request;
    const span = tracing.startClientSpan(`${service}/${operation}`, headers, {
      'rpc.system.name': 'soap',
      'rpc.method': `${service}/${operation}`,
      ...serverAttributes(url),
    });
    try {
      const reply = await transport({ ...request, headers: { ...headers, ...span.headers } });
      span.end({ attributes: { 'http.response.status_code': reply.status }, isError: reply.status >= 500 });
      return reply;
    } catch (error) {
      endWithError(span, error);
      throw error;
    }
  };
}

function serverAttributes(address: string): SpanAttributes {
  if (!URL.canParse(address)) return {};
  const { hostname, port, protocol } = new URL(address);
  const usual = protocol === 'https:' ? 443 : 80;
  return { 'server.address': hostname, 'server.port': port === '' ? usual : Number(port) };
}

function endWithError(span: Span, error: unknown): void {
  const kind = error instanceof BackendError ? error.kind : 'internal';
  span.end({ attributes: { 'error.type': kind }, isError: true });
}
