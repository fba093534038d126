import { describe, expect, it } from 'vitest';
import type { AnswerCall } from '../../src/simulator/answer.ts';
import type { EndpointOperation } from '../../src/simulator/endpoint.ts';
import { emptyReply, garbage, htmlErrorPage, type Misbehaviour } from '../../src/simulator/misbehaviour.ts';
import { plainFailure, wcfFailure } from '../../src/simulator/request-failure.ts';
import { type SoapServer, type SoapServerOptions, startSoapServer } from '../../src/simulator/soap-server.ts';
import { SOAP11, SOAP12 } from '../../src/xml/namespaces.ts';
import { NOTES, noteCodec, noteOperation, noteXml, oneWayCodec } from '../soap/note-codec.ts';

const save: EndpointOperation = {
  service: 'Notes',
  port: 'NotesPort',
  portType: 'NotesPortType',
  selector: 'Notes.Save',
  address: undefined,
  operation: noteOperation(),
  codec: noteCodec,
};
const save12: EndpointOperation = { ...save, port: 'Notes12', operation: noteOperation({}, '1.2') };

const answered: AnswerCall = ({ headerBlocks }) => ({
  kind: 'output',
  value: { text: 'kept' },
  headerBlocks: Object.fromEntries(headerBlocks),
});

function serveNotes(own: Partial<SoapServerOptions> = {}, operations = [save]): Promise<SoapServer> {
  return startSoapServer({
    endpoints: [
      {
        path: '/Notes.svc',
        operations,
        document: (query, origin) => (query === 'wsdl' ? `<definitions at="${origin}"/>` : undefined),
      },
    ],
    answer: answered,
    renderFailure: plainFailure,
    dispatchBy: 'action-or-body',
    ...own,
  });
}

function envelope(body: string, header = '', namespace = SOAP11): string {
  return `<e:Envelope xmlns:e="${namespace}"><e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
}

const SAVE_ACTION = '"urn:notes#Save"';

async function post(server: SoapServer, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/Notes.svc`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: SAVE_ACTION, ...headers },
    body,
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

