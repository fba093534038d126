import type { JsonSchema } from '../codec/json-schema.ts';
import type { ServedOperation } from '../gateway/operation.ts';
import { PROBLEM_MEDIA_TYPE } from '../gateway/problem.ts';
import { findProblemType, type ProblemSlug, type ProblemType } from '../gateway/problem-catalogue.ts';
import type { ProfileContract } from '../gateway/profile-contract.ts';
import type { HttpRule } from '../gateway/rule/http-rule.ts';
import type { Reference, ResponseObject } from './model.ts';
import { takesIdempotencyKey } from './parameters.ts';
import { problemExample } from './problem-example.ts';
import { declaredFaultProblem, problemIdentity, problemSchema } from './problem-schema.ts';
import type { SchemaRegistry } from './schema-registry.ts';

/** What any route can answer, whatever backend stands behind it. */
const GENERAL: readonly ProblemSlug[] = [
  'bad-request',
  'malformed-json',
  'not-acceptable',
  'too-large',
  'unsupported-media-type',
  'validation',
  'rate-limited',
  'internal',
  'soap-fault',
  'backend-unreachable',
  'backend-invalid-response',
  'overloaded',
  'circuit-open',
  'backend-timeout',
];

/** What routes that take an Idempotency-Key can answer beside it. */
const WITH_KEY: readonly ProblemSlug[] = [
  'idempotency-key-in-use',
  'idempotency-key-reused',
  'idempotency-unavailable',
];

const RESPONSE_NAMES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  406: 'NotAcceptable',
  409: 'Conflict',
  413: 'ContentTooLarge',
  415: 'UnsupportedMediaType',
  422: 'UnprocessableContent',
  429: 'TooManyRequests',
  431: 'HeadersTooLarge',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

/** Gives an operation's failures, and keeps those that operations share. */
export interface ProblemResponses {
  /** By status, and `default` for what comes from in front of the routes. */
  of(
    rule: HttpRule,
    contract: ProfileContract | undefined,
    hasInboundSignIn: boolean,
  ): Record<string, ResponseObject | Reference>;
  /** Everything that was referred to, in the order of names. */
  components(): Record<string, ResponseObject>;
}

/** @param faultStatus - configured statuses by fault code, by backend */
export function createProblemResponses(
  registry: SchemaRegistry,
  faultStatus: ReadonlyMap<string, ReadonlyMap<string, number>>,
): ProblemResponses {
  const problem = registry.define(problemIdentity, 'Problem', problemSchema);
  const shared = new Map<string, ResponseObject>();
  const nameBySlugs = new Map<string, string>();

  const share = (name: string, key: string, make: () => ResponseObject): Reference => {
    const known = nameBySlugs.get(key);
    if (known !== undefined) return { $ref: `#/components/responses/${known}` };
    let unique = name;
    for (let n = 2; shared.has(unique); n += 1) unique = `${name}_${n}`;
    shared.set(unique, make());
    nameBySlugs.set(key, unique);
    return { $ref: `#/components/responses/${unique}` };
  };

  const of: ProblemResponses['of'] = (rule, contract, hasInboundSignIn) => {
    const { operation } = rule;
    const configured = faultStatus.get(operation.backend)?.values() ?? [];
    const slugs: readonly ProblemSlug[] = [
      ...GENERAL,
      ...(contract?.problems ?? []),
      ...(takesIdempotencyKey(rule) ? WITH_KEY : []),
      ...(hasInboundSignIn ? (['unauthenticated', 'forbidden'] as const) : []),
    ];
    const byStatus = typesByStatus(slugs, [...configured]);
    const withDetail = faultProblem(operation, registry);
    const responses: Record<string, ResponseObject | Reference> = {};
    for (const [status, types] of [...byStatus].sort(([a], [b]) => a - b)) {
      const hasFault = withDetail !== undefined && types.some(({ slug }) => slug === 'soap-fault');
      const make = (schema: JsonSchema) => () => problemResponse(status, types, schema);
      const key = `${status} ${types.map(({ slug }) => slug).join(' ')}`;
      responses[status] = hasFault ? make(withDetail)() : share(responseName(status, types), key, make({ ...problem }));
    }
    responses.default = share('Problem', 'default', () => ({
      description: 'Any other failure, such as a route that does not exist.',
      content: { [PROBLEM_MEDIA_TYPE]: { schema: { ...problem } } },
    }));
    return responses;
  };
  return {
    of,
    components: () => Object.fromEntries([...shared].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Name of a shared response; those of routes that take an Idempotency-Key are told apart. */
function responseName(status: number, types: readonly ProblemType[]): string {
  const keys: ReadonlySet<string> = new Set(WITH_KEY);
  const name = RESPONSE_NAMES[status] ?? `Status${status}`;
  return types.some(({ slug }) => keys.has(slug)) ? `${name}WithKey` : name;
}

function typesByStatus(
  slugs: readonly ProblemSlug[],
  faultStatuses: readonly number[],
): ReadonlyMap<number, readonly ProblemType[]> {
  const byStatus = new Map<number, ProblemType[]>();
  for (const slug of new Set(slugs)) {
    const type = findProblemType(slug);
    if (type === undefined) continue;
    // 417 and 431 are given to requests that reach no route
    const own = slug === 'bad-request' || slug === 'too-large' ? [type.statuses[0]] : type.statuses;
    for (const status of new Set(slug === 'soap-fault' ? [...own, ...faultStatuses] : own)) {
      byStatus.set(status, [...(byStatus.get(status) ?? []), type]);
    }
  }
  return byStatus;
}

/** Schema of an operation's problems when the WSDL declares faults; undefined when it declares none. */
function faultProblem(
  { codec, service, operation }: ServedOperation,
  registry: SchemaRegistry,
): JsonSchema | undefined {
  if (codec.faults.size === 0) return undefined;
  const scope = registry.scope(service);
  return registry.define(codec.faults, `${operation.name}Problem`, () =>
    declaredFaultProblem(Object.fromEntries([...codec.faults.values()].map((each) => [each.name, each.schema(scope)]))),
  );
}

function problemResponse(status: number, types: readonly ProblemType[], schema: JsonSchema): ResponseObject {
  const lines = types.map(({ slug, title }) => `- [${title}](/problems/${slug})`);
  const headers = headersOf(types);
  return {
    description: lines.length === 1 ? (lines[0] ?? '').slice(2) : lines.join('\n'),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    content: {
      [PROBLEM_MEDIA_TYPE]: {
        schema,
        examples: Object.fromEntries(types.map((type) => [type.slug, problemExample(type, status)])),
      },
    },
  };
}

function headersOf(types: readonly ProblemType[]): Record<string, Reference> {
  const has = (...slugs: readonly string[]) => types.some(({ slug }) => slugs.includes(slug));
  return {
    ...(has('rate-limited', 'overloaded', 'circuit-open') ? { 'Retry-After': header('Retry-After') } : {}),
    ...(has('rate-limited') ? { RateLimit: header('RateLimit'), 'RateLimit-Policy': header('RateLimit-Policy') } : {}),
    ...(has('unauthenticated') ? { 'WWW-Authenticate': header('WWW-Authenticate') } : {}),
  };
}

function header(name: string): Reference {
  return { $ref: `#/components/headers/${name}` };
}
