import { leaveBody } from '../../src/codec/message/body.ts';
import { DecodeError, type HeaderBlockCodec, type OperationCodec } from '../../src/codec/message-codec.ts';
import { planField } from '../../src/codec/transcode/plan.ts';
import type { JsonValue } from '../../src/json/value.ts';
import type { BoundOperation, SoapVersion } from '../../src/wsdl/model/binding.ts';
import type { XmlReader } from '../../src/xml/reader.ts';

/** Namespace of the notes. */
export const NOTES = 'urn:notes';

/**
 * A codec by hand, for one element with text: `{ text }` in, `{ text }` out, header block `Trace` both ways, fault detail
 * `Problem`. Small enough to be plainly right, so that tests of the seam are about the seam.
 */
export const noteCodec: OperationCodec = {
  input: message('Save'),
  output: message('SaveResponse'),
  inputHeaders: [headerBlock('Trace')],
  outputHeaders: [headerBlock('Trace')],
  faults: new Map([[`{${NOTES}}Problem`, { ...headerBlock('Problem'), name: 'SaveFault' }]]),
};

/** {@link noteCodec} where the output is known to be one element, as in document style. */
export const oneElementCodec: OperationCodec = {
  ...noteCodec,
  output: {
    ...message('SaveResponse'),
    field: planField({ namespace: NOTES, local: 'SaveResponse' }, '', false, () => undefined),
  },
};

/** {@link noteCodec} for an operation that has no output. */
export const oneWayCodec: OperationCodec = {
  input: noteCodec.input,
  inputHeaders: noteCodec.inputHeaders,
  outputHeaders: noteCodec.outputHeaders,
  faults: noteCodec.faults,
};

/** An operation that {@link noteCodec} fits. */
export function noteOperation(own: Partial<BoundOperation> = {}, soapVersion: SoapVersion = '1.1'): BoundOperation {
  return {
    name: 'Save',
    inputName: 'SaveRequest',
    overloaded: false,
    style: 'document',
    use: 'literal',
    soapAction: 'urn:notes#Save',
    soapVersion,
    input: { bodyParts: [], headers: [] },
    output: { bodyParts: [], headers: [] },
    faults: [],
    location: { file: 'notes.wsdl', line: 7, column: 3 },
    ...own,
  };
}

/** The XML of a note's body. */
export function noteXml(local: string, text: string): string {
  return `<n:${local} xmlns:n="${NOTES}"><n:text>${text}</n:text></n:${local}>`;
}

function message(local: string): OperationCodec['input'] {
  return {
    encode: () => ({ ok: true, xml: noteXml(local, 'encoded') }),
    decode(reader, context) {
      toStart(reader);
      if (reader.local !== local || reader.namespace !== NOTES) throw new DecodeError('', `not the element ${local}`);
      const value = readNote(reader);
      while (reader.kind !== 'end') reader.next();
      reader.next();
      leaveBody(reader, context);
      return value;
    },
    schema: () => ({ type: 'object' }),
    empty: false,
    example: () => ({ text: 'example' }),
    bodyElements: [`{${NOTES}}${local}`],
  };
}

function headerBlock(local: string): HeaderBlockCodec {
  return {
    name: local,
    namespace: NOTES,
    encode: (value) =>
      typeof value === 'string'
        ? { ok: true, xml: `<t:${local} xmlns:t="${NOTES}">${value}</t:${local}>` }
        : { ok: false, issues: [{ pointer: '/inner', detail: 'not a string' }] },
    decode(reader) {
      const text = reader.readText();
      if (text === 'unreadable') throw new DecodeError('', 'it is not a block');
      return text;
    },
    schema: () => ({ type: 'string' }),
  };
}

function readNote(reader: XmlReader): JsonValue {
  toStart(reader);
  const text = reader.readText();
  if (text === 'unreadable') throw new DecodeError('/text', 'it is not a note');
  return { text };
}

function toStart(reader: XmlReader): void {
  reader.next();
  while (reader.kind === 'text') reader.next();
}
