import { describe, expect, it } from 'vitest';
import type { SoapReply } from '../../src/soap/call.ts';
import { compilePublicReason } from '../../src/soap/fault-reason.ts';
import { readReply } from '../../src/soap/reply.ts';
import type { TransportReply } from '../../src/soap/transport.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { SOAP11, SOAP12 } from '../../src/xml/namespaces.ts';
import { NOTES, noteCodec, noteXml, oneElementCodec, oneWayCodec } from './note-codec.ts';

const XML_TYPE = { 'content-type': 'text/xml; charset=utf-8' };

function reply(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = XML_TYPE,
): TransportReply {
  return { status, headers, body: Buffer.from(body) };
}

function envelope(body: string, header = '', namespace = SOAP11): string {
  return `<?xml version="1.0"?><s:Envelope xmlns:s="${namespace}">${header}<s:Body>${body}</s:Body></s:Envelope>`;
}

function read(received: TransportReply, codec = noteCodec): SoapReply {
  return readReply(received, {
    codec,
    limits: defaultReplyLimits,
    publicReason: compilePublicReason('http://crm.test/a'),
  });
}

function failureOf(received: TransportReply, codec = noteCodec): unknown {
  try {
    return read(received, codec);
  } catch (error) {
    return error;
  }
}

const saved = noteXml('SaveResponse', 'saved');

describe('reply: output', () => {
  it.each([
    ['SOAP 1.1', envelope(saved)],
    ['SOAP 1.2', envelope(saved, '', SOAP12)],
    ['space between the tags', envelope(`\n  ${saved}\n`, '\n  ')],
    ['a comment before the root', envelope(saved).replace('?>', '?><!-- hello -->')],
    ['elements behind the body (SOAP 1.1 §4)', envelope(saved).replace('</s:Envelope>', '<x/></s:Envelope>')],
  ])('reply: reads %s', (_name, body) => {
    expect(read(reply(200, body))).toEqual({
      kind: 'output',
      value: { text: 'saved' },
      headerBlocks: new Map(),
      unknownElements: 0,
    });
  });

  it('reply: with declared header blocks but another status than success is left to who knows the blocks', () => {
    const header = `<s:Header><t:Trace xmlns:t="${NOTES}">abc</t:Trace></s:Header>`;
    expect(read(reply(500, envelope(saved, header)))).toEqual({
      kind: 'output',
      value: undefined,
      headerBlocks: new Map([['Trace', 'abc']]),
      unknownElements: 0,
      httpStatus: 500,
    });
  });

  it('reply: reads declared header blocks and passes over others', () => {
    const header = `<s:Header><x:Other xmlns:x="urn:x"><x:deep/></x:Other><t:Trace xmlns:t="${NOTES}">abc</t:Trace></s:Header>`;
    expect(read(reply(200, envelope(saved, header)))).toMatchObject({ headerBlocks: new Map([['Trace', 'abc']]) });
  });

  it.each([
    ['an empty 202', reply(202, '')],
    ['an empty 200', reply(200, '')],
    ['space', reply(200, ' \r\n')],
    ['an envelope with an empty body', reply(200, envelope(''))],
    ['an envelope with something in it', reply(200, envelope('<x/>'))],
  ])('reply: a one-way operation may be answered by %s', (_name, received) => {
    expect(read(received, oneWayCodec)).toMatchObject({ kind: 'output', value: undefined });
  });
});

describe('reply: a message that does not decode behind header blocks', () => {
  const header = `<s:Header><t:Trace xmlns:t="${NOTES}">abc</t:Trace></s:Header>`;
  const readJudged = (body: string) =>
    readReply(
      reply(200, body),
      { codec: noteCodec, limits: defaultReplyLimits, publicReason: compilePublicReason('http://crm.test/a') },
      true,
    );

  it.each([
    ['an empty body', '', 'unknown'],
    ['an unreadable value', noteXml('SaveResponse', 'unreadable'), 'executed'],
  ])('reply: %s is left to who knows the blocks, with what it is otherwise', (_name, body, outcome) => {
    expect(readJudged(envelope(body, header))).toMatchObject({
      kind: 'output',
      value: undefined,
      headerBlocks: new Map([['Trace', 'abc']]),
      unusable: { kind: 'invalid-response', outcome },
    });
  });

  it('reply: without blocks, or malformed, it is refused', () => {
    expect(() => readJudged(envelope(''))).toThrow(/does not fit/);
    expect(() => readJudged(envelope(saved, header).slice(0, -60))).toThrow(/cut off/);
  });
});

