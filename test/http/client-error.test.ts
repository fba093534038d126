import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GatewayResponse } from '../../src/gateway/exchange.ts';
import { type GatewayOverHttp, sendRaw, startOverHttp } from './gateway-over-http.ts';

const SAVE = 'POST /save HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}';
const BAD = 'GET / HTTP/1.1\r\nHost : a\r\n\r\n';

const saved = (count: number): GatewayResponse => ({
  status: 200,
  headers: {},
  body: `saved ${count}`,
  route: '/save',
});

/** The status and body of each answer on a connection. */
const answersOf = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d+) |(saved \d)/g)].map((found) => found[1] ?? found[2]);

describe('HTTP: a bad request behind one that is under way', () => {
  let gateway: GatewayOverHttp;
  let release: ((answer: GatewayResponse) => void)[] = [];
  beforeAll(async () => {
    const exchange = () => new Promise<GatewayResponse>((resolve) => release.push(resolve));
    gateway = await startOverHttp(exchange, 'server: { headersTimeout: 200ms, requestTimeout: 400ms }');
  });
  beforeEach(() => {
    release = [];
  });
  afterAll(() => gateway.server.stop(0));

  const underWay = (count: number) => expect.poll(() => release.length).toBe(count);

  test('leaves the first its answer, and closes without another', async () => {
    const answer = sendRaw(gateway.server.port, `${SAVE}${BAD}`);
    await underWay(1);
    release[0]?.(saved(1));
    expect(answersOf(await answer)).toEqual(['200', 'saved 1']);
  });

  test('leaves several their answers, in their order', async () => {
    const answer = sendRaw(gateway.server.port, `${SAVE}${SAVE}${BAD}`);
    await underWay(2);
    release[1]?.(saved(2));
    release[0]?.(saved(1));
    expect(answersOf(await answer)).toEqual(['200', 'saved 1', '200', 'saved 2']);
  });

  test('is not noticed by the first, however much follows', async () => {
    const socket = connect(gateway.server.port, '127.0.0.1');
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write(`${SAVE}${BAD}`);
    await underWay(1);
    await new Promise<void>((resolve) => socket.write(BAD, () => resolve()));
    // Another connection comes and goes meanwhile, so that the bytes are read.
    await sendRaw(gateway.server.port, BAD);
    release[0]?.(saved(1));
    await closed;
    expect(answersOf(text)).toEqual(['200', 'saved 1']);
  });

  test('does not break off an answer that has begun', async () => {
    let finish: () => void = () => undefined;
    const rest = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const pieces = (async function* () {
      yield Buffer.from('saved 1');
      await rest;
      yield Buffer.from('saved 2');
    })();
    const answer = new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(gateway.server.port, '127.0.0.1', () => socket.write(SAVE));
      socket.setEncoding('latin1').on('data', (chunk: string) => {
        if (text === '') socket.write(BAD, () => void sendRaw(gateway.server.port, BAD).then(finish));
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    await underWay(1);
    release[0]?.({
      status: 200,
      headers: {},
      route: '/save',
      stream: { pieces, over: rest.then(() => ({ log: {} })) },
    });
    const text = await answer;
    expect(answersOf(text)).toEqual(['200', 'saved 1', 'saved 2']);
    expect(text).toMatch(/\r\n0\r\n\r\n$/);
  });

  test.each([
    ['headers', 'GET /health/li'],
    ['a body', 'POST /save HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{'],
  ])('that never gets %s whole leaves the first its answer too, and nothing is a 408', async (_what, second) => {
    const answer = sendRaw(gateway.server.port, `${SAVE}${second}`);
    await underWay(1);
    // This one began later, so its time is over later.
    expect(await sendRaw(gateway.server.port, second)).toMatch(/^HTTP\/1\.1 408 /);
    release[0]?.(saved(1));
    expect(answersOf(await answer)).toEqual(['200', 'saved 1']);
  });

  test('is answered itself where it is the first: bad chunks of a body', async () => {
    const raw = 'POST /save HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n';
    expect(await sendRaw(gateway.server.port, raw)).toMatch(/^HTTP\/1\.1 400 /);
  });
});
