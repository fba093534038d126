import type { HttpRule } from '../gateway/rule/http-rule.ts';
import { isJsonObject, type JsonValue, member } from '../json/value.ts';
import type { RequestBodyObject } from './model.ts';
import { memberSchema, requiredMembers, takesObject, withChanges } from './schema-members.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/**
 * What a rule takes as the HTTP body: the input, or its field, without what the path and constants bind.
 * @param example - of the whole input
 * @returns undefined for a rule without a body, or an operation whose input holds nothing
 */
export function ruleRequestBody(
  rule: HttpRule,
  registry: SchemaRegistry,
  example: JsonValue | undefined,
): RequestBodyObject | undefined {
  const { body, operation } = rule;
  const input = body === undefined ? undefined : operation.codec.input.schema(registry.scope(operation.service));
  if (body === undefined || input === undefined) return undefined;
  const { follow } = registry;
  const bodyPath = body === '*' ? [] : body.split('.');
  const inBody = (paths: readonly (readonly string[])[]) =>
    paths.flatMap((path) => (bodyPath.every((step, at) => path[at] === step) ? [path.slice(bodyPath.length)] : []));
  const bound = inBody([...rule.pathFields, ...rule.constantFields].map(({ fieldPath }) => fieldPath));
  const wanted = inBody((rule.required ?? []).map((name) => name.split('.')));
  const schema = withChanges(memberSchema(input, bodyPath, follow) ?? {}, { gone: bound, wanted }, follow);
  const sample = withoutValues(valueAt(example, bodyPath), bound);
  const mayBeAbsent = body === '*' && takesObject(schema, follow) && requiredMembers(schema, follow).size === 0;
  return {
    required: !mayBeAbsent,
    content: { 'application/json': { schema, ...(sample === undefined ? {} : { example: sample }) } },
  };
}

function valueAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let at = value;
  for (const step of path) at = isJsonObject(at) ? member(at, step) : undefined;
  return at;
}

function withoutValues(value: JsonValue | undefined, paths: readonly (readonly string[])[]): JsonValue | undefined {
  if (value === undefined || paths.length === 0) return value;
  const copy = structuredClone(value);
  for (const path of paths) {
    const parent = valueAt(copy, path.slice(0, -1));
    if (isJsonObject(parent)) delete parent[path.at(-1) ?? ''];
  }
  return copy;
}
