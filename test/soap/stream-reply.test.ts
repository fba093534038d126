import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationCodec } from '../../src/codec/message-codec.ts';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { compileResponseBody } from '../../src/gateway/rule/response-body.ts';
import { createSoapBackend } from '../../src/soap/backend.ts';
import type { AnswerView, SoapReply } from '../../src/soap/call.ts';
import { readReply } from '../../src/soap/reply.ts';
import { createBufferPool } from '../../src/soap/stream/buffer-pool.ts';
import { compileOpenReply } from '../../src/soap/stream/stream-reply.ts';
import { createUndiciTransport } from '../../src/soap/transport-undici.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import type { BoundOperation } from '../../src/wsdl/model/binding.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';

const NS = 'http://www.superoffice.net/ws/crm/NetServer/Services86';
const wsdl = new URL('../../src/simulator/netserver/wsdl/User.wsdl', import.meta.url).pathname;
const head = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:Succeeded xmlns:h="${NS}">true</h:Succeeded></s:Header><s:Body><GetUntrustedCredentialsResponse xmlns="${NS}"><Response>`;
const end = '</Response></GetUntrustedCredentialsResponse></s:Body></s:Envelope>';
const entry = (comment: string) =>
  `<UntrustedCredential><SecretValue>hush</SecretValue><Comment>${comment}</Comment></UntrustedCredential>`;

let operation: BoundOperation;
let codec: OperationCodec;
beforeAll(async () => {
  const definitions = await loadDefinitions(wsdl, {}, collectDiagnostics());
  const found = definitions?.services[0]?.ports[0]?.binding.operations.find(
    ({ name }) => name === 'GetUntrustedCredentials',
  );
  if (definitions === undefined || found === undefined) throw new Error('no such operation');
  operation = found;
  codec = compileOperationCodec(found, definitions.schemas, { naming: 'camel' }, createCodecMemo());
});

const alone: AnswerView = { responseBody: 'response', hidden: new Set(['secretValue']) };
const expected = () => ({ codec, limits: defaultReplyLimits, publicReason: (reason: string) => reason });
const received = { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' } };

function plainly(bytes: Buffer, { responseBody, hidden }: AnswerView): string | undefined {
  try {
    const read = readReply({ ...received, body: bytes }, expected());
    const rule = responseBody === undefined ? {} : { responseBody };
    return read.kind === 'fault' ? undefined : JSON.stringify(compileResponseBody(rule as never, hidden)(read.value));
  } catch {
    return undefined;
  }
}

/** The answer as streamed; `whole` when it is left to the plain way, undefined when the stream breaks off. */
async function streamed(bytes: Buffer, view: AnswerView, cuts: readonly number[]): Promise<string | undefined> {
  async function* chunks() {
    let from = 0;
    for (const cut of [...cuts.map((each) => each % bytes.length).sort((a, b) => a - b), bytes.length]) {
      yield bytes.subarray(from, cut);
      from = cut;
    }
  }
  const opened = await compileOpenReply(expected(), createBufferPool())?.(received, chunks(), view);
  if (opened === undefined || opened.kind === 'whole') {
    expect(opened?.bytes.equals(bytes)).toBe(true);
    return 'whole';
  }
  try {
    const pieces: Buffer[] = [];
    for await (const piece of opened.json) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces).toString();
  } catch {
    return undefined;
  }
}

describe('replies that are read while they arrive', () => {
  it('give what the plain way gives, wherever the bytes are cut and whatever stands between them', async () => {
    const parts = fc.constantFrom(
      entry('a'),
      entry('caf\u00e9 \u{1f600} &amp; "q"'),
      entry('<![CDATA[x<y]]>'),
      '<!-- c -->',
      '<Unknown><a/></Unknown>',
      ' ',
      '</Response>',
      entry('<x'),
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(parts, { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(alone, { hidden: new Set<string>(['secretValue']) }),
        async (body, cuts, view) => {
          const bytes = Buffer.from(head + body.join('') + end);
          const answer = await streamed(bytes, view, cuts);
          if (answer === 'whole') return;
          count += 1;
          expect(answer).toBe(plainly(bytes, view));
        },
      ),
      { numRuns: 500, seed: 20261124 },
    );
    expect(count).toBeGreaterThan(200);
  });

  it.each([
    ['as it is', false],
    ['in gzip', true],
  ])('arrive over a socket %s, and one that breaks off ends the pieces with an error', async (_name, packed) => {
    const xml = head + entry('word '.repeat(50)).repeat(8000) + end;
    const body = packed ? gzipSync(xml, { level: 0 }) : Buffer.from(xml);
    let sends = 0;
    const server = createServer((request, response) => {
      request.resume();
      const coding = packed ? { 'content-encoding': 'gzip' } : {};
      response.writeHead(200, { ...received.headers, ...coding, 'content-length': body.length });
      if (sends++ === 0) response.end(body);
      else response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { transport, close } = createUndiciTransport({
      connectTimeoutMs: 5000,
      connectionsMax: 1,
      replyBytesMax: defaultReplyLimits.bytesMax,
    });
    const backend = await createSoapBackend({
      name: 'b',
      operations: [{ service: 's', port: 'p', address, operation, codec }],
      transport,
      limits: defaultReplyLimits,
      closeTransport: close,
    });
    const call = async () => {
      let whole: Promise<SoapReply> | undefined;
      const reply = await new Promise<SoapReply>((resolve, reject) => {
        whole = backend.invoker(
          's',
          'p',
          operation,
        )({
          bodyXml: '',
          headerXml: '',
          httpHeaders: {},
          signal: new AbortController().signal,
          deadlineMs: 20_000,
          safe: true,
          answer: alone,
          onStream: resolve,
        });
        whole.catch(reject);
      });
      const pieces: Uint8Array[] = [];
      if (reply.kind !== 'output' || reply.answer?.pieces === undefined) throw new Error('not streamed');
      for await (const piece of reply.answer.pieces) pieces.push(Buffer.from(piece));
      await whole;
      return Buffer.concat(pieces).toString();
    };
    expect(await call()).toBe(plainly(Buffer.from(xml), alone));
    await expect(call()).rejects.toThrow();
    await backend.close();
    server.close();
  });
});
