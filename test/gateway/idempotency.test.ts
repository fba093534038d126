import { describe, expect, it } from 'vitest';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import type { GatewayResponse } from '../../src/gateway/exchange.ts';
import { createOnceOnly, type IdempotencyResult } from '../../src/gateway/idempotency.ts';
import { createMemoryStore, type IdempotencyStore } from '../../src/gateway/idempotency-store.ts';
import { createGateway } from '../../src/gateway/invoke.ts';
import { checkRules } from '../../src/gateway/rule/check.ts';
import { createKeyedHash } from '../../src/resilience/shared/keyed-hash.ts';
import { BackendError, type SoapReply } from '../../src/soap/call.ts';
import { outputReply, schemaOperation } from './schema-operation.ts';

const input = {
  type: 'object' as const,
  properties: { name: { type: 'string' as const } },
  additionalProperties: false,
};
const location = { file: 'c.yaml', line: 1, column: 1 };
const LIMITS = { keepMs: 24 * 3600 * 1000, entries: 100, bytes: 1000 };

interface Setup {
  readonly calls: number;
  readonly results: readonly IdempotencyResult[];
  send(own?: {
    key?: string;
    name?: string;
    path?: string;
    method?: string;
    authorization?: string;
  }): Promise<GatewayResponse>;
}

function setup(
  invoke: (count: number) => SoapReply | Promise<SoapReply> = (count) => outputReply({ count }),
  store: IdempotencyStore = createMemoryStore(LIMITS, Date.now),
): Setup {
  let calls = 0;
  const results: IdempotencyResult[] = [];
  const save = schemaOperation({
    selector: 'Notes.Save',
    input,
    output: {},
    invoke: async () => {
      calls += 1;
      return invoke(calls);
    },
  });
  const source = { selector: 'Notes.Save', location } as const;
  const rules = checkRules(
    [
      { ...source, method: 'POST', path: '/notes', body: '*' },
      { ...source, method: 'POST', path: '/others', body: '*' },
      { ...source, method: 'POST', path: '/safe', body: '*', safe: true },
    ],
    [save],
    collectDiagnostics(),
  );
  const gateway = createGateway({
    rules,
    profiles: new Map(),
    headerBlocks: new Map(),
    faultStatus: new Map(),
    jsonDepthMax: 10,
    onceOnly: createOnceOnly({ store, keyOf: createKeyedHash(), onResult: (result) => results.push(result) }),
  });
  return {
    get calls() {
      return calls;
    },
    results,
    send: ({ key = 'key-1', name = 'a', path = '/notes', method = 'POST', authorization } = {}) =>
      gateway({
        method,
        path,
        query: new URLSearchParams(),
        headers: { 'content-type': 'application/json', 'idempotency-key': key, authorization },
        body: Buffer.from(JSON.stringify({ name })),
        requestId: 'r',
        signal: new AbortController().signal,
      }),
  };
}

