import type { JsonValue } from '../json/value.ts';
import type { JsonSchema, JsonSchemaRegistry } from './json-schema.ts';
import type { LookupNamespace, SimpleTypeCodec } from './simple-type-codec.ts';

const noNamespaces: LookupNamespace = () => undefined;

/** JSON of a default or fixed value's text; undefined where the type cannot read it (then it constrains nothing). */
export function constraintValue(codec: SimpleTypeCodec, text: string): JsonValue | undefined {
  try {
    return codec.decode(text, noNamespaces);
  } catch {
    return undefined;
  }
}

/** True when a text is another value than the fixed one (XSD 1.0 Part 1 §3.3.4, clause 5.2.2; cvc-au). */
export function differsFromFixed(codec: SimpleTypeCodec, text: string, fixed: string): boolean {
  if (text === fixed) return false;
  const wanted = constraintValue(codec, fixed);
  return wanted !== undefined && JSON.stringify(constraintValue(codec, text)) !== JSON.stringify(wanted);
}

/** Schema of a value with its `default`, or narrowed to the fixed value. */
export function fixedSchema(
  codec: SimpleTypeCodec,
  registry: JsonSchemaRegistry,
  defaultValue: string | undefined,
  fixedValue: string | undefined,
): JsonSchema {
  const schema = codec.schema(registry);
  const text = fixedValue ?? defaultValue;
  const value = text === undefined ? undefined : constraintValue(codec, text);
  if (value === undefined) return schema;
  return fixedValue === undefined ? { ...schema, default: value } : { ...schema, const: value };
}

/** The schema with a component's documentation as its description. */
export function addDocumentation(schema: JsonSchema, component: { readonly documentation?: string }): JsonSchema {
  return component.documentation === undefined ? schema : { ...schema, description: component.documentation };
}
