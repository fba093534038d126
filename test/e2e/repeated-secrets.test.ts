import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashApiKey } from '../../src/auth/inbound/api-key.ts';
import { type RawServer, response, startRawServer } from '../soap/raw-server.ts';
import { type Answer, type SuperofficeGateway, startSuperofficeGateway } from './superoffice-gateway.ts';

const PATH = '/users/me/credentials/imap';
const TOKEN = 'configured-token-4731';

describe('a backend that repeats what it was sent', () => {
  let backend: RawServer;
  beforeAll(async () => {
    backend = await startRawServer((socket, { head, body }) => {
      const [, authorization = ''] = /^authorization: (.*)$/im.exec(head) ?? [];
      const texts = body.replaceAll(/<[^>]*>/g, ' ');
      socket.write(response(500, { 'content-type': 'text/xml' }, fault(`refused: ${authorization} ${texts}`)));
    });
  });
  afterAll(() => backend[Symbol.asyncDispose]());

  const start = (settings: string, own = '') =>
    startSuperofficeGateway({
      endpoint: backend.url,
      backend: `security: { kind: bearer, token: "$${'{TOKEN}'}" }${own}`,
      settings,
      env: { TOKEN },
    });

  it('shows no secret in an answer that an Idempotency-Key gives again', async () => {
    await using gateway = await start('');
    const headers = { authorization: 'SOTicket 7T:ticket-4732', 'idempotency-key': '1' };
    const body = { publicValue: 'a', secretValue: 'secret-4733' };
    const first = await gateway.send('POST', PATH, { headers, body });
    const again = await gateway.send('POST', PATH, { headers, body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.json).toEqual(first.json);
    expectHidden([first, again], gateway, [TOKEN, '7T:ticket-4732', 'secret-4733']);
  });

  it('shows no password of the gateway in the form in which it is sent', async () => {
    await using gateway = await startSuperofficeGateway({
      endpoint: backend.url,
      backend: `security: { kind: basic, userName: gateway, password: "$${'{PASSWORD}'}" }`,
      env: { PASSWORD: 'pässword-4739' },
    });
    const answer = await gateway.send('GET', PATH, { headers: { authorization: 'SOTicket 7T:ticket-4740' } });
    expect(answer.json.detail).toContain('Basic ***');
    expectHidden([answer], gateway, [Buffer.from('gateway:pässword-4739').toString('base64'), '7T:ticket-4740']);
  });

  it('shows no secret of a header that fills a block or a member with the name of a secret', async () => {
    await using gateway = await start(
      '',
      ', headers: { ApplicationToken: { from: X-Application }, Credentials: { Ticket: { from: X-Session } }, TimeZone: { SoTimeZoneLocationCode: { from: X-Zone } } }',
    );
    const headers = { 'x-application': 'application-4734', 'x-session': '7T:session-4735', 'x-zone': 'zone-4736' };
    const answer = await gateway.send('GET', PATH, { headers });
    expectHidden([answer], gateway, ['application-4734', '7T:session-4735']);
    expect(answer.text).toContain('zone-4736');
  });

  it('shows no API key, whatever its header is called', async () => {
    const key = 'key-of-the-shop-4737';
    const keys = `[{ name: shop, sha256: ${hashApiKey(key)} }]`;
    await using gateway = await start(`auth: { apiKeys: { header: X-Shop, keys: ${keys} } }`);
    const headers = { 'x-shop': key, authorization: 'SOTicket 7T:ticket-4738' };
    const answer = await gateway.send('POST', PATH, { headers, body: { publicValue: key } });
    expectHidden([answer], gateway, [key, '7T:ticket-4738']);
  });
});

function expectHidden(answers: readonly Answer[], { log }: SuperofficeGateway, secrets: readonly string[]): void {
  for (const { text, json } of answers) {
    expect(json.detail).toMatch(/^refused: .*\*\*\*/s);
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
  for (const secret of secrets) expect(log.join('\n')).not.toContain(secret);
}

function fault(reason: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>${reason}</faultstring></s:Fault></s:Body></s:Envelope>`;
}
