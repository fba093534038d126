import { describe, expect, it } from 'vitest';
import { softFailure } from '../../../src/simulator/netserver/exception.ts';
import { type NetServerSimulatorOptions, startNetServerSimulator } from '../../../src/simulator/netserver/start.ts';
import { TICKET_LIFETIME_MS } from '../../../src/simulator/netserver/tickets.ts';
import { send, signIn, textOf } from './client.ts';

const start = (options: NetServerSimulatorOptions = {}) => startNetServerSimulator(options);

const credentials = (publicValue: string, secret: string, comment = '') =>
  `<Type>imap</Type><Credentials><Comment>${comment}</Comment><SecretValue>${secret}</SecretValue><PublicValue>${publicValue}</PublicValue><IsActive>true</IsActive></Credentials>`;

describe('the NetServer simulator', () => {
  it('has 2 services and 14 operations, and serves their WSDLs', async () => {
    await using simulator = await start();
    expect([simulator.serviceCount, simulator.operationCount]).toEqual([2, 14]);
    expect(simulator.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/Remote\/Services86\/$/);
    const wsdl = await (await fetch(`${simulator.endpoint}User.svc?wsdl`)).text();
    expect(wsdl).toContain(`location="${simulator.endpoint}User.svc"`);
  });

  it('signs in, saves, lists, updates by type and public value, and removes', async () => {
    await using simulator = await start();
    const ticket = await signIn(simulator);
    expect(ticket).toContain('7T:');
    const call = (operation: string, content: string) => send(simulator, 'User', operation, content, ticket);
    expect(textOf((await call('SaveUntrustedCredentials', credentials('kari', 's1'))).text, 'Succeeded')).toBe('true');
    await call('SaveUntrustedCredentials', credentials('ola', 's2'));
    await call('SaveUntrustedCredentials', credentials('kari', 's3', 'changed'));
    const listed = (await call('GetUntrustedCredentials', '<Type>imap</Type>')).text;
    const values = [...listed.matchAll(/<(?:\w+:)?(SecretValue|PublicValue)>([^<]*)/g)].map((found) => found[2]);
    expect(values).toEqual(['s3', 'kari', 's2', 'ola']);
    expect(listed).toContain('changed');
    expect(listed).not.toContain('s1');
    await call('RemoveUntrustedCredentials', '<Type>imap</Type><PublicValue>kari</PublicValue>');
    const left = (await call('GetUntrustedCredentials', '<Type>imap</Type>')).text;
    expect([left.includes('kari'), left.includes('ola')]).toEqual([false, true]);
    const other = (await call('GetUntrustedCredentials', '<Type>smtp</Type>')).text;
    expect(other).not.toContain('ola');
    expect(simulator.calls.filter(({ operation }) => operation === 'SaveUntrustedCredentials')).toHaveLength(3);
    expect(simulator.calls.at(-1)).toMatchObject({ service: 'User', caller: 'demo', succeeded: true });
  });

  it('keeps the credentials of associates apart, and lets an administrator act for others', async () => {
    await using simulator = await start();
    const [demo, anna] = [await signIn(simulator), await signIn(simulator, 'anna')];
    const forTore = `<AssociateId>9</AssociateId>${credentials('tore@example.com', 's')}`;
    await send(simulator, 'User', 'SaveUntrustedCredentialsForAssociate', forTore, demo);
    const ask = '<AssociateId>9</AssociateId><Type>imap</Type>';
    expect((await send(simulator, 'User', 'GetUntrustedCredentialsForAssociate', ask, demo)).text).toContain('tore@');
    const refused = await send(simulator, 'User', 'GetUntrustedCredentialsForAssociate', ask, anna);
    expect(textOf(refused.text, 'ExceptionType')).toBe('SuperOffice.Exceptions.SoSentryException');
    const own = await signIn(simulator, 'tore');
    expect((await send(simulator, 'User', 'GetUntrustedCredentials', '<Type>imap</Type>', own)).text).toContain(
      'tore@',
    );
  });

  it('answers the operations that need no state', async () => {
    await using simulator = await start();
    const ticket = await signIn(simulator);
    const answer = async (operation: string, content = '') =>
      (await send(simulator, 'User', operation, content, ticket)).text;
    expect(await answer('CreateDefaultUntrustedCredentials')).toContain('9999-12-31T23:59:59');
    expect(await answer('GetCredentialTypes')).toContain('superoffice');
    const external = '<UserType>ExternalAssociate</UserType>';
    expect(await answer('GetCredentialTypesForUserType', external)).not.toContain('activedirectory');
    expect((await send(simulator, 'SoPrincipal', 'GetSystemInfo', '')).text).toContain('Soapstone simulator');
  });

  const failures: readonly (readonly [string, 'User' | 'SoPrincipal', string, string, string])[] = [
    [
      'a wrong password',
      'SoPrincipal',
      'AuthenticateUsernamePassword',
      '<UserName>demo</UserName><Password>x</Password>',
      'SoInvalidPasswordException',
    ],
    [
      'an unknown user',
      'SoPrincipal',
      'AuthenticateUsernamePassword',
      '<UserName>x</UserName><Password>x</Password>',
      'SoInvalidPasswordException',
    ],
    [
      'an unknown access token',
      'SoPrincipal',
      'AuthenticateWithAccessToken',
      '<AccessToken>8A:x</AccessToken>',
      'SoSessionException',
    ],
    ['Windows authentication', 'SoPrincipal', 'AuthenticateImplicit', '', 'SoNotSupportedException'],
    [
      'an unknown associate',
      'User',
      'GetUntrustedCredentialsForAssociate',
      '<AssociateId>999</AssociateId><Type>imap</Type>',
      'SoNotFoundException',
    ],
    [
      'credentials that are not there',
      'User',
      'RemoveUntrustedCredentials',
      '<Type>imap</Type><PublicValue>x</PublicValue>',
      'SoNotFoundException',
    ],
    ['no type', 'User', 'GetUntrustedCredentials', '', 'SoInvalidArgumentException'],
    ['no credentials', 'User', 'SaveUntrustedCredentials', '<Type>imap</Type>', 'SoInvalidArgumentException'],
  ];
  it.each(failures)('reports %s in the header blocks of HTTP 200', async (_what, agent, operation, content, type) => {
    await using simulator = await start();
    const { status, text } = await send(simulator, agent, operation, content, await signIn(simulator));
    expect(status).toBe(200);
    expect(textOf(text, 'Succeeded')).toBe('false');
    expect(textOf(text, 'ExceptionType')).toBe(`SuperOffice.Exceptions.${type}`);
    expect(textOf(text, 'AuthenticationSucceeded')).toBe(operation.startsWith('Authenticate') ? 'false' : undefined);
  });

  it.each(['', '<Credentials><Ticket>7T:forged</Ticket></Credentials>'])('misses a session: %s', async (header) => {
    await using simulator = await start();
    const { text } = await send(simulator, 'User', 'GetCredentialTypes', '', header);
    expect(textOf(text, 'ExceptionType')).toBe('SuperOffice.Exceptions.SoSessionException');
    expect(simulator.calls).toEqual([]);
  });

  it('lets a ticket expire 6 hours after its last use', async () => {
    let now = 0;
    await using simulator = await start({ now: () => now });
    const ticket = await signIn(simulator);
    const succeeds = async () =>
      textOf((await send(simulator, 'User', 'GetCredentialTypes', '', ticket)).text, 'Succeeded');
    now += TICKET_LIFETIME_MS - 1;
    expect(await succeeds()).toBe('true');
    now += TICKET_LIFETIME_MS - 1;
    expect(await succeeds()).toBe('true');
    now += TICKET_LIFETIME_MS;
    expect(await succeeds()).toBe('false');
  });

  it('checks the application token where it has one, before all else', async () => {
    await using simulator = await start({ applicationToken: 'app' });
    const sign = '<UserName>demo</UserName><Password>demo</Password>';
    const attempt = async (header: string) =>
      textOf((await send(simulator, 'SoPrincipal', 'AuthenticateUsernamePassword', sign, header)).text, 'Succeeded');
    expect(await attempt('')).toBe('false');
    expect(await attempt('<ApplicationToken>other</ApplicationToken>')).toBe('false');
    expect(await attempt('<ApplicationToken>app</ApplicationToken>')).toBe('true');
  });

  const invalid: readonly (readonly [string, string])[] = [
    ['elements out of order', `<Credentials/><Type>imap</Type>`],
    ['an unknown element', '<Type>imap</Type><Colour/>'],
    [
      'nil where it is not nillable',
      '<Type>imap</Type><Credentials><ValidFrom xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></Credentials>',
    ],
    ['a date that is none', '<Type>imap</Type><Credentials><ValidFrom>yesterday</ValidFrom></Credentials>'],
  ];
  it.each(invalid)('refuses %s with a fault of WCF', async (_what, content) => {
    await using simulator = await start();
    const { status, text } = await send(
      simulator,
      'User',
      'SaveUntrustedCredentials',
      content,
      await signIn(simulator),
    );
    expect(status).toBe(500);
    expect(text).toContain('a:DeserializationFailed');
    expect(simulator.calls.map(({ operation }) => operation)).toEqual(['AuthenticateUsernamePassword']);
  });

  it('refuses an action that it does not have', async () => {
    await using simulator = await start();
    const { status, text } = await send(simulator, 'User', 'DeleteUser', '');
    expect(status).toBe(500);
    expect(text).toContain('a:ActionNotSupported');
  });

  it('misbehaves when told to: an exception of choice, or tickets that are gone', async () => {
    await using simulator = await start({
      misbehave: ({ selector, nth }) =>
        selector?.endsWith('.SaveUntrustedCredentials') && nth === 1
          ? {
              act: {
                kind: 'answer',
                answer: softFailure(
                  { exceptionType: 'SuperOffice.Exceptions.SoDbAccessException', message: 'down' },
                  null,
                ),
              },
            }
          : undefined,
    });
    const ticket = await signIn(simulator);
    const save = async () =>
      (await send(simulator, 'User', 'SaveUntrustedCredentials', credentials('kari', 's'), ticket)).text;
    expect(textOf(await save(), 'ExceptionType')).toBe('SuperOffice.Exceptions.SoDbAccessException');
    expect(textOf(await save(), 'Succeeded')).toBe('true');
    simulator.revokeTickets();
    expect(textOf(await save(), 'ExceptionType')).toBe('SuperOffice.Exceptions.SoSessionException');
  });

  it('echoes the time zone of the call', async () => {
    await using simulator = await start();
    const header = `${await signIn(simulator)}<TimeZone><SoTimeZoneLocationCode>NO</SoTimeZoneLocationCode></TimeZone>`;
    const { text } = await send(simulator, 'User', 'GetCredentialTypes', '', header);
    expect(textOf(text, 'SoTimeZoneLocationCode')).toBe('NO');
  });

  it('knows users by the access tokens it is given, and a ticket as a user name', async () => {
    await using simulator = await start({ accessTokens: { '8A:t': 'anna' } });
    const token = '<AccessToken>8A:t</AccessToken>';
    const signedIn = await send(simulator, 'SoPrincipal', 'AuthenticateWithAccessToken', token);
    expect(textOf(signedIn.text, 'Associate')).toBe('anna');
    const again = `<UserName>${textOf(signedIn.text, 'Ticket')}</UserName><Password>any</Password>`;
    const { text } = await send(simulator, 'SoPrincipal', 'AuthenticateUsernamePassword', again);
    expect(textOf(text, 'Associate')).toBe('anna');
  });
});
