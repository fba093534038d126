import { describe, expect, it } from 'vitest';
import { createContinueFilter } from '../../src/soap/continue-reply.ts';
import { createUndiciTransport } from '../../src/soap/transport-undici.ts';
import { response, startRawServer } from './raw-server.ts';
import { transportRequest } from './requests.ts';

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\nHTTP/1.1 100';

function filtered(pieces: readonly string[]): string {
  const filter = createContinueFilter();
  filter.onRequest();
  const read = pieces.map((piece) => Buffer.from(piece));
  for (const piece of read) filter.onBytes(piece);
  return Buffer.concat(read).toString();
}

describe('transport: 100 Continue that nobody asked for (RFC 9110 §15.2)', () => {
  it.each([
    ['in front of the reply', CONTINUE + OK, `${CONTINUE.replace('100', '102')}${OK}`],
    ['twice', CONTINUE + CONTINUE + OK, `${(CONTINUE + CONTINUE).replaceAll('100', '102')}${OK}`],
    ['with fields', `HTTP/1.1 100 C\r\nA: 1\r\n\r\n${OK}`, `HTTP/1.1 102 C\r\nA: 1\r\n\r\n${OK}`],
    [
      'behind 103',
      `HTTP/1.1 103 E\r\n\r\n${CONTINUE}${OK}`,
      `HTTP/1.1 103 E\r\n\r\nHTTP/1.1 102 Continue\r\n\r\n${OK}`,
    ],
    ['behind an empty line', `\r\n${CONTINUE}${OK}`, `\r\n${CONTINUE.replace('100', '102')}${OK}`],
    ['not at all', OK, OK],
  ])('transport: %s, it becomes 102 and nothing else changes, wherever the bytes are cut', (_name, bytes, expected) => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(filtered([bytes.slice(0, cut), bytes.slice(cut)]), `cut at ${cut}`).toBe(expected);
    }
    expect(filtered([...bytes])).toBe(expected);
  });

  it('transport: bytes outside of a reply are left alone', () => {
    const bytes = Buffer.from(CONTINUE);
    createContinueFilter().onBytes(bytes);
    expect(bytes.toString()).toBe(CONTINUE);
  });

  it('transport: the reply behind it is given, and the connection used again', async () => {
    await using server = await startRawServer((socket) => {
      socket.write(CONTINUE.slice(0, 11));
      setImmediate(() => socket.write(Buffer.concat([Buffer.from(CONTINUE.slice(11)), response(200, {}, CONTINUE)])));
    });
    const { transport, close } = createUndiciTransport({
      connectTimeoutMs: 2_000,
      connectionsMax: 1,
      replyBytesMax: 1_000,
    });
    for (let call = 0; call < 3; call++) {
      const { status, body } = await transport(transportRequest(server.url));
      expect([status, body.toString()]).toEqual([200, CONTINUE]);
    }
    expect([server.connections(), server.requests.length]).toEqual([1, 3]);
    await close();
  });
});
