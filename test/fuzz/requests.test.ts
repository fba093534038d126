import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SuperofficeGateway, startSuperofficeGateway } from '../e2e/superoffice-gateway.ts';
import { FUZZ_TIMEOUT_MS, fuzzParameters } from './fuzz-parameters.ts';
import { mutated } from './mutations.ts';

const SAVE = '/users/me/credentials/imap';
const BODY = JSON.stringify({ publicValue: 'a', secretValue: 'b', isActive: true, validFrom: '2026-01-01T00:00:00' });
const REQUEST = `POST ${SAVE} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer 7T:x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;

describe('fuzz: requests', () => {
  let gateway: SuperofficeGateway;
  let me: { readonly authorization: string };
  beforeAll(async () => {
    gateway = await startSuperofficeGateway({
      settings: 'rateLimit: off\nserver: { headersTimeout: 200ms, requestTimeout: 200ms, keepAliveTimeout: 100ms }',
    });
    me = await gateway.signIn();
  });
  afterAll(() => gateway?.[Symbol.asyncDispose]());

  /** No input may be answered as if the gateway itself had failed, and the next request is served. */
  const check = async (status: number): Promise<void> => {
    expect(status).not.toBe(500);
    expect((await gateway.send('GET', SAVE, { headers: me })).status).toBe(200);
  };

  test(
    'a body that is mutated or made up',
    async () => {
      const body = fc.oneof(mutated(BODY), fc.json(), fc.string({ unit: 'binary', maxLength: 200 }));
      const property = fc.asyncProperty(body, async (text) => {
        const headers = { ...me, 'content-type': 'application/json' };
        await check((await gateway.send('POST', SAVE, { headers, body: text })).status);
      });
      await fc.assert(property, fuzzParameters(150));
    },
    FUZZ_TIMEOUT_MS,
  );

  test(
    'bytes on the wire: request lines, paths and headers that are mutated or made up',
    async () => {
      const bytes = fc.oneof(
        mutated(REQUEST).map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 200 }).map((all) => Buffer.from(all)),
      );
      const property = fc.asyncProperty(bytes, async (sent) => check(await exchange(gateway.url, sent)));
      await fc.assert(property, fuzzParameters(60));
    },
    FUZZ_TIMEOUT_MS,
  );
});

/** Sends bytes and waits until the connection is closed. @returns the status, 0 when there was none */
function exchange(url: string, bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)));
  });
}
