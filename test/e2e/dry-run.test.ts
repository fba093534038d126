import { describe, expect, it } from 'vitest';
import { basic, startSuperofficeGateway } from './superoffice-gateway.ts';

const SAVE = '/users/me/credentials/imap';
const BODY = { publicValue: 'me', secretValue: 'hunter2', comment: 'a & b' };

describe('Prefer: dry-run', () => {
  it('answers with the envelope, secrets masked, and calls nothing', async () => {
    await using gateway = await startSuperofficeGateway({
      backend: `headers: { ApplicationToken: "$${'{TOKEN}'}" }`,
      settings: 'dryRun: true',
      env: { TOKEN: 'application-token' },
    });
    const headers = { ...basic('demo', 'demo'), prefer: 'wait=5, dry-run', accept: 'text/xml', 'idempotency-key': 'k' };
    const answer = await gateway.send('POST', SAVE, { headers, body: BODY });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(answer.headers.get('preference-applied')).toBe('dry-run');
    expect(answer.text).toContain('<Comment>a &amp; b</Comment>');
    expect(answer.text).toContain('<PublicValue>me</PublicValue>');
    expect(answer.text).toMatch(/<Ticket>\*\*\*<\/Ticket>/);
    expect(answer.text).toMatch(/<ApplicationToken [^>]*>\*\*\*<\/ApplicationToken>/);
    expect(answer.text).not.toMatch(/hunter2|application-token|demo/);
    expect(gateway.simulator.calls).toEqual([]);

    const { prefer: _not, accept: _any, ...real } = headers;
    expect(await gateway.send('POST', SAVE, { headers: real, body: BODY })).toMatchObject({ status: 204 });
    const invalid = await gateway.send('POST', SAVE, { headers, body: { isActive: 1 } });
    expect(invalid.status).toBe(422);
  });

  it('masks what the configuration names', async () => {
    await using gateway = await startSuperofficeGateway({ settings: 'dryRun: true\nsecretNames: [comment]' });
    const answer = await gateway.send('POST', SAVE, { headers: { prefer: 'dry-run' }, body: BODY });
    expect(answer.text).toContain('<Comment>***</Comment>');
    expect(answer.text).toContain('<SecretValue>hunter2</SecretValue>');
  });

  it('is refused where it is not allowed, rather than executed', async () => {
    await using gateway = await startSuperofficeGateway();
    const headers = { ...(await gateway.signIn()), prefer: 'dry-run' };
    expect(await gateway.send('POST', SAVE, { headers, body: BODY })).toMatchObject({
      status: 403,
      json: { type: '/problems/forbidden', outcome: 'not-executed' },
    });
    expect(gateway.simulator.calls.map(({ operation }) => operation)).toEqual(['AuthenticateUsernamePassword']);
  });
});
