import { describe, expect, it } from 'vitest';
import { BackendError } from '../../src/soap/call.ts';
import {
  type Answer,
  failedWith,
  type ScriptedSettings,
  scriptedGateway,
  signedIn,
  succeeded,
} from './scripted-netserver.ts';

const LIST = { path: '/users/me/credentials/imap' };
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
const SESSION_GONE = failedWith({ exceptionType: 'SuperOffice.Exceptions.SoSessionException', message: 'no session' });

/** Signs in with tickets 7T:1, 7T:2, …; lists for the tickets that are good. */
function netServer(isGood: (ticket: string) => boolean = () => true): Answer {
  let issued = 0;
  return ({ operation, header }) => {
    if (operation === 'AuthenticateUsernamePassword') {
      issued += 1;
      return signedIn(`7T:${issued}`);
    }
    const ticket = /"ticket":"([^"]*)"/.exec(header)?.[1] ?? '';
    return isGood(ticket) ? succeeded({ response: [] }) : SESSION_GONE;
  };
}

function signIns(gateway: ReturnType<typeof scriptedGateway>): number {
  return gateway.received.filter(({ operation }) => operation === 'AuthenticateUsernamePassword').length;
}

describe('superoffice: tickets', () => {
  it.each(['Bearer 7T:abc==', 'bearer  7T:abc==', 'SOTicket 7T:abc==', 'soticket 7T:abc=='])(
    'passes on %s',
    async (authorization) => {
      const gateway = scriptedGateway(netServer());
      expect(await gateway.send({ ...LIST, headers: { authorization } })).toMatchObject({ status: 200 });
      expect(gateway.received[0]?.header).toBe('{"ticket":"7T:abc=="}');
    },
  );

  it.each([
    ['none', {}],
    ['an unknown scheme', { authorization: 'Digest abc' }],
    ['a scheme alone', { authorization: 'Bearer' }],
    ['two tickets', { authorization: 'Bearer a, b' }],
    ['Basic that is not base64', { authorization: 'Basic !!' }],
    ['Basic without a colon', basic('demo')],
    ['Basic without a user name', basic(':demo')],
    ['Basic with a control character', basic('de\u0007mo:x')],
    ['Basic that is not UTF-8', { authorization: `Basic ${Buffer.from([0xff, 0x3a, 0x61]).toString('base64')}` }],
  ])('answers 401 and sends nothing for: %s', async (_name, headers) => {
    const gateway = scriptedGateway(netServer());
    const { status, body, answer } = await gateway.send({ ...LIST, headers });
    expect([status, body]).toMatchObject([401, { type: '/problems/unauthenticated', outcome: 'not-executed' }]);
    expect(answer.headers['WWW-Authenticate']).toContain('Basic realm="SuperOffice", charset="UTF-8"');
    expect(gateway.received).toEqual([]);
  });

  it('a ticket that is not valid any longer is answered 401, once', async () => {
    const gateway = scriptedGateway(netServer(() => false));
    const { status, answer } = await gateway.send({ ...LIST, headers: { authorization: 'Bearer 7T:old' } });
    expect(status).toBe(401);
    expect(answer.headers['WWW-Authenticate']).toContain('error="invalid_token"');
    expect(gateway.received).toHaveLength(1);
  });

  it('signIn: optional lets the backend decide', async () => {
    const gateway = scriptedGateway(netServer(), { signIn: 'optional' });
    expect(await gateway.send(LIST)).toMatchObject({ status: 200 });
    expect(gateway.received[0]?.header).toBe('');
  });
});