describe('reply: mustUnderstand (SOAP 1.1 §4.2.3, 1.2 Part 1 §5.2.3)', () => {
  const NEXT = 'http://schemas.xmlsoap.org/soap/actor/next';
  it.each([
    ['a block that must not be understood', '<x:A xmlns:x="urn:x" s:mustUnderstand="0"/>', 'output'],
    ['a block for another actor', '<x:A xmlns:x="urn:x" s:mustUnderstand="1" s:actor="urn:other"/>', 'output'],
    [
      'the time stamp of WS-Security',
      '<o:Security s:mustUnderstand="1" xmlns:o="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"/>',
      'output',
    ],
    ['a declared block', `<t:Trace xmlns:t="${NOTES}" s:mustUnderstand="1">a</t:Trace>`, 'output'],
    ['a block nobody knows', '<x:A xmlns:x="urn:x" s:mustUnderstand="1"/>', 'invalid-response'],
    [
      'a block nobody knows, for the next',
      `<x:A xmlns:x="urn:x" s:mustUnderstand="true" s:actor="${NEXT}"/>`,
      'invalid-response',
    ],
  ])('reply: %s', (_name, block, kind) => {
    expect(failureOf(reply(200, envelope(saved, `<s:Header>${block}</s:Header>`)))).toMatchObject({ kind });
  });
});

const fault11 = `<s:Fault><faultcode>s:Server.Timeout</faultcode><faultstring xml:lang="de"> Zu spät </faultstring>`;

