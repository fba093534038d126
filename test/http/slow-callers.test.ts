import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GatewayOverHttp, sendRaw, startOverHttp } from './gateway-over-http.ts';

describe('HTTP: callers that are slow or speak badly', () => {
  let gateway: GatewayOverHttp;
  beforeAll(async () => {
    gateway = await startOverHttp(
      async () => ({ status: 204, headers: {}, route: '/x' }),
      'server: { headersTimeout: 200ms, requestTimeout: 400ms, keepAliveTimeout: 1s }\nlimits: { requestBody: 1KiB }',
    );
  });
  afterAll(() => gateway.server.stop(0));

  test.each([
    ['headers that never end', 'GET /x HTTP/1.1\r\nHost: a\r\nX: '],
    ['a body that never comes', 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc'],
    ['a request line that never ends', 'GET /'],
  ])('%s: 408, and the connection is closed', async (_name, raw) => {
    const answer = await sendRaw(gateway.server.port, raw);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"type":"/problems/request-timeout"');
  });

  test('a body that is too large is refused before it is sent, where the caller asks first', async () => {
    const raw = 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\nExpect: 100-continue\r\n\r\n';
    const answer = await sendRaw(gateway.server.port, raw);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).not.toContain('100 Continue');
  });

  test.each([
    ['no Host', 400, ''],
    ['an Expect that is not known', 417, 'Host: a\r\nExpect: 200-ok\r\n'],
    ['an Expect of which a part is not known', 417, 'Host: a\r\nExpect: 100-continue, 200-ok\r\n'],
  ])('%s: %d as a problem, counted and logged as any other', async (_name, status, headers) => {
    const requestId = `${status}-${headers.length}`;
    const raw = `GET /x HTTP/1.1\r\n${headers}X-Request-Id: ${requestId}\r\nConnection: close\r\n\r\n`;
    const [head = '', body = ''] = (await sendRaw(gateway.server.port, raw)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toContain('Content-Type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ type: '/problems/bad-request', status, instance: requestId });
    await expect.poll(() => gateway.lines.filter((line) => line.requestId === requestId)).toHaveLength(1);
  });

  test('HTTP/1.0, which has no Host, is served without one', async () => {
    expect(await sendRaw(gateway.server.port, 'GET /x HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 204 /);
  });

  test('a caller that asks first and is welcome is told to go on', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(gateway.server.port, '127.0.0.1');
      socket.write(
        'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n',
      );
      socket.setEncoding('latin1').on('data', (chunk: string) => {
        text += chunk;
        if (chunk.includes('100 Continue')) socket.write('{}');
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 204 /);
  });

  test.each([
    ['CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n', /^(?:HTTP\/1\.1 (?:400|405) |$)/],
    ['GET /x HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n', /^HTTP\/1\.1 204 /],
    ['GET /x HTTP/9.9\r\nHost: a\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['GET /x\u0000y HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n', /^HTTP\/1\.1 400 /],
  ])('%j is answered for what it is, and the next request is served', async (raw, expected) => {
    expect(await sendRaw(gateway.server.port, raw)).toMatch(expected);
    expect((await fetch(`${gateway.url}/x`)).status).toBe(204);
  });
});