describe('a SOAP server', () => {
  it('answers a call with the output and its header blocks', async () => {
    await using server = await serveNotes();
    const block = `<t:Trace xmlns:t="${NOTES}">abc</t:Trace>`;
    const reply = await post(server, envelope(noteXml('Save', 'hello'), block));
    expect(reply.status).toBe(200);
    expect(reply.type).toBe('text/xml; charset=utf-8');
    expect(reply.text).toContain(block);
    expect(reply.text).toContain(noteXml('SaveResponse', 'encoded'));
  });

  it('finds the operation by the body element when no action is named', async () => {
    await using server = await serveNotes();
    const reply = await post(server, envelope(noteXml('Save', 'hello')), { soapaction: '""' });
    expect(reply.status).toBe(200);
  });

  it('takes the action of SOAP 1.2 from the content type and answers in 1.2', async () => {
    await using server = await serveNotes({}, [save, save12]);
    const reply = await post(server, envelope(noteXml('Save', 'hello'), '', SOAP12), {
      'content-type': 'application/soap+xml; charset=utf-8; action="urn:notes#Save"',
      soapaction: '',
    });
    expect(reply.status).toBe(200);
    expect(reply.type).toBe('application/soap+xml; charset=utf-8');
    expect(reply.text).toContain(SOAP12);
  });

  it('answers 202 without a body to a one-way call', async () => {
    const { output: _none, ...oneWay } = noteOperation();
    await using server = await serveNotes({}, [{ ...save, operation: oneWay, codec: oneWayCodec }]);
    expect(await post(server, envelope(noteXml('Save', 'hello')))).toMatchObject({ status: 202, text: '' });
  });

  it('serves its WSDL at ?wsdl with the address the client used, and no other document', async () => {
    await using server = await serveNotes();
    const at = server.url.replace('127.0.0.1', 'localhost');
    expect(await (await fetch(`${at}/Notes.svc?wsdl`)).text()).toBe(`<definitions at="${at}"/>`);
    expect((await fetch(`${at}/Notes.svc?document=../../package.json`)).status).toBe(404);
    expect((await fetch(`${at}/Other.svc?wsdl`)).status).toBe(404);
    expect((await fetch(`${at}/Notes.svc`, { method: 'PUT' })).status).toBe(405);
  });

  const refused: readonly (readonly [string, string, Record<string, string>, number, string])[] = [
    ['XML that is cut off', envelope('<Save>').slice(0, 90), {}, 500, 'not a SOAP message'],
    ['a document type', `<!DOCTYPE x []>${envelope('')}`, {}, 500, 'not a SOAP message'],
    ['another root', '<html/>', {}, 500, 'not an envelope'],
    ['an envelope of no known version', envelope('', '', 'urn:other'), {}, 500, 'VersionMismatch'],
    ['an unknown action', envelope(noteXml('Save', 'x')), { soapaction: '"urn:notes#Drop"' }, 500, 'urn:notes#Drop'],
    ['another body element', envelope(noteXml('Drop', 'x')), {}, 500, 'not the element Save'],
    ['an unreadable value', envelope(noteXml('Save', 'unreadable')), {}, 500, '/text it is not a note'],
    ['JSON', '{}', { 'content-type': 'application/json' }, 415, 'application/json'],
  ];
  it.each(refused)('refuses %s', async (_what, body, headers, status, reason) => {
    await using server = await serveNotes({
      answer: () => {
        throw new Error('must not be asked');
      },
    });
    const reply = await post(server, body, headers);
    expect(reply.status).toBe(status);
    expect(reply.text).toContain(reason);
  });

  it('refuses a header block that must be understood and is not in the WSDL (SOAP 1.1 §4.2.3)', async () => {
    await using server = await serveNotes();
    const block = `<x:Lock xmlns:x="urn:x" xmlns:e="${SOAP11}" e:mustUnderstand="1"/>`;
    const reply = await post(server, envelope(noteXml('Save', 'x'), block));
    expect(reply.text).toContain('<faultcode>s:MustUnderstand</faultcode>');
    expect(reply.text).toContain('{urn:x}Lock');
  });

  it('gives a fault in the codes of WCF where it is told to', async () => {
    await using server = await serveNotes({ renderFailure: wcfFailure, dispatchBy: 'action' });
    const unknown = await post(server, envelope(noteXml('Save', 'x')), { soapaction: '""' });
    expect(unknown.text).toContain('a:ActionNotSupported');
    const invalid = await post(server, envelope(noteXml('Save', 'unreadable')));
    expect(invalid.text).toContain('a:DeserializationFailed');
    expect(invalid.text).toContain(`parameter ${NOTES}:text`);
  });

  it('answers a fault of SOAP 1.2 that blames the sender with 400 and a subcode', async () => {
    const code = { namespace: 'urn:codes', local: 'Full' };
    await using server = await serveNotes(
      { answer: () => ({ kind: 'fault', blame: 'sender', code, reason: 'a < b' }) },
      [save12],
    );
    const reply = await post(server, envelope(noteXml('Save', 'x'), '', SOAP12), {
      'content-type': 'application/soap+xml; action="urn:notes#Save"',
    });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('<s:Value>s:Sender</s:Value>');
    expect(reply.text).toContain('a:Full');
    expect(reply.text).toContain('a &lt; b');
  });

  it('turns an answer that breaks the schema into a fault that names the place', async () => {
    await using server = await serveNotes({
      answer: () => ({ kind: 'output', value: {}, headerBlocks: { Trace: 5 } }),
    });
    const reply = await post(server, envelope(noteXml('Save', 'x')));
    expect(reply.status).toBe(500);
    expect(reply.text).toContain('/Trace/inner not a string');
  });

  const raw: readonly (readonly [string, Misbehaviour, number, RegExp])[] = [
    ['garbage', garbage, 200, /not xml/],
    ['an HTML page', htmlErrorPage, 502, /<!DOCTYPE html>/],
    ['nothing', emptyReply, 200, /^$/],
    ['half of the reply', { act: { kind: 'truncate' } }, 200, /^<s:Envelope(?!.*<\/s:Envelope>)/],
    ['the reply, later', { delayMs: 20 }, 200, /SaveResponse/],
    [
      'a fault of its choice',
      { act: { kind: 'answer', answer: { kind: 'fault', blame: 'receiver', reason: 'no' } } },
      500,
      /s:Server/,
    ],
  ];
  it.each(raw)('answers %s when told to', async (_what, misbehaviour, status, text) => {
    await using server = await serveNotes({ misbehave: () => misbehaviour });
    const reply = await post(server, envelope(noteXml('Save', 'x')));
    expect(reply.status).toBe(status);
    expect(reply.text).toMatch(text);
  });

  it.each(['before-reading', 'after-reading', 'after-executing', 'within-reply'] as const)(
    'resets the connection %s, and has executed the call only when it should',
    async (when) => {
      let executed = 0;
      await using server = await serveNotes({
        misbehave: ({ nth }) => (nth === 1 ? { act: { kind: 'reset', when } } : undefined),
        answer: (call) => {
          executed += 1;
          return answered(call);
        },
      });
      await expect(post(server, envelope(noteXml('Save', 'x')))).rejects.toThrow();
      expect(executed).toBe(when === 'after-executing' || when === 'within-reply' ? 1 : 0);
      expect((await post(server, envelope(noteXml('Save', 'x')))).status).toBe(200);
    },
  );

  it('ends a call that it keeps silent about when it closes', async () => {
    const server = await serveNotes({ misbehave: () => ({ act: { kind: 'silence' } }) });
    const pending = post(server, envelope(noteXml('Save', 'x')));
    const ended = expect(pending).rejects.toThrow();
    while (!(await isWaiting(server))) await new Promise(setImmediate);
    await server.close();
    await ended;
  });
});

/** True once the server has accepted the connection of the other call: it answers another one. */
async function isWaiting(server: SoapServer): Promise<boolean> {
  return (await fetch(`${server.url}/Notes.svc?wsdl`)).ok;
}
