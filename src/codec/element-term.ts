import type { JsonValue } from '../json/value.ts';
import { clarkName, type QName } from '../xml/qname.ts';
import type { XmlReader } from '../xml/reader.ts';
import { escapeAttribute } from '../xml/writer.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import type { Compiler } from './compiler.ts';
import type { DecodeState } from './decode-state.ts';
import type { EncodeContext } from './encode-context.ts';
import type { ExampleState } from './example-state.ts';
import type { JsonSchema, JsonSchemaRegistry } from './json-schema.ts';
import type { ValuePlan } from './transcode/plan.ts';
import type { ElementTag, ValueCodec } from './value-codec.ts';

/** An element as the term of a particle (XSD 1.0 Part 1 §3.9): one occurrence of it, its tags included. */
export interface ElementTerm {
  readonly name: QName;
  /** Clark names of the elements that may stand here: the declaration's own, and those that substitute it. */
  readonly names: readonly string[];
  /** True when the element at hand is one of them. */
  matches(name: QName): boolean;
  /** @param outer - default namespace where the element is to stand */
  encode(value: JsonValue, outer: string, context: EncodeContext): string;
  decode(reader: XmlReader, state: DecodeState): JsonValue;
  /** Schema of one occurrence, without the `xml` object. */
  schema(registry: JsonSchemaRegistry): JsonSchema;
  /** Undefined where an example would have to hold itself. */
  example(state: ExampleState): JsonValue;
  /** See {@link ValueCodec.plan}; absent where other elements may stand in its place. */
  plan?(): ValuePlan | undefined;
}

/** A declaration that nothing substitutes. */
export function compileElementTerm(declaration: ElementDeclaration, compiler: Compiler): ElementTerm {
  const { name } = declaration;
  const { namespace, local } = name;
  const { inside, outside } = makeTags(name);
  let compiled: ValueCodec | undefined;
  const value = (): ValueCodec => {
    compiled ??= compiler.elementValue(declaration);
    return compiled;
  };
  return {
    name,
    names: [clarkName(name)],
    matches: (other) => other.local === local && other.namespace === namespace,
    encode: (json, outer, context) => value().encode(json, outer === namespace ? inside : outside, context, 0),
    decode: (reader, state) => value().decode(reader, state),
    schema: (registry) => value().schema(registry),
    example: (state) => value().example(state),
    plan: () => value().plan?.(),
  };
}

/** The tags of an element: `inside` where its namespace is the default one already, `outside` where it must be declared. */
export function makeTags({ namespace, local }: QName): { readonly inside: ElementTag; readonly outside: ElementTag } {
  const close = `</${local}>`;
  return {
    inside: { open: `<${local}`, close, namespace },
    outside: { open: `<${local} xmlns="${escapeAttribute(namespace)}"`, close, namespace },
  };
}
