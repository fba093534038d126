import { readFileSync } from 'node:fs';
import { Client, type IHttpClient, type ISecurity, WSDL } from 'soap';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compareView, createPortClient, type OperationView } from '../../src/soap/client.ts';
import { nameSkeletonOperations, renderSkeleton, SKELETON_PORT, SKELETON_SERVICE } from '../../src/soap/skeleton.ts';
import { defaultReplyLimits } from '../../src/xml/limits.ts';
import { SOAP11 } from '../../src/xml/namespaces.ts';
import { noteCodec, noteOperation, noteXml } from './note-codec.ts';

/** Writes down what `_invoke` asks of it, with all arguments. */
class RecordingWSDL extends WSDL {
  readonly asked: unknown[][] = [];
  override objectToDocumentXML(...args: unknown[]): string {
    this.asked.push(['objectToDocumentXML', ...args]);
    return '<document/>';
  }
  override objectToRpcXML(...args: unknown[]): string {
    this.asked.push(['objectToRpcXML', ...args]);
    return '<rpc/>';
  }
  override xmlToObject(...args: unknown[]): object {
    this.asked.push(['xmlToObject', ...args]);
    return { Header: 'our reply', Body: {} };
  }
}

async function invoke(operation: ReturnType<typeof noteOperation>) {
  const wsdl = new RecordingWSDL(renderSkeleton(nameSkeletonOperations([operation])), 'skeleton.wsdl', {});
  await new Promise<void>((resolve, reject) => void wsdl.onReady((error) => (error ? reject(error) : resolve())));
  wsdl.xmlnsInEnvelope = '';
  const sent: unknown[][] = [];
  const httpClient = {
    request: (...args: unknown[]) => {
      sent.push(args);
      (args[2] as (error: null, response: object, body: unknown) => void)(
        null,
        { status: 200, headers: {} },
        'the body',
      );
    },
  };
  const client = new Client(wsdl, 'http://notes.test/a', { httpClient: httpClient as unknown as IHttpClient });
  client.addSoapHeader((...args: unknown[]) => `<h>${String(args[3])}</h>`);
  const told = await new Promise<unknown[]>((resolve) => {
    const options = { exchangeId: 'e', ours: true };
    client[SKELETON_SERVICE][SKELETON_PORT]['Save-0']('args', (...args: unknown[]) => resolve(args), options, {
      'X-A': '1',
    });
  });
  return { asked: wsdl.asked, sent, told, client };
}

describe('soap package: what src/soap/client.ts relies on', () => {
  it('soap package: the version is pinned to the one whose inside is known', () => {
    const installed: unknown = JSON.parse(readFileSync('node_modules/soap/package.json', 'utf8'));
    const ours: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(installed).toMatchObject({ version: '1.13.0' });
    expect(ours).toMatchObject({ dependencies: { soap: '1.13.0' } });
  });

  it('soap package: a document call asks for the body, sends, and has the reply read, each once', async () => {
    const { asked, sent, told, client } = await invoke(noteOperation());
    expect(asked).toEqual([
      [
        'objectToDocumentXML',
        'Save-0-input',
        'args',
        't',
        'urn:skeleton',
        't:Save-0-input',
        expect.objectContaining({ ours: true }),
      ],
      ['xmlToObject', 'the body'],
    ]);
    expect(sent).toEqual([
      [
        'http://notes.test/a',
        `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${SOAP11}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ><soap:Header><h>args</h></soap:Header><soap:Body><document/></soap:Body></soap:Envelope>`,
        expect.any(Function),
        { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"urn:notes#Save"', 'X-A': '1' },
        expect.objectContaining({ ours: true }),
        client,
      ],
    ]);
    expect(told.slice(0, 4)).toEqual([null, undefined, 'the body', 'our reply']);
  });

  it('soap package: an rpc call asks for the body by the name of the operation', async () => {
    const { asked } = await invoke(noteOperation({ style: 'rpc' }));
    expect(asked).toEqual([
      ['objectToRpcXML', 'Save-0', 'args', 't', 'urn:skeleton', true],
      ['xmlToObject', 'the body'],
    ]);
  });

  it('soap package: a one-way call hands on the header too', async () => {
    const { output: _, ...oneWay } = noteOperation();
    const { told } = await invoke(oneWay);
    expect(told.slice(0, 4)).toEqual([null, null, 'the body', 'our reply']);
  });
});

describe('client', () => {
  afterEach(() => void vi.restoreAllMocks());

  const operation = noteOperation();
  const [named] = nameSkeletonOperations([operation]);
  const view: OperationView = {
    style: 'document',
    soapAction: operation.soapAction,
    inputName: 'Save-0-input',
    outputName: 'Save-0-output',
  };

  it('client: its view of an operation is compared with the WSDL, member by member (soap/client-view)', () => {
    if (named === undefined) throw new Error('no operation');
    expect(compareView('Notes.Save', named, view)).toEqual([]);
    expect(compareView('Notes.Save', named, { ...view, style: 'rpc' })).toEqual([
      {
        level: 'error',
        rule: 'soap/client-view',
        message: 'Notes.Save: the soap client has the style "rpc", the WSDL has "document"',
        location: operation.location,
      },
    ]);
    expect(compareView('Notes.Save', named, undefined)).toHaveLength(4);
  });

  async function callOnce(security: ISecurity | undefined, headerXml: string) {
    const addSoapHeader = vi.spyOn(Client.prototype, 'addSoapHeader');
    const named = nameSkeletonOperations([operation]);
    const bodies: string[] = [];
    const client = await createPortClient(
      '1.1',
      'http://notes.test/a',
      named,
      async ({ body }) => {
        bodies.push(body);
        const xml = `<s:Envelope xmlns:s="${SOAP11}"><s:Body>${noteXml('SaveResponse', 'secret')}</s:Body></s:Envelope>`;
        return { status: 200, headers: {}, body: Buffer.from(xml) };
      },
      security,
    );
    const [first] = named;
    if (first === undefined) throw new Error('no operation');
    const target = {
      service: 'Notes',
      operation: 'Save',
      messageName: first.inputName,
      replyBody: {},
      codec: noteCodec,
      limits: defaultReplyLimits,
      publicReason: String,
    };
    await client.invoker(
      first,
      target,
    )({
      bodyXml: noteXml('Save', 'secret'),
      headerXml,
      httpHeaders: { Authorization: 'secret' },
      signal: new AbortController().signal,
      deadlineMs: 1_000,
      safe: false,
    });
    return { bodies, instance: addSoapHeader.mock.contexts[0] as Client };
  }

  it('client: keeps nothing of a call', async () => {
    const { instance } = await callOnce(undefined, '<t>secret</t>');
    const { lastRequest, lastMessage, lastResponse, lastRequestHeaders, lastResponseHeaders } = instance;
    expect([lastRequest, lastMessage, lastResponse, lastRequestHeaders, lastResponseHeaders]).toEqual(
      Array(5).fill(undefined),
    );
    const kept = Object.values(Object.getOwnPropertyDescriptors(instance)).filter(
      ({ value }) => typeof value === 'string',
    );
    expect(kept.map(({ value }) => value)).not.toContain(expect.stringContaining('secret'));
  });

  it.each(['', '<t/>'])(
    'client: asks its security for XML once a call, also beside the header %j',
    async (headerXml) => {
      const toXML = vi.fn(() => '<wsse/>');
      const { bodies } = await callOnce({ toXML }, headerXml);
      expect(toXML).toHaveBeenCalledTimes(1);
      expect(bodies[0]).toContain(`<soap:Header>${headerXml}<wsse/></soap:Header>`);
    },
  );
});
