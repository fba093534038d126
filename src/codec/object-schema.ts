import type { JsonSchema } from './json-schema.ts';
import type { LeadingMembers } from './value-codec.ts';

/** What the members of one object contribute to its schema. */
export interface ObjectParts {
  readonly properties: Record<string, JsonSchema>;
  /** Members that are always there. */
  readonly required: string[];
  /** For each choice its branches: which members go together. */
  readonly choices: JsonSchema[][];
}

/** Nothing yet. */
export function emptyParts(): ObjectParts {
  return { properties: Object.create(null) as Record<string, JsonSchema>, required: [], choices: [] };
}

/** The schema of an object that has these members and no others. */
export function renderObject({ properties, required, choices }: ObjectParts, leading?: LeadingMembers): JsonSchema {
  const all = { ...leading?.properties, ...properties };
  const needed = [...(leading?.required ?? []), ...required];
  const schema: JsonSchema = { type: 'object' };
  if (Object.keys(all).length > 0) schema.properties = all;
  if (needed.length > 0) schema.required = needed;
  const [first, ...others] = choices;
  if (first === undefined) return { ...schema, additionalProperties: false };
  schema.oneOf = first;
  if (others.length > 0) schema.allOf = others.map((oneOf) => ({ oneOf }));
  return { ...schema, unevaluatedProperties: false };
}

/** One branch of a choice: the members it has and requires, without a word on any others. */
export function renderBranch({ properties, required, choices }: ObjectParts): JsonSchema {
  const schema: JsonSchema = {};
  const names = Object.keys(properties);
  if (names.length > 0) schema.properties = properties;
  if (required.length > 0) schema.required = required;
  const [first, ...others] = choices;
  if (first !== undefined) schema.oneOf = first;
  if (others.length > 0) schema.allOf = others.map((oneOf) => ({ oneOf }));
  return schema;
}

/** The branch "none of these members". */
export function noneOf(members: readonly string[]): JsonSchema {
  return { not: { anyOf: members.map((name) => ({ required: [name] })) } };
}
