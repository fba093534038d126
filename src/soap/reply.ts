import { type DecodeContext, DecodeError, type OperationCodec } from '../codec/message-codec.ts';
import type { JsonValue } from '../json/value.ts';
import { decodeXml } from '../xml/encoding.ts';
import { clarkName } from '../xml/qname.ts';
import type { XmlLimits, XmlReader } from '../xml/reader.ts';
import { createReader } from '../xml/string-reader.ts';
import type { SoapReply } from './call.ts';
import { atChild, enterElement } from './element-walk.ts';
import { isSoap, readHeader, skipHeader, startEnvelope } from './envelope.ts';
import { isFault, readFault } from './fault.ts';
import type { PublicReason } from './fault-reason.ts';
import { invalidReply, NotSoapError } from './invalid-reply.ts';
import type { TransportReply } from './transport.ts';

/** What is known of a reply beforehand. */
export interface ExpectedReply {
  readonly codec: OperationCodec;
  readonly limits: XmlLimits;
  readonly publicReason: PublicReason;
}

/**
 * Reads a reply with the codecs of its operation: header blocks, then a fault or the output message. Whether it is a fault
 * is decided by the body alone, whatever the HTTP status; the version of the envelope may be either.
 * @param isJudged - whether the header blocks are judged before the value is used: a message that does not decode behind some of
 *   them is then given as `unusable`
 * @throws {BackendError} `invalid-response` (or what a status such as 503 means) when it is no reply of this operation
 */
export function readReply(reply: TransportReply, expected: ExpectedReply, isJudged = false): SoapReply {
  const progress: ReadProgress = { reached: false, headerBlocks: new Map() };
  try {
    return read(reply, expected, progress);
  } catch (error) {
    const unusable = invalidReply(reply, error, progress.reached);
    const { headerBlocks } = progress;
    if (!isJudged || headerBlocks.size === 0 || !(error instanceof DecodeError)) throw unusable;
    return { kind: 'output', value: undefined, headerBlocks, unknownElements: 0, unusable };
  }
}

/** How far a reply was read. */
interface ReadProgress {
  /** True once the operation's own body element was met. */
  reached: boolean;
  headerBlocks: ReadonlyMap<string, JsonValue>;
}

function read(
  reply: TransportReply,
  { codec, limits, publicReason }: ExpectedReply,
  progress: ReadProgress,
): SoapReply {
  const succeeded = reply.status >= 200 && reply.status < 300;
  const text = xmlText(reply);
  if (text === undefined) {
    if (codec.output !== undefined || !succeeded) throw new NotSoapError('an empty body');
    return { kind: 'output', value: undefined, headerBlocks: new Map(), unknownElements: 0 };
  }
  const open = (xml: string) => createReader(xml, 'reply', limits);
  const context: DecodeContext = { mode: 'lenient', unknownElements: 0, issues: [] };

  const reader = open(text);
  startEnvelope(reader);
  const headerBlocks = readHeader(reader, codec.outputHeaders, context);
  progress.headerBlocks = headerBlocks;
  const hasContent = enterElement(reader);
  if (hasContent && isFault(reader)) {
    const fault = readFault(reader, reply.status, codec.faults, open, publicReason);
    while (reader.kind !== 'eof') reader.next();
    return { kind: 'fault', fault, headerBlocks };
  }
  if (!succeeded) {
    if (headerBlocks.size === 0) throw new NotSoapError('a SOAP reply that is not a fault');
    while (reader.kind !== 'eof') reader.next();
    const { unknownElements } = context;
    return { kind: 'output', value: undefined, headerBlocks, unknownElements, httpStatus: reply.status };
  }
  progress.reached = hasContent && codec.output?.bodyElements.includes(clarkName(reader)) === true;

  // The reader is past the start of the body, where a message codec begins: so the message is read by a second one. What
  // is read twice is the header, not the message.
  const message = open(text);
  startEnvelope(message);
  skipHeader(message);
  const value = codec.output?.decode(message, context);
  if (codec.output === undefined) message.skipElement();
  try {
    // A codec passes over what it does not know and counts it.
    const mayHoldMore = codec.output === undefined || context.unknownElements > 0;
    if (hasContent && mayHoldMore) refuseSecondElement(reader, codec.output?.field !== undefined);
    refuseSecondBody(message);
  } catch (error) {
    // An answer that is contradicted proves nothing.
    if (error instanceof NotSoapError) progress.reached = false;
    throw error;
  }
  return { kind: 'output', value, headerBlocks, unknownElements: context.unknownElements };
}

/**
 * What stands in the body behind its first element, at which the reader is: a fault never may, and other elements may where the
 * message has several parts, or is encoded and refers to them (SOAP 1.1 §5.4.1).
 */
function refuseSecondElement(reader: XmlReader, isOneElement: boolean): void {
  reader.skipElement();
  for (; atChild(reader); reader.skipElement()) {
    if (isFault(reader)) throw new NotSoapError('a SOAP fault behind another element');
    if (isOneElement) throw new NotSoapError('a SOAP body that holds more than one element');
  }
}

/** From behind the body to the end: elements may follow (SOAP 1.1 §4), a second answer may not. */
function refuseSecondBody(reader: XmlReader): void {
  for (; reader.kind !== 'eof'; reader.next()) {
    if (reader.kind !== 'start') continue;
    const isSecond = isSoap(reader, 'Body') || isFault(reader);
    if (isSecond) throw new NotSoapError('a SOAP envelope that holds more than one body');
  }
}

/** The body as text; undefined when there is nothing but space. Kinds of content that are often met instead are named. */
function xmlText(reply: TransportReply): string | undefined {
  const contentType = reply.headers['content-type'] ?? '';
  if (/^\s*multipart\//i.test(contentType)) {
    throw new NotSoapError('a multipart message (attachments, MTOM), which is not supported');
  }
  const text = decodeXml(reply.body, 'reply', contentType);
  const start = /\S/.exec(text);
  if (start === null) return undefined;
  const opening = text.slice(start.index, start.index + 100).toLowerCase();
  if (opening.startsWith('<!doctype html') || opening.startsWith('<html')) throw new NotSoapError('an HTML page');
  if (opening.startsWith('<')) return text;
  throw new NotSoapError(/^[[{]/.test(opening) ? 'JSON' : 'something that is not XML');
}
