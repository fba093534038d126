import { describe, expect, it, vi } from 'vitest';
import type { OperationCodec } from '../../src/codec/message-codec.ts';
import { type BackendOperation, createSoapBackend } from '../../src/soap/backend.ts';
import type { SoapBackend, SoapCall } from '../../src/soap/call.ts';
import type { Transport, TransportReply, TransportRequest } from '../../src/soap/transport.ts';
import type { BoundOperation } from '../../src/wsdl/model/binding.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { SOAP11 } from '../../src/xml/namespaces.ts';
import { noteCodec, noteOperation, noteXml, oneWayCodec } from './note-codec.ts';
import { rejection } from './requests.ts';

const ENVELOPE_11 =
  '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" >';

function soapReply(text: string): TransportReply {
  const xml = `<s:Envelope xmlns:s="${SOAP11}"><s:Body>${noteXml('SaveResponse', text)}</s:Body></s:Envelope>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(xml) };
}

/** A transport that answers with what it got. */
function echo(): { readonly transport: Transport; readonly requests: TransportRequest[] } {
  const requests: TransportRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return soapReply(/<n:text>(.*?)<\/n:text>/.exec(request.body)?.[1] ?? '');
  };
  return { transport, requests };
}

function backend(
  transport: Transport,
  operations: readonly BoundOperation[],
  own: Partial<Parameters<typeof createSoapBackend>[0]> = {},
  codec: OperationCodec = noteCodec,
): Promise<SoapBackend> {
  return createSoapBackend({
    name: 'notes',
    operations: operations.map(
      (operation): BackendOperation => ({
        service: 'Notes',
        port: 'NotesSoap',
        address: 'http://notes.test/a',
        operation,
        codec,
      }),
    ),
    transport,
    limits: defaultReplyLimits,
    ...own,
  });
}

function call(own: Partial<SoapCall> = {}): SoapCall {
  return {
    bodyXml: noteXml('Save', 'hello'),
    headerXml: '',
    httpHeaders: {},
    signal: new AbortController().signal,
    deadlineMs: 1_000,
    safe: false,
    ...own,
  };
}

describe('backend: the request', () => {
  it('backend: the envelope holds the body and nothing that nobody asked for', async () => {
    const operation = noteOperation();
    const { transport, requests } = echo();
    await (await backend(transport, [operation])).invoker('Notes', 'NotesSoap', operation)(call());
    expect(requests[0]).toMatchObject({
      url: 'http://notes.test/a',
      body: `${ENVELOPE_11}<soap:Body>${noteXml('Save', 'hello')}</soap:Body></soap:Envelope>`,
      headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"urn:notes#Save"' },
      deadlineMs: 1_000,
      safe: false,
      service: 'Notes',
      operation: 'Save',
    });
  });

  it('backend: header blocks and HTTP headers of the call are on it', async () => {
    const operation = noteOperation();
    const { transport, requests } = echo();
    const invoke = (await backend(transport, [operation])).invoker('Notes', 'NotesSoap', operation);
    await invoke(call({ headerXml: '<a/><b/>', httpHeaders: { traceparent: '00-1' } }));
    expect(requests[0]?.body).toContain('<soap:Header><a/><b/></soap:Header><soap:Body>');
    expect(requests[0]?.headers).toMatchObject({ traceparent: '00-1', SOAPAction: '"urn:notes#Save"' });
  });

  it.each([
    ['urn:notes#Save', 'application/soap+xml; charset=utf-8; action="urn:notes#Save"'],
    ['', 'application/soap+xml; charset=utf-8'],
    ['a"b\\c', 'application/soap+xml; charset=utf-8; action="a\\"b\\\\c"'],
  ])('backend: SOAP 1.2 with the action %j (RFC 3902)', async (soapAction, contentType) => {
    const operation = noteOperation({ soapAction }, '1.2');
    const { transport, requests } = echo();
    await (await backend(transport, [operation])).invoker('Notes', 'NotesSoap', operation)(call());
    expect(requests[0]?.headers).toEqual({ 'Content-Type': contentType });
    expect(requests[0]?.body).toContain('xmlns:soap="http://www.w3.org/2003/05/soap-envelope"');
  });

  it.each(['', 'urn:a&b<c>', 'http://tempuri.org/INotes/Save', 'a b'])(
    'backend: SOAPAction %j is sent exactly',
    async (soapAction) => {
      const operation = noteOperation({ soapAction });
      const { transport, requests } = echo();
      await (await backend(transport, [operation])).invoker('Notes', 'NotesSoap', operation)(call());
      expect(requests[0]?.headers.SOAPAction).toBe(`"${soapAction}"`);
    },
  );
});

describe('backend: every kind of operation', () => {
  const NAMES = [
    'constructor',
    '__proto__',
    'toString',
    'on',
    'emit',
    'wsdl',
    '_invoke',
    'describe',
    'string',
    'httpClient',
    'Größe',
  ];

  it('backend: operations may have any name, and each is itself', async () => {
    const operations = NAMES.map((name) => noteOperation({ name, soapAction: `urn:${name}` }));
    const { transport, requests } = echo();
    const made = await backend(transport, operations);
    for (const operation of operations) await made.invoker('Notes', 'NotesSoap', operation)(call());
    expect(requests.map(({ operation, headers }) => [operation, headers.SOAPAction])).toEqual(
      NAMES.map((name) => [name, `"urn:${name}"`]),
    );
  });

  it('backend: overloads are told apart', async () => {
    const operations = ['a', 'b'].map((inputName) =>
      noteOperation({ inputName, overloaded: true, soapAction: `urn:${inputName}` }),
    );
    const { transport, requests } = echo();
    const made = await backend(transport, operations);
    for (const operation of operations) await made.invoker('Notes', 'NotesSoap', operation)(call());
    expect(requests.map(({ headers }) => headers.SOAPAction)).toEqual(['"urn:a"', '"urn:b"']);
  });

  it('backend: an rpc operation goes out as its codec wrote it', async () => {
    const operation = noteOperation({ style: 'rpc' });
    const { transport, requests } = echo();
    const reply = await (await backend(transport, [operation])).invoker('Notes', 'NotesSoap', operation)(call());
    expect(requests[0]?.body).toContain(`<soap:Body>${noteXml('Save', 'hello')}</soap:Body>`);
    expect(reply).toMatchObject({ kind: 'output', value: { text: 'hello' } });
  });

  it.each(['document', 'rpc'] as const)('backend: a one-way %s operation ends with an empty 202', async (style) => {
    const { output: _, ...oneWay } = noteOperation({ style });
    const transport: Transport = async () => ({ status: 202, headers: {}, body: new Uint8Array() });
    const made = await backend(transport, [oneWay], {}, oneWayCodec);
    expect(await made.invoker('Notes', 'NotesSoap', oneWay)(call())).toMatchObject({
      kind: 'output',
      value: undefined,
    });
  });

  it('backend: a one-way operation fails when its answer is none', async () => {
    const { output: _, ...oneWay } = noteOperation();
    const transport: Transport = async () => ({ status: 200, headers: {}, body: Buffer.from('{"json":true}') });
    const made = await backend(transport, [oneWay], {}, oneWayCodec);
    expect(await rejection(made.invoker('Notes', 'NotesSoap', oneWay)(call()))).toMatchObject({
      kind: 'invalid-response',
    });
  });

  it('backend: ports have clients of their own', async () => {
    const [soap11, soap12] = [noteOperation(), noteOperation({}, '1.2')];
    const { transport, requests } = echo();
    const made = await createSoapBackend({
      name: 'notes',
      operations: [
        { service: 'Notes', port: 'Soap11', address: 'http://notes.test/11', operation: soap11, codec: noteCodec },
        { service: 'Notes', port: 'Soap12', address: 'http://notes.test/12', operation: soap12, codec: noteCodec },
      ],
      transport,
      limits: defaultReplyLimits,
    });
    await made.invoker('Notes', 'Soap11', soap11)(call());
    await made.invoker('Notes', 'Soap12', soap12)(call());
    expect(requests.map(({ url }) => url)).toEqual(['http://notes.test/11', 'http://notes.test/12']);
    expect(requests[1]?.headers['Content-Type']).toContain('application/soap+xml');
  });

  it('backend: an operation that was not connected fails, it is never encoded by the package', async () => {
    const made = await backend(echo().transport, [noteOperation()]);
    expect(() => made.invoker('Notes', 'NotesSoap', noteOperation())).toThrow('backend notes has no Notes.Save');
  });
});

describe('backend: the reply', () => {
  it('backend: a fault is a reply', async () => {
    const operation = noteOperation();
    const xml = `<s:Envelope xmlns:s="${SOAP11}"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>`;
    const made = await backend(async () => ({ status: 500, headers: {}, body: Buffer.from(xml) }), [operation]);
    expect(await made.invoker('Notes', 'NotesSoap', operation)(call())).toMatchObject({
      kind: 'fault',
      fault: { code: 'Client', reason: 'no', httpStatus: 500 },
    });
  });

  it('backend: what the transport throws is what the caller gets', async () => {
    const operation = noteOperation();
    const error = new Error('no');
    const made = await backend(async () => Promise.reject(error), [operation]);
    expect(await rejection(made.invoker('Notes', 'NotesSoap', operation)(call()))).toBe(error);
  });

  it('backend: 200 calls at a time each get their own reply with their own header', async () => {
    const operation = noteOperation();
    const { transport, requests } = echo();
    const shuffled: Transport = async (request) => {
      await new Promise((resolve) => setTimeout(resolve, (requests.length * 7) % 13));
      return transport(request);
    };
    const invoke = (await backend(shuffled, [operation])).invoker('Notes', 'NotesSoap', operation);
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    const replies = await Promise.all(
      numbers.map((index) => invoke(call({ bodyXml: noteXml('Save', `n${index}`), headerXml: `<t>n${index}</t>` }))),
    );
    expect(replies).toMatchObject(numbers.map((index) => ({ value: { text: `n${index}` } })));
    const mixedUp = requests.filter(({ body }) => /<t>(.*?)<\/t>/.exec(body)?.[1] !== /text>(.*?)</.exec(body)?.[1]);
    expect(mixedUp).toEqual([]);
  });

  it('backend: unknown elements are counted by operation', async () => {
    const seen: unknown[] = [];
    const codec: OperationCodec = {
      ...noteCodec,
      output: {
        ...noteCodec.input,
        decode(reader, context) {
          context.unknownElements = 3;
          reader.skipElement();
          return {};
        },
      },
    };
    const operation = noteOperation();
    const onUnknownElements = (...told: unknown[]) => void seen.push(told);
    const made = await backend(echo().transport, [operation], { onUnknownElements }, codec);
    await made.invoker('Notes', 'NotesSoap', operation)(call());
    expect(seen).toEqual([['Notes', 'Save', 3]]);
  });

  it('backend: closing frees the transport', async () => {
    const closeTransport = vi.fn(async () => undefined);
    await (await backend(echo().transport, [noteOperation()], { closeTransport })).close();
    expect(closeTransport).toHaveBeenCalledTimes(1);
  });
});
