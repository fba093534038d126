import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashApiKey } from '../../src/auth/inbound/api-key.ts';
import { type RawServer, response, startRawServer } from '../soap/raw-server.ts';
import { type Answer, basic, type SuperofficeGateway, startSuperofficeGateway } from './superoffice-gateway.ts';

const PATH = '/users/me/credentials/imap';
const TOKEN = 'configured-token-4731';
const TICKET = '7T:exchanged&ticket-4741';
const XML = { 'content-type': 'text/xml' };

describe('a backend that repeats what it was sent', () => {
  let backend: RawServer;
  beforeAll(async () => {
    backend = await startRawServer((socket, { head, body }) => {
      const [, authorization = ''] = /^authorization: (.*)$/im.exec(head) ?? [];
      const texts = body.replaceAll(/<[^>]*>/g, ' ');
      if (/<(\w+:)?AuthenticateUsernamePassword\b/.test(body)) return void socket.write(response(200, XML, SIGNED_IN));
      socket.write(response(500, XML, fault(`refused: ${authorization} ${texts}`)));
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

  it('shows no ticket that the gateway got for a name and a password, in an answer that is given again neither', async () => {
    await using gateway = await start('');
    const headers = { ...basic('joe', 'password-4742'), 'idempotency-key': '2' };
    const body = { publicValue: 'a', secretValue: 'secret-4743' };
    const first = await gateway.send('POST', PATH, { headers, body });
    const again = await gateway.send('POST', PATH, { headers, body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expectHidden([first, again], gateway, ['exchanged&', 'ticket-4741', 'password-4742']);
  });

  it("shows nobody the ticket of the gateway's own account", async () => {
    await using gateway = await start(
      '',
      `, profile: { name: superoffice, account: { userName: gateway, password: "$${'{TOKEN}'}" } }`,
    );
    expectHidden([await gateway.send('GET', PATH)], gateway, ['exchanged&', 'ticket-4741']);
  });

  it('shows no access token that the gateway fetched, the one before it neither', async () => {
    await using tokens = await startRawServer((socket, _request, count) => {
      const token = { access_token: `access-token-${4743 + count}`, token_type: 'Bearer' };
      socket.write(response(200, {}, JSON.stringify(token)));
    });
    let refused: string | undefined;
    await using repeating = await startRawServer((socket, { head }) => {
      const [, token = ''] = /^authorization: (.*)$/im.exec(head) ?? [];
      if (refused === undefined) {
        refused = token;
        return void socket.write(response(401, {}, ''));
      }
      socket.write(response(500, XML, fault(`refused: ${refused} and ${token}`)));
    });
    await using gateway = await startSuperofficeGateway({
      endpoint: repeating.url,
      backend: `security: { kind: oauth, tokenUrl: "${tokens.url}", clientId: gateway, clientSecret: "$${'{SECRET}'}" }`,
      env: { SECRET: 'client-secret-4743' },
    });
    const answer = await gateway.send('GET', PATH, { headers: { authorization: 'SOTicket 7T:ticket-4746' } });
    expect(answer.json.detail).toBe('refused: Bearer *** and Bearer ***');
    expectHidden([answer], gateway, ['access-token-4744', 'access-token-4745']);
  });
});

function expectHidden(answers: readonly Answer[], { log }: SuperofficeGateway, secrets: readonly string[]): void {
  for (const { text, json } of answers) {
    expect(json.detail).toMatch(/^refused: .*\*\*\*/s);
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
  for (const secret of secrets) expect(log.join('\n')).not.toContain(secret);
}

const SIGNED_IN = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://www.superoffice.net/ws/crm/NetServer/Services86"><s:Header><Succeeded>true</Succeeded></s:Header><s:Body><AuthenticateResponse><Response/><AuthenticationSucceeded>true</AuthenticationSucceeded><Credentials><Ticket>${TICKET.replace('&', '&amp;')}</Ticket></Credentials></AuthenticateResponse></s:Body></s:Envelope>`;

function fault(reason: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>${reason}</faultstring></s:Fault></s:Body></s:Envelope>`;
}
