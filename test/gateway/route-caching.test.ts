import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/load.ts';
import type { RouteSettings } from '../../src/config/route-settings.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import type { GatewayRequest, GatewayResponse } from '../../src/gateway/exchange.ts';
import { sourceHeaders } from '../../src/gateway/header-blocks.ts';
import { createGateway } from '../../src/gateway/invoke.ts';
import { createResponseCache } from '../../src/gateway/response-cache.ts';
import { checkRules } from '../../src/gateway/rule/check.ts';
import type { SoapReply } from '../../src/soap/call.ts';
import { outputReply, schemaOperation } from './schema-operation.ts';

const location = { file: 'c.yaml', line: 1, column: 1 };
const input = { type: 'object' as const, properties: { folder: { type: 'string' as const } } };

/** A gateway with one route over `Notes.List`, which counts its calls. */
function setup(own: Partial<RouteSettings>, reply: (count: number) => SoapReply = (count) => outputReply({ count })) {
  const state = { calls: 0, nowMs: 0 };
  const list = schemaOperation({
    selector: 'Notes.List',
    input,
    output: {},
    invoke: async () => {
      state.calls += 1;
      return reply(state.calls);
    },
  });
  const source = {
    selector: 'Notes.List',
    method: 'GET',
    path: '/folders/{folder}',
    safe: true,
    location,
    ...own,
  } as const;
  const gateway = createGateway({
    rules: checkRules([source], [list], collectDiagnostics()),
    profiles: new Map(),
    headerBlocks: new Map(),
    faultStatus: new Map(),
    jsonDepthMax: 10,
    cache: createResponseCache(() => state.nowMs),
    vary: ['X-Zone'],
  });
  const send = (method: string, path: string, headers: GatewayRequest['headers']): Promise<GatewayResponse> =>
    gateway({
      method,
      path,
      query: new URLSearchParams(),
      headers,
      body: new Uint8Array(),
      requestId: 'r',
      signal: new AbortController().signal,
    });
  const get = (path = '/folders/a', headers: GatewayRequest['headers'] = {}) => send('GET', path, headers);
  return { state, send, get };
}

describe('kept answers', () => {
  it('are given again, with their age, until their time is over', async () => {
    const { state, get } = setup({ cacheMs: 10_000 });
    const first = await get();
    state.nowMs = 4_900;
    const second = await get();
    expect([String(second.body), second.headers.Age, state.calls]).toEqual([String(first.body), '4', 1]);
    expect(second.log?.backendMs, 'no backend was called').toBeUndefined();
    state.nowMs = 10_000;
    expect(String((await get()).body)).toBe('{"count":2}');
  });

  it.each([
    ['path', '/folders/b', {}],
    ['caller', '/folders/a', { authorization: 'Bearer other' }],
    ['header that becomes a header block', '/folders/a', { 'x-zone': 'NO' }],
  ])('are not given to a request of another %s', async (_what, path, headers) => {
    const { state, get } = setup({ cacheMs: 10_000 });
    await get();
    await get(path, headers);
    expect(state.calls).toBe(2);
  });

  it('are no failures', async () => {
    const fault = { code: 'Server', subcodes: [], reason: 'no', httpStatus: 500 };
    const { state, get } = setup({ cacheMs: 10_000 }, () => ({ kind: 'fault', fault, headerBlocks: new Map() }));
    expect([(await get()).status, (await get()).status, state.calls]).toEqual([502, 502, 2]);
  });

  it('are forgotten, oldest first, when there are too many', async () => {
    const { state, get } = setup({ cacheMs: 10_000 });
    for (let n = 0; n <= 1000; n += 1) await get(`/folders/${n}`);
    await get('/folders/1000');
    expect(state.calls).toBe(1001);
    await get('/folders/0');
    expect(state.calls).toBe(1002);
  });

  it('are still kept after many that were asked for at the same time', async () => {
    const { state, get } = setup({ cacheMs: 10_000 }, () => outputReply({ text: 'x'.repeat(4_000_000) }));
    await Promise.all(Array.from({ length: 10 }, () => get()));
    state.nowMs = 10_000;
    await get();
    await get();
    expect(state.calls).toBe(11);
  });

  it('are not kept where the route does not ask for it', async () => {
    const { state, get } = setup({});
    await get();
    await get();
    expect(state.calls).toBe(2);
  });
});

