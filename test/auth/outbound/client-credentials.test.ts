import { describe, expect, it } from 'vitest';
import { type ClientCredentials, createAccessTokenSource } from '../../../src/auth/outbound/client-credentials.ts';
import { type RawAnswer, response, startRawServer } from '../../soap/raw-server.ts';
import { rejection } from '../../soap/requests.ts';

/** A token endpoint that gives `token-1`, `token-2`, … */
const tokens: RawAnswer = (socket, _request, count) =>
  void socket.write(
    response(200, {}, JSON.stringify({ access_token: `token-${count}`, token_type: 'Bearer', expires_in: 100 })),
  );

function credentials(url: string, own: Partial<ClientCredentials> = {}): ClientCredentials {
  return { tokenUrl: url, clientId: 'the client', clientSecret: 's:e&c', ...own };
}

const never = new AbortController().signal;

describe('client credentials (RFC 6749 §4.4)', () => {
  it('client credentials: asks once however many wait, and keeps the token until shortly before it expires', async () => {
    await using server = await startRawServer(tokens);
    let nowMs = 0;
    const source = createAccessTokenSource(credentials(server.url), () => nowMs);
    const many = await Promise.all(Array.from({ length: 50 }, () => source.token(new AbortController().signal)));
    expect(new Set(many)).toEqual(new Set(['token-1']));
    nowMs = 69_000;
    expect(await source.token(never)).toBe('token-1');
    nowMs = 71_000;
    expect(await source.token(never)).toBe('token-2');
    expect(server.requests).toHaveLength(2);
  });

  it('client credentials: signs in by Basic, both parts form-encoded (§2.3.1)', async () => {
    await using server = await startRawServer(tokens);
    await createAccessTokenSource(credentials(server.url, { scope: 'a b', audience: 'urn:x' }), Date.now).token(never);
    const [request] = server.requests;
    const pair = /authorization: Basic (\S+)/i.exec(request?.head ?? '')?.[1] ?? '';
    expect(Buffer.from(pair, 'base64').toString()).toBe('the+client:s%3Ae%26c');
    expect(request?.body).toBe('grant_type=client_credentials&scope=a+b&audience=urn%3Ax');
  });

  it('client credentials: signs in by the form when told to', async () => {
    await using server = await startRawServer(tokens);
    await createAccessTokenSource(credentials(server.url, { authentication: 'form' }), Date.now).token(never);
    expect(server.requests[0]?.body).toBe('grant_type=client_credentials&client_id=the+client&client_secret=s%3Ae%26c');
    expect(server.requests[0]?.head).not.toMatch(/authorization/i);
  });

  it('client credentials: quotes nothing of an answer that is not JSON, which may hold a token', async () => {
    await using server = await startRawServer((socket) => socket.write(response(200, {}, 'access_token=tok-98765')));
    const failure = await rejection(createAccessTokenSource(credentials(server.url), Date.now).token(never));
    expect(failure).toMatchObject({ kind: 'unreachable', cause: { message: 'the answer is not JSON' } });
  });

  it.each<[string, RawAnswer]>([
    ['a refusal', (socket) => socket.write(response(401, {}, '{"error":"invalid_client"}'))],
    ['no JSON', (socket) => socket.write(response(200, {}, '<html>'))],
    ['no token', (socket) => socket.write(response(200, {}, '{"token_type":"bearer"}'))],
    ['another kind of token', (socket) => socket.write(response(200, {}, '{"access_token":"a","token_type":"mac"}'))],
    ['a reset', (socket) => socket.resetAndDestroy()],
    ['too much', (socket) => socket.write(response(200, {}, `"${'a'.repeat(100_000)}"`))],
  ])('client credentials: %s is a call that was not executed, and the next one asks again', async (_name, answer) => {
    await using server = await startRawServer((socket, request, count) =>
      count === 1 ? answer(socket, request, count) : tokens(socket, request, count),
    );
    const source = createAccessTokenSource(credentials(server.url), Date.now);
    expect(await rejection(source.token(never))).toMatchObject({
      name: 'BackendError',
      kind: 'unreachable',
      outcome: 'not-executed',
      message: expect.stringContaining('The gateway cannot sign in at the backend'),
    });
    expect(await source.token(never)).toBe('token-2');
  });

  it('client credentials: one caller may go away while the others get their token', async () => {
    const controller = new AbortController();
    await using server = await startRawServer((socket, request, count) => {
      controller.abort();
      tokens(socket, request, count);
    });
    const source = createAccessTokenSource(credentials(server.url), Date.now);
    const [gone, stays] = [source.token(controller.signal), source.token(never)];
    expect(await rejection(gone)).toMatchObject({ kind: 'aborted', outcome: 'not-executed' });
    expect(await stays).toBe('token-1');
  });
});
