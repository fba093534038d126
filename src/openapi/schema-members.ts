import type { JsonSchema } from '../codec/json-schema.ts';

/** Gives what a reference refers to; a schema without one as it is. */
export type FollowReference = (schema: JsonSchema) => JsonSchema;

const COMPOSITIONS = ['allOf', 'anyOf', 'oneOf'] as const;

/** The schema without members of these names, at any depth; references are left alone. */
export function withoutMembers(schema: JsonSchema, names: ReadonlySet<string>): JsonSchema {
  const inside = (each: JsonSchema): JsonSchema => withoutMembers(each, names);
  const copy: JsonSchema = { ...schema };
  if (schema.properties !== undefined) {
    const kept = Object.entries(schema.properties).filter(([name]) => !names.has(name));
    copy.properties = Object.fromEntries(kept.map(([name, each]) => [name, inside(each)]));
  }
  if (schema.required !== undefined) setRequired(copy, schema.required, names);
  for (const keyword of COMPOSITIONS) {
    const parts = schema[keyword];
    if (parts !== undefined) copy[keyword] = parts.map(inside);
  }
  if (schema.items !== undefined) copy.items = inside(schema.items);
  if (schema.prefixItems !== undefined) copy.prefixItems = schema.prefixItems.map(inside);
  if (typeof schema.additionalProperties === 'object') copy.additionalProperties = inside(schema.additionalProperties);
  return copy;
}

/** True when the schema itself, behind no reference, has a member of these names at any depth. */
export function hasMembers(schema: JsonSchema, names: ReadonlySet<string>): boolean {
  const { properties, items, prefixItems = [], additionalProperties } = schema;
  const inside = [
    ...Object.values(properties ?? {}),
    ...COMPOSITIONS.flatMap((keyword) => schema[keyword] ?? []),
    ...(items === undefined ? [] : [items]),
    ...prefixItems,
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ];
  return (
    Object.keys(properties ?? {}).some((name) => names.has(name)) || inside.some((each) => hasMembers(each, names))
  );
}

/** The schema of a member, by its path through references and compositions; undefined when there is none. */
export function memberSchema(
  schema: JsonSchema,
  [step, ...rest]: readonly string[],
  follow: FollowReference,
): JsonSchema | undefined {
  if (step === undefined) return schema;
  const found = alternativesOf(schema, follow).flatMap(({ properties }) => {
    const member = properties !== undefined && Object.hasOwn(properties, step) ? properties[step] : undefined;
    return member === undefined ? [] : [member];
  });
  const inner = found.flatMap((each) => memberSchema(each, rest, follow) ?? []);
  const [first, ...others] = inner;
  return first === undefined || others.length === 0 ? first : { anyOf: inner };
}

/** Members that every alternative requires; none where null, a scalar or an array will do. */
export function requiredMembers(
  schema: JsonSchema,
  follow: FollowReference,
  open: ReadonlySet<JsonSchema> = new Set(),
): ReadonlySet<string> {
  const names = new Set(schema.required);
  if (open.has(schema)) return names;
  const inside = (each: JsonSchema) => requiredMembers(each, follow, new Set([...open, schema]));
  if (schema.$ref !== undefined) for (const name of inside(follow(schema))) names.add(name);
  for (const part of schema.allOf ?? []) for (const name of inside(part)) names.add(name);
  for (const branches of [schema.anyOf, schema.oneOf]) {
    const [first, ...others] = (branches ?? []).map(inside);
    for (const name of first ?? []) if (others.every((other) => other.has(name))) names.add(name);
  }
  return names;
}

/** True when some alternative is an object. */
export function takesObject(schema: JsonSchema, follow: FollowReference): boolean {
  return alternativesOf(schema, follow).some(
    ({ type, properties }) => properties !== undefined || [type].flat().includes('object'),
  );
}

/** What a route does to the members of a schema, by their paths. */
export interface MemberChanges {
  /** Bound by something else: they go. */
  readonly gone: readonly (readonly string[])[];
  /** Wanted where the schema leaves them optional: required, and not null. */
  readonly wanted: readonly (readonly string[])[];
}

