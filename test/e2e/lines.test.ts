import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SuperofficeGateway, startSuperofficeGateway } from './superoffice-gateway.ts';

const LINES = { accept: 'application/x-ndjson' };

describe('a list as lines', () => {
  let gateway: SuperofficeGateway;
  let me: { readonly authorization: string };
  beforeAll(async () => {
    gateway = await startSuperofficeGateway({
      settings: `routes:
  - selector: User.GetUntrustedCredentials
    get: /kept/{type}
    response_body: response
    safe: true
    cacheControl: private, max-age=60
`,
    });
    me = await gateway.signIn();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const save = (type: string, publicValue: string, comment: string) => {
    const body = {
      validFrom: '2026-01-01T00:00:00',
      validTo: '2027-01-01T00:00:00',
      comment,
      secretValue: 'hush-hush',
      publicValue,
      isActive: true,
    };
    return gateway.send('POST', `/users/me/credentials/${type}`, { headers: me, body });
  };
  const listLines = async (path: string) => {
    const response = await fetch(`${gateway.url}${path}`, { headers: { ...me, ...LINES } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const valuesOf = (text: string): unknown[] =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));

  it('gives one entry on each line, secrets left out, and no line for none', async () => {
    const path = '/users/me/credentials/imap';
    expect(await listLines(path)).toMatchObject({ status: 200, text: '' });
    await save('imap', 'one', 'a "quoted"\nbreak');
    await save('imap', 'two', 'é😀');
    const whole = await gateway.send('GET', path, { headers: me });
    const lines = await listLines(path);
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson');
    expect(valuesOf(lines.text)).toEqual(whole.json);
    expect(lines.text).not.toContain('hush-hush');
  });

  it('says in each form that it depends on what was asked for', async () => {
    const varies = async (path: string, headers: Record<string, string>) => {
      const response = await fetch(`${gateway.url}${path}`, { headers: { ...me, ...headers } });
      await response.text();
      return { status: response.status, vary: response.headers.get('vary'), etag: response.headers.get('etag') ?? '' };
    };
    const vary = 'Accept';
    expect(await varies('/kept/imap', LINES)).toMatchObject({ status: 200, vary });
    const json = await varies('/kept/imap', {});
    expect(json).toMatchObject({ status: 200, vary });
    expect(await varies('/kept/imap', { 'if-none-match': json.etag })).toMatchObject({ status: 304, vary });
    expect(await varies('/users/credentials/default', {})).toMatchObject({ status: 200, vary: null });
  });

  it('a large list is the same as JSON and as lines, sent while it arrives', async () => {
    for (let batch = 0; batch < 15; batch += 1) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => save('smtp', `${batch}-${index}`, 'x'.repeat(1500))));
    }
    const whole = await gateway.send('GET', '/users/me/credentials/smtp', { headers: me });
    const lines = await listLines('/users/me/credentials/smtp');
    expect(lines.status).toBe(200);
    expect(lines.headers.get('content-length')).toBeNull();
    expect(whole.headers.get('content-length')).toBeNull();
    expect(whole.headers.get('vary')).toBe('Accept, Accept-Encoding');
    const values = valuesOf(lines.text);
    expect(values).toHaveLength(300);
    expect(values).toEqual(whole.json);
  });

  it('a failure is a problem, whatever was asked for', async () => {
    const answer = await gateway.send('GET', '/users/me/credentials/imap', { headers: LINES });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('a route whose answer is no list does not take it', async () => {
    const answer = await gateway.send('GET', '/users/credentials/default', { headers: { ...me, ...LINES } });
    expect(answer.status).toBe(406);
  });
});
