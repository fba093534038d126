import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { GatewayRequest } from '../../src/gateway/exchange.ts';
import { openApiRoutes } from '../../src/http/own/openapi.ts';
import { withOwnRoutes } from '../../src/http/own-route.ts';
import { createOpenApiDocument } from '../../src/openapi/document.ts';
import { notesRules } from '../openapi/notes-gateway.ts';

let made = 0;
const routes = openApiRoutes({
  make: (service) => {
    made += 1;
    return createOpenApiDocument({ title: service ?? 'All', version: '1', rules: notesRules() });
  },
  services: ['Notes'],
});
const exchange = withOwnRoutes(async () => ({ status: 404, headers: {} }), routes);

function get(path: string, headers: GatewayRequest['headers'] = {}, at = exchange) {
  const signal = new AbortController().signal;
  const query = new URLSearchParams();
  return at({ method: 'GET', path, query, headers, body: new Uint8Array(), requestId: 'r', signal });
}

describe('the OpenAPI document over HTTP', () => {
  it('is made when a form of it is first asked for, once', async () => {
    expect(made).toBe(0);
    const [json, yaml] = await Promise.all([get('/openapi.json'), get('/openapi.yaml')]);
    await Promise.all([get('/openapi.json'), get('/openapi.yaml')]);
    expect(made).toBe(2);
    expect(json.headers['Content-Type']).toBe('application/json');
    expect(parse(String(yaml.body))).toEqual(JSON.parse(String(json.body)));
  });

  it('is made after the one before it, failed or not', async () => {
    const order: string[] = [];
    const several = withOwnRoutes(
      async () => ({ status: 404, headers: {} }),
      openApiRoutes({
        *make(service = 'all') {
          order.push(`${service} begins`);
          for (let step = 0; step < 3; step += 1) {
            const end = performance.now() + 5;
            while (performance.now() < end);
            yield;
          }
          order.push(`${service} ends`);
          if (service === 'A') throw new Error('no');
          return yield* createOpenApiDocument({ title: service, version: '1', rules: notesRules() });
        },
        services: ['A', 'B'],
      }),
    );
    const paths = ['/openapi/A.json', '/openapi/B.json', '/openapi.json'];
    const made = await Promise.allSettled(paths.map((path) => get(path, {}, several)));
    expect(made.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(order).toEqual(['A begins', 'A ends', 'B begins', 'B ends', 'all begins', 'all ends']);
  });

  it('is not sent again to those who have it', async () => {
    const { headers } = await get('/openapi.json');
    const again = await get('/openapi.json', { 'if-none-match': `"other", W/${headers.ETag}` });
    expect([again.status, again.body, again.headers.ETag]).toEqual([304, undefined, headers.ETag]);
    expect((await get('/openapi.json', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('is there for each service, in both forms', async () => {
    const json = await get('/openapi/Notes.json');
    expect(JSON.parse(String(json.body)).info.title).toBe('Notes');
    expect((await get('/openapi/Notes.yaml')).headers['Content-Type']).toBe('application/yaml');
    expect((await get('/openapi/Nothing.json')).status).toBe(404);
  });
});