describe('entity tags', () => {
  const same = () => outputReply({ notes: [] });

  it('save the body for those who have it, on safe routes that caches may keep', async () => {
    const { get } = setup({ cacheControl: 'private, max-age=60' }, same);
    const { headers } = await get();
    expect(headers.ETag).toMatch(/^"[\w-]{27}"$/);
    const again = await get('/folders/a', { 'if-none-match': `W/${headers.ETag}` });
    expect(again).toMatchObject({ status: 304, route: '/folders/{folder}', headers: { ETag: headers.ETag } });
    expect([again.body, again.headers['Content-Type']]).toEqual([undefined, undefined]);
    expect((await get('/folders/a', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each([
    ['a route that says no-store', {}],
    ['a route that is not safe', { safe: false, cacheControl: 'private' }],
  ])('are not made for %s', async (_what, own) => {
    const { get } = setup(own, same);
    expect((await get('/folders/a', { 'if-none-match': '*' })).headers.ETag).toBeUndefined();
  });

  it.each([
    ['a write', { method: 'PUT', safe: false }, 400, 0],
    ['a read by POST', { method: 'POST', safe: true }, 200, 1],
    ['a read', { method: 'GET', safe: false }, 200, 1],
  ] as const)('are not compared by If-Match: %s', async (_what, own, status, calls) => {
    const { state, send } = setup(own, same);
    const answered = await send(own.method, '/folders/a', { 'if-match': '"tag"' });
    expect([answered.status, state.calls]).toEqual([status, calls]);
    const refused = { type: '/problems/bad-request', outcome: 'not-executed' };
    expect(JSON.parse(String(answered.body))).toMatchObject(status === 400 ? refused : { notes: [] });
  });
});

describe('a deprecated route', () => {
  it('says so in every answer, problems included (RFC 9745, RFC 8594)', async () => {
    const deprecation = { since: '2026-01-01', sunset: '2026-12-31', link: 'https://example.com/moving' };
    const { get } = setup({ deprecation });
    const expected = {
      Deprecation: '@1767225600',
      Sunset: 'Thu, 31 Dec 2026 00:00:00 GMT',
      Link: '<https://example.com/moving>; rel="deprecation"',
    };
    expect((await get()).headers).toMatchObject(expected);
    const refused = await get('/folders/a', { accept: 'text/plain' });
    expect(refused.status).toBe(406);
    expect(refused.headers).toMatchObject(expected);
  });
});

describe('the settings of routes', () => {
  const read = (route: string) =>
    readConfig(`backends: { crm: { wsdl: a.wsdl } }\nroutes:\n  - ${route}\n`, 'c.yaml', {});

  it('are read with their units', () => {
    const route = '{ selector: A.B, get: /a, safe: true, cache: 30s, deprecation: { since: 2026-01-01 } }';
    const { config, diagnostics } = read(route);
    expect(diagnostics).toEqual([]);
    expect(config?.routes[0]).toMatchObject({ cacheMs: 30_000, deprecation: { since: '2026-01-01' } });
  });

  it.each([
    ['answers of unsafe routes', '{ selector: A.B, post: /a, cache: 30s }', /safe: true/],
    ['dates that are none', '{ selector: A.B, get: /a, deprecation: { since: soon } }', /date/],
  ])('refuse to keep %s', (_what, route, message) => {
    const { diagnostics } = read(route);
    expect(diagnostics.map((each) => each.message).join()).toMatch(message);
  });
});

it('headers that blocks come from are found at any depth', () => {
  const value = { Zone: { from: 'X-Zone' }, List: [{ from: 'X-Other' }, { from: 'X-Zone' }], Fixed: 'x' };
  expect(sourceHeaders([{ name: 'Block', value, location }])).toEqual(['X-Zone', 'X-Other']);
});
