/**
 * The one file that knows the inside of the `soap` package (1.13.0): `Client._invoke` builds the envelope, calls
 * `objectToDocumentXML` or `objectToRpcXML` for its body, `httpClient.request` to send it and `xmlToObject` to read the
 * reply. test/soap/client-contract.test.ts fails when one of these changes.
 */
import { Client, type IHeaders, type IHttpClient, type ISecurity, WSDL } from 'soap';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SoapVersion } from '../wsdl/model/binding.ts';
import type { InvokeOperation, SoapCall, SoapReply } from './call.ts';
import { type CallTarget, PendingCall } from './pending-call.ts';
import { renderSkeleton, SKELETON_PORT, SKELETON_SERVICE, type SkeletonOperation } from './skeleton.ts';
import type { Transport } from './transport.ts';

/** A client for one port: immutable, shared by all its calls. */
export interface PortClient {
  /** What the client makes of the skeleton, for {@link compareView}. */
  readonly view: ReadonlyMap<string, OperationView>;
  invoker(named: SkeletonOperation, target: CallTarget): InvokeOperation;
}

/** An operation as the `soap` package sees it. */
export interface OperationView {
  readonly style: string;
  readonly soapAction: string;
  readonly inputName: string | undefined;
  readonly outputName: string | undefined;
}

/** Puts our codecs where the package has its own encoder and decoder. */
class CodecWSDL extends WSDL {
  override objectToDocumentXML(name: string, pending: PendingCall): string {
    return pending.bodyXml(name);
  }

  override objectToRpcXML(name: string, pending: PendingCall): string {
    return pending.bodyXml(name);
  }

  /** The reply goes back as the header, the one member that `_invoke` hands on for every kind of operation. */
  override xmlToObject(pending: PendingCall): { readonly Header: SoapReply; readonly Body: object } {
    return { Header: pending.reply, Body: pending.target.replyBody };
  }
}

/** What `_invoke` keeps of the last call: secrets and a large body, so nothing is kept. */
const LAST_CALL = [
  'lastMessage',
  'lastRequest',
  'lastRequestHeaders',
  'lastResponse',
  'lastResponseHeaders',
  'lastResponseAttachments',
] as const;

type SoapMethod = (
  args: PendingCall,
  callback: (error: unknown, result: unknown, body: unknown, header: SoapReply) => void,
  options: { readonly pending: PendingCall; readonly exchangeId: string },
  extraHeaders: Readonly<Record<string, string>>,
) => void;

/**
 * Makes the client of one port from a skeleton WSDL.
 * @param address - where its calls go
 * @param security - of the `soap` package or alike; applied to every call
 */
export async function createPortClient(
  soapVersion: SoapVersion,
  address: string,
  operations: readonly SkeletonOperation[],
  transport: Transport,
  security: ISecurity | undefined,
): Promise<PortClient> {
  const wsdl = await loadSkeleton(renderSkeleton(operations));
  const client = new Client(wsdl, address, {
    // The package's type wants axios' promise, which `_invoke` returns and nobody reads.
    httpClient: transportAsHttpClient(transport) as unknown as IHttpClient,
    forceSoap12Headers: soapVersion === '1.2',
  });
  for (const name of LAST_CALL) Object.defineProperty(client, name, { get: () => undefined, set: () => undefined });
  client.addSoapHeader((_method: unknown, _location: unknown, _action: unknown, pending: PendingCall) =>
    security?.toXML === undefined ? pending.call.headerXml : pending.call.headerXml + security.toXML(),
  );
  if (security !== undefined) client.setSecurity(withoutXml(security));

  const methods: Readonly<Record<string, SoapMethod>> = client[SKELETON_SERVICE][SKELETON_PORT];
  return {
    view: viewOf(wsdl),
    invoker({ key, operation }, target) {
      const method = methods[key];
      if (method === undefined) throw new Error(`the soap client has no operation ${operation.name}`);
      const contentType = soapVersion === '1.2' ? { 'Content-Type': contentType12(operation.soapAction) } : undefined;
      const withFixed = (headers: SoapCall['httpHeaders']) =>
        contentType === undefined ? headers : { ...headers, ...contentType };
      return (call) =>
        new Promise((resolve, reject) => {
          const pending = new PendingCall(call, target);
          const settle = (error: unknown, _result: unknown, _body: unknown, reply: SoapReply) => {
            if (error) return reject(error);
            if (reply.kind === 'output' && reply.unknownElements > 0) target.onUnknownElements?.(reply.unknownElements);
            resolve(reply);
          };
          // The package makes a random exchange id when it is given none; nothing here listens to its events.
          method(pending, settle, { pending, exchangeId: 'unused' }, withFixed(call.httpHeaders));
        });
    },
  };
}

