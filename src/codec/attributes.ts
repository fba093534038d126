import { type JsonObject, type JsonValue, member, setMember } from '../json/value.ts';
import { XML, XSI } from '../xml/namespaces.ts';
import type { XmlAttribute, XmlReader } from '../xml/reader.ts';
import { escapeAttribute } from '../xml/writer.ts';
import type { AttributeUse } from '../xsd/model/attribute.ts';
import type { ComplexType } from '../xsd/model/complex-type.ts';
import { compileAttributeWildcard } from './attribute-wildcard.ts';
import type { Compiler } from './compiler.ts';
import { type DecodeState, passOver, readSimpleText } from './decode-state.ts';
import type { EncodeContext } from './encode-context.ts';
import { type ExampleState, takeOptional } from './example-state.ts';
import { placeError, placeIssues, pointerStep } from './issue-place.ts';
import type { MemberNames } from './json-names.ts';
import type { JsonSchemaRegistry } from './json-schema.ts';
import type { ObjectParts } from './object-schema.ts';
import type { SimpleTypeCodec } from './simple-type-codec.ts';
import { addDocumentation, fixedSchema, holdToFixed } from './value-constraint.ts';

/** The attributes of one complex type as members of its object (XSD 1.0 Part 1 §3.4.4, clauses 3 and 4). */
export interface AttributesCodec {
  readonly isEmpty: boolean;
  /** JSON names, the wildcard's among them. */
  readonly members: readonly string[];
  /** Attributes as they stand in a start tag, each with a leading space; `''` for none. */
  encode(object: JsonObject, context: EncodeContext): string;
  /** Reads the attributes of the start tag at hand. */
  decode(reader: XmlReader, object: JsonObject, state: DecodeState): void;
  describe(parts: ObjectParts, registry: JsonSchemaRegistry): void;
  example(object: JsonObject, state: ExampleState): void;
}

interface AttributeMember {
  readonly use: AttributeUse;
  readonly name: string;
  readonly step: string;
  readonly codec: SimpleTypeCodec;
}

/** Compiles the attribute uses and the attribute wildcard of a type. */
export function compileAttributes(type: ComplexType, names: MemberNames, compiler: Compiler): AttributesCodec {
  const attributes = type.attributes.map((use): AttributeMember => {
    const name = names.takeForAttribute(compiler.jsonName(use.name.local));
    return { use, name, step: pointerStep(name), codec: compiler.simple(use.declaration.type) };
  });
  const wildcard =
    type.attributeWildcard === undefined
      ? undefined
      : compileAttributeWildcard(type.attributeWildcard, type.attributes, names.take('$anyAttribute'), compiler);
  return {
    isEmpty: attributes.length === 0 && wildcard === undefined,
    members: [...attributes.map(({ name }) => name), ...(wildcard === undefined ? [] : [wildcard.member])],
    encode(object, context) {
      let xml = '';
      for (const attribute of attributes) xml += encodeAttribute(attribute, object, context);
      return wildcard === undefined ? xml : xml + wildcard.encode(object, context);
    },
    decode(reader, object, state) {
      for (const written of reader.attributes) {
        if (written.namespace === XSI) continue;
        const attribute = attributes.find(({ use: { name } }) => isNamed(name, written));
        if (attribute !== undefined) decodeAttribute(attribute, written.value, object, state);
        else if (!wildcard?.decode(written, object, state)) {
          passOver(state, `has an attribute ${written.local} that its type does not have`);
        }
      }
      if (!state.strict) return;
      for (const { use, name, step } of attributes) {
        if (use.required && member(object, name) === undefined)
          state.issues.push({ pointer: step, detail: 'is required' });
      }
    },
    describe(parts, registry) {
      for (const { use, name, codec } of attributes) {
        const schema = addDocumentation(
          fixedSchema(codec, registry, use.defaultValue, use.fixedValue),
          use.declaration,
        );
        parts.properties[name] = {
          ...schema,
          xml: {
            ...(name === use.name.local ? {} : { name: use.name.local }),
            ...(use.name.namespace === '' ? {} : { namespace: use.name.namespace }),
            attribute: true,
          },
        };
        if (use.required) parts.required.push(name);
      }
      wildcard?.describe(parts);
    },
    example(object, state) {
      for (const { use, name, codec } of attributes) {
        if (!use.required && !takeOptional(state)) continue;
        const fixed = use.fixedValue === undefined ? undefined : codec.decode(use.fixedValue, noNamespaces);
        setMember(object, name, fixed ?? codec.example(state.seed++));
      }
    },
  };
}

function encodeAttribute(
  { use, name, step, codec }: AttributeMember,
  object: JsonObject,
  context: EncodeContext,
): string {
  const value = member(object, name);
  if (value === undefined) {
    if (use.required) context.issues.push({ pointer: step, detail: 'is required' });
    return '';
  }
  context.taken++;
  const from = context.issues.length;
  const text = encodeAttributeText(codec, value, use.fixedValue, context);
  if (context.issues.length > from) placeIssues(context.issues, from, step);
  const { namespace, local } = use.name;
  const prefix = namespace === '' ? '' : `${namespace === XML ? 'xml' : context.prefixFor(namespace)}:`;
  return ` ${prefix}${local}="${escapeAttribute(text)}"`;
}

function encodeAttributeText(
  codec: SimpleTypeCodec,
  value: JsonValue,
  fixed: string | undefined,
  context: EncodeContext,
): string {
  const text = codec.encode(value, context);
  return text === undefined ? '' : holdToFixed(codec, text, fixed, context.issues);
}

function decodeAttribute(
  { use, name, step, codec }: AttributeMember,
  text: string,
  object: JsonObject,
  state: DecodeState,
): void {
  const from = state.issues.length;
  try {
    const held = holdToFixed(codec, text, use.fixedValue, state.strict ? state.issues : undefined);
    setMember(object, name, readSimpleText(codec, held, state, undefined));
  } catch (error) {
    throw placeError(error, step);
  }
  if (state.issues.length > from) placeIssues(state.issues, from, step);
}

function isNamed(name: { readonly namespace: string; readonly local: string }, attribute: XmlAttribute): boolean {
  return name.local === attribute.local && name.namespace === attribute.namespace;
}

/** Fixed and default values of the types that need no namespaces to be read. */
function noNamespaces(): undefined {
  return undefined;
}
