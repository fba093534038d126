import type { JsonSchema, JsonSchemaRegistry } from '../codec/json-schema.ts';

/** Enumerated values that are written out; of longer enumerations the first ones. */
const VALUES_MAX = 8;

/** Draws the JSON shapes of messages for people: one line a member, `?` where it may be left out. */
export interface TypeTree {
  /** What the schemas define by name goes here. */
  readonly registry: JsonSchemaRegistry;
  /** The type in one line. */
  line(schema: JsonSchema): string;
  /** The members below it, indented; a named type whose members stand above already is not opened again. */
  members(schema: JsonSchema, indent: string, opened: Set<string>): readonly string[];
  /** What a reference refers to. */
  follow(schema: JsonSchema): JsonSchema;
}

/** Makes a tree with a registry of its own. */
export function createTypeTree(): TypeTree {
  const names = new Map<string, string>();
  const builders = new Map<string, () => JsonSchema>();
  const built = new Map<string, JsonSchema>();
  const references = new Map<object, string>();

  const registry: JsonSchemaRegistry = {
    define(identity, suggestedName, build) {
      const reference = references.get(identity) ?? `#${references.size}`;
      if (!references.has(identity)) {
        references.set(identity, reference);
        names.set(reference, suggestedName);
        builders.set(reference, build);
      }
      return { $ref: reference };
    },
  };

  const follow = (schema: JsonSchema): JsonSchema => {
    if (schema.$ref === undefined) return schema;
    const known = built.get(schema.$ref) ?? builders.get(schema.$ref)?.() ?? {};
    built.set(schema.$ref, known);
    return known.$ref === undefined ? known : follow(known);
  };

  /** @param around - references that it stands within: arrays may hold themselves */
  const lineWithin = (schema: JsonSchema, around: ReadonlySet<string>): string => {
    const { $ref } = schema;
    if ($ref !== undefined) {
      const target = follow(schema);
      const isName = opensMembers(target) || around.has($ref);
      return isName ? (names.get($ref) ?? 'object') : lineWithin(target, new Set([...around, $ref]));
    }
    const line = (part: JsonSchema): string => lineWithin(part, around);
    const { items, additionalProperties } = schema;
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (schema.enum !== undefined) return enumerated(schema.enum);
    if (items !== undefined) return `${grouped(line(items))}[]${isNullable(schema) ? ' | null' : ''}`;
    const alternatives = schema.anyOf ?? (schema.properties === undefined ? schema.oneOf : undefined);
    if (alternatives !== undefined) return [...new Set(alternatives.map(line))].join(' | ');
    if (typeof additionalProperties === 'object') {
      return `{ [key]: ${line(additionalProperties)} }${isNullable(schema) ? ' | null' : ''}`;
    }
    return scalarName(schema);
  };
  const line = (schema: JsonSchema): string => lineWithin(schema, new Set());

  const members = (schema: JsonSchema, indent: string, opened: Set<string>): readonly string[] =>
    objectsOf(schema).flatMap((object, _index, objects) => {
      const { $ref } = object;
      if ($ref !== undefined) {
        if (opened.has($ref)) return [];
        opened.add($ref);
      }
      const target = follow(object);
      const own = membersOf(target, indent, opened);
      return objects.length === 1 || own.length === 0 ? own : [`${indent}as ${line(object)}`, ...own.map(indented)];
    });

  /** The objects that stand behind references, nil, arrays and alternatives. */
  const objectsOf = (schema: JsonSchema, around: ReadonlySet<string> = new Set()): readonly JsonSchema[] => {
    const { $ref } = schema;
    if ($ref !== undefined && around.has($ref)) return [];
    const within = $ref === undefined ? around : new Set([...around, $ref]);
    const target = follow(schema);
    if (hasMembers(target)) return [schema];
    const parts = [...(target.anyOf ?? []), ...(target.oneOf ?? []), ...(target.items ? [target.items] : [])];
    if (typeof target.additionalProperties === 'object') parts.push(target.additionalProperties);
    return parts.flatMap((part) => objectsOf(part, within));
  };

  const membersOf = (object: JsonSchema, indent: string, opened: Set<string>): readonly string[] => {
    const required = new Set(object.required);
    const lines = Object.entries(object.properties ?? {}).flatMap(([name, schema]) => {
      const again = isOpened(schema, opened) ? '  (members as above)' : '';
      const head = `${indent}${name}${required.has(name) ? '' : '?'}: ${line(schema)}${again}`;
      return [head, ...members(schema, `${indent}  `, opened)];
    });
    const choices = [object.oneOf, ...(object.allOf ?? []).map(({ oneOf }) => oneOf)];
    for (const branches of choices) {
      if (branches === undefined) continue;
      lines.push(`${indent}one of`);
      for (const branch of branches) lines.push(...branchLines(branch, indent, opened));
    }
    return lines;
  };

  const branchLines = (branch: JsonSchema, indent: string, opened: Set<string>): readonly string[] => {
    if (branch.not !== undefined) return [`${indent}| none of these`];
    const lines = membersOf({ ...branch, required: branch.required ?? [] }, `${indent}  `, opened);
    return lines.map((text, index) => (index === 0 ? `${indent}| ${text.slice(indent.length + 2)}` : text));
  };

  const isOpened = (schema: JsonSchema, opened: ReadonlySet<string>): boolean =>
    objectsOf(schema).some(({ $ref }) => $ref !== undefined && opened.has($ref));

  return { registry, line, members, follow };
}

function hasMembers({ properties, oneOf, allOf, type }: JsonSchema): boolean {
  if (properties !== undefined) return true;
  return type === 'object' && (oneOf !== undefined || allOf !== undefined);
}

function opensMembers(schema: JsonSchema): boolean {
  return hasMembers(schema) || schema.discriminator !== undefined;
}

function isNullable({ type }: JsonSchema): boolean {
  return Array.isArray(type) && type.includes('null');
}

function scalarName({ type, format, contentEncoding }: JsonSchema): string {
  const types = type === undefined ? ['any'] : Array.isArray(type) ? type : [type];
  const note = format ?? contentEncoding;
  return types.map((name) => (name === 'null' || note === undefined ? name : `${name} (${note})`)).join(' | ');
}

function enumerated(values: readonly unknown[]): string {
  const shown = values.slice(0, VALUES_MAX).map((value) => JSON.stringify(value));
  return values.length > VALUES_MAX ? `${shown.join(' | ')} | … (${values.length} values)` : shown.join(' | ');
}

function grouped(text: string): string {
  return text.includes(' | ') ? `(${text})` : text;
}

function indented(text: string): string {
  return `  ${text}`;
}
