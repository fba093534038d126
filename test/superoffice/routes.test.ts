import { describe, expect, it } from 'vitest';
import { superofficeProfile } from '../../src/superoffice/profile.ts';
import { failedWith, scriptedGateway, signedIn, succeeded } from './scripted-netserver.ts';

const TICKET = { authorization: 'Bearer 7T:abc' };
const CREDENTIAL = { comment: 'mail', secretValue: 's3cret', publicValue: 'me@example.com', isActive: true };

describe('superoffice: the profile', () => {
  it.each([
    ['http://www.superoffice.net/ws/crm/NetServer/Services86', true],
    ['http://www.superoffice.net/ws/crm/NetServer/Services88', true],
    ['http://www.superoffice.net/ws/crm/', false],
    ['urn:other', false],
  ])('claims the namespace %s: %s', (namespace, claimed) => {
    expect(superofficeProfile.matches(namespace)).toBe(claimed);
  });

  it('writes its routes in the names that the gateway gives', () => {
    const paths = (naming: 'camel' | 'preserve') => superofficeProfile.routes(naming).map(({ path }) => path);
    expect(paths('camel')).toContain('/users/{associateId}/credentials/{type}/{credentials.publicValue}');
    expect(paths('preserve')).toContain('/users/{AssociateId}/credentials/{Type}/{Credentials.PublicValue}');
  });
});

describe('superoffice: routes over credentials', () => {
  it.each([
    ['/users/me/credentials/imap', 'GetUntrustedCredentials', { type: 'imap' }],
    ['/users/7/credentials/imap', 'GetUntrustedCredentialsForAssociate', { type: 'imap', associateId: 7 }],
    ['/users/credentials/default', 'CreateDefaultUntrustedCredentials', {}],
    ['/credential-types', 'GetCredentialTypes', {}],
  ])('GET %s calls %s', async (path, operation, input) => {
    const gateway = scriptedGateway(() => succeeded({ response: [] }));
    expect(await gateway.send({ path, headers: TICKET })).toMatchObject({
      status: 200,
      body: [],
      answer: { headers: { 'Cache-Control': 'no-store' } },
    });
    expect(gateway.received).toMatchObject([{ operation, body: input }]);
  });

  it.each([
    ['POST', '/users/me/credentials/imap', 'SaveUntrustedCredentials', { type: 'imap', credentials: CREDENTIAL }],
    [
      'PUT',
      '/users/me/credentials/imap/me%40example.com',
      'SaveUntrustedCredentials',
      { type: 'imap', credentials: CREDENTIAL },
    ],
    [
      'PUT',
      '/users/9/credentials/imap/me%40example.com',
      'SaveUntrustedCredentialsForAssociate',
      { associateId: 9, type: 'imap', credentials: CREDENTIAL },
    ],
    [
      'POST',
      '/users/9/credentials/imap',
      'SaveUntrustedCredentialsForAssociate',
      { associateId: 9, type: 'imap', credentials: CREDENTIAL },
    ],
  ])('%s %s saves', async (method, path, operation, input) => {
    const gateway = scriptedGateway(() => succeeded({}));
    expect(await gateway.send({ method, path, headers: TICKET, body: CREDENTIAL })).toMatchObject({ status: 204 });
    expect(gateway.received).toMatchObject([{ operation, body: input }]);
  });

  it.each([
    ['/users/me/credentials/imap/a%2Fb', 'RemoveUntrustedCredentials', { type: 'imap', publicValue: 'a/b' }],
    [
      '/users/3/credentials/imap/x',
      'RemoveUntrustedCredentialsForAssociate',
      { associateId: 3, type: 'imap', publicValue: 'x' },
    ],
  ])('DELETE %s removes', async (path, operation, input) => {
    const gateway = scriptedGateway(() => succeeded({}));
    expect(await gateway.send({ method: 'DELETE', path, headers: TICKET })).toMatchObject({ status: 204 });
    expect(gateway.received).toMatchObject([{ operation, body: input }]);
  });

  it('a save whose reply does not say Succeeded is no success', async () => {
    const silent = { kind: 'output', value: {}, headerBlocks: new Map(), unknownElements: 0 } as const;
    const gateway = scriptedGateway(() => silent);
    const path = '/users/me/credentials/imap';
    expect(await gateway.send({ method: 'POST', path, headers: TICKET, body: CREDENTIAL })).toMatchObject({
      status: 502,
      body: { type: '/problems/backend-invalid-response', outcome: 'unknown' },
    });
  });

  it('a public value that the body contradicts is refused, and nothing is sent', async () => {
    const gateway = scriptedGateway(() => succeeded({}));
    const path = '/users/me/credentials/imap/other';
    expect(await gateway.send({ method: 'PUT', path, headers: TICKET, body: CREDENTIAL })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/publicValue' }] },
    });
    expect(gateway.received).toEqual([]);
  });
});

describe('superoffice: secrets in answers', () => {
  const path = '/users/me/credentials/imap';
  const generic = { method: 'POST', path: '/services/User/GetUntrustedCredentials', headers: TICKET, body: {} };
  const answer = () => succeeded({ response: [{ ...CREDENTIAL }] });
  const { secretValue, ...harmless } = CREDENTIAL;

  it.each([
    [false, [harmless], [harmless]],
    ['services', [harmless], [CREDENTIAL]],
    [true, [CREDENTIAL], [CREDENTIAL]],
  ] as const)('revealSecrets: %s', async (revealSecrets, declared, onServices) => {
    const gateway = scriptedGateway(answer, { revealSecrets });
    expect((await gateway.send({ path, headers: TICKET })).body).toEqual(declared);
    expect((await gateway.send(generic)).body).toEqual({ response: onServices });
    expect(secretValue).toBe('s3cret');
  });
});

describe('superoffice: POST /sessions', () => {
  const send = { method: 'POST', path: '/sessions', body: { userName: 'demo', password: 'demo' } };

  it('gives the ticket and who it stands for, not to be stored', async () => {
    const { status, body, answer } = await scriptedGateway(() => signedIn('7T:new')).send(send);
    expect(status).toBe(201);
    expect(body).toEqual({ ticket: '7T:new', principal: { associate: 'demo', associateId: 5 } });
    expect(answer.headers['Cache-Control']).toBe('no-store');
  });

  it.each([
    [
      'authenticationSucceeded is false',
      succeeded({ authenticationSucceeded: false, credentials: { ticket: '7T:x' } }),
    ],
    ['there is no ticket', succeeded({ authenticationSucceeded: true, credentials: { ticket: null } })],
    ['an exception says so', failedWith({ exceptionType: 'SuperOffice.Exceptions.SoInvalidPasswordException' })],
  ])('answers 401 when %s', async (_name, reply) => {
    const { status, body, answer } = await scriptedGateway(() => reply).send(send);
    expect(status).toBe(401);
    expect(body).toMatchObject({ type: '/problems/unauthenticated', outcome: 'not-executed' });
    expect(answer.headers['WWW-Authenticate']).toMatch(/^Bearer /);
  });

  it('wants both, and sends nothing without', async () => {
    const gateway = scriptedGateway(() => signedIn('7T:new'));
    const { status, body } = await gateway.send({ ...send, body: { userName: 'demo' } });
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/password', detail: 'is required' }] }]);
    expect(gateway.received).toEqual([]);
  });

  it('needs no credentials of its own, and takes no notice of any', async () => {
    const gateway = scriptedGateway(() => signedIn('7T:new'));
    expect(await gateway.send({ ...send, headers: { authorization: 'Nonsense' } })).toMatchObject({ status: 201 });
  });
});
