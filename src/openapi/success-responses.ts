import { hasEntityTag } from '../gateway/conditional.ts';
import { validExample } from '../gateway/example-input.ts';
import type { ConnectedProfile } from '../gateway/profile.ts';
import type { HttpRule } from '../gateway/rule/http-rule.ts';
import { compileResponseBody } from '../gateway/rule/response-body.ts';
import type { JsonValue } from '../json/value.ts';
import type { MediaTypeObject, Reference, ResponseObject } from './model.ts';
import { memberSchema, requiredMembers } from './schema-members.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/** The successes of a rule by status, as the gateway answers them. */
export function successResponses(
  rule: HttpRule,
  profile: ConnectedProfile | undefined,
  registry: SchemaRegistry,
): Record<string, ResponseObject> {
  const { operation } = rule;
  if (rule.handler !== undefined) {
    const handled = handlerResponse(rule, rule.handler, profile, registry);
    if (handled !== undefined) return handled;
  }
  const { output } = operation.codec;
  if (output === undefined) {
    const description = 'Accepted: the operation is one-way, and nothing comes back.';
    return { [rule.status ?? 202]: { description, headers: headers() } };
  }
  const hidden = profile?.hiddenMembers(operation, rule.path) ?? new Set<string>();
  const whole = output.schema(registry.scope(operation.service, hidden));
  const path = rule.responseBody === undefined ? [] : [rule.responseBody];
  const schema = whole === undefined ? undefined : memberSchema(whole, path, registry.follow);
  const nothing: ResponseObject = { description: 'Done; there is nothing to say.', headers: headers(rule) };
  if (whole === undefined || schema === undefined) return { [rule.status ?? 204]: nothing };

  const example = compileResponseBody(rule, hidden)(exampleOutput(rule));
  const leftOut = [...hidden].map((name) => `\`${name}\``).join(', ');
  const status = rule.status ?? 200;
  const response: ResponseObject = {
    description: leftOut === '' ? 'Done.' : `Done. Left out of the answer: ${leftOut}.`,
    headers: headers(rule),
    content: { 'application/json': jsonContent(schema, example) },
  };
  const isAlwaysThere =
    rule.responseBody === undefined || requiredMembers(whole, registry.follow).has(rule.responseBody);
  return {
    [status]: response,
    ...(isAlwaysThere || status !== 200 ? {} : { '204': nothing }),
    ...(hasEntityTag(rule) ? { '304': { description: 'The answer is the one whose `ETag` was sent.' } } : {}),
  };
}

/** What a special route answers; its example is what the handler makes of the operation's example. */
function handlerResponse(
  rule: HttpRule,
  name: string,
  profile: ConnectedProfile | undefined,
  registry: SchemaRegistry,
): Record<string, ResponseObject> | undefined {
  const contract = profile?.handlerContracts?.get(name);
  if (contract === undefined) return undefined;
  const { operation } = rule;
  const output = operation.codec.output?.schema(registry.scope(operation.service)) ?? {};
  const schema = contract.schema?.((field) => memberSchema(output, [field], registry.follow) ?? {});
  const value = exampleOutput(rule);
  const reply = { kind: 'output', value, headerBlocks: new Map(), unknownElements: 0 } as const;
  const outcome = profile?.handlers.get(name)?.(value, reply);
  const example = outcome !== undefined && 'body' in outcome ? outcome.body : undefined;
  return {
    [contract.status]: {
      description: 'Done.',
      headers: headers(rule),
      ...(schema === undefined ? {} : { content: { 'application/json': jsonContent(schema, example) } }),
    },
  };
}

function jsonContent(schema: MediaTypeObject['schema'], example: JsonValue | undefined): MediaTypeObject {
  return { schema, ...(example === undefined ? {} : { example }) };
}

/** An example that may be changed. */
function exampleOutput({ operation }: HttpRule): JsonValue | undefined {
  const { output } = operation.codec;
  const example = output === undefined ? undefined : validExample(output);
  return example === undefined ? undefined : structuredClone(example);
}

function header(name: string): Reference {
  return { $ref: `#/components/headers/${name}` };
}

/** @param rule - undefined where the answer says nothing of caches */
function headers(rule?: HttpRule): NonNullable<ResponseObject['headers']> {
  const requestId: Reference = { $ref: '#/components/headers/X-Request-Id' };
  if (rule === undefined) return { 'X-Request-Id': requestId };
  const { cacheControl } = rule;
  return {
    'Cache-Control':
      cacheControl === undefined
        ? { $ref: '#/components/headers/No-Store' }
        : { description: 'Who may keep the answer.', schema: { type: 'string', const: cacheControl } },
    ...(hasEntityTag(rule) ? { ETag: header('ETag') } : {}),
    ...(rule.deprecation === undefined ? {} : { Deprecation: header('Deprecation') }),
    ...(rule.deprecation?.sunset === undefined ? {} : { Sunset: header('Sunset') }),
    'X-Request-Id': requestId,
  };
}
