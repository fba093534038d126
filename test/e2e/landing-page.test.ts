import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedGateway, startEmbeddedGateway } from './embedded-gateway.ts';

describe('GET /', () => {
  let served: EmbeddedGateway;
  beforeAll(async () => {
    served = await startEmbeddedGateway();
  });
  afterAll(() => served?.close());

  const get = (accept: string) => fetch(`${served.url}/`, { headers: { accept } });

  it('tells programs what is served and where to go', async () => {
    const answer = await (await get('*/*')).json();
    expect(answer).toMatchObject({
      name: 'soapstone',
      services: 2,
      operations: 14,
      links: { docs: '/docs', demo: '/demo', openapi: '/openapi.json' },
      backends: [{ name: 'superoffice', state: 'not called yet' }],
    });
    const links = Object.values((answer as { links: Record<string, string> }).links);
    const statuses = await Promise.all(links.map(async (path) => (await fetch(`${served.url}${path}`)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('tells browsers the same on a page that runs nothing, and how the backend was at the last call', async () => {
    await fetch(`${served.url}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"userName":"demo","password":"wrong"}',
    });
    const response = await get('text/html,application/xhtml+xml,*/*;q=0.8');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    expect(page).toContain('<dt>superoffice</dt><dd>answers</dd>');
    expect(page).toContain('<a href="/docs">/docs</a>');
    expect(page).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("style-src 'nonce-");
  });
});
