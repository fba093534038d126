import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliDecompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { begin, entry, type ListBackend, many, reply, startListBackend } from './list-backend.ts';
import { type GatewaySetup, type SuperofficeGateway, startSuperofficeGateway } from './superoffice-gateway.ts';
import { type Asked, ask } from './take.ts';

const WSDL = new URL('../../src/simulator/netserver/wsdl/User.wsdl', import.meta.url).pathname;
const ME = { authorization: 'Bearer 7T:x' };
const PATH = '/users/me/credentials/imap';
const LARGE = many(1200);

type Ask = (url: string, headers?: Record<string, string>) => Promise<Asked>;
const asJson: Ask = (url, headers) => ask(`${url}${PATH}`, { headers: { ...ME, ...headers } });
const asLines: Ask = (url, headers) => asJson(url, { accept: 'application/x-ndjson', ...headers });
const asObject: Ask = (url, headers) =>
  ask(`${url}/services/WcfUserService/GetUntrustedCredentials`, {
    method: 'POST',
    headers: { ...ME, 'content-type': 'application/json', ...headers },
    body: '{"type":"imap"}',
  });
const FORMS: readonly (readonly [string, Ask, (text: string) => unknown[]])[] = [
  ['a JSON list', asJson, (text) => JSON.parse(text)],
  [
    'lines',
    asLines,
    (text) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
  ],
  ['an object with the list', asObject, (text) => JSON.parse(text).response],
];