/**
 * The schema with some members gone and some required. What is on the way to them is no longer shared with others, so it
 * stands in place of its reference.
 */
export function withChanges(schema: JsonSchema, changes: MemberChanges, follow: FollowReference): JsonSchema {
  const exists = (path: readonly string[]) => path.length === 0 || memberSchema(schema, path, follow) !== undefined;
  const gone = changes.gone.filter((path) => path.length > 0 && exists(path));
  const wanted = changes.wanted.filter(exists);
  if (gone.length === 0 && wanted.length === 0) return schema;
  const relevant: MemberChanges = { gone, wanted };
  const notNull = wanted.length > 0 ? withoutNull(schema) : schema;
  if (gone.length === 0 && wanted.every((path) => path.length === 0)) return notNull;
  const { $ref, discriminator, ...own } = notNull;
  const copy: JsonSchema = $ref === undefined ? own : { ...withChanges(follow(notNull), relevant, follow), ...own };
  if (copy.properties !== undefined && $ref === undefined) changeProperties(copy, copy.properties, relevant, follow);
  for (const keyword of COMPOSITIONS) {
    const parts = own[keyword];
    if (parts !== undefined) copy[keyword] = parts.map((part) => withChanges(part, relevant, follow));
  }
  return copy;
}

/** The schema without null, as far as it says so itself. */
export function withoutNull(schema: JsonSchema): JsonSchema {
  const copy: JsonSchema = { ...schema };
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== 'null');
    const [only] = types;
    copy.type = types.length === 1 && only !== undefined ? only : types;
  }
  if (schema.enum !== undefined) copy.enum = schema.enum.filter((value) => value !== null);
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const parts = schema[keyword]?.filter(({ type }) => type !== 'null').map(withoutNull);
    if (parts === undefined) continue;
    const [only] = parts;
    if (parts.length > 1 || only === undefined) copy[keyword] = parts;
    else {
      delete copy[keyword];
      Object.assign(copy, { ...only, ...copy });
    }
  }
  return copy;
}

function changeProperties(
  schema: JsonSchema,
  properties: Record<string, JsonSchema>,
  changes: MemberChanges,
  follow: FollowReference,
): void {
  const gone = new Set(
    changes.gone.flatMap(([step, ...rest]) => (rest.length === 0 && step !== undefined ? [step] : [])),
  );
  const kept = Object.entries(properties).filter(([name]) => !gone.has(name));
  const beneath = (paths: MemberChanges['gone'], name: string) =>
    paths.flatMap(([step, ...rest]) => (step === name ? [rest] : []));
  schema.properties = Object.fromEntries(
    kept.map(([name, member]) => {
      const inner = { gone: beneath(changes.gone, name), wanted: beneath(changes.wanted, name) };
      return [name, withChanges(member, inner, follow)];
    }),
  );
  const wanted = changes.wanted.flatMap(([step]) => (step === undefined || gone.has(step) ? [] : [step]));
  const required = [...new Set([...(schema.required ?? []), ...wanted])];
  if (required.length > 0) setRequired(schema, required, gone);
}

function setRequired(schema: JsonSchema, required: readonly string[], gone: ReadonlySet<string>): void {
  const left = required.filter((name) => !gone.has(name));
  if (left.length > 0) schema.required = left;
  else delete schema.required;
}

/** The schema itself and what stands behind its references and compositions, each once. */
function alternativesOf(schema: JsonSchema, follow: FollowReference): readonly JsonSchema[] {
  const found = new Set<JsonSchema>();
  const visit = (one: JsonSchema): void => {
    if (found.has(one)) return;
    found.add(one);
    if (one.$ref !== undefined) visit(follow(one));
    for (const keyword of COMPOSITIONS) for (const part of one[keyword] ?? []) visit(part);
  };
  visit(schema);
  return [...found];
}
