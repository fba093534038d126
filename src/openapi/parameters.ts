import type { JsonSchema } from '../codec/json-schema.ts';
import { hasEntityTag } from '../gateway/conditional.ts';
import type { ProfileContract, RequestHeader } from '../gateway/profile-contract.ts';
import type { HttpRule, ParameterField } from '../gateway/rule/http-rule.ts';
import { isJsonObject, type JsonValue, member } from '../json/value.ts';
import type { ParameterObject, Reference } from './model.ts';
import { withoutNull } from './schema-members.ts';

/**
 * Parameters of a rule: the path's variables, the query's fields, the headers of the profile, the key of routes that are not safe.
 * @param example - of the whole input
 */
export function ruleParameters(
  rule: HttpRule,
  contract: ProfileContract | undefined,
  example: JsonValue | undefined,
): (ParameterObject | Reference)[] {
  const wanted = new Set(rule.required);
  return [
    ...rule.pathFields.map((field) => pathParameter(field, example)),
    ...rule.queryFields.map((field) => queryParameter(field, wanted)),
    ...(contract?.requestHeaders ?? [])
      .filter(({ headerBlock }) => rule.operation.codec.inputHeaders.some(({ name }) => name === headerBlock))
      .map(({ name }): Reference => ({ $ref: `#/components/parameters/${name}` })),
    ...(hasEntityTag(rule) ? [ifNoneMatchParameter] : []),
    ...(takesIdempotencyKey(rule) ? [{ $ref: `#/components/parameters/${IDEMPOTENCY_KEY}` }] : []),
  ];
}

const ifNoneMatchParameter: ParameterObject = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The `ETag` of the answer that one has: 304 when it is still the same.',
  schema: { type: 'string' },
};

/** True for routes that are not safe to repeat as they are. */
export function takesIdempotencyKey({ method, safe }: Pick<HttpRule, 'method' | 'safe'>): boolean {
  return method !== 'GET' && safe !== true;
}

/** Name of the header, and of its component. */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** The header that routes take which are not safe. */
export const idempotencyKeyParameter: ParameterObject = {
  name: IDEMPOTENCY_KEY,
  in: 'header',
  description:
    'Makes the request safe to repeat: of all requests with this key, to this route by this caller, the first is executed and its answer is given again.',
  // Without an example, since a page that fills it in would send one key for all requests.
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** The parameter of a profile's header, as a component: all operations of a backend may have it. */
export function headerParameter({ name, description, example }: RequestHeader): ParameterObject {
  return {
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
    ...(example === undefined ? {} : { example }),
  };
}

function pathParameter(field: ParameterField, example: JsonValue | undefined): ParameterObject {
  const { schema, ...described } = describe(field);
  return {
    name: field.name,
    in: 'path',
    required: true,
    ...described,
    schema: nonEmpty(schema),
    ...sample(field, example),
  };
}

function queryParameter(field: ParameterField, wanted: ReadonlySet<string>): ParameterObject {
  return {
    name: field.name,
    in: 'query',
    ...(field.required || wanted.has(field.fieldPath.join('.')) ? { required: true } : {}),
    ...describe(field),
    ...(field.repeated ? { style: 'form', explode: true } : {}),
  };
}

function describe({ schema }: ParameterField): { readonly description?: string; readonly schema: JsonSchema } {
  const { description, xml: _xml, ...rest } = schema;
  return { ...(description === undefined ? {} : { description }), schema: asText(rest) };
}

/** Text of a URL is never null. */
function asText(schema: JsonSchema): JsonSchema {
  const copy = withoutNull(schema);
  if (copy.items !== undefined) copy.items = withoutNull(copy.items);
  return copy;
}

/** A segment of a path is never empty. */
function nonEmpty(schema: JsonSchema): JsonSchema {
  const isText = schema.type === 'string' && schema.enum === undefined && schema.minLength === undefined;
  return isText ? { ...schema, minLength: 1 } : schema;
}

function sample({ fieldPath }: ParameterField, example: JsonValue | undefined): { readonly example?: JsonValue } {
  let at = example;
  for (const step of fieldPath) at = isJsonObject(at) ? member(at, step) : undefined;
  return at === undefined || at === null || at === '' || typeof at === 'object' ? {} : { example: at };
}