describe('superoffice: Basic', () => {
  it('signs in once however many callers wait, and keeps the ticket', async () => {
    const results: string[] = [];
    const gateway = scriptedGateway(netServer(), { onSignIn: (result) => results.push(result) });
    const send = () => gateway.send({ ...LIST, headers: basic('demo:p:ß') });
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await send();
    expect(signIns(gateway)).toBe(1);
    expect(gateway.received[0]?.body).toEqual({ userName: 'demo', password: 'p:ß' });
    expect(results).toEqual(['ok']);
  });

  it('keeps tickets of different credentials apart', async () => {
    const gateway = scriptedGateway(netServer());
    for (const pair of ['a:b', 'a:bc', 'ab:c', 'a:b']) await gateway.send({ ...LIST, headers: basic(pair) });
    expect(signIns(gateway)).toBe(3);
  });

  it('signs in anew before six hours are over', async () => {
    let nowMs = 0;
    const gateway = scriptedGateway(netServer(), { now: () => nowMs });
    const send = () => gateway.send({ ...LIST, headers: basic('demo:demo') });
    await send();
    nowMs = 5 * 3600 * 1000;
    await send();
    expect(signIns(gateway)).toBe(1);
    nowMs = 6 * 3600 * 1000 - 1;
    await send();
    expect(signIns(gateway)).toBe(2);
  });

  it('signs in once more and repeats the call once when the session is gone', async () => {
    const gateway = scriptedGateway(netServer((ticket) => ticket !== '7T:1'));
    const send = () => gateway.send({ ...LIST, headers: basic('demo:demo') });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(signIns(gateway)).toBe(2);
  });

  it('a caller that waits no longer is told so; the sign-in goes on for others', async () => {
    let finish: () => void = () => undefined;
    const gateway = scriptedGateway(async ({ operation }) => {
      if (operation !== 'AuthenticateUsernamePassword') return succeeded({ response: [] });
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return signedIn('7T:1');
    });
    const headers = basic('demo:demo');
    expect(await gateway.send({ ...LIST, headers: { ...headers, 'request-timeout': '0.05' } })).toMatchObject({
      status: 504,
      body: { type: '/problems/backend-timeout', outcome: 'not-executed' },
    });
    const patient = gateway.send({ ...LIST, headers });
    finish();
    expect(await patient).toMatchObject({ status: 200 });
    expect(signIns(gateway)).toBe(1);
  });

  it('gives up after one repetition', async () => {
    const gateway = scriptedGateway(netServer(() => false));
    expect(await gateway.send({ ...LIST, headers: basic('demo:demo') })).toMatchObject({ status: 401 });
    expect(gateway.received.map(({ operation }) => operation)).toEqual([
      'AuthenticateUsernamePassword',
      'GetUntrustedCredentials',
      'AuthenticateUsernamePassword',
      'GetUntrustedCredentials',
    ]);
  });

  it('a wrong password is 401, told each time anew, and the operation is not sent', async () => {
    const results: string[] = [];
    const gateway = scriptedGateway(() => succeeded({ authenticationSucceeded: false }), {
      onSignIn: (result) => results.push(result),
    });
    for (let time = 0; time < 2; time += 1) {
      expect(await gateway.send({ ...LIST, headers: basic('demo:wrong') })).toMatchObject({
        status: 401,
        body: { detail: 'The user name or the password is wrong.' },
      });
    }
    expect(signIns(gateway)).toBe(2);
    expect(gateway.received).toHaveLength(2);
    expect(results).toEqual(['refused', 'refused']);
  });

  it.each([
    [
      'cannot be reached',
      () => Promise.reject(new BackendError('unreachable', 'unknown', 'The connection broke off.')),
      502,
      'backend-unreachable',
    ],
    ['says something else', () => failedWith({ exceptionType: 'X', message: 'odd' }), 502, 'backend-error'],
    ['is out of order', () => failedWith({ exceptionType: 'SoDbAccessException' }), 503, 'backend-unavailable'],
  ] as const)(
    'a sign-in whose backend %s fails, and proves that nothing was executed',
    async (_name, reply, status, slug) => {
      const gateway = scriptedGateway(reply);
      expect(await gateway.send({ ...LIST, headers: basic('demo:demo') })).toMatchObject({
        status,
        body: { type: `/problems/${slug}`, outcome: 'not-executed' },
      });
      expect(gateway.received).toHaveLength(1);
    },
  );
});

