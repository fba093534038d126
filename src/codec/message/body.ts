import { clarkName } from '../../xml/qname.ts';
import type { XmlReader } from '../../xml/reader.ts';
import type { DecodeContext } from '../message-codec.ts';
import { DecodeError } from '../message-codec.ts';

/** From the start tag of `soap:Body`, or of an element in it, to its first child. @returns false when there is none */
export function enterFirstChild(reader: XmlReader): boolean {
  reader.next();
  return toChild(reader);
}

/** Passes over text to the next tag. @returns false when it is the parent's end tag */
export function toChild(reader: XmlReader): boolean {
  while (reader.kind === 'text') reader.next();
  return reader.kind === 'start';
}

/** Passes over what else the body holds, and over its end tag. Independent elements (SOAP 1.1 §4.3) are counted. */
export function leaveBody(reader: XmlReader, context: DecodeContext): void {
  while (toChild(reader)) {
    if (context.mode === 'strict') {
      context.issues.push({ pointer: '', detail: `the body holds a second element, ${reader.local}` });
    }
    context.unknownElements++;
    reader.skipElement();
  }
  reader.next();
}

/** @throws {DecodeError} the body does not hold the element that the operation says */
export function wrongElement(reader: XmlReader, expected: string): never {
  const found =
    reader.kind === 'start'
      ? `the element ${clarkName({ namespace: reader.namespace, local: reader.local })}`
      : 'nothing';
  throw new DecodeError('', `the body holds ${found} instead of ${expected}`);
}