describe.each(FORMS)('a large reply as %s', (_name, askFor, listOf) => {
  let backend: ListBackend;
  let gateway: SuperofficeGateway;
  let isStopped = false;

  const start = async (setup: GatewaySetup = {}) => {
    isStopped = false;
    backend = await startListBackend();
    gateway = await startSuperofficeGateway({
      wsdls: [WSDL],
      endpoint: backend.url,
      backend: `concurrency: { inFlight: 1 }, retry: { attempts: 1 }, ${setup.backend ?? ''}`,
      settings: `services: { expose: ["User.*"] }\n${setup.settings ?? ''}`,
    });
  };
  afterEach(async () => {
    if (!isStopped) await gateway[Symbol.asyncDispose]();
    await backend[Symbol.asyncDispose]();
  });
  const stop = async () => {
    isStopped = true;
    await gateway[Symbol.asyncDispose]();
  };
  /** Has the backend send a part of a body. @returns sends the rest */
  const sendInTwo = (body: Buffer | string, headers?: string) => {
    let finish = () => undefined as unknown;
    backend.answer = (socket) => {
      const rest = begin(socket, body, 0.7, headers);
      finish = () => socket.write(rest);
    };
    return () => finish();
  };
  /** The line of the log of the first request. */
  const firstLine = () =>
    vi.waitFor(() => {
      const line = gateway.log.map((each) => JSON.parse(each)).find(({ route }) => route !== undefined);
      expect(line).toBeDefined();
      return line;
    });
  /** That the place and the connection of a call are free again: there is only one place. */
  const expectNextWorks = async () => {
    backend.answer = (socket) => void begin(socket, reply(entry('next')));
    const next = await (await askFor(gateway.url)).take();
    expect([next.status, next.isComplete]).toEqual([200, true]);
    expect(listOf(next.body.toString())).toMatchObject([{ comment: 'next' }]);
  };

  it('arrives whole, however slowly and wherever it is cut, and the connection is used again', async () => {
    await start();
    backend.answer = async (socket) => {
      let rest = begin(socket, reply(LARGE), 0.4);
      while (rest.length > 0) {
        await new Promise(setImmediate);
        socket.write(rest.subarray(0, 99_991));
        rest = rest.subarray(99_991);
      }
    };
    const { status, headers, body, isComplete } = await (await askFor(gateway.url)).take();
    expect([status, isComplete, headers['content-length']]).toEqual([200, true, undefined]);
    const list = listOf(body.toString());
    expect(list).toHaveLength(1200);
    expect(list[1199]).toEqual({ validFrom: '2026-01-01T00:00:00', comment: `1199 "é" `.padEnd(1000, 'x') });
    expect(await firstLine()).toMatchObject({ status: 200, outcome: 'ok', responseBytes: body.length });
    await expectNextWorks();
    expect(backend.connections()).toBe(1);
  });

  it('begins before the backend has ended', async () => {
    await start();
    const finish = sendInTwo(reply(LARGE));
    const asked = await askFor(gateway.url);
    asked.response.resume();
    await once(asked.response, 'data');
    finish();
    expect((await asked.take()).isComplete).toBe(true);
  });

  const BROKEN: readonly (readonly [string, string, (socket: Parameters<ListBackend['answer']>[0]) => void, object])[] =
    [
      [
        'whose connection is lost',
        '',
        (socket) => {
          begin(socket, reply(LARGE), 0.7);
          socket.end();
        },
        { status: 502, outcome: 'transport' },
      ],
      [
        'that is not well-formed midway',
        '',
        (socket) => void begin(socket, reply(LARGE, '<Untrusted<', LARGE)),
        { status: 502, outcome: 'invalid' },
      ],
      [
        'with an invalid value midway',
        '',
        (socket) => void begin(socket, reply(LARGE, entry('x', 'yesterday'), LARGE)),
        { status: 502, outcome: 'invalid' },
      ],
      [
        'with too many elements',
        'limits: { elements: 3000 }',
        (socket) => void begin(socket, reply(LARGE)),
        { status: 502, outcome: 'invalid' },
      ],
      [
        'that becomes too large',
        'limits: { reply: 1MB }',
        (socket) => {
          socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n');
          socket.write(`${Buffer.byteLength(reply(LARGE)).toString(16)}\r\n${reply(LARGE)}\r\n0\r\n\r\n`);
        },
        { status: 502, outcome: 'invalid' },
      ],
    ];
  it.each(BROKEN)('%s ends visibly, and the log has it as a failure', async (_name2, settings, answer, told) => {
    await start({ settings });
    backend.answer = answer;
    const { status, body, isComplete } = await (await askFor(gateway.url)).take();
    expect([status, isComplete]).toEqual([200, false]);
    expect(body.length).toBeGreaterThan(100_000);
    if (askFor !== asLines) expect(() => listOf(body.toString())).toThrow();
    expect(await firstLine()).toMatchObject({ ...told, brokenOff: true });
    const { outcome } = told as { readonly outcome: string };
    expect(await gateway.metrics()).toMatch(
      new RegExp(`soapstone_backend_call_duration_seconds_count\\{[^}]*outcome="${outcome}"[^}]*\\} 1`),
    );
    await expectNextWorks();
  });

  it('that stops midway ends visibly when its time is over', async () => {
    await start({ backend: 'timeouts: { total: 400ms }' });
    backend.answer = (socket) => void begin(socket, reply(LARGE), 0.7);
    const { status, isComplete } = await (await askFor(gateway.url)).take();
    expect([status, isComplete]).toEqual([200, false]);
    expect(await firstLine()).toMatchObject({ status: 504, outcome: 'timeout', brokenOff: true });
    await vi.waitFor(() => expect(backend.closed()).toBe(1));
    await expectNextWorks();
  });

  // clocks know nothing of forms, and these two take seconds
  if (askFor === asJson) {
    it('is not cut off for the time that its caller takes', async () => {
      await start({ backend: 'timeouts: { total: 4s, body: 4s }' });
      backend.answer = (socket) => void begin(socket, reply(many(12_000)));
      const asked = await askFor(gateway.url);
      await pause(4500);
      const { body, isComplete } = await asked.take();
      expect(isComplete).toBe(true);
      expect(listOf(body.toString())).toHaveLength(12_000);
    });

    it('that its caller does not take ends after a while, and the call with it', async () => {
      await start({ settings: 'server: { requestTimeout: 300ms, headersTimeout: 300ms }' });
      backend.answer = (socket) => void begin(socket, reply(many(12_000)));
      const asked = await askFor(gateway.url);
      await vi.waitFor(() => expect(backend.closed()).toBe(1), 5000);
      expect((await asked.take()).isComplete).toBe(false);
      expect(await firstLine()).toMatchObject({ status: 499 });
      await expectNextWorks();
    });
  }

  it('whose caller leaves is not read to its end', async () => {
    await start();
    backend.answer = (socket) => void begin(socket, reply(many(12_000)));
    const asked = await askFor(gateway.url);
    asked.response.destroy();
    await vi.waitFor(() => expect(backend.closed()).toBe(1));
    expect(await firstLine()).toMatchObject({ status: 499 });
    await expectNextWorks();
  });

  it('is finished when the gateway stops', async () => {
    await start();
    const finish = sendInTwo(reply(LARGE));
    const asked = await askFor(gateway.url);
    const stopped = stop();
    finish();
    expect((await asked.take()).isComplete).toBe(true);
    await stopped;
  });

  it('ends visibly when the gateway stops and cannot wait', async () => {
    await start({ settings: 'server: { drain: 10ms }' });
    backend.answer = (socket) => void begin(socket, reply(LARGE), 0.7);
    const asked = await askFor(gateway.url);
    const [{ isComplete }] = await Promise.all([asked.take(), stop()]);
    expect(isComplete).toBe(false);
    await vi.waitFor(() => expect(backend.closed()).toBe(1));
  });

  it.each([
    ['gzip', (body: Buffer) => gunzipSync(body)],
    ['br', (body: Buffer) => brotliDecompressSync(body)],
  ])('is packed for who takes %s, and what has arrived can be unpacked', async (encoding, unpack) => {
    await start();
    const finish = sendInTwo(gzipSync(reply(LARGE), { level: 0 }), 'Content-Encoding: gzip\r\n');
    const asked = await askFor(gateway.url, { 'accept-encoding': encoding });
    const took = asked.take();
    finish();
    const { headers, body, isComplete } = await took;
    expect(isComplete).toBe(true);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toContain('Accept-Encoding');
    const list = listOf(unpack(body).toString());
    expect(list).toHaveLength(1200);
    expect(await firstLine()).toMatchObject({ outcome: 'ok', responseBytes: body.length });
  });

  it('is packed and breaks off visibly', async () => {
    await start();
    backend.answer = (socket) => {
      begin(socket, reply(LARGE), 0.7);
      socket.end();
    };
    const { body, isComplete } = await (await askFor(gateway.url, { 'accept-encoding': 'gzip' })).take();
    expect(isComplete).toBe(false);
    expect(() => gunzipSync(body)).toThrow();
    const text = gunzipSync(body, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    expect(text.length).toBeGreaterThan(100_000);
    expect(await firstLine()).toMatchObject({ status: 502, brokenOff: true });
  });
});

describe('a large reply that must be known before it is sent', () => {
  let backend: ListBackend;
  let gateway: SuperofficeGateway;
  beforeAll(async () => {
    backend = await startListBackend();
    gateway = await startSuperofficeGateway({
      wsdls: [WSDL],
      endpoint: backend.url,
      settings: `
services: { expose: ["User.*"] }
routes:
  - { selector: User.GetUntrustedCredentials, get: "/tagged/{type}", response_body: response, safe: true, cacheControl: "private, max-age=60" }
  - { selector: User.GetUntrustedCredentials, get: "/kept/{type}", response_body: response, safe: true, cache: 1m }
`,
    });
    backend.answer = (socket) => void begin(socket, reply(LARGE));
    return async () => {
      await gateway[Symbol.asyncDispose]();
      await backend[Symbol.asyncDispose]();
    };
  });

  it.each([
    ['with an entity tag', 'GET', '/tagged/imap', {}],
    ['that is kept', 'GET', '/kept/imap', {}],
    ['whose length is asked for', 'HEAD', PATH, {}],
    [
      'that is given again by its key',
      'POST',
      '/services/WcfUserService/GetUntrustedCredentials',
      { 'idempotency-key': '1' },
    ],
  ])('one %s is collected', async (_name, method, path, own) => {
    const body = method === 'POST' ? '{"type":"imap"}' : '';
    const headers = { ...ME, ...own, ...(body === '' ? {} : { 'content-type': 'application/json' }) };
    const asked = await ask(`${gateway.url}${path}`, { method, headers, body });
    const taken = await asked.take();
    expect([taken.status, taken.isComplete]).toEqual([200, true]);
    expect(Number(taken.headers['content-length'])).toBeGreaterThan(1_000_000);
  });
});