describe("superoffice: the gateway's own account", () => {
  const ownTicket: ScriptedSettings = { headers: { Credentials: { Ticket: '7T:own' } } };
  const ownAccount: ScriptedSettings = { account: { userName: 'service', password: 'pw' } };

  it.each([
    ['a configured ticket', ownTicket, '7T:own'],
    ['a configured account', ownAccount, '7T:1'],
  ])('callers need no credentials with %s', async (_name, settings, ticket) => {
    const gateway = scriptedGateway(netServer(), settings);
    expect(await gateway.send(LIST)).toMatchObject({ status: 200 });
    expect(gateway.received.at(-1)?.header).toBe(`{"ticket":"${ticket}"}`);
  });

  it.each([ownTicket, ownAccount])('a caller with a ticket is that caller', async (settings) => {
    const gateway = scriptedGateway(netServer(), settings);
    await gateway.send({ ...LIST, headers: { authorization: 'Bearer 7T:mine' } });
    expect(gateway.received.map(({ header }) => header)).toEqual(['{"ticket":"7T:mine"}']);
  });

  it('its session is renewed once', async () => {
    const gateway = scriptedGateway(
      netServer((ticket) => ticket === '7T:2'),
      ownAccount,
    );
    expect(await gateway.send(LIST)).toMatchObject({ status: 200 });
  });

  it.each([
    ['the ticket is not valid', ownTicket, netServer(() => false)],
    ['a new sign-in does not help', ownAccount, netServer(() => false)],
    ['the password is wrong', ownAccount, () => succeeded({ authenticationSucceeded: false })],
  ] as const)('is 502 and not 401 when %s: the caller can do nothing about it', async (_name, settings, script) => {
    const { status, body } = await scriptedGateway(script, settings).send(LIST);
    expect([status, body]).toMatchObject([502, { type: '/problems/backend-error', outcome: 'not-executed' }]);
  });

  it('a ticket that comes from an HTTP header is wanted of each caller', async () => {
    const gateway = scriptedGateway(netServer(), { headers: { Credentials: { Ticket: { from: 'X-Ticket' } } } });
    expect(await gateway.send(LIST)).toMatchObject({ status: 401 });
    expect(await gateway.send({ ...LIST, headers: { 'x-ticket': '7T:x' } })).toMatchObject({ status: 200 });
    expect(gateway.received.map(({ header }) => header)).toEqual(['{"ticket":"7T:x"}']);
  });
});

describe('superoffice: other header blocks', () => {
  it('the application token goes out on calls and on sign-ins', async () => {
    const gateway = scriptedGateway(netServer(), { headers: { ApplicationToken: 'app-1' } });
    await gateway.send({ ...LIST, headers: basic('demo:demo') });
    expect(gateway.received.map(({ header }) => header)).toEqual(['"app-1"', '"app-1"{"ticket":"7T:1"}']);
  });

  it.each([
    ['NO', '{"soTimeZoneLocationCode":"NO"}'],
    [' 261 ', '{"soTimeZoneId":261}'],
  ])('SO-TimeZone %s', async (zone, block) => {
    const headers = { TimeZone: { SoTimeZoneLocationCode: 'SE' } };
    const gateway = scriptedGateway(netServer(), { headers });
    await gateway.send({ ...LIST, headers: { authorization: 'Bearer 7T:a', 'so-timezone': zone } });
    expect(gateway.received[0]?.header).toBe(`{"ticket":"7T:a"}${block}`);
  });

  it('a time zone that is none is refused', async () => {
    const gateway = scriptedGateway(netServer());
    const headers = { authorization: 'Bearer 7T:a', 'so-timezone': 'NO, includeTZOffset' };
    expect(await gateway.send({ ...LIST, headers })).toMatchObject({
      status: 400,
      body: { type: '/problems/bad-request' },
    });
    expect(gateway.received).toEqual([]);
  });
});
