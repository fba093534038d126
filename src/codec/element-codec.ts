import type { JsonValue } from '../json/value.ts';
import type { XmlReader } from '../xml/reader.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import type { Compiler } from './compiler.ts';
import { readWith } from './decode-state.ts';
import { makeTags } from './element-term.ts';
import { createEncodeContext } from './encode-context.ts';
import type { DecodeContext, ElementCodec, EncodeResult } from './message-codec.ts';
import { Leading } from './reserved-members.ts';
import type { ElementTag, ValueCodec } from './value-codec.ts';

/** An element that stands by itself: a header block, a fault's detail, the one part of a body. */
export function compileElementCodec(declaration: ElementDeclaration, compiler: Compiler): ElementCodec {
  return {
    encode: standaloneEncoder(declaration, compiler),
    decode: (reader, context) => decodeStandalone(declaration, reader, context, compiler),
    schema: (registry) => compiler.elementValue(declaration).schema(registry),
  };
}

/** Makes what writes an element with every declaration it needs; `undefined` stands for an element that holds nothing. */
export function standaloneEncoder(
  declaration: ElementDeclaration,
  compiler: Compiler,
): (value: JsonValue | undefined) => EncodeResult {
  const { name } = declaration;
  const { inside, outside } = makeTags(name);
  const tag = name.namespace === '' ? inside : outside;
  return (value) => encodeValue(compiler.elementValue(declaration), tag, value);
}

/** Writes a value in a tag that stands by itself. */
export function encodeValue(codec: ValueCodec, tag: ElementTag, value: JsonValue | undefined): EncodeResult {
  const json = value ?? (value === undefined ? blankOf(codec) : null);
  if (json === undefined) return { ok: false, issues: [{ pointer: '', detail: 'is required' }] };
  const context = createEncodeContext();
  const xml = codec.encode(json, tag, context, Leading.None);
  if (context.issues.length > 0) return { ok: false, issues: context.issues };
  return { ok: true, xml: declareOutermost(xml, context.declarations()) };
}

/** What stands for an element that holds nothing; undefined where the type does not allow that. */
export function blankOf(codec: ValueCodec): JsonValue | undefined {
  return codec.blank ?? (codec.isObject ? {} : undefined);
}

/** Puts declarations into the start tag that the text begins with. */
export function declareOutermost(xml: string, declarations: string): string {
  if (declarations === '') return xml;
  const nameEnd = xml.search(/[\s/>]/);
  return xml.slice(0, nameEnd) + declarations + xml.slice(nameEnd);
}

/** Reads an element that stands by itself. The reader stands on its start tag, afterwards behind its end tag. */
export function decodeStandalone(
  declaration: ElementDeclaration,
  reader: XmlReader,
  context: DecodeContext,
  compiler: Compiler,
): JsonValue {
  return readWith(reader, context, (state) => compiler.elementValue(declaration).decode(reader, state));
}
