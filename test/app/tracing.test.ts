import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startGateway } from '../../src/app.ts';
import { defaultConfig } from '../../src/config/defaults.ts';
import { createMetrics } from '../../src/observability/instruments.ts';
import { createLogTo } from '../../src/observability/logger.ts';
import { createOpenTelemetry } from '../../src/observability/open-telemetry.ts';
import { orderWsdl } from '../cli/order-wsdl.ts';

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

const PLACED = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><PlaceResponse xmlns="urn:orders"><Number>7</Number></PlaceResponse></s:Body></s:Envelope>`;
const PARENT = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

test('traces: the caller, the request here and the call to the backend are one trace, sent by OTLP', async () => {
  const spans: SentSpan[] = [];
  const traceparents: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (request.url === '/v1/traces') {
      for (const { scopeSpans } of JSON.parse(body).resourceSpans)
        for (const each of scopeSpans) spans.push(...each.spans);
      return response.end('{}');
    }
    traceparents.push(request.headers.traceparent as string | undefined);
    return response.setHeader('content-type', 'text/xml').end(PLACED);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'soapstone-tracing-'));
  writeFileSync(join(folder, 'orders.wsdl'), orderWsdl());

  const lines: Record<string, unknown>[] = [];
  const tracing = createOpenTelemetry({ endpoint: url, headers: {}, serviceName: 'orders', sampleRatio: 1 }, '1');
  const { gateway } = await startGateway(
    defaultConfig({ wsdl: [join(folder, 'orders.wsdl')], endpoint: `${url}/soap` }, { PORT: '0', HOST: '127.0.0.1' }),
    {
      metrics: createMetrics({ version: '1', revision: 'r' }, false),
      log: createLogTo({ level: 'info', pretty: false }, { write: (line) => void lines.push(JSON.parse(line)) }),
      version: '1',
      tracing,
    },
  );
  const response = await fetch(`${gateway?.url}/services/OrderService/Place`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      traceparent: `00-${PARENT.traceId}-${PARENT.spanId}-01`,
    },
    body: '{"customer":"Ann"}',
  });
  expect(response.status).toBe(200);
  await gateway?.stop();
  await tracing.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });

  const [client, here] = ['OrderService/Place', 'POST /services/OrderService/Place'].map((name) =>
    spans.find((span) => span.name === name),
  );
  expect(spans).toHaveLength(2);
  expect(here).toMatchObject({ traceId: PARENT.traceId, parentSpanId: PARENT.spanId, kind: 2 });
  expect(client).toMatchObject({ traceId: PARENT.traceId, parentSpanId: here?.spanId, kind: 3 });
  expect(traceparents).toEqual([`00-${PARENT.traceId}-${client?.spanId}-01`]);
  expect(client?.attributes).toContainEqual({ key: 'rpc.system.name', value: { stringValue: 'soap' } });
  expect(here?.attributes).toContainEqual({
    key: 'http.route',
    value: { stringValue: '/services/OrderService/Place' },
  });
  expect(JSON.stringify(spans)).not.toContain('Ann');
  expect(lines[0]).toMatchObject({ traceId: PARENT.traceId });
});
