import { existsSync, readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationCodec } from '../../src/codec/message-codec.ts';
import { compileOperationCodec, createCodecMemo } from '../../src/codec/operation.ts';
import { collectDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { compileResponseBody } from '../../src/gateway/rule/response-body.ts';
import type { AnswerView } from '../../src/soap/call.ts';
import { readReply } from '../../src/soap/reply.ts';
import { compileTranscodeReply } from '../../src/soap/transcode-reply.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import type { BoundOperation } from '../../src/wsdl/model/binding.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { SOAP11 } from '../../src/xml/namespaces.ts';

const NOTHING_HIDDEN: AnswerView = { hidden: new Set() };
const memo = createCodecMemo();

interface Compiled {
  readonly operation: BoundOperation;
  readonly codec: OperationCodec;
}

async function compileWsdl(path: string): Promise<Compiled[]> {
  const definitions = await loadDefinitions(path, {}, collectDiagnostics());
  const operations = definitions?.services[0]?.ports[0]?.binding.operations ?? [];
  if (definitions === undefined) throw new Error(`no WSDL at ${path}`);
  return operations.map((operation) => ({
    operation,
    codec: compileOperationCodec(operation, definitions.schemas, { naming: 'camel' }, memo),
  }));
}

const reply = (text: string | Buffer) => ({
  status: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: Buffer.from(text),
});

/** What the plain way makes of a reply, as bytes; `refused` when it does not take it. */
function plainly(codec: OperationCodec, bytes: Buffer, { responseBody, hidden }: AnswerView) {
  try {
    const expected = { codec, limits: defaultReplyLimits, publicReason: (reason: string) => reason };
    const read = readReply(reply(bytes), expected);
    if (read.kind === 'fault') return { kind: 'fault' };
    const rule = responseBody === undefined ? {} : { responseBody };
    const body = compileResponseBody(rule as never, hidden)(read.value);
    return {
      kind: 'output',
      json: body === undefined ? undefined : JSON.stringify(body),
      headers: [...read.headerBlocks].sort(),
      unknown: read.unknownElements,
    };
  } catch {
    return { kind: 'refused' };
  }
}

/** One for each operation, as in a gateway: what it remembers of one reply must not show in the next. */
const transcoders = new Map<OperationCodec, ReturnType<typeof compileTranscodeReply>>();

function byBytes(codec: OperationCodec, bytes: Buffer, view: AnswerView) {
  const transcode = transcoders.get(codec) ?? compileTranscodeReply(codec, defaultReplyLimits);
  transcoders.set(codec, transcode);
  const transcoded = transcode?.(reply(bytes), view);
  if (transcoded === undefined) return undefined;
  const { json, headerBlocks } = transcoded;
  return { kind: 'output', json: json?.toString(), headers: [...headerBlocks].sort(), unknown: 0 };
}

const HEADER =
  '<s:Header><h:Succeeded xmlns:h="http://www.superoffice.net/ws/crm/NetServer/Services86">true</h:Succeeded></s:Header>';

function envelope(body: string, header = HEADER): string {
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${SOAP11}">${header}<s:Body>${body}</s:Body></s:Envelope>`;
}

/** An example of the output as a reply; undefined where there is none. */
function exampleReply({ codec }: Compiled, seed: number, extent: 'required' | 'full'): string | undefined {
  const encoded = codec.output?.encode(codec.output.example({ seed, extent }));
  return encoded?.ok === true ? envelope(encoded.xml) : undefined;
}

const simulated = new URL('../../src/simulator/netserver/wsdl/', import.meta.url).pathname;
const real = new URL('../../../shared/wsdl/Services86/', import.meta.url).pathname;

describe('replies from bytes to bytes, over the WSDLs of the simulator', () => {
  let compiled: Compiled[] = [];
  beforeAll(async () => {
    compiled = (
      await Promise.all(['User', 'SoPrincipal'].map((name) => compileWsdl(`${simulated}${name}.wsdl`)))
    ).flat();
  });

  it('give what the plain way gives, for examples of every operation', () => {
    let count = 0;
    for (const each of compiled) {
      for (const extent of ['required', 'full'] as const) {
        for (let seed = 0; seed < 5; seed += 1) {
          const text = exampleReply(each, seed, extent);
          if (text === undefined) continue;
          const bytes = Buffer.from(text);
          const plain = plainly(each.codec, bytes, NOTHING_HIDDEN);
          expect(plain.kind).toBe('output');
          expect(byBytes(each.codec, bytes, NOTHING_HIDDEN)).toEqual(plain);
          count += 1;
        }
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  it('leave out hidden members, and give the one member that is the answer', () => {
    const list = compiled.find(({ operation }) => operation.name === 'GetUntrustedCredentials');
    if (list === undefined) throw new Error('no such operation');
    const bytes = Buffer.from(exampleReply(list, 1, 'full') ?? '');
    for (const view of [
      { hidden: new Set(['secretValue']), responseBody: 'response' },
      { hidden: new Set(['validFrom', 'isActive']) },
      { hidden: new Set<string>(), responseBody: 'nothingOfThisName' },
    ]) {
      const transcoded = byBytes(list.codec, bytes, view);
      expect(transcoded).toEqual(plainly(list.codec, bytes, view));
      expect(transcoded?.json ?? '').not.toContain([...view.hidden][0] ?? '?');
    }
  });

  it('agree with the plain way on text of every kind', () => {
    const list = compiled.find(({ operation }) => operation.name === 'GetUntrustedCredentials');
    if (list === undefined) throw new Error('no such operation');
    const text = exampleReply(list, 1, 'full') ?? '';
    const pieces = fc.constantFrom(
      ...[
        'a',
        ' ',
        '\n',
        '\t',
        '\r',
        '"',
        '\\',
        '&amp;',
        '&lt;',
        '&#10;',
        '&#x1F600;',
        '&#0;',
        '&bad;',
        ']]',
        '>',
        ']]>',
      ],
      ...[
        'é',
        '😀',
        '\u2028',
        '\ufffe',
        '\u0001',
        '<!-- c -->',
        '<![CDATA[x<y]]>',
        '<?p i?>',
        '<b/>',
        '</Comment>',
        '\u007f',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const bytes = Buffer.from(text.replace(/<Comment>[^<]*</, () => `<Comment>${parts.join('')}<`));
        const transcoded = byBytes(list.codec, bytes, NOTHING_HIDDEN);
        if (transcoded !== undefined) expect(transcoded).toEqual(plainly(list.codec, bytes, NOTHING_HIDDEN));
      }),
      { numRuns: 500, seed: 20261124 },
    );
  });

  it('agree with the plain way whatever prefixes tags have, from one entry to the next and from one reply to the next', () => {
    const list = compiled.find(({ operation }) => operation.name === 'GetUntrustedCredentials');
    if (list === undefined) throw new Error('no such operation');
    const namespace = 'http://www.superoffice.net/ws/crm/NetServer/Services86';
    const entry = fc.record({
      prefix: fc.constantFrom('', 'a:', 'b:', 'ab:', 'other:'),
      close: fc.constantFrom('>', '>', '>', ' >', '\n>', 's>', ':>'),
      names: fc.subarray(['TableRight', 'ValidFrom', 'Comment', 'SecretValue', 'IsActive', 'Commen', 'Comments']),
      attribute: fc.constantFrom('', '', '', ' ', ' x="1"'),
    });
    const values: Readonly<Record<string, string>> = { ValidFrom: '2024-01-02T03:04:05', IsActive: 'true' };
    const textOf = (name: string) => (name === 'TableRight' ? '' : (values[name] ?? 'x'));
    let covered = 0;
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        const texts = entries.map(({ prefix, close, names, attribute }) => {
          const children = names.map((name) => {
            const open = `<${prefix}${name}${attribute}>`;
            return `${open}${textOf(name)}</${prefix}${name}${close}`;
          });
          return `<${prefix}UntrustedCredentials>${children.join('')}</${prefix}UntrustedCredentials>`;
        });
        const declarations = ['a', 'b', 'ab'].map((prefix) => ` xmlns:${prefix}="${namespace}"`).join('');
        const other = ' xmlns:other="urn:other"';
        const response = `<Response${declarations}${other}>${texts.join('')}</Response>`;
        const message = `<GetUntrustedCredentialsResponse xmlns="${namespace}">${response}</GetUntrustedCredentialsResponse>`;
        const bytes = Buffer.from(envelope(message));
        const transcoded = byBytes(list.codec, bytes, NOTHING_HIDDEN);
        if (transcoded === undefined) return;
        covered += 1;
        expect(transcoded).toEqual(plainly(list.codec, bytes, NOTHING_HIDDEN));
      }),
      { numRuns: 500, seed: 20261128 },
    );
    expect(covered).toBeGreaterThan(50);
  });

  it('take nothing that the plain way refuses, and nothing otherwise than it, whatever was done to the bytes', () => {
    const samples = compiled.flatMap((each) => {
      const text = exampleReply(each, 3, 'full');
      return text === undefined ? [] : [{ codec: each.codec, text }];
    });
    let taken = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.nat(),
        fc.nat(6),
        fc.constantFrom(
          '',
          '<',
          '>',
          '/',
          ' ',
          '"',
          '&',
          '=',
          'x',
          'i:',
          '1',
          '\u00e9',
          '<a>',
          '</a>',
          'xmlns="urn:x" ',
          '\n',
        ),
        ({ codec, text }, position, removed, inserted) => {
          const at = position % text.length;
          const bytes = Buffer.from(text.slice(0, at) + inserted + text.slice(at + removed));
          const transcoded = byBytes(codec, bytes, NOTHING_HIDDEN);
          if (transcoded === undefined) return;
          taken += 1;
          expect(transcoded).toEqual(plainly(codec, bytes, NOTHING_HIDDEN));
        },
      ),
      { numRuns: 2000, seed: 20261124 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  it('bytes that are not UTF-8 are left to the plain way', () => {
    const [first] = compiled;
    const text = first === undefined ? '' : (exampleReply(first, 1, 'full') ?? '');
    const bytes = Buffer.concat([
      Buffer.from(text.slice(0, -20)),
      Buffer.from([0xc3, 0x28]),
      Buffer.from(text.slice(-20)),
    ]);
    expect(first && byBytes(first.codec, bytes, NOTHING_HIDDEN)).toBeUndefined();
  });
});

describe.skipIf(!existsSync(real))('replies from bytes to bytes, over Services86', () => {
  it('give what the plain way gives, for an example of every operation, and cover nearly all', {
    timeout: 60_000,
  }, async () => {
    let covered = 0;
    const left: string[] = [];
    for (const file of readdirSync(real)) {
      for (const each of await compileWsdl(`${real}${file}`)) {
        const text = exampleReply(each, 1, 'full');
        if (text === undefined) continue;
        const bytes = Buffer.from(text);
        const transcoded = byBytes(each.codec, bytes, NOTHING_HIDDEN);
        if (transcoded === undefined) left.push(`${file} ${each.operation.name}`);
        else {
          covered += 1;
          expect(transcoded).toEqual(plainly(each.codec, bytes, NOTHING_HIDDEN));
        }
      }
    }
    console.log(
      `${covered} operations from bytes to bytes, ${left.length} the plain way: ${left.slice(0, 12).join(', ')}`,
    );
    expect(covered).toBeGreaterThan(1000);
  });
});
