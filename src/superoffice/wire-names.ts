import type { JsonSchema } from '../codec/json-schema.ts';
import { createSchemaShapes, type SchemaShapes } from '../gateway/rule/schema-shapes.ts';
import { isJsonObject, type JsonValue, member } from '../json/value.ts';

/** How XML names become JSON names (`naming:` of the configuration). */
export type Naming = 'camel' | 'preserve';

/** The JSON name of one of NetServer's names. None of those used here has more than one capital at its start. */
export function jsonName(xmlName: string, naming: Naming): string {
  return naming === 'preserve' ? xmlName : `${xmlName.slice(0, 1).toLowerCase()}${xmlName.slice(1)}`;
}

/** The member of that XML name, however the gateway was told to name it; undefined when it is absent or null. */
export function wireMember(value: JsonValue | undefined, xmlName: string): JsonValue | undefined {
  if (!isJsonObject(value)) return undefined;
  return member(value, jsonName(xmlName, 'camel')) ?? member(value, xmlName) ?? undefined;
}

/** As {@link wireMember}, when it is text that says something. */
export function wireText(value: JsonValue | undefined, xmlName: string): string | undefined {
  const text = wireMember(value, xmlName);
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** Something with a schema: a message or a header block. */
interface Described {
  schema(registry: SchemaShapes): JsonSchema | undefined;
}

/** The naming that a compiled message or header block has, told from one member of it that is known by its XML name. */
export function namingOf(described: Described, xmlName: string): Naming {
  const shapes = createSchemaShapes();
  const schema = described.schema(shapes);
  return schema !== undefined && shapes.member(schema, xmlName) !== undefined ? 'preserve' : 'camel';
}
