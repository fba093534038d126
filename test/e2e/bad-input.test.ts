import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SentRequest, type SuperofficeGateway, startSuperofficeGateway } from './superoffice-gateway.ts';

const SAVE = '/users/me/credentials/imap';
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const json = { 'content-type': 'application/json' };

/** Requests as they are sent, by a caller who is signed in unless the row says otherwise. */
const rows: readonly (readonly [string, string, string, SentRequest, number, string])[] = [
  ['an unknown property', 'POST', SAVE, { body: { coment: 'x' } }, 422, 'validation'],
  ['a wrong type', 'POST', SAVE, { body: { isActive: 'yes' } }, 422, 'validation'],
  ['a wrong date', 'POST', SAVE, { body: { validFrom: 'tomorrow' } }, 422, 'validation'],
  ['a missing field', 'POST', '/sessions', { body: { userName: 'demo' } }, 422, 'validation'],
  ['a missing body', 'POST', SAVE, {}, 422, 'validation'],
  ['null where it is not nillable', 'POST', SAVE, { body: { isActive: null } }, 422, 'validation'],
  ['U+0000', 'POST', SAVE, { body: { comment: 'a\u0000b' } }, 422, 'validation'],
  ['U+FFFF', 'POST', SAVE, { body: { comment: '\uffff' } }, 422, 'validation'],
  ['a lone surrogate', 'POST', SAVE, { body: '{"comment":"\\ud800"}', headers: json }, 422, 'validation'],
  ['__proto__', 'POST', SAVE, { body: '{"__proto__":{"isActive":true}}', headers: json }, 422, 'validation'],
  ['$xml', 'POST', SAVE, { body: { $xml: '<evil/>' } }, 422, 'validation'],
  ['_xml', 'POST', SAVE, { body: { _xml: '<evil/>' } }, 422, 'validation'],
  ['attributes', 'POST', SAVE, { body: { attributes: { 'xsi:nil': true } } }, 422, 'validation'],
  ['markup in a key', 'POST', SAVE, { body: { 'S><evil/><S': 'x' } }, 422, 'validation'],
  ['a body of 2 MB', 'POST', SAVE, { body: { comment: 'x'.repeat(2_000_000) } }, 413, 'too-large'],
  ['10,000 levels', 'POST', SAVE, { body: nested(10_000), headers: json }, 400, 'malformed-json'],
  ['no JSON', 'POST', SAVE, { body: '{"comment":', headers: json }, 400, 'malformed-json'],
  [
    'a key that occurs twice',
    'POST',
    SAVE,
    { body: '{"comment":"a","comment":"b"}', headers: json },
    400,
    'malformed-json',
  ],
  [
    'another content type',
    'POST',
    SAVE,
    { body: '<a/>', headers: { 'content-type': 'text/xml' } },
    415,
    'unsupported-media-type',
  ],
  ['an Accept that excludes JSON', 'GET', SAVE, { headers: { accept: 'text/html' } }, 406, 'not-acceptable'],
  ['no credentials', 'GET', SAVE, { headers: { authorization: '' } }, 401, 'unauthenticated'],
  ['an unknown scheme', 'GET', SAVE, { headers: { authorization: 'Digest x' } }, 401, 'unauthenticated'],
  ['an unknown route', 'GET', '/users/me/credential/imap', {}, 404, 'not-found'],
  ['a path with dots', 'GET', '/users/me/credentials/%2e%2e%2fx', {}, 400, 'bad-request'],
  ['a path that is not UTF-8', 'GET', '/users/me/credentials/%ff', {}, 400, 'bad-request'],
  ['a wrong method', 'PATCH', SAVE, { body: {} }, 405, 'method-not-allowed'],
  ['an associate id that is no number', 'GET', '/users/x/credentials/imap', {}, 422, 'validation'],
  ['an associate id that is too large', 'GET', '/users/99999999999/credentials/imap', {}, 422, 'validation'],
  ['an unknown query parameter', 'GET', `${SAVE}?tpye=x`, {}, 422, 'validation'],
  [
    'a generic route that is not exposed',
    'POST',
    '/services/WcfUserService/GetCredentialTypes',
    { body: {} },
    404,
    'not-found',
  ],
];

describe('what bad input gets', () => {
  let gateway: SuperofficeGateway;
  let me: { readonly authorization: string };
  let arrived = 0;
  beforeAll(async () => {
    gateway = await startSuperofficeGateway({
      simulator: {
        misbehave: () => {
          arrived += 1;
          return undefined;
        },
      },
    });
    me = await gateway.signIn();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each(rows)('%s', async (_name, method, path, { headers, body }, status, slug) => {
    const before = arrived;
    const { authorization } = me;
    const own = { authorization, ...headers };
    const answer = await gateway.send(method, path, { headers: own, body });
    expect([answer.status, answer.json.type]).toEqual([status, `/problems/${slug}`]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.json.instance).toBe(answer.headers.get('x-request-id'));
    expect(arrived).toBe(before);
    expect(await gateway.send('GET', SAVE, { headers: me })).toMatchObject({ status: 200 });
  });

  it('a wrong ticket is 401 by the word of the backend', async () => {
    const headers = { authorization: 'Bearer 7T:wrong' };
    expect(await gateway.send('GET', SAVE, { headers })).toMatchObject({
      status: 401,
      json: { type: '/problems/unauthenticated' },
    });
    expect(await gateway.send('GET', SAVE, { headers: me })).toMatchObject({ status: 200 });
  });

  it('all errors of one request are told together, each with its pointer', async () => {
    const body = { coment: 'x', isActive: 1, validFrom: null };
    const { json: problem } = await gateway.send('POST', SAVE, { headers: me, body });
    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/coment',
      '/isActive',
      '/validFrom',
    ]);
    expect(JSON.stringify(problem.errors)).toContain('comment');
  });
});
