import { describe, expect, it } from 'vitest';
import { basic, type SuperofficeGateway, startSuperofficeGateway } from './superoffice-gateway.ts';

const LIST = '/users/me/credentials/imap';

function executed({ simulator }: SuperofficeGateway, operation: string): number {
  return simulator.calls.filter((call) => call.operation === operation).length;
}

describe('sign-in, end to end', () => {
  it('Basic is exchanged once for all who wait, and counted', async () => {
    await using gateway = await startSuperofficeGateway();
    const headers = basic('demo', 'demo');
    const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.send('GET', LIST, { headers })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(executed(gateway, 'AuthenticateUsernamePassword')).toBe(1);
    const metrics = await gateway.metrics();
    expect(metrics).toContain('soapstone_sign_ins_total{backend="superoffice",result="ok"} 1');
    expect(metrics).toContain('soapstone_tickets_cached{backend="superoffice"} 1');
  });

  it('a session that is gone is renewed once, and the call repeated once', async () => {
    await using gateway = await startSuperofficeGateway();
    const headers = basic('demo', 'demo');
    const body = { publicValue: 'a' };
    await gateway.send('POST', LIST, { headers, body });
    gateway.simulator.revokeTickets();
    expect(await gateway.send('POST', LIST, { headers, body })).toMatchObject({ status: 204 });
    expect(executed(gateway, 'AuthenticateUsernamePassword')).toBe(2);
    expect(executed(gateway, 'SaveUntrustedCredentials')).toBe(2);
  });

  it('a ticket that is gone is 401', async () => {
    await using gateway = await startSuperofficeGateway();
    const headers = await gateway.signIn();
    gateway.simulator.revokeTickets();
    expect(await gateway.send('GET', LIST, { headers })).toMatchObject({
      status: 401,
      json: { detail: 'A valid session is missing', outcome: 'not-executed' },
    });
  });

  it('callers of a service account need nothing', async () => {
    await using gateway = await startSuperofficeGateway({
      backend: 'profile: { account: { userName: anna, password: anna } }',
    });
    expect(await gateway.send('POST', LIST, { body: { publicValue: 'a' } })).toMatchObject({ status: 204 });
    expect(gateway.simulator.calls.at(-1)).toMatchObject({ caller: 'anna' });
  });

  it('signIn: optional lets the backend decide, and it refuses', async () => {
    await using gateway = await startSuperofficeGateway({ backend: 'profile: { signIn: optional }' });
    expect(await gateway.send('GET', LIST)).toMatchObject({
      status: 401,
      json: { detail: 'A valid session is missing' },
    });
  });

  it.each([
    ['the right application token', 'app-token-1', 200],
    ['another', 'app-token-2', 502],
  ])('%s', async (_name, token, status) => {
    await using gateway = await startSuperofficeGateway({
      simulator: { applicationToken: 'app-token-1' },
      backend: `headers: { ApplicationToken: "$${'{TOKEN}'}" }`,
      env: { TOKEN: token },
    });
    expect(await gateway.send('GET', LIST, { headers: basic('demo', 'demo') })).toMatchObject({ status });
  });
});
