import type { DecodeContext, HeaderBlockCodec } from '../codec/message-codec.ts';
import type { JsonValue } from '../json/value.ts';
import { SOAP11, SOAP12 } from '../xml/namespaces.ts';
import type { XmlReader } from '../xml/reader.ts';
import { atChild, enterElement } from './element-walk.ts';
import { NotSoapError } from './invalid-reply.ts';

/** Roles a block may name and still be for us: the next receiver, and the last (SOAP 1.1 §4.2.2, 1.2 Part 1 §2.2). */
const OUR_ROLES: ReadonlySet<string> = new Set([
  '',
  'http://schemas.xmlsoap.org/soap/actor/next',
  `${SOAP12}/role/next`,
  `${SOAP12}/role/ultimateReceiver`,
]);

/**
 * Blocks that servers mark `mustUnderstand` in replies and that ask nothing of us there: the time stamp of WS-Security,
 * `Action` and `RelatesTo` of WS-Addressing.
 */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  'http://www.w3.org/2005/08/addressing',
  'http://schemas.xmlsoap.org/ws/2004/08/addressing',
]);

/**
 * From the root's start tag to the first child of the envelope (SOAP 1.1 §4.1, 1.2 Part 1 §5.1).
 * @throws {NotSoapError} another root, or an envelope of neither version
 */
export function startEnvelope(reader: XmlReader): void {
  if (reader.local !== 'Envelope') {
    throw new NotSoapError(
      reader.local.toLowerCase() === 'html' ? 'an HTML page' : 'XML whose root element is not a SOAP envelope',
    );
  }
  if (reader.namespace !== SOAP11 && reader.namespace !== SOAP12) {
    throw new NotSoapError('an envelope in a namespace that is not that of SOAP');
  }
  if (!enterElement(reader)) throw new NotSoapError('a SOAP envelope that has no body');
}

/**
 * Reads the header, if there is one, and moves on to the start tag of the body.
 * @returns the declared blocks by local name; of one that comes twice the last, or the one that is `false`
 * @throws {NotSoapError} no body, or a block that must be understood and is not
 * @throws {DecodeError} a declared block that its type cannot read
 */
export function readHeader(
  reader: XmlReader,
  blocks: readonly HeaderBlockCodec[],
  context: DecodeContext,
): ReadonlyMap<string, JsonValue> {
  const values = new Map<string, JsonValue>();
  if (isSoap(reader, 'Header')) {
    for (let child = enterElement(reader); child; child = atChild(reader)) {
      const codec = blocks.find(({ name, namespace }) => name === reader.local && namespace === reader.namespace);
      if (codec !== undefined) {
        const value = codec.decode(reader, context);
        // Of a flag that comes twice the one that says no stands, lest it hide behind the other.
        if (values.get(codec.name) !== false) values.set(codec.name, value);
      } else {
        if (mustUnderstand(reader) && !UNDERSTOOD.has(reader.namespace)) {
          throw new NotSoapError('a header block that must be understood and is not in the WSDL');
        }
        reader.skipElement();
      }
    }
    reader.next();
  }
  toBody(reader);
  return values;
}

/** As {@link readHeader}, for a second reading: passes the header over. */
export function skipHeader(reader: XmlReader): void {
  if (isSoap(reader, 'Header')) reader.skipElement();
  toBody(reader);
}

function toBody(reader: XmlReader): void {
  if (!atChild(reader) || !isSoap(reader, 'Body')) throw new NotSoapError('a SOAP envelope that has no body');
}

/** True on a tag of that name in the namespace of either version. */
export function isSoap(reader: XmlReader, local: string): boolean {
  return reader.local === local && (reader.namespace === SOAP11 || reader.namespace === SOAP12);
}

function mustUnderstand(reader: XmlReader): boolean {
  const flag = reader.attribute(SOAP11, 'mustUnderstand') ?? reader.attribute(SOAP12, 'mustUnderstand') ?? '0';
  const role = reader.attribute(SOAP11, 'actor') ?? reader.attribute(SOAP12, 'role') ?? '';
  return /^\s*(1|true)\s*$/.test(flag) && OUR_ROLES.has(role.trim());
}
