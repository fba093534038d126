import type { JsonSchema, JsonSchemaRegistry, JsonType } from '../../codec/json-schema.ts';

/** What a scalar field takes, as far as text from a URL needs to know. */
export interface ScalarShape {
  readonly types: ReadonlySet<'boolean' | 'number' | 'string'>;
  /** Strings it takes beside numbers, such as `INF`; undefined when it takes strings in general, or none. */
  readonly onlyStrings?: ReadonlySet<string>;
}

/**
 * A registry that keeps the schemas of one operation to itself, and looks into them: members through references and
 * compositions, scalars and arrays. Schemas are built when they are first looked into, so a rule over one field of a large
 * carrier builds little.
 */
export interface SchemaShapes extends JsonSchemaRegistry {
  /** The member's schema; undefined when no alternative has it. */
  member(schema: JsonSchema, name: string): JsonSchema | undefined;
  /** Names of all members, each once, in schema order. */
  memberNames(schema: JsonSchema): readonly string[];
  /** Name that the schema's member has in XML, for those who know the WSDL. */
  memberByXmlName(schema: JsonSchema, xmlName: string): string | undefined;
  /** Members that every alternative requires. */
  required(schema: JsonSchema): ReadonlySet<string>;
  /** Undefined unless all that the schema allows beside null is scalar. */
  scalar(schema: JsonSchema): ScalarShape | undefined;
  /** Schema of the items; undefined unless it is an array. */
  items(schema: JsonSchema): JsonSchema | undefined;
  /** The same schema without references, for a scalar or an array of scalars. */
  inline(schema: JsonSchema): JsonSchema;
  /** What stands behind references and compositions; the same objects for the same schema. */
  alternatives(schema: JsonSchema): readonly JsonSchema[];
}

/** Makes an empty registry. */
export function createSchemaShapes(): SchemaShapes {
  const references = new Map<object, JsonSchema>();
  const builders = new Map<string, () => JsonSchema>();
  const built = new Map<string, JsonSchema>();

  const follow = (reference: string): JsonSchema => {
    const known = built.get(reference);
    if (known !== undefined) return known;
    const schema = builders.get(reference)?.() ?? {};
    built.set(reference, schema);
    return schema;
  };

  const alternatives = (schema: JsonSchema): readonly JsonSchema[] => {
    const found = new Set<JsonSchema>();
    const visit = (one: JsonSchema): void => {
      if (found.has(one)) return;
      found.add(one);
      if (one.$ref !== undefined) visit(follow(one.$ref));
      for (const part of [...(one.allOf ?? []), ...(one.anyOf ?? []), ...(one.oneOf ?? [])]) visit(part);
    };
    visit(schema);
    return [...found];
  };

  const propertiesOf = (schema: JsonSchema) =>
    alternatives(schema).flatMap(({ properties }) => Object.entries(properties ?? {}));

  const inline = (schema: JsonSchema): JsonSchema => {
    const { $ref, ...rest } = schema;
    const target = $ref === undefined ? rest : { ...inline(follow($ref)), ...rest };
    for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
      const parts = target[keyword];
      if (parts !== undefined) target[keyword] = parts.map(inline);
    }
    if (target.items !== undefined) target.items = inline(target.items);
    return target;
  };

  return {
    define(identity, suggestedName, build) {
      const known = references.get(identity);
      if (known !== undefined) return known;
      const name = `${suggestedName}.${references.size}`;
      const reference: JsonSchema = { $ref: name };
      references.set(identity, reference);
      builders.set(name, build);
      return reference;
    },
    alternatives,
    member: (schema, name) => {
      const found = propertiesOf(schema).filter(([key]) => key === name);
      const [first, ...others] = found.map(([, value]) => value);
      return first === undefined || others.length === 0 ? first : { anyOf: [first, ...others] };
    },
    memberNames: (schema) => [...new Set(propertiesOf(schema).map(([name]) => name))],
    memberByXmlName: (schema, xmlName) => propertiesOf(schema).find(([, { xml }]) => xml?.name === xmlName)?.[0],
    required: (schema) => requiredOf(schema, follow, new Set()),
    scalar: (schema) => scalarOf(alternatives(schema)),
    items: (schema) => alternatives(schema).find(({ items }) => items !== undefined)?.items,
    inline,
  };
}

function requiredOf(
  schema: JsonSchema,
  follow: (reference: string) => JsonSchema,
  seen: Set<JsonSchema>,
): ReadonlySet<string> {
  if (seen.has(schema)) return new Set();
  seen.add(schema);
  const names = new Set(schema.required);
  const add = (more: Iterable<string>): void => {
    for (const name of more) names.add(name);
  };
  if (schema.$ref !== undefined) add(requiredOf(follow(schema.$ref), follow, seen));
  for (const part of schema.allOf ?? []) add(requiredOf(part, follow, seen));
  for (const choice of [schema.anyOf, schema.oneOf]) {
    const branches = (choice ?? []).filter(({ type }) => type !== 'null');
    const [first, ...others] = branches.map((branch) => requiredOf(branch, follow, new Set(seen)));
    add([...(first ?? [])].filter((name) => others.every((other) => other.has(name))));
  }
  return names;
}

function scalarOf(alternatives: readonly JsonSchema[]): ScalarShape | undefined {
  const types = new Set<'boolean' | 'number' | 'string'>();
  const listed = new Set<string>();
  let anyString = false;
  for (const schema of alternatives) {
    const own = typesOf(schema);
    if (own === undefined) {
      if (isComposed(schema)) continue;
      return undefined;
    }
    for (const type of own) {
      if (type === 'object' || type === 'array') return undefined;
      if (type !== 'null') types.add(type === 'integer' ? 'number' : type);
    }
    if (!own.includes('string')) continue;
    const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
    if (values === undefined) anyString = true;
    else for (const value of values) if (typeof value === 'string') listed.add(value);
  }
  if (types.size === 0) return undefined;
  return anyString || !types.has('string') ? { types } : { types, onlyStrings: listed };
}

function isComposed({ $ref, allOf, anyOf, oneOf }: JsonSchema): boolean {
  return $ref !== undefined || allOf !== undefined || anyOf !== undefined || oneOf !== undefined;
}

/** Types that the schema names, or that its values have; undefined when it names none. */
function typesOf(schema: JsonSchema): readonly JsonType[] | undefined {
  if (schema.type !== undefined) return Array.isArray(schema.type) ? schema.type : [schema.type];
  if (schema.properties !== undefined) return ['object'];
  if (schema.items !== undefined) return ['array'];
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return values.map(typeOfValue);
  return schema.pattern === undefined ? undefined : ['string'];
}

function typeOfValue(value: unknown): JsonType {
  if (value === null) return 'null';
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return typeof value as JsonType;
  return Array.isArray(value) ? 'array' : 'object';
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Text of a URL or an HTTP header as the JSON that the field takes. Text that fits no type of the field is left as it is:
 * the codec then says what it wants.
 */
export function coerceText(text: string, { types, onlyStrings }: ScalarShape): string | number | boolean {
  if (types.has('string') && (onlyStrings === undefined || onlyStrings.has(text))) return text;
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('number') && text.length <= 64 && JSON_NUMBER.test(text) && Number.isFinite(Number(text))) {
    return Number(text);
  }
  return text;
}
