import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { GatewayRequest, GatewayResponse } from '../../src/gateway/exchange.ts';
import { startOverHttp } from './gateway-over-http.ts';

const COUNT = 12;
const PIPELINED = 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}'.repeat(COUNT);

describe('HTTP: a caller that pipelines requests and leaves', () => {
  test.each([
    ['resets the connection', (socket: Socket) => socket.resetAndDestroy()],
    ['ends the connection', (socket: Socket) => socket.end()],
  ])('%s: every call is given up, counted and logged once, and a stop does not wait', async (_name, leave) => {
    const begun: GatewayRequest[] = [];
    const gateway = await startOverHttp((request) => {
      begun.push(request);
      return new Promise<GatewayResponse>(() => undefined);
    }, 'rateLimit: off');
    const socket = connect(gateway.server.port, '127.0.0.1', () => socket.write(PIPELINED));
    await expect.poll(() => begun.length).toBe(COUNT);
    leave(socket);

    await expect.poll(() => begun.filter(({ signal }) => signal.aborted).length).toBe(COUNT);
    expect((await gateway.metrics.render()).text).toContain('http_server_active_requests 0');
    expect(await gateway.server.stop(60_000)).toBe(true);
    expect(gateway.lines.map(({ status }) => status)).toEqual(Array(COUNT).fill(499));
    expect(new Set(gateway.lines.map(({ requestId }) => requestId)).size).toBe(COUNT);
  });

  test('an answer that was ready behind another and never went out is told as one that was not sent', async () => {
    let begun = 0;
    const gateway = await startOverHttp(async () => {
      begun += 1;
      if (begun === 1) return new Promise<GatewayResponse>(() => undefined);
      return { status: 200, headers: {}, body: 'ready', route: '/x' };
    }, 'rateLimit: off');
    const socket = connect(gateway.server.port, '127.0.0.1', () => socket.write(PIPELINED));
    await expect.poll(() => begun).toBe(COUNT);
    socket.destroy();
    await expect.poll(() => gateway.lines.length).toBe(COUNT);
    expect(gateway.lines.filter(({ status }) => status === 499)).toHaveLength(COUNT);
    expect(await gateway.server.stop(60_000)).toBe(true);
  });

  test('answers that go out are in the order of the requests, each told once', async () => {
    const gateway = await startOverHttp(
      async ({ path }) => ({ status: 200, headers: {}, body: `${path};`, route: '/x' }),
      'rateLimit: off',
    );
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const head = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;
      const socket = connect(gateway.server.port, '127.0.0.1', () =>
        socket.write(head('/1') + head('/2') + head('/3', 'Connection: close\r\n')),
      );
      socket.setEncoding('latin1').on('data', (chunk: string) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer.match(/\/\d;/g)).toEqual(['/1;', '/2;', '/3;']);
    expect(await gateway.server.stop(60_000)).toBe(true);
    expect(gateway.lines.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await gateway.metrics.render()).text).toContain('http_server_active_requests 0');
  });

  test('100 Continue to a request behind another stands between the two answers', async () => {
    let goOn: (() => void) | undefined;
    const gateway = await startOverHttp(async ({ path }) => {
      if (path === '/1') await new Promise<void>((resolve) => (goOn = resolve));
      return { status: 200, headers: {}, body: `${path};`, route: '/x' };
    }, 'rateLimit: off');
    const post = (path: string, more: string) =>
      `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n${more}\r\n`;
    let text = '';
    const socket = connect(gateway.server.port, '127.0.0.1', () =>
      socket.write(`${post('/1', '')}{}${post('/2', 'Expect: 100-continue\r\nConnection: close\r\n')}`),
    );
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('100 Continue')) socket.write('{}');
    });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    await expect.poll(() => goOn).toBeDefined();
    goOn?.();
    await closed;
    expect(text.match(/HTTP\/1\.1 \d+|\/\d;/g)).toEqual(['HTTP/1.1 200', '/1;', 'HTTP/1.1 100', 'HTTP/1.1 200', '/2;']);
    await gateway.server.stop(0);
  });
});
