import { createHook } from 'node:async_hooks';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sendRaw, startOverHttp } from './gateway-over-http.ts';

/** Counts how often an unpacker or packer came back with a piece, 16 KiB of it or less. */
function countPieces() {
  const ids = new Set<number>();
  const counted = { pieces: 0 };
  const hook = createHook({
    init: (id, type) => void (type === 'ZLIB' && ids.add(id)),
    before: (id) => void (ids.has(id) && counted.pieces++),
  });
  hook.enable();
  return { counted, stop: () => hook.disable() };
}

test.each([
  ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } })],
  ['gzip', gzipSync],
] as const)('%s: a body that unpacks to more than the limit is unpacked no further', async (encoding, pack) => {
  const gateway = await startOverHttp(async () => ({ status: 204, headers: {} }), 'limits: { requestBody: 40KiB }');
  const packed = new Uint8Array(pack(Buffer.alloc(16 * 1024 * 1024)));
  const { counted, stop } = countPieces();
  const refused = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-encoding': encoding },
    body: packed,
  });
  expect(refused.status).toBe(413);
  await refused.text();
  // time for many more pieces, were there any
  for (let index = 0; index < 50; index += 1) await fetch(gateway.url, { method: 'POST', body: '{}' });
  stop();
  expect(counted.pieces).toBeLessThan(8);
  await gateway.server.stop(1000);
});

test('the connection serves the next request after a packed body that was refused', async () => {
  const gateway = await startOverHttp(async () => ({ status: 204, headers: {} }), 'limits: { requestBody: 1KiB }');
  const packed = gzipSync(Buffer.alloc(10_000)).toString('latin1');
  const head = `POST /x HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`;
  const next = 'GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  const answers = await sendRaw(gateway.server.port, Buffer.from(head + packed + next, 'latin1'));
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 204']);
  await gateway.server.stop(1000);
});
