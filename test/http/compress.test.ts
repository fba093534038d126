import { request as httpRequest } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandleExchange } from '../../src/gateway/exchange.ts';
import { chooseEncoding } from '../../src/http/compress.ts';
import { type GatewayOverHttp, startOverHttp } from './gateway-over-http.ts';

const LONG = JSON.stringify(Array.from({ length: 500 }, (_, n) => ({ number: n })));

const exchange: HandleExchange = async ({ path }) => {
  const headers = { 'Content-Type': path === '/image' ? 'image/png' : 'application/json', ETag: '"v1"' };
  return { status: 200, headers, body: path === '/short' ? '{}' : LONG, route: '/x' };
};

describe('HTTP: packed answers', () => {
  let gateway: GatewayOverHttp;
  beforeAll(async () => {
    gateway = await startOverHttp(exchange, "cors: { origins: ['https://app.example.com'] }");
  });
  afterAll(() => gateway.server.stop(0));

  /** As it stands on the wire: fetch would unpack it. */
  const get = (path: string, accepted?: string) =>
    new Promise<{ headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
      const headers = accepted === undefined ? {} : { 'accept-encoding': accepted };
      httpRequest(`${gateway.url}${path}`, { headers }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        resolve({ headers: response.headers, body: Buffer.concat(chunks) });
      })
        .on('error', reject)
        .end();
    });

  test('a long answer is packed as the caller takes it, and is the same unpacked', async () => {
    const br = await get('/long', 'gzip, deflate, br');
    const gzip = await get('/long', 'gzip');
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br.body).toString()).toBe(LONG);
    expect(gunzipSync(gzip.body).toString()).toBe(LONG);
    expect(br.headers).toMatchObject({ etag: 'W/"v1"', vary: 'Origin, Accept-Encoding' });
    expect(Number(br.headers['content-length'])).toBe(br.body.length);
  });

  test.each([
    ['/long', undefined, 'no header'],
    ['/long', 'identity', 'none that is known'],
    ['/short', 'gzip', 'a short answer'],
    ['/image', 'gzip', 'what is packed already'],
  ])('%s with %s stays as it is: %s', async (path, accepted, _why) => {
    const { headers } = await get(path, accepted);
    expect([headers['content-encoding'], headers.etag]).toEqual([undefined, '"v1"']);
  });

  test.each([
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0.000, br;q=0', undefined],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['GZIP', 'gzip'],
    ['', undefined],
  ])('Accept-Encoding %j chooses %j', (accepted, expected) => {
    expect(chooseEncoding(accepted)).toBe(expected);
  });
});
