import { describe, expect, it } from 'vitest';
import { hashApiKey } from '../../src/auth/inbound/api-key.ts';
import { garbage, htmlErrorPage, type Misbehaviour } from '../../src/simulator/misbehaviour.ts';
import { type Answer, type GatewaySetup, startSuperofficeGateway } from './superoffice-gateway.ts';

const SAVE = '/users/me/credentials/imap';
const BODY = { publicValue: 'a', secretValue: 'b' };

/** Misbehaves at the first save. */
async function saveAgainst(
  misbehaviour: Misbehaviour,
  { times = 1, ...setup }: GatewaySetup & { readonly times?: number } = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly answers: readonly Answer[]; readonly arrived: number; readonly saves: number }> {
  let arrived = 0;
  await using gateway = await startSuperofficeGateway({
    ...setup,
    simulator: {
      misbehave: ({ selector, nth }) => {
        if (!selector?.endsWith('SaveUntrustedCredentials')) return undefined;
        arrived += 1;
        return nth === 1 ? misbehaviour : undefined;
      },
    },
  });
  const signedIn = await gateway.signIn();
  const answers: Answer[] = [];
  for (let time = 0; time < times; time += 1) {
    answers.push(await gateway.send('POST', SAVE, { headers: { ...signedIn, ...headers }, body: BODY }));
  }
  const saves = gateway.simulator.calls.filter(({ operation }) => operation === 'SaveUntrustedCredentials').length;
  return { answers, arrived, saves };
}

describe('a save is never sent twice', () => {
  it.each<readonly [string, Misbehaviour, number, string, string, number]>([
    [
      'a reset after it was read',
      { act: { kind: 'reset', when: 'after-reading' } },
      502,
      'backend-unreachable',
      'unknown',
      0,
    ],
    [
      'a slow save and a reset',
      { delayMs: 200, act: { kind: 'reset', when: 'after-executing' } },
      502,
      'backend-unreachable',
      'unknown',
      1,
    ],
    [
      'a reset within the reply',
      { act: { kind: 'reset', when: 'within-reply' } },
      502,
      'backend-unreachable',
      'unknown',
      1,
    ],
    ['a reply that is cut off', { act: { kind: 'truncate' } }, 502, 'backend-invalid-response', 'unknown', 1],
    ['a reply that is no XML', garbage, 502, 'backend-invalid-response', 'unknown', 0],
    ['an HTML page', htmlErrorPage, 502, 'backend-invalid-response', 'unknown', 0],
  ])('after %s', async (_name, misbehaviour, status, slug, outcome, saves) => {
    const run = await saveAgainst(misbehaviour);
    expect(run.answers).toMatchObject([{ status, json: { type: `/problems/${slug}`, outcome } }]);
    expect(run).toMatchObject({ arrived: 1, saves });
  });

  it('when nobody answers in time, and it was executed', async () => {
    const run = await saveAgainst({ delayMs: 400 }, { backend: 'timeouts: { total: 150ms }' });
    expect(run.answers).toMatchObject([
      { status: 504, json: { type: '/problems/backend-timeout', outcome: 'unknown' } },
    ]);
    expect(run.arrived).toBe(1);
  });

  it('nor by the caller, under an Idempotency-Key: the first answer is given again', async () => {
    const misbehaviour: Misbehaviour = { delayMs: 100, act: { kind: 'reset', when: 'after-executing' } };
    const run = await saveAgainst(misbehaviour, { times: 3 }, { 'idempotency-key': 'k-1' });
    expect(run.answers.map(({ status }) => status)).toEqual([502, 502, 502]);
    expect(run.answers.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true', 'true']);
    expect(run).toMatchObject({ arrived: 1, saves: 1 });
  });
});

describe("an Idempotency-Key is its caller's own", () => {
  const KEY = 'key-of-the-shop';
  const keys = `auth: { apiKeys: { keys: [{ name: shop, sha256: ${hashApiKey(KEY)} }] } }`;

  it.each([
    ['the gateway knows both by one key', keys, { 'x-api-key': KEY }],
    ['the gateway knows nobody', '', {}],
  ])('where %s, and their tickets have a header of their own', async (_name, settings, headers) => {
    await using gateway = await startSuperofficeGateway({
      backend: 'headers: { Credentials: { Ticket: { from: X-Ticket } } }',
      settings,
      simulator: { associates: ['ann', 'bob'].map(associate) },
    });
    const ticketOf = async (userName: string): Promise<string> =>
      (await gateway.send('POST', '/sessions', { headers, body: { userName, password: userName } })).json.ticket;
    const [ann, bob] = [await ticketOf('ann'), await ticketOf('bob')];
    const replayed = [];
    for (const ticket of [ann, bob, ann]) {
      const sent = { ...headers, 'x-ticket': ticket, 'idempotency-key': '1' };
      const answer = await gateway.send('POST', SAVE, { headers: sent, body: BODY });
      replayed.push([answer.status, answer.headers.get('idempotency-replayed')]);
    }
    expect(replayed).toEqual([
      [204, null],
      [204, null],
      [204, 'true'],
    ]);
    const saves = gateway.simulator.calls.filter(({ operation }) => operation === 'SaveUntrustedCredentials');
    expect(saves).toHaveLength(2);
  });
});

function associate(userName: string, index: number) {
  return { id: index + 1, userName, password: userName, fullName: userName, administrator: false };
}