/** Where the client's view of an operation differs from the WSDL's, as diagnostics of rule `soap/client-view`. */
export function compareView(
  label: string,
  named: SkeletonOperation,
  view: OperationView | undefined,
): readonly Diagnostic[] {
  const { operation, inputName, outputName } = named;
  const expected: OperationView = { style: operation.style, soapAction: operation.soapAction, inputName, outputName };
  return (['style', 'soapAction', 'inputName', 'outputName'] as const)
    .filter((member) => view === undefined || view[member] !== expected[member])
    .map((member) => ({
      level: 'error',
      rule: 'soap/client-view',
      message: `${label}: the soap client has the ${member} "${view?.[member] ?? ''}", the WSDL has "${expected[member] ?? ''}"`,
      location: operation.location,
    }));
}

async function loadSkeleton(xml: string): Promise<CodecWSDL> {
  const wsdl = new CodecWSDL(xml, 'skeleton.wsdl', {});
  await new Promise<void>((resolve, reject) => {
    wsdl.onReady((error) => (error ? reject(error) : resolve()));
  });
  // Else every prefix of the WSDL is declared on every envelope.
  wsdl.xmlnsInEnvelope = '';
  return wsdl;
}

/**
 * The package's `httpClient`: it must call back exactly once, whatever happens, or the call never ends. What is handed
 * over as the body is the call itself, its reply read.
 */
function transportAsHttpClient(transport: Transport) {
  return {
    request(
      url: string,
      xml: string,
      callback: (error: unknown, response?: object, body?: PendingCall) => void,
      headers: Readonly<Record<string, string>>,
      { pending }: { readonly pending: PendingCall },
    ): void {
      const { call, target, stream } = pending;
      transport({
        url,
        headers,
        body: xml,
        signal: call.signal,
        deadlineMs: call.deadlineMs,
        safe: call.safe,
        service: target.service,
        operation: target.operation,
        onCredentials: call.onCredentials,
        inspect: (reply) => void pending.read(reply),
        stream,
      }).then((reply) => {
        try {
          pending.read(reply);
        } catch (error) {
          callback(error);
          return;
        }
        callback(null, { status: reply.status, headers: reply.headers, data: pending, config: NO_CONFIG }, pending);
      }, callback);
    },
  };
}

/** What `_invoke` looks for in a response of axios. */
const NO_CONFIG = { headers: {} };

/** `_invoke` calls `toXML` twice for a call without header blocks, so that is done by the header function, once. */
function withoutXml(security: ISecurity): ISecurity {
  const { addHeaders, addOptions, postProcess } = security;
  return {
    ...(addHeaders && { addHeaders: (headers: IHeaders) => security.addHeaders?.(headers) }),
    ...(addOptions && { addOptions: (options: unknown) => security.addOptions?.(options) }),
    ...(postProcess && { postProcess: (xml: unknown, key: unknown) => security.postProcess?.(xml, key) ?? '' }),
    toXML: () => '',
  };
}

/** Media type of SOAP 1.2 (Part 2 §7.1.4, RFC 3902): `action` only when there is one, quoted as RFC 9110 §5.6.4 says. */
function contentType12(soapAction: string): string {
  const action = soapAction === '' ? '' : `; action="${soapAction.replace(/["\\]/g, '\\$&')}"`;
  return `application/soap+xml; charset=utf-8${action}`;
}

function viewOf(wsdl: WSDL): ReadonlyMap<string, OperationView> {
  const binding = wsdl.definitions.services[SKELETON_SERVICE]?.ports[SKELETON_PORT]?.binding;
  return new Map(
    Object.entries(binding?.methods ?? {}).map(([key, { style, soapAction, input, output }]) => [
      key,
      { style, soapAction, inputName: input?.$name, outputName: output?.$name },
    ]),
  );
}
