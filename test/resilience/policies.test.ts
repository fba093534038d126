import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/config/defaults.ts';
import { type ResilienceSettings, resilienceSettings, withPolicies } from '../../src/resilience/policies.ts';
import { createSoapBackend } from '../../src/soap/backend.ts';
import type { InvokeOperation, SoapBackend, SoapCall } from '../../src/soap/call.ts';
import { createUndiciTransport } from '../../src/soap/transport-undici.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { SOAP11, SOAP12 } from '../../src/xml/namespaces.ts';
import { noteCodec, noteOperation, noteXml } from '../soap/note-codec.ts';
import { always, type RawAnswer, response, startRawServer } from '../soap/raw-server.ts';
import { rejection } from '../soap/requests.ts';
import { defaultResilience } from './settings.ts';

const settings: ResilienceSettings = {
  ...defaultResilience,
  times: { totalMs: 5_000 },
  retry: { ...defaultResilience.retry, delayMs: 1, delayMaxMs: 5 },
};
const opened: SoapBackend[] = [];
afterEach(async () => void (await Promise.all(opened.splice(0).map((backend) => backend.close()))));

/** All of it: the `soap` client, the policies, undici. */
async function connect(address: string, own: Partial<ResilienceSettings> = {}): Promise<InvokeOperation> {
  const { transport, close } = createUndiciTransport({
    connectTimeoutMs: 1_000,
    connectionsMax: 64,
    replyBytesMax: 100_000,
  });
  const operation = noteOperation();
  const backend = await createSoapBackend({
    name: 'notes',
    operations: [{ service: 'Notes', port: 'Soap', address, operation, codec: noteCodec }],
    transport: withPolicies(transport, { ...settings, ...own }),
    limits: defaultReplyLimits,
    closeTransport: close,
  });
  opened.push(backend);
  return backend.invoker('Notes', 'Soap', operation);
}

function call(own: Partial<SoapCall> = {}): SoapCall {
  const { signal } = new AbortController();
  return {
    bodyXml: noteXml('Save', 'a'),
    headerXml: '',
    httpHeaders: {},
    signal,
    deadlineMs: 60_000,
    safe: false,
    ...own,
  };
}

const soap = (body: string, namespace = SOAP11) =>
  `<s:Envelope xmlns:s="${namespace}"><s:Body>${body}</s:Body></s:Envelope>`;
const saved = soap(noteXml('SaveResponse', 'saved'));
const fault = soap('<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>');
const fault12 = soap(
  '<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang="en">no</s:Text></s:Reason></s:Fault>',
  SOAP12,
);
const HTML = { 'content-type': 'text/html' };

/** How a call of each kind ends, and how often it reached the backend. */
const faults: readonly [string, RawAnswer, object, { readonly safe: number; readonly unsafe: number }][] = [
  [
    'a reset after the request was read',
    (socket) => socket.resetAndDestroy(),
    { kind: 'unreachable', outcome: 'unknown' },
    { safe: 3, unsafe: 1 },
  ],
  [
    'a reset in the middle of the body',
    (socket) => socket.write(response(200, { 'content-length': '9999' }, saved), () => socket.resetAndDestroy()),
    { kind: 'unreachable', outcome: 'unknown' },
    { safe: 3, unsafe: 1 },
  ],
  [
    'an HTML page with 502',
    always(502, '<html>', HTML),
    { kind: 'invalid-response', outcome: 'unknown' },
    { safe: 3, unsafe: 1 },
  ],
  [
    'an HTML page with 200',
    always(200, '<html>', HTML),
    { kind: 'invalid-response', outcome: 'unknown' },
    { safe: 1, unsafe: 1 },
  ],
  ['an empty 200', always(200, ''), { kind: 'invalid-response', outcome: 'unknown' }, { safe: 1, unsafe: 1 }],
  [
    '503 with Retry-After',
    always(503, '', { 'retry-after': '0' }),
    { kind: 'overloaded', outcome: 'not-executed' },
    { safe: 3, unsafe: 3 },
  ],
  [
    '503 with a long Retry-After',
    always(503, '', { 'retry-after': '600' }),
    { kind: 'overloaded', outcome: 'not-executed', retryAfterSeconds: 600 },
    { safe: 1, unsafe: 1 },
  ],
  ...[503, 429, 421].map((status): (typeof faults)[number] => [
    `the response with ${status}`,
    always(status, saved, { 'retry-after': '0' }),
    { kind: 'invalid-response', outcome: 'unknown', httpStatus: status },
    { safe: status === 503 ? 3 : 1, unsafe: 1 },
  ]),
  ['421', always(421, ''), { kind: 'unreachable', outcome: 'not-executed' }, { safe: 3, unsafe: 3 }],
  [
    'truncated XML',
    always(200, saved.slice(0, -20)),
    { kind: 'invalid-response', outcome: 'executed' },
    { safe: 1, unsafe: 1 },
  ],
  [
    'the wrong charset',
    always(200, Buffer.from(saved.replace('saved', 'gespeichert für'), 'latin1')),
    { kind: 'invalid-response' },
    { safe: 1, unsafe: 1 },
  ],
  [
    'a gzip bomb',
    always(200, gzipSync(Buffer.alloc(5_000_000)), { 'content-encoding': 'gzip' }),
    { kind: 'invalid-response' },
    { safe: 1, unsafe: 1 },
  ],
];

