import { isSecretByDefault, MASK } from '../../auth/redact.ts';
import type { JsonSchema } from '../../codec/json-schema.ts';
import type { OperationCodec } from '../../codec/message-codec.ts';
import type { ValidationIssue } from '../../json/issue.ts';
import { isJsonObject, type JsonValue, member } from '../../json/value.ts';
import { createTypeTree, type TypeTree } from '../type-tree.ts';

/** Characters of a value that are shown. */
const FOUND_MAX = 60;

/** Why an input breaks the schema, for people: the path, what is wrong, what was found there and what is allowed. */
export function explainIssues(
  issues: readonly ValidationIssue[],
  input: JsonValue | undefined,
  codec: OperationCodec,
): string {
  const tree = createTypeTree();
  const schema = codec.input.schema(tree.registry) ?? {};
  return issues.map((issue) => explain(issue, input, schema, tree)).join('');
}

function explain(
  { pointer, detail }: ValidationIssue,
  input: JsonValue | undefined,
  schema: JsonSchema,
  tree: TypeTree,
): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = steps.reduce<JsonValue | undefined>(stepInto, input);
  const allowed = steps.reduce<JsonSchema | undefined>(
    (at, step) => (at === undefined ? undefined : memberOf(at, step, tree)),
    schema,
  );
  const secret = steps.some(isSecretByDefault);
  return [
    `${pointer === '' ? '(input)' : pointer}  ${detail}\n`,
    ...(found === undefined ? [] : [`    found    ${secret && !isJsonObject(found) ? MASK : shortened(found)}\n`]),
    ...(allowed === undefined ? [] : [`    allowed  ${tree.line(allowed)}\n`]),
  ].join('');
}

function stepInto(value: JsonValue | undefined, step: string): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isJsonObject(value) ? member(value, step) : undefined;
}

/** Schema of a member or item, through references, nil and alternatives. */
function memberOf(schema: JsonSchema, step: string, tree: TypeTree): JsonSchema | undefined {
  const target = tree.follow(schema);
  const own = Object.hasOwn(target.properties ?? {}, step) ? target.properties?.[step] : undefined;
  if (own !== undefined) return own;
  if (target.items !== undefined && /^\d+$/.test(step)) return target.items;
  for (const part of [...(target.anyOf ?? []), ...(target.oneOf ?? []), ...(target.allOf ?? [])]) {
    const found = memberOf(part, step, tree);
    if (found !== undefined) return found;
  }
  return typeof target.additionalProperties === 'object' ? target.additionalProperties : undefined;
}

function shortened(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length <= FOUND_MAX ? text : `${text.slice(0, FOUND_MAX)}…`;
}
