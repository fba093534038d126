import { defaultReplyLimits } from '../../xml/limits.ts';
import { SOAP12_ENCODING } from '../../xml/namespaces.ts';
import type { XmlReader } from '../../xml/reader.ts';
import { createReader } from '../../xml/string-reader.ts';
import type { DecodeState, EncodedReferences } from '../decode-state.ts';
import { DecodeError } from '../message-codec.ts';
import type { ValueCodec } from '../value-codec.ts';

/** How many references one message may follow, and how many inside one another. */
const FOLLOWED_MAX = 100_000;
const NESTED_MAX = 64;

/** Reads `href` (SOAP 1.1 §5.4.1) and `ref` (SOAP 1.2 Part 2 §3.1.5) as the element that they refer to. */
export function followReferences(codec: ValueCodec): ValueCodec {
  return {
    isObject: codec.isObject,
    ...(codec.blank === undefined ? {} : { blank: codec.blank }),
    get attributes() {
      return codec.attributes;
    },
    encode: codec.encode,
    decode(reader, state, into) {
      const id = referenceOf(reader);
      if (id === undefined || state.references === undefined) return codec.decode(reader, state, into);
      const xml = state.references.elements.get(id);
      if (xml === undefined) throw new DecodeError('', 'is a reference to an element that is not in the message');
      const target = createReader(xml, '', defaultReplyLimits);
      const entered = enter(state, state.references, target);
      const value = codec.decode(target, entered, into);
      state.unknownElements = entered.unknownElements;
      reader.skipElement();
      return value;
    },
    schema: codec.schema,
    example: codec.example,
  };
}

function enter(state: DecodeState, references: EncodedReferences, reader: XmlReader): DecodeState {
  references.followed++;
  const depth = (state.referenceDepth ?? 0) + 1;
  if (depth > NESTED_MAX) throw new DecodeError('', 'is a reference that leads back to itself, or too deep');
  if (references.followed > FOLLOWED_MAX) throw new DecodeError('', 'is one of too many references');
  return { ...state, referenceDepth: depth, lookup: (prefix) => reader.lookupNamespace(prefix) };
}

function referenceOf(reader: XmlReader): string | undefined {
  if (reader.attributes.length === 0) return undefined;
  const href = reader.attribute('', 'href');
  if (href?.startsWith('#')) return href.slice(1);
  return reader.attribute(SOAP12_ENCODING, 'ref');
}

/** The elements of a message that others may refer to, by id, as XML text; undefined when nothing refers to anything. */
export function collectReferences(xml: string): EncodedReferences | undefined {
  if (!/\b(?:href|ref)\s*=/.test(xml)) return undefined;
  const elements = new Map<string, string>();
  collect(xml, elements);
  return { elements, followed: 0 };
}

function collect(xml: string, elements: Map<string, string>): void {
  const reader = createReader(xml, '', defaultReplyLimits);
  for (let kind = reader.next(); kind !== 'eof'; kind = reader.kind) {
    const id = kind === 'start' ? (reader.attribute('', 'id') ?? reader.attribute(SOAP12_ENCODING, 'id')) : undefined;
    if (id === undefined) {
      reader.next();
      continue;
    }
    const element = reader.readOuterXml();
    elements.set(id, element);
    collect(element, elements);
  }
}
