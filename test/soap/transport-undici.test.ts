import { once } from 'node:events';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExchangeTiming, UndiciTransport } from '../../src/soap/transport-undici.ts';
import { createUndiciTransport } from '../../src/soap/transport-undici.ts';
import { always, type RawAnswer, response, startRawServer } from './raw-server.ts';
import { rejection, transportRequest } from './requests.ts';

const REPLY_BYTES_MAX = 64 * 1024;
const opened: UndiciTransport[] = [];

function open(own: Partial<Parameters<typeof createUndiciTransport>[0]> = {}): UndiciTransport {
  const made = createUndiciTransport({
    connectTimeoutMs: 2_000,
    connectionsMax: 4,
    replyBytesMax: REPLY_BYTES_MAX,
    ...own,
  });
  opened.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
});

describe('transport: what arrives', () => {
  it('transport: posts headers and body as they are and keeps connections', async () => {
    await using server = await startRawServer(always(200, '<reply/>'));
    const { transport } = open();
    const first = await transport(transportRequest(server.url, { body: '<ä/>' }));
    for (let call = 0; call < 10; call++) await transport(transportRequest(server.url));
    expect(Buffer.from(first.body).toString()).toBe('<reply/>');
    expect(first.status).toBe(200);
    expect(first.headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(server.requests[0]?.body).toBe('<ä/>');
    expect(server.requests[0]?.head).toContain('SOAPAction: "urn:save"');
    expect(server.requests[0]?.head).toMatch(/^POST \/service HTTP/);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it.each([
    ['gzip', gzipSync('<reply/>')],
    ['x-gzip', gzipSync('<reply/>')],
    ['deflate', deflateSync('<reply/>')],
    ['deflate', deflateRawSync('<reply/>')],
    ['identity', Buffer.from('<reply/>')],
    ['deflate, gzip', gzipSync(deflateSync('<reply/>'))],
  ])('transport: unpacks %s (RFC 9110 §8.4)', async (coding, body) => {
    await using server = await startRawServer(always(200, body, { 'content-encoding': coding }));
    const reply = await open().transport(transportRequest(server.url));
    expect(Buffer.from(reply.body).toString()).toBe('<reply/>');
  });

  it('transport: sends a SOAPAction beyond ASCII as UTF-8 (RFC 9110 §5.5)', async () => {
    await using server = await startRawServer(always(200, '<reply/>'));
    await open().transport(transportRequest(server.url, { headers: { SOAPAction: '"urn:grüße"' } }));
    expect(server.requests[0]?.head).toContain('SOAPAction: "urn:grüße"');
  });

  it('transport: takes a reply that ends with its connection', async () => {
    await using server = await startRawServer((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n<reply/>'));
    const reply = await open().transport(transportRequest(server.url));
    expect(Buffer.from(reply.body).toString()).toBe('<reply/>');
  });

  it('transport: passes over 103 Early Hints', async () => {
    await using server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\n\r\n');
      socket.write(response(200, {}, '<reply/>'));
    });
    expect((await open().transport(transportRequest(server.url))).status).toBe(200);
  });

  it('transport: does not follow a redirect', async () => {
    await using server = await startRawServer(always(302, '', { location: 'http://127.0.0.1:1/' }));
    expect((await open().transport(transportRequest(server.url))).status).toBe(302);
  });

  it('transport: tells of each exchange how long it took and how it ended', async () => {
    await using server = await startRawServer((socket, _request, count) =>
      count === 1 ? always(200, '<reply/>')(socket, _request, count) : socket.resetAndDestroy(),
    );
    const seen: ExchangeTiming[] = [];
    const { transport } = open({ onExchange: (exchange) => seen.push(exchange) });
    await transport(transportRequest(server.url));
    await rejection(transport(transportRequest(server.url)));
    expect(seen).toMatchObject([
      { service: 'Notes', operation: 'Save', result: 200, durationMs: expect.any(Number) },
      { result: { kind: 'unreachable' } },
    ]);
  });
});

const MEGABYTE = Buffer.alloc(1024 * 1024, 0x20);

describe('transport: what does not arrive', () => {
  it.each<[string, RawAnswer, object]>([
    [
      'a reset after the request was read',
      (socket) => socket.resetAndDestroy(),
      { kind: 'unreachable', outcome: 'unknown' },
    ],
    ['a close without an answer', (socket) => socket.end(), { kind: 'unreachable', outcome: 'unknown' }],
    [
      'a reset in the middle of the body',
      (socket) => socket.write(response(200, { 'content-length': '1000' }, '<rep'), () => socket.resetAndDestroy()),
      { kind: 'unreachable', outcome: 'unknown', httpStatus: 200 },
    ],
    [
      'a body shorter than announced',
      (socket) => socket.end(response(200, { 'content-length': '1000' }, '<rep')),
      { kind: 'unreachable', outcome: 'unknown', httpStatus: 200 },
    ],
    ['no HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n'), { kind: 'invalid-response', outcome: 'unknown' }],
    [
      'headers larger than undici allows',
      always(200, '<reply/>', { 'x-a': 'a'.repeat(100_000) }),
      { kind: 'invalid-response', outcome: 'unknown' },
    ],
    [
      'two lengths',
      (socket) => socket.write('HTTP/1.1 200 X\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello'),
      { kind: 'invalid-response', outcome: 'unknown' },
    ],
    [
      'a length and chunks',
      (socket) => socket.write('HTTP/1.1 200 X\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
      { kind: 'invalid-response', outcome: 'unknown' },
    ],
    ['a NUL in a header', always(200, '<reply/>', { 'x-a': 'a\0b' }), { kind: 'invalid-response', outcome: 'unknown' }],
    [
      'a body announced larger than the limit',
      (socket) => socket.write(response(200, { 'content-length': '104857600' }, '<')),
      { kind: 'invalid-response', message: "The backend's answer is larger than the limit allows." },
    ],
    [
      'a body that grows larger than the limit',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
        socket.write(`100000\r\n${MEGABYTE.toString()}\r\n`);
      },
      { kind: 'invalid-response', message: "The backend's answer is larger than the limit allows." },
    ],
    [
      'a body that unpacks to more than the limit',
      always(200, gzipSync(MEGABYTE), { 'content-encoding': 'gzip' }),
      { kind: 'invalid-response', message: "The backend's answer is larger than the limit allows." },
    ],
    [
      'a packed body that is cut off',
      always(200, gzipSync('<reply/>').subarray(0, 15), { 'content-encoding': 'gzip' }),
      { kind: 'invalid-response', message: "The backend's answer is packed and cannot be unpacked." },
    ],
    [
      'a body that is not packed as it says',
      always(200, '<reply/>', { 'content-encoding': 'deflate' }),
      { kind: 'invalid-response', message: "The backend's answer is packed and cannot be unpacked." },
    ],
    [
      'a coding that was not asked for',
      always(200, '<reply/>', { 'content-encoding': 'br' }),
      { kind: 'invalid-response', message: "The backend's answer is packed in a way that was not asked for." },
    ],
    [
      'a body that is packed four times',
      always(200, '<reply/>', { 'content-encoding': 'gzip, gzip, gzip, gzip' }),
      { kind: 'invalid-response', message: "The backend's answer is packed in a way that was not asked for." },
    ],
  ])('transport: %s is a failure, and the next request works', async (_fault, answer, expected) => {
    await using server = await startRawServer((socket, request, count) =>
      count === 1 ? answer(socket, request, count) : always(200, '<reply/>')(socket, request, count),
    );
    const { transport } = open();
    expect(await rejection(transport(transportRequest(server.url)))).toMatchObject(expected);
    expect((await transport(transportRequest(server.url))).status).toBe(200);
    expect(server.requests).toHaveLength(2);
  });

  it('transport: a refused connection is certain not to have executed anything', async () => {
    const server = await startRawServer(() => undefined);
    await server[Symbol.asyncDispose]();
    expect(await rejection(open().transport(transportRequest(server.url)))).toMatchObject({
      kind: 'unreachable',
      outcome: 'not-executed',
      message: 'The backend cannot be reached: it refused the connection.',
    });
  });

  it('transport: a host name that does not resolve is certain not to have executed anything', async () => {
    const request = transportRequest('http://no-such-host.invalid/service');
    expect(await rejection(open().transport(request))).toMatchObject({ kind: 'unreachable', outcome: 'not-executed' });
  });

  it.each(['', 'ftp://127.0.0.1/', 'not a url'])('transport: %j is no address', async (url) => {
    expect(await rejection(open().transport(transportRequest(url)))).toMatchObject({
      kind: 'unreachable',
      outcome: 'not-executed',
    });
  });

  it('transport: a header that cannot be sent is certain not to have executed anything', async () => {
    await using server = await startRawServer(always(200, '<reply/>'));
    const request = transportRequest(server.url, { headers: { SOAPAction: 'a\r\nX-Evil: 1' } });
    expect(await rejection(open().transport(request))).toMatchObject({ outcome: 'not-executed' });
    expect(server.requests).toHaveLength(0);
  });
});

describe('transport: time', () => {
  it('transport: an abort before the request leaves sends nothing', async () => {
    await using server = await startRawServer(always(200, '<reply/>'));
    const request = transportRequest(server.url, { signal: AbortSignal.abort() });
    expect(await rejection(open().transport(request))).toMatchObject({ kind: 'aborted', outcome: 'not-executed' });
    expect(server.connections()).toBe(0);
  });

  it('transport: an abort closes the connection, so that the backend learns of it', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    await using server = await startRawServer((socket) => {
      closed = once(socket, 'close');
      controller.abort();
    });
    const request = transportRequest(server.url, { signal: controller.signal });
    expect(await rejection(open().transport(request))).toMatchObject({ kind: 'aborted', outcome: 'unknown' });
    await closed;
    expect(server.requests).toHaveLength(1);
  });

  it('transport: a call that is aborted while it waits for a connection is never sent', async () => {
    const controller = new AbortController();
    await using server = await startRawServer(always(200, '<reply/>'));
    const { transport } = open({ connectionsMax: 1 });
    const first = transport(transportRequest(server.url));
    const second = transport(transportRequest(server.url, { signal: controller.signal }));
    controller.abort();
    expect(await rejection(second)).toMatchObject({ kind: 'aborted', outcome: 'not-executed' });
    await first;
    await transport(transportRequest(server.url));
    expect(server.requests).toHaveLength(2);
  });

  it('transport: a timeout signal is a timeout, not an abort', async () => {
    await using server = await startRawServer(() => undefined);
    const request = transportRequest(server.url, { signal: AbortSignal.timeout(50) });
    expect(await rejection(open().transport(request))).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
  });

  it('transport: silence before the status line ends with the headers timeout', async () => {
    await using server = await startRawServer(() => undefined);
    const request = transportRequest(server.url, { headersTimeoutMs: 50 });
    expect(await rejection(open().transport(request))).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
  });

  it('transport: a body that trickles ends with the body timeout', async () => {
    await using server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const timer = setInterval(() => socket.write(' '), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const request = transportRequest(server.url, { headersTimeoutMs: 5_000, bodyTimeoutMs: 60 });
    expect(await rejection(open().transport(request))).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
  });
});