describe('reply: fault', () => {
  it.each([200, 202, 400, 500, 503])('reply: a fault is one with HTTP %i too', (status) => {
    expect(read(reply(status, envelope(`${fault11}</s:Fault>`)))).toEqual({
      kind: 'fault',
      fault: { code: 'Server.Timeout', subcodes: [], reason: 'Zu spät', httpStatus: status },
      headerBlocks: new Map(),
    });
  });

  it('reply: a fault is one for a one-way operation too', () => {
    expect(read(reply(500, envelope(`${fault11}</s:Fault>`)), oneWayCodec)).toMatchObject({ kind: 'fault' });
  });

  it('reply: a fault comes with its header blocks', () => {
    const header = `<s:Header><t:Trace xmlns:t="${NOTES}">abc</t:Trace></s:Header>`;
    expect(read(reply(500, envelope(`${fault11}</s:Fault>`, header)))).toMatchObject({
      headerBlocks: new Map([['Trace', 'abc']]),
    });
  });

  it('reply: a declared detail is typed, and the log has it as it came', () => {
    const detail = `<detail><x:Trace xmlns:x="urn:x">at Save()</x:Trace><n:Problem xmlns:n="${NOTES}">full</n:Problem></detail>`;
    const { fault } = read(reply(500, envelope(`${fault11}${detail}</s:Fault>`))) as SoapReply & { kind: 'fault' };
    expect(fault.detail).toEqual({ name: 'SaveFault', value: 'full' });
    expect(fault.rawDetail).toContain('at Save()');
  });

  it.each([
    ['nobody declared', '<detail><x:Trace xmlns:x="urn:x">at Save()</x:Trace></detail>'],
    ['that is only text', '<detail>at Save()</detail>'],
    ['of another namespace', '<detail><Problem>at Save()</Problem></detail>'],
  ])('reply: a detail %s is for the log alone', (_name, detail) => {
    const { fault } = read(reply(500, envelope(`${fault11}${detail}</s:Fault>`))) as SoapReply & { kind: 'fault' };
    expect(fault.detail).toBeUndefined();
    expect(fault.rawDetail).toContain('at Save()');
  });

  it('reply: a SOAP 1.2 fault gives code, subcodes and the English reason (Part 1 §5.4)', () => {
    const fault = `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:a="urn:a">a:Outer</s:Value><s:Subcode>
      <s:Value>Inner</s:Value></s:Subcode></s:Subcode></s:Code>
      <s:Reason><s:Text xml:lang="no">Nei</s:Text><s:Text xml:lang="en-GB">No</s:Text></s:Reason><s:Role>urn:r</s:Role>
      <s:Detail><n:Problem xmlns:n="${NOTES}">full</n:Problem></s:Detail></s:Fault>`;
    expect(read(reply(400, envelope(fault, '', SOAP12)))).toMatchObject({
      kind: 'fault',
      fault: {
        code: 'Sender',
        subcodes: ['Outer', 'Inner'],
        reason: 'No',
        detail: { name: 'SaveFault', value: 'full' },
      },
    });
  });

  it('reply: a stack trace in the reason is for the log alone', () => {
    const fault = '<s:Fault><faultstring>Null reference\n   at Crm.Save(String a)</faultstring></s:Fault>';
    expect(read(reply(500, envelope(fault)))).toMatchObject({
      fault: { reason: 'Null reference', rawReason: 'Null reference\n   at Crm.Save(String a)' },
    });
  });

  it.each([
    ['soap:Server.Data-Base_1', 'Server.Data-Base_1', undefined],
    ['1007', '1007', undefined],
    [`s:${'x'.repeat(100)}`, 'x'.repeat(100), undefined],
    [`s:${'x'.repeat(101)}`, '', `s:${'x'.repeat(101)}`],
    ['s:Client.http://crm.test:81/x', '', 's:Client.http://crm.test:81/x'],
    ['s:Client.crm.test', '', 's:Client.crm.test'],
    ['Client.Net.10.0.0.1', '', 'Client.Net.10.0.0.1'],
    [' Not a name ', '', 'Not a name'],
  ])('reply: the code %s is %j to callers', (text, code, rawCode) => {
    const faults = [
      `<s:Fault><faultcode>${text}</faultcode></s:Fault>`,
      `<s:Fault><s:Code><s:Value>${text}</s:Value></s:Code></s:Fault>`,
    ];
    for (const fault of faults) {
      const { fault: found } = read(reply(500, envelope(fault))) as SoapReply & { kind: 'fault' };
      expect([found.code, found.rawCode]).toEqual([code, rawCode]);
    }
  });

  it('reply: a code may be called as the backend is', () => {
    const publicReason = compilePublicReason('http://server/');
    const body = envelope('<s:Fault><faultcode>s:Server</faultcode></s:Fault>');
    const expected = { codec: noteCodec, limits: defaultReplyLimits, publicReason };
    expect(readReply(reply(500, body), expected)).toMatchObject({ fault: { code: 'Server' } });
  });

  it('reply: an empty fault is a fault', () => {
    expect(read(reply(500, envelope('<s:Fault/>')))).toMatchObject({ fault: { code: '', reason: '' } });
  });

  it('reply: an element called Fault in another namespace is none', () => {
    expect(failureOf(reply(200, envelope('<Fault xmlns="urn:x"/>')))).toMatchObject({ kind: 'invalid-response' });
  });
});

describe('reply: more than one answer', () => {
  const twoBodies = (second: string) =>
    envelope(saved).replace('</s:Envelope>', `<s:Body>${second}</s:Body></s:Envelope>`);

  it.each([
    ['a fault behind the response', envelope(`${saved}${fault11}</s:Fault>`), noteCodec],
    ['a fault behind other elements', envelope(`${saved}<x/>\n<y/>${fault11}</s:Fault>`), noteCodec],
    ['a fault behind something, for a one-way operation', envelope(`<x/>${fault11}</s:Fault>`), oneWayCodec],
    ['a second body with a fault', twoBodies(`${fault11}</s:Fault>`), noteCodec],
    ['a second body with the response', twoBodies(saved), noteCodec],
    ['a second body, for a one-way operation', twoBodies(''), oneWayCodec],
    ['two responses where the message is one element', envelope(saved + saved), oneElementCodec],
    ['an unknown element where the message is one', envelope(`${saved}<x/>`), oneElementCodec],
  ])('reply: %s is refused, and nothing is known', (_name, body, codec) => {
    expect(failureOf(reply(200, body), codec)).toMatchObject({ kind: 'invalid-response', outcome: 'unknown' });
  });

  it('reply: elements that an encoded message refers to may stand beside it (SOAP 1.1 §5.4.1)', () => {
    expect(read(reply(200, envelope(`${saved}<multiRef/>`)))).toMatchObject({
      value: { text: 'saved' },
      unknownElements: 1,
    });
  });
});

