import type { ValidationIssue } from '../json/issue.ts';
import type { JsonValue } from '../json/value.ts';
import type { XmlReader } from '../xml/reader.ts';
import { type DecodeContext, DecodeError } from './message-codec.ts';
import { type LookupNamespace, type SimpleTypeCodec, UnreadableText } from './simple-type-codec.ts';

/** The state of reading one message. Fresh for each. */
export interface DecodeState {
  /** True where whatever is not valid is an issue. */
  readonly strict: boolean;
  readonly issues: ValidationIssue[];
  /** Elements, attributes and text that were passed over. */
  unknownElements: number;
  /** Namespace of a prefix where the reader stands. */
  readonly lookup: LookupNamespace;
  /** Depth at which text may stand between elements; absent where it may nowhere. */
  readonly mixedDepth?: number;
  /** SOAP encoding: what references of this message may refer to. */
  readonly references?: EncodedReferences;
  /** How many references the place at hand is inside of. */
  readonly referenceDepth?: number;
}

/** Elements of one message by id, as XML text, and how many references have been followed so far. */
export interface EncodedReferences {
  readonly elements: ReadonlyMap<string, string>;
  followed: number;
}

/** Runs a reading with its own state and adds what it passed over to the caller's context. */
export function readWith<T>(
  reader: XmlReader,
  context: DecodeContext,
  read: (state: DecodeState) => T,
  references?: EncodedReferences,
): T {
  const state: DecodeState = {
    strict: context.mode === 'strict',
    issues: context.issues,
    unknownElements: 0,
    lookup: (prefix) => reader.lookupNamespace(prefix),
    ...(references === undefined ? {} : { references }),
  };
  try {
    return read(state);
  } finally {
    context.unknownElements += state.unknownElements;
  }
}

/** Something that the schema has no place for: counted, and in strict mode an issue. */
export function passOver(state: DecodeState, detail: string): void {
  state.unknownElements++;
  if (state.strict) state.issues.push({ pointer: '', detail });
}

/**
 * Reads a simple value's text where the reader stands inside the element that holds it (its namespaces are in force).
 * @param fallback - the default value's text, for an empty element of a type that has no empty value (XSD 1.0 Part 1 §3.3.4)
 * @throws {DecodeError} when the type cannot read it (in strict mode an issue instead)
 */
export function readSimpleText(
  codec: SimpleTypeCodec,
  text: string,
  state: DecodeState,
  fallback: string | undefined,
): JsonValue {
  const isDefault = fallback !== undefined && text === '' && codec.check('', state.lookup) !== undefined;
  const problem = state.strict && !isDefault ? codec.check(text, state.lookup) : undefined;
  if (problem !== undefined) state.issues.push({ pointer: '', detail: problem });
  try {
    return codec.decode(isDefault ? fallback : text, state.lookup);
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    if (state.strict) return null;
    throw new DecodeError('', error.message);
  }
}

/** Passes over text to the next tag of content that has elements only; text other than white space is counted. */
export function toTag(reader: XmlReader, state: DecodeState): void {
  while (reader.kind === 'text') {
    if (reader.depth !== state.mixedDepth && reader.text.trim() !== '')
      passOver(state, 'holds text where only elements may stand');
    reader.next();
  }
}

/**
 * From a start tag: the text of an element that has no elements inside; the reader then stands on the end tag, where the
 * element's own namespace declarations still hold.
 * @throws {DecodeError} when it holds an element
 */
export function readElementText(reader: XmlReader, state: DecodeState): string {
  let kind = reader.next();
  if (kind === 'end') return '';
  let text = '';
  while (kind !== 'end') {
    if (kind === 'text') {
      text += reader.text;
      kind = reader.next();
    } else {
      if (!state.strict) throw new DecodeError('', `holds an element (${reader.local}) where its type has text alone`);
      passOver(state, `holds an element (${reader.local}) where its type has text alone`);
      reader.skipElement();
      kind = reader.kind;
    }
  }
  return text;
}
