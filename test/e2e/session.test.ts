import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SuperofficeGateway, startSuperofficeGateway } from './superoffice-gateway.ts';

const CREDENTIAL = {
  validFrom: '2026-01-01T00:00:00',
  validTo: '2027-01-01T00:00:00Z',
  comment: 'mail & <more>',
  secretValue: 'hunter2',
  publicValue: 'imap.example.com/me',
  isActive: true,
};
const { secretValue: _secret, ...VISIBLE } = CREDENTIAL;
const NOTHING_MORE = { tableRight: null, fieldProperties: null };

describe('a session', () => {
  let gateway: SuperofficeGateway;
  let me: { readonly authorization: string };
  beforeAll(async () => {
    gateway = await startSuperofficeGateway();
    me = await gateway.signIn();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('starts with a ticket that is not to be stored', async () => {
    const answer = await gateway.send('POST', '/sessions', { body: { userName: 'demo', password: 'demo' } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.json).toMatchObject({ ticket: expect.stringMatching(/^7T:/), principal: { associateId: 7 } });
  });

  it('saves, lists, updates and removes', async () => {
    const all = '/users/me/credentials/imap';
    const one = `${all}/${encodeURIComponent(CREDENTIAL.publicValue)}`;
    expect(await gateway.send('GET', all, { headers: me })).toMatchObject({ status: 200, json: [] });

    const saved = await gateway.send('POST', all, { headers: me, body: CREDENTIAL });
    expect([saved.status, saved.text]).toEqual([204, '']);
    const listed = await gateway.send('GET', all, { headers: me });
    expect(listed.json).toEqual([{ ...NOTHING_MORE, ...VISIBLE }]);
    expect(listed.headers.get('cache-control')).toBe('no-store');

    const { publicValue: _inPath, ...rest } = CREDENTIAL;
    const updated = await gateway.send('PUT', one, { headers: me, body: { ...rest, isActive: false } });
    expect(updated.status).toBe(204);
    const relisted = await gateway.send('GET', all, { headers: me });
    expect(relisted.json).toEqual([{ ...NOTHING_MORE, ...VISIBLE, isActive: false }]);

    expect(await gateway.send('DELETE', one, { headers: me })).toMatchObject({ status: 204 });
    expect(await gateway.send('DELETE', one, { headers: me })).toMatchObject({
      status: 404,
      json: { type: '/problems/not-found', outcome: 'not-executed' },
    });
    expect(await gateway.send('GET', all, { headers: me })).toMatchObject({ status: 200, json: [] });
  });

  it('is the same for an associate, for those who may', async () => {
    const path = '/users/8/credentials/smtp';
    expect(await gateway.send('POST', path, { headers: me, body: CREDENTIAL })).toMatchObject({ status: 204 });
    const own = await gateway.send('GET', '/users/me/credentials/smtp', { headers: await gateway.signIn('anna') });
    expect(own.json).toEqual([{ ...NOTHING_MORE, ...VISIBLE }]);
    const tore = await gateway.signIn('tore');
    expect(await gateway.send('GET', path, { headers: tore })).toMatchObject({
      status: 403,
      json: { type: '/problems/forbidden', detail: 'You may not act for another associate' },
    });
    expect(await gateway.send('GET', '/users/99/credentials/smtp', { headers: me })).toMatchObject({ status: 404 });
  });

  it('tells defaults and types', async () => {
    const defaults = await gateway.send('GET', '/users/credentials/default', { headers: me });
    expect(defaults).toMatchObject({ status: 200, json: { validFrom: '0001-01-01T00:00:00', isActive: true } });
    expect(defaults.json).not.toHaveProperty('secretValue');
    const types = await gateway.send('GET', '/credential-types', { headers: me });
    expect(types.json).toMatchObject([{ type: 'superoffice' }, { type: 'activedirectory' }]);
  });

  it('a wrong password is 401', async () => {
    const answer = await gateway.send('POST', '/sessions', { body: { userName: 'demo', password: 'wrong' } });
    expect(answer).toMatchObject({ status: 401, json: { type: '/problems/unauthenticated', outcome: 'not-executed' } });
    expect(answer.headers.get('www-authenticate')).toContain('Bearer realm="SuperOffice"');
  });
});

describe('secrets of credentials', () => {
  it('are told where the profile says so', async () => {
    await using gateway = await startSuperofficeGateway({
      backend: 'profile: { revealSecrets: true }',
      settings: 'services: { expose: ["User.Get*"] }',
    });
    const headers = await gateway.signIn();
    await gateway.send('POST', '/users/me/credentials/imap', { headers, body: CREDENTIAL });
    const declared = await gateway.send('GET', '/users/me/credentials/imap', { headers });
    expect(declared.json).toMatchObject([{ secretValue: 'hunter2' }]);
  });

  it('are left out of generic routes too', async () => {
    await using gateway = await startSuperofficeGateway({ settings: 'services: { expose: ["User.Get*"] }' });
    const headers = await gateway.signIn();
    await gateway.send('POST', '/users/me/credentials/imap', { headers, body: CREDENTIAL });
    const generic = await gateway.send('POST', '/services/WcfUserService/GetUntrustedCredentials', {
      headers,
      body: { type: 'imap' },
    });
    expect(generic.json).toEqual({ response: [{ ...NOTHING_MORE, ...VISIBLE }] });
  });
});