describe('Idempotency-Key', () => {
  it('gives the first answer again, and executes once', async () => {
    const gateway = setup();
    const first = await gateway.send();
    const second = await gateway.send();
    expect([first.status, first.body]).toEqual([200, '{"count":1}']);
    expect([second.status, second.body, second.headers['Idempotency-Replayed']]).toEqual([200, '{"count":1}', 'true']);
    expect(first.headers['Idempotency-Replayed']).toBeUndefined();
    expect(gateway.calls).toBe(1);
    expect(gateway.results).toEqual(['first', 'replayed']);
  });

  it.each([
    ['another key', { key: 'key-2' }],
    ['another route', { path: '/others' }],
    ['another caller', { authorization: 'Bearer b' }],
  ])('%s is another request', async (_name, other) => {
    const gateway = setup();
    await gateway.send();
    await gateway.send(other);
    expect(gateway.calls).toBe(2);
  });

  it('a quoted key is the same key', async () => {
    const gateway = setup();
    await gateway.send({ key: 'a b' });
    await gateway.send({ key: '"a b"' });
    expect(gateway.calls).toBe(1);
  });

  it('the same key with another body is refused', async () => {
    const gateway = setup();
    await gateway.send();
    const answer = await gateway.send({ name: 'b' });
    expect([answer.status, JSON.parse(String(answer.body))]).toMatchObject([
      422,
      { type: '/problems/idempotency-key-reused', outcome: 'not-executed' },
    ]);
    expect(gateway.calls).toBe(1);
  });

  it('while the first is in progress, the second is told so', async () => {
    let finish: (reply: SoapReply) => void = () => undefined;
    const gateway = setup(() => new Promise((resolve) => (finish = resolve)));
    const first = gateway.send();
    await expect.poll(() => gateway.calls).toBe(1);
    const second = await gateway.send();
    expect([second.status, JSON.parse(String(second.body)).type]).toEqual([409, '/problems/idempotency-key-in-use']);
    finish(outputReply({ count: 1 }));
    expect((await first).status).toBe(200);
    expect((await gateway.send()).headers['Idempotency-Replayed']).toBe('true');
    expect(gateway.calls).toBe(1);
  });

  it.each([
    ['not-executed', 2],
    ['unknown', 1],
    ['executed', 1],
  ] as const)('a failure whose outcome is %s: the same request twice is %d calls', async (outcome, calls) => {
    const gateway = setup(() => Promise.reject(new BackendError('unreachable', outcome, 'away')));
    const [first, second] = [await gateway.send(), await gateway.send()];
    expect([first.status, second.status]).toEqual([502, 502]);
    expect(gateway.calls).toBe(calls);
  });

  it('a request that breaks the schema may be corrected under its key', async () => {
    const gateway = setup();
    expect((await gateway.send({ name: 1 as unknown as string })).status).toBe(422);
    expect((await gateway.send()).status).toBe(200);
  });

  it.each([
    ['an empty key', ' ', 400],
    ['a key that is too long', 'x'.repeat(256), 400],
    ['a key with a control character', 'a\u0001', 400],
    ['the longest key', 'x'.repeat(255), 200],
  ])('%s', async (_name, key, status) => {
    expect((await setup().send({ key })).status).toBe(status);
  });

  it('means nothing on safe routes', async () => {
    const gateway = setup();
    await gateway.send({ path: '/safe' });
    await gateway.send({ path: '/safe' });
    expect(gateway.calls).toBe(2);
    expect(gateway.results).toEqual([]);
  });

  it('nothing is executed when the store cannot tell', async () => {
    const away: IdempotencyStore = {
      claim: async () => ({ kind: 'unavailable' }),
      settle: async () => undefined,
      release: async () => undefined,
    };
    const gateway = setup(undefined, away);
    const answer = await gateway.send();
    expect([answer.status, answer.headers['Retry-After']]).toEqual([503, '5']);
    expect(gateway.calls).toBe(0);
  });
});

describe('answers kept in memory', () => {
  const answer = (body: string) => ({ status: 200, headers: {}, body });

  it('go after their time', async () => {
    let nowMs = 0;
    const store = createMemoryStore(LIMITS, () => nowMs);
    await store.claim('a', 'f');
    await store.settle('a', { fingerprint: 'f', answer: answer('x') });
    nowMs = LIMITS.keepMs - 1;
    expect(await store.claim('a', 'f')).toMatchObject({ kind: 'taken', answer: { body: 'x' } });
    nowMs = LIMITS.keepMs;
    expect(await store.claim('a', 'f')).toEqual({ kind: 'granted' });
    nowMs = 3 * LIMITS.keepMs;
    // in progress since then
    expect(await store.claim('a', 'f')).toMatchObject({ kind: 'taken' });
  });

  it('go when there are too many, oldest first, but no request in progress does', async () => {
    const store = createMemoryStore({ ...LIMITS, entries: 3 }, () => 0);
    await store.claim('running', 'f');
    for (const key of ['a', 'b', 'c']) {
      await store.claim(key, 'f');
      await store.settle(key, { fingerprint: 'f', answer: answer(key) });
    }
    expect(await store.claim('running', 'f')).toMatchObject({ kind: 'taken' });
    expect(await store.claim('c', 'f')).toMatchObject({ kind: 'taken' });
    expect(await store.claim('a', 'f')).toEqual({ kind: 'granted' });
  });

  it('go when they are too large together', async () => {
    const store = createMemoryStore({ ...LIMITS, bytes: 10 }, () => 0);
    for (const key of ['a', 'b']) {
      await store.claim(key, 'f');
      await store.settle(key, { fingerprint: 'f', answer: answer('12345678') });
    }
    expect(await store.claim('b', 'f')).toMatchObject({ kind: 'taken' });
    expect(await store.claim('a', 'f')).toEqual({ kind: 'granted' });
  });

  it('no key is granted while requests in progress fill it', async () => {
    const store = createMemoryStore({ ...LIMITS, entries: 2 }, () => 0);
    await store.claim('a', 'f');
    await store.claim('b', 'f');
    expect(await store.claim('c', 'f')).toEqual({ kind: 'unavailable' });
    await store.release('a');
    expect(await store.claim('c', 'f')).toEqual({ kind: 'granted' });
  });
});
