import { describe, expect, it } from 'vitest';
import { type Answer, basic, startSuperofficeGateway } from './superoffice-gateway.ts';

const SECRET_VALUE = 'secret-value-4711';
const PASSWORD = 'pass-word-4712';
const APPLICATION_TOKEN = 'application-token-4713';
const associates = [{ id: 7, userName: 'demo', password: PASSWORD, fullName: 'Demo', administrator: true }];

describe('secrets', () => {
  it('stand in no log line, no metric and no answer but that of the sign-in', async () => {
    await using gateway = await startSuperofficeGateway({
      simulator: {
        applicationToken: APPLICATION_TOKEN,
        associates,
        misbehave: ({ selector, nth }) =>
          selector?.endsWith('SaveUntrustedCredentials') && nth > 2
            ? { act: { kind: 'reset', when: 'after-reading' } }
            : undefined,
      },
      backend: `headers: { ApplicationToken: "$${'{TOKEN}'}" }`,
      settings: 'services: { expose: ["*"] }',
      env: { TOKEN: APPLICATION_TOKEN },
    });
    const answers: Answer[] = [];
    const send = async (...request: Parameters<typeof gateway.send>) => {
      const answer = await gateway.send(...request);
      answers.push(answer);
      return answer;
    };
    const session = await gateway.send('POST', '/sessions', { body: { userName: 'demo', password: PASSWORD } });
    const { ticket } = session.json;
    expect(ticket).toMatch(/^7T:/);

    const body = { publicValue: 'public-4714', secretValue: SECRET_VALUE, comment: 'c' };
    const path = '/users/me/credentials/imap';
    for (const headers of [
      { authorization: `Bearer ${ticket}` },
      { authorization: `SOTicket ${ticket}` },
      basic('demo', PASSWORD),
      basic('demo', `${PASSWORD}x`),
      { authorization: `Bearer ${ticket}x` },
      { authorization: `Nonsense ${ticket}` },
    ]) {
      await send('POST', path, { headers, body });
      await send('PUT', `${path}/public-4714`, { headers, body: { secretValue: SECRET_VALUE } });
      await send('GET', path, { headers });
      await send('POST', path, { headers, body: { ...body, isActive: SECRET_VALUE } });
      await send('POST', path, { headers, body: { ...body, more: 1, validFrom: SECRET_VALUE } });
      await send('POST', path, { headers, body: `{"secretValue":"${SECRET_VALUE}` });
      await send('POST', '/services/WcfUserService/GetUntrustedCredentials', { headers, body: { type: 'imap' } });
      await send('DELETE', `${path}/public-4714`, { headers });
    }
    await send('POST', '/sessions', { body: { userName: 'demo', password: PASSWORD, more: 1 } });
    await send('POST', '/sessions', { body: { userName: PASSWORD, password: PASSWORD } });
    gateway.simulator.revokeTickets();
    await send('GET', path, { headers: basic('demo', PASSWORD) });
    await send('GET', '/openapi.json');
    await send('GET', '/');
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 204, 400, 401, 404, 422, 502]));

    const said = {
      log: gateway.log.join('\n'),
      metrics: await gateway.metrics(),
      answers: answers.map(({ text, headers }) => `${text}\n${JSON.stringify([...headers])}`).join('\n'),
    };
    const encoded = Buffer.from(`demo:${PASSWORD}`).toString('base64');
    for (const [place, text] of Object.entries(said)) {
      for (const secret of [SECRET_VALUE, PASSWORD, APPLICATION_TOKEN, ticket, ticket.slice(3, 23), encoded]) {
        expect([place, secret, text.includes(secret)]).toEqual([place, secret, false]);
      }
    }
    // A public value is somebody's user name: it may be told to the caller, and to nobody else.
    expect(said.log).not.toContain('public-4714');
    expect(said.metrics).not.toContain('public-4714');
    expect(gateway.log.length).toBeGreaterThan(40);
  });
});
