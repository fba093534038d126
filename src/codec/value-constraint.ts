import type { ValidationIssue } from '../json/issue.ts';
import type { JsonValue } from '../json/value.ts';
import type { ElementDeclaration } from '../xsd/model/element.ts';
import { type DecodeState, readSimpleText } from './decode-state.ts';
import type { JsonSchema, JsonSchemaRegistry } from './json-schema.ts';
import type { LookupNamespace, SimpleTypeCodec } from './simple-type-codec.ts';

/** A declaration's default and fixed value (XSD 1.0 Part 1 §3.3.1, value constraint). */
export type ValueConstraint = Pick<ElementDeclaration, 'defaultValue' | 'fixedValue'>;

/** Why another value than the fixed one is refused. */
export const NOT_FIXED = 'must have the value that the schema fixes';

const noNamespaces: LookupNamespace = () => undefined;

/** JSON of a default or fixed value's text; undefined where the type cannot read it (then it constrains nothing). */
export function constraintValue(codec: SimpleTypeCodec, text: string): JsonValue | undefined {
  try {
    return codec.decode(text, noNamespaces);
  } catch {
    return undefined;
  }
}

/**
 * The fixed text for a text of the fixed value, since that one stands in the JSON Schema; another value is an issue (XSD 1.0
 * Part 1 §3.3.4, clause 5.2.2; cvc-au).
 */
export function holdToFixed(
  codec: SimpleTypeCodec,
  text: string,
  fixed: string | undefined,
  issues: { push(issue: ValidationIssue): unknown } | undefined,
): string {
  if (fixed === undefined || text === fixed || constraintValue(codec, fixed) === undefined) return text;
  const isReadable = constraintValue(codec, text) !== undefined;
  if (isReadable && codec.key(text, noNamespaces) === codec.key(fixed, noNamespaces)) return fixed;
  issues?.push({ pointer: '', detail: NOT_FIXED });
  return text;
}

/** Reads an element's text: what is empty has the fixed value, or the default one where its type has no empty value. */
export function readConstrained(
  codec: SimpleTypeCodec,
  text: string,
  { fixedValue, defaultValue }: ValueConstraint,
  state: DecodeState,
): JsonValue {
  if (fixedValue === undefined) return readSimpleText(codec, text, state, defaultValue);
  if (text === '') return constraintValue(codec, fixedValue) ?? readSimpleText(codec, text, state, fixedValue);
  const held = holdToFixed(codec, text, fixedValue, state.strict ? state.issues : undefined);
  return readSimpleText(codec, held, state, undefined);
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
