import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createJwtAuthenticator } from '../../../src/auth/inbound/json-web-token.ts';
import { response, startRawServer } from '../../soap/raw-server.ts';

const ISSUER = 'https://id.example.com/';
type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let first: Keys;
let second: Keys;
beforeAll(async () => {
  [first, second] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
});

async function keySet(...keys: readonly (readonly [string, Keys])[]): Promise<string> {
  const jwks = await Promise.all(keys.map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid })));
  return JSON.stringify({ keys: jwks });
}

function sign(claims: JWTPayload = {}, { kid = 'k1', keys = first, alg = 'RS256' } = {}): Promise<string> {
  const soon = Math.floor(Date.now() / 1000) + 600;
  return new SignJWT({ iss: ISSUER, aud: 'soapstone', sub: 'someone', exp: soon, scope: 'read  write', ...claims })
    .setProtectedHeader({ alg, kid })
    .sign(keys.privateKey);
}

function authenticator(jwks: string, own = {}) {
  return createJwtAuthenticator(
    {
      issuer: ISSUER,
      audience: 'soapstone',
      jwks,
      algorithms: ['RS256'],
      clockSkewMs: 30_000,
      scopeClaim: 'scope',
      ...own,
    },
    { cooldownMs: 0 },
  );
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const past = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;

describe('JSON Web Tokens', () => {
  it('are callers with scopes', async () => {
    const jwks = await keySet(['k1', first]);
    await using server = await startRawServer((socket) => void socket.write(response(200, {}, jwks)));
    const result = await authenticator(server.url).authenticate(bearer(await sign()));
    expect(result).toEqual({
      kind: 'caller',
      caller: { id: 'jwt:["https://id.example.com/","someone"]', scopes: new Set(['read', 'write']) },
      usedHeader: 'authorization',
    });
    const listed = await authenticator(server.url, { scopeClaim: 'roles' }).authenticate(
      bearer(await sign({ roles: ['a b', 3, 'c'] })),
    );
    expect(listed).toMatchObject({ caller: { scopes: new Set(['a b', 'c']) } });
  });

  it('are refused for each thing that is wrong with them', async () => {
    const jwks = await keySet(['k1', first]);
    await using server = await startRawServer((socket) => void socket.write(response(200, {}, jwks)));
    const ecKeys = await generateKeyPair('ES256');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`;
    const good = await sign();
    const rows: readonly (readonly [string, string, RegExp])[] = [
      ['another issuer', await sign({ iss: 'https://evil.example.com/' }), /"iss"/],
      ['another audience', await sign({ aud: 'other' }), /"aud"/],
      ['expired, beyond the skew', await sign({ exp: past(60) }), /expired/],
      ['not yet valid, beyond the skew', await sign({ nbf: past(-60) }), /"nbf"/],
      ['without a subject', await sign({ sub: undefined as unknown as string }), /"sub"/],
      ['without an end', await sign({ exp: undefined as unknown as number }), /"exp"/],
      ['of another key with the same name', await sign({}, { keys: second }), /not valid/],
      ['of a key that is not in the set', await sign({}, { kid: 'k9', keys: second }), /not valid/],
      ['of an algorithm that is not allowed', await sign({}, { keys: ecKeys, alg: 'ES256' }), /algorithm/],
      ['unsigned', `${unsigned}x`, /algorithm|not valid/],
      ['changed', `${good.slice(0, -4)}AAAA`, /not valid/],
      ['a ticket', '7T:abc', /not a JSON Web Token/],
      ['too long', `${good}${'a'.repeat(9000)}`, /not a JSON Web Token/],
    ];
    for (const [name, token, detail] of rows) {
      const result = await authenticator(server.url).authenticate(bearer(token));
      expect([name, result]).toEqual([name, { kind: 'refused', detail: expect.stringMatching(detail) }]);
    }
  });

  it('are taken within the skew of the clocks', async () => {
    const jwks = await keySet(['k1', first]);
    await using server = await startRawServer((socket) => void socket.write(response(200, {}, jwks)));
    const results = [
      await authenticator(server.url).authenticate(bearer(await sign({ exp: past(10) }))),
      await authenticator(server.url).authenticate(bearer(await sign({ nbf: past(-10) }))),
    ];
    expect(results.map(({ kind }) => kind)).toEqual(['caller', 'caller']);
  });

  it('keys may rotate: one that is not known is looked for', async () => {
    const [before, after] = [await keySet(['k1', first]), await keySet(['k2', second])];
    await using server = await startRawServer((socket, _request, count) =>
      socket.write(response(200, {}, count === 1 ? before : after)),
    );
    const one = authenticator(server.url);
    expect(await one.authenticate(bearer(await sign()))).toMatchObject({ kind: 'caller' });
    expect(await one.authenticate(bearer(await sign({}, { kid: 'k2', keys: second })))).toMatchObject({
      kind: 'caller',
    });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['the key set cannot be fetched', response(500, {}, 'broken')],
    ['the key set is not JSON', response(200, {}, '<html>')],
    ['the key set holds no keys', response(200, {}, '{}')],
  ])('are neither taken nor refused when %s', async (_name, answer) => {
    await using server = await startRawServer((socket) => void socket.write(answer));
    expect(await authenticator(server.url).authenticate(bearer(await sign()))).toMatchObject({ kind: 'unavailable' });
  });

  it.each([[{}], [{ authorization: 'Basic abc' }], [{ authorization: 'Bearer' }]])('%j holds none', async (headers) => {
    expect(await authenticator('http://127.0.0.1:1/').authenticate(headers)).toEqual({ kind: 'absent' });
  });
});