const SECRET = 'hunter2';
const deep = `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`;

describe('reply: what is none', () => {
  it.each<[string, TransportReply, string, string]>([
    ['an empty body', reply(200, ''), 'unknown', 'an empty body'],
    ['an HTML page', reply(200, `<!DOCTYPE html><p>${SECRET}`), 'unknown', 'an HTML page'],
    ['an HTML page without a doctype', reply(200, `\n<HTML><p>${SECRET}`), 'unknown', 'an HTML page'],
    ['an XHTML page', reply(200, `<?xml version="1.0"?><html>${SECRET}</html>`), 'unknown', 'an HTML page'],
    ['JSON', reply(200, `{"a":"${SECRET}"}`), 'unknown', 'JSON'],
    ['text', reply(200, `Error ${SECRET}`), 'unknown', 'not XML'],
    [
      'a multipart message',
      reply(200, '--x', { 'content-type': 'multipart/related; boundary=x' }),
      'unknown',
      'multipart',
    ],
    ['another root', reply(200, `<a>${SECRET}</a>`), 'unknown', 'not a SOAP envelope'],
    ['an envelope of another namespace', reply(200, envelope(saved, '', 'urn:soap')), 'unknown', 'namespace'],
    ['an envelope without a body', reply(200, `<s:Envelope xmlns:s="${SOAP11}"/>`), 'unknown', 'no body'],
    [
      'an envelope with only a header',
      reply(200, `<s:Envelope xmlns:s="${SOAP11}"><s:Header/></s:Envelope>`),
      'unknown',
      'no body',
    ],
    [
      'a document type',
      reply(200, `<!DOCTYPE a [<!ENTITY b "${SECRET}">]>${envelope('')}`),
      'unknown',
      'document type',
    ],
    [
      'a document type after the declaration',
      reply(200, envelope(saved).replace('?>', '?><!DOCTYPE s>')),
      'unknown',
      'document type',
    ],
    ['a reply cut off in its message', reply(200, envelope(saved).slice(0, -60)), 'executed', 'cut off'],
    ['a reply cut off before its message', reply(200, envelope(saved).slice(0, 90)), 'unknown', 'cut off'],
    ['a reply cut off behind its message', reply(200, envelope(saved).slice(0, -5)), 'executed', 'cut off'],
    [
      'mismatched tags',
      reply(200, envelope('<n:SaveResponse xmlns:n="urn:notes"><a></b></n:SaveResponse>')),
      'executed',
      'not well-formed',
    ],
    ['an undeclared prefix', reply(200, envelope('<b:a/>')), 'unknown', 'not well-formed'],
    ['deep nesting', reply(200, envelope(deep, `<s:Header>${deep}</s:Header>`)), 'unknown', 'nested deeper'],
    ['another body element', reply(200, envelope(`<a>${SECRET}</a>`)), 'unknown', 'does not fit'],
    [
      'the element in another namespace',
      reply(200, envelope(saved.replace(NOTES, 'urn:other'))),
      'unknown',
      'does not fit',
    ],
    [
      'a header block that cannot be read',
      reply(200, envelope(saved, `<s:Header><t:Trace xmlns:t="${NOTES}">unreadable</t:Trace></s:Header>`)),
      'unknown',
      'it is not a block',
    ],
    [
      'an unreadable value',
      reply(200, envelope(noteXml('SaveResponse', 'unreadable'))),
      'executed',
      '/text: it is not a note',
    ],
    [
      'an output with HTTP 500',
      reply(500, envelope(saved)),
      'unknown',
      'HTTP 500 with a SOAP reply that is not a fault',
    ],
    [
      'bytes that are not of the charset',
      reply(200, Buffer.concat([Buffer.from(envelope('')), Buffer.from([0xff])])),
      'unknown',
      'character encoding',
    ],
  ])('reply: %s', (_name, received, outcome, words) => {
    const error = failureOf(received);
    expect(error).toMatchObject({
      name: 'BackendError',
      kind: 'invalid-response',
      outcome,
      httpStatus: received.status,
    });
    expect((error as Error).message).toContain(words);
    expect((error as Error).message).not.toContain(SECRET);
  });

  it.each<[number, Readonly<Record<string, string>>, object]>([
    [
      502,
      {},
      { kind: 'invalid-response', outcome: 'unknown', message: 'The backend answered HTTP 502 with an HTML page.' },
    ],
    [500, {}, { kind: 'invalid-response', outcome: 'unknown' }],
    [400, {}, { kind: 'invalid-response', outcome: 'unknown' }],
    [302, { location: '/login' }, { kind: 'invalid-response', outcome: 'unknown' }],
    [401, {}, { kind: 'invalid-response', outcome: 'not-executed' }],
    [403, {}, { kind: 'invalid-response', outcome: 'not-executed' }],
    [404, {}, { kind: 'invalid-response', outcome: 'not-executed' }],
    [413, {}, { kind: 'invalid-response', outcome: 'not-executed' }],
    [421, {}, { kind: 'unreachable', outcome: 'not-executed' }],
    [429, {}, { kind: 'overloaded', outcome: 'not-executed' }],
    [503, {}, { kind: 'invalid-response', outcome: 'unknown' }],
    [503, { 'retry-after': '7' }, { kind: 'overloaded', outcome: 'not-executed', retryAfterSeconds: 7 }],
    [503, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, { kind: 'overloaded', retryAfterSeconds: 0 }],
    [503, { 'retry-after': 'soon' }, { kind: 'invalid-response', outcome: 'unknown' }],
  ])('reply: HTTP %i with %o and no SOAP', (status, headers, expected) => {
    expect(failureOf(reply(status, '<html></html>', headers))).toMatchObject(expected);
  });

  const refusals: readonly (readonly [number, Readonly<Record<string, string>>])[] = [
    [503, { 'retry-after': '0' }],
    [429, {}],
    [421, {}],
    [404, {}],
    [401, {}],
  ];
  const cutFault = envelope(`${fault11}</s:Fault>`).slice(0, -40);
  it.each([
    ['the response', Buffer.from(envelope(saved))],
    ['a response cut off', Buffer.from(envelope(saved).slice(0, -60))],
    ['an envelope cut off in its first tag', Buffer.from(envelope(saved).slice(0, 40))],
    ['a fault cut off', Buffer.from(cutFault)],
    ['a malformed fault', Buffer.from(envelope(`${fault11}a & b</s:Fault>`))],
    ['bytes of another encoding', Buffer.from(envelope(noteXml('SaveResponse', 'é')), 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${envelope(saved).replace('?>', ' encoding="utf-16"?>')}`, 'utf16le')],
    ['a document type', Buffer.from(envelope(saved).replace('?>', '?><!DOCTYPE s>'))],
  ])('reply: a refusal by its status proves nothing beside %s in an envelope', (_name, body) => {
    for (const [status, headers] of refusals) {
      const error = failureOf(reply(status, body, { 'content-type': 'text/xml', ...headers }));
      expect(error, `HTTP ${status}`).toMatchObject({
        kind: 'invalid-response',
        outcome: 'unknown',
        httpStatus: status,
      });
    }
  });

  it.each([503, 429, 404])('reply: a whole fault with HTTP %i stays a fault', (status) => {
    expect(read(reply(status, envelope(`${fault11}</s:Fault>`), { 'retry-after': '0' }))).toMatchObject({
      kind: 'fault',
    });
  });

  it('reply: a page that speaks of an envelope is none', () => {
    const page = '<html>A SOAP &lt;Envelope> was expected, no Envelope came</html>';
    expect(failureOf(reply(429, page, {}))).toMatchObject({ kind: 'overloaded', outcome: 'not-executed' });
  });
});