describe('policies: settings', () => {
  it('policies: observers are told of retries, of the circuit and of the queue', async () => {
    const told: string[] = [];
    const [backend] = defaultConfig({ wsdl: ['notes.wsdl'] }, {}).backends;
    if (backend === undefined) throw new Error('the default configuration has a backend');
    const made = resilienceSettings(
      {
        ...backend,
        circuitBreaker: { ...backend.circuitBreaker, callsMin: 1 },
        retry: { attempts: 2, delayMs: 1, delayMaxMs: 1 },
      },
      {
        onRetry: (service, operation, kind) => void told.push(`retry ${service}.${operation} ${kind}`),
        onCircuit: (state) => void told.push(`circuit ${state}`),
        onQueue: (inFlight, waiting) => void told.push(`queue ${inFlight}+${waiting}`),
      },
    );
    await using server = await startRawServer((socket) => socket.resetAndDestroy());
    await rejection((await connect(server.url, made))(call({ safe: true })));
    expect(told).toEqual(['queue 1+0', 'circuit open', 'retry Notes.Save unreachable', 'queue 0+0']);
  });
});

describe('policies: between a call and a backend that misbehaves', () => {
  it.each(faults)('policies: %s; the next call works', async (_name, answer, expected, reached) => {
    let broken = true;
    await using server = await startRawServer((socket, request, count) =>
      (broken ? answer : always(200, saved))(socket, request, count),
    );
    const invoke = await connect(server.url);
    expect(await rejection(invoke(call()))).toMatchObject(expected);
    expect(server.requests).toHaveLength(reached.unsafe);
    expect(await rejection(invoke(call({ safe: true })))).toMatchObject(expected);
    expect(server.requests).toHaveLength(reached.unsafe + reached.safe);
    broken = false;
    expect(await invoke(call())).toMatchObject({ kind: 'output', value: { text: 'saved' } });
  });

  it.each([
    ['200', always(200, fault), 'Server'],
    ['400', always(400, fault), 'Server'],
    ['500', always(500, fault), 'Server'],
    ['500, of SOAP 1.2', always(500, fault12), 'Receiver'],
    ['500, packed', always(500, gzipSync(fault), { 'content-encoding': 'gzip' }), 'Server'],
  ])(
    'policies: faults with %s are answers: not repeated, and no reason to open the circuit',
    async (_name, answer, code) => {
      await using server = await startRawServer(answer);
      const invoke = await connect(server.url);
      const replies = await Promise.all(Array.from({ length: 30 }, () => invoke(call({ safe: true }))));
      expect(replies.filter((reply) => reply.kind === 'fault' && reply.fault.code === code)).toHaveLength(30);
      expect(server.requests).toHaveLength(30);
    },
  );

  it('policies: a refused connection is tried again, also for an unsafe call, and then told as not executed', async () => {
    const server = await startRawServer(always(200, saved));
    await server[Symbol.asyncDispose]();
    const retried: string[] = [];
    const retry = { ...settings.retry, onRetry: (...told: string[]) => void retried.push(told.join(' ')) };
    const invoke = await connect(server.url, { retry });
    expect(await rejection(invoke(call()))).toMatchObject({ kind: 'unreachable', outcome: 'not-executed' });
    expect(retried).toEqual(['Notes Save unreachable', 'Notes Save unreachable']);
  });

  it('policies: unusable answers open the circuit, and then the backend is left alone', async () => {
    await using server = await startRawServer(always(200, '<html>', HTML));
    const invoke = await connect(server.url);
    for (let attempt = 0; attempt < 20; attempt++) await rejection(invoke(call()));
    expect(await rejection(invoke(call()))).toMatchObject({ kind: 'circuit-open', outcome: 'not-executed' });
    expect(server.requests).toHaveLength(settings.circuitBreaker.callsMin);
  });

  it.each<[string, RawAnswer]>([
    ['silence', () => undefined],
    ['headers, then silence', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n')],
    [
      'a byte at a time',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n');
        const timer = setInterval(() => socket.write('<'), 5);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('policies: %s ends with the deadline', async (_name, answer) => {
    await using server = await startRawServer(answer);
    const invoke = await connect(server.url, { times: { totalMs: 80 } });
    expect(await rejection(invoke(call({ safe: true })))).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
    expect(server.requests).toHaveLength(1);
  });

  it('policies: 200 calls at a time each end with their own answer, while every fifth connection breaks', async () => {
    const reached = new Map<string, number>();
    await using server = await startRawServer((socket, { body }, count) => {
      const text = /text>(n\d+)</.exec(body)?.[1] ?? '';
      reached.set(text, (reached.get(text) ?? 0) + 1);
      if (count % 5 === 0) socket.resetAndDestroy();
      else socket.write(response(200, {}, soap(noteXml('SaveResponse', text))));
    });
    const invoke = await connect(server.url, { bulkhead: { ...settings.bulkhead, queueMax: 200 } });
    const texts = Array.from({ length: 200 }, (_, index) => `n${index}`);
    const endings = await Promise.all(
      texts.map((text) =>
        invoke(call({ bodyXml: noteXml('Save', text) })).then(
          (reply) => (reply.kind === 'output' ? JSON.stringify(reply.value) : 'fault'),
          (error: { kind?: string }) => String(error.kind),
        ),
      ),
    );
    const wrong = endings.filter((ending, index) => ending !== `{"text":"n${index}"}` && ending !== 'unreachable');
    expect(wrong).toEqual([]);
    expect([...reached.values()].filter((times) => times > 1)).toEqual([]);
    expect(endings.filter((ending) => ending === 'unreachable')).toHaveLength(40);
  });
});
