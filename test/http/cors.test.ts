import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandleExchange } from '../../src/gateway/exchange.ts';
import { type GatewayOverHttp, startOverHttp } from './gateway-over-http.ts';

const fine: HandleExchange = async () => ({ status: 204, headers: {}, route: '/x' });

describe('HTTP: cross-origin requests', () => {
  let gateway: GatewayOverHttp;
  beforeAll(async () => {
    gateway = await startOverHttp(fine, "cors: { origins: ['https://app.example.com'] }");
  });
  afterAll(() => gateway.server.stop(0));

  const preflight = (origin: string) =>
    fetch(`${gateway.url}/x`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization, so-timezone',
      },
    });

  test('a configured origin may ask, and read the answer', async () => {
    const asked = await preflight('https://app.example.com');
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization, so-timezone');
    const response = await fetch(`${gateway.url}/x`, { headers: { origin: 'https://app.example.com' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(response.headers.get('vary')).toBe('Origin');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test.each(['https://evil.example', 'https://app.example.com.evil.example', 'null'])(
    'another origin gets no permission: %s',
    async (origin) => {
      const asked = await preflight(origin);
      expect(asked.headers.get('access-control-allow-origin')).toBeNull();
      expect(asked.headers.get('access-control-allow-methods')).toBeNull();
    },
  );
});
