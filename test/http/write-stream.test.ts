import { describe, expect, it } from 'vitest';
import { startOverHttp } from './gateway-over-http.ts';

describe('an answer that is sent while it arrives', () => {
  it('ends visibly when it breaks off, and the log says why', async () => {
    async function* pieces() {
      yield Buffer.from('[1');
      throw new Error('broken');
    }
    const over = Promise.resolve({ log: { outcome: 'invalid', brokenOff: true }, failedStatus: 502 } as const);
    const headers = { 'Content-Type': 'application/json' };
    const gateway = await startOverHttp(async () => ({ status: 200, headers, stream: { pieces: pieces(), over } }));
    await expect(fetch(`${gateway.url}/x`).then((response) => response.text())).rejects.toThrow();
    await gateway.server.stop(1000);
    expect(gateway.lines.some(({ outcome }) => outcome === 'invalid')).toBe(true);
  });

  it('arrives whole', async () => {
    async function* pieces() {
      yield Buffer.from('[1');
      yield Buffer.from(']');
    }
    const headers = { 'Content-Type': 'application/json' };
    const over = Promise.resolve({ log: { outcome: 'ok' } } as const);
    const gateway = await startOverHttp(async () => ({ status: 200, headers, stream: { pieces: pieces(), over } }));
    expect(await (await fetch(`${gateway.url}/x`)).text()).toBe('[1]');
    await gateway.server.stop(1000);
  });
});
