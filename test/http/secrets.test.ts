import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileSecretNames } from '../../src/auth/redact.ts';
import { answerProblem } from '../../src/gateway/answer-problem.ts';
import { makeProblem } from '../../src/gateway/problem.ts';
import type { ApplicationOptions } from '../../src/http/express/application.ts';
import { type GatewayOverHttp, startOverHttp } from './gateway-over-http.ts';

const REASON = 'no: hunter22, Zm9vOmh1bnRlcjIyYg==, hunter22b, 7T:ticket, configured-token';

describe('HTTP: what a backend repeats of the secrets it was sent', () => {
  let gateway: GatewayOverHttp;
  beforeAll(async () => {
    gateway = await startOverHttp(async (request) =>
      answerProblem(
        makeProblem('soap-fault', {
          detail: REASON,
          fault: { code: 'Server', reason: REASON, detail: { status: REASON } },
        }),
        request,
        { route: '/x', log: { detail: { reason: REASON, xml: `<Ticket>abc</Ticket><Text>${REASON}</Text>` } } },
      ),
    );
  });
  afterAll(() => gateway.server.stop(0));

  test.each([
    ['Basic Zm9vOmh1bnRlcjIyYg==', ['hunter22b', 'Zm9v']],
    ['SOTicket 7T:ticket', ['7T:ticket']],
    ['Bearer  7T:ticket', ['7T:ticket']],
    ['Basic \t Zm9vOmh1bnRlcjIyYg==', ['hunter22b', 'Zm9v']],
  ])('neither the answer nor the log shows it: %s', async (authorization, hidden) => {
    const response = await fetch(`${gateway.url}/x`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ credentials: [{ secretValue: 'hunter22', comment: 'no: ' }] }),
    });
    const text = await response.text();
    const line = JSON.stringify(gateway.lines.at(-1) ?? (await expect.poll(() => gateway.lines.at(-1)).toBeDefined()));
    for (const secret of [...hidden, 'hunter22', 'configured-token']) {
      expect(text).not.toContain(secret);
      expect(line).not.toContain(secret);
    }
    expect(line).not.toContain('>abc<');
    expect(JSON.parse(text)).toMatchObject({
      type: '/problems/soap-fault',
      detail: expect.stringContaining('no: ***'),
    });
  });
});

describe('HTTP: a secret that XML writes in another way', () => {
  const secret = `a&b<c>d"e'f`;
  test.each([
    ['as it is', secret],
    ['in a text', 'a&amp;b&lt;c&gt;d"e\'f'],
    ['in a text, only what must be', 'a&amp;b&lt;c>d"e\'f'],
    ['in an attribute', "a&amp;b&lt;c&gt;d&quot;e'f"],
    ['in an attribute of either quotes', 'a&amp;b&lt;c&gt;d&quot;e&apos;f'],
    ['in XML within a text', 'a&amp;amp;b&amp;lt;c&amp;gt;d"e\'f'],
  ])('is shown neither to the caller nor in the log: %s', async (_where, written) => {
    const reason = `no: ${written}.`;
    const problem = makeProblem('soap-fault', { detail: reason, fault: { code: 'Server', reason, detail: reason } });
    const xml = `<Text>${written.includes('&amp;') ? written : ''}</Text>`;
    const gateway = await startOverHttp(async (request) =>
      answerProblem(problem, request, { route: '/x', log: { detail: { reason, xml } } }),
    );
    const response = await fetch(gateway.url, { method: 'POST', body: JSON.stringify({ password: secret }) });
    const told = JSON.parse(await response.text());
    expect(told).toMatchObject({ detail: 'no: ***.', fault: { reason: 'no: ***.', detail: 'no: ***.' } });
    await expect.poll(() => gateway.lines.length).toBe(1);
    const shown = written.includes('&amp;') ? '<Text>***</Text>' : '<Text></Text>';
    expect(gateway.lines[0]?.detail).toEqual({ reason: 'no: ***.', xml: shown });
    await gateway.server.stop(1000);
  });

  test('neither the answer nor the log shows a secret of the path or the query, as they are decoded', async () => {
    const reason = 'no: p/th-secret, query secret, other secret; key-1, page-1';
    await using gateway = await repeating(reason, '/x/{key}/{secretValue}');
    const response = await fetch(
      `${gateway.url}/x/key-1/p%2Fth-secret?user.password=query+secret&Ticket=a&Ticket=other%20secret&page=page-1`,
    );
    const shown = 'no: ***, ***, ***; key-1, page-1';
    expect(await response.json()).toMatchObject({ detail: shown });
    await expect.poll(() => gateway.lines.at(-1)).toMatchObject({ detail: { reason: shown } });
  });

  test('what the operator names is a secret in members of the body and in XML, and numbers are hidden too', async () => {
    const reason = 'no: 98765432, 4711.5, 12345678901234567890; open-1';
    const isSecret = compileSecretNames(['pin']);
    await using gateway = await repeating(reason, '/x', { isSecret: () => isSecret }, '<Pin>abc</Pin><Key>k</Key>');
    const response = await fetch(`${gateway.url}/x`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"pin":"98765432","pins":[4711.5,12345678901234567890],"open":"open-1"}',
    });
    const shown = 'no: ***, ***, ***; open-1';
    expect(await response.json()).toMatchObject({ detail: shown });
    await expect
      .poll(() => gateway.lines.at(-1))
      .toMatchObject({ detail: { reason: shown, xml: '<Pin>***</Pin><Key>k</Key>' } });
  });
});

/** A gateway whose backend says the same to all. */
async function repeating(
  reason: string,
  route: string,
  own: Partial<ApplicationOptions> = {},
  xml = '',
): Promise<GatewayOverHttp & AsyncDisposable> {
  const problem = makeProblem('soap-fault', { detail: reason });
  const gateway = await startOverHttp(
    async (request) => answerProblem(problem, request, { route, log: { detail: { reason, xml } } }),
    '',
    own,
  );
  return { ...gateway, [Symbol.asyncDispose]: async () => void (await gateway.server.stop(0)) };
}
