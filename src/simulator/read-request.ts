import type { IncomingHttpHeaders } from 'node:http';
import { type DecodeContext, DecodeError, type HeaderBlockCodec } from '../codec/message-codec.ts';
import type { JsonValue } from '../json/value.ts';
import { atChild, enterElement } from '../soap/element-walk.ts';
import type { SoapVersion } from '../wsdl/model/binding.ts';
import { decodeXml } from '../xml/encoding.ts';
import { XmlError } from '../xml/error.ts';
import { defaultReplyLimits } from '../xml/limits.ts';
import { SOAP11, SOAP12 } from '../xml/namespaces.ts';
import { clarkName, parseClarkName, type QName } from '../xml/qname.ts';
import type { XmlReader } from '../xml/reader.ts';
import { createReader } from '../xml/string-reader.ts';
import { type DispatchBy, selectOperations, soapActionOf } from './dispatch.ts';
import type { EndpointOperation, SoapEndpoint } from './endpoint.ts';
import { RequestError } from './request-failure.ts';

/** A request in its parts. */
export interface ReadRequest {
  readonly called: EndpointOperation;
  readonly input: JsonValue | undefined;
  readonly headerBlocks: ReadonlyMap<string, JsonValue>;
  readonly envelope: string;
}

/** Blocks that ask for nothing a mock could fail to do: WS-Addressing, WS-Security. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  'http://www.w3.org/2005/08/addressing',
  'http://schemas.xmlsoap.org/ws/2004/08/addressing',
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
]);

/**
 * Reads a request strictly: version, header blocks, the operation by SOAPAction or body element, and the message in schema
 * order with every facet.
 * @throws {RequestError} it is not a valid call of an operation of this endpoint
 */
export function readRequest(
  body: Uint8Array,
  httpHeaders: IncomingHttpHeaders,
  endpoint: SoapEndpoint,
  dispatchBy: DispatchBy,
): ReadRequest {
  try {
    const envelope = decodeXml(body, 'request', httpHeaders['content-type']);
    const outline = readOutline(envelope);
    const { version, bodyElement } = outline;
    const action = soapActionOf(httpHeaders);
    const selection = selectOperations(endpoint.operations, { version, action, bodyElement }, dispatchBy);
    if (selection === 'version') {
      throw new RequestError({ kind: 'version', reason: `this endpoint does not speak SOAP ${version}` });
    }
    return readAsAny(envelope, selection, { kind: 'unknown-operation', action, bodyElement: bodyElement ?? '' });
  } catch (error) {
    if (error instanceof XmlError) throw new RequestError({ kind: 'malformed', reason: error.message });
    throw error;
  }
}

/** The envelope's version and the name of the first element of its body. */
function readOutline(envelope: string): { readonly version: SoapVersion; readonly bodyElement: string | undefined } {
  const reader = open(envelope);
  const version = versionOf(reader);
  if (enterElement(reader) && isSoap(reader, 'Header')) {
    reader.skipElement();
    atChild(reader);
  }
  if (reader.kind !== 'start' || !isSoap(reader, 'Body')) malformed('the envelope has no body');
  return { version, bodyElement: enterElement(reader) ? clarkName(reader) : undefined };
}

/** Overloads may share action and body element: the first operation whose schema the request fits is the one called. */
function readAsAny(
  envelope: string,
  candidates: readonly EndpointOperation[],
  unknown: ConstructorParameters<typeof RequestError>[0],
): ReadRequest {
  let failure: RequestError | undefined;
  for (const called of candidates) {
    try {
      return { called, envelope, ...readMessage(envelope, called) };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new RequestError(unknown);
}

function readMessage(envelope: string, { codec }: EndpointOperation): Pick<ReadRequest, 'input' | 'headerBlocks'> {
  const context: DecodeContext = { mode: 'strict', unknownElements: 0, issues: [] };
  const reader = open(envelope);
  const name = codec.input.bodyElements[0];
  let reading = '';
  try {
    enterElement(reader);
    const headerBlocks = readHeader(reader, codec.inputHeaders, (block) => {
      reading = block;
      return context;
    });
    reading = '';
    const input = codec.input.decode(reader, context);
    while (reader.kind !== 'eof') reader.next();
    if (context.issues.length > 0) throw new RequestError(invalid(name, context.issues));
    return { input, headerBlocks };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const detail = error.message.slice(error.message.indexOf(': ') + 2);
    const pointer = reading === '' ? error.pointer : `/${reading}${error.pointer}`;
    throw new RequestError(invalid(name, [...context.issues, { pointer, detail }]));
  }
}

function invalid(name: string | undefined, issues: DecodeContext['issues']) {
  const element: QName = parseClarkName(name ?? '');
  const first = /^\/([^/]+)/.exec(issues[0]?.pointer ?? '')?.[1] ?? element.local;
  return { kind: 'invalid', parameter: `${element.namespace}:${first}`, issues } as const;
}

/** Reads the declared blocks and stops at the body's start tag. */
function readHeader(
  reader: XmlReader,
  blocks: readonly HeaderBlockCodec[],
  contextOf: (block: string) => DecodeContext,
): ReadonlyMap<string, JsonValue> {
  const values = new Map<string, JsonValue>();
  if (!isSoap(reader, 'Header')) return values;
  for (let child = enterElement(reader); child; child = atChild(reader)) {
    const codec = blocks.find(({ name, namespace }) => name === reader.local && namespace === reader.namespace);
    if (codec !== undefined) {
      const context = contextOf(codec.name);
      const before = context.issues.length;
      values.set(codec.name, codec.decode(reader, context));
      const found = context.issues.splice(before);
      context.issues.push(...found.map((issue) => ({ ...issue, pointer: `/${codec.name}${issue.pointer}` })));
    } else {
      if (mustUnderstand(reader) && !UNDERSTOOD.has(reader.namespace)) {
        throw new RequestError({ kind: 'must-understand', block: clarkName(reader) });
      }
      reader.skipElement();
    }
  }
  reader.next();
  atChild(reader);
  return values;
}

function versionOf(reader: XmlReader): SoapVersion {
  if (reader.local !== 'Envelope') malformed('the root element is not an envelope');
  if (reader.namespace === SOAP11) return '1.1';
  if (reader.namespace === SOAP12) return '1.2';
  throw new RequestError({ kind: 'version', reason: 'the envelope is of neither SOAP 1.1 nor SOAP 1.2' });
}

function isSoap(reader: XmlReader, local: string): boolean {
  return reader.local === local && (reader.namespace === SOAP11 || reader.namespace === SOAP12);
}

function mustUnderstand(reader: XmlReader): boolean {
  const flag = reader.attribute(SOAP11, 'mustUnderstand') ?? reader.attribute(SOAP12, 'mustUnderstand') ?? '0';
  return /^\s*(1|true)\s*$/.test(flag);
}

function open(envelope: string): XmlReader {
  return createReader(envelope, 'request', defaultReplyLimits);
}

function malformed(reason: string): never {
  throw new RequestError({ kind: 'malformed', reason });
}
