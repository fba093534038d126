import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from '../src/app.ts';
import { hashApiKey } from '../src/auth/inbound/api-key.ts';
import { defaultConfig } from '../src/config/defaults.ts';
import { readConfig } from '../src/config/load.ts';
import { createMetrics, type Metrics } from '../src/observability/instruments.ts';
import { createLogTo } from '../src/observability/logger.ts';
import { orderWsdl } from './cli/order-wsdl.ts';
import { type RawServer, startRawServer } from './soap/raw-server.ts';

const PLACED = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><PlaceResponse xmlns="urn:orders"><Number>7</Number><Surprise/></PlaceResponse></s:Body></s:Envelope>`;

describe('app: from WSDL and configuration to a gateway that listens', () => {
  let folder: string;
  let backend: RawServer;
  let gateway: RunningGateway | undefined;
  let metrics: Metrics;
  const lines: Readonly<Record<string, unknown>>[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'soapstone-app-'));
    writeFileSync(join(folder, 'orders.wsdl'), orderWsdl());
    writeFileSync(join(folder, 'empty.wsdl'), '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>');
    backend = await startRawServer((socket, { body }) => {
      const text = body.includes('Note') ? '' : PLACED;
      socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
    });
  });
  afterEach(async () => {
    await gateway?.stop();
    gateway = undefined;
  });
  afterAll(async () => {
    await backend[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const start = async (yaml: string) => {
    const { config, diagnostics } = readConfig(yaml, join(folder, 'soapstone.yaml'), {});
    if (config === undefined) throw new Error(JSON.stringify(diagnostics));
    return startWith({ ...config, listen: { host: '127.0.0.1', port: 0 } });
  };
  const startWith = async (config: Parameters<typeof startGateway>[0]) => {
    metrics = createMetrics({ version: '1', revision: 'r' }, false);
    lines.length = 0;
    const log = createLogTo(config.log, { write: (line) => void lines.push(JSON.parse(line)) });
    const started = await startGateway(config, { metrics, log, version: '1.2.3' });
    gateway = started.gateway;
    return started;
  };
  const post = (path: string, body: unknown) =>
    fetch(`${gateway?.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('without a configuration file every operation has a route', async () => {
    const wsdl = [join(folder, 'orders.wsdl')];
    const config = defaultConfig({ wsdl, endpoint: backend.url }, { PORT: '0', HOST: '127.0.0.1' });
    const { diagnostics } = await startWith(config);
    expect(diagnostics).toEqual([]);
    const placed = await post('/services/OrderService/Place', { customer: 'Ann', quantity: 2 });
    expect([placed.status, await placed.json()]).toEqual([200, { number: 7 }]);
    expect(backend.requests.at(-1)?.body).toContain('<Customer>Ann</Customer><Quantity>2</Quantity>');
    expect(backend.requests.at(-1)?.head).toMatch(/soapaction: "urn:orders\/Place"/i);
    const noted = await post('/services/OrderService/Note', { text: 'x' });
    expect([noted.status, await noted.text()]).toEqual([202, '']);
  });

  test('a start from a kept model serves the same, its operations called for the first time', async () => {
    const yaml = `
modelCache: models
backends: { orders: { wsdl: orders.wsdl, endpoint: "${backend.url}" } }
services: { expose: ["*"] }
log: { level: debug }`;
    const warm = () => lines.filter(({ msg }) => msg === 'kept model of the WSDLs').map(({ isWarm }) => isWarm);
    await start(yaml);
    expect(warm()).toEqual([false]);
    await gateway?.stop();
    await start(yaml);
    expect(warm()).toEqual([true]);
    const placed = await post('/services/OrderService/Place', { customer: 'Ann', quantity: 2 });
    expect([placed.status, await placed.json()]).toEqual([200, { number: 7 }]);
  });

  test('a model that cannot be kept is a warning', async () => {
    await start(`
modelCache: orders.wsdl/models
backends: { orders: { wsdl: orders.wsdl, endpoint: "${backend.url}" } }`);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'warn', msg: 'the model of the WSDLs is not kept', error: expect.any(String) }),
    );
  });

  test('a declared route is served under its own template; what is not exposed is not', async () => {
    const { gateway: started } = await start(`
backends: { orders: { wsdl: orders.wsdl, endpoint: "${backend.url}" } }
routes:
  - { selector: OrderService.Place, post: "/customers/{customer}/orders", body: "*", status: 201 }
`);
    expect(started).toBeDefined();
    const placed = await post('/customers/Ann/orders', { quantity: 1 });
    expect([placed.status, await placed.json()]).toEqual([201, { number: 7 }]);
    expect((await post('/services/OrderService/Place', {})).status).toBe(404);
    const invalid = await post('/customers/Ann/orders', { quantity: 'many', size: 1 });
    expect(invalid.status).toBe(422);
    await expect.poll(() => lines.length).toBe(3);
    expect(lines[0]).toMatchObject({
      route: '/customers/{customer}/orders',
      status: 201,
      backend: 'orders',
      service: 'OrderService',
      operation: 'Place',
      outcome: 'ok',
      backendMs: expect.any(Number),
    });
    expect(JSON.stringify(lines)).not.toContain('Ann');
  });

  test('calls, unknown elements and the circuit are counted', async () => {
    await start(`
backends: { orders: { wsdl: orders.wsdl, endpoint: "${backend.url}" } }
services: { expose: ["*"] }
`);
    await post('/services/OrderService/Place', { customer: 'Ann' });
    const { text } = await metrics.render();
    expect(text).toContain(
      'soapstone_backend_calls_total{backend="orders",service="OrderService",operation="Place",outcome="ok"} 1',
    );
    expect(text).toContain('soapstone_unknown_elements_total{backend="orders",service="OrderService"} 1');
    expect(text).toContain('soapstone_circuit_state{backend="orders",state="closed"} 1');
    expect(text).toMatch(
      /http_server_request_duration_seconds_count\{.*http_route="\/services\/OrderService\/Place".*\} 1/,
    );
  });

  test('the first page and the OpenAPI document tell what is served', async () => {
    await start(`backends: { orders: { wsdl: orders.wsdl } }\nservices: { expose: ["*.Place"] }`);
    const landing = await (await fetch(`${gateway?.url}/`)).json();
    expect(landing).toMatchObject({ name: 'soapstone', version: '1.2.3', services: 1, operations: 2 });
    const response = await fetch(`${gateway?.url}/openapi.json`);
    const document = (await response.json()) as { paths: object };
    expect(Object.keys(document.paths)).toEqual(['/services/OrderService/Place']);
    const etag = response.headers.get('etag') ?? '';
    const again = await fetch(`${gateway?.url}/openapi.json`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(await (await fetch(`${gateway?.url}/openapi.yaml`)).text()).toContain('openapi: ');
  });

  test('metrics have a port of their own when one is given', async () => {
    const { gateway: started } = await start(`
backends: { orders: { wsdl: orders.wsdl } }
metrics: { host: 127.0.0.1, port: 0 }
`);
    expect((await fetch(`${started?.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${started?.metricsUrl}/metrics`)).status).toBe(200);
    expect((await fetch(`${started?.metricsUrl}/openapi.json`)).status).toBe(404);
  });

  test('mistakes in path, query and body are reported together', async () => {
    await start(`
backends: { orders: { wsdl: orders.wsdl, endpoint: "${backend.url}" } }
routes:
  - { selector: OrderService.Place, post: "/orders/{quantity}", body: "*" }
`);
    const before = backend.requests.length;
    const refused = await post('/orders/many?urgent=1', { customer: 5, custmer: 'Ann' });
    const { errors } = (await refused.json()) as { errors: { pointer: string; parameter?: string }[] };
    const places = errors.map(({ pointer, parameter }) => parameter ?? pointer);
    expect([refused.status, places.sort()]).toEqual([422, ['/custmer', '/customer', 'quantity', 'urgent']]);
    expect(backend.requests.length).toBe(before);
  });

  test('a port to prefer that no service has is told of, and the WSDL is served', async () => {
    const { gateway: started, diagnostics } = await start(
      'backends: { orders: { wsdl: orders.wsdl, portName: OrderPrt } }\nservices: { expose: ["*"] }',
    );
    expect(started?.contract().operations.length).toBeGreaterThan(0);
    expect(diagnostics.map(({ level, rule }) => `${level} ${rule}`)).toEqual(['warning wsdl/unknown-port']);
  });

  test('everything that refuses the start is reported together, with its place', async () => {
    const { gateway: started, diagnostics } = await start(`backends:
  orders:
    wsdl: [orders.wsdl, empty.wsdl, absent.wsdl]
    profile: { name: superofice }
    headers: { Token: x }
routes:
  - { selector: OrderService.Plaice, post: /orders }
`);
    expect(started).toBeUndefined();
    const errors = diagnostics.filter(({ level }) => level === 'error').map(({ rule }) => rule);
    expect(new Set(errors)).toEqual(
      new Set([
        'wsdl/nothing-served',
        'wsdl/document-missing',
        'config/unknown-profile',
        'config/header-block',
        'http-rule/unknown-selector',
      ]),
    );
    expect(diagnostics.find(({ rule }) => rule === 'config/unknown-profile')).toMatchObject({
      location: { line: 4 },
      remedy: 'did you mean "superoffice"?',
    });
  });

  describe('API keys in a header of another name', () => {
    const KEY = 'key-of-the-shop';
    const settings = (header: string) => `
backends: { orders: { wsdl: orders.wsdl, endpoint: "${backend.url}" } }
routes: [{ selector: OrderService.Place, get: "/orders/{customer}" }]
rateLimit: { window: 1m, limit: 3, failedSignIns: 2 }
auth: { apiKeys: { header: ${header}, keys: [{ name: shop, sha256: ${hashApiKey(KEY)} }] } }`;
    const statuses = async (each: (n: number) => Record<string, string>) => {
      const found = [];
      for (const n of [1, 2, 3, 4]) {
        found.push((await fetch(`${gateway?.url}/orders/Ann`, { headers: each(n) })).status);
      }
      return found;
    };

    test('the limit is of the key, not of what else is sent', async () => {
      await start(settings('X-Shop'));
      const found = await statuses((n) => ({ 'x-shop': KEY, authorization: `Bearer x${n}` }));
      expect(found).toEqual([200, 200, 200, 429]);
    });

    test('guesses are counted as failed sign-ins, where a reload has moved the header too', async () => {
      await start(settings('X-Shop'));
      const { config } = readConfig(settings('X-Store'), join(folder, 'soapstone.yaml'), {});
      expect((config && (await gateway?.reload(config, [])))?.result).toBe('done');
      expect(await statuses((n) => ({ 'x-store': `guess-${n}` }))).toEqual([401, 401, 429, 429]);
    });
  });

  test('two backends with a service of one name are both served', async () => {
    const { gateway: started } = await start(`
backends:
  one: { wsdl: orders.wsdl, endpoint: "${backend.url}" }
  two: { wsdl: orders.wsdl, endpoint: "${backend.url}" }
services: { expose: ["*"] }
`);
    expect(started?.contract().operations.map(({ genericPath }) => genericPath)).toEqual([
      '/services/OrderService/Place',
      '/services/OrderService/Note',
      '/services/OrderService-2/Place',
      '/services/OrderService-2/Note',
    ]);
  });
});
