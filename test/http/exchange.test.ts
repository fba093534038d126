import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayRequest, HandleExchange } from '../../src/gateway/exchange.ts';
import type { CancelSignal } from '../../src/soap/cancel-signal.ts';
import { type GatewayOverHttp, sendRaw, startOverHttp } from './gateway-over-http.ts';

const seen: GatewayRequest[] = [];

/** Says what it was asked; some paths do more. */
const exchange: HandleExchange = async (request) => {
  seen.push(request);
  if (request.path === '/throws') throw new Error('secret place /srv/app/x.ts');
  if (request.path === '/empty') return { status: 204, headers: {}, route: '/empty' };
  const body = JSON.stringify({
    method: request.method,
    path: request.path,
    body: Buffer.from(request.body).toString(),
  });
  const log = { backend: 'crm', service: 'User', operation: 'Save', outcome: 'ok', backendMs: 1.5 } as const;
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body, route: '/echo/{name}', log };
};

describe('HTTP: an exchange over a socket', () => {
  let gateway: GatewayOverHttp;
  beforeAll(async () => {
    gateway = await startOverHttp(exchange, 'limits: { requestBody: 1KiB }\nrateLimit: off');
  });
  afterAll(() => gateway.server.stop(1000));

  test('a request reaches the exchange whole, and its answer the caller', async () => {
    const response = await fetch(`${gateway.url}/echo/a%2Fb?x=1&x=2`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'so-timezone': 'NO' },
      body: '{"a":1}',
    });
    expect(await response.json()).toEqual({ method: 'POST', path: '/echo/a%2Fb', body: '{"a":1}' });
    const request = seen.at(-1);
    expect(request?.query.getAll('x')).toEqual(['1', '2']);
    expect(request?.headers['so-timezone']).toBe('NO');
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  test('every answer has the security headers, and none says what the server is', async () => {
    const { headers } = await fetch(`${gateway.url}/echo/a`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
  });

  test.each([
    ['abc-123_~:x', true],
    [`a${'b'.repeat(128)}`, false],
    ['a b', false],
    ['<script>', false],
    ['', false],
  ])('the request id %j is kept: %j', async (id, isKept) => {
    const response = await fetch(`${gateway.url}/echo/a`, { headers: { 'x-request-id': id } });
    expect(response.headers.get('x-request-id') === id).toBe(isKept);
    expect(response.headers.get('x-request-id')).toMatch(/^[\w.~+/=:@-]{1,128}$/);
    expect(seen.at(-1)?.requestId).toBe(response.headers.get('x-request-id'));
  });

  test('HEAD has the headers of GET and no body', async () => {
    const response = await fetch(`${gateway.url}/echo/a`, { method: 'HEAD' });
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(10);
    expect(await response.text()).toBe('');
  });

  test('204 has neither body nor length', async () => {
    const response = await fetch(`${gateway.url}/empty`);
    expect([response.status, response.headers.get('content-length')]).toEqual([204, null]);
  });

  test('a body beyond the limit is 413, declared or not, and the exchange never sees it', async () => {
    const before = seen.length;
    const declared = await fetch(`${gateway.url}/echo/a`, { method: 'POST', body: 'x'.repeat(1025) });
    const chunked = await fetch(`${gateway.url}/echo/a`, {
      method: 'POST',
      body: new Blob(['x'.repeat(3_000_000)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([declared.status, chunked.status]).toEqual([413, 413]);
    expect(await declared.json()).toMatchObject({ type: '/problems/too-large', status: 413 });
    expect(seen.length).toBe(before);
  });

  test('a packed body is unpacked, within the same limit', async () => {
    const send = (body: Uint8Array<ArrayBuffer>, encoding: string) =>
      fetch(`${gateway.url}/echo/a`, { method: 'POST', headers: { 'content-encoding': encoding }, body });
    const packed = await send(new Uint8Array(gzipSync('{"a":1}')), 'gzip');
    expect(await packed.json()).toMatchObject({ body: '{"a":1}' });
    const statuses = [
      await send(new Uint8Array(gzipSync('x'.repeat(100_000))), 'gzip'),
      await send(new Uint8Array(Buffer.from('not packed')), 'gzip'),
      await send(new Uint8Array(Buffer.from('x')), 'zstd'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([413, 400, 415]);
  });

  test('what the exchange throws is a 500 without a trace of it', async () => {
    const response = await fetch(`${gateway.url}/throws`, { headers: { 'x-request-id': 'r-500' } });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ type: '/problems/internal', instance: 'r-500' });
    expect(text).not.toContain('srv');
    const line = gateway.lines.find(({ requestId }) => requestId === 'r-500');
    expect(line).toMatchObject({ level: 'error', status: 500, route: 'unmatched', problem: 'internal' });
    expect(JSON.stringify(line)).toContain('secret place');
  });

  test('an absolute-form target is answered as its path', async () => {
    const raw = 'GET http://elsewhere.example/echo/a?b=c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    expect(await sendRaw(gateway.server.port, raw)).toContain('"path":"/echo/a"');
  });

  test.each(['%FF', '%C0%80', '%ED%A0%80', '%', '%g0', '%C3&y=%A9'])(
    'a query that is no text is a 400 and never reaches the exchange: %s',
    async (value) => {
      const before = seen.length;
      const answer = await sendRaw(
        gateway.server.port,
        `GET /echo/a?x=${value} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('"detail":"The query is not well-formed."');
      expect(seen.length).toBe(before);
    },
  );

  test('a query that is text reaches the exchange as it is meant', async () => {
    await fetch(`${gateway.url}/echo/a?x=1+%2B%25&%C3%A9=%F0%9F%98%80%EF%BF%BD`);
    expect([...(seen.at(-1)?.query ?? [])]).toEqual([
      ['x', '1 +%'],
      ['é', '😀\ufffd'],
    ]);
  });

  test.each([
    ['no HTTP at all', 'HELLO\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two hosts', 'GET /echo/a HTTP/1.1\r\nHost: x\r\nhOST: x\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(20_000)}\r\n\r\n`, 431],
  ])('malformed HTTP is refused and the connection closed: %s', async (_name, raw, status) => {
    const answer = await sendRaw(gateway.server.port, raw);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  test('a caller that leaves aborts the exchange, and the log says so', async () => {
    let signal: CancelSignal | undefined;
    const slow = await startOverHttp((request) => {
      signal = request.signal;
      return new Promise(() => undefined);
    });
    const outgoing = httpRequest(`${slow.url}/slow`);
    outgoing.on('error', () => undefined);
    outgoing.end();
    await expect.poll(() => signal?.aborted).toBe(false);
    outgoing.destroy();
    await expect.poll(() => signal?.aborted).toBe(true);
    await expect.poll(() => slow.lines.at(-1)).toMatchObject({ status: 499, route: 'unmatched' });
    await slow.server.stop(0);
  });
});
